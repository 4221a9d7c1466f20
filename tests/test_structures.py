"""Reports of many provinces and years: each heading in its part, each table among the tables."""

from __future__ import annotations

import re

import pytest
from report_shapes import FLAT, Shape, shapes
from small_reports import extractor, report_of

from juesuan.extracting import headings, numbering, sections
from juesuan.extracting.report import Report
from juesuan.reading import contents, entry, folding, mending, relining
from juesuan.reading.folding import fold


def parts_of(report: Report) -> list[str]:
    return [s.part for s in report.sections if s.level == 1]


def concepts_of(report: Report) -> list[str]:
    """The canonical headings below the parts, and of parts that are a heading of the narrative elsewhere."""
    return [s.concept for s in report.sections if s.concept and (s.level > 1 or s.concept in FLAT.values())]


def part_at(report: Report, line: int) -> str:
    """The part in which a line of the reading stands."""
    part = "other"
    for section in report.sections:
        if section.title_place is not None and int(section.title_place.line_of[0]) <= line:
            part = section.part
    return part


@pytest.mark.parametrize("row", shapes())
def test_the_parts_and_headings_of_a_report(row: int) -> None:
    shape = shapes()[row]
    report = report_of(shape.text)
    assert parts_of(report) == shape.parts
    assert concepts_of(report) == expected_concepts(shape)
    head = report.masthead
    assert (fold(head.unit_name or ""), head.report_year) == ("" if "XX" in shape.unit else shape.unit, shape.year)
    kinds = [t.kind for t in report.flow.tables]
    assert len(kinds) == len(shape.tables)
    assert "other" not in kinds
    assert {part_at(report, t.first_line) for t in report.flow.tables} <= {"tables"}


NEVER = re.compile(r"(?!)")
BITES: dict[str, tuple[int, tuple[tuple[object, str, object], ...]]] = {
    "traditional characters": (80, ((folding, "TRADITIONAL", {}), (folding, "_SIMPLIFIED", {}))),
    "pinyin": (41, ((mending, "READING", NEVER),)),
    "pinyin where there are no parts": (137, ((mending, "READING", NEVER),)),
    "no line breaks": (5, ((relining, "LONG", 10**9),)),
    "no line breaks, tables among the notes": (82, ((relining, "LONG", 10**9),)),
    "two numbers lost": (22, ((sections, "unnumbered_heading", lambda *a: None),)),
    "a numeral lost": (
        38, ((headings, "lost_numbering_of", lambda *a: None), (sections, "unnumbered_heading", lambda *a: None))
    ),
    "half a bracket lost": (72, ((headings, "lost_numbering_of", lambda *a: None),)),
    "the numbers of the parts lost": (84, ((headings, "lost_numbering_of", lambda *a: None),)),
    "characters dropped": (50, ((headings, "damaged", lambda *a: None),)),
    "numbers garbled": (39, ((numbering, "GARBLED", NEVER),)),
    "entries that end in a stop": (9, ((entry, "_STOP", NEVER),)),
    "words between contents and report": (29, ((contents, "_after_preamble", lambda *a: None),)),
}  # fmt: skip
"""What reads the odd ones: the row of a shape that shows it, and what stands in place of the remedy."""


@pytest.mark.parametrize("quirk", BITES)
def test_without_its_remedy_a_quirk_is_misread(quirk: str, monkeypatch: pytest.MonkeyPatch) -> None:
    row, remedies = BITES[quirk]
    shape = shapes()[row]
    extractor()
    for module, name, instead in remedies:
        monkeypatch.setattr(module, name, instead)
    folding.FOLDS.clear()
    report = report_of(shape.text)
    monkeypatch.undo()
    folding.FOLDS.clear()
    found = parts_of(report), concepts_of(report), len(report.flow.tables)
    assert found != (shape.parts, expected_concepts(shape), len(shape.tables))


def expected_concepts(shape: Shape) -> list[str]:
    return [h.concept for part in shape.headings for h in part if h.concept]
