"""What the words say and nothing supports."""

from __future__ import annotations

import pytest
from validating_gold import IDENTITIES

from juesuan.validating.check import check
from juesuan.validating.example import cells_of, facts_of

FUNCTION = "general_budget.expenditure.function"
TABLE = (
    "表 general_budget_expenditure",
    f"{FUNCTION}[教育支出=205] actual 20.00 万元",
    "行",
    f"{FUNCTION}[卫生健康支出=210] actual 10.00 万元",
)


def told(*figures: str) -> list[tuple[str, str]]:
    codes = ("rate_without_budget", "amount_not_in_tables", "account_name_differs")
    facts, items = facts_of(figures, "test"), cells_of(figures, "test")
    verdicts = check(facts, IDENTITIES, document_id="d", items=items, titles={"t1": "支出决算表"})
    return [(finding.code, finding.message) for finding in verdicts.findings if finding.code in codes]


def test_a_completion_rate_without_its_budget() -> None:
    rate = ("expenditure.total actual 90.00 万元", "expenditure.total completion_pct/initial 90.0 %")
    ((code, message),) = told(*rate)
    assert code == "rate_without_budget"
    assert "expenditure.total完成率90.0%，而所完成的预算没有写出" in message
    assert not told(*rate, "expenditure.total budget/initial 100.00 万元")
    assert not told("three_public.overseas actual 0 万元", "three_public.overseas completion_pct/initial 0 %")


def test_the_rates_of_a_section_are_one_finding() -> None:
    concepts = ("three_public.total", "three_public.vehicle", "three_public.reception", "three_public.overseas")
    figures = [f"{c} {rest}" for c in concepts for rest in ("actual 9.00 万元", "completion_pct/initial 90.0 %")]
    ((_, message),) = told(*figures)
    assert "等4个" in message


def test_an_amount_that_the_tables_leave_empty() -> None:
    table = ("表 income", "income.total actual 30.00 万元", "income.other actual 空 万元")
    ((code, message),) = told("income.other actual 3.00 万元", *table)
    assert code == "amount_not_in_tables"
    assert "income.other3.00万元，决算表中没有这个数" in message
    assert not told("income.other actual 0 万元", *table)
    assert not told("income.operating actual 3.00 万元", *table), "the tables have no place for it"


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        (f"{FUNCTION}[教育支出=205] actual 20.00 万元", []),
        (f"{FUNCTION}[教育支出（类）=205] actual 20.00 万元", []),
        (f"{FUNCTION}[科学技术支出=206] actual 7.00 万元", ["amount_not_in_tables"]),
        (f"{FUNCTION}[普通教育=20502] actual 7.00 万元", []),  # the table lists classes alone
        (f"{FUNCTION}[科学技术支出=206] actual 20.00 万元", ["account_name_differs"]),
        (f"{FUNCTION}[教肓支岀] actual 20.00 万元", ["account_name_differs"]),
        (f"{FUNCTION}[普通话推广] actual 7.00 万元", []),  # a name nobody knows, of an amount nobody prints
        (f"{FUNCTION}[卫生健康和计划=205] actual 20.00 万元", ["account_name_differs"]),
    ],
)
def test_items_are_looked_up_by_code_and_by_name(said: str, codes: list[str]) -> None:
    assert [code for code, _ in told(said, *TABLE)] == codes


def test_another_name_is_told_with_both() -> None:
    ((_, message),) = told(f"{FUNCTION}[科学技术支出=206] actual 20.00 万元", *TABLE)
    assert "“科学技术支出”20.00万元" in message
    assert "“教育支出”与之同数" in message
    both = (f"{FUNCTION}[教育支出=205] actual 20.00 万元", f"{FUNCTION}[科学技术支出=206] actual 20.00 万元")
    assert [code for code, _ in told(*both, *TABLE)] == ["amount_not_in_tables"], "the row has its own item"
