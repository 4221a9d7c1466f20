"""Defects of wording: what misprints and left-over templates look like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import regex

from juesuan.errors import BadKnowledge
from juesuan.knowledge.files import only_keys, read_toml
from juesuan.knowledge.phrases import Phrases
from juesuan.reading.folding import fold

KEYS = frozenset({"id", "severity", "phrase", "says", "examples", "counter_examples"})
SEVERITIES = frozenset({"warning", "info"})
EXAMPLE_YEAR = 2023
"""The year of the accounts that examples speak of."""


@dataclass(frozen=True, slots=True)
class Defect:
    """One kind of defect of the text below headings.

    A phrase with a group `year` is one if the year is not that of the accounts; one with the groups `of` and `copied`
    if the same words were said of another before.
    """

    id: str
    severity: str
    phrase: regex.Pattern[str]
    says: str

    def found(self, text: str, report_year: int | None, timeout: float) -> list[tuple[int, int]]:
        """Where it is in a folded text, start and end. `TimeoutError` if the phrase takes too long."""
        places = []
        owners: dict[str, str] = {}
        for match in self.phrase.finditer(text, timeout=timeout):
            groups = match.groupdict()
            if "copied" in groups and owners.setdefault(groups["copied"], groups["of"]) == groups["of"]:
                continue
            year = groups.get("year")
            if year is None or (report_year is not None and int(year) != report_year):
                places.append(match.span())
        return places


def load_defects(directory: Path, phrases: Phrases) -> tuple[Defect, ...]:
    """The records of `defects.toml`.

    Raises:
        BadKnowledge: a record is malformed, has no examples, or an example is not as it says.
    """
    path = directory / "defects.toml"
    return tuple(_defect(record, path, phrases) for record in read_toml(path).get("defect", ()))


def _defect(record: Mapping[str, Any], path: Path, phrases: Phrases) -> Defect:
    where = f"{path}: {record.get('id', '(no id)')}"
    only_keys(record, KEYS, where)
    missing = {"id", "severity", "phrase", "says", "examples"} - set(record)
    if missing or not record["examples"] or record["severity"] not in SEVERITIES:
        raise BadKnowledge(f"{where}: needs id, severity (warning or info), phrase, says and examples")
    defect = Defect(
        id=record["id"],
        severity=record["severity"],
        phrase=phrases.compile(record["phrase"], where),
        says=record["says"],
    )
    for wanted, key in ((True, "examples"), (False, "counter_examples")):
        for text in record.get(key, ()):
            if bool(defect.found(fold(text), EXAMPLE_YEAR, 1)) is not wanted:
                raise BadKnowledge(f"{where}: {text!r} is {'not found' if wanted else 'found, a counter-example'}")
    return defect
