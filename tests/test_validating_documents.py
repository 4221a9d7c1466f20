"""Two real documents, their facts made by hand: which identities hold, and which the documents break."""

from __future__ import annotations

import time

from validating_gold import IDENTITIES, gold_facts

from juesuan.normalising.fact import Fact
from juesuan.validating.check import check
from juesuan.validating.interval import Outcome
from juesuan.validating.verdict import Check, Verdicts

WUHAN = "seed/facts.jsonl"
PUTUO = "documents/putuo-finance-2024.facts.jsonl"


def verdicts_of(name: str) -> Verdicts:
    return check(gold_facts(name), IDENTITIES, document_id=name)


def with_outcome(verdicts: Verdicts, outcome: Outcome) -> list[Check]:
    return [row for row in verdicts.checks if row.outcome is outcome]


def test_wuhan_breaks_one_identity() -> None:
    verdicts = verdicts_of(WUHAN)
    (row,) = with_outcome(verdicts, Outcome.FAIL)
    assert row.identity == "completion"
    assert "115.36万元÷预算121.9万元" in row.says
    (finding,) = (f for f in verdicts.findings if f.code == "identity_failed")
    assert verdicts.verification[finding.fact_id or ""].status == "contradicted"
    assert sum(v.status == "contradicted" for v in verdicts.verification.values()) == 1


def test_wuhan_rounds_a_tie_down_once() -> None:
    (row,) = with_outcome(verdicts_of(WUHAN), Outcome.ROUNDING)
    assert "19.89万元÷全年预算20万元×100＝99.45%，印为99.4%" in row.says


def test_wuhan_holds_wherever_its_words_give_both_sides() -> None:
    passed = [row.identity for row in with_outcome(verdicts_of(WUHAN), Outcome.PASS)]
    times = {identity: passed.count(identity) for identity in passed}
    assert times["project_in_both_places"] == 13
    assert times["share"] == 19
    assert times["growth"] == 3
    assert times["completion"] == 20
    assert times["general_budget_functions.actual"] == 2
    once = {
        "staff_in_service.headcount", "staff_civil_within_institutional.headcount", "staff_retiree.headcount",
        "income_sources.actual", "income_sources.share_pct", "expenditure_kinds.actual",
        "expenditure_kinds.share_pct", "prior_fiscal_within_total", "general_budget_functions.budget",
        "general_budget_functions.share_pct", "general_budget_kinds.actual", "general_budget_projects",
        "general_budget_basic_parts.actual", "three_public_parts.actual", "three_public_parts.change",
        "vehicle_parts.actual", "vehicle_operation_costs", "vehicle_operation_within_budget", "change",
        "vehicles_held.count", "vehicle_kinds.count", "government_fund_balance", "procurement_kinds",
        "procurement_sme_by_kind", "project_budgets", "project_spending", "rectification_rate",
        "rectification_pending.count", "whole_evaluation_is_expenditure", "budgeted_income_is_initial_budget",
        "project_fund_is_project_expenditure",
    }  # fmt: skip
    assert once <= times.keys()


def test_wuhan_says_why_it_could_not_decide() -> None:
    undecided = with_outcome(verdicts_of(WUHAN), Outcome.NOT_EVALUABLE)
    assert all(row.reason for row in undecided)
    zero = [row for row in undecided if row.reason == "zero_base" and row.identity == "completion"]
    assert len(zero) == 3
    alone = {row.reason for row in undecided if row.identity == "share"}
    assert alone == {
        "missing_operand:procurement.goods.sme",
        "missing_operand:procurement.services.sme",
    }


def test_putuo_breaks_a_share_the_sum_of_its_shares_and_a_total_below_its_part() -> None:
    failed = {row.identity: row for row in with_outcome(verdicts_of(PUTUO), Outcome.FAIL)}
    assert set(failed) == {"share", "general_budget_functions.share_pct", "fiscal_total_income"}
    assert "71.73%" in failed["share"].says
    assert "100.07%" in failed["general_budget_functions.share_pct"].says
    assert "总计0.3万元" in failed["fiscal_total_income"].says


def test_putuo_procurement_closes_within_rounding() -> None:
    rounded = [row.identity for row in with_outcome(verdicts_of(PUTUO), Outcome.ROUNDING)]
    assert "procurement_kinds" in rounded


def test_a_document_takes_milliseconds() -> None:
    facts = gold_facts(WUHAN)
    best = min(_seconds(facts) for _ in range(5))
    assert best < 0.05, "generous: a busy machine is not a quadratic algorithm"


def _seconds(facts: list[Fact]) -> float:
    start = time.process_time()
    check(facts, IDENTITIES, document_id="d")
    return time.process_time() - start
