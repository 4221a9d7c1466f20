"""A township's report in the manner of Chongqing: no parts, numbered paragraphs, thousands separators."""

from __future__ import annotations

from decimal import Decimal

from making.amounts import ZERO, Print
from making.glossary import define
from making.report import Report
from making.township_accounts import ACCOUNTS, PRIOR, UNIT, WHY, YEAR
from making.township_matters import assets, contact, evaluation, three_public

GENERAL = "general_budget.expenditure"
DUTIES = (
    "宣传贯彻党的路线方针政策和国家法律法规，执行上级决定。",
    "统筹辖区经济发展、乡村振兴、公共服务和社会治理。",
    "负责环境卫生、村镇建设、安全生产和应急管理工作。",
    "指导村（居）民委员会开展自治工作。",
)
TERMS = ["使用非财政拨款结余", "年初结转和结余", "结余分配", "年末结转和结余", "基本支出", "项目支出",
         "“三公”经费", "机关运行经费"]  # fmt: skip


def _compared(r: Report, now: Decimal, before: Decimal, concept: str) -> str:
    return f"较上年决算数{r.moved(now, before, concept, comma='、')}"


def overview(r: Report) -> None:
    """Section one."""
    n = r.count
    r.part(1, "部门基本情况", "一、部门基本情况")
    r.heading(2, "（一）职能职责")
    for number, duty in enumerate(DUTIES, 1):
        r.say(f"{number}.{duty}")
        r.record("functions", text=duty[:20])
    r.heading(2, "（二）机构设置")
    kinds = ("organization.internal_body", "organization.subordinate_unit")
    r.say(
        f"{UNIT}内设综合办事机构{n(8, '个', kinds[0], '综合办事机构')}，"
        f"所属事业单位{n(5, '个', kinds[1], '事业单位')}。"
        f"全镇辖{n(14, '个', 'organization.community', '村（社区）')}村（社区），辖区面积"
        f"{r.q('86.3', '平方公里', 'organization.area', 'quantity')}，"
        f"常住人口{r.q('2.46', '万人', 'organization.population', 'count')}。"
    )


def totals(r: Report) -> None:
    """Section two, paragraph one: totals, income, expenditure, what is carried over."""
    a, m = ACCOUNTS, r.money
    r.part(2, "部门决算收支情况说明", "二、部门决算收支情况说明")
    r.heading(2, "（一）收入支出总体情况说明")
    joint = "income_expenditure.grand_total"
    why = r.because("阶段性治理项目完工，项目支出减少", "收支总计较上年决算数减少")
    r.say(
        f"1.总体情况。{YEAR}年度收入总计{m(a.income_side, 'income.grand_total')}，支出总计"
        f"{m(a.expenditure_side, 'expenditure.grand_total')}。"
        f"收支{_compared(r, a.income_side, PRIOR['all'], joint)}，"
        f"主要原因是{why}。"
    )
    sources = (
        ("财政拨款收入", "fiscal.income", a.fiscal_income), ("事业收入", "income.institutional", ZERO),
        ("经营收入", "income.operating", ZERO), ("其他收入", "income.other", a.own_income["其他收入"]),
    )  # fmt: skip
    listed = "；".join(
        f"{name}{m(v, c, name)}，占{r.share(v, a.total_income, c, 'income.total', name)}"
        for name, c, v in sources
    )
    why = r.because("上级专项转移支付减少", "收入合计较上年决算数减少")
    used = m(a.surplus_used, "income.non_fiscal_surplus_used")
    r.say(
        f"2.收入情况。{YEAR}年度收入合计{m(a.total_income, 'income.total')}，"
        f"{_compared(r, a.total_income, PRIOR['income'], 'income.total')}，"
        f"主要原因是{why}。其中：{listed}。此外，使用非财政拨款结余和专用结余{used}，年初结转和结余"
        f"{m(a.opened, 'carryover.opening')}。"
    )
    kinds = (("基本支出", "expenditure.basic", a.basic), ("项目支出", "expenditure.project", a.project),
             ("经营支出", "expenditure.operating", ZERO))  # fmt: skip
    listed = "；".join(
        f"{name}{m(v, c, name)}，占{r.share(v, a.expenditure, c, 'expenditure.total', name)}"
        for name, c, v in kinds
    )
    why = r.because("严控一般性项目立项", "支出合计较上年决算数减少")
    r.say(
        f"3.支出情况。{YEAR}年度支出合计{m(a.expenditure, 'expenditure.total')}，"
        f"{_compared(r, a.expenditure, PRIOR['expenditure'], 'expenditure.total')}，主要原因是{why}。"
        f"其中：{listed}。"
        f"此外，结余分配{m(a.surplus_distributed, 'expenditure.surplus_distribution')}。"
    )
    why = r.because("加快项目资金结算", "年末结转和结余较上年决算数减少")
    r.say(
        f"4.结转结余情况。{YEAR}年度年末结转和结余{m(a.closed, 'carryover.closing')}，"
        f"{_compared(r, a.closed, PRIOR['closing'], 'carryover.closing')}，主要原因是{why}。"
    )
    r.heading(2, "（二）财政拨款收入支出决算总体情况说明")
    joint = "fiscal.income_expenditure.grand_total"
    r.say(
        f"{YEAR}年度财政拨款收、支总计{m(a.fiscal_side, joint)}。与{YEAR - 1}年相比，财政拨款收、支总计各"
        f"{r.moved(a.fiscal_side, PRIOR['fiscal'], joint, comma='、')}。主要原因是"
        f"{r.because('阶段性治理项目完工', f'财政拨款收、支总计比{YEAR - 1}年减少')}。"
    )


