"""Part three of the bureau's report, first half: totals and the functional items."""

from __future__ import annotations

from making.accounts import FUNDS
from making.amounts import ratio
from making.civil_affairs_accounts import (
    ACCOUNTS,
    PRIOR,
    RATE_OF,
    SHARE_OF,
    UNIT,
    WRONG_RATE,
    WRONG_SHARE,
    YEAR,
)
from making.economic import NAMES
from making.report import Report

GENERAL = "general_budget.expenditure"
SOURCES = (
    ("一般公共预算财政拨款收入", "general_budget.income"),
    ("政府性基金预算财政拨款收入", "government_fund.income"),
    ("国有资本经营预算财政拨款收入", "state_capital.income"),
)


def totals(r: Report) -> None:
    """Headings one to four; income by source, one line for each of the three budgets."""
    a, m = ACCOUNTS, r.money
    r.heading(1, "一、收入支出决算总体情况说明")
    joint = "income_expenditure.grand_total"
    why = r.because("提高城乡低保标准，上级专项补助增加", f"收入、支出总计比{YEAR - 1}年度增加")
    r.say(
        f"{UNIT}{YEAR}年度收入、支出总计均为{m(a.income_side, joint)}。与{YEAR - 1}年度相比，收入、支出总计"
        f"{r.moved(a.income_side, PRIOR['all'], joint, each='各')}。主要原因：{why}。"
    )
    r.heading(1, "二、收入决算情况说明")
    money = [a.income(fund) for fund in FUNDS]
    sources = [*((n, c, v) for (n, c), v in zip(SOURCES, money, strict=True)),
               ("其他收入", "income.other", a.own_income["其他收入"])]  # fmt: skip
    listed = "；".join(
        f"{name}{m(v, c, name)}，占{r.share(v, a.total_income, c, 'income.total', name)}"
        for name, c, v in sources
    )
    r.say(f"本年收入合计{m(a.total_income, 'income.total')}，其中：{listed}。")
    r.heading(1, "三、支出决算情况说明")
    kinds = (("基本支出", "expenditure.basic", a.basic), ("项目支出", "expenditure.project", a.project))
    listed = "；".join(
        f"{name}{m(v, c, name)}，占{r.share(v, a.expenditure, c, 'expenditure.total', name)}"
        for name, c, v in kinds
    )
    r.say(f"本年支出合计{m(a.expenditure, 'expenditure.total')}，其中：{listed}。")
    r.heading(1, "四、财政拨款收入支出决算总体情况说明")
    joint = "fiscal.income_expenditure.grand_total"
    why = r.because("困难群众救助资金增加", f"财政拨款收入、支出总计比{YEAR - 1}年度增加")
    r.say(
        f"{UNIT}{YEAR}年度财政拨款收入、支出总计均为{m(a.fiscal_side, joint)}。与{YEAR - 1}年度相比，"
        f"财政拨款收入、支出总计{r.moved(a.fiscal_side, PRIOR['fiscal'], joint, each='各')}。主要原因："
        f"{why}。"
    )


