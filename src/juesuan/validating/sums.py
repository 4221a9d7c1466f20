"""Sums of named terms: a total, the terms it must equal, exceed or stay below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from juesuan.validating.figure import Figure, all_equal, derived
from juesuan.validating.identity import Identity, Selector
from juesuan.validating.index import ANY, Axes, Index, Missing, ambiguous, missing
from juesuan.validating.interval import ZERO, Interval, Outcome, judge, total
from juesuan.validating.trial import ONE, Trial, differing, not_evaluable

NOTHING = Interval(ZERO)
AXIS_OF = {"budget": "budget_kind", "change": "compared_to", "growth_pct": "compared_to"}


def try_sum(identity: Identity, index: Index) -> Iterator[Trial]:
    """Try a sum once for each budget kind or comparison, and item, that the document speaks of."""
    whole = identity.total
    assert whole is not None
    for axis in _axes(identity, index, whole):
        keys = _keys(identity, index, whole, axis) if identity.per_item else [None]
        for key in keys:
            yield from _try_places(identity, index, whole, key, axis)


def _axes(identity: Identity, index: Index, whole: Selector) -> Sequence[str | None]:
    name = AXIS_OF.get(whole.measure)
    if name is None or getattr(whole, name) is not None:
        return [None]
    found: dict[str | None, None] = {}
    for selector in (whole, *identity.terms):
        if getattr(selector, name) is None:
            for figure in index.of(selector.concept, selector.measure):
                found.setdefault(getattr(figure, name))
    return list(found)


def axes_of(selector: Selector, axis: str | None) -> Axes:
    """The axes a selector asks for; `axis` is the budget kind or comparison of the total under test."""
    name = AXIS_OF.get(selector.measure)
    if name is None:
        return ANY
    return Axes(
        budget_kind=selector.budget_kind or (axis if name == "budget_kind" else None),
        compared_to=selector.compared_to or (axis if name == "compared_to" else None),
    )


def _keys(identity: Identity, index: Index, whole: Selector, axis: str | None) -> Sequence[str | None]:
    found: dict[str | None, None] = {}
    for selector in (whole, *identity.terms):
        for figure in index.of(selector.concept, selector.measure, axes_of(selector, axis)):
            if figure.key is not None:
                found.setdefault(figure.key)
    return list(found)


def figures(index: Index, selector: Selector, key: str | None, axis: str | None) -> Sequence[Figure]:
    """All figures that a selector may mean."""
    axes = axes_of(selector, axis)
    if not selector.items:
        return index.keyed(selector.concept, selector.measure, key, axes)
    return [f for f in index.of(selector.concept, selector.measure, axes) if f.name in selector.items]


def _try_places(
    identity: Identity, index: Index, whole: Selector, key: str | None, axis: str | None
) -> Iterator[Trial]:
    """One trial in each section that has the total and a term; else one over the whole document."""
    totals = _of_this_year(figures(index, whole, key, axis))
    if len(totals) == 1:
        yield _try_at(identity, index, totals[0], key, axis)
        return
    terms = [figure for term in identity.terms for figure in figures(index, term, key, axis)]
    if not totals:
        if terms:
            parts = tuple((ONE, figure) for figure in terms[:1])
            yield not_evaluable(identity, missing(whole.concept, whole.measure), None, parts)
        return
    first_term: dict[str, int] = {}
    for figure in terms:
        first_term.setdefault(figure.section, figure.order)
    tried = False
    for section in dict.fromkeys(figure.section for figure in totals):
        if section in first_term and identity.scope == "section":
            here = [figure for figure in totals if figure.section == section]
            before = [figure for figure in here if figure.order <= first_term[section]]
            yield _try_at(identity, index, (before or here[:1])[-1], key, axis)
            tried = True
    if tried:
        return
    if all_equal(totals):
        yield _try_at(identity, index, totals[0], key, axis)
    else:
        yield not_evaluable(identity, ambiguous(whole.concept), totals[0])


def _of_this_year(totals: Sequence[Figure]) -> Sequence[Figure]:
    """Without the figures of earlier years that stand beside them."""
    if len({figure.year for figure in totals}) <= 1:
        return totals
    latest = max((figure.year for figure in totals if figure.year is not None), default=None)
    return [figure for figure in totals if figure.year in (None, latest)]


def _try_at(identity: Identity, index: Index, printed: Figure, key: str | None, axis: str | None) -> Trial:
    present: list[tuple[Selector, Figure]] = []
    omitted: list[Selector] = []
    hidden: list[Figure] = []
    for term in identity.terms:
        found = _operand(index, term, key, axis, printed, hidden)
        if not isinstance(found, Missing):
            present.extend((term, figure) for figure in found)
        elif not term.optional or found.reason.startswith("ambiguous"):
            parts = tuple((t.weight, f) for t, f in present)
            return not_evaluable(identity, found, printed, parts)
        else:
            omitted.append(term)
    if not present:
        return not_evaluable(identity, missing(omitted[0].concept, omitted[0].measure), printed)
    trials = [_settle(identity, index, printed, chosen, omitted, tuple(hidden)) for chosen in _choices(present)]
    trial = min(trials, key=lambda trial: _RANK[trial.outcome])
    stray = _stray(identity, index, printed) if trial.outcome is Outcome.FAIL else None
    return trial if stray is None else not_evaluable(identity, f"unlisted_operand:{stray.name}", printed, trial.parts)


_RANK = {Outcome.PASS: 0, Outcome.ROUNDING: 1, Outcome.NOT_EVALUABLE: 2, Outcome.FAIL: 3}


def _choices(present: list[tuple[Selector, Figure]]) -> Iterator[list[tuple[Selector, Figure]]]:
    """The terms without those that may not count, then with each of them."""
    doubtful = [pair for pair in present if pair[0].either]
    if not doubtful:
        yield present
        return
    certain = [pair for pair in present if not pair[0].either]
    for taken in product((False, True), repeat=len(doubtful)):
        chosen = certain + [pair for pair, take in zip(doubtful, taken, strict=True) if take]
        if chosen:
            yield chosen


def _operand(
    index: Index, term: Selector, key: str | None, axis: str | None, near: Figure, hidden: list[Figure]
) -> list[Figure] | Missing:
    axes = axes_of(term, axis)
    if term.items:
        named = figures(index, term, None, axis)
        here = [figure for figure in named if figure.section == near.section and figure.goes_with(near)]
        return here[:1] or missing(term.concept, term.measure)
    found = index.find(term.concept, term.measure, key, near, axes)
    if isinstance(found, Figure):
        return [found]
    if found.reason.startswith("ambiguous"):
        return found
    if term.share_of is not None:
        return _through_share(index, term, near, hidden) or found
    stand_ins = [index.find(part, term.measure, key, near, axes) for part in term.parts]
    printed = [figure for figure in stand_ins if isinstance(figure, Figure)]
    return printed if printed and len(printed) == len(stand_ins) else found


def _through_share(index: Index, term: Selector, near: Figure, hidden: list[Figure]) -> list[Figure]:
    """A part that is printed only as a share of a printed base: their product; nothing, if the base is nothing."""
    assert term.share_of is not None
    share = index.find(term.concept, "share_pct", None, near, Axes(base_concept=term.share_of))
    base = index.find(term.share_of, term.measure, None, near)
    if isinstance(base, Figure) and base.interval == NOTHING:
        hidden.append(base)
        return [derived(base.name, NOTHING, base)]
    if not isinstance(share, Figure) or not isinstance(base, Figure):
        return []
    if share.interval.bound != "exact" or base.interval.bound != "exact":
        return []
    rate, rate_slack = share.value / 100, share.interval.slack / 100
    slack = rate * base.interval.slack + base.value * rate_slack + rate_slack * base.interval.slack
    hidden.extend((share, base))
    return [derived(share.name, Interval(rate * base.value, slack), base)]


def _settle(
    identity: Identity,
    index: Index,
    printed: Figure,
    chosen: list[tuple[Selector, Figure]],
    omitted: list[Selector],
    hidden: tuple[Figure, ...],
) -> Trial:
    parts = tuple([(term.weight, figure) for term, figure in chosen])
    money, unit = printed.money, None if printed.money or identity.unlike else printed.unit
    for _, figure in parts:
        if figure.money != money or unit not in (None, figure.unit):
            return not_evaluable(identity, "different_unit", printed, parts)
    made = total([(weight, figure.interval) for weight, figure in parts])
    outcome, reason = judge(printed.interval, made, identity.relation)
    if outcome is Outcome.FAIL:
        explained = [term for term in omitted if _explains(identity, index, term, printed, made)]
        if explained:
            outcome = Outcome.NOT_EVALUABLE
            reason = missing(explained[0].concept, explained[0].measure).reason
        elif identity.differing == "unknown":
            identity, outcome, reason = differing(identity, printed, made.value, made.slack)
    tolerance = printed.interval.slack + made.slack
    return Trial(identity, outcome, reason, printed, parts, made.value, tolerance, identity.relation, hidden)


def _explains(identity: Identity, index: Index, term: Selector, printed: Figure, made: Interval) -> bool:
    """Whether a term that was left out may close the gap; a change of either sign, but for what is gone."""
    if identity.omitted == "zero":
        return False
    above = printed.value > made.value
    if term.measure in ("change", "growth_pct"):
        return above != (term.weight > 0) or not _is_gone(index, term, printed)
    return above == (term.weight > 0)


def _is_gone(index: Index, term: Selector, printed: Figure) -> bool:
    """Whether a kind whose change is not printed is nothing this year: it cannot have grown since last year."""
    if term.measure != "change" or printed.compared_to != "prior_year":
        return False
    now = index.find(term.concept, "actual", None, printed)
    return isinstance(now, Figure) and now.interval == NOTHING


def _stray(identity: Identity, index: Index, printed: Figure) -> Figure | None:
    """A sibling that no term of the identity names, printed beside the total."""
    named = {(term.concept, term.measure): term for term in identity.terms if term.items}
    known = {name for term in identity.terms for name in term.items}
    for concept, measure in named:
        for figure in index.of(concept, measure):
            if figure.section == printed.section and figure.key is not None and figure.name not in known:
                return figure
    return None
