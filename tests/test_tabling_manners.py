"""The nine tables as provinces print them: number above, owner and unit of money beside it, 行次, 栏次, notes below."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from test_tabling_pages import LEFT, UP, Rows, Sheet, cells, items_of, of, report, tables_of

from juesuan.normalising.cells import LineItem
from juesuan.normalising.joined import confirmed
from juesuan.reading.page import Reading, Ruling


def national(title: str, form: str, *, unit: str = "万元", number: int = 1) -> Sheet:
    """A page with title, number, owner and unit of money, as the national template has them."""
    made = Sheet(number)
    made.text(300, 30, title)
    made.text(700, 48, f"公开{form}表")
    made.text(40, 62, "部门：清河县水务局")
    made.text(680, 62, f"金额单位：{unit}")
    return made


INCOME = [
    ["项目", LEFT, LEFT, LEFT, "本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "其他收入"],
    ["功能分类科目编码", LEFT, LEFT, "科目名称", UP, UP, UP, UP, UP],
    ["类", "款", "项", "栏次", "1", "2", "3", "4", "5"],
    [UP, UP, UP, "合计", "100.00", "90.00", "", "", "10.00"],
    ["205", LEFT, LEFT, "教育支出", "100.00", "90.00", "", "", "10.00"],
    ["20502", LEFT, LEFT, "普通教育", "100.00", "90.00", "", "", "10.00"],
    ["2050202", LEFT, LEFT, "小学教育", "100.00", "90.00", "", "", "10.00"],
]
INCOME_WIDTHS = [25, 25, 25, 120, 85, 85, 85, 85, 85]
NOTE = "注：本表反映部门本年度取得的各项收入情况。"


@pytest.mark.parametrize("lines", ["hv", "h", "v", ""], ids=["all", "level", "upright", "no rulings"])
def test_the_national_template_with_cells_of_the_code_over_the_total(lines: str) -> None:
    made = national("收入决算表", "02")
    edge = made.table(INCOME, INCOME_WIDTHS, head=4, lines=lines)
    made.text(40, edge + 10, NOTE)
    reading = report(made)
    (table,) = tables_of(reading)
    assert table.source is not None
    assert (table.source.number, table.source.unit, table.source.note) == ("02", "万元", NOTE)
    items = items_of(reading)
    assert [(i.label, i.code, i.value_text) for i in items if i.column == "本年收入合计"] == [
        ("合计", None, "100.00"), ("教育支出", "205", "100.00"), ("普通教育", "20502", "100.00"),
        ("小学教育", "2050202", "100.00"),
    ]  # fmt: skip
    assert of(items, "合计", "财政拨款收入").concept == "fiscal.income"
    assert of(items, "小学教育", "其他收入").parent_label == "普通教育"
    assert of(items, "小学教育", "事业收入").print == "blank"


def test_title_number_owner_and_notes_drawn_as_rows_of_the_grid() -> None:
    made = Sheet()
    frame = [
        ["收入决算表", LEFT, LEFT, LEFT], ["", "", "", "公开02表"], ["部门：清河县水务局", LEFT, LEFT, "金额单位：元"],
        ["科目编码", "科目名称", "本年收入合计", "财政拨款收入"], ["栏次", LEFT, "1", "2"],
        ["合计", LEFT, "9.00", "9.00"], ["205", "教育支出", "9.00", "9.00"], [NOTE, LEFT, LEFT, LEFT],
    ]  # fmt: skip
    made.table(frame, [80, 150, 120, 150], head=5)
    (table,) = tables_of(report(made))
    assert (table.body_rows, table.notes) == (2, (NOTE,))
    assert {i.unit for i in items_of(report(made))} == {"元"}


FISCAL = [
    ["收入", LEFT, LEFT, "支出", LEFT, LEFT, LEFT, LEFT, LEFT],
    [
        "项目", "行次", "金额", "项目", "行次", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款",
        "国有资本经营预算财政拨款",
    ],
    ["栏次", "", "1", "栏次", "", "2", "3", "4", "5"],
    ["一、一般公共预算财政拨款", "1", "90.00", "一、一般公共服务支出", "33", "", "", "", ""],
    ["二、政府性基金预算财政拨款", "2", "-", "五、教育支出", "37", "80.00", "80.00", "", "0.00"],
    ["本年收入合计", "27", "90.00", "本年支出合计", "59", "80.00", "80.00", "", ""],
    ["年初财政拨款结转和结余", "28", "5.00", "年末财政拨款结转和结余", "60", "15.00", "15.00", "", ""],
    ["一般公共预算财政拨款", "29", "5.00", "", "61", "", "", "", ""],
    ["总计", "32", "95.00", "总计", "64", "95.00", "95.00", "", ""],
]  # fmt: skip


def test_the_fiscal_summary_has_the_fund_of_each_column_and_of_each_opening_balance() -> None:
    made = national("财政拨款收入支出决算总表", "04")
    made.table(FISCAL, [150, 30, 70, 150, 30, 70, 70, 70, 70], head=3, high=30)
    items = items_of(report(made))
    assert len(items) == 6 * 5
    opening = [i for i in items if i.label == "一般公共预算财政拨款" and i.side == "income"]
    assert [(i.concept, i.parent_label, i.value) for i in opening] == [
        ("general_budget.income", None, 90),
        ("general_budget.carryover.opening", "年初财政拨款结转和结余", 5),
    ]
    education = {i.fund: i.print for i in items if i.label == "教育支出"}
    assert education == {
        "all_fiscal": "number", "general": "number", "government_fund": "blank", "state_capital": "zero",
    }  # fmt: skip
    spent = [i for i in items if i.side == "expenditure" and i.column == "合计" and i.concept]
    assert [i.is_leaf for i in spent] == [True, True, False, True, False]


TRIPLES = [
    ["人员经费", LEFT, LEFT, "公用经费", LEFT, LEFT, LEFT, LEFT, LEFT],
    ["科目编码", "科目名称", "金额"] * 3,
    ["301", "工资福利支出", "80.00", "302", "商品和服务支出", "20.00", "307", "债务利息及费用支出", ""],
    ["30101", "基本工资", "80.00", "30201", "办公费", "20.00", "30701", "国内债务付息", ""],
]
FEET = [["人员经费合计", LEFT, "80.00", "公用经费合计", LEFT, LEFT, LEFT, LEFT, "20.00"]]
TRIPLE_WIDTHS = [50, 120, 60] * 3


@pytest.mark.parametrize("spilled", [False, True], ids=["whole", "foot on the next page"])
def test_three_lists_whose_foot_row_has_fewer_edges(spilled: bool) -> None:
    first = national("一般公共预算财政拨款基本支出决算明细表", "06")
    first.table([*TRIPLES, *([] if spilled else FEET)], TRIPLE_WIDTHS, head=2)
    second = Sheet(2)
    if spilled:
        second.table(FEET, TRIPLE_WIDTHS, y=40)
    (table,) = tables_of(report(first, second))
    assert table.pieces == (("1.1", "2.1") if spilled else ("1.1",)) and table.body_rows == 3
    foot = [(i.label, i.block, i.value_text) for i in items_of(report(first, second)) if i.row == 3]
    assert foot == [("人员经费合计", 1, "80.00"), (None, 2, None), ("公用经费合计", 3, "20.00")]


def test_two_lists_of_economic_classes() -> None:
    made = national("一般公共预算财政拨款基本支出决算表", "06")
    made.table([[*row[:6]] for row in [*TRIPLES, [*FEET[0][:5], "20.00"]]], TRIPLE_WIDTHS[:6], head=2)
    items = items_of(report(made))
    assert [(i.block, i.code) for i in items if i.level == "group"] == [(1, "30101"), (2, "30201")]
    leaves = [i.amount for i in items if i.is_leaf and i.amount is not None]
    assert sum(leaves) == Decimal("1000000.00")


VEHICLE = "公务用车购置及运行维护费"
AMOUNTS = ["8.00", "", "5.00", "", "5.00", "3.00", "7.10", "-", "4.60", "-", "4.60", "2.50"]


def public_expenses(*, labels: str | None) -> list[list[str]]:
    upper = ["合计", "因公出国（境）费", VEHICLE, LEFT, LEFT, "公务接待费"]
    lower = [UP, UP, "小计", "公务用车购置费", "公务用车运行维护费", UP]
    rows = [
        ["预算数", *[LEFT] * 5, "决算数", *[LEFT] * 5], upper * 2, lower * 2, [str(k) for k in range(1, 13)], AMOUNTS,
    ]  # fmt: skip
    if labels is None:
        return rows
    return [[head, *row] for head, row in zip([labels, UP, UP, "栏次", "清河县水务局"], rows, strict=True)]


@pytest.mark.parametrize("labels", [None, "单位名称", "部门", "项目"])
def test_public_expenses_with_and_without_names_of_units(labels: str | None) -> None:
    made = national("财政拨款“三公”经费支出决算表", "09")
    rows = public_expenses(labels=labels)
    made.table(rows, [60] * len(rows[0]), head=4, high=30)
    items = items_of(report(made))
    assert len(items) == 12 and {i.label for i in items} == {None if labels is None else "清河县水务局"}
    assert [i.value_text or "" for i in items] == AMOUNTS
    found = {(i.concept, i.measure): (i.print, i.item) for i in items}
    assert found["three_public.vehicle", "actual"] == ("number", None)
    assert found["three_public.overseas", "budget"] == ("blank", None)
    assert found["three_public.overseas", "actual"] == ("dash", None)


def test_names_of_units_beside_a_merged_header_are_a_header() -> None:
    made = national("财政拨款“三公”经费支出决算表", "09")
    made.table(
        [["单位名称", "“三公”经费", LEFT, LEFT], [UP, "合计", "公务用车运行维护费", "公务接待费"],
         ["清河县水务局", "7.10", "4.60", "2.50"]],
        [160, 120, 120, 120], head=2,
    )  # fmt: skip
    assert [i.concept for i in items_of(report(made))] == [
        "three_public.total", "three_public.vehicle.operation", "three_public.reception",
    ]  # fmt: skip


def test_public_expenses_of_several_units_add_up_to_their_total() -> None:
    made = national("财政拨款“三公”经费支出决算表", "09")
    rows = public_expenses(labels="单位名称")
    half = [str(Decimal(a) / 2) if a not in ("", "-") else a for a in AMOUNTS]
    rows = [*rows[:4], ["合计", *AMOUNTS], ["水务局本级", *half], ["河道管理所", *half]]
    made.table(rows, [60] * 13, head=4, high=30)
    items = [i for i in items_of(report(made)) if i.concept == "three_public.reception" and i.measure == "actual"]
    assert [(i.label, i.item, i.is_leaf) for i in items] == [
        ("合计", None, False), ("水务局本级", "水务局本级", True), ("河道管理所", "河道管理所", True),
    ]  # fmt: skip
    assert sum(i.amount or 0 for i in items if i.is_leaf) == items[0].amount


def test_meetings_and_trainings_beside_public_expenses_and_rows_named_by_a_measure() -> None:
    made = national("一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表", "09")
    made.table(
        [
            ["项目", "一般公共预算财政拨款安排的“三公”经费", *[LEFT] * 5, "会议费", "培训费"],
            [UP, "小计", "因公出国（境）费用", "公务接待费", VEHICLE, LEFT, LEFT, UP, UP],
            [UP, UP, UP, UP, "小计", "公务用车购置费", "公务用车运行维护费", UP, UP],
            ["栏次", *[str(k) for k in range(1, 9)]],
            ["预算数", "8.00", "", "3.00", "5.00", "", "5.00", "1.00", "2.00"],
            ["决算数", "7.10", "", "2.50", "4.60", "", "4.60", "0.50", "1.20"],
        ],
        [80] * 9, head=4, high=30,
    )  # fmt: skip
    found = {(i.concept, i.measure): i.value_text for i in items_of(report(made)) if i.value_text}
    assert found["three_public.total", "budget"] == "8.00"
    assert found["three_public.vehicle.operation", "actual"] == "4.60"
    assert found["general_expense.meeting", "actual"] == "0.50"
    assert found["general_expense.training", "budget"] == "2.00"


SUMMARY = [
    ["收入", LEFT, LEFT, "支出", LEFT, LEFT],
    ["项目", "行次", "金额", "项目", "行次", "金额"],
    ["栏次", "", "1", "栏次", "", "2"],
    ["一、一般公共预算财政拨款收入", "1", "1,190.35", "一、一般公共服务支出", "31", "0.00"],
    ["二、政府性基金预算财政拨款收入", "2", "", "二、外交支出", "32", ""],
    ["五、事业收入", "5", "14.00", "五、教育支出", "35", "1,100.00"],
    ["", "6", "", "六、科学技术支出", "36", ""],
    ["本年收入合计", "27", "1,204.35", "本年支出合计", "57", "1,100.00"],
    ["使用非财政拨款结余（含专用结余）", "28", "", "结余分配", "58", ""],
    ["年初结转和结余", "29", "", "年末结转和结余", "59", "104.35"],
    ["总计", "30", "1,204.35", "总计", "60", "1,204.35"],
]
LAYOUTS: dict[str, tuple[str, Rows, list[int], int]] = {
    "01": ("收入支出决算总表", SUMMARY, [180, 40, 120, 180, 40, 120], 3),
    "04": ("财政拨款收入支出决算总表", FISCAL, [150, 30, 70, 150, 30, 70, 70, 70, 70], 3),
    "06": ("一般公共预算财政拨款基本支出决算表", [*TRIPLES, *FEET], TRIPLE_WIDTHS, 2),
    "09": ("财政拨款“三公”经费支出决算表", public_expenses(labels=None), [60] * 12, 4),
    "09 with units": ("财政拨款“三公”经费支出决算表", public_expenses(labels="单位名称"), [60] * 13, 4),
}


def understood(layout: str, lines: str) -> list[tuple[object, ...]]:
    title, rows, widths, head = LAYOUTS[layout]
    made = national(title, "01")
    made.table(rows, widths, head=head, high=40, lines=lines)
    return [
        (i.side, i.block, i.row, i.label, i.code, i.column, i.concept, i.measure, i.value_text)
        for i in items_of(report(made))
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("lines", ["h", "v", ""], ids=["level only", "upright only", "no rulings"])
def test_rulings_that_are_missing_change_nothing(layout: str, lines: str) -> None:
    assert understood(layout, lines) == understood(layout, "hv")


EXPENDITURE: Rows = [
    ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
    ["合计", LEFT, "930.15", "700.15", "230.00"],
    ["205", "教育支出", "930.15", "700.15", "230.00"],
    ["20502", "普通教育", "900.00", "700.00", "200.00"],
    ["20508", "进修及培训", "30.15", "0.15", "30.00"],
]
WIDTHS = [70, 150, 120, 120, 120]
SPENT = {("合计", "本年支出合计"): "930.15", ("进修及培训", "基本支出"): "0.15"}


def holds(reading: Reading) -> None:
    found = cells(reading)
    assert len(found) == 12 and SPENT.items() <= found.items()


def test_a_title_at_the_foot_of_the_page_before() -> None:
    before, made = Sheet(1), Sheet(2)
    before.text(40, 100, "以上数据均为本部门汇总数。")
    before.text(300, 540, "支出决算表")
    made.text(700, 40, "公开03表")
    made.text(690, 60, "单位：元")
    made.table(EXPENDITURE, WIDTHS, head=1)
    reading = report(before, made)
    holds(reading)
    (table,) = tables_of(reading)
    assert table.source is not None and (table.source.number, table.source.unit) == ("03", "元")


@pytest.mark.parametrize(
    "title",
    [
        ["2023年度清河县第一中学", "支出决算表"], ["一般公共预算财政拨款", "支出决算", "表"],
        ["《2023年度支出决算表》"], ["支出决算表（公开03表）"], ["公开03表 支出决算表"],
        ["清河县水务局2023年度支出决算表"], ["支出决算表 单位：元"],
    ],
    ids=lambda lines: "/".join(lines),
)  # fmt: skip
def test_titles_that_bear_more_or_break(title: list[str]) -> None:
    made = Sheet()
    for k, line in enumerate(title):
        made.text(250, 20 + 14 * k, line)
    made.table(EXPENDITURE, WIDTHS, head=1)
    reading = report(made)
    assert len(cells(reading)) == 12
    (table,) = tables_of(reading)
    assert table.kind == ("general_budget_expenditure" if len(title) == 3 else "expenditure")
    assert table.title == ("".join("".join(title).split()) if len(title) != 2 else title[1])


def test_the_same_table_of_another_unit_on_the_next_page_is_another_table() -> None:
    one, two = national("支出决算表", "03"), national("支出决算表", "03", number=2)
    one.table(EXPENDITURE, WIDTHS, head=1)
    two.table(EXPENDITURE, WIDTHS, head=1)
    first, second = tables_of(report(one, two))
    assert (first.pieces, second.pieces) == (("1.1",), ("2.1",))
    assert len({i.table_id for i in items_of(report(one, two))}) == 2


@pytest.mark.parametrize("lost", [False, True], ids=["whole", "with a row that was lost"])
def test_totals_tell_whether_all_pages_of_a_table_were_joined(lost: bool) -> None:
    one, two = national("支出决算表", "03"), Sheet(2)
    one.table(EXPENDITURE[:4], WIDTHS, head=1)
    two.table(EXPENDITURE[4:], WIDTHS, y=40)
    items = items_of(report(one, two))
    assert confirmed([i for i in items if i.page == 1 or not lost]) is not lost
    assert confirmed([i for i in items if i.label != "合计"]) is None


def spaced(made: Sheet, gap: float) -> None:
    """Frames of cells that stand apart, as web pages are printed."""
    xs = [40.0 + sum(WIDTHS[:k]) for k in range(len(WIDTHS) + 1)]
    made.rulings = []
    for row in range(len(EXPENDITURE)):
        top, bottom = 80 + 20 * row + gap / 2, 100 + 20 * row - gap / 2
        for column in range(len(WIDTHS)):
            left, right = xs[column] + gap / 2, xs[column + 1] - gap / 2
            made.rule(left, top, right, top)
            made.rule(left, bottom, right, bottom)
            made.rule(left, top, left, bottom)
            made.rule(right, top, right, bottom)


def dotted(made: Sheet) -> None:
    whole, made.rulings = made.rulings, []
    for ruling in whole:
        b = ruling.box
        for k in range(0, int(max(b.x1 - b.x0, b.y1 - b.y0)), 4):
            if ruling.horizontal:
                made.rule(b.x0 + k, b.y0, min(b.x0 + k + 2, b.x1), b.y0)
            else:
                made.rule(b.x0, b.y0 + k, b.x0, min(b.y0 + k + 2, b.y1))


RULED: dict[str, Callable[[Sheet], None]] = {
    "frames of cells a little apart": lambda made: spaced(made, 2.0),
    "frames of cells far apart": lambda made: spaced(made, 4.0),
    "dotted": dotted,
    "every second level ruling": lambda made: kept(made, lambda r: not r.horizontal or r.box.y0 not in (120, 160)),
    "some upright rulings": lambda made: kept(made, lambda r: r.horizontal or r.box.x0 in (40, 110, 620)),
    "the outer frame": lambda made: kept(made, lambda r: r.box.y0 in (80, 180) or r.box.x0 == r.box.x1 in (40, 620)),
}


def kept(made: Sheet, which: Callable[[Ruling], bool]) -> None:
    made.rulings = [r for r in made.rulings if which(r)]


@pytest.mark.parametrize("ruled", RULED)
def test_however_a_table_is_ruled_its_cells_are_the_same(ruled: str) -> None:
    made = national("支出决算表", "03")
    made.table([EXPENDITURE[0], ["", "合计", *EXPENDITURE[1][2:]], *EXPENDITURE[2:]], WIDTHS, head=1)
    RULED[ruled](made)
    holds(report(made))


def test_rows_between_which_no_ruling_is_drawn() -> None:
    made = national("支出决算表", "03")
    made.table(EXPENDITURE, WIDTHS, head=1, lines="v")
    for y in (80, 100, 180):
        made.rule(40, y, 40 + sum(WIDTHS), y)
    holds(report(made))


def test_yuan_and_ten_thousand_yuan_in_one_document() -> None:
    one, two = national("支出决算表", "03", unit="元"), national("一般公共预算财政拨款支出决算表", "05", number=2)
    one.table(EXPENDITURE, WIDTHS, head=1)
    two.table([["科目编码", "科目名称", "合计", "基本支出", "项目支出"], *EXPENDITURE[1:]], WIDTHS, head=1)
    three = Sheet(3)
    three.text(300, 40, "收入决算表")
    three.table([["科目编码", "科目名称", "本年收入合计"], ["205", "教育支出", "1,930.15"]], WIDTHS[:3], head=1)
    amounts: dict[str, LineItem] = {i.table: i for i in items_of(report(one, two, three)) if i.label == "教育支出"}
    assert amounts["expenditure"].amount == Decimal("230.00")
    assert amounts["general_budget_expenditure"].amount == Decimal("2300000.00")
    # Two tables print different units: which one the third is in, nobody knows.
    assert (amounts["income"].value, amounts["income"].amount) == (Decimal("1930.15"), None)


EMPTY = [
    "注：本部门2023年度没有使用政府性基金预算安排的收支，故本表无数据。",
    "说明：我单位无政府性基金预算财政拨款收入支出，本表为空表。",
    "备注：本单位没有政府性基金预算财政拨款收入，也没有安排支出，故此表无数据。",
    "清河县水务局没有政府性基金收入，也没有使用政府性基金安排的支出，故本表无数据。",
    "本表无数据。",
    "注：此表为空。",
]


@pytest.mark.parametrize("note", EMPTY)
def test_an_empty_table_keeps_its_blank_cells_and_says_why(note: str) -> None:
    made = national("政府性基金预算财政拨款收入支出决算表", "08")
    head = ["科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出", "年末结转和结余"]
    edge = made.table([head, *[["", "", "", "", "", ""]] * 3], [80, 160, 100, 100, 100, 100], head=1)
    made.text(40, edge + 10, note)
    (table,) = tables_of(report(made))
    assert table.source is not None and table.source.empty_reason == note
    assert {i.print for i in items_of(report(made))} == {"blank"} and table.body_rows == 3


def test_a_picture_of_a_table_on_a_page_of_text() -> None:
    import numpy as np

    made = national("支出决算表", "03")
    words = len(made.lines)
    made.table(EXPENDITURE, WIDTHS, head=1)
    made.lines = [
        line if k < words else type(line)(
            line.text, line.number, line.block, line.page, line.boxes,
            confidences=np.full(len(line.text), 0.9, np.float32),
        )
        for k, line in enumerate(made.lines)
    ]  # fmt: skip
    holds(report(made))
    item = of(items_of(report(made)), "教育支出", "项目支出")
    assert (item.source, item.ocr_confidence) == ("ocr", pytest.approx(0.9))
