"""Restatements: the same figure printed in several places must be the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from functools import lru_cache

from juesuan.validating.figure import Figure
from juesuan.validating.identity import Identity
from juesuan.validating.index import Index
from juesuan.validating.interval import Outcome, judge
from juesuan.validating.trial import ONE, Trial


def try_restated(identity: Identity, index: Index) -> Iterator[Trial]:
    """Every figure that is printed more than once, once for each group; a group that differs, once per value.

    Concepts in `loose` may mean another matter each time (two trainings, two case counts): they confirm when
    they agree and say nothing when they differ.
    """
    for group in index.alike.values():
        if len(group) > 1:
            yield from agreeing(identity, group)


def agreeing(identity: Identity, group: Sequence[Figure]) -> Iterator[Trial]:
    """Compare each value with the one most places print."""
    values: dict[object, list[Figure]] = defaultdict(list)
    for figure in group:
        values[figure.value, figure.interval.bound].append(figure)
    ranked = sorted(values.values(), key=lambda figures: (-len(figures), figures[0].order))
    kept = ranked[0]
    if len(kept) > 1:
        yield compare(identity, kept[0], kept[1:])
    for figures in ranked[1:]:
        if len(figures) > 1:
            yield compare(identity, figures[0], figures[1:])
        yield compare(identity, figures[0], kept[:1])


def compare(identity: Identity, printed: Figure, others: Sequence[Figure]) -> Trial:
    """One print against others of one value."""
    other = others[0]
    outcome, reason = judge(printed.interval, other.interval)
    if outcome is Outcome.ROUNDING and _rounds_to(printed, other):
        outcome = Outcome.PASS
    if outcome is Outcome.FAIL:
        nameless = printed.measure == "share_pct" and printed.base_concept is None
        if is_loose(identity, printed) or nameless:
            # 占财政支出和生产总值的比重为12%和3%: shares of what the vocabulary has no name for.
            outcome, reason = Outcome.NOT_EVALUABLE, "different_scope"
        elif printed.key is not None and printed.section == other.section:
            # 行政运行 stands under several 款 of one list: the name alone does not make it the same item.
            outcome, reason = Outcome.NOT_EVALUABLE, "ambiguous_operand:" + printed.concept
    parts = tuple((ONE, figure) for figure in others)
    tolerance = printed.interval.slack + other.interval.slack
    return Trial(identity, outcome, reason, printed, parts, other.value, tolerance)


def _rounds_to(printed: Figure, other: Figure) -> bool:
    """Whether one of two prints in different units is the other, rounded: 1.23亿元 and 12345.67万元."""
    finer, coarser = sorted((printed, other), key=lambda figure: figure.interval.slack)
    unlike = finer.interval.slack * 10 <= coarser.interval.slack
    return unlike and abs(finer.value - coarser.value) <= coarser.interval.slack


def is_loose(identity: Identity, figure: Figure) -> bool:
    """Whether a concept may be stated of different matters; `name=` limits that to the concept's whole."""
    return _is_loose(identity.loose, figure.concept, figure.key is None)


@lru_cache(maxsize=4096)
def _is_loose(loose: tuple[str, ...], concept: str, whole: bool) -> bool:
    return any(fnmatchcase(concept, name.removesuffix("=")) and (whole or not name.endswith("=")) for name in loose)
