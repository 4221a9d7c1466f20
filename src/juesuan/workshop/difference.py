"""What one pattern set reads and another does not: reports read once and understood twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from juesuan.errors import BadInput, UsageError
from juesuan.normalising.cells import LineItem
from juesuan.normalising.fact import Fact
from juesuan.reading.content import Content
from juesuan.reading.file import read
from juesuan.reading.page import Reading
from juesuan.running.archives import content_of_member
from juesuan.running.document import Engine, engine
from juesuan.running.groups import Grouping, gathered
from juesuan.running.inputs import Input
from juesuan.workshop.commands import SHIPPED
from juesuan.workshop.records import GENERIC

Place = tuple[object, ...]
Claims = frozenset[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """One number that is read otherwise: where it is, what was read of it and what is, each None where nothing is.

    `kind` is lost, gained, or changed; a number that only its unit tells (`generic`) counts as not read. `quote` is
    the clause, or the row of a table. `pattern` is the one that read it, the old one unless it is gained.
    """

    kind: str
    page: int | None
    quote: str
    was: str | None
    is_now: str | None
    pattern: str


@dataclass(frozen=True)
class OfReport:
    """The difference of one report: changes of facts and cells, and how many of what both sets find."""

    source: str
    changes: Sequence[Change]
    counts: Mapping[str, tuple[int, int]]
    """By name: with the old set, with the new one."""
    problem: str | None = None
    """Why it could not be read with one of the two."""


@dataclass(frozen=True)
class Difference:
    """The difference of two pattern sets on reports."""

    reports: Sequence[OfReport]

    @cached_property
    def kinds(self) -> Counter[str]:
        """How many numbers are lost, gained and changed."""
        return Counter(change.kind for report in self.reports for change in report.changes)

    @cached_property
    def patterns(self) -> Counter[tuple[str, str]]:
        """How often what a pattern read is lost or changed, or what it reads is gained: kind and pattern."""
        return Counter((c.kind, c.pattern) for report in self.reports for c in report.changes)

    @cached_property
    def counts(self) -> dict[str, tuple[int, int]]:
        """The counts of all reports."""
        names = dict.fromkeys(name for report in self.reports for name in report.counts)
        none = (0, 0)
        return {
            name: (
                sum(report.counts.get(name, none)[0] for report in self.reports),
                sum(report.counts.get(name, none)[1] for report in self.reports),
            )
            for name in names
        }


def set_named(name: str) -> Path | None:
    """The folder of a pattern set; None for the shipped one. Raises `UsageError` if it is not there."""
    if name == SHIPPED:
        return None
    if not Path(name).is_dir():
        raise UsageError(f"{name}: there is no such folder; name a folder of patterns, or '{SHIPPED}'")
    return Path(name)


def difference(old: Path | None, new: Path | None, paths: Sequence[str], ocr_cache: Path | None) -> Difference:
    """Read reports, and folders of them, with two pattern sets (None: the shipped one).

    `ocr_cache` is a folder where recognised pages are kept; without it scans are recognised each time.

    Raises:
        BadKnowledge: one of the sets is malformed.
        UsageError: no report is among the paths.
    """
    engines = engine(old), engine(new)
    inputs = [item for item in gathered(paths, Grouping()) if item.settled is None or item.settled.status != "skipped"]
    if not inputs:
        raise UsageError(f"{', '.join(paths)}: no report there; name reports, or folders of them")
    return Difference([_of_input(item, engines, ocr_cache) for item in inputs])


def _of_input(item: Input, engines: tuple[Engine, Engine], ocr_cache: Path | None) -> OfReport:
    if item.settled is not None:
        return OfReport(item.source, (), {}, item.settled.error_message)
    try:
        content = content_of_member(item) if item.member else Content.of(Path(item.location))
        reading = read(content, rulings=True, ocr_cache=ocr_cache)
        (was, counts), (now, counts_now) = (_claims(reading, one) for one in engines)
    except BadInput as error:
        return OfReport(item.source, (), {}, error.message)
    both = {name: (count, counts_now[name]) for name, count in counts.items()}
    return OfReport(item.source, list(_changes(was, now)), both)


@dataclass(frozen=True, slots=True)
class _Read:
    """What is read of one number: claims, the words for them, the clause, the page, and the pattern."""

    claims: Claims
    words: str
    quote: str
    page: int | None
    pattern: str


def _claims(reading: Reading, one: Engine) -> tuple[dict[Place, _Read], dict[str, int]]:
    """By place every number that one set reads, generic ones left out; and counts."""
    understood = one.understood(reading)
    found: dict[Place, list[Fact | LineItem]] = {}
    facts = [fact for fact in understood.facts if fact.pattern != GENERIC]
    where: Place
    for fact in facts:
        where = (fact.heading, fact.char_start) if fact.x0 is None else (fact.x0, fact.y0)
        found.setdefault(("fact", fact.page, fact.anchor, *where), []).append(fact)
    cells = [cell for cell in understood.items if cell.value is not None]
    for cell in cells:
        if cell.concept is not None:
            where = (cell.table_id, cell.row, cell.column_index) if cell.x0 is None else (cell.x0, cell.y0)
            found.setdefault(("cell", cell.page, cell.anchor, *where), []).append(cell)
    outcomes = Counter[str](check.outcome for check in understood.verdicts.checks)
    counts = {
        "facts": len(facts),
        "numbers told by their unit alone": len(understood.facts) - len(facts),
        "numbers nobody claims": sum(len(read.unclaimed) for read in understood.report.figures),
        "cells with a concept": sum(cell.concept is not None for cell in cells),
        "cells": len(cells),
        "checks that hold": outcomes["pass"] + outcomes["rounding"],
        "checks that fail": outcomes["fail"],
    }
    return {place: _read(figures) for place, figures in found.items()}, counts


def _read(figures: Sequence[Fact | LineItem]) -> _Read:
    first = figures[0]
    if isinstance(first, Fact):
        quote, pattern = first.quote, first.pattern
    else:
        quote = f"{first.table}: {first.label or ''} | {first.column} = {first.value_text}"
        pattern = f"table {first.table}"
    axes = [
        (f.concept, f.item, f.measure, f.budget_kind, f.fund, f.value, f.unit, *_relations(f)) for f in figures
    ]
    words = "; ".join(
        " ".join(
            [f"{f.concept}{f'/{f.item}' if f.item else ''}", str(f.measure), f"{f.value:f}{f.unit or ''}".strip(),
             *(str(axis) for axis in (f.budget_kind, *_relations(f)) if axis)]
        )
        for f in figures
    )  # fmt: skip
    return _Read(frozenset(axes), f"{words} ({pattern})", quote, first.page, pattern)


def _relations(figure: Fact | LineItem) -> tuple[str | None, ...]:
    return (figure.compared_to, figure.base_concept, figure.base_item) if isinstance(figure, Fact) else ()


def _changes(was: Mapping[Place, _Read], now: Mapping[Place, _Read]) -> Iterator[Change]:
    """What differs, in the order of the old reading, gains last."""
    for place, old in was.items():
        new = now.get(place)
        if new is None:
            yield Change("lost", old.page, old.quote, old.words, None, old.pattern)
        elif new.claims != old.claims:
            yield Change("changed", old.page, old.quote, old.words, new.words, old.pattern)
    for place, new in now.items():
        if place not in was:
            yield Change("gained", new.page, new.quote, None, new.words, new.pattern)


def as_records(found: Difference) -> dict[str, Any]:
    """The difference as plain data, for programs."""
    return {
        "kinds": dict(found.kinds),
        "counts": {name: list(pair) for name, pair in found.counts.items()},
        "reports": [
            {"source": report.source, "problem": report.problem,
             "changes": [{"kind": c.kind, "page": c.page, "quote": c.quote, "was": c.was, "is": c.is_now,
                          "pattern": c.pattern} for c in report.changes]}
            for report in found.reports
        ],
    }  # fmt: skip
