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
    # Conversions lose characters: 一部分 stands for 第一部分; recognisers take 一 for a dash.
    (Kind.PART, regex.compile(rf"[【（《“]?第?({CJK}{{1,3}}|\d{{1,2}})部分[】）》“]?[：、:.\-]*(?![是为的，])")),
    (Kind.PART, regex.compile(r"第(-|ー)部分[：、:.]*(?![是为的，])")),
    (Kind.CJK, regex.compile(rf"({CJK}{{1,3}})[、.]")),
    (Kind.CJK_PAREN, regex.compile(rf"（({CJK}{{1,3}})）[、.]?")),
    (Kind.ARABIC, regex.compile(r"(\d{1,2})(?:、|\.(?!\d))")),
    (Kind.ARABIC_PAREN, regex.compile(r"（(\d{1,2})）[、.]?")),
)
LOST: tuple[tuple[Kind, regex.Pattern[str]], ...] = (
    # The numeral is gone, the rest of the number is there: 部分 名词解释, 、收入支出决算…, ）机构设置.
    (Kind.PART, regex.compile(r"部分[：、:.]*(?=[^的是为，]{2})")),
    (Kind.CJK, regex.compile(r"、(?=\p{Han}{4})")),
    (Kind.CJK_PAREN, regex.compile(r"（?）[、.]?(?=\p{Han}{3})")),
    # 一，主要职责 and 一 主要职责: the mark behind the numeral is another, or none (二级单位 and 三公 are words).
    (
        Kind.CJK,
        regex.compile(
            rf"({CJK}{{1,3}})(?:[，：](?=[\p{{Han}}“]{{4}})|(?=主要|部门|单位|机构|人员|收入|支出|收支|财政|一般公共|基本|“?三公|"
            r"政府|国有|机关|预算|其他|关于|本年|(?:19|20)\d\d年))"
        ),
    ),
)
GARBLED = regex.compile(
    r"。(?:(?P<v1>ㄒ唬)|(?P<v2>ǘ)|(?P<v3>ㄈ)|(?P<v4>ㄋ模)|(?P<v5>ㄎ澹)|(?P<v7>ㄆ撸)|(?P<v8>ò耍)|(?P<v9>ň牛)|(?P<v10>ㄊ))[^\p{Han}\w]?"
)
"""（一） to （十） in GBK, read from the middle of a character on: a page that lost a byte."""
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def numbering_of(folded: str, printed: str) -> Numbering | None:
    """The number a text starts with, None if it has none. Both texts have the same length."""
    if printed[:1] in CIRCLED and printed:
        return Numbering(Kind.CIRCLED, CIRCLED.index(printed[0]) + 1, printed[0], 1)
    for kind, form in FORMS:
        match = form.match(folded)
        if match:
            value = int(match[1]) if match[1].isdigit() else 1 if match[1] in "-ー" else chinese_integer(match[1])
            return Numbering(kind, value, printed[: match.end()], match.end())
    garbled = GARBLED.match(folded)
    if garbled:
        value = next(int(name[1:]) for name, found in garbled.groupdict().items() if found is not None)
        return Numbering(Kind.CJK_PAREN, value, printed[: garbled.end()], garbled.end())
    return None


def lost_numbering_of(folded: str, printed: str) -> Numbering | None:
    """What is left of a number that lost its numeral (its value is None) or its mark: known titles alone may follow."""
    for kind, form in LOST:
        match = form.match(folded)
        if match:
            value = chinese_integer(match[1]) if form.groups else None
            return Numbering(kind, value, printed[: match.end()], match.end())
    return None
