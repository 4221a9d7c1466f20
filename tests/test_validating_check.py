"""What checking says of a document: outcomes, reasons, findings and the standing of each figure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from validating_gold import IDENTITIES

from juesuan.validating.check import check
from juesuan.validating.example import facts_of
from juesuan.validating.verdict import Check, Verdicts
from juesuan.writing.operand_rows import operand_rows


def tried(*figures: str) -> Verdicts:
    return check(facts_of(figures, "test"), IDENTITIES, document_id="0123456789abcdef")


def rows(verdicts: Verdicts, identity: str) -> list[Check]:
    return [row for row in verdicts.checks if row.identity == identity]


def outcome(identity: str, *figures: str) -> str:
    (row,) = rows(tried(*figures), identity)
    return f"{row.outcome}:{row.reason}" if row.reason else str(row.outcome)


BASIC = "general_budget.expenditure.basic"


@pytest.mark.parametrize(
    ("total", "personnel", "public", "expected"),
    [
        ("694.85 万元", "631.82 万元", "63.03 万元", "pass"),
        ("6948500 元", "631.82 万元", "63.03 万元", "pass"),
        ("694.86 万元", "631.82 万元", "63.03 万元", "rounding"),
        ("694.88 万元", "631.82 万元", "63.03 万元", "fail"),
        ("695 万元", "632 万元", "64 万元", "rounding"),
        ("695 万元", "632 万元", "64.00 万元", "fail"),
        ("700~ 万元", "631.82 万元", "63.03 万元", "not_evaluable:bound_only"),
        ("690+ 万元", "631.82 万元", "63.03 万元", "pass"),
        ("700+ 万元", "631.82 万元", "63.03 万元", "fail"),
        ("694.85 万元", "631.82 万元", "60+ 万元", "not_evaluable:bound_only"),
        ("694.85 万元", "631.82 万元", "70+ 万元", "fail"),
    ],
)
def test_a_sum_is_compared_in_yuan_as_intervals(
    total: str, personnel: str, public: str, expected: str
) -> None:
    given = outcome(
        "general_budget_basic_parts.actual",
        f"{BASIC} actual {total}",
        f"{BASIC}.personnel actual {personnel}",
        f"{BASIC}.public actual {public}",
    )
    assert given == expected


def test_the_finest_place_of_the_unit_counts_wherever_it_is_printed() -> None:
    parts = (f"{BASIC} actual 10 万元", f"{BASIC}.personnel actual 6 万元", f"{BASIC}.public actual 3 万元")
    assert outcome("general_budget_basic_parts.actual", *parts) == "rounding"
    finer = (*parts, "§", "operating_cost.total actual 3.25 万元")
    assert outcome("general_budget_basic_parts.actual", *finer) == "fail"


def test_a_few_amounts_printed_to_the_last_cent_do_not_make_the_others_exact() -> None:
    """4895.574316万元 in one place; the rest of the report is rounded to two places, and adds up within that."""
    parts = (f"{BASIC}.personnel actual 631.82 万元", f"{BASIC}.public actual 63.03 万元")
    exact = ("§", "procurement.total actual 4895.574316 万元")
    assert outcome("general_budget_basic_parts.actual", f"{BASIC} actual 694.86 万元", *parts, *exact) == "rounding"


def test_counts_are_exact() -> None:
    figures = ("staff.retiree headcount 53 人", "staff.retiree[离休] headcount 1 人")
    assert outcome("staff_retiree.headcount", *figures, "staff.retiree[退休] headcount 52 人") == "pass"
    assert outcome("staff_retiree.headcount", *figures, "staff.retiree[退休] headcount 53 人") == "fail"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("99.5", "pass"),
        ("99.4", "rounding"),
        ("99.45", "pass"),
        ("99.47", "rounding"),
        ("99.3", "fail"),
        ("99", "pass"),
        ("98", "fail"),
    ],
)
def test_a_ratio_rounds_half_up_or_its_intervals_meet(printed: str, expected: str) -> None:
    fund = "performance.project.fund[甲项目]"
    given = outcome(
        "completion",
        f"{fund} budget/full_year 20.00 万元",
        f"{fund} actual 19.89 万元",
        f"{fund} completion_pct/full_year {printed} %",
    )
    assert given == expected


def test_completion_takes_the_budget_of_its_own_kind() -> None:
    whole = "general_budget.expenditure"
    figures = (
        f"{whole} budget/initial 50.00 万元",
        f"{whole} budget/full_year 100.00 万元",
        f"{whole} actual 50.00 万元",
    )
    assert outcome("completion", *figures, f"{whole} completion_pct/full_year 50 %") == "pass"
    assert outcome("completion", *figures, f"{whole} completion_pct/initial 100 %") == "pass"
    assert outcome("completion", *figures, f"{whole} completion_pct/initial 50 %") == "fail"


def test_the_nearest_figure_before_a_share_is_its_part() -> None:
    verdicts = tried(
        "procurement.total actual 100.00 万元",
        "procurement.sme actual 80.00 万元",
        "procurement.sme share_pct/procurement.total 80 %",
        "§",
        "procurement.sme actual 60.00 万元",
        "procurement.sme share_pct/procurement.total 60 %",
    )
    assert [str(row.outcome) for row in rows(verdicts, "share")] == ["pass", "pass"]
    assert [str(row.outcome) for row in rows(verdicts, "restated")] == ["fail", "fail"]


def test_items_under_headings_of_their_own_are_a_list_if_they_add_up() -> None:
    item = "general_budget.expenditure.function"
    figures = (
        "general_budget.expenditure actual 30.00 万元",
        "§",
        f"{item}[教育支出=205] actual 20.00 万元",
        "§",
    )
    name = "general_budget_functions.actual"
    assert outcome(name, *figures, f"{item}[卫生健康支出=210] actual 10.00 万元") == "pass"
    short = outcome(name, *figures, f"{item}[卫生健康支出=210] actual 9.00 万元")
    assert short == "not_evaluable:incomplete_list"


def test_lists_of_two_sections_are_never_mixed() -> None:
    item = "general_budget.expenditure.function"
    verdicts = tried(
        "general_budget.expenditure actual 30.00 万元",
        f"{item}[教育支出=205] actual 20.00 万元",
        f"{item}[卫生健康支出=210] actual 10.00 万元",
        "§",
        "general_budget.expenditure actual 30.00 万元",
        f"{item}[小学教育=2050202] actual 20.00 万元",
        f"{item}[行政单位医疗=2101101] actual 10.00 万元",
    )
    found = rows(verdicts, "general_budget_functions.actual")
    assert [(str(row.outcome), row.expected) for row in found] == [("pass", Decimal(30))] * 2


def test_a_class_is_not_added_to_its_own_items() -> None:
    item = "general_budget.expenditure.function"
    figures = (
        "general_budget.expenditure actual 30.00 万元",
        f"{item}[教育支出=205] actual 20.00 万元",
        f"{item}[普通教育=20502] actual 20.00 万元",
        f"{item}[小学教育=2050202] actual 20.00 万元",
        f"{item}[卫生健康支出=210] actual 10.00 万元",
    )
    assert outcome("general_budget_functions.actual", *figures) == "pass"


def test_last_year_beside_this_year_is_another_figure() -> None:
    facts = list(
        facts_of(
            (
                "three_public.total actual 9.00 万元",
                "three_public.total actual 5.00 万元",
                "three_public.overseas actual 0 万元",
                "three_public.vehicle actual 5.00 万元",
                "three_public.reception actual 0 万元",
            ),
            "test",
        )
    )
    years = [replace(fact, fiscal_year=2022 if number == 0 else 2023) for number, fact in enumerate(facts)]
    verdicts = check(years, IDENTITIES, document_id="d")
    assert [str(row.outcome) for row in rows(verdicts, "three_public_parts.actual")] == ["pass"]
    assert not rows(verdicts, "restated")


def test_nothing_to_try_gives_no_row_and_leaves_figures_unchecked() -> None:
    verdicts = tried("organization.internal_body count 8 个")
    assert verdicts.checks == ()
    assert verdicts.verification["f000"].status == "unchecked"


def test_a_failing_identity_is_a_finding_a_person_understands() -> None:
    facts = facts_of(
        (
            "performance.project.fund budget/unspecified 121.90 万元",
            "performance.project.fund actual 115.36 万元",
            "performance.project.fund completion_pct/unspecified 94.4 %",
        ),
        "test",
    )
    placed = [replace(fact, page=7, label="项目资金") for fact in facts]
    verdicts = check(placed, IDENTITIES, document_id="d")
    (finding,) = (f for f in verdicts.findings if f.code == "identity_failed")
    assert finding.message == (
        "第7页：项目资金完成率：115.36万元÷预算121.90万元×100＝94.635%，印为94.4%，相差0.235个百分点。"
    )
    assert (finding.code, finding.severity, finding.fact_id) == ("identity_failed", "error", "f002")
    assert finding.evidence == placed[2].quote
    assert finding.check_id == rows(verdicts, "completion")[0].check_id


def test_money_at_stake_is_in_yuan_and_lines_stand_for_pages() -> None:
    facts = facts_of(
        (
            f"{BASIC} actual 694.85 万元",
            f"{BASIC}.personnel actual 613.82 万元",
            f"{BASIC}.public actual 63.03 万元",
        ),
        "test",
    )
    verdicts = check([replace(fact, anchor="line 112") for fact in facts], IDENTITIES, document_id="d")
    (row,) = rows(verdicts, "general_budget_basic_parts.actual")
    assert (row.expected, row.actual, row.unit) == (Decimal("676.85"), Decimal("694.85"), "万元")
    assert row.difference_amount == Decimal("180000.00")
    (finding,) = (f for f in verdicts.findings if f.code == "identity_failed")
    assert finding.message.startswith("第112行：")
    assert "相差18万元" in finding.message


def test_the_blame_falls_on_the_figure_that_nothing_confirms() -> None:
    verdicts = tried(
        "general_budget.expenditure actual 30.00 万元",
        "general_budget.expenditure.function[教育支出=205] actual 20.00 万元",
        "general_budget.expenditure.function[教育支出=205] share_pct/general_budget.expenditure 66.76 %",
        "general_budget.expenditure.function[卫生健康支出=210] actual 10.00 万元",
        "general_budget.expenditure.function[卫生健康支出=210] share_pct/general_budget.expenditure 33.33 %",
    )
    status = {ref: verification.status for ref, verification in verdicts.verification.items()}
    assert {ref for ref, found in status.items() if found != "verified"} == {"f002"}
    assert status["f002"] == "contradicted"
    against = verdicts.verification["f002"].contradicted_by
    assert set(against) == {"share", "general_budget_functions.share_pct"}


def test_operands_of_a_sum_add_up_to_its_difference() -> None:
    verdicts = tried(
        f"{BASIC} actual 6948600 元",
        f"{BASIC}.personnel actual 631.82 万元",
        f"{BASIC}.public actual 63.03 万元",
    )
    (row,) = rows(verdicts, "general_budget_basic_parts.actual")
    operands = [operand for operand in operand_rows("test", verdicts) if operand["check_id"] == row.check_id]
    assert {operand["kind"] for operand in operands} == {"fact"}
    assert sum(o["weight"] * o["value"] for o in operands if o["value"] is not None) == -(row.difference or 0)


def test_keys_name_document_identity_and_figures_not_their_order_of_trial() -> None:
    figures = (f"{BASIC} actual 9 万元", f"{BASIC}.personnel actual 6 万元", f"{BASIC}.public actual 3 万元")
    facts = facts_of(figures, "test")
    first = check(facts, IDENTITIES, document_id="d")
    again = check(facts, tuple(reversed(IDENTITIES)), document_id="d")
    other = check(facts, IDENTITIES, document_id="e")
    assert {row.check_id for row in first.checks} == {row.check_id for row in again.checks}
    assert not {row.check_id for row in first.checks} & {row.check_id for row in other.checks}
    assert len({row.check_id for row in first.checks}) == len(first.checks)
    operands = operand_rows("d", first)
    assert len({operand["operand_id"] for operand in operands}) == len(operands)
