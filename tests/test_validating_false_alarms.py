"""Figures that look like contradictions and are none: what the checks must not accuse."""

from __future__ import annotations

import pytest
from validating_gold import IDENTITIES

from juesuan.validating.check import check
from juesuan.validating.example import cells_of, facts_of
from juesuan.validating.verdict import Check, Verdicts

FUNCTION = "general_budget.expenditure.function"


def tried(*figures: str) -> Verdicts:
    facts, items = facts_of(figures, "test"), cells_of(figures, "test")
    return check(facts, IDENTITIES, document_id="d", items=items)


def failing(verdicts: Verdicts) -> list[Check]:
    return [row for row in verdicts.checks if row.outcome == "fail"]


def outcome(verdicts: Verdicts, identity: str) -> str:
    (row,) = (row for row in verdicts.checks if row.identity == identity)
    return f"{row.outcome}:{row.reason}" if row.reason else str(row.outcome)


def test_items_of_one_name_under_two_groups_lend_each_other_no_code() -> None:
    """一般行政管理事务 stands under 政府办公厅 and under 组织事务; only one of them was told with its code."""
    verdicts = tried(
        f"{FUNCTION}[一般行政管理事务] actual 10.98 万元",
        f"{FUNCTION}[一般行政管理事务=2013202] actual 2307.31 万元",
        "表 general_budget_expenditure",
        f"{FUNCTION}[一般行政管理事务=2010302] actual 10.98 万元", "行",
        f"{FUNCTION}[一般行政管理事务=2013202] actual 2307.31 万元",
    )  # fmt: skip
    assert failing(verdicts) == []


def test_an_item_told_twice_with_one_value_has_one_code() -> None:
    verdicts = tried(
        f"{FUNCTION}[教育支出=205] actual 20.00 万元", f"{FUNCTION}[教育支出] actual 20.00 万元",
        "表 general_budget_expenditure", f"{FUNCTION}[教育支出=205] actual 25.00 万元",
    )  # fmt: skip
    assert failing(verdicts)


@pytest.mark.parametrize(
    ("change", "rate", "expected"),
    [
        ("0.00", "2.95", "rounding"),
        ("0.00", "29.5", "fail"),
        ("0", "2.95", "fail"),
    ],
)
def test_a_change_of_0_00_may_be_a_little(change: str, rate: str, expected: str) -> None:
    reception = "three_public.reception"
    verdicts = tried(
        f"{reception} actual 0.17 万元", f"{reception} change/prior_year {change} 万元",
        f"{reception} growth_pct/prior_year {rate} %",
    )  # fmt: skip
    assert outcome(verdicts, "growth") == expected


@pytest.mark.parametrize(
    ("budget", "rate", "expected"),
    [
        ("0.00", "350", "not_evaluable:zero_base"),
        ("0.00", "100", "fail:zero_base"),
        ("0", "350", "fail:zero_base"),
    ],
)
def test_a_budget_of_0_00_may_be_a_little(budget: str, rate: str, expected: str) -> None:
    verdicts = tried(
        f"expenditure.total budget/initial {budget} 万元", "expenditure.total actual 0.02 万元",
        f"expenditure.total completion_pct/initial {rate} %",
    )  # fmt: skip
    assert outcome(verdicts, "completion") == expected


def test_a_list_in_words_that_leaves_out_what_a_table_prints_is_incomplete() -> None:
    words = (
        "expenditure.total actual 100.00 万元", "expenditure.basic actual 60.00 万元",
        "expenditure.project actual 39.00 万元",
    )  # fmt: skip
    table = (
        "表 expenditure", "expenditure.total actual 100.00 万元", "expenditure.basic actual 60.00 万元",
        "expenditure.project actual 39.00 万元", "expenditure.subsidiary_subsidy actual 1.00 万元",
    )  # fmt: skip
    verdicts = tried(*words, *table)
    assert failing(verdicts) == []
    assert {row.reason for row in verdicts.checks if row.identity == "expenditure_kinds.actual"} == {
        None, "incomplete_list",
    }  # fmt: skip
    assert failing(tried(*words)), "nothing says that anything was left out"


def test_a_list_whose_members_agree_with_their_shares_may_leave_out_a_small_kind() -> None:
    said = (
        "expenditure.total actual 2255.76 万元", "expenditure.basic actual 944.50 万元",
        "expenditure.basic share_pct/expenditure.total 41.87 %", "expenditure.project actual 1310.61 万元",
        "expenditure.project share_pct/expenditure.total 58.1 %",
    )  # fmt: skip
    again = ("§", "expenditure.total actual 2255.76 万元")
    name = "expenditure_kinds.actual"
    assert outcome(tried(*said, *again), name) == "not_evaluable:incomplete_list"
    assert outcome(tried(*said), name) == "fail", "the total is printed once: it may be wrong itself"
    full = tried(*said[:3], "expenditure.operating actual 0 万元", *said[3:], *again)
    assert outcome(full, name) == "fail", "a list that names kinds with nothing in them leaves none out"


def test_what_was_spent_on_last_year_alone_stands_in_no_list() -> None:
    total = "general_budget.expenditure"
    verdicts = tried(
        f"{total} actual 30.00 万元", f"{total} change/prior_year 3.00 万元",
        f"{FUNCTION}[教育支出=205] actual 20.00 万元", f"{FUNCTION}[教育支出=205] change/prior_year 9.00 万元",
        f"{FUNCTION}[卫生健康支出=210] actual 10.00 万元", f"{FUNCTION}[卫生健康支出=210] change/prior_year 1.00 万元",
    )  # fmt: skip
    assert outcome(verdicts, "general_budget_functions.change") == "not_evaluable:incomplete_list"


def test_a_stock_phrase_has_other_numbers_each_time() -> None:
    phrase = "二是根据工作需要调入{}名工作人员，增加工资支出{}万元"
    told = (
        f"activity.person count 1 名 「{phrase.format(1, '')}」",
        f"activity.amount other_amount 724.95 万元 「{phrase.format(1, 724.95)}」", "§",
        f"activity.person count 2 名 「{phrase.format(2, '')}」",
        f"activity.amount other_amount 362.20 万元 「{phrase.format(2, '362.20')}」",
    )  # fmt: skip
    assert failing(tried(*told)) == []


def test_one_reason_has_other_amounts_for_every_change() -> None:
    words = "变动原因是新增专项工作任务，按程序追加专项资金{}{}"
    told = (
        f"activity.amount other_amount 720.83 万元 「{words.format('720.83', '万元')}」", "§",
        f"activity.amount other_amount 434.31 万元 「{words.format('434.31', '万元')}」", "§",
        f"activity.output count 12 个 「{words.format('12', '个')}」", "§",
        f"activity.output count 35 个 「{words.format('35', '个')}」", "§",
        "activity.person count 10 人 「主要是落实过紧日子要求，从严控制经费支出、退休10人」", "§",
        "activity.person count 1 人 「主要是落实过紧日子要求，从严控制经费支出、退休1人」",
    )  # fmt: skip
    assert failing(tried(*told)) == []
