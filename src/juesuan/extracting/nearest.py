"""Damaged titles: which known title one is that lost a character or two, or has one wrong; and what one comes close to.

Conversions drop characters (政性基金预算…情况说), writers mistake one (只要职责). A title is taken for a known one only
where a single canonical heading can have become it; anything else stays unknown and is told with the nearest.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import regex

from juesuan.extracting.numbering import numbering_of
from juesuan.knowledge.structure import Titled
from juesuan.knowledge.vocabulary import Concept

SHORTEST = 6
"""Shorter titles are too like each other: 人员情况, 人才情况."""
MOST_LOST = 2
ROOMY = 8
"""A title of so many characters may have lost two of them."""
LIKE = 0.55
"""Share of the characters that two titles have in common, below which neither reminds of the other."""
NEUTRAL = regex.compile(r"(?:关于)?(?:.{0,40}(?:年度?|部门|单位))?")
MARKS = str.maketrans("", "", "“《》。：:；;，、.· ")


def damaged(title: str, titles: tuple[Titled, ...]) -> Titled | None:
    """The one of `titles` that a bare folded title is a damaged print of; None if it could be of several or of none."""
    title = title.translate(MARKS)
    if title[-1:] not in _ends(titles):
        return None
    characters = set(title)
    found = {
        titled.id: titled
        for form, titled in _forms(titles)
        if len(_characters(form) - characters) <= MOST_LOST and _ends_worn(title, form)
    }
    return found.popitem()[1] if len(found) == 1 else None


def nearest(title: str, titles: tuple[Titled, ...]) -> Titled | None:
    """The one of `titles` that a title reminds of most; None if it reminds of none."""
    title = title.translate(MARKS)
    likeness, found = max(
        ((_likeness(title, form), titled) for form, titled in _forms(titles)), key=lambda pair: pair[0]
    )
    return found if likeness >= LIKE else None


def nearest_concept(words: str, concepts: Iterable[Concept]) -> Concept | None:
    """The concept whose name is best contained in the words before a number; None if they remind of none."""
    said = _pairs(words)
    best, found = (LIKE, 0), None
    for concept in concepts:
        name = _pairs(concept.zh.partition("（")[0])
        share = len(name & said) / len(name) if name else 0.0
        if (share, len(name)) > best:
            best, found = (share, len(name)), concept
    return found


def called(titled: Titled) -> str:
    """What a known title is called, for people."""
    example = titled.examples[0]
    number = numbering_of(example, example)
    return titled.zh or example[number.end if number else 0 :].strip("。：")


@lru_cache(maxsize=8)
def _forms(titles: tuple[Titled, ...]) -> tuple[tuple[str, Titled], ...]:
    """The known titles as reports print them, each with what it stands for."""
    forms: dict[str, Titled] = {}
    for titled in titles:
        for example in titled.examples:
            number = numbering_of(example, example)
            forms.setdefault(example[number.end if number else 0 :].translate(MARKS), titled)
    return tuple((form, titled) for form, titled in forms.items() if len(form) >= SHORTEST)


@lru_cache(maxsize=8)
def _ends(titles: tuple[Titled, ...]) -> frozenset[str]:
    """What a damaged print of a known title may end in."""
    return frozenset(char for form, _ in _forms(titles) for char in form[-1 - MOST_LOST :])


@lru_cache(maxsize=1024)
def _characters(form: str) -> frozenset[str]:
    return frozenset(form)


def _ends_worn(title: str, form: str) -> bool:
    """Whether a title ends in a damaged print of a form, behind no more than an owner and a year."""
    for lost in range(MOST_LOST + 1 if len(form) >= ROOMY else 2):
        at = len(title) - len(form) + lost
        if at >= 0 and _worn(title[at:], form) and NEUTRAL.fullmatch(title, 0, at):
            return True
    return False


def _worn(title: str, form: str) -> bool:
    """Whether the form, one character wrong or one or two lost, reads so."""
    if len(title) == len(form):
        return sum(a != b for a, b in zip(title, form, strict=True)) == 1
    rest = iter(form)
    return all(char in rest for char in title)


def _likeness(one: str, other: str) -> float:
    """Share of the pairs of neighbouring characters that two titles have in common, 0 to 1."""
    pairs, others = _pairs(one), _pairs(other)
    both = len(pairs | others)
    return len(pairs & others) / both if both else 0.0


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))
