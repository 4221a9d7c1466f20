"""The numbers in front of headings and items: 第一部分, 一、, （一）, 1., （1）, ①."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import regex

from juesuan.normalising.numerals import chinese_integer


class Kind(IntEnum):
    """Kinds of numbering, outermost first."""

    PART = 0
    CJK = 1
    CJK_PAREN = 2
    ARABIC = 3
    ARABIC_PAREN = 4
    CIRCLED = 5


@dataclass(frozen=True, slots=True)
class Numbering:
    """A number in front of a text: its kind, its value (None where it is unreadable), where the text starts."""

    kind: Kind
    value: int | None
    text: str
    end: int


CJK = "[一二三四五六七八九十]"
FORMS: tuple[tuple[Kind, regex.Pattern[str]], ...] = (
    # Conversions lose characters: 一部分 and even 部分 alone stand for 第一部分.
    (Kind.PART, regex.compile(rf"第?({CJK}{{1,3}}|\d{{1,2}})部分[：、:.]*(?![是为的，])")),
    (Kind.CJK, regex.compile(rf"({CJK}{{1,3}})[、.]")),
    (Kind.CJK_PAREN, regex.compile(rf"（({CJK}{{1,3}})）[、.]?")),
    (Kind.ARABIC, regex.compile(r"(\d{1,2})(?:、|\.(?!\d))")),
    (Kind.ARABIC_PAREN, regex.compile(r"（(\d{1,2})）[、.]?")),
)
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def numbering_of(folded: str, printed: str) -> Numbering | None:
    """The number a text starts with, None if it has none. Both texts have the same length."""
    if printed[:1] in CIRCLED and printed:
        return Numbering(Kind.CIRCLED, CIRCLED.index(printed[0]) + 1, printed[0], 1)
    for kind, form in FORMS:
        match = form.match(folded)
        if match:
            value = int(match[1]) if match[1].isdigit() else chinese_integer(match[1])
            return Numbering(kind, value, printed[: match.end()], match.end())
    return None
