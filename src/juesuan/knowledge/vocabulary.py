"""The closed vocabulary of concepts: what a figure can be about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from juesuan.errors import BadKnowledge
from juesuan.knowledge.files import read_csv

KINDS = frozenset({"money", "count", "headcount", "quantity", "percent", "score"})


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: its id, standard Chinese and English names, kind of quantity, parent id or None."""

    id: str
    zh: str
    en: str
    kind: str
    parent: str | None
    notes: str


def load_vocabulary(directory: Path) -> Mapping[str, Concept]:
    """All concepts by id, from `concepts.csv`."""
    path = directory / "concepts.csv"
    concepts: dict[str, Concept] = {}
    for row in read_csv(path):
        where = f"{path}: {row.get('id')}"
        try:
            concept = Concept(
                row["id"], row["zh"], row["en"], row["kind"], row["parent"] or None, row.get("notes") or ""
            )
        except KeyError as error:
            raise BadKnowledge(f"{where}: column {error} is missing") from error
        if concept.kind not in KINDS:
            raise BadKnowledge(f"{where}: kind {concept.kind!r} is none of {', '.join(sorted(KINDS))}")
        if concept.id in concepts:
            raise BadKnowledge(f"{where}: defined twice")
        concepts[concept.id] = concept
    for concept in concepts.values():
        if concept.parent is not None and concept.parent not in concepts:
            raise BadKnowledge(f"{path}: {concept.id}: its parent {concept.parent} is not defined")
    return concepts
