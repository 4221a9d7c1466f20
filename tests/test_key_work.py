"""Key work: headed paragraphs and rows of a table, joined where they speak of the same matter."""

from __future__ import annotations

from juesuan.extracting.flow import WordRow
from juesuan.extracting.key_work import KeyWork, key_work_of
from juesuan.extracting.numbering import Kind
from juesuan.extracting.sections import Section
from juesuan.reading.paragraphs import Paragraph, paragraph_of

ROLES = ("matter", "goal", "result")


def cell(text: str) -> Paragraph:
    return paragraph_of([(0, text, 0)])


def row(number: int, *texts: str, roles: tuple[str, ...] = ROLES) -> WordRow:
    return WordRow(number, roles, tuple(cell(t) for t in texts))


def section(index: int, title: str, *texts: str, part: str = "key_work", level: int = 2) -> Section:
    kind = Kind.CJK if level == 2 else Kind.CJK_PAREN
    found = Section(index, 0, level, kind, index, part, 4, f"{index}、", title, None, None, cell(title))
    found.paragraphs += [cell(t) for t in texts]
    return found


def told(work: KeyWork) -> tuple[str | None, ...]:
    return work.matter, work.goal, work.result, work.heading, work.text


def test_a_row_joins_the_heading_of_its_matter_whatever_the_punctuation() -> None:
    sections = [section(1, "治理河道，改善水质", "治理河道12公里。"), section(2, "宣传节水", "开展宣传6次。")]
    rows = [row(1, "宣传节水。", "宣传6次", "已完成"), row(2, "治理河道、改善水质", "治理12公里", "已治理")]
    found = key_work_of(sections, rows)
    assert [told(w) for w in found] == [
        ("治理河道、改善水质", "治理12公里", "已治理", "1、治理河道，改善水质", "治理河道12公里。"),
        ("宣传节水。", "宣传6次", "已完成", "2、宣传节水", "开展宣传6次。"),
    ]
    assert [w.sequence for w in found] == [1, 2]


def test_a_row_that_no_heading_names_and_a_heading_without_a_row_both_stay() -> None:
    found = key_work_of([section(1, "治理河道", "已治理。")], [row(1, "宣传节水", "宣传6次", "")])
    assert [told(w) for w in found] == [
        (None, None, None, "1、治理河道", "已治理。"),
        ("宣传节水", "宣传6次", None, None, None),
    ]


def test_the_cells_of_a_table_are_no_text_of_the_heading_above_it() -> None:
    rows = [row(1, "治理河道", "治理12公里", "已治理")]
    under = section(1, "治理河道", "已治理。")
    under.paragraphs += rows[0].cells
    (work,) = key_work_of([under], rows)
    assert work.text == "已治理。"


def test_other_tables_and_other_parts_are_no_key_work() -> None:
    assert key_work_of([section(1, "主要职能", "负责。", part="overview")], []) == []
    assert key_work_of([], [row(1, "甲", "乙", roles=("indicator", "score"))]) == []


def test_only_the_outermost_headings_are_matters() -> None:
    sections = [section(1, "治理河道"), section(2, "治理城区河道", "已治理。", level=3)]
    assert [w.heading for w in key_work_of(sections, [])] == ["1、治理河道"]
