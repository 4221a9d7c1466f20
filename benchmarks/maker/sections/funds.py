"""政府性基金 and 国有资本经营预算: four figures, or the statement that there is nothing."""

from __future__ import annotations

from maker.teller import Teller

WORDS = {"government_fund": "政府性基金预算", "state_capital": "国有资本经营预算"}


def _fund(t: Teller, fund: str) -> None:
    b = t.books
    head = f"{WORDS[fund]}财政拨款"
    opening, closing, income, spent = b.opening[fund], b.closing[fund], b.income(fund), b.spent(fund)
    if not (opening or closing or income or spent):
        t.say(
            t.pick(
                f"本{t.body}{t.this_year}没有{head}收入，也没有使用{head}安排的支出。",
                f"{t.this_year}{head}支出{t.money(spent, f'{fund}.expenditure')}。",
                f"{t.us}{t.this_year}{head}年初结转和结余{t.money(opening, f'{fund}.carryover.opening')}，本年收入"
                f"{t.money(income, f'{fund}.income')}，本年支出{t.money(spent, f'{fund}.expenditure')}，年末结转和结余"
                f"{t.money(closing, f'{fund}.carryover.closing')}。",
                f"本{t.body}{t.this_year}无{head}收支。",
            )
        )
        return
    basic = t.money(spent * 0, f"{fund}.expenditure.basic")
    project = t.money(spent, f"{fund}.expenditure.project")
    inner = t.pick("", f"（其中：基本支出{basic}，项目支出{project}）", f"，其中：基本支出{basic}，项目支出{project}")
    t.say(
        t.pick(
            f"{t.us}{t.this_year}{head}年初结转和结余{t.money(opening, f'{fund}.carryover.opening')}，本年收入"
            f"{t.money(income, f'{fund}.income')}，本年支出{t.money(spent, f'{fund}.expenditure')}{inner}，年末结转和结余"
            f"{t.money(closing, f'{fund}.carryover.closing')}。",
            f"{t.this_year}{head}收入{t.money(income, f'{fund}.income')}，年初结转和结余{t.money(opening, f'{fund}.carryover.opening')}；"
            f"{head}支出{t.money(spent, f'{fund}.expenditure')}，年末结转和结余{t.money(closing, f'{fund}.carryover.closing')}。",
            f"{t.this_year}{head}支出{t.pick('决算', '')}{t.money(spent, f'{fund}.expenditure')}。",
        )
    )
    if t.chance(0.5):
        for p in (p for p in b.purposes if p.fund == fund):
            first, second, third = p.account.names
            concept = f"{fund}.expenditure.function"
            done = t.completion(p.fiscal, p.budget, concept, "initial", third)
            t.say(
                f"{t.number(2)}{first}（类）{second}（款）{third}（项）。年初预算为{t.money(p.budget, concept, third, 'budget', kind='initial')}，"
                f"支出决算为{t.money(p.fiscal, concept, third)}{done}{t.reason(p.fiscal, p.budget)}。"
            )


def government_fund(t: Teller) -> None:
    """政府性基金."""
    _fund(t, "government_fund")


def state_capital(t: Teller) -> None:
    """国有资本经营预算."""
    _fund(t, "state_capital")


GOVERNMENT_FUND = {"plain": government_fund}
STATE_CAPITAL = {"plain": state_capital}
