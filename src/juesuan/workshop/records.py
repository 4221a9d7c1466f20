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
FIGURES = frozenset({"subject", "predicate"})
"""Kinds of records that a figure is read with; `facts.pattern` joins their ids by +."""


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


def reading_records(pattern: str, directory: Path | None = None) -> list[Record]:
    """The subject and the predicate that read a figure, by `facts.pattern`; those of other pattern sets are missing."""
    ids = pattern.split("+")
    return [record for record in records(directory) if record.kind in FIGURES and record.id in ids]


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
