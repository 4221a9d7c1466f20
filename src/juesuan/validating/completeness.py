"""Completeness: why a list that does not make its whole need not be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from juesuan.validating.figure import Figure
from juesuan.validating.identity import Identity, Selector
from juesuan.validating.index import Axes, Index, missing, nearest
from juesuan.validating.interval import Interval, Outcome, judge, total
from juesuan.validating.rosters import Roster, axes_of_member, members_of, whole_of
from juesuan.validating.trial import ONE

SMALL = Decimal("0.01")
"""A kind of less than this part of the whole is one that a sentence may leave out."""


def excuse(identity: Identity, index: Index, roster: Roster, gap: Interval, *, near: bool) -> str | None:
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
        if _short_elsewhere(identity, index, roster) or _confirmed(identity, index, roster, gap):
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


def _unlisted(identity: Identity, index: Index, roster: Roster) -> Figure | None:
    """A sibling of the list that is not zero and was printed without this measure."""
    if identity.scope == "document":
        return None
    first = roster.members[0]
    listed = {(figure.concept, figure.key) for figure in roster.members}
    for other in identity.family:
        if other == first.measure:
            continue
        for figure in members_of(identity, index, other):
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
    for figure in (*members_of(identity, index, first.measure), *_in_tables(identity, index, roster)):
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
                (f for f in index.keyed(m.concept, measure, m.key, Axes(base_concept=base)) if f.section == m.section),
                m,
            )
            for m in roster.members
        ]
        members = [figure for figure in found if isinstance(figure, Figure)]
        if len(members) < len(roster.members):
            continue
        other = Roster(tuple(members), axes_of_member(members[0]), cut=False)
        printed = whole_of(index, Selector(identity.total.concept, measure), other)
        if isinstance(printed, Figure):
            made = total((ONE, figure.interval) for figure in members)
            outcome, _ = judge(printed.interval, made)
            yield measure, outcome is Outcome.FAIL and made.value < printed.value, outcome is not Outcome.FAIL


def _confirmed(identity: Identity, index: Index, roster: Roster, gap: Interval) -> bool:
    """Whether shares and another print confirm what is listed, so that a small kind that is not listed fills the gap.

    基本支出 and 项目支出 with their shares, and a little 对附属单位补助支出 that no sentence speaks of. A list that
    names kinds with nothing in them (经营支出0万元) leaves none out.
    """
    assert identity.total is not None
    whole = whole_of(index, Selector(identity.total.concept, roster.members[0].measure), roster)
    listed = {figure.concept for figure in roster.members}
    named = [term for term in identity.terms if not term.each and term.within is None]
    if not isinstance(whole, Figure) or not named or listed >= {term.concept for term in named}:
        return False
    if not all(figure.value for figure in roster.members) or gap.value > whole.value * SMALL:
        return False
    again = [f for f in index.keyed(whole.concept, whole.measure, None) if f.interval.value == whole.value]
    return len(again) > 1 and all(_as_its_share(index, figure, whole) for figure in roster.members)


def _as_its_share(index: Index, figure: Figure, whole: Figure) -> bool:
    share = index.find(figure.concept, "share_pct", figure.key, figure, Axes(base_concept=whole.concept))
    if not isinstance(share, Figure):
        return False
    return abs(100 * figure.value / whole.value - share.value) <= share.interval.slack
