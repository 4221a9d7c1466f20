"""Lists that must be complete: every item of one list adds up to its whole, and its shares to 100 %."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.validating.completeness import excuse
from juesuan.validating.figure import Figure
from juesuan.validating.identity import Identity, Selector
from juesuan.validating.index import Index, Missing, missing
from juesuan.validating.interval import Interval, Outcome, judge, total
from juesuan.validating.rosters import Roster, members_of, rosters, whole_of
from juesuan.validating.trial import ONE, Trial, not_evaluable


def try_list(identity: Identity, index: Index) -> Iterator[Trial]:
    """Try every list of the document; one row without a list if only the whole or stray members occur."""
    whole = identity.total
    assert whole is not None
    tried = False
    members = members_of(identity, index, identity.terms[0].measure)
    for roster in rosters(identity, index, members):
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


def _try_roster(identity: Identity, index: Index, whole: Selector, roster: Roster) -> Trial | None:
    members = roster.members
    first = members[0]
    printed = whole_of(index, whole, roster)
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
        reason = excuse(identity, index, roster, gap, near=near)
        outcome = Outcome.FAIL if reason is None else Outcome.NOT_EVALUABLE
    tolerance = printed.interval.slack + made.slack
    return Trial(identity, outcome, reason, printed, parts, made.value, tolerance)


def _distinct(members: Sequence[Figure]) -> bool:
    return len({(figure.concept, figure.key) for figure in members}) == len(members)
