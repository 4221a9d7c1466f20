"""Two figures of one statement: 收、支总计各是X、Y, and 收入总计X，支出总计X，各增加Y."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import regex

from juesuan.extracting.figure import Figure
from juesuan.extracting.matching import Named, Related
from juesuan.extracting.numbers import Number
from juesuan.extracting.spoken import joint_of, sides

EACH = regex.compile(r"各|分别|均")
PAIRED = frozenset({",", "，", "、", "和", "/"})


def joined(subject: Named | None, related: Related, history: Iterable[tuple[int, Named]], start: int) -> Named | None:
    """收入总计X，支出总计X，各增加Y: what increases is both. `history` is what was named, `start` of the sentence."""
    if subject is None or not EACH.search(related.match[0]):
        return subject
    named = [n for place, n in history if place >= start and n.concept != subject.concept]
    joint = joint_of(named[-1].concept, subject.concept) if named else None
    return replace(subject, concept=joint) if joint else subject


def sides_of_pair(text: str, one: Figure, subject: Named, number: Number) -> tuple[str, str] | None:
    """收、支总计各是X,Y: the concepts of income and expenditure, if a number is the second of such a pair."""
    if one.number is None or one.number.kind != number.kind:
        return None
    both = sides(one.concept)
    if both is None or text[one.number.unit_end : number.start] not in PAIRED:
        return None
    return both if EACH.search(text[subject.end : one.start]) else None
