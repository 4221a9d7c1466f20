"""The statutory tables in the layouts that real disclosures print them in, read cell by cell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from test_tabling_pages import LEFT, UP, cells, items_of, of, report, sheet, tables_of

CODES = ["类", "款", "项", UP, UP, UP, UP]
HEAD05 = [
    ["项目", LEFT, LEFT, LEFT, "合计", "基本支出", "项目支出"],
    ["功能分类科目编码", LEFT, LEFT, "科目名称", UP, UP, UP],
]
WIDTHS05 = [40, 30, 30, 160, 90, 90, 90]
BODY05 = [
    ["205", "", "", "教育支出", "8,120.50", "7,000.00", "1,120.50"],
    ["205", "02", "", "普通教育", "8,120.50", "7,000.00", "1,120.50"],
    ["205", "02", "02", "小学教育", "8,120.50", "7,000.00", "1,120.50"],
]
TOTAL05 = ["合计", LEFT, LEFT, LEFT, "8,120.50", "7,000.00", "1,120.50"]
TITLE05 = "一般公共预算财政拨款支出决算表"


def test_two_sides_with_line_numbers_and_a_row_of_column_numbers() -> None:
    made = sheet("收入支出决算总表", unit="金额单位：元")
    made.table(
        [
            ["收入", LEFT, LEFT, "支出", LEFT, LEFT],
            ["项目", "行次", "金额", "项目", "行次", "金额"],
            ["栏次", "", "1", "栏次", "", "2"],
            ["一、一般公共预算财政拨款收入", "1", "1,190,100.35", "一、一般公共服务支出", "31", "0.00"],
            ["二、政府性基金预算财政拨款收入", "2", "-", "二、外交支出", "32", ""],
            ["本年收入合计", "27", "1,190,100.35", "本年支出合计", "57", "1,100,000.00"],
            ["年初结转和结余", "28", "14,467.15", "年末结转和结余", "58", "104,567.50"],
            ["总计", "30", "1,204,567.50", "总计", "60", "1,204,567.50"],
        ],
        [180, 40, 120, 180, 40, 120], head=2,
    )  # fmt: skip
    items = items_of(report(made))
    assert len(items) == 5 * 2 and {i.column for i in items} == {"金额"}
    income = of([i for i in items if i.side == "income"], "一般公共预算财政拨款收入", "金额")
    assert (income.concept, income.amount, income.unit, income.print) == (
        "general_budget.income", Decimal("1190100.35"), "元", "number",
    )  # fmt: skip
    by_label = {(i.side, i.label): i for i in items}
    assert by_label["income", "政府性基金预算财政拨款收入"].print == "dash"
    assert by_label["expenditure", "外交支出"].print == "blank"
    zero = by_label["expenditure", "一般公共服务支出"]
    assert (zero.print, zero.value, zero.concept, zero.item) == (
        "zero", 0, "expenditure.function", "一般公共服务支出",
    )  # fmt: skip
    assert (zero.code, zero.code_resolved, zero.level, zero.is_leaf) == (None, "201", "class", True)
    assert by_label["expenditure", "总计"].concept == "expenditure.grand_total"
    assert by_label["expenditure", "总计"].is_leaf is False
    assert by_label["income", "年初结转和结余"].concept == "carryover.opening"


def test_codes_in_three_columns_and_the_total_last() -> None:
    made = sheet(TITLE05)
    made.table([*HEAD05, CODES, *BODY05, TOTAL05], WIDTHS05, head=3)
    items = items_of(report(made))
    assert len(items) == 4 * 3
    basic = of(items, "小学教育", "基本支出")
    assert (basic.code, basic.level, basic.parent_label, basic.is_leaf) == ("2050202", "item", "普通教育", True)
    assert (basic.concept, basic.item, basic.amount) == (
        "general_budget.expenditure.basic", "小学教育", Decimal("70000000.00"),
    )  # fmt: skip
    assert of(items, "普通教育", "合计").concept == "general_budget.expenditure.function"
    total = of(items, "合计", "合计")
    assert (total.concept, total.item, total.level, total.fund) == (
        "general_budget.expenditure", None, "total", "general",
    )  # fmt: skip
    assert sum(i.amount for i in items if i.is_leaf and i.column == "合计" and i.amount) == total.amount


def test_the_total_shares_a_row_with_the_parts_of_the_code() -> None:
    made = sheet(TITLE05)
    made.table([*HEAD05, ["类", "款", "项", *TOTAL05[:1], *TOTAL05[4:]], *BODY05], WIDTHS05, head=3)
    items = items_of(report(made))
    assert len(items) == 4 * 3
    assert of(items, "合计", "合计").value == Decimal("8120.50")
    assert of(items, "教育支出", "项目支出").code == "205"


def test_the_total_shares_a_row_with_sub_headers() -> None:
    made = sheet("政府性基金预算财政拨款收入支出决算表")
    made.table(
        [
            ["项目", LEFT, "年初结转和结余", "本年收入", "本年支出", LEFT, LEFT, "年末结转和结余"],
            ["功能分类科目编码", "科目名称", UP, UP, UP, UP, UP, UP],
            ["合计", LEFT, "", "", "合计", "基本支出", "项目支出", ""],
            ["", "", "", "", "", "", "", ""],
        ],
        [80, 140, 80, 80, 80, 80, 80, 80], head=3,
    )  # fmt: skip
    items = items_of(report(made))
    assert len(items) == 2 * 6 and {i.print for i in items} == {"blank"}
    assert [i.column for i in items][:6] == [
        "年初结转和结余", "本年收入", "本年支出/合计", "本年支出/基本支出", "本年支出/项目支出", "年末结转和结余",
    ]  # fmt: skip


def test_parts_of_a_code_that_the_row_above_prints() -> None:
    made = sheet(TITLE05)
    body = [["205", "", "", *BODY05[0][3:]], ["", "02", "", *BODY05[1][3:]], ["", "", "02", *BODY05[2][3:]]]
    made.table([*HEAD05, CODES, *body], WIDTHS05, head=3)
    item = of(items_of(report(made)), "小学教育", "合计")
    assert (item.code, item.code_resolved, item.level, item.parent_label) == ("02", "2050202", "item", "普通教育")


@pytest.mark.parametrize("form", ["{0}{1}", "[{0}]{1}", "{0}-{1}"])
def test_codes_in_front_of_their_names_in_one_cell(form: str) -> None:
    made = sheet("支出决算表")
    rows = [("205", "教育支出"), ("20502", "普通教育"), ("2050202", "小学教育")]
    body = [[form.format(*row), "9.00", "8.00", "1.00"] for row in rows]
    made.table([["项目", "本年支出合计", "基本支出", "项目支出"], *body], [200, 100, 100, 100], head=1)
    found = [(i.code, i.label, i.level) for i in items_of(report(made)) if i.column == "基本支出"]
    assert found == [("205", "教育支出", "class"), ("20502", "普通教育", "group"), ("2050202", "小学教育", "item")]


def test_a_name_that_a_page_break_cut_is_one_name() -> None:
    first, second = sheet(TITLE05), sheet("", number=2)
    first.table([*HEAD05, CODES, *BODY05[:2], ["205", "02", "02", "小学", *BODY05[2][4:]]], WIDTHS05, head=3)
    second.lines.clear()
    second.table([["", "", "", "教育", "", "", ""], TOTAL05], WIDTHS05, y=30)
    (table,) = tables_of(report(first, second))
    assert [(r.label, "".join(r.codes)) for r in table.rows] == [
        ("教育支出", "205"), ("普通教育", "20502"), ("小学教育", "2050202"), ("合计", ""),
    ]  # fmt: skip


def test_names_alone_are_resolved_where_their_place_is_certain() -> None:
    made = sheet("支出决算表")
    made.table(
        [
            ["项目", "本年支出合计", "基本支出", "项目支出"],
            ["教育支出", "9.00", "8.00", "1.00"],
            ["普通教育", "9.00", "8.00", "1.00"],
            ["小学教育", "9.00", "8.00", "1.00"],
            ["某项从未见过的支出", "9.00", "8.00", "1.00"],
        ],
        [200, 100, 100, 100], head=1,
    )  # fmt: skip
    found = {i.label: (i.code, i.code_resolved) for i in items_of(report(made))}
    assert found == {
        "教育支出": (None, "205"), "普通教育": (None, "20502"), "小学教育": (None, "2050202"),
        "某项从未见过的支出": (None, None),
    }  # fmt: skip


def test_the_third_list_of_older_summaries_is_by_nature_and_economic_class() -> None:
    made = sheet("收入支出决算总表")
    made.table(
        [
            ["收入", LEFT, "支出", LEFT, LEFT, LEFT],
            ["项目", "决算数", "项目（按功能分类）", "决算数", "项目（按支出性质和经济分类）", "决算数"],
            ["一、财政拨款收入", "9.00", "一、教育支出", "8.00", "一、基本支出", "6.00"],
            ["其中：政府性基金预算财政拨款", "1.00", "二十二、其他支出", "1.00", "二、项目支出", "3.00"],
            ["", "", "", "", "工资福利支出", "6.00"],
            ["", "", "", "", "其他支出", "3.00"],
            ["本年收入合计", "9.00", "本年支出合计", "9.00", "本年支出合计", "9.00"],
        ],
        [160, 80, 160, 80, 180, 80], head=2, high=30,
    )  # fmt: skip
    found = {(i.block, i.label): (i.concept, i.code_scheme) for i in items_of(report(made)) if i.label}
    assert found[1, "财政拨款收入"] == ("fiscal.income", None)
    assert found[2, "其他支出"] == ("expenditure.function", "functional")
    assert found[3, "其他支出"] == ("expenditure.economic", "economic")
    assert found[3, "工资福利支出"] == ("expenditure.economic", "economic")
    assert found[3, "项目支出"] == ("expenditure.project", None)
    assert found[3, "本年支出合计"] == ("expenditure.total", None)


def test_the_place_in_the_list_makes_the_code_of_a_class_certain() -> None:
    made = sheet("收入支出决算总表")
    classes = ["一、卫生健康支出", "二、节能环保支出", "三、城乡社区支出", "四、金融支出", "五、债务还本支出"]
    made.table(
        [["收入", LEFT, "支出", LEFT], ["项目", "决算数"] * 2, *[["", "", name, "1.00"] for name in classes]],
        [160, 100, 160, 100], head=2,
    )  # fmt: skip
    found = {i.label: i.code_resolved for i in items_of(report(made)) if i.side == "expenditure"}
    # What comes last has nothing after it that would confirm its place.
    assert found == {
        "卫生健康支出": "210", "节能环保支出": "211", "城乡社区支出": "212", "金融支出": None, "债务还本支出": None,
    }  # fmt: skip


def test_three_lists_side_by_side_are_each_their_own() -> None:
    made = sheet("一般公共预算财政拨款基本支出决算明细表")
    made.table(
        [
            ["人员经费", LEFT, LEFT, "公用经费", LEFT, LEFT, LEFT, LEFT, LEFT],
            ["科目编码", "科目名称", "决算数"] * 3,
            ["301", "工资福利支出", "50.00", "302", "商品和服务支出", "20.00", "310", "资本性支出", "3.00"],
            ["30101", "基本工资", "50.00", "30201", "办公费", "20.00", "31002", "办公设备购置", "3.00"],
            ["人员经费合计", LEFT, "50.00", "公用经费合计", LEFT, LEFT, LEFT, LEFT, "23.00"],
        ],
        [50, 110, 70] * 3, head=2,
    )  # fmt: skip
    items = items_of(report(made))
    assert len(items) == 3 * 3 and {i.column for i in items} == {"决算数"}
    assert [(i.block, i.code, i.value) for i in items if i.row == 2] == [
        (1, "30101", 50), (2, "30201", 20), (3, "31002", 3),
    ]  # fmt: skip
    foot = [(i.label, i.print, i.value, i.concept) for i in items if i.row == 3]
    assert foot == [
        ("人员经费合计", "number", 50, "general_budget.expenditure.basic.personnel"),
        (None, "blank", None, None),
        ("公用经费合计", "number", 23, "general_budget.expenditure.basic.public"),
    ]
    assert {i.code_scheme for i in items if i.code} == {"economic"}


VEHICLE = "公务用车购置及运行维护费"
PARTS = ["合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行维护费", "公务接待费"]


def three_public_blocks() -> list[list[str]]:
    upper = ["合计", "因公出国（境）费", VEHICLE, LEFT, LEFT, "公务接待费"]
    lower = [UP, UP, *PARTS[2:5], UP]
    numbers = [str(k) for k in range(1, 13)]
    amounts = ["3.20", "", "2.60", "", "2.60", "0.60", "2.86", "", "2.44", "", "2.44", "0.42"]
    return [
        ["预算数", *[LEFT] * 5, "决算数", *[LEFT] * 5], upper * 2, lower * 2, numbers, amounts,
    ]  # fmt: skip


def three_public_worn() -> list[list[str]]:
    """Of the numbers of the columns the first is lost, and dirt stands before another one."""
    rows = three_public_blocks()
    rows[3][0], rows[3][5] = "", ".6"
    return rows


def three_public_interleaved() -> list[list[str]]:
    upper = ["合计", LEFT, "因公出国（境）费", LEFT, VEHICLE, *[LEFT] * 5, "公务接待费", LEFT]
    middle = [UP, UP, UP, UP, "小计", LEFT, "公务用车购置费", LEFT, "公务用车运行维护费", LEFT, UP, UP]
    # A merged header cell covers a square: its second row goes on to the left too.
    amounts = ["3.20", "2.86", "", "", "2.60", "2.44", "", "", "2.60", "2.44", "0.60", "0.42"]
    return [upper, middle, ["预算数", "决算数"] * 6, amounts]


@pytest.mark.parametrize(
    "rows",
    [three_public_blocks(), three_public_worn(), three_public_interleaved()],
    ids=["blocks", "worn", "interleaved"],
)
def test_three_public_in_one_row_without_labels(rows: list[list[str]]) -> None:
    made = sheet("一般公共预算财政拨款“三公”经费支出决算表")
    made.table(rows, [60] * 12, high=30, head=len(rows) - 1)
    items = items_of(report(made))
    assert len(items) == 12 and {i.label for i in items} == {None} and {i.fund for i in items} == {"general"}
    found = {(i.concept, i.measure, i.budget_kind): i.value for i in items if i.value is not None}
    assert found == {
        ("three_public.total", "budget", "unspecified"): Decimal("3.20"),
        ("three_public.total", "actual", None): Decimal("2.86"),
        ("three_public.vehicle", "budget", "unspecified"): Decimal("2.60"),
        ("three_public.vehicle", "actual", None): Decimal("2.44"),
        ("three_public.vehicle.operation", "budget", "unspecified"): Decimal("2.60"),
        ("three_public.vehicle.operation", "actual", None): Decimal("2.44"),
        ("three_public.reception", "budget", "unspecified"): Decimal("0.60"),
        ("three_public.reception", "actual", None): Decimal("0.42"),
    }


def test_three_public_as_a_list_with_counts_in_their_own_units() -> None:
    made = sheet("“三公”经费支出决算表")
    made.table(
        [
            ["项目", "行次", "年初预算数", "决算数"],
            ["一、“三公”经费支出", "1", "", ""],
            ["（一）支出合计", "2", "8.00", "7.10"],
            ["1.因公出国（境）费", "3", "", ""],
            ["2.公务用车购置及运行维护费", "4", "5.00", "4.60"],
            ["（1）公务用车购置费", "5", "", ""],
            ["（2）公务用车运行维护费", "6", "5.00", "4.60"],
            ["3.公务接待费", "7", "3.00", "2.50"],
            ["国内公务接待批次（个）", "8", "-", "21"],
        ],
        [220, 50, 120, 120], head=1,
    )  # fmt: skip
    items = items_of(report(made))
    vehicle = of(items, VEHICLE, "决算数")
    assert (vehicle.concept, vehicle.is_leaf, vehicle.amount) == ("three_public.vehicle", False, Decimal("46000.00"))
    assert of(items, VEHICLE, "年初预算数").budget_kind == "initial"
    assert of(items, "公务用车运行维护费", "决算数").is_leaf is True
    batches = of(items, "国内公务接待批次（个）", "决算数")
    assert (batches.unit, batches.measure, batches.amount, batches.value) == ("个", "count", None, 21)


@pytest.mark.parametrize("again", [False, True], ids=["without a header", "with the header again"])
def test_a_table_goes_on_over_pages(again: bool) -> None:
    first = sheet(TITLE05)
    first.table([*HEAD05, CODES, *BODY05[:1]], WIDTHS05, head=3)
    second = sheet("", number=2)
    second.lines.clear()
    second.table([*([*HEAD05, CODES] if again else []), *BODY05[1:], TOTAL05], WIDTHS05, y=30, head=3 * again)
    third = sheet("", number=3)
    third.lines.clear()
    third.table([["", "", "", "", "", "", ""]], WIDTHS05, y=30)
    (table,) = tables_of(report(first, second, third))
    # The blank row that spilled over is a row of the table: rows in = rows out.
    assert (table.body_rows, table.pieces) == (5, ("1.1", "2.1" + "+" * again, "3.1"))
    assert [(r.label, "".join(r.codes)) for r in table.rows] == [
        ("教育支出", "205"), ("普通教育", "20502"), ("小学教育", "2050202"), ("合计", ""), (None, ""),
    ]  # fmt: skip
    assert [c.page for c in table.cells[::3]] == [1, 2, 2, 2, 3]


@pytest.mark.parametrize("behind", ["", "（续）", "（续表）"])
def test_a_title_printed_again_on_the_next_page_begins_no_new_table(behind: str) -> None:
    first, second = sheet(TITLE05), sheet(TITLE05 + behind, number=2)
    first.table([*HEAD05, CODES, *BODY05[:1]], WIDTHS05, head=3)
    second.table([*HEAD05, CODES, *BODY05[1:], TOTAL05], WIDTHS05, head=3)
    (table,) = tables_of(report(first, second))
    assert (table.body_rows, table.pieces) == (4, ("1.1", "2.1+"))


def test_two_tables_on_a_page_are_told_apart_by_their_titles() -> None:
    made = sheet(TITLE05)
    edge = made.table([*HEAD05, CODES, *BODY05], WIDTHS05, head=3)
    made.text(300, edge + 20, "国有资本经营预算财政拨款支出决算表")
    made.text(700, edge + 40, "单位：元")
    made.table([*HEAD05, CODES, TOTAL05], WIDTHS05, y=edge + 60, head=3)
    one, two = tables_of(report(made))
    assert (one.kind, one.body_rows, two.kind, two.body_rows) == ("general_budget_expenditure", 3, "state_capital", 1)
    items = items_of(report(made))
    assert {(i.table, i.unit) for i in items} == {("general_budget_expenditure", "万元"), ("state_capital", "元")}
    assert of([i for i in items if i.table == "state_capital"], "合计", "合计").concept == "state_capital.expenditure"


def test_names_that_run_over_lines_are_joined() -> None:
    made = sheet("收入决算表")
    made.table(
        [
            ["功能分类科目编码", "科目名称", "本年收入合计", "附属单位上缴收入"],
            ["2080505", "机关事业单位基本养老保险缴费支出", "61.25", ""],
        ],
        [60, 90, 60, 60], high=50, head=1,
    )  # fmt: skip
    assert cells(report(made)) == {
        ("机关事业单位基本养老保险缴费支出", "本年收入合计"): "61.25",
        ("机关事业单位基本养老保险缴费支出", "附属单位上缴收入"): None,
    }


def test_a_grid_without_a_known_title_comes_out_as_another_table_with_all_its_cells() -> None:
    made = sheet(TITLE05)
    edge = made.table([*HEAD05, CODES, *BODY05], WIDTHS05, head=3)
    made.table([["项目", "会议费", "培训费"], ["合计", "1.50", "0.30"], ["本级", "1.50", "见说明"]], [100, 90, 90],
               y=edge + 60, head=1)  # fmt: skip
    _, other = tables_of(report(made))
    assert (other.kind, other.title, other.source) == ("other", None, None)
    items = [i for i in items_of(report(made)) if i.table == "other"]
    assert [(i.label, i.column, i.print, i.value_text) for i in items] == [
        ("合计", "会议费", "number", "1.50"), ("合计", "培训费", "number", "0.30"),
        ("本级", "会议费", "number", "1.50"), ("本级", "培训费", "unreadable", "见说明"),
    ]  # fmt: skip


def test_a_note_inside_the_grid_is_no_row() -> None:
    made = sheet(TITLE05)
    note = ["注：本表反映一般公共预算财政拨款的支出情况。", *[LEFT] * 6]
    made.table([*HEAD05, CODES, *BODY05, note], WIDTHS05, head=3)
    (table,) = tables_of(report(made))
    assert table.body_rows == 3 and table.notes == ("注：本表反映一般公共预算财政拨款的支出情况。",)


@pytest.mark.parametrize(
    ("printed", "kind", "value"),
    [
        ("1,234.50", "number", "1234.50"), ("-12.30", "number", "-12.30"), ("（12.30）", "number", "-12.30"),
        ("１２.３０", "number", "12.30"), ("0", "zero", "0"), ("0.00", "zero", "0.00"), ("-", "dash", None),
        ("——", "dash", None), ("", "blank", None), ("1,2.30", "unreadable", None), ("12.3.4", "unreadable", None),
        ("…", "unreadable", None), ("12,3456.78", "number", "123456.78"),
    ],
)  # fmt: skip
def test_what_a_cell_shows(printed: str, kind: str, value: str | None) -> None:
    made = sheet(TITLE05)
    made.table([*HEAD05, CODES, [*BODY05[0][:4], printed, "1.00", "2.00"], *BODY05[1:]], WIDTHS05, head=3)
    item = of(items_of(report(made)), "教育支出", "合计")
    assert (item.print, item.value) == (kind, None if value is None else Decimal(value))
    assert item.value_text == (printed or None)
