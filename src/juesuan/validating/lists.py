"""Lists that must be complete: every item of one list adds up to its whole, and its shares to 100 %."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from juesuan.validating.figure import Figure, derived
from juesuan.validating.identity import Identity, Selector
from juesuan.validating.index import Axes, Index, Missing, missing, nearest
from juesuan.validating.interval import Interval, Outcome, judge, total
from juesuan.validating.sums import AXIS_OF
from juesuan.validating.trial import ONE, Trial, not_evaluable

HUNDRED = Interval(Decimal(100))


@dataclass(frozen=True, slots=True)
class Roster:
    """The members of one printed list, for one measure, in reading order."""

    members: tuple[Figure, ...]
    axes: Axes
    cut: bool
    """Whether the list was cut from a longer run, so that it may be a fragment."""


def try_list(identity: Identity, index: Index) -> Iterator[Trial]:
    """Try every list of the document; one row without a list if only the whole or stray members occur."""
    whole = identity.total
    assert whole is not None
    tried = False
    members = _members(identity, index, identity.terms[0].measure)
    for roster in _rosters(identity, index, members):
        trial = _try_roster(identity, index, whole, roster)
        if trial is not None:
            tried = True
            yield trial
    if tried:
        return
    printed = index.keyed(whole.concept, whole.measure, None) if whole.measure != "share_pct" else []
    if members:
        why = missing(whole.concept, whole.measure) if not printed else Missing("incomplete_list")
        yield not_evaluable(identity, why, printed[0] if printed else None, ((ONE, members[0]),))
    elif printed:
        term = identity.terms[0]
        yield not_evaluable(identity, missing(term.concept, term.measure), printed[0])


def _members(identity: Identity, index: Index, measure: str) -> list[Figure]:
    base = identity.total.concept if identity.total and measure == "share_pct" else None
    found = [
        figure
        for term in identity.terms
        for figure in index.of(term.concept, measure, Axes(base_concept=base))
        if (figure.key is not None) == term.each
    ]
    return sorted(found, key=lambda figure: figure.order)


def _axes(figure: Figure) -> Axes:
    name = AXIS_OF.get(figure.measure)
    return Axes(
        budget_kind=figure.budget_kind if name == "budget_kind" else None,
        compared_to=figure.compared_to if name == "compared_to" else None,
        base_concept=figure.base_concept if figure.measure == "share_pct" else None,
    )


def _rosters(identity: Identity, index: Index, members: Sequence[Figure]) -> Iterator[Roster]:
    """Cut the members into lists: by section, where the whole is spoken of again, where one comes again."""
    assert identity.total is not None
    groups: dict[tuple[str, Axes], list[Figure]] = {}
    for figure in members:
        place = "" if identity.scope == "document" else figure.section
        groups.setdefault((place, _axes(figure)), []).append(figure)
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


def _try_roster(identity: Identity, index: Index, whole: Selector, roster: Roster) -> Trial | None:
    members = roster.members
    first = members[0]
    printed = _whole(index, whole, roster)
    parts = tuple((ONE, figure) for figure in members)
    if not isinstance(printed, Figure):
        return not_evaluable(identity, printed, None, parts) if len(members) > 1 else None
    near = printed.kind == "derived" or printed.section == first.section or identity.scope == "document"
    if len(members) == 1 and not near:
        return None
    if not all(figure.money == printed.money for figure in members):
        return not_evaluable(identity, "different_unit", printed, parts)
    if not _distinct(members):
        return not_evaluable(identity, "ambiguous_operand:" + first.concept, printed, parts)
    made = total((ONE, figure.interval) for figure in members)
    outcome, reason = judge(printed.interval, made)
    if outcome is Outcome.FAIL:
        gap = Interval(printed.value - made.value, printed.interval.slack + made.slack)
        excuse = _excuse(identity, index, roster, gap, near=near)
        outcome = Outcome.FAIL if excuse is None else Outcome.NOT_EVALUABLE
        reason = excuse
    tolerance = printed.interval.slack + made.slack
    return Trial(identity, outcome, reason, printed, parts, made.value, tolerance)


def _excuse(identity: Identity, index: Index, roster: Roster, gap: Interval, *, near: bool) -> str | None:
    """Why a list that leaves a gap need not be wrong; None if it is."""
    members = roster.members
    if _counted(identity, index, roster):
        return None
    if members[0].compared_to == "prior_year":
        return "incomplete_list"  # what was spent on last year alone stands in no list of this year
    # What is left out of a list of changes may have grown or fallen.
    if gap.value > 0 or members[0].measure == "change":
        unlisted = _unlisted(identity, index, roster) if identity.omitted == "zero" else None
        if unlisted is not None:
            return missing(unlisted.concept, members[0].measure).reason
        closed = not identity.closed_by or any(figure.name in identity.closed_by for figure in members)
        if identity.omitted == "unknown" or roster.cut or not closed:
            return "incomplete_list"
        if not near and not _full_elsewhere(identity, index, roster):
            return "incomplete_list"
        if _lacks_a_sibling(identity, index, roster, gap):
            return "incomplete_list"
        if _short_elsewhere(identity, index, roster):
            return "incomplete_list"
    elif len({figure.code is None for figure in members}) > 1 and not _full_elsewhere(identity, index, roster):
        # Where only some names are known, a 类 and an unknown 项 of it may stand side by side.
        return "mixed_levels"
    return "different_scope" if roster.cut or identity.differing == "unknown" else None


def _counted(identity: Identity, index: Index, roster: Roster) -> bool:
    """Whether the document says that there are as many items as the list has: then it is complete."""
    listed = Interval(Decimal(len(roster.members)))
    stated = (figure for concept in identity.counted_by for figure in index.of(concept, "count"))
    return len(roster.members) > 1 and any(figure.interval == listed for figure in stated)


def _whole(index: Index, whole: Selector, roster: Roster) -> Figure | Missing:
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


def _distinct(members: Sequence[Figure]) -> bool:
    return len({(figure.concept, figure.key) for figure in members}) == len(members)


def _unlisted(identity: Identity, index: Index, roster: Roster) -> Figure | None:
    """A sibling of the list that is not zero and was printed without this measure."""
    if identity.scope == "document":
        return None
    first = roster.members[0]
    listed = {(figure.concept, figure.key) for figure in roster.members}
    for other in identity.family:
        if other == first.measure:
            continue
        for figure in _members(identity, index, other):
            same_list = figure.section == first.section and (figure.concept, figure.key) not in listed
            inside = any(member.is_above(figure) or figure.is_above(member) for member in roster.members)
            # A budget of zero leaves room for spending; a zero amount has no share worth printing.
            matters = bool(figure.value) or other == "budget"
            if same_list and not inside and matters and not _nested(identity, figure, listed):
                return figure
    return None


def _nested(identity: Identity, figure: Figure, listed: set[tuple[str, str | None]]) -> bool:
    concepts = {concept for concept, _ in listed}
    return any(term.concept == figure.concept and term.within in concepts for term in identity.terms)


def _lacks_a_sibling(identity: Identity, index: Index, roster: Roster, gap: Interval) -> bool:
    """Whether siblings that the document prints elsewhere, in words or in a table, are what the list is short of."""
    first = roster.members[0]
    listed = {(figure.concept, figure.key) for figure in roster.members}
    unlisted: dict[tuple[str, str | None], Figure] = {}
    for figure in (*_members(identity, index, first.measure), *_in_tables(identity, index, roster)):
        if (figure.concept, figure.key) not in listed and figure.money == first.money:
            unlisted.setdefault((figure.concept, figure.key), figure)
    alone = (figure.interval for figure in unlisted.values())
    together = total((ONE, figure.interval) for figure in unlisted.values() if not _nested(identity, figure, listed))
    return any(interval.value and judge(interval, gap)[0] is not Outcome.FAIL for interval in (*alone, together))


def _in_tables(identity: Identity, index: Index, roster: Roster) -> Iterator[Figure]:
    """What the tables print of the kinds that a list in words may name."""
    axis = (roster.members[0].measure, roster.axes.budget_kind)
    sheets = index.sheets
    for term in identity.terms:
        yield from sheets.keyed(term.concept, axis) if term.each else sheets.stated(term.concept, axis, None)


def _short_elsewhere(identity: Identity, index: Index, roster: Roster) -> bool:
    """Whether the same members fall short in every other measure printed for them.

    A list that is short in its amounts and in its shares alike lacks a member; one that is short in one of
    them only has a wrong figure. Shares alone do not tell: some reports print them for the larger items only.
    """
    verdicts = [short for measure, short, _ in _in_other_measures(identity, index, roster) if measure != "change"]
    return all(verdicts) if verdicts else roster.members[0].measure == "share_pct"


def _full_elsewhere(identity: Identity, index: Index, roster: Roster) -> bool:
    """Whether the same members make the whole in every other measure printed for them, shares and one more.

    Shares alone do not tell: what is left out may be less than they are rounded.
    """
    others = list(_in_other_measures(identity, index, roster))
    return all(held for _, _, held in others) and any(measure != "share_pct" for measure, _, _ in others)


def _in_other_measures(identity: Identity, index: Index, roster: Roster) -> Iterator[tuple[str, bool, bool]]:
    """The other measures printed for all members: whether these fall short of the whole, and whether they make it."""
    assert identity.total is not None
    for measure in identity.family:
        if measure == roster.members[0].measure:
            continue
        base = identity.total.concept if measure == "share_pct" else None
        found = [
            nearest(
                (f for f in index.keyed(m.concept, measure, m.key) if f.section == m.section),
                m,
                Axes(base_concept=base),
            )
            for m in roster.members
        ]
        members = [figure for figure in found if isinstance(figure, Figure)]
        if len(members) < len(roster.members):
            continue
        other = Roster(tuple(members), _axes(members[0]), cut=False)
        printed = _whole(index, Selector(identity.total.concept, measure), other)
        if isinstance(printed, Figure):
            made = total((ONE, figure.interval) for figure in members)
            outcome, _ = judge(printed.interval, made)
            yield measure, outcome is Outcome.FAIL and made.value < printed.value, outcome is not Outcome.FAIL
