"""The records of a pattern set as they are written: kind, id, file, and what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from juesuan.knowledge.files import default_directory, read_toml
from juesuan.knowledge.overlay import laid_over

ROOMS = ("structure", "narrative", "tables", "identities", "defects.toml", "summary.toml")
"""The folders and files whose records have names."""
FIGURES = frozenset({"subject", "predicate", "topic", "unchanged"})
"""Kinds of records that a figure is read with; `facts.pattern` joins their ids by +."""
GENERIC = "generic"
HEADING = "heading"
"""What stands in `facts.pattern` where a figure is told by its unit alone, or by what its heading speaks of."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: `kind` is the name of its list in `file` (relative to the pattern set), `says` what is in it."""

    kind: str
    id: str
    file: str
    says: Mapping[str, Any] = field(repr=False)

    @property
    def concept(self) -> str | None:
        """The concept it is about, where it names one."""
        found = self.says.get("concept") or self.says.get("total")
        return found if isinstance(found, str) else None

    @property
    def phrase(self) -> str:
        """The expression it is known by, as written; empty where it has none."""
        return next((str(self.says[key]) for key in ("before", "phrase", "title") if key in self.says), "")

    @property
    def examples(self) -> tuple[Any, ...]:
        """Its examples, as written."""
        return tuple(self.says.get("examples", ()))


@lru_cache(maxsize=4)
def records(directory: Path | None = None) -> tuple[Record, ...]:
    """Every named record of a pattern set (the shipped one by default), by file, in the order they are written.

    Raises:
        BadKnowledge: a file cannot be read.
    """
    root = laid_over(directory) if directory is not None else default_directory()
    return tuple(record for room in ROOMS for path in _files(root / room) for record in _of_file(path, root))


def read_by(pattern: str, directory: Path | None = None) -> list[str]:
    """What read a figure, by its `facts.pattern`: a line for subject, topic, predicate, or for what stands for them."""
    if pattern == GENERIC:
        return ["its unit alone: no subject reads it"]
    lines = []
    for name in pattern.split("+"):
        found = [r for r in records(directory) if r.kind in FIGURES and r.id == name]
        if name == HEADING:
            lines.append("heading: what the heading above speaks of")
        elif found:
            lines += [f"{record.kind} {record.id} ({record.file}): {record.phrase}" for record in found]
        else:
            lines.append(f"{name}: not in this pattern set")
    return lines


def _files(place: Path) -> list[Path]:
    return [place] if place.is_file() else sorted(place.glob("*.toml"))


def _of_file(path: Path, root: Path) -> Iterator[Record]:
    file = path.relative_to(root).as_posix()
    for kind, found in read_toml(path).items():
        if not isinstance(found, list):
            continue
        for record in found:
            if isinstance(record, dict) and (name := _name(record)) is not None:
                yield Record(kind, name, file, record)


def _name(record: Mapping[str, Any]) -> str | None:
    """What a record is called: its id, or what a column, a row or a headline is known by."""
    return next((str(record[key]) for key in ("id", "name", "label") if key in record), None)
