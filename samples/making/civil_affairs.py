"""The four-part report of an invented civil affairs bureau, item by item, in another province's manner."""

from __future__ import annotations

from making import civil_affairs_matters as matters
from making import civil_affairs_narrative as narrative
from making.amounts import Print
from making.civil_affairs_accounts import ACCOUNTS, UNIT, YEAR
from making.economic import basic_expenditure, three_public
from making.glossary import define
from making.report import Report
from making.ruled import RuledTable
from making.trees import expenditure, general_budget, government_fund, income, state_capital
from making.two_sided import fiscal_income_expenditure, income_expenditure, ordinal

DUTIES = (
    "拟订全市民政事业发展规划并组织实施。",
    "负责社会救助体系建设，统筹城乡最低生活保障、特困人员供养和临时救助工作。",
    "推进养老服务、儿童福利和残疾人福利工作。",
    "负责社会组织登记管理和监督检查。",
    "指导基层政权建设、社区治理和殡葬改革。",
    "承办市委、市政府交办的其他事项。",
)
UNITS = ("澜川市民政局（本级）", "澜川市社会福利院", "澜川市救助管理站")
TERMS = [
    "一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "其他收入", "年初结转和结余", "年末结转和结余",
    "基本支出", "项目支出", "“三公”经费", "机关运行经费",
]  # fmt: skip


def tables(style: Print) -> list[RuledTable]:
    """The nine tables in the order with 三公 last: codes in one cell, 0.00 printed for zero."""
    a, split = ACCOUNTS, False
    return [
        income_expenditure(a, style, UNIT, "公开01表"),
        income(a, style, UNIT, "公开02表", split),
        expenditure(a, style, UNIT, "公开03表", split),
        fiscal_income_expenditure(a, style, UNIT, "公开04表"),
        general_budget(a, style, UNIT, "公开05表", split, last=True),
        basic_expenditure(a, style, UNIT, "公开06表", detailed=True),
        government_fund(a, style, UNIT, "公开07表", split),
        state_capital(UNIT, "公开08表", split),
        three_public(a, style, "财政拨款“三公”经费支出决算表", UNIT, "公开09表", mixed=True),
    ]


def civil_affairs() -> Report:
    """Write the report."""
    r = Report("item-level-report", UNIT, YEAR, Print(places=2, gap=" "))
    n = r.count
    r.part(1, f"{UNIT}概况", f"第一部分 {UNIT}概况")
    r.heading(1, "一、主要职能")
    for number, duty in enumerate(DUTIES, 1):
        r.say(f"（{ordinal(number)}）{duty}")
        r.record("functions", text=duty[:20])
    r.heading(1, "二、机构设置及决算单位构成")
    r.say(f"{UNIT}内设机构{n(7, '个', 'organization.internal_body', '内设机构')}。")
    scope = n(len(UNITS), "个", "organization.unit_in_scope")
    r.say(f"纳入{UNIT}{YEAR}年度部门决算编制范围的单位共{scope}，具体是：")
    for number, name in enumerate(UNITS, 1):
        r.say(f"{number}．{name}")
    r.part(2, f"{YEAR}年度部门决算表", f"第二部分 {YEAR}年度部门决算表")
    r.blocks += tables(Print(places=2, nothing="0.00"))
    r.part(3, f"{YEAR}年度部门决算情况说明", f"第三部分 {YEAR}年度部门决算情况说明")
    narrative.totals(r)
    narrative.structure(r)
    narrative.items(r)
    matters.three_public(r)
    matters.funds(r)
    matters.performance(r)
    matters.other_matters(r)
    r.part(4, "名词解释", "第四部分 名词解释")
    define(r, TERMS, "{}、")
    return r
