"""Tables whose form tells their cells: found by their titles, parted, joined, and kept out of the sentences."""

from __future__ import annotations

from forms import book, html, reading
from small_reports import extractor

from juesuan.extracting.report import Report
from juesuan.extracting.sections import Cell
from juesuan.extracting.tabling.tabled import Tabled

Content = str | tuple[str, int]
PART = "<p>第二部分 某局2023年度部门决算表</p>"
TEXT = "<p>第三部分 某局2023年度部门决算情况说明</p><p>本年收入12.50万元。</p>"
INCOME: list[tuple[Content, ...]] = [
    ("科目编码", "科目名称", "本年收入合计", "财政拨款收入"), ("", "合计", "12.50", "12.50"),
    ("2010301", "行政运行", "10.00", "10.00"), ("2010302", "一般行政管理事务", "2.50", "2.50"),
]  # fmt: skip
EXPENDITURE: list[tuple[Content, ...]] = [
    ("科目编码", "科目名称", "本年支出合计", "基本支出"), ("", "合计", "7.00", "7.00"),
]  # fmt: skip


def table(*rows: tuple[Content, ...]) -> str:
    """A web table; a cell may be a pair of its text and the columns it takes."""
    made = (
        "".join(f"<td>{c}</td>" if isinstance(c, str) else f"<td colspan={c[1]}>{c[0]}</td>" for c in row)
        for row in rows
    )
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in made)}</table>"


def report(*body: str) -> Report:
    return extractor().extract(reading(html("".join(body))))


def workbook(**sheets: list[list[object]]) -> Report:
    return extractor().extract(reading(book(**sheets)))


def printed(found: Tabled) -> list[list[str]]:
    """The rows of a table: label and the prints of its number cells."""
    return [
        [row.label or "", *(cell.print.text for cell in found.cells if cell.row is row)] for row in found.rows
    ]


def words(found: Report) -> list[str]:
    """What the sections say, paragraph by paragraph."""
    return [(p.paragraph if isinstance(p, Cell) else p).text for p in found.flow.pieces]


ROWS = [["合计", "12.50", "12.50"], ["行政运行", "10.00", "10.00"], ["一般行政管理事务", "2.50", "2.50"]]


def test_a_table_is_known_by_the_title_above_it_whatever_stands_between() -> None:
    frame = table(("部门：某局", "公开02表", "单位：万元"))
    found = report(PART, "<p>收入决算表</p>", frame, table(*INCOME), "<p>注：本表反映收入。</p>", TEXT)
    (income,) = found.tables
    assert income.source is not None
    assert (income.kind, income.source.number, income.source.unit, income.method) == ("income", "02", "万元", "cells")
    assert income.source.notes == ["注：本表反映收入。"]
    assert printed(income) == ROWS
    assert words(found)[1:] == ["注：本表反映收入。", "第三部分某局2023年度部门决算情况说明", "本年收入12.50万元。"]


def test_a_title_may_stand_in_a_small_table_of_its_own() -> None:
    found = report(PART, table(("收入决算表", "公开02表")), table(("部门：某局", "", "", "单位：万元"), *INCOME), TEXT)
    (income,) = found.tables
    assert printed(income) == ROWS


def test_two_tables_in_one_grid_are_parted_at_the_second_title() -> None:
    first = [(("收入决算表", 4),), ("", "", "", "公开02表"), ("部门：某局", "", "", "金额单位：元"), *INCOME]
    second = [(("支出决算表", 4),), ("", "", "", "公开03表"), *EXPENDITURE]
    found = report(PART, table(*first, (("注：本表反映收入。", 4),), *second), TEXT)
    assert [(t.kind, t.source.number if t.source else None, t.body_rows) for t in found.tables] == [
        ("income", "02", 3), ("expenditure", "03", 1),
    ]  # fmt: skip
    assert found.tables[0].source is not None and found.tables[0].source.unit == "元"


def test_a_table_goes_on_in_the_next_grid_with_or_without_its_header_and_title() -> None:
    more = [INCOME[0], ("2010303", "机关服务", "1.00", "1.00")]
    for between in ("", "<p>续表</p>", "<p>收入决算表</p>"):
        found = report(PART, "<p>收入决算表</p>", table(*INCOME), between, table(*more), TEXT)
        (income,) = found.tables
        assert printed(income) == [*ROWS, ["机关服务", "1.00", "1.00"]], between


def test_a_grid_of_other_columns_is_another_table() -> None:
    found = report(PART, "<p>收入决算表</p>", table(*INCOME), table(("项目", "人数"), ("在职", "12")), TEXT)
    assert [(t.kind, len(t.cells)) for t in found.tables] == [("income", 6), ("other", 1)]


