"""A trial: one identity tried on the figures of one place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from juesuan.validating.figure import Figure, half_place
from juesuan.validating.identity import Identity
from juesuan.validating.index import Missing
from juesuan.validating.interval import (
    ZERO,
    Interval,
    Outcome,
    Quotient,
    Relation,
    corners,
    judge_quotient,
)
from juesuan.validating.origins import misprints

ONE = Decimal(1)
MINUS = -ONE
DIVISOR = ZERO
"""The weight of an operand that divides."""

Weighted = tuple[tuple[Decimal, Figure], ...]
"""Figures with their factors."""


class Trial(NamedTuple):
    """What came of it; a plain tuple, for a report has hundreds.

    `printed` is the figure under test, `parts` the weighted figures it is compared with (weight 0: divides, and
    comes last), `recomputed` what they make it in base units, None if that could not be said. `hidden` are figures
    that a derived part was made from. A ratio is `factor` × Σ `over` ÷ Σ `under`.
    """

    identity: Identity
    outcome: Outcome
    reason: str | None
    printed: Figure | None
    parts: Weighted
    recomputed: Decimal | None = None
    tolerance: Decimal | None = None
    relation: Relation = "="
    hidden: tuple[Figure, ...] = ()
    over: Weighted = ()
    under: Weighted = ()

    @property
    def operands(self) -> Weighted:
        """Every figure it was tried on, the one under test first."""
        tried = self.parts if self.printed is None else ((MINUS, self.printed), *self.parts)
        return (*tried, *((ZERO, figure) for figure in self.hidden)) if self.hidden else tried

    def undecided(self, reason: str) -> Trial:
        """The same trial, which for this reason says nothing."""
        return self._replace(outcome=Outcome.NOT_EVALUABLE, reason=reason)

    @property
    def is_ratio(self) -> bool:
        """Whether one of its figures divides."""
        return bool(self.under) or bool(self.parts and not self.parts[-1][0])


def not_evaluable(
    identity: Identity,
    why: Missing | str,
    printed: Figure | None,
    parts: tuple[tuple[Decimal, Figure], ...] = (),
) -> Trial:
    """A trial that could not be decided."""
    reason = why.reason if isinstance(why, Missing) else why
    return Trial(identity, Outcome.NOT_EVALUABLE, reason, printed, parts)


def zero_base(
    identity: Identity, printed: Figure, parts: tuple[tuple[Decimal, Figure], ...], over: Interval, under: Interval
) -> Trial:
    """A ratio printed on a base of zero: a contradiction if there is anything to measure by it.

    Nothing of nothing is undefined; printed as 0 it is at least not wrong. A base of 0.00 may be a little more, and
    a ratio to it any number that is large enough.
    """
    least = identity.factor * (abs(over.value) - over.slack)
    hidden = bool(under.slack) and (abs(printed.value) + printed.interval.slack) * under.slack >= least
    if over.value and not hidden:
        return Trial(identity, Outcome.FAIL, "zero_base", printed, parts)
    if printed.value:
        return not_evaluable(identity, "zero_base", printed, parts)
    return Trial(identity, Outcome.PASS, None, printed, parts, ZERO, ZERO)


def differing(
    identity: Identity, printed: Figure, made: Decimal, half: Decimal
) -> tuple[Identity, Outcome, str | None]:
    """What becomes of figures that may legitimately differ, and do: nothing, but for a plain misprint, a warning."""
    if misprints(printed, made, half):
        return replace(identity, severity="warning"), Outcome.FAIL, None
    return identity, Outcome.NOT_EVALUABLE, "different_scope"


def quotient_trial(
    identity: Identity,
    printed: Figure,
    parts: tuple[tuple[Decimal, Figure], ...],
    numerator: Interval,
    denominator: Interval,
    ends: tuple[tuple[Decimal, Decimal], ...] | None = None,
    factor: int = 100,
    made_of: tuple[Weighted, Weighted] | None = None,
) -> Trial:
    """A printed ratio against numerator ÷ denominator (not zero); `ends` if the two are not independent.

    `made_of` are the figures of both, where they are not the one part that has a weight and the one that divides.
    """
    if numerator.bound != "exact" or denominator.bound != "exact":
        return not_evaluable(identity, "bound_only", printed, parts)
    quotient = Quotient(numerator.value, denominator.value, ends or corners(numerator, denominator), factor)
    half = half_place(printed.decimals) * printed.scale
    outcome, reason = judge_quotient(printed.interval, half, quotient)
    reach = quotient.reach
    if outcome is Outcome.FAIL and identity.differing == "unknown":
        reached = printed.interval.slack + (reach or ZERO)
        identity, outcome, reason = differing(identity, printed, quotient.reported, reached)
    tolerance = None if reach is None else printed.interval.slack + reach
    over, under = made_of or (
        tuple([(ONE, figure) for weight, figure in parts if weight]),
        tuple([(ONE, figure) for weight, figure in parts if not weight]),
    )
    return Trial(
        identity, outcome, reason, printed, parts, quotient.reported, tolerance, over=over, under=under
    )
