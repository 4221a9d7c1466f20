"""Rosters: the printed lists of a document, cut out of its figures, and the whole that each should make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from juesuan.validating.figure import Figure, derived
from juesuan.validating.identity import Identity, Selector
from juesuan.validating.index import Axes, Index, Missing, nearest
from juesuan.validating.interval import Interval
from juesuan.validating.sums import AXIS_OF

HUNDRED = Interval(Decimal(100))


@dataclass(frozen=True, slots=True)
class Roster:
    """The members of one printed list, for one measure, in reading order."""

    members: tuple[Figure, ...]
    axes: Axes
    cut: bool
    """Whether the list was cut from a longer run, so that it may be a fragment."""


def members_of(identity: Identity, index: Index, measure: str) -> list[Figure]:
    """Everything in the words that a list may name, for one measure, in reading order."""
    base = identity.total.concept if identity.total and measure == "share_pct" else None
    found = [
        figure
        for term in identity.terms
        for figure in index.of(term.concept, measure, Axes(base_concept=base))
        if (figure.key is not None) == term.each
    ]
    return sorted(found, key=lambda figure: figure.order)


def axes_of_member(figure: Figure) -> Axes:
    """What its whole and its siblings must share with a member."""
    name = AXIS_OF.get(figure.measure)
    return Axes(
        budget_kind=figure.budget_kind if name == "budget_kind" else None,
        compared_to=figure.compared_to if name == "compared_to" else None,
        base_concept=figure.base_concept if figure.measure == "share_pct" else None,
    )


def rosters(identity: Identity, index: Index, members: Sequence[Figure]) -> Iterator[Roster]:
    """Cut the members into lists: by section, where the whole is spoken of again, where one comes again."""
    assert identity.total is not None
    groups: dict[tuple[str, Axes], list[Figure]] = {}
    for figure in members:
        place = "" if identity.scope == "document" else figure.section
        groups.setdefault((place, axes_of_member(figure)), []).append(figure)
    scattered: dict[Axes, list[Figure]] = {}
    for (place, axes), group in groups.items():
        if place and len(group) == 1 and not index.speaks_of(identity.total.concept, place):
            scattered.setdefault(axes, []).extend(group)
        elif not place:
            yield Roster(tuple(_once(group)), axes, cut=False)
        else:
            yield from _runs(identity, index, place, axes, group)
    for axes, group in scattered.items():
        # Items under headings of their own: a list if they add up, but what else belongs to it is unknown.
        yield Roster(tuple(_tops(identity, group)), axes, cut=True)


def _runs(
    identity: Identity, index: Index, place: str, axes: Axes, group: Sequence[Figure]
) -> Iterator[Roster]:
    """The lists within one section."""
    assert identity.total is not None
    runs: list[list[Figure]] = [[]]
    seen: set[tuple[str, str | None]] = set()
    cut = False
    for figure in group:
        again = (figure.concept, figure.key) in seen
        last = runs[-1][-1].order if runs[-1] else figure.order
        if again or index.whole_between(identity.total.concept, place, last, figure.order):
            cut = cut or again
            runs.append([])
            seen.clear()
        runs[-1].append(figure)
        seen.add((figure.concept, figure.key))
    for run in runs:
        yield Roster(tuple(_tops(identity, run)), axes, cut)


def _once(group: Sequence[Figure]) -> list[Figure]:
    """Each item once: a project whose figure is repeated in other sections counts once."""
    kept: dict[tuple[str, str | None, Decimal], Figure] = {}
    for figure in group:
        kept.setdefault((figure.concept, figure.key, figure.value), figure)
    return list(kept.values())


def _tops(identity: Identity, run: Sequence[Figure]) -> list[Figure]:
    """The members that no other member contains: a 类 and not its 项 beside it."""
    concepts = {figure.concept for figure in run}
    nested = {t.concept for t in identity.terms if t.within is not None and t.within in concepts}
    codes = {figure.code for figure in run if figure.code}

    def inside(code: str | None) -> bool:
        return code is not None and any(code[:digits] in codes for digits in range(1, len(code)))

    return [figure for figure in run if figure.concept not in nested and not inside(figure.code)]


def whole_of(index: Index, whole: Selector, roster: Roster) -> Figure | Missing:
    """The total that a list should make: of shares 100 %, else the nearest before it, or the only one there is."""
    first = roster.members[0]
    if whole.measure == "share_pct":
        return derived("100%", HUNDRED, first)
    before = [
        figure
        for figure in index.keyed(whole.concept, whole.measure, None, roster.axes)
        if figure.section == first.section and figure.order < first.order
    ]
    found = nearest(before, first) or index.find(whole.concept, whole.measure, None, first, roster.axes)
    if isinstance(found, Missing) and roster.axes.budget_kind is not None:
        # 项目预算资金 names no kind; the projects under it print 全年预算.
        unnamed = index.find(whole.concept, whole.measure, None, first, Axes(budget_kind="unspecified"))
        return unnamed if isinstance(unnamed, Figure) else found
    return found
