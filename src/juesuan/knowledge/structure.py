"""What the parts, headings and statutory tables of a report are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import regex

from juesuan.errors import BadKnowledge
from juesuan.knowledge.files import only_keys, read_toml
from juesuan.knowledge.phrases import Phrases

PARTS = ("overview", "tables", "narrative", "key_work", "glossary", "annex", "performance", "other")


@dataclass(frozen=True, slots=True, eq=False)
class Titled:
    """Something known by its title: a part, a canonical heading or a statutory table. Each record is itself alone.

    `speaks_of` is the concept of figures below a heading that name no subject of their own; `form` is the form of a
    table that is not called like the table itself.
    """

    id: str
    title: regex.Pattern[str]
    zh: str
    part: str
    speaks_of: str | None
    form: str | None
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """All titles, in the order in which they are tried."""

    parts: tuple[Titled, ...]
    headings: tuple[Titled, ...]
    tables: tuple[Titled, ...]


def _records(directory: Path, name: str, key: str, phrases: Phrases) -> tuple[Titled, ...]:
    path = directory / "structure" / f"{name}.toml"
    allowed = frozenset({"id", "zh", "title", "part", "speaks_of", "form", "examples"})
    found: list[Titled] = []
    records: Sequence[dict[str, Any]] = read_toml(path).get(key, [])
    for record in records:
        where = f"{path}: {record.get('id', '(no id)')}"
        only_keys(record, allowed, where)
        if not record.get("examples"):
            raise BadKnowledge(f"{where}: a title without examples does not load")
        part = record.get("part", record["id"] if key == "part" else "tables")
        if part not in PARTS:
            raise BadKnowledge(f"{where}: no part {part!r}; the parts are {', '.join(PARTS)}")
        found.append(
            Titled(
                id=record["id"],
                title=phrases.compile(record["title"], where),
                zh=record.get("zh", ""),
                part=part,
                speaks_of=record.get("speaks_of"),
                form=record.get("form"),
                examples=tuple(record["examples"]),
            )
        )
    return tuple(found)


def load_structure(directory: Path, phrases: Phrases) -> Structure:
    """Parts, headings and tables from `structure/*.toml`."""
    return Structure(
        parts=_records(directory, "parts", "part", phrases),
        headings=_records(directory, "headings", "heading", phrases),
        tables=_records(directory, "tables", "table", phrases),
    )
