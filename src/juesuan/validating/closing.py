"""Closing a failing trial: the value of one of its figures that would make it hold, and whether a value does."""

from __future__ import annotations

from decimal import Decimal

from juesuan.validating.figure import Figure, half_place
from juesuan.validating.interval import ZERO, Interval, Outcome, Quotient, corners, judge, judge_quotient, total
from juesuan.validating.trial import ONE, Trial, Weighted

COUNTED = frozenset({"count", "enumerated"})
"""Kinds that count what is listed: it is the number that may be wrong, not one of the things."""
BLANK = "blank_operand"
"""The reason of a trial that lacks a number where a cell is empty."""


def closing_value(trial: Trial, ref: str) -> tuple[Decimal, Decimal] | None:
    """What the figure `ref` would have to be for the trial to hold exactly, and how far from it it holds still.

    Both in base units. None where nothing determines it: an inequality, a base of zero, a figure the trial only
    rests on. A blank among the parts of a total is what the others lack, a blank total what they make.
    """
    printed = trial.printed
    if printed is None or trial.relation != "=":
        return None
    if trial.reason == BLANK:
        return _filled(trial, printed, ref)
    if trial.recomputed is None:
        return None
    if trial.identity.kind in COUNTED:
        return (trial.recomputed, ZERO) if printed.ref_id == ref else None
    if trial.is_ratio:
        return _closing_ratio(trial, printed, ref)
    if trial.identity.kind.startswith("restated"):
        kept, changed = trial.parts[0][1], printed
        if printed.ref_id != ref:
            kept, changed = changed, kept
        return kept.value, ZERO if kept.scale == changed.scale else kept.interval.slack
    return _closing_sum(trial, printed, ref, trial.recomputed)


def _closing_sum(trial: Trial, printed: Figure, ref: str, made: Decimal) -> tuple[Decimal, Decimal] | None:
    factor = _factor(trial.parts, ref) - (ONE if printed.ref_id == ref else ZERO)
    if not factor:
        return None
    half = (trial.tolerance or ZERO) / abs(factor)
    return _value(trial, ref) - (made - printed.value) / factor, half


def _filled(trial: Trial, printed: Figure, ref: str) -> tuple[Decimal, Decimal] | None:
    """The number that belongs where nothing is printed."""
    made = total((weight, figure.interval) for weight, figure in trial.parts)
    if printed.ref_id == ref:
        return made.value, made.slack
    factor = _factor(trial.parts, ref)
    return ((printed.value - made.value) / factor, printed.interval.slack + made.slack) if factor else None


def _closing_ratio(trial: Trial, printed: Figure, ref: str) -> tuple[Decimal, Decimal] | None:
    over, under = total(_intervals(trial.over)).value, total(_intervals(trial.under)).value
    scale, tolerance = Decimal(trial.identity.factor), trial.tolerance or ZERO
    if printed.ref_id == ref:
        return (scale * over / under, tolerance) if under else None
    above, below = _factor(trial.over, ref), _factor(trial.under, ref)
    value = _value(trial, ref)

    def solved(ratio: Decimal) -> Decimal | None:
        slope = ratio * below - scale * above
        return (scale * (over - above * value) - ratio * (under - below * value)) / slope if slope else None

    found, further = solved(printed.value), solved(printed.value + tolerance)
    if found is None:
        return None
    return found, abs(further - found) if further is not None else ZERO


def holds_with(trial: Trial, ref: str, value: Decimal, decimals: int | None = None) -> bool:
    """Whether the trial would hold if the figure `ref` were `value`, printed with so many decimals (None: its own)."""
    printed = trial.printed
    if printed is None:
        return False

    def tried(figure: Figure) -> Figure:
        return _with(figure, value, decimals) if figure.ref_id == ref else figure

    tested = tried(printed)
    if trial.identity.kind in COUNTED:
        listed = None if trial.recomputed is None else Interval(trial.recomputed, trial.tolerance or ZERO)
        return listed is not None and judge(tested.interval, listed, trial.relation)[0] is not Outcome.FAIL
    if trial.is_ratio:
        over, under = (
            total((weight, tried(figure).behind) for weight, figure in side) for side in (trial.over, trial.under)
        )
        return _ratio_holds(trial, tested, over, under)
    parts = [(weight, tried(figure).interval) for weight, figure in trial.parts]
    if trial.identity.kind.startswith("restated"):
        return all(judge(tested.interval, part)[0] is not Outcome.FAIL for _, part in parts)
    return judge(tested.interval, total(parts), trial.relation)[0] is not Outcome.FAIL


def _ratio_holds(trial: Trial, tested: Figure, over: Interval, under: Interval) -> bool:
    if not under.value:
        return False
    quotient = Quotient(over.value, under.value, corners(over, under), trial.identity.factor)
    half = half_place(tested.decimals) * tested.scale
    return judge_quotient(tested.interval, half, quotient)[0] is not Outcome.FAIL


def _with(figure: Figure, value: Decimal, decimals: int | None) -> Figure:
    slack = figure.interval.slack
    if decimals is None or decimals <= figure.decimals:
        return figure._replace(interval=figure.interval._replace(value=value))
    finer = min(slack, half_place(decimals) * figure.scale)
    return figure._replace(decimals=decimals, interval=figure.interval._replace(value=value, slack=finer))


def _intervals(weighted: Weighted) -> list[tuple[Decimal, Interval]]:
    return [(weight, figure.interval) for weight, figure in weighted]


def _factor(weighted: Weighted, ref: str) -> Decimal:
    return sum((weight for weight, figure in weighted if figure.ref_id == ref), ZERO)


def _value(trial: Trial, ref: str) -> Decimal:
    """The printed value of one of the figures of a trial."""
    figures = [figure for _, figure in (*trial.parts, *trial.over, *trial.under)]
    if trial.printed is not None:
        figures.append(trial.printed)
    return next(figure.value for figure in figures if figure.ref_id == ref)
