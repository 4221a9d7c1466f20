"""The six-part report of an invented district library, in the manner of Hubei."""

from __future__ import annotations

from making import library_narrative as narrative
from making.amounts import Print
from making.economic import basic_expenditure, three_public
from making.glossary import CODES, TERMS, define, functional_items
from making.library_accounts import ACCOUNTS, UNIT, YEAR
from making.library_work import annex, key_work
from making.report import Report
from making.ruled import RuledTable
from making.trees import expenditure, general_budget, government_fund, income, state_capital
from making.two_sided import fiscal_income_expenditure, income_expenditure

DUTIES = (
    "收集、整理和保存图书、报刊、音像制品以及地方文献，建设覆盖全区的公共阅读资源。",
    "面向社会免费开放，提供借阅、检索、参考咨询和数字阅读服务。",
    "组织讲座、展览、亲子共读等阅读推广活动，培育全民阅读风尚。",
    "负责街道、社区分馆和流动书车的业务指导与图书配送。",
    "承担古籍和地方文献的普查、修复与保护。",
    "完成主管部门交办的其他工作。",
)


def tables(style: Print) -> list[RuledTable]:
    """The nine tables: thousands separated, split codes, nothing printed for zero."""
    a, split = ACCOUNTS, True
    return [
        income_expenditure(a, style, UNIT, "公开01表"),
        income(a, style, UNIT, "公开02表", split),
        expenditure(a, style, UNIT, "公开03表", split),
        fiscal_income_expenditure(a, style, UNIT, "公开04表"),
        general_budget(a, style, UNIT, "公开05表", split, last=False),
        basic_expenditure(a, style, UNIT, "公开06表", detailed=False),
        three_public(a, style, "一般公共预算财政拨款“三公”经费支出决算表", UNIT, "公开07表", mixed=False),
        government_fund(a, style, UNIT, "公开08表", split),
        state_capital(UNIT, "公开09表", split),
    ]


def library() -> Report:
    """Write the report."""
    r = Report("six-part-report", UNIT, YEAR, Print(places=1, trim=True))
    n = r.count
    r.part(1, f"{UNIT}概况", f"第一部分 {UNIT}概况")
    r.heading(1, "一、单位主要职能")
    for number, duty in enumerate(DUTIES, 1):
        r.say(f"{number}．{duty}")
        r.record("functions", text=duty[:20])
    r.heading(1, "二、单位决算单位构成")
    r.say(f"从单位构成看，{UNIT}单位决算为单位本级决算。")
    r.heading(1, "三、单位人员构成")
    staff = "staff.in_service"
    r.say(
        f"{UNIT}在职实有人数{n(41, '人', staff, measure='headcount')}，其中："
        f"行政{n(0, '人', staff, '行政', 'headcount')}，"
        f"事业{n(41, '人', staff, '事业', 'headcount')}（其中："
        f"参照公务员法管理{n(0, '人', staff, '参照公务员法管理', 'headcount')}）。"
    )
    gone = "staff.retiree"
    r.say(
        f"离退休人员{n(29, '人', gone, measure='headcount')}，其中："
        f"离休{n(1, '人', gone, '离休', 'headcount')}，"
        f"退休{n(28, '人', gone, '退休', 'headcount')}。"
    )
    r.part(2, f"{UNIT}{YEAR}年度单位决算表", f"第二部分 {UNIT}{YEAR}年度单位决算表")
    running = "three_public.vehicle.operation"
    extra = r.q("0.35", "万元", running, "budget", "公务用车运行维护费", kind="supplementary")
    r.say(f"流动书车大修费用改由保险理赔承担，年中追加公务用车运行维护费预算{extra}，年末由区财政收回。")
    r.blocks += tables(Print(places=1, thousands=True))
    r.part(3, f"{UNIT}{YEAR}年度单位决算情况说明", f"第三部分 {UNIT}{YEAR}年度单位决算情况说明")
    narrative.totals(r)
    narrative.general_budget(r)
    narrative.three_public(r)
    narrative.other_matters(r)
    narrative.performance(r)
    key_work(r)
    r.part(5, "名词解释", "第五部分 名词解释")
    terms = list(TERMS)
    define(r, [*terms, CODES])
    functional_items(r, ACCOUNTS)
    annex(r)
    return r
