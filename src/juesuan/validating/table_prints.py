"""Prints of one figure in several tables, and in words: they must be the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from juesuan.validating.figure import Figure
from juesuan.validating.identity import Identity
from juesuan.validating.index import Index
from juesuan.validating.interval import Outcome, judge
from juesuan.validating.restated import agreeing, compare, is_loose
from juesuan.validating.sheets import Axis, Sheets
from juesuan.validating.trial import Trial

RATES = frozenset({"share_pct", "growth_pct", "completion_pct"})


def try_tables(identity: Identity, sheets: Sheets) -> Iterator[Trial]:
    """Every figure that several tables of one set print."""
    for _, _, figures in sheets.groups():
        if len(figures) < 2:
            continue
        editions: dict[tuple[int, bool], list[Figure]] = defaultdict(list)
        for figure in figures:
            editions[sheets.edition_of[figure.section], figure.money].append(figure)
        for group in editions.values():
            if len(group) > 1 and any(_stated(figure) for figure in group):
                yield from agreeing(identity, group)


def try_words_and_tables(identity: Identity, index: Index) -> Iterator[Trial]:
    """Every figure of the words that a table prints too, once for each value it is printed with.

    A budget that the words call 年初 may be another than the 预算数 of a table, which some years' forms fill with
    全年预算数: those two confirm when they agree and say nothing when they differ. A report that prints its
    tables twice may speak of either set.
    """
    if not index.sheets.sheets:
        return
    latest = max((figure.year for figure in index.figures if figure.year is not None), default=None)
    for group in index.alike.values():
        if group[0].year not in (None, latest) and group[0].measure != "prior":
            continue
        values: dict[object, Figure] = {}
        for figure in group:
            values.setdefault((figure.value, figure.interval.bound), figure)
        for figure in values.values():
            yield from _try(identity, index.sheets, figure)


def _try(identity: Identity, sheets: Sheets, figure: Figure) -> Iterator[Trial]:
    axis, firm = _axis(sheets, figure)
    if axis is None:
        return
    cells = [
        cell
        for cell in sheets.stated(figure.concept, axis, figure.key, figure.name)
        if cell.money == figure.money and (cell.money or cell.unit in ("", figure.unit)) and cell.fund == figure.fund
    ]
    if not cells or not (figure.value or any(_stated(cell) for cell in cells)):
        return
    trials = [compare(identity, figure, [cell]) for cell in _by_value(cells)]
    holding = [trial for trial in trials if trial.outcome in (Outcome.PASS, Outcome.ROUNDING)]
    if holding:
        yield min(holding, key=lambda trial: trial.outcome is not Outcome.PASS)
    several = any(sheets.edition_of[cell.section] for cell in cells)
    for trial in trials:
        if trial.outcome is not Outcome.FAIL:
            if not holding:
                yield trial
            continue
        unlike = is_loose(identity, figure) or not firm or (several and not holding)
        if unlike or _is_another(identity, sheets, figure, axis):
            yield trial.undecided("different_scope")
        elif not several:
            yield trial


def _axis(sheets: Sheets, figure: Figure) -> tuple[Axis | None, bool]:
    """The columns of tables a figure is to be compared with, and whether they must agree."""
    if figure.compared_to not in (None, "prior_year") or figure.measure in RATES:
        return None, False
    if figure.measure != "budget":
        return (figure.measure, None), True
    if sheets.stated(figure.concept, ("budget", figure.budget_kind), figure.key, figure.name):
        return ("budget", figure.budget_kind), True
    if figure.budget_kind == "supplementary":
        return None, False
    return ("budget", "unspecified"), figure.budget_kind == "full_year"


def _is_another(identity: Identity, sheets: Sheets, figure: Figure, axis: Axis) -> bool:
    """Whether the words mean a figure that the tables call otherwise: 收入总计 for 本年收入合计 in some places."""
    return any(
        judge(figure.interval, cell.interval)[0] is not Outcome.FAIL
        for concept in identity.stand_in.get(figure.concept, ())
        for cell in sheets.stated(concept, axis, figure.key)
    )


def _by_value(cells: Sequence[Figure]) -> list[Figure]:
    return list({cell.value: cell for cell in reversed(cells)}.values())[::-1]


def _stated(figure: Figure) -> bool:
    """Whether a number is printed, and not only a dash."""
    return getattr(figure.source, "print", None) != "dash"
