"""Tables of words come back whole, from lines with places on the page and from bare lines."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_table_print import Print, as_page, as_text, invent

from juesuan.errors import BadKnowledge
from juesuan.extracting.word_gutters import runs_of
from juesuan.extracting.word_header import read_header
from juesuan.extracting.word_names import ColumnRole, WordTableNames
from juesuan.extracting.word_table import WordTable, is_header, read_word_table
from juesuan.extracting.word_wrap import first_unit, wrap_cost
from juesuan.reading.file import read
from juesuan.reading.page import Line, Role

SHARED = Path(__file__).resolve().parents[2] / "shared"
PRINTED = settings(max_examples=15, deadline=None, derandomize=True)


def lines_of(text: str) -> list[Line]:
    """Bare lines; a line of ~ is a page break."""
    lines: list[Line] = []
    block = 0
    for n, line in enumerate(text.strip("\n").split("\n"), 1):
        if line == "~":
            block += 1
        else:
            lines.append(Line(line, n, block))
    return lines


def texts(table: WordTable | None) -> list[list[str]]:
    return [] if table is None else [[cell.text for cell in row.cells] for row in table.rows]


def right(printed: Print) -> int:
    """How many rows came back exactly."""
    got = texts(read_word_table(printed.lines))
    return sum(a == b for a, b in zip(got, printed.rows, strict=False))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("序号 重要事项 工作内容及目标 完成情况", True),
        ("序号 项目 目标 完成情况", True),
        ("序号 单位名称 备注", True),
        ("序 号 单 位 名 称 备 注", True),
        ("序号重要事项工作内容及目标完成情况", True),
        ("序号 责任单位 完成时限 完成情况", True),
        ("序号", False),
        ("序号 单位名称", False),
        ("序号 科目编码 决算数 预算数", False),
        ("重要事项 工作内容及目标 完成情况", False),
        ("1 单位名称 备注", False),
    ],
)
def test_a_header_is_the_sequence_and_two_known_columns(line: str, expected: bool) -> None:
    assert is_header(Line(line, 1, 0)) is expected


def test_a_header_may_be_spread_over_short_lines() -> None:
    lines = lines_of("序号\n重要\n事项\n工作内容\n及目标\n完成情况\n1\n甲\n乙\n丙")
    assert is_header(lines[0], lines[1:])
    header = read_header(lines)
    assert header is not None
    assert header.names == ("序号", "重要事项", "工作内容及目标", "完成情况")
    assert header.lines_used == 6


WRAPPED = """
序号 重要事项 工作内容及目标 完成情况
1
修缮老旧管
网
对三个片区的供水管网进
行更换，年内完工并验收
合格。
更换管网四千余
米，全部验收。
2
绿化养护
养护全部街头绿地。
已完成。
3
社区食堂建
设
新建社区食堂两处，方便
高龄老人就近用餐，统一
~
采购、统一价格。
两处食堂均已开
业。
第五部分 名词解释
一、财政拨款
"""


def test_cells_are_put_together_from_wrapped_lines() -> None:
    lines = lines_of(WRAPPED)
    table = read_word_table(lines)
    assert texts(table) == [
        [
            "修缮老旧管网",
            "对三个片区的供水管网进行更换，年内完工并验收合格。",
            "更换管网四千余米，全部验收。",
        ],
        ["绿化养护", "养护全部街头绿地。", "已完成。"],
        [
            "社区食堂建设",
            "新建社区食堂两处，方便高龄老人就近用餐，统一采购、统一价格。",
            "两处食堂均已开业。",
        ],
    ]
    assert table is not None
    assert table.roles == (ColumnRole.SEQUENCE, ColumnRole.MATTER, ColumnRole.GOAL, ColumnRole.RESULT)
    assert lines[table.lines_used].text == "第五部分 名词解释"


def test_every_character_of_a_cell_has_its_place() -> None:
    printed = as_text(invent(random.Random(4)), 25)
    table = read_word_table(printed.lines)
    assert table is not None
    for row in table.rows:
        for cell in row.cells:
            there = "".join(printed.lines[i].text[start:end] for i, start, end in cell.pieces)
            assert "".join(there.split()) == cell.text


def test_short_rows_and_blank_remarks_stand_on_one_line() -> None:
    table = read_word_table(
        lines_of(
            "序号 单位名称 备注\n1 甲市乙局（本级）\n2 甲市乙局服务中心 未单独编报\n3 甲市丙站\n二、其他"
        )
    )
    assert texts(table) == [["甲市乙局（本级）", ""], ["甲市乙局服务中心", "未单独编报"], ["甲市丙站", ""]]


@pytest.mark.parametrize(
    "text",
    [
        "序号 重要事项 完成情况",
        "序号 重要事项 完成情况\n2\n甲\n乙",
        "本部分没有表格。\n1\n甲\n乙",
        "序号 单位名称 备注\n说明文字\n1 甲",
    ],
)
def test_what_is_no_table_is_none(text: str) -> None:
    assert read_word_table(lines_of(text)) is None


def test_another_header_ends_the_table() -> None:
    first = "序号 单位名称 备注\n1 甲局 本级\n2 乙站 下属\n"
    table = read_word_table(lines_of(first + first))
    assert table is not None
    assert (len(table.rows), table.lines_used) == (2, 3)


def test_digits_of_one_number_are_one_run_although_a_recogniser_set_them_apart() -> None:
    text = "群众27500人次"
    widths = [5.0 if c.isdigit() else 10.0 for c in text]
    x0 = np.cumsum([0.0, *widths[:-1]])
    x0[6:] += 5.5
    boxes = np.column_stack((x0, np.zeros(len(text)), x0 + widths, np.full(len(text), 10.0))).astype(np.float32)
    (run,) = runs_of(Line(text, number=1, block=0, page=1, boxes=boxes), 0, 10.0)
    assert text[run.start : run.end] == text


def test_furniture_is_passed_over() -> None:
    lines = lines_of("序号 单位名称 备注\n1 甲局 本级\n- 3 -\n2 乙站 下属")
    lines[2] = lines[2].as_(Role.FURNITURE)
    assert texts(read_word_table(lines)) == [["甲局", "本级"], ["乙站", "下属"]]


@pytest.mark.parametrize(
    ("text", "unit"),
    [("，工作", "，"), ("“一网通办”", "“一"), ("120家", "120"), ("好。", "好。"), ("90.5%以上", "90.5%")],
)
def test_what_can_not_be_broken_stays_together(text: str, unit: str) -> None:
    assert first_unit(text) == unit


def test_a_line_ends_only_where_the_next_unit_no_longer_fits() -> None:
    assert wrap_cost("一二三四五", "六七", 10) == 0
    assert wrap_cost("一二三四", "五，六", 10) == 0
    assert wrap_cost("一二三四", "五六", 10) > 2


@PRINTED
@given(st.integers(0, 10**6), st.integers(18, 40), st.booleans(), st.booleans())
def test_with_layout_every_cell_comes_back(seed: int, page_lines: int, merged: bool, repeat: bool) -> None:
    printed = as_page(invent(random.Random(seed), 1.0), page_lines, merged=merged, repeat=repeat)
    assert texts(read_word_table(printed.lines)) == printed.rows


@PRINTED
@given(st.integers(0, 10**6), st.integers(18, 40))
def test_without_layout_no_character_is_lost(seed: int, page_lines: int) -> None:
    printed = as_text(invent(random.Random(seed)), page_lines)
    got = ["".join(row) for row in texts(read_word_table(printed.lines))]
    assert [sorted(row) for row in got] == [sorted("".join(row)) for row in printed.rows]


@pytest.mark.parametrize(
    ("layout", "closing", "wanted"),
    [(False, 1.0, 0.97), (False, 0.5, 0.95), (True, 1.0, 1.0), (True, 0.5, 0.99)],
)
def test_the_share_of_rows_that_come_back(layout: bool, closing: float, wanted: float) -> None:
    rng = random.Random(2024)
    good = total = 0
    for _ in range(20):
        table, page_lines = invent(rng, closing), rng.randint(18, 40)
        if layout:
            printed = as_page(table, page_lines, merged=rng.random() < 0.5, repeat=rng.random() < 0.5)
        else:
            printed = as_text(table, page_lines, rng.randint(0, 12))
        good += right(printed)
        total += len(printed.rows)
    print(f"layout {layout}, share of cells closed {closing}: {good} of {total} rows")
    assert good / total >= wanted


def test_knowledge_with_an_unknown_role_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "structure"
    folder.mkdir()
    (folder / "word_tables.toml").write_text('[[column]]\nrole = "seq"\nnames = ["序号"]\n', encoding="utf-8")
    with pytest.raises(BadKnowledge, match=r"word_tables\.toml: column seq"):
        WordTableNames.load(tmp_path)


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the reference documents")
def test_the_key_work_table_of_a_real_report() -> None:
    lines: list[Line] = []
    block = 0
    for n, text in enumerate((SHARED / "seed/hongshan-2021.txt").read_text(encoding="utf-8").split("\n"), 1):
        page_number = text.strip().isdigit() and int(text) > 20
        block += page_number or text.startswith(" ")
        if text.strip():
            lines.append(Line(text, n, block, role=Role.FURNITURE if page_number else Role.BODY))
    start = next(i for i, line in enumerate(lines) if is_header(line))
    answers = json.loads((SHARED / "seed/text.json").read_text(encoding="utf-8"))["key_work_table"]
    table = read_word_table(lines[start:])
    assert texts(table) == [[a["重要事项"], a["工作内容及目标"], a["完成情况"]] for a in answers]
    assert table is not None
    assert lines[start + table.lines_used].text.startswith(" 第五部分")


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the reference documents")
def test_the_list_of_units_of_a_real_pdf() -> None:
    path = next((SHARED / "documents").glob("*2024*.pdf"))
    reading = read(path)
    lines = [line for line in reading.lines if line.role is Role.BODY]
    start = next(i for i, line in enumerate(lines) if is_header(line, lines[i + 1 : i + 15]))
    table = read_word_table(lines[start:])
    assert table is not None
    assert table.header == ("序号", "单位名称", "备注")
    assert [row.sequence for row in table.rows] == [1, 2, 3]
    remarks = [row.cells[1].text for row in table.rows]
    assert remarks[0] == "" and remarks[1] == remarks[2] != ""
    assert table.rows[0].cells[0].text.endswith("（本级）")