def general_budget(r: Report) -> None:
    """Section two, paragraphs three to six."""
    a, m = ACCOUNTS, r.money
    spent, function = a.fund("general"), f"{GENERAL}.function"
    r.heading(2, "（三）一般公共预算财政拨款收入支出决算情况说明")
    income = "general_budget.income"
    opening = m(a.opening["general"], "fiscal.carryover.opening")
    r.say(
        f"1.收入情况。{YEAR}年度一般公共预算财政拨款收入{m(a.income('general'), income)}，"
        f"{_compared(r, a.income('general'), PRIOR['general_income'], income)}。此外，"
        f"年初财政拨款结转和结余{opening}。"
    )
    planned = a.budget
    over = r.moved(spent, planned, GENERAL, versus="initial_budget", comma="、")
    why = r.because("年中追加环境卫生整治经费", "一般公共预算财政拨款支出较年初预算数增加")
    r.say(
        f"2.支出情况。{YEAR}年度一般公共预算财政拨款支出{m(spent, GENERAL)}，"
        f"{_compared(r, spent, PRIOR['general'], GENERAL)}。"
        f"较年初预算数{over}，主要原因是{why}。"
    )
    closing = m(a.closing["general"], "general_budget.carryover.closing")
    r.say(f"3.结转结余情况。{YEAR}年度年末一般公共预算财政拨款结转和结余{closing}。")
    r.say(f"4.比较情况。{YEAR}年度一般公共预算财政拨款支出主要用于以下几个方面：")
    for number, (code, name) in enumerate(a.classes().items(), 1):
        done, before = a.of_class(code), a.of_class(code, "budget")
        over = r.moved(done, before, function, name, versus="initial_budget", comma="、")
        word = "增加" if done > before else "减少"
        r.say(
            f"（{number}）{name}{m(done, function, name)}，"
            f"占{r.share(done, spent, function, GENERAL, name)}，"
            f"较年初预算数{over}，主要原因是{r.because(WHY[code], f'{name}较年初预算数{word}')}。"
        )
    r.heading(2, "（四）一般公共预算财政拨款基本支出决算情况说明")
    basic = f"{GENERAL}.basic"
    staff = r.moved(a.personnel, PRIOR["personnel"], f"{basic}.personnel", "人员经费", comma="、")
    running = r.moved(a.running, PRIOR["running"], f"{basic}.public", "公用经费", comma="、")
    r.say(
        f"{YEAR}年度一般公共预算财政拨款基本支出{m(a.basic, basic)}。其中：人员经费"
        f"{m(a.personnel, f'{basic}.personnel', '人员经费')}，较上年决算数{staff}，主要原因是"
        f"{r.because('落实津补贴政策调整', '人员经费较上年决算数增加')}。"
        f"公用经费{m(a.running, f'{basic}.public', '公用经费')}，"
        f"较上年决算数{running}，主要原因是{r.because('压减水电和办公耗材', '公用经费较上年决算数减少')}。"
    )
    r.heading(2, "（五）政府性基金预算收支决算情况说明")
    fund = "government_fund"
    r.say(
        f"{YEAR}年度政府性基金预算财政拨款年初结转和结余{m(ZERO, f'{fund}.carryover.opening')}，"
        "年末结转和结余"
        f"{m(ZERO, f'{fund}.carryover.closing')}。本年收入{m(a.income(fund), f'{fund}.income')}，"
        f"{_compared(r, a.income(fund), PRIOR['fund'], f'{fund}.income')}。"
        f"本年支出{m(a.fund(fund), f'{fund}.expenditure')}，"
        f"{_compared(r, a.fund(fund), PRIOR['fund'], f'{fund}.expenditure')}，主要原因是"
        f"{r.because('村镇道路工程完工', '政府性基金本年支出较上年决算数减少')}。"
    )
    r.heading(2, "（六）国有资本经营预算财政拨款支出决算情况说明")
    r.say(f"本部门{YEAR}年度无国有资本经营预算财政拨款支出。")


def township() -> Report:
    """Write the report."""
    r = Report("township-report", UNIT, YEAR, Print(places=1, thousands=True))
    r.say(UNIT, centred=True)
    r.say(f"{YEAR}年度部门决算情况说明", centred=True)
    overview(r)
    totals(r)
    general_budget(r)
    three_public(r)
    assets(r)
    evaluation(r)
    r.part(6, "专业名词解释", "六、专业名词解释")
    define(r, TERMS)
    contact(r)
    return r
