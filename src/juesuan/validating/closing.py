"""Closing a failing trial: the value of one of its figures that would make it hold, and whether a value does."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from juesuan.validating.figure import Figure, half_place
from juesuan.validating.interval import ZERO, Interval, Outcome, Quotient, corners, judge, judge_quotient, total
from juesuan.validating.trial import ONE, Trial, Weighted

CENTS = 2
"""Decimal places of a closing value that only a ratio determines."""


def closing_value(trial: Trial, ref: str) -> Decimal | None:
    """What the figure `ref` would have to be for the trial to hold exactly, in base units.

    None where nothing determines it: an inequality, a base of zero, a figure the trial only rests on.
    """
    printed = trial.printed
    if trial.recomputed is None or printed is None or trial.relation != "=":
        return None
    if trial.identity.kind == "count":
        return trial.recomputed if printed.ref_id == ref else None
    if trial.is_ratio:
        return _closing_ratio(trial, printed, ref)
    if trial.identity.kind.startswith("restated"):
        return trial.recomputed if printed.ref_id == ref else printed.value
    factor = _factor(trial.parts, ref) - (ONE if printed.ref_id == ref else ZERO)
    if not factor:
        return None
    residual = trial.recomputed - printed.value
    return _value(trial, ref) - residual / factor


def _closing_ratio(trial: Trial, printed: Figure, ref: str) -> Decimal | None:
    over, under = total(_intervals(trial.over)).value, total(_intervals(trial.under)).value
    scale = Decimal(trial.identity.factor)
    if printed.ref_id == ref:
        return _rounded(scale * over / under, printed) if under else None
    above, below = _factor(trial.over, ref), _factor(trial.under, ref)
    slope = printed.value * below - scale * above
    if not slope:
        return None
    value = _value(trial, ref)
    found = (scale * (over - above * value) - printed.value * (under - below * value)) / slope
    figure = next(f for _, f in (*trial.over, *trial.under) if f.ref_id == ref)
    return _rounded(found, replace(figure, decimals=max(figure.decimals, CENTS if figure.money else 0)))


def _rounded(value: Decimal, like: Figure) -> Decimal:
    place = Decimal(1).scaleb(-like.decimals)
    return (value / like.scale).quantize(place, rounding=ROUND_HALF_UP) * like.scale


def holds_with(trial: Trial, ref: str, value: Decimal) -> bool:
    """Whether the trial would hold if the figure `ref` were `value`."""
    printed = trial.printed
    if printed is None:
        return False
    tested = _with(printed, ref, value)
    if trial.identity.kind == "count":
        listed = None if trial.recomputed is None else Interval(trial.recomputed)
        return listed is not None and judge(tested.interval, listed)[0] is not Outcome.FAIL
    if trial.is_ratio:
        return _ratio_holds(trial, tested, ref, value)
    parts = [(weight, _with(figure, ref, value).interval) for weight, figure in trial.parts]
    if trial.identity.kind.startswith("restated"):
        return all(judge(tested.interval, part)[0] is not Outcome.FAIL for _, part in parts)
    return judge(tested.interval, total(parts), trial.relation)[0] is not Outcome.FAIL


def _ratio_holds(trial: Trial, tested: Figure, ref: str, value: Decimal) -> bool:
    over = total(_intervals(tuple((w, _with(f, ref, value)) for w, f in trial.over)))
    under = total(_intervals(tuple((w, _with(f, ref, value)) for w, f in trial.under)))
    if not under.value:
        return False
    quotient = Quotient(over.value, under.value, corners(over, under), trial.identity.factor)
    half = half_place(tested.decimals) * tested.scale
    return judge_quotient(tested.interval, half, quotient)[0] is not Outcome.FAIL


def _with(figure: Figure, ref: str, value: Decimal) -> Figure:
    if figure.ref_id != ref:
        return figure
    return replace(figure, interval=replace(figure.interval, value=value))


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