def test_an_empty_table_says_why() -> None:
    note = "<p>说明：我单位没有政府性基金收入，故本表无数据。</p>"
    header = ("科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出")
    title = "<p>政府性基金预算财政拨款收入支出决算表</p>"
    (fund,) = report(PART, title, table(header, ("", "", "", "", "")), note, TEXT).tables
    assert fund.source is not None and fund.source.empty_reason == "说明：我单位没有政府性基金收入，故本表无数据。"


def test_a_table_between_sentences_is_no_part_of_them() -> None:
    found = report("<p>第三部分 情况说明</p><p>一、收入决算情况</p><p>本年收入增加，</p>",
                   table(("项目", "2023年"), ("合计", "12.50")), "<p>二、支出决算情况</p><p>无。</p>")  # fmt: skip
    assert words(found) == ["第三部分情况说明", "一、收入决算情况", "本年收入增加，", "项目", "2023年", "合计",
                            "二、支出决算情况", "无。"]  # fmt: skip
    assert [(t.kind, printed(t)) for t in found.tables] == [("other", [["合计", "12.50"]])]


WORK: list[tuple[Content, ...]] = [
    ("序号", "重要事项", "工作内容及目标", "完成情况"), ("1", "办展", "办展览 10 场。", "已办 12 场。"),
    ("2", "讲座", "讲座 5 场，", "完成，"), ("", "", "另加 2 场。", "未办。"),
]  # fmt: skip


def test_a_table_of_words_gives_its_rows() -> None:
    found = report("<p>第四部分 重点工作</p>", table((("重点工作完成情况表", 4),), *WORK), "<p>第五部分 名词解释</p>")
    assert [(row.sequence, row.roles, [c.text for c in row.cells]) for row in found.flow.rows] == [
        (1, ("matter", "goal", "result"), ["办展", "办展览10场。", "已办12场。"]),
        (2, ("matter", "goal", "result"), ["讲座", "讲座5场，另加2场。", "完成，未办。"]),
    ]
    assert words(found)[1] == "重点工作完成情况表"
    assert found.tables == []


def test_a_row_of_words_whose_number_spans_rows_is_one() -> None:
    body = (
        "<tr><td>序号<td>重要事项<td>工作内容及目标<td>完成情况</tr>"
        "<tr><td rowspan=2>1<td rowspan=2>办展<td>甲，<td>丙，</tr><tr><td>乙。<td>丁。</tr>"
    )
    found = report("<p>第四部分 重点工作</p>", f"<table>{body}</table>")
    assert [[c.text for c in row.cells] for row in found.flow.rows] == [["办展", "甲，乙。", "丙，丁。"]]


def test_the_name_of_a_sheet_titles_a_table_that_has_no_title_of_its_own() -> None:
    found = workbook(**{
        "目录": [["序号", "表名"], [1, "收入支出决算总表"], [2, "收入决算表"]],
        "Z02 收入决算表": [list(row) for row in INCOME],
        "支出决算表(公开03表)": [
            ["部门：某局", None, None, "单位：万元"], *map(list, EXPENDITURE), ["注：本表反映支出。"],
        ],
    })  # fmt: skip
    assert [(t.kind, t.source.number if t.source else None, printed(t)) for t in found.tables] == [
        ("income", None, ROWS), ("expenditure", "03", [["合计", "7.00", "7.00"]]),
    ]  # fmt: skip
    assert found.tables[1].source is not None and found.tables[1].source.notes == ["注：本表反映支出。"]


def test_the_title_on_a_sheet_counts_before_its_name() -> None:
    sheet = [["某局2023年度收入决算表"], [None, None, None, "公开02表"], *map(list, INCOME)]
    (income,) = workbook(**{"GK02 收入决算表": sheet}).tables
    assert income.source is not None
    assert (income.title, income.source.number, printed(income)) == ("某局2023年度收入决算表", "02", ROWS)


def test_a_sheet_ends_the_table_before_it() -> None:
    found = workbook(收入决算表=[list(row) for row in INCOME], 人员=[["在职", "离休"], [12, 3]])
    assert [(t.kind, t.body_rows) for t in found.tables] == [("income", 3), ("other", 1)]


def test_a_workbook_of_tables_alone_says_whose_they_are_and_of_which_year() -> None:
    sheet = [["收入决算表"], ["编制单位：某某区图书馆", "2023年度", None, "单位：万元"], *map(list, INCOME)]
    found = workbook(公开02表=sheet)
    assert (found.masthead.unit_name, found.masthead.report_year) == ("某某区图书馆", 2023)


def test_cells_say_where_they_are() -> None:
    found = workbook(收入决算表=[[None, *row] for row in INCOME])
    assert [cell.print.anchor for cell in found.tables[0].cells][:2] == ["收入决算表!D2", "收入决算表!E2"]
