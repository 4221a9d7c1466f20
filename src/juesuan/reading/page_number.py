"""Printed page numbers: what a line says if it is one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How a page number is printed."""

    BARE = "bare"
    """33, or -33 with a dash lost: could be any number, needs others in sequence."""
    ROMAN = "roman"
    SLASHED = "slashed"
    """3/40: could be a fraction or a date."""
    MARKED = "marked"
    """- 1 -, 第 3 页: nothing else looks like it."""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A page number as printed; `total` is the number of pages, where it says so."""

    value: int
    style: Style
    total: int | None = None


# A recogniser may read a dash as a dot: -19.
_DASH = r"[-‐-―−─━~～·•_.]"
_FORMS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    (Style.BARE, re.compile(r"(\d{1,4})")),
    # One of the two dashes lost in a scan: not certain either.
    (Style.BARE, re.compile(rf"{_DASH}(\d{{2,4}})")),
    (Style.BARE, re.compile(rf"(\d{{1,4}}){_DASH}")),
    (Style.MARKED, re.compile(rf"{_DASH}+(\d{{1,4}}){_DASH}+")),
    (Style.MARKED, re.compile(r"第(\d{1,4})页(?:[,、/(]*共(\d{1,4})页\)?)?")),
    (Style.MARKED, re.compile(r"共(\d{1,4})页[,、/(]*第(\d{1,4})页\)?")),
    (Style.MARKED, re.compile(r"page(\d{1,4})(?:of(\d{1,4}))?", re.IGNORECASE)),
    (Style.SLASHED, re.compile(r"(\d{1,4})/(\d{1,4})")),
)
_ROMAN = re.compile(r"(?=.)(x{0,4})(ix|iv|v?i{0,3})", re.IGNORECASE | re.ASCII)
_ONES = {ones: i for i, ones in enumerate(("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"))}


def page_number(text: str) -> PageNumber | None:
    """The page number a line consists of, None if it is anything else. Full-width forms count as plain."""
    printed = unicodedata.normalize("NFKC", text)
    plain = "".join(printed.split())
    # Two numbers on a line are figures.
    if len(plain) > 20 or re.search(r"\d\s+\d", printed):
        return None
    for style, form in _FORMS:
        if found := form.fullmatch(plain):
            first, second = int(found[1]), int(found[2]) if form.groups > 1 and found[2] else None
            if second is not None and plain.startswith("共"):
                first, second = second, first
            if second is not None and not 0 < first <= second:
                return None
            return PageNumber(first, style, second) if first else None
    if found := _ROMAN.fullmatch(plain):
        tens, ones = found[1].lower(), found[2].lower()
        value = 10 * len(tens) + _ONES[ones]
        return PageNumber(value, Style.ROMAN) if value else None
    return None
