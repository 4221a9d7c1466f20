"""Stated numbers of things against the things that the document lists: projects, enumerated names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from juesuan.normalising.fact import Fact
from juesuan.validating.figure import Figure, derived
from juesuan.validating.identity import Identity
from juesuan.validating.index import Index, missing
from juesuan.validating.interval import Interval, Outcome, judge
from juesuan.validating.trial import ONE, Trial, not_evaluable

_LAST = re.compile("和|及|与|以及")
"""What stands before the last of several enumerated names; it may also be part of a name."""


def try_count(identity: Identity, index: Index) -> Iterator[Trial]:
    """A stated number of things against the number of different items that the document lists.

    Where the number must only not be smaller than the list, that is the longest list of one section: under another
    heading the same things may have other names.
    """
    stated = identity.total
    assert stated is not None
    (listed,) = identity.terms
    lists: dict[str, dict[str, Figure]] = defaultdict(dict)
    for figure in index.of(listed.concept, listed.measure):
        if figure.key is not None:
            lists["" if identity.relation == "=" else figure.section].setdefault(figure.key, figure)
    items = max(lists.values(), key=len, default={})
    counts = index.of(stated.concept, stated.measure)
    if items and not counts:
        first = next(iter(items.values()))
        yield not_evaluable(identity, missing(stated.concept, stated.measure), None, ((ONE, first),))
    for printed in counts:
        if not items:
            yield not_evaluable(identity, missing(listed.concept, listed.measure), printed)
            continue
        parts = tuple((ONE, figure) for figure in items.values())
        made = Interval(ONE * len(items))
        outcome, reason = judge(printed.interval, made, identity.relation)
        if outcome is Outcome.FAIL and identity.differing == "unknown":
            outcome, reason = Outcome.NOT_EVALUABLE, "incomplete_list"
        yield Trial(identity, outcome, reason, printed, parts, made.value, printed.interval.slack, identity.relation)


def try_enumerated(identity: Identity, index: Index) -> Iterator[Trial]:
    """A number right behind the names it counts: 从数量、质量、时效和成本4个维度考核.

    和 may join the last two names or stand inside the last one, so that both numbers are right.
    """
    for figure in index.measured("count"):
        names = _names(figure, identity)
        if len(names) < 2:
            continue
        *others, last = names
        pair = _LAST.split(last, maxsplit=1)
        listed = names if figure.value == len(names) else [*others, *pair]
        outcome = Outcome.PASS if figure.value == len(listed) else Outcome.FAIL
        parts = tuple((ONE, derived(name, Interval(ONE), figure)) for name in listed)
        yield Trial(identity, outcome, None, figure, parts, Decimal(len(listed)), Decimal(len(pair) - 1))


def _names(figure: Figure, identity: Identity) -> list[str]:
    """The names enumerated in front of a number, from a word that leads them in, if what it counts is called so."""
    if not isinstance(figure.source, Fact) or figure.interval.bound != "exact":
        return []
    before, after = figure.around
    if not after.removeprefix(figure.unit).startswith(identity.nouns):
        return []
    first, *others = re.split("[，。；：:;,（）()]", before)[-1].split("、")
    led = any(lead in first for lead in identity.leads)
    return [first, *others] if led else []