def structure(r: Report) -> None:
    """Heading five, its first two parts; one share is wrong on purpose."""
    a, m = ACCOUNTS, r.money
    spent, function = a.fund("general"), f"{GENERAL}.function"
    r.heading(1, "五、一般公共预算财政拨款支出决算情况说明")
    r.heading(2, "（一）一般公共预算财政拨款支出决算总体情况")
    why = r.because("提高城乡低保标准", f"一般公共预算财政拨款支出比{YEAR - 1}年度增加")
    r.say(
        f"一般公共预算财政拨款支出{m(spent, GENERAL)}，占本年支出合计的"
        f"{r.share(spent, a.expenditure, GENERAL, 'expenditure.total')}。与{YEAR - 1}年度相比，"
        f"一般公共预算财政拨款支出{r.moved(spent, PRIOR['general'], GENERAL)}。主要原因：{why}。"
    )
    r.heading(2, "（二）一般公共预算财政拨款支出决算结构情况")
    listed = []
    for code, name in a.classes().items():
        money = a.of_class(code)
        share = r.share(money, spent, function, GENERAL, name)
        if code == SHARE_OF:
            share = r.q(WRONG_SHARE, "%", function, "share_pct", name, base=GENERAL)
        listed.append(f"{name}（类）{m(money, function, name)}，占{share}")
    r.say(f"一般公共预算财政拨款支出{m(spent, GENERAL)}，主要用于以下方面：{'；'.join(listed)}。")
    name, money = a.classes()[SHARE_OF], a.of_class(SHARE_OF)
    right = r.style.percent(ratio(money, spent))
    r.contradict(
        f"{name}占{WRONG_SHARE}%与{r.style.money(money)}÷{r.style.money(spent)}＝{right}%不符，"
        "各类占比之和也不为100%",
        f"{WRONG_SHARE}%", f"{right}%", function, "share_pct",
    )  # fmt: skip


def items(r: Report) -> None:
    """Heading five, its third part, one paragraph for each functional item; one rate is wrong on purpose."""
    a, m = ACCOUNTS, r.money
    spent, function, whole = a.fund("general"), f"{GENERAL}.function", "一般公共预算财政拨款支出"
    r.heading(2, "（三）一般公共预算财政拨款支出决算具体情况")
    r.say(
        f"一般公共预算财政拨款支出年初预算为{m(a.budget, GENERAL, whole, 'budget', kind='initial')}，"
        "支出决算为"
        f"{m(spent, GENERAL, whole)}，完成年初预算的"
        f"{r.completed(spent, a.budget, GENERAL, 'initial', whole)}。其中："
    )
    for number, p in enumerate((p for p in a.purposes if p.fund == "general"), 1):
        class_name, group, name = p.names
        planned = m(p.budget, function, name, "budget", kind="initial")
        text = (
            f"{number}．{class_name}（类）{group}（款）{name}（项）。年初预算为{planned}，支出决算为"
            f"{m(p.fiscal, function, name)}"
        )
        if p.budget and p.code == RATE_OF:
            wrong = r.q(WRONG_RATE, "%", function, "completion_pct", name, kind="initial", base=function)
            text += f"，完成年初预算的{wrong}"
        elif p.budget:
            text += f"，完成年初预算的{r.completed(p.fiscal, p.budget, function, 'initial', name)}"
        if p.fiscal == p.budget:
            r.say(f"{text}。决算数与年初预算数持平。")
            continue
        word = "大于" if p.fiscal > p.budget else "小于"
        r.say(
            f"{text}。决算数{word}年初预算数的主要原因："
            f"{r.because(p.why, f'{name}（项）决算数{word}年初预算数')}。"
        )
        if p.code == RATE_OF:
            right = r.style.percent(ratio(p.fiscal, p.budget))
            r.contradict(
                f"{name}完成年初预算的{WRONG_RATE}%与{r.style.money(p.fiscal)}÷{r.style.money(p.budget)}"
                f"＝{right}%不符",
                f"{WRONG_RATE}%", f"{right}%", function, "completion_pct",
            )  # fmt: skip
    r.heading(1, "六、一般公共预算财政拨款基本支出决算情况说明")
    staff = [NAMES[c] for c in a.economic if c[:3] in ("301", "303")]
    rest = [NAMES[c] for c in a.economic if c[:3] not in ("301", "303")]
    basic = f"{GENERAL}.basic"
    r.say(
        f"一般公共预算财政拨款基本支出{m(a.basic, basic, '基本支出')}。其中：人员经费"
        f"{m(a.personnel, f'{basic}.personnel', '人员经费')}，主要包括：{'、'.join(staff)}；公用经费"
        f"{m(a.running, f'{basic}.public', '公用经费')}，主要包括：{'、'.join(rest)}。"
    )
