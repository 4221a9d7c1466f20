"""What tables of words are known by: the names of their columns, and the lines that end them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import regex

from juesuan.errors import BadKnowledge
from juesuan.knowledge.files import default_directory, only_keys, read_toml
from juesuan.reading.folding import fold


class ColumnRole(StrEnum):
    """What a column of a table of words holds."""

    SEQUENCE = "sequence"
    MATTER = "matter"
    GOAL = "goal"
    RESULT = "result"
    NAME = "name"
    REMARK = "remark"
    OTHER = "other"


@dataclass(frozen=True)
class End:
    """A kind of line that can not be part of a table; `always`: even where earlier rows hold such lines."""

    id: str
    pattern: regex.Pattern[str]
    always: bool


@dataclass(frozen=True)
class WordTableNames:
    """The knowledge of `structure/word_tables.toml`: role of each folded column name, and the ends."""

    roles: Mapping[str, ColumnRole]
    ends: tuple[End, ...]

    @classmethod
    def load(cls, directory: Path) -> WordTableNames:
        """Read it from a patterns directory; raises BadKnowledge naming file and record."""
        path = directory / "structure" / "word_tables.toml"
        content = read_toml(path)
        only_keys(content, frozenset({"column", "end"}), str(path))
        roles: dict[str, ColumnRole] = {}
        for column in content.get("column", []):
            _read_column(column, roles, str(path))
        if ColumnRole.SEQUENCE not in roles.values():
            raise BadKnowledge(f"{path}: no column has the role sequence")
        ends = tuple(_read_end(record, str(path)) for record in content.get("end", []))
        return cls(roles, ends)

    def end_of(self, text: str) -> End | None:
        """The kind of end a printed line is, None if it may belong to a table."""
        folded = fold(text).strip()
        return next((end for end in self.ends if end.pattern.match(folded)), None)


@lru_cache(maxsize=1)
def default_names() -> WordTableNames:
    """The names this installation came with."""
    return WordTableNames.load(default_directory())


def _read_column(record: Mapping[str, Any], roles: dict[str, ColumnRole], path: str) -> None:
    where = f"{path}: column {record.get('role')}"
    only_keys(record, frozenset({"role", "names"}), where)
    try:
        role = ColumnRole(record["role"])
    except (KeyError, ValueError) as error:
        known = ", ".join(ColumnRole)
        raise BadKnowledge(f"{where}: the role must be one of {known}") from error
    for name in record.get("names", []):
        if name in roles:
            raise BadKnowledge(f"{where}: the name {name} has a role already: {roles[name]}")
        if name != fold(name):
            raise BadKnowledge(f"{where}: write the name {name} folded: {fold(name)}")
        roles[name] = role


def _read_end(record: Mapping[str, Any], path: str) -> End:
    where = f"{path}: end {record.get('id')}"
    only_keys(record, frozenset({"id", "pattern", "always", "examples", "counterexamples"}), where)
    try:
        pattern = regex.compile(record["pattern"])
    except (KeyError, regex.error) as error:
        raise BadKnowledge(f"{where}: its pattern does not compile: {error}") from error
    for key, claimed in (("examples", True), ("counterexamples", False)):
        if not record.get(key):
            raise BadKnowledge(f"{where}: it needs {key}")
        for example in record[key]:
            if bool(pattern.match(fold(example))) is not claimed:
                raise BadKnowledge(f"{where}: {key} and pattern disagree on {example}")
    return End(record.get("id", ""), pattern, bool(record.get("always", False)))
