"""What a text picked up on its way, taken out again. Characters only go, so that each one left keeps its place.

Mirrors of a page put the reading behind a character (務(wù)), Word leaves its page references, a bold face drawn
twice gives every character twice, and the foot of a page gets amid a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from juesuan.reading.page import Line, Page, Role

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
READING = re.compile(rf"(?<=[一-鿿])[(（][a-zü]{{0,4}}[{TONED}][a-zü]{{0,4}}[)）]")
REFERENCE = re.compile(
    r'\s*(?:HYPERLINK\s*(?:\\l)?\s*["“”]?_Toc\d+["“”]?\s*)?PAGEREF\s*_Toc\d+(?:\s*\\?h)?(?:\s*\d{1,3}(?=\s*$))?|'
    r'HYPERLINK\s*\\l\s*["“”]?_Toc\d+["“”]?|TOC\s*\\o\s*["“”]\d-\d["“”](?:\s*\\[a-z])*',
    re.IGNORECASE,
)
UNSEEN = re.compile("[\xad\u200b-\u200f\u2060\ufeff]")
TWICE = re.compile(r"(?:(\S)\1\s*){4,}")
HAN_TWICE = re.compile(r"([一-鿿])\1")
GROUPED = re.compile(
    "(?<![\\d\u00a0\u2007\u2009\u202f])\\d{1,3}(?:[\u00a0\u2007\u2009\u202f]\\d{3})+(?=(?:\\.\\d{1,6})?\\s*[万亿元])"
)
"""Thousands parted by a space that does not break, before a unit of money: 1 234.56万元. Others may be two numbers."""
FOOT = re.compile(
    r"(?<=[一-鿿，、；：）])\s*[-—–]\s?(?P<page>\d{1,3})\s?[-—–]\s*(?=[一-鿿（“]|\d[\d.,]*\s?(?:万|亿|元|%))"
)
"""- 12 - amid a sentence, where a converter ran the pages together."""


def mended(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The same pages without readings, page references, unseen characters, second prints and stray page numbers."""
    feet = _paced([line.text for page in pages for line in page.lines])
    return tuple(replace(page, lines=_lines(page.lines, feet)) if _suspect(page, feet) else page for page in pages)


def _suspect(page: Page, feet: bool) -> bool:
    """Whether anything of the kind may be on a page: few pages have any, and one look at all of it is quick."""
    text = "\n".join(line.text for line in page.lines)
    referenced = "TOC" in text.upper() and REFERENCE.search(text)
    return feet or bool(referenced) or any(form.search(text) for form in (READING, UNSEEN, TWICE, GROUPED))


def _lines(lines: tuple[Line, ...], feet: bool) -> tuple[Line, ...]:
    """The lines mended; one that holds nothing else is furniture."""
    found = []
    for line in lines:
        gone = set(_gone(line.text, feet))
        if gone:
            left = line.only([i for i in range(len(line.text)) if i not in gone])
            line = left if left.text.strip() else line.as_(Role.FURNITURE)
        found.append(line)
    return tuple(found)


def _gone(text: str, feet: bool) -> Iterator[int]:
    """Indices of the characters that do not belong to the text."""
    for form in (READING, REFERENCE, UNSEEN):
        for match in form.finditer(text):
            yield from range(*match.span())
    for match in TWICE.finditer(text):
        run = match[0]
        # 1122 may be a number and 高高兴兴开开心心 is said; a whole line, or five characters on end, is a bold face.
        words = len(HAN_TWICE.findall(run))
        if words >= 5 or (words >= 2 and len(run.strip()) >= 0.9 * len(text.strip()) >= 9):
            yield from _second(text, *match.span())
    for match in GROUPED.finditer(text):
        yield from (i for i in range(*match.span()) if not text[i].isdigit())
    if feet:
        for match in FOOT.finditer(text):
            yield from range(*match.span())


def _second(text: str, start: int, end: int) -> Iterator[int]:
    """Of a run in which every character stands twice, the second ones."""
    at = start
    while at + 1 < end:
        if text[at].isspace():
            at += 1
            continue
        yield at + 1
        at += 2


def _paced(texts: Sequence[str]) -> bool:
    """Whether the numbers between dashes amid the text rise from page to page."""
    dashed = (text for text in texts if "-" in text or "—" in text or "–" in text)
    found = [int(match["page"]) for text in dashed for match in FOOT.finditer(text)]
    return len(found) > 1 and all(a < b <= a + 3 for a, b in pairwise(found))
