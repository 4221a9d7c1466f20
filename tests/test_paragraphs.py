"""Soft breaks mended: paragraphs of a text as extracted, and the way back to every character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_reports import printed, reading_of

from juesuan.reading.page import Role
from juesuan.reading.paragraphs import joined, paragraph_of, paragraphs

BROKEN = {
    "amount and its 万元": (
        "    2022年度财政拨款支出合计1190.10万\n元，其中：人员经费800.25万元，占67.2\n%；公用经费389.85万元。",
        ["2022年度财政拨款支出合计1190.10万元，其中：人员经费800.25万元，占67.2%；公用经费389.85万元。"],
    ),
    "words": (
        "    本年度收入合计比上年增加，主要是因为新增河\n道治理项目；支出决算数小\n于预算数，主要是因为压减会议。",
        ["本年度收入合计比上年增加，主要是因为新增河道治理项目；支出决算数小于预算数，主要是因为压减会议。"],
    ),
    "list items": (
        "    主要职能如下，由各科室分别承担并按年考核：\n"
        "1.负责水资源管理。\n2.负责河道治理。\n（3）负责防汛。\n①负责抗旱。",
        ["主要职能如下，由各科室分别承担并按年考核：", "1.负责水资源管理。", "2.负责河道治理。", "（3）负责防汛。",
        "①负责抗旱。"],
    ),
    "amount at the start of a line": (
        "    公务接待费支出决算为1.1万元，完成年初预算的\n2.5%，接待批次减少，比年初预算减少0.4万元。",
        ["公务接待费支出决算为1.1万元，完成年初预算的2.5%，接待批次减少，比年初预算减少0.4万元。"],
    ),
    "spaces between digits and units": (
        "    2022 年度收 、 支总计 1204.56 万 元 。",
        ["2022年度收、支总计1204.56万元。"],
    ),
    "two numbers that stand apart": ("    序号 2021 12 页", ["序号2021 12页"]),
    "short lines end their paragraphs": (
        "    本单位内设五个科室，下属两个事业单位，均已纳入决算。\n"
        "    在职人员共三十人。\n    离退休人员共八人，由本单位统一管理并发放补助。",
        ["本单位内设五个科室，下属两个事业单位，均已纳入决算。", "在职人员共三十人。",
        "离退休人员共八人，由本单位统一管理并发放补助。"],
    ),
}  # fmt: skip


def joined_lines(text: str) -> list[str]:
    lines = [(i, line) for i, line in enumerate(reading_of(text).lines) if line.role is Role.BODY]
    return [p.text for p in paragraphs(lines)]


@pytest.mark.parametrize("kind", BROKEN)
def test_lines_become_paragraphs(kind: str) -> None:
    text, wanted = BROKEN[kind]
    assert joined_lines(text) == wanted


def test_one_wide_line_does_not_part_an_amount_from_its_unit() -> None:
    text = (
        "第三部分 云溪市青禾区清河水务管理服务中心2022年度部门决算情况说明\n"
        "2022年度收、支总计1204.56万\n元，与上年度相比增加204.5万元。"
    )
    assert joined_lines(text)[1].startswith("2022年度收、支总计1204.56万元")


def test_a_wide_title_is_not_joined_with_the_paragraph_below() -> None:
    lines = ("一、总体情况", "（二）一般公共预算财政拨款支出决算结构情况", "农林水支出1100.10万元。")
    assert joined_lines(printed(*lines)) == list(lines)


def test_a_wide_title_that_goes_on_is_one_title() -> None:
    text = (
        "    第三部分情况\n（二）一般公共预算财政拨款支出决算结构情况\n"
        "说明。农林水支出1100.10万元，占本年支出的大部分。\n"
    )
    assert joined_lines(text)[-1].startswith("（二）一般公共预算财政拨款支出决算结构情况说明。农林水")


def test_a_page_break_ends_no_sentence() -> None:
    text = (
        "    与2021年度相比，财政拨款收、支总计各增加\n- 7 -\n"
        "\f204.5万元，主要原因是新增河道治理项目。\n- 8 -\n\f    公用经费比上年减少，主要原因是压减。\n- 9 -\n"
    )
    first = joined_lines(text)[0]
    assert first == "与2021年度相比，财政拨款收、支总计各增加204.5万元，主要原因是新增河道治理项目。"


@given(st.lists(st.text("支出决算1.5万元， \t（）\u3000", min_size=1), max_size=6))
def test_every_character_leads_back_to_its_line(lines: list[str]) -> None:
    whole = joined([paragraph_of([(i, line, 0)]) for i, line in enumerate(lines)])
    assert len(whole.text) == len(whole.folded) == len(whole.line_of) == len(whole.char_of)
    for char, line, at in zip(whole.text, whole.line_of, whole.char_of, strict=True):
        # A space or a line feed of the paragraph stands for a gap: it belongs to the character before it.
        assert char in " \n" or lines[line][at] == char


@given(st.text("支出决算1.5万元，", min_size=1, max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_a_slice_keeps_its_places(text: str, start: int, end: int) -> None:
    whole = paragraph_of([(4, text, 0)])
    part = whole.slice(start, end)
    assert part.text == whole.text[start:end]
    assert list(part.char_of) == list(range(len(whole)))[start:end]
