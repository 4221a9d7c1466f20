"""Suspects: which figure a failing check points at, what it should be, and what speaks for a slip."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from validating_gold import IDENTITIES

from juesuan.validating.check import check
from juesuan.validating.example import cells_of, facts_of
from juesuan.validating.slips import slip
from juesuan.validating.verdict import Finding, Verdicts
from juesuan.writing.operand_rows import operand_rows

BASIC = "general_budget.expenditure.basic"
SAID = (f"{BASIC} actual 694.85 万元", f"{BASIC}.personnel actual 631.82 万元", f"{BASIC}.public actual 63.03 万元")


@pytest.mark.parametrize(
    ("printed", "closing", "said"),
    [
        ("613.82", "631.82", "相邻两位颠倒"),
        ("8.34", "3.34", "“3”与“8”形近"),
        ("1.34", "7.34", "“7”与“1”形近"),
        ("6.00", "0.60", "小数点错位"),
        ("29616.8", "2961.68", "小数点错位"),
        ("296168", "2961.68", "小数点错位"),
        ("63.14", "-63.14", "漏了负号"),
        ("-63.14", "63.14", "多了负号"),
        ("96.68", "961.68", "漏了一位“1”"),
        ("9961.68", "961.68", "多了一位“9”"),
        ("261.68", "221.68", "一位数字“2”成了“6”"),
        ("0.30", "2961.68", None),
        ("12.30", "45.60", None),
        ("0", "5.00", None),
    ],
)
def test_a_slip_is_known_by_its_digits(printed: str, closing: str, said: str | None) -> None:
    found = slip(Decimal(printed), Decimal(closing), 2)
    assert (found and found.says) == said


def tried(*figures: str) -> Verdicts:
    facts, items = facts_of(figures, "test"), cells_of(figures, "test")
    return check(facts, IDENTITIES, document_id="d", items=items, titles={"t1": "甲表", "t2": "乙表"})


def suspects(verdicts: Verdicts) -> list[Finding]:
    return [finding for finding in verdicts.findings if finding.code == "suspect_figure"]


def test_one_failing_sum_alone_points_at_nobody_but_by_a_slip() -> None:
    """Of 694.85 = 613.82 + 63.03 any may be wrong; two digits exchanged speak for one of them."""
    verdicts = tried(SAID[0], SAID[1].replace("631.82", "613.82"), SAID[2])
    (finding,) = suspects(verdicts)
    assert finding.message.startswith(f"「例0」：{BASIC}.personnel613.82万元可能有误：改为631.82万元")
    assert "相邻两位颠倒" in finding.message
    states = {v.status for v in verdicts.verification.values()}
    assert states == {"contradicted"}, "the slip accuses, it does not acquit"


def test_figures_that_would_do_equally_well_are_all_named() -> None:
    verdicts = tried(SAID[0], SAID[1].replace("631.82", "333.33"), SAID[2])
    (finding,) = suspects(verdicts)
    assert "同样可能的是" in finding.message
    assert finding.message.count("改为") == 3


def test_two_failing_identities_point_at_the_figure_they_share() -> None:
    table = ("表 basic_expenditure", SAID[1])
    verdicts = tried(SAID[0], SAID[1].replace("631.82", "163.82"), SAID[2], *table)
    (finding,) = suspects(verdicts)
    assert (finding.fact_id, finding.cell_id) == ("f001", None)
    assert "改为631.82万元，不成立的2项勾稽关系即成立" in finding.message
    assert {i for i, v in verdicts.verification.items() if v.status == "contradicted"} == {"f001"}


def test_a_wrong_share_takes_the_sum_of_the_shares_with_it() -> None:
    total, part = "general_budget.expenditure", "general_budget.expenditure.function"
    verdicts = tried(
        f"{total} actual 100.00 万元",
        f"{part}[教育支出=205] actual 80.00 万元",
        f"{part}[教育支出=205] share_pct/{total} 88.00 %",
        f"{part}[卫生健康支出=210] actual 20.00 万元",
        f"{part}[卫生健康支出=210] share_pct/{total} 20.00 %",
    )
    (finding,) = suspects(verdicts)
    assert "88.00%可能有误：改为80%，不成立的2项勾稽关系即成立（“0”与“8”形近）" in finding.message


def test_a_recognised_figure_of_low_confidence_is_the_likelier_one() -> None:
    figures = ("表 basic_expenditure", SAID[0], "行", SAID[1].replace("631.82", "333.33"), "行", SAID[2])
    items = [replace(item, source="ocr", ocr_confidence=0.99) for item in cells_of(figures, "test")]
    items[1] = replace(items[1], ocr_confidence=0.61)
    verdicts = check((), IDENTITIES, document_id="d", items=items)
    (finding,) = suspects(verdicts)
    assert finding.cell_id == items[1].cell_id
    assert "改为631.82万元" in finding.message and "识别置信度仅0.61" in finding.message


def test_nothing_is_replaced() -> None:
    figures = (SAID[0], SAID[1].replace("631.82", "613.82"), SAID[2])
    facts = facts_of(figures, "test")
    verdicts = check(facts, IDENTITIES, document_id="d")
    stated = {o["ref_id"]: o["value"] for o in operand_rows("d", verdicts)}
    assert stated["f001"] == Decimal("613.82")


cents = st.decimals(min_value="1", max_value="9999", places=2)


@settings(max_examples=60, deadline=None)
@given(cents, cents, cents, cents, st.integers(1, 6), cents)
def test_one_wrong_cell_of_a_table_is_found_with_its_value(
    a: Decimal, b: Decimal, c: Decimal, d: Decimal, at: int, wrong: Decimal
) -> None:
    """Rows and columns cross in one cell only, so a single wrong one is named, and its value is what was there."""
    rows = (("", a + b + c + d, a + c, b + d), ("[甲=205]", a + b, a, b), ("[乙=210]", c + d, c, d))
    figures = ["表 expenditure"]
    for item, total, basic, project in rows:
        function = "expenditure.function" if item else "expenditure.total"
        figures += [
            f"{function}{item} actual {total:.2f} 万元", f"expenditure.basic{item} actual {basic:.2f} 万元",
            f"expenditure.project{item} actual {project:.2f} 万元", "行",
        ]  # fmt: skip
    items = list(cells_of(figures, "law"))
    cell = items[at + 2]
    assert cell.value is not None
    assume(abs(cell.value - wrong) > Decimal("0.05"))
    items[at + 2] = replace(cell, value=wrong, amount=wrong * 10_000, value_text=f"{wrong:.2f}")
    verdicts = check((), IDENTITIES, document_id="d", items=items)
    (finding,) = suspects(verdicts)
    assert finding.cell_id == cell.cell_id
    assert f"改为{cell.value.normalize():f}万元" in finding.message
    assert [i for i, v in verdicts.verification.items() if v.status == "contradicted"] == [cell.cell_id]


def test_a_slip_is_known_though_the_sum_holds_but_for_rounding() -> None:
    """10.03 is made of 5.02 and 5.02, each rounded: the point that one of them lost is the slip, and not 5.01."""
    tables = ("表 basic_expenditure", f"{BASIC} actual 10.03 万元", f"{BASIC}.personnel actual 5.02 万元")
    (finding,) = suspects(tried(*tables, f"{BASIC}.public actual 502 万元"))
    assert "502万元可能有误：改为5.02万元" in finding.message
    assert "小数点错位" in finding.message


def test_a_percentage_that_lost_its_point_gets_its_digits_back() -> None:
    kinds = ("expenditure.total actual 810.21 万元", "expenditure.basic actual 694.85 万元")
    others = ("expenditure.project actual 115.36 万元", "expenditure.project share_pct/expenditure.total 14.24 %")
    (finding,) = suspects(tried(*kinds, "expenditure.basic share_pct/expenditure.total 8576 %", *others))
    assert "8576%可能有误：改为85.76%，不成立的2项勾稽关系即成立" in finding.message


def test_a_value_that_cannot_be_accuses_nobody() -> None:
    """Of 20 = 3 + 70 the total may be 73, and 70 may be 17; 3 cannot be -50."""
    parts = (f"{BASIC}.personnel actual 3.00 万元", f"{BASIC}.public actual 70.00 万元")
    (finding,) = suspects(tried(f"{BASIC} actual 20.00 万元", *parts))
    assert "改为-50" not in finding.message
    assert finding.message.count("改为") == 2


def test_the_number_of_the_neighbour_is_told_as_such() -> None:
    wages = f"{BASIC}.economic"
    rows = [f"{wages}[工资福利支出=301] actual 30.00 万元", "行", f"{wages}[基本工资=30101] actual 20.00 万元"]
    rows += ["行", f"{wages}[津贴补贴=30102] actual 1.13 万元", "行", f"{wages}[奖金=30103] actual 1.13 万元"]
    rows += ["行", f"{wages}[伙食补助费=30106] actual 4.42 万元"]
    (finding,) = suspects(tried("表 basic_expenditure", *rows))
    assert "津贴补贴1.13万元可能有误：改为4.45万元" in finding.message
    assert "与相邻的“奖金”同数" in finding.message


CLASSES = (
    "表 general_budget_expenditure", "general_budget.expenditure.function actual 30.00 万元",
    "行", "general_budget.expenditure.function[教育支出=205] actual 空 万元",
    "general_budget.expenditure.basic[教育支出=205] actual 空 万元",
    "行", "general_budget.expenditure.function[卫生健康支出=210] actual 空 万元",
    "general_budget.expenditure.basic[卫生健康支出=210] actual 10.00 万元",
)  # fmt: skip


def test_an_empty_cell_is_told_with_the_number_that_belongs_there() -> None:
    (finding,) = [f for f in tried(*CLASSES).findings if f.code == "blank_cell"]
    assert "“卫生健康支出”行" in finding.message
    assert "（按其他数字应为10）" in finding.message
