"""Tables beyond the nine, which some provinces add: known by title, `other` in the dataset, with all their cells."""

from __future__ import annotations

from decimal import Decimal

import pytest
from test_tabling_manners import national
from test_tabling_pages import LEFT, UP, items_of, of, report, tables_of

ECONOMIC = [
    ["项目", LEFT, "合计", "工资福利支出", LEFT, LEFT, "商品和服务支出", LEFT],
    ["科目编码", "科目名称", UP, "小计", "基本工资", "津贴补贴", "小计", "办公费"],
    ["合计", LEFT, "100.00", "80.00", "50.00", "30.00", "20.00", "20.00"],
    ["205", "教育支出", "100.00", "80.00", "50.00", "30.00", "20.00", "20.00"],
]


@pytest.mark.parametrize(
    ("title", "concept"),
    [
        ("财政拨款支出决算明细表", "fiscal.expenditure"),
        ("一般公共预算财政拨款支出决算明细表", "general_budget.expenditure"),
    ],
)
def test_functional_rows_and_economic_columns(title: str, concept: str) -> None:
    made = national(title, "07")
    made.table(ECONOMIC, [80, 140, *[70] * 6], head=2)
    items = items_of(report(made))
    assert {i.table for i in items} == {"other"} and len(items) == 2 * 6
    assert of(items, "教育支出", "合计").concept == f"{concept}.function"
    wages = of(items, "合计", "工资福利支出/小计")
    assert (wages.concept, wages.item) == (f"{concept}.economic", "工资福利支出")
    assert of(items, "合计", "商品和服务支出/办公费").item == "办公费"
    # A cell of two items is measured by neither alone.
    assert of(items, "教育支出", "商品和服务支出/办公费").concept is None


def test_the_same_title_over_basic_and_project_expenditure_is_the_statutory_table() -> None:
    made = national("一般公共预算财政拨款支出决算明细表", "05")
    made.table(
        [
            ["项目", LEFT, "合计", "基本支出", "项目支出"], ["科目编码", "科目名称", UP, UP, UP],
            ["合计", LEFT, "100.00", "80.00", "20.00"], ["205", "教育支出", "100.00", "80.00", "20.00"],
        ],
        [80, 140, 90, 90, 90], head=2,
    )  # fmt: skip
    items = items_of(report(made))
    assert {i.table for i in items} == {"general_budget_expenditure"}
    assert of(items, "合计", "项目支出").concept == "general_budget.expenditure.project"


