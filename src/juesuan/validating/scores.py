"""Scores: none exceeds its scale, and an average is that of what it averages."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from juesuan.validating.figure import Figure, derived
from juesuan.validating.identity import Identity
from juesuan.validating.index import Index, missing
from juesuan.validating.interval import Interval, judge, total
from juesuan.validating.trial import DIVISOR, ONE, Trial, not_evaluable, quotient_trial


def try_limit(identity: Identity, index: Index) -> Iterator[Trial]:
    """Every figure of a concept, whole and items, against the most it can be."""
    scored = identity.total
    assert scored is not None
    most = Interval(Decimal(identity.limit))
    for printed in index.of(scored.concept, scored.measure):
        outcome, reason = judge(printed.interval, most, "<=")
        parts = ((ONE, derived("满分", most, printed)),)
        yield Trial(identity, outcome, reason, printed, parts, most.value, printed.interval.slack, "<=")


def try_mean(identity: Identity, index: Index) -> Iterator[Trial]:
    """A stated average against the items listed; only where the document says that there are just so many."""
    averaged, (term,) = identity.total, identity.terms
    assert averaged is not None
    listed: dict[str, Figure] = {}
    for figure in index.of(term.concept, term.measure):
        if figure.key is not None:
            listed.setdefault(figure.key, figure)
    over = tuple((ONE, figure) for figure in listed.values())
    for printed in index.keyed(averaged.concept, averaged.measure, None):
        if not over:
            yield not_evaluable(identity, missing(term.concept, term.measure), printed)
            continue
        stated = (f for concept in identity.counted_by for f in index.of(concept, "count"))
        counted = next((figure for figure in stated if figure.interval == Interval(Decimal(len(over)))), None)
        if counted is None:
            yield not_evaluable(identity, "incomplete_list", printed, over)
            continue
        made = total((weight, figure.interval) for weight, figure in over)
        yield quotient_trial(
            identity, printed, (*over, (DIVISOR, counted)), made, counted.interval, factor=1,
            made_of=(over, ((ONE, counted),)),
        )  # fmt: skip
