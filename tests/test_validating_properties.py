"""Laws of intervals and identities that hold for every document."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from validating_gold import IDENTITIES

from juesuan.validating.check import check
from juesuan.validating.example import facts_of
from juesuan.validating.figure import half_place
from juesuan.validating.interval import (
    Interval,
    Outcome,
    Quotient,
    corners,
    judge,
    judge_quotient,
    total,
)

ONE = Decimal(1)
amounts = st.decimals(min_value=0, max_value=10**7, places=2)
addends = st.lists(amounts, min_size=1, max_size=8)
HALF_CENT = Decimal("0.005")
HOLDS = (Outcome.PASS, Outcome.ROUNDING)


def made_of(values: list[Decimal], slack: Decimal = HALF_CENT) -> Interval:
    return total((ONE, Interval(value, slack)) for value in values)


@given(st.data(), addends)
def test_the_order_of_terms_does_not_matter(data: st.DataObject, values: list[Decimal]) -> None:
    shuffled = data.draw(st.permutations(values))
    assert made_of(values) == made_of(shuffled)


@given(addends)
def test_a_sum_of_printed_addends_passes(values: list[Decimal]) -> None:
    assert judge(Interval(sum(values, Decimal(0)), HALF_CENT), made_of(values))[0] is Outcome.PASS


@given(addends, st.data())
def test_one_addend_changed_by_more_than_the_tolerance_always_fails(
    values: list[Decimal], data: st.DataObject
) -> None:
    printed = Interval(sum(values, Decimal(0)), HALF_CENT)
    tolerance = HALF_CENT * (len(values) + 1)
    by = tolerance + data.draw(st.decimals(min_value="0.01", max_value=1000, places=2))
    at = data.draw(st.integers(0, len(values) - 1))
    sign = data.draw(st.sampled_from([1, -1]))
    changed = [value + sign * by if number == at else value for number, value in enumerate(values)]
    assert judge(printed, made_of(changed))[0] is Outcome.FAIL


@given(addends, st.integers(0, 2))
def test_true_figures_printed_with_fewer_digits_never_fail(values: list[Decimal], places: int) -> None:
    """Whatever the amounts in 分 are, printing all of them to the same coarser place keeps the identity."""
    step = Decimal(1).scaleb(-places)
    printed = [value.quantize(step, rounding=ROUND_HALF_UP) for value in values]
    whole = sum(values, Decimal(0)).quantize(step, rounding=ROUND_HALF_UP)
    half = half_place(places)
    assert judge(Interval(whole, half), made_of(printed, half))[0] in HOLDS


@given(addends, st.decimals(min_value="-0.05", max_value="0.05", places=3), st.integers(0, 2))
def test_wider_intervals_never_turn_a_holding_identity_into_a_failing_one(
    values: list[Decimal], off: Decimal, places: int
) -> None:
    wider = half_place(places)
    printed = sum(values, Decimal(0)) + off
    assume(judge(Interval(printed, HALF_CENT), made_of(values))[0] in HOLDS)
    assert judge(Interval(printed, wider), made_of(values, wider))[0] in HOLDS


@given(amounts, st.decimals(min_value="0.01", max_value=10**7, places=2), st.integers(0, 2))
def test_a_ratio_rounded_half_up_passes(part: Decimal, base: Decimal, places: int) -> None:
    exact = Fraction(part) * 100 / Fraction(base)
    scaled = exact * 10**places
    printed = Decimal(int(scaled + Fraction(1, 2))).scaleb(-places)
    half = half_place(places)
    numerator, denominator = Interval(part, HALF_CENT), Interval(base, HALF_CENT)
    quotient = Quotient(part, base, corners(numerator, denominator))
    assert judge_quotient(Interval(printed, half), half, quotient)[0] is Outcome.PASS


@given(amounts, st.decimals(min_value=1, max_value=10**7, places=2))
def test_a_true_ratio_never_fails_however_it_is_rounded(part: Decimal, base: Decimal) -> None:
    exact = Fraction(part) * 100 / Fraction(base)
    down = Decimal(int(exact * 10)).scaleb(-1)
    half = half_place(1)
    for printed in (down, down + Decimal("0.1")):
        off = abs(Fraction(printed) - exact) > Fraction(half)
        numerator, denominator = Interval(part, HALF_CENT), Interval(base, HALF_CENT)
        quotient = Quotient(part, base, corners(numerator, denominator))
        outcome, _ = judge_quotient(Interval(printed, half), half, quotient)
        assert outcome in HOLDS or off


@given(addends, amounts)
def test_both_inequalities_together_are_the_equation(values: list[Decimal], printed: Decimal) -> None:
    figure, made = Interval(printed, HALF_CENT), made_of(values)
    both = {judge(figure, made, ">=")[0], judge(figure, made, "<=")[0]}
    assert (Outcome.FAIL in both) == (judge(figure, made)[0] is Outcome.FAIL)


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(4)), amounts, amounts, amounts)
def test_the_order_of_siblings_in_a_document_changes_no_verdict(
    order: list[int], overseas: Decimal, vehicle: Decimal, reception: Decimal
) -> None:
    figures = [
        f"three_public.total actual {overseas + vehicle + reception} 万元",
        f"three_public.overseas actual {overseas} 万元",
        f"three_public.vehicle actual {vehicle} 万元",
        f"three_public.reception actual {reception} 万元",
    ]
    identities = [identity for identity in IDENTITIES if identity.record == "three_public_parts"]
    verdicts = check(facts_of([figures[i] for i in order], "law"), identities, document_id="d")
    assert [(str(row.outcome), row.difference) for row in verdicts.checks] == [("pass", Decimal(0))]
