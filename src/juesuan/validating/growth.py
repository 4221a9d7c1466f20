"""Growth and change: what a year-on-year or against-the-budget statement says about its two ends."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.validating.figure import Figure
from juesuan.validating.identity import Identity
from juesuan.validating.index import Axes, Index, Missing, missing
from juesuan.validating.interval import ZERO, Interval, corners, judge, total
from juesuan.validating.ratios import AMOUNTS
from juesuan.validating.restated import is_loose
from juesuan.validating.trial import DIVISOR, MINUS, ONE, Trial, not_evaluable, quotient_trial, zero_base

BUDGET_OF = {"initial_budget": "initial", "full_year_budget": "full_year", "adjusted_budget": "adjusted"}


def try_growth(identity: Identity, index: Index) -> Iterator[Trial]:
    """Every printed growth rate, and every change that could have had one."""
    rated: set[tuple[str, str | None, str | None, str]] = set()
    for rate in index.measured("growth_pct"):
        rated.add((rate.concept, rate.key, rate.compared_to, rate.section))
        yield _try_rate(identity, index, rate)
    for change in index.measured("change"):
        if (change.concept, change.key, change.compared_to, change.section) in rated:
            continue
        now = amount_beside(identity, index, change)
        if not isinstance(now, Figure) or now.section != change.section:
            continue
        base_is_zero = now.value == change.value
        why = "zero_base" if base_is_zero else missing(change.concept, "growth_pct")
        yield not_evaluable(identity, why, None, ((ONE, change), (DIVISOR, now)))


def amount_beside(identity: Identity, index: Index, figure: Figure) -> Figure | Missing:
    """The amount or quantity of this year that a change or a rate speaks of.

    收入总计与支出总计各减少X: a joint change may stand beside two totals, either of which is its amount.
    """
    for concept in (figure.concept, *identity.stand_in.get(figure.concept, ())):
        for measure in AMOUNTS:
            found = index.find(concept, measure, figure.key, figure)
            if isinstance(found, Figure) or found.reason.startswith("ambiguous"):
                return found
    return missing(figure.concept)


def base_of(index: Index, figure: Figure) -> Figure | Missing:
    """The printed figure that a change or a rate is measured from: last year's, or the budget."""
    if figure.compared_to in (None, "prior_year"):
        return index.find(figure.concept, "prior", figure.key, figure)
    if figure.compared_to == "earlier_year":
        return missing(figure.concept, "prior")
    kind = BUDGET_OF.get(figure.compared_to or "")
    return index.find(figure.concept, "budget", figure.key, figure, Axes(budget_kind=kind))


def _try_rate(identity: Identity, index: Index, rate: Figure) -> Trial:
    axes = Axes(compared_to=rate.compared_to)
    change = index.find(rate.concept, "change", rate.key, rate, axes)
    base = base_of(index, rate)
    if isinstance(base, Figure) and isinstance(change, Figure):
        return _of(identity, rate, change, base)
    now = amount_beside(identity, index, rate)
    if not isinstance(now, Figure):
        return not_evaluable(identity, now, rate, ((ONE, change),) if isinstance(change, Figure) else ())
    if isinstance(base, Figure):
        return _from_ends(identity, rate, now, base)
    if not isinstance(change, Figure):
        return not_evaluable(identity, change, rate, ((ONE, now),))
    parts = ((ONE, change), (DIVISOR, now))
    if change.money != now.money or (not now.money and change.unit != now.unit):
        return not_evaluable(identity, "different_unit", rate, parts)
    a, c = now.behind, change.behind
    before = total(((ONE, a), (MINUS, c)))
    if not before.value:
        return zero_base(identity, rate, parts, c, before)
    ends = tuple([(n, d - n) for n, d in corners(c, a)])
    made_of = (((ONE, change),), ((ONE, now), (MINUS, change)))
    return quotient_trial(identity, rate, parts, c, before, ends, made_of=made_of)


def _of(identity: Identity, rate: Figure, change: Figure, base: Figure) -> Trial:
    parts = ((ONE, change), (DIVISOR, base))
    if not base.value:
        return zero_base(identity, rate, parts, change.behind, base.behind)
    return quotient_trial(identity, rate, parts, change.behind, base.behind)


def _from_ends(identity: Identity, rate: Figure, now: Figure, base: Figure) -> Trial:
    parts = ((ONE, now), (DIVISOR, base))
    a, b = now.behind, base.behind
    change = total(((ONE, a), (MINUS, b)))
    if not base.value:
        return zero_base(identity, rate, parts, change, b)
    ends = tuple([(n - d, d) for n, d in corners(a, b)])
    made_of = (((ONE, now), (MINUS, base)), ((ONE, base),))
    return quotient_trial(identity, rate, parts, change, b, ends, made_of=made_of)


def try_change(identity: Identity, index: Index) -> Iterator[Trial]:
    """Every printed change against the two figures it lies between, where the base is printed or known.

    A budget that is not printed is zero where that of a whole it belongs to (`stand_in`) is printed as zero.
    A change from a year nobody prints says what that year was, and there is nothing to test.
    """
    for change in index.measured("change"):
        now = amount_beside(identity, index, change)
        base = base_of(index, change)
        if not isinstance(base, Figure) and change.compared_to not in (None, "prior_year"):
            base = _zero_above(identity, index, change) or base
        if isinstance(now, Figure) and isinstance(base, Figure):
            yield _try_difference(identity, change, now, base)
        elif change.compared_to not in (None, "prior_year") or isinstance(base, Figure):
            known = tuple((ONE, found) for found in (now, base) if isinstance(found, Figure))
            why = now if isinstance(now, Missing) else base
            assert isinstance(why, Missing)
            yield not_evaluable(identity, why, change, known)


def try_base(identity: Identity, index: Index) -> Iterator[Trial]:
    """Every change that has no rate beside it: what it was measured from was not less than nothing.

    A balance may be negative; such concepts are `loose`.
    """
    rated = {(rate.concept, rate.key, rate.compared_to, rate.section) for rate in index.measured("growth_pct")}
    for change in index.measured("change"):
        told = (change.concept, change.key, change.compared_to, change.section) in rated
        if change.value <= 0 or told or is_loose(identity, change):
            continue
        now = amount_beside(identity, index, change)
        if isinstance(now, Figure) and now.money == change.money:
            outcome, reason = judge(now.interval, change.interval, ">=")
            tolerance = now.interval.slack + change.interval.slack
            yield Trial(identity, outcome, reason, now, ((ONE, change),), change.value, tolerance, ">=")


def _zero_above(identity: Identity, index: Index, change: Figure) -> Figure | None:
    axes = Axes(budget_kind=BUDGET_OF.get(change.compared_to or ""))
    for concept in identity.stand_in.get(change.concept, ()):
        found = index.find(concept, "budget", None, change, axes)
        if isinstance(found, Figure) and found.interval == Interval(ZERO):
            return found
    return None


def _try_difference(identity: Identity, change: Figure, now: Figure, base: Figure) -> Trial:
    parts = ((ONE, now), (MINUS, base))
    if not change.money == now.money == base.money or (
        not now.money and not change.unit == now.unit == base.unit
    ):
        return not_evaluable(identity, "different_unit", change, parts)
    made = total((weight, figure.interval) for weight, figure in parts)
    outcome, reason = judge(change.interval, made)
    return Trial(identity, outcome, reason, change, parts, made.value, change.interval.slack + made.slack)
