"""Completion: what was spent or executed, as a percentage of the budget named beside it."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.validating.figure import Figure, all_equal
from juesuan.validating.identity import Identity
from juesuan.validating.index import Axes, Index, Missing, ambiguous, missing, nearest
from juesuan.validating.interval import Outcome
from juesuan.validating.trial import DIVISOR, ONE, Trial, not_evaluable, quotient_trial, zero_base

OTHER_KINDS = ("full_year", "initial", "adjusted")
"""What 完成预算 may mean where a table names the kind of its budget."""


def try_completion(identity: Identity, index: Index) -> Iterator[Trial]:
    """Every printed completion rate, and every budget and actual side by side that could have had one."""
    rated: set[tuple[str, str | None, str]] = set()
    for rate in index.measured("completion_pct"):
        rated.add((rate.concept, rate.key, rate.section))
        yield _try_rate(identity, index, rate)
    for budget in index.measured("budget"):
        if budget.budget_kind == "supplementary" or (budget.concept, budget.key, budget.section) in rated:
            continue
        here = (f for f in index.keyed(budget.concept, "actual", budget.key) if f.section == budget.section)
        now = nearest(here, budget)
        if isinstance(now, Figure):
            rated.add((budget.concept, budget.key, budget.section))
            why = missing(budget.concept, "completion_pct") if budget.value else "zero_base"
            yield not_evaluable(identity, why, None, ((ONE, now), (DIVISOR, budget)))


def _try_rate(identity: Identity, index: Index, rate: Figure) -> Trial:
    now = index.find(rate.concept, "actual", rate.key, rate)
    budget = _budget(identity, index, rate)
    if not isinstance(now, Figure):
        return not_evaluable(identity, now, rate, ((DIVISOR, budget),) if isinstance(budget, Figure) else ())
    if not isinstance(budget, Figure):
        return not_evaluable(identity, budget, rate, ((ONE, now),))
    parts = ((ONE, now), (DIVISOR, budget))
    if not budget.value:
        return zero_base(identity, rate, parts, now.behind, budget.behind)
    trial = quotient_trial(identity, rate, parts, now.behind, budget.behind)
    # The 预算数 of a table is 年初 in one year's form and 全年 in another's.
    another = budget.kind == "cell" and budget.budget_kind != rate.budget_kind
    if trial.outcome is Outcome.FAIL and another:
        return trial.undecided("different_scope")
    return trial


def _budget(identity: Identity, index: Index, rate: Figure) -> Figure | Missing:
    """The budget of the kind the rate names; 完成预算 takes the nearest one there is.

    A unit's budgeted income stands in for its budgeted expenditure where only the former is printed, but
    only beside the rate: elsewhere it may be another budget.
    """
    named = rate.budget_kind not in (None, "unspecified")
    kinds = (rate.budget_kind, "unspecified") if named else (None,)
    own: list[Figure] = []
    found: Figure | Missing = missing(rate.concept, "budget")
    for kind in kinds:
        own = [
            figure
            for figure in index.keyed(rate.concept, "budget", rate.key, Axes(budget_kind=kind))
            if figure.budget_kind != "supplementary" and figure.goes_with(rate)
        ]
        before = [figure for figure in own if figure.section == rate.section and figure.order < rate.order]
        here = nearest(before, rate) or nearest(own, rate)
        if isinstance(here, Figure) and (here.section == rate.section or all_equal(own)):
            return here
        if own:
            found = ambiguous(rate.concept)
    if not own:
        for kind in (*((rate.budget_kind,) if named else ()), "unspecified", *(() if named else OTHER_KINDS)):
            printed = index.sheets.stated(rate.concept, ("budget", kind), rate.key)
            if printed and all_equal(printed):
                return printed[0]
    for concept in identity.stand_in.get(rate.concept, ()):
        other = (f for f in index.of(concept, "budget") if f.section == rate.section and f.key is None)
        stand_in = nearest(other, rate)
        if isinstance(stand_in, Figure):
            return stand_in
    return found
