"""Restatements: the same figure printed in several places must be the same; so must a stated count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import lru_cache
from itertools import takewhile

from juesuan.normalising.cells import LineItem
from juesuan.normalising.fact import Fact
from juesuan.validating.figure import Figure
from juesuan.validating.identity import Identity
from juesuan.validating.index import Index, missing
from juesuan.validating.interval import Interval, Outcome, judge
from juesuan.validating.origins import PLAIN
from juesuan.validating.slips import slip
from juesuan.validating.trial import ONE, Trial, not_evaluable

_Group = tuple[object, ...]
SAME_WORDS = 4
"""Characters in front of a number that must be the same for it to be told again."""
MANY_WORDS = 6
"""So many Chinese ones make it the same matter, whatever else is told by the words before them."""


def try_restated(identity: Identity, index: Index) -> Iterator[Trial]:
    """Every figure that is printed more than once, once for each group; a group that differs, once per value.

    Concepts in `loose` may mean another matter each time (two trainings, two case counts): they confirm when
    they agree and say nothing when they differ.
    """
    groups: dict[_Group, list[Figure]] = defaultdict(list)
    for figure in index.figures:
        groups[what(figure)].append(figure)
    for group in groups.values():
        if len(group) > 1:
            yield from agreeing(identity, group)


def what(figure: Figure) -> _Group:
    """The axes that two prints of one figure share."""
    return (
        figure.concept, figure.key, figure.measure, figure.budget_kind, figure.compared_to,
        figure.base_concept, figure.base_key, figure.fund, figure.year,
        "元" if figure.money else figure.unit,
    )  # fmt: skip


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
        if is_loose(identity, printed):
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


def try_retold(identity: Identity, index: Index) -> Iterator[Trial]:
    """Matters that are told several times in the same words, once with another number.

    Two trainings may have different numbers of people, so a difference alone says nothing. It does where the same
    words stand in front of both numbers and one is the other with a slip of the pen: 新增图书18642册, 新增图书18462册.
    Short numbers differ by a slip too easily: two digits are enough only if two other places agree, or if the words
    are many and the digits themselves are the same.
    """
    groups: dict[_Group, list[Figure]] = defaultdict(list)
    for figure in index.figures:
        words = _before(figure.source)[-SAME_WORDS:] if is_loose(identity, figure) else ""
        if len(words) == SAME_WORDS:
            concept, _, *axes = what(figure)
            groups[concept, *axes, words].append(figure)
    for group in groups.values():
        values: dict[Decimal, list[Figure]] = defaultdict(list)
        for figure in group:
            values[figure.value].append(figure)
        kept = max(values.values(), key=len)
        for value, (figure, *others) in values.items():
            if value != kept[0].value and not others:
                told = [other for other in kept if None in (figure.key, other.key) or figure.key == other.key]
                if told and _misprinted(figure, told):
                    yield compare(replace(identity, loose=()), figure, told[:1])


def _misprinted(figure: Figure, told: Sequence[Figure]) -> bool:
    """Whether a number is that of other places with a slip."""
    made = slip(figure.value / figure.scale, told[0].value / told[0].scale, figure.decimals)
    if made is None:
        return False
    enough = len(str(int(told[0].value))) >= (2 if len(told) > 1 else 3)
    return enough or (made.strength >= PLAIN and _same_words(figure, told[0]) >= MANY_WORDS)


def _same_words(figure: Figure, other: Figure) -> int:
    """How many Chinese characters in front of two numbers are the same."""
    first, second = (_before(f.source)[::-1] for f in (figure, other))
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))
    return sum("一" <= character <= "鿿" for character, _ in same)


def _before(source: Fact | LineItem | None) -> str:
    if not isinstance(source, Fact):
        return ""
    return source.quote.partition(source.value_text)[0]


def is_loose(identity: Identity, figure: Figure) -> bool:
    """Whether a concept may be stated of different matters; `name=` limits that to the concept's whole."""
    return _is_loose(identity.loose, figure.concept, figure.key is None)


@lru_cache(maxsize=4096)
def _is_loose(loose: tuple[str, ...], concept: str, whole: bool) -> bool:
    return any(fnmatchcase(concept, name.removesuffix("=")) and (whole or not name.endswith("=")) for name in loose)


def try_count(identity: Identity, index: Index) -> Iterator[Trial]:
    """A stated number of things against the number of different items that the document lists."""
    stated = identity.total
    assert stated is not None
    (listed,) = identity.terms
    items: dict[str, Figure] = {}
    for figure in index.of(listed.concept, listed.measure):
        if figure.key is not None:
            items.setdefault(figure.key, figure)
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
        outcome, reason = judge(printed.interval, made)
        if outcome is Outcome.FAIL and identity.differing == "unknown":
            outcome, reason = Outcome.NOT_EVALUABLE, "incomplete_list"
        yield Trial(identity, outcome, reason, printed, parts, made.value, printed.interval.slack)
