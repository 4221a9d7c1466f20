"""The whole pattern set, loaded once per process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from juesuan.knowledge.defects import Defect, load_defects
from juesuan.knowledge.files import content_hash, default_directory
from juesuan.knowledge.narrative import Narrative, load_narrative
from juesuan.knowledge.overlay import laid_over
from juesuan.knowledge.phrases import Phrases
from juesuan.knowledge.project_leads import ProjectLeads, load_project_leads
from juesuan.knowledge.structure import Structure, load_structure
from juesuan.knowledge.table_forms import TableForms, load_table_forms
from juesuan.knowledge.units import Unit, load_units
from juesuan.knowledge.vocabulary import Concept, load_vocabulary

ROOMS: Mapping[str, tuple[str, ...]] = {
    "structure": ("parts.toml", "structure"),
    "narrative": ("concepts.csv", "parts.toml", "units.toml", "narrative", "codes"),
    "tables": ("concepts.csv", "parts.toml", "structure", "tables", "codes"),
    "identities": ("concepts.csv", "identities", "summary.toml"),
    "wording": ("parts.toml", "defects.toml"),
}


@dataclass(frozen=True)
class PatternSet:
    """What the rooms know. `hashes` has one hash per room's knowledge, `hash` is over all of it."""

    directory: Path
    vocabulary: Mapping[str, Concept]
    units: Mapping[str, Unit]
    structure: Structure
    narrative: Narrative
    project_leads: ProjectLeads
    table_forms: TableForms
    defects: tuple[Defect, ...]
    hashes: Mapping[str, str]
    hash: str


@lru_cache(maxsize=4)
def load_pattern_set(directory: Path | None = None) -> PatternSet:
    """The pattern set of a directory, the shipped one by default; malformed records are `BadKnowledge`.

    A directory that holds only some files of a set is laid over the shipped one (see `overlay`).
    """
    root = default_directory() if directory is None else laid_over(directory)
    phrases = Phrases.load(root)
    vocabulary = load_vocabulary(root)
    units = load_units(root)
    return PatternSet(
        directory=root,
        vocabulary=vocabulary,
        units=units,
        structure=load_structure(root, phrases),
        narrative=load_narrative(root, phrases, vocabulary, units),
        project_leads=load_project_leads(root, phrases),
        table_forms=load_table_forms(root, phrases, vocabulary),
        defects=load_defects(root, phrases),
        hashes={room: content_hash(root, files) for room, files in ROOMS.items()},
        hash=content_hash(root, tuple(sorted({f for files in ROOMS.values() for f in files}))),
    )
