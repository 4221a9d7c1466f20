"""Retelling: one matter told several times in the same words, once with another number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile

from juesuan.validating.figure import Figure
from juesuan.validating.identity import Identity
from juesuan.validating.index import Index
from juesuan.validating.origins import PLAIN
from juesuan.validating.restated import compare, is_loose
from juesuan.validating.slips import slip
from juesuan.validating.trial import Trial

SAME_WORDS = 4
"""Characters in front of a number that must be the same for it to be told again."""
MANY_WORDS = 6
"""So many Chinese ones make it the same matter, whatever else is told by the words before them."""
COPIED = 14
"""Chinese characters around a number that hardly any two matters share."""
COPIED_BESIDE = 6
"""So many are enough where the number next to it is told again, too."""
LEADING = 8
"""A clause of so many characters may have others in front of it: 主要成效是收集回应企业诉求录入88件."""

_OTHER = re.compile("[^一-鿿]+")
"""What is no Chinese character."""
REASONS = ("原因", "主要是", "主要系")
"""What introduces the reason of one change; the same reason has other numbers for every change that it explains."""


@dataclass(frozen=True, slots=True)
class Told:
    """A number with the words around it: its clause up to it, all before, all behind.

    `beside` are the figures next to it in its sentence.
    """

    figure: Figure
    beside: tuple[Figure | None, Figure | None]
    clause: str
    before: str
    behind: str


def try_retold(identity: Identity, index: Index) -> Iterator[Trial]:
    """Matters that are told several times in the same words, once with another number.

    Two trainings may have different numbers of people, so a difference alone says nothing. It does where the same
    words stand in front of both numbers and one is the other with a slip of the pen: 新增图书18642册, 新增图书18462册;
    and where a whole passage is copied under another heading, all but the number.
    """
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, figure in enumerate(index.figures):
        if is_loose(identity, figure):
            concept, _, *axes = figure.what
            groups[concept, *axes].append(at)
    for group in groups.values():
        if len({index.figures[at].value for at in group}) > 1:
            told = [_told(index, at) for at in group]
            yield from _differing(identity, [one for one in told if not any(word in one.before for word in REASONS)])


def _differing(identity: Identity, group: Sequence[Told]) -> Iterator[Trial]:
    by_words: dict[str, list[Told]] = defaultdict(list)
    for told in group:
        if len(told.before) >= SAME_WORDS:
            by_words[told.before[-SAME_WORDS:]].append(told)
    strict = replace(identity, loose=())
    found: set[str | None] = set()
    for alike in by_words.values():
        values: dict[Decimal, list[Figure]] = defaultdict(list)
        for told in alike:
            values[told.figure.value].append(told.figure)
        kept = max(values.values(), key=len)
        for value, (figure, *others) in values.items():
            if value != kept[0].value and not others:
                same = [other for other in kept if None in (figure.key, other.key) or figure.key == other.key]
                if same and _misprinted(figure, same):
                    found.add(figure.ref_id)
                    yield compare(strict, figure, same[:1])
    yield from _copied(strict, group, found)


def _misprinted(figure: Figure, told: Sequence[Figure]) -> bool:
    """Whether a number is that of other places with a slip.

    Short numbers differ by a slip too easily: two digits are enough only if two other places agree, or if the words
    are many and the digits themselves are the same.
    """
    made = slip(figure.value / figure.scale, told[0].value / told[0].scale, figure.decimals)
    if made is None:
        return False
    enough = len(str(int(told[0].value))) >= (2 if len(told) > 1 else 3)
    return enough or (made.strength >= PLAIN and _common(figure.around[0][::-1], told[0].around[0][::-1]) >= MANY_WORDS)


def _copied(identity: Identity, group: Sequence[Told], found: set[str | None]) -> Iterator[Trial]:
    """Numbers that alone differ in a passage told under two headings; what most of its copies say is kept."""
    for number, told in enumerate(group):
        copies = [
            other for at, other in enumerate(group)
            if at != number and other.figure.section != told.figure.section and _is_copy(told, other)
        ]  # fmt: skip
        values: dict[Decimal, list[Told]] = defaultdict(list)
        for other in copies:
            values[other.figure.value].append(other)
        if not values or told.figure.ref_id in found:
            continue
        kept = max(values.values(), key=len)
        own = len(values.get(told.figure.value, ())) + 1
        later = own == len(kept) and told.figure.order > kept[0].figure.order
        if kept[0].figure.value != told.figure.value and (own < len(kept) or later):
            yield compare(identity, told.figure, [kept[0].figure])


def _is_copy(one: Told, other: Told) -> bool:
    """Whether the words around two numbers are the same from the beginning of their clause on, and the numbers beside.

    A stock phrase has other numbers each time: 二是调入1名工作人员，增加工资支出724.95万元.
    """
    if one.figure.money:
        return False
    shorter, longer = sorted((one.clause, other.clause), key=len)
    if not shorter or not longer.endswith(shorter) or (shorter != longer and len(shorter) < LEADING):
        return False
    before, behind = _common(one.before[::-1], other.before[::-1]), _common(one.behind, other.behind)
    if before < COPIED and not behind and (one.behind or other.behind):
        return False
    same = before + behind
    beside = [
        a.value == b.value
        for a, b in zip(one.beside, other.beside, strict=True)
        if a is not None and b is not None and (a.measure, a.unit) == (b.measure, b.unit)
    ]
    return all(beside) and same >= (COPIED_BESIDE if beside else COPIED)


def _told(index: Index, at: int) -> Told:
    figure = index.figures[at]
    before, behind = figure.around
    beside = (index.figures[i] if 0 <= i < len(index.figures) else None for i in (at - 1, at + 1))
    left, right = (other if other is not None and other.sentence == figure.sentence else None for other in beside)
    clause = re.split("[，。；：、,;:]", before)[-1]
    return Told(figure, (left, right), _chinese(clause), before, _chinese(behind))


def _common(one: str, other: str) -> int:
    """How many Chinese characters two texts begin with together, whatever stands between them."""
    pairs = zip(_chinese(one), _chinese(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _chinese(text: str) -> str:
    return _OTHER.sub("", text)
