"""Reports of many provinces and years: each heading in its part, each table among the tables."""

from __future__ import annotations

import pytest
from report_shapes import FLAT, Shape, shapes
from small_reports import report_of

from juesuan.extracting.report import Report
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


def expected_concepts(shape: Shape) -> list[str]:
    return [h.concept for part in shape.headings for h in part if h.concept]
