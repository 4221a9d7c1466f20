"""An interval: what a printed figure may stand for, and how two of them compare."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Literal, NamedTuple

from juesuan.normalising.fact import Bound

Relation = Literal["=", ">=", "<="]
ZERO = Decimal(0)
WHOLE = Decimal("0.5")
"""Half the last place of a number without decimals."""


class Outcome(StrEnum):
    """What became of an identity."""

    PASS = "pass"
    ROUNDING = "rounding"
    FAIL = "fail"
    NOT_EVALUABLE = "not_evaluable"


HOLDING = frozenset({Outcome.PASS, Outcome.ROUNDING})
"""The outcomes of an identity that holds."""


class Interval(NamedTuple):
    """A value and the half-width that printing hides, both in base units (元 for money).

    A bound makes it half-open: `at_least` reaches to plus infinity, `at_most` to minus infinity, `about` both
    ways, so an approximate figure can neither confirm nor contradict.
    """

    value: Decimal
    slack: Decimal = ZERO
    bound: Bound = "exact"

    @property
    def low(self) -> Decimal | None:
        """The least it may be, without the half-width; None for minus infinity."""
        return self.value if self.bound in ("exact", "at_least") else None

    @property
    def high(self) -> Decimal | None:
        """The most it may be, without the half-width; None for plus infinity."""
        return self.value if self.bound in ("exact", "at_most") else None

    def times(self, weight: Decimal) -> Interval:
        """The interval of `weight` such figures."""
        bound = self.bound
        if weight < 0:
            bound = _TURNED[bound]
        return Interval(self.value * weight, self.slack * abs(weight), bound)


_TURNED: dict[Bound, Bound] = {
    "exact": "exact",
    "at_least": "at_most",
    "at_most": "at_least",
    "about": "about",
}


def total(terms: Iterable[tuple[Decimal, Interval]]) -> Interval:
    """Σ weight × interval. Half-widths add up; bounds that point both ways leave nothing certain."""
    value, slack = ZERO, ZERO
    bounds: set[Bound] = set()
    for weight, (middle, half, bound) in terms:
        value += weight * middle
        if half:
            slack += abs(weight) * half
        if bound != "exact":
            bounds.add(_TURNED[bound] if weight < 0 else bound)
    left: Bound = "exact" if not bounds else bounds.pop() if len(bounds) == 1 else "about"
    return Interval(value, slack, left)


def judge(printed: Interval, recomputed: Interval, relation: Relation = "=") -> tuple[Outcome, str | None]:
    """Compare what is printed with what the other figures make it: outcome, and reason if not evaluable.

    `pass` needs the printed digits to agree, `rounding` only that the intervals meet. A bound that is not
    violated confirms nothing about a sum it is part of, hence `bound_only`.
    """
    if relation == "=" and printed.bound == recomputed.bound == "exact":
        gap = printed.value - recomputed.value
        if not gap:
            return Outcome.PASS, None
        return (Outcome.ROUNDING if abs(gap) <= printed.slack + recomputed.slack else Outcome.FAIL), None
    if relation == "<=":
        return judge(printed.times(Decimal(-1)), recomputed.times(Decimal(-1)), ">=")
    slack = printed.slack + recomputed.slack
    below = _exceeds(recomputed.low, printed.high, slack)
    above = relation == "=" and _exceeds(printed.low, recomputed.high, slack)
    if below or above:
        return Outcome.FAIL, None
    if relation == ">=":
        if printed.low is not None and recomputed.high is not None and printed.low >= recomputed.high:
            return Outcome.PASS, None
        firm = printed.bound == recomputed.bound == "exact"
        return (Outcome.ROUNDING, None) if firm else (Outcome.NOT_EVALUABLE, "bound_only")
    if printed.value == recomputed.value and printed.bound == recomputed.bound != "about":
        return Outcome.PASS, None
    if recomputed.bound != "exact" or printed.bound == "about":
        return Outcome.NOT_EVALUABLE, "bound_only"
    over = recomputed.value - printed.value
    kept = over >= 0 if printed.bound == "at_least" else over <= 0
    return (Outcome.PASS if kept else Outcome.ROUNDING), None


def _exceeds(low: Decimal | None, high: Decimal | None, slack: Decimal) -> bool:
    return low is not None and high is not None and low - high > slack


class Quotient(NamedTuple):
    """factor × numerator ÷ denominator, exact, with the corners its inputs' half-widths allow.

    `corners` are (numerator, denominator) pairs at the ends of the inputs; the denominator is not zero.
    """

    numerator: Decimal
    denominator: Decimal
    corners: tuple[tuple[Decimal, Decimal], ...]
    factor: int = 100

    @property
    def value(self) -> Fraction:
        """The exact quotient."""
        return Fraction(self.numerator) * self.factor / Fraction(self.denominator)

    @property
    def reported(self) -> Decimal:
        """The quotient to the digits of the decimal context, for print only."""
        return self.numerator * self.factor / self.denominator

    @property
    def reach(self) -> Decimal | None:
        """Half the width of its range, for print only; None where the denominator may be zero."""
        if self.touches_zero:
            return None
        factor = Decimal(self.factor)
        ends = [n * factor / d for n, d in self.corners]
        return (max(ends) - min(ends)) / 2

    @property
    def touches_zero(self) -> bool:
        """Whether the denominator may be zero."""
        bottoms = [bottom for _, bottom in self.corners]
        return min(bottoms) <= 0 <= max(bottoms)

    def rounds_to(self, printed: Decimal, half: Decimal) -> bool:
        """Whether it rounds half-up (away from zero) to `printed`; `half` is half the printed last place."""
        top, bottom = abs(self.numerator) * self.factor, abs(self.denominator)
        size = abs(printed)
        if size and (printed < 0) != ((self.numerator < 0) != (self.denominator < 0)):
            return False
        return (size - half) * bottom <= top < (size + half) * bottom

    def cuts_to(self, printed: Decimal, half: Decimal) -> bool:
        """Whether its digits, cut off behind the printed last place, are `printed`: 38.288 printed as 38.28."""
        top, bottom = abs(self.numerator) * self.factor, abs(self.denominator)
        size = abs(printed)
        if size and (printed < 0) != ((self.numerator < 0) != (self.denominator < 0)):
            return False
        return size * bottom <= top < (size + 2 * half) * bottom

    def range(self) -> tuple[Fraction, Fraction] | None:
        """Its least and greatest value, None where the denominator may be zero."""
        if self.touches_zero:
            return None
        ends = [Fraction(n) * self.factor / Fraction(d) for n, d in self.corners]
        return min(ends), max(ends)


def judge_quotient(printed: Interval, half: Decimal, quotient: Quotient) -> tuple[Outcome, str | None]:
    """Compare a printed ratio with its quotient; `half` is half the last place of the printed ratio.

    A ratio whose further digits were cut off is no contradiction, but `rounding` for the reason `truncated`; one
    without decimals is too coarse to tell that from a wrong one.
    """
    if printed.bound == "about":
        return Outcome.NOT_EVALUABLE, "bound_only"
    if printed.bound == "exact":
        kept = quotient.rounds_to(printed.value, half)
    else:
        value = quotient.value
        kept = value >= printed.value if printed.bound == "at_least" else value <= printed.value
    if kept:
        return Outcome.PASS, None
    ends = quotient.range()
    if ends is None:
        return Outcome.ROUNDING, None
    slack = Fraction(printed.slack)
    low_enough = printed.high is None or ends[0] <= Fraction(printed.value) + slack
    high_enough = printed.low is None or ends[1] >= Fraction(printed.value) - slack
    if low_enough and high_enough:
        return Outcome.ROUNDING, None
    if printed.bound == "exact" and half < WHOLE and quotient.cuts_to(printed.value, half):
        return Outcome.ROUNDING, "truncated"
    return Outcome.FAIL, None


def corners(numerator: Interval, denominator: Interval) -> tuple[tuple[Decimal, Decimal], ...]:
    """The four ends of two independent inputs."""
    least, most = numerator.value - numerator.slack, numerator.value + numerator.slack
    low, high = denominator.value - denominator.slack, denominator.value + denominator.slack
    return (least, low), (least, high), (most, low), (most, high)