def test_projects_one_by_one_with_the_fund_of_each_column() -> None:
    made = national("《2023年度项目支出决算表》", "10")
    made.table(
        [
            ["项目名称", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款"],
            ["合计", "30.00", "20.00", "10.00"], ["校园安全维护", "20.00", "20.00", ""],
            ["图书购置", "10.00", "", "10.00"],
        ],
        [200, 100, 120, 120], head=1,
    )  # fmt: skip
    items = items_of(report(made))
    books = of(items, "图书购置", "政府性基金预算财政拨款")
    assert (books.table, books.concept, books.item, books.fund) == (
        "other", "government_fund.expenditure.project", "图书购置", "government_fund",
    )  # fmt: skip
    leaves = [i.amount for i in items if i.is_leaf and i.column == "合计" and i.amount is not None]
    assert sum(leaves) == of(items, "合计", "合计").amount == Decimal("300000.00")


def test_projects_with_codes_and_balances() -> None:
    made = national("项目收入支出决算表", "10")
    made.table(
        [
            ["项目", LEFT, "年初结转和结余", "本年收入", "本年支出", "年末结转和结余"],
            ["科目编码", "项目名称", UP, UP, UP, UP], ["栏次", LEFT, "1", "2", "3", "4"],
            ["合计", LEFT, "1.00", "30.00", "29.00", "2.00"],
            ["2050202", "校园安全维护", "1.00", "30.00", "29.00", "2.00"],
        ],
        [80, 200, 100, 100, 100, 100], head=3,
    )  # fmt: skip
    spent = of(items_of(report(made)), "校园安全维护", "本年支出")
    assert (spent.code, spent.concept, spent.item) == ("2050202", "expenditure.project", "校园安全维护")


def test_assets_in_columns_are_counted_in_the_units_of_their_headers() -> None:
    made = national("国有资产占用情况表", "10")
    made.table(
        [
            [
                "项目", "车辆（台、辆）", LEFT, LEFT, "单价50万元（含）以上通用设备（台、套）",
                "单价100万元（含）以上专用设备（台、套）",
            ],
            [UP, "合计", "主要领导干部用车", "其他用车", UP, UP], ["栏次", "1", "2", "3", "4", "5"],
            ["数量", "6", "1", "5", "2", ""],
        ],
        [100, 90, 90, 90, 130, 130], head=3, high=30,
    )  # fmt: skip
    found = [(i.concept, i.item, i.measure, i.unit, i.value_text) for i in items_of(report(made))]
    assert found == [
        ("asset.vehicle", None, "count", "台、辆", "6"), ("asset.vehicle", "主要领导干部用车", "count", "台、辆", "1"),
        ("asset.vehicle", "其他用车", "count", "台、辆", "5"),
        ("asset.equipment.general", None, "count", "台、套", "2"),
        ("asset.equipment.special", None, "count", "台、套", None),
    ]  # fmt: skip


def test_assets_in_rows_have_a_number_and_a_value() -> None:
    made = national("国有资产占用情况表", "10")
    made.table(
        [
            ["项目", "行次", "数量", "价值"], ["车辆（辆）", "1", "6", "120.00"],
            ["其中：主要领导干部用车", "2", "1", "20.00"],
            ["单价100万元（含）以上设备（不含车辆）", "3", "2", "210.00"],
        ],
        [240, 40, 100, 100], head=1,
    )  # fmt: skip
    items = items_of(report(made))
    value = of(items, "车辆（辆）", "价值")
    assert (value.concept, value.unit, value.amount) == ("asset.vehicle.value", "万元", Decimal("1200000.00"))
    assert of(items, "车辆（辆）", "数量").unit == "辆"
    assert of(items, "单价100万元（含）以上设备（不含车辆）", "数量").concept == "asset.equipment.large"


OPERATION = [
    ["项目", "行次", "预算数", "决算统计数", "项目", "行次", "决算统计数"],
    ["栏次", "", "1", "2", "栏次", "", "3"],
    ["一、“三公”经费支出", "1", "—", "—", "三、国有资产占用情况", "20", "—"],
    ["（一）支出合计", "2", "8.00", "7.10", "（一）车辆数合计（辆）", "21", "6"],
    ["2．公务用车购置及运行维护费", "4", "5.00", "4.60", "2．主要领导干部用车", "23", "6"],
    ["（2）公务用车运行维护费", "6", "5.00", "4.60", "四、政府采购支出信息", "31", "—"],
    ["3．公务接待费", "7", "3.00", "2.50", "（一）政府采购支出合计", "32", "90.00"],
    ["5．国内公务接待批次（个）", "13", "—", "21", "1．政府采购货物支出", "33", "90.00"],
    ["二、机关运行经费", "16", "—", "55.00", "（二）政府采购授予中小企业合同金额", "36", "80.00"],
    ["（一）行政单位", "17", "—", "55.00", "其中：授予小微企业合同金额", "37", "60.00"],
]


@pytest.mark.parametrize("title", ["机构运行信息表", "部门决算相关信息统计表"])
def test_public_expenses_running_costs_assets_and_procurement_in_one_table(title: str) -> None:
    made = national(title, "10")
    made.table(OPERATION, [190, 30, 60, 70, 210, 30, 80], head=2, high=22)
    items = items_of(report(made))
    found = {(i.concept, i.item, i.measure): (i.value_text, i.unit) for i in items if i.value is not None}
    assert found == {
        ("three_public.total", None, "budget"): ("8.00", "万元"),
        ("three_public.total", None, "actual"): ("7.10", "万元"),
        ("three_public.vehicle", None, "budget"): ("5.00", "万元"),
        ("three_public.vehicle", None, "actual"): ("4.60", "万元"),
        ("three_public.vehicle.operation", None, "budget"): ("5.00", "万元"),
        ("three_public.vehicle.operation", None, "actual"): ("4.60", "万元"),
        ("three_public.reception", None, "budget"): ("3.00", "万元"),
        ("three_public.reception", None, "actual"): ("2.50", "万元"),
        ("three_public.reception.domestic.batch", None, "count"): ("21", "个"),
        ("operating_cost.total", None, "actual"): ("55.00", "万元"),
        ("operating_cost.total", "行政单位", "actual"): ("55.00", "万元"),
        ("asset.vehicle", None, "count"): ("6", "辆"),
        ("asset.vehicle", "主要领导干部用车", "count"): ("6", None),
        ("procurement.total", None, "actual"): ("90.00", "万元"),
        ("procurement.goods", None, "actual"): ("90.00", "万元"),
        ("procurement.sme", None, "actual"): ("80.00", "万元"),
        ("procurement.micro", None, "actual"): ("60.00", "万元"),
    }


def test_procurement_in_columns_and_in_rows() -> None:
    made = national("政府采购情况表", "11")
    edge = made.table([["项目", "合计", "货物", "服务"], ["合计", "90.00", "40.00", "50.00"]], [120] * 4, head=1)
    made.text(300, edge + 20, "政府采购支出决算表")
    made.table([["采购品目大类", "采购金额（万元）"], ["合计", "90.00"], ["货物", "40.00"], ["服务", "50.00"]],
               [200, 150], y=edge + 60, head=1)  # fmt: skip
    items = items_of(report(made))
    found = [(i.concept, i.value_text) for i in items]
    assert found[:3] == found[3:] == [
        ("procurement.total", "90.00"), ("procurement.goods", "40.00"), ("procurement.services", "50.00"),
    ]  # fmt: skip
    assert {i.unit for i in items} == {"万元"}


def test_a_self_evaluation_form_is_several_tables_below_each_other() -> None:
    made = national("项目支出绩效自评表", "12")
    made.table(
        [
            ["项目名称", "校园安全维护", LEFT, "实施单位", "清河县第一中学", LEFT],
            ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "执行率"],
            [UP, "年度资金总额", "20.00", "20.00", "19.00", "95.00%"],
            ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"],
            ["产出指标", "数量指标", "维护校舍", "≥3栋", "3栋", "10"],
            ["总分", LEFT, LEFT, LEFT, LEFT, "98.50"],
        ],
        [110] * 6, high=24,
    )  # fmt: skip
    money, indicators = tables_of(report(made))
    assert [c.name for c in money.numbers] == ["年初预算数", "全年预算数", "全年执行数", "执行率"]
    assert [c.name for c in indicators.numbers] == ["得分"]
    items = items_of(report(made))
    assert [(i.measure, i.unit, i.value_text) for i in items] == [
        ("budget", "万元", "20.00"), ("budget", "万元", "20.00"), ("actual", "万元", "19.00"),
        ("completion_pct", "%", "95.00%"), ("score", "分", "10"), ("score", "分", "98.50"),
    ]  # fmt: skip


def test_a_table_whose_title_nobody_knows_keeps_title_columns_and_cells() -> None:
    made = national("支出决算表", "03")
    edge = made.table([["科目编码", "科目名称", "本年支出合计"], ["205", "教育支出", "9.00"]], [80, 150, 120], head=1)
    made.text(300, edge + 20, "基层学校经费分配一览表")
    made.table([["学校", "班级数", "金额"], ["第一小学", "12", "5.00"]], [200, 100, 100], y=edge + 50, head=1)
    _, other = tables_of(report(made))
    assert (other.kind, other.title) == ("other", "基层学校经费分配一览表")
    items = [i for i in items_of(report(made)) if i.table == "other"]
    # Classes are no money because 金额单位：万元 stands above another table.
    assert [(i.label, i.column, i.value_text, i.unit) for i in items] == [
        ("第一小学", "班级数", "12", None), ("第一小学", "金额", "5.00", None),
    ]  # fmt: skip
