"""Findings about how a report is built: headings and tables nobody knows, damaged titles, another year in a title.

Nothing is forced into a canonical heading: what is not known is told, with the known one it reminds of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from juesuan.extracting.headings import bare, canonical, known_as
from juesuan.extracting.masthead import years_of
from juesuan.extracting.nearest import called, damaged, nearest
from juesuan.extracting.numbering import Kind
from juesuan.extracting.report import Report
from juesuan.extracting.sections import Section
from juesuan.extracting.statutory import bare_title, table_titled
from juesuan.knowledge.structure import Structure, Titled
from juesuan.normalising.facts import Place, place_of
from juesuan.normalising.keys import key
from juesuan.reading.folding import fold
from juesuan.writing.notices import finding

EXPECTED = frozenset({"overview", "narrative"})
"""Parts whose headings are the same in all reports; those of the others are as their authors like."""


def structure_notices(document_id: str, report: Report, structure: Structure) -> list[dict[str, Any]]:
    """Rows of the `findings` table, in reading order within each kind."""
    rows = []
    for section in report.sections[1:]:
        for code, severity, words in _of_heading(section, structure, report.masthead.report_year):
            where = place_of(report.reading, section.title_place, 0, 1) if section.title_place else None
            place = where or Place(None, None, None)
            row = finding(document_id, code, severity, words, place, section.heading)
            # The same title may stand twice on a page of a text.
            row["finding_id"] = key(row["finding_id"], section.index)
            rows.append(row)
    for table in report.flow.tables:
        title = fold(table.title)
        if table.kind == "other" and table_titled(title, structure) is None:
            near = _reminder(bare_title(title)[0], structure.tables)
            words = f"“{table.title}”不是已知的决算表，按其他表提取{near}。"
            line = report.reading.lines[table.first_line]
            place = Place(line.page, None, None if line.page else f"line {line.number}")
            rows.append(finding(document_id, "unknown_table", "warning", words, place, table.title))
    return rows


def _of_heading(
    section: Section, structure: Structure, report_year: int | None
) -> Iterator[tuple[str, str, str]]:
    """What is to be said of a heading: code, severity, words."""
    title = bare(fold(section.title))
    part = section.kind is Kind.PART
    titles = structure.parts if part else structure.headings
    if part or _of_interest(section):
        known = known_as(title, titles) if part else section.concept
        opens = section.level == 1 and known_as(title, structure.parts) is not None
        if known is None and not opens:
            code = "unknown_part" if part else "unknown_heading"
            yield code, "info", f"标题“{section.heading}”不在已知的标题之列，未归类{_reminder(title, titles)}。"
    is_called, plain = (section.concept, section.part), canonical(title, titles)
    meant = damaged(title, titles) if plain is None or plain.id not in is_called else None
    if meant is not None and meant.id in is_called:
        words = f"标题“{section.heading}”有缺字或错字，按“{called(meant)}”归类。"
        yield "damaged_heading", "info", words
    if part and report_year is not None:
        others = sorted({year for year in years_of(title) if year != report_year})
        if others:
            words = f"标题“{section.heading}”写的是{'、'.join(map(str, others))}年，报告年度为{report_year}年。"
            yield "year_mismatch", "warning", words


def _of_interest(section: Section) -> bool:
    """Whether a heading is one that all reports have: in the notes or the overview, of the first two depths."""
    return section.part in EXPECTED and section.kind in (Kind.CJK, Kind.CJK_PAREN) and section.level <= 2


def _reminder(title: str, titles: Sequence[Titled]) -> str:
    near = nearest(title, tuple(titles))
    return f"；最接近的已知标题是“{called(near)}”" if near else ""
