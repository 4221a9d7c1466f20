"""Plain text: lines with their gaps, and the page breaks that the text shows or hints at."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import groupby

from juesuan.reading.page import Line, Page

_BREAKS = re.compile(r"\r\n|\r|\n")
_SOFT_BREAKS = re.compile("[\v\x85\u2028\u2029]")
_UNPRINTED = re.compile("[\xad\u200b-\u200f\u2060\ufeff]")


def pages_of(text: str) -> tuple[Page, ...]:
    """The pages of a decoded text, without sizes: several if it has form feeds, else one without a number.

    `number` of a line is its line in the file from 1, as an editor counts; `gap_before` the blank lines
    before it, counted afresh at a page break. `page` is set only in a file with form feeds: text after the
    n-th form feed is on page n + 1, and each page is a block. Without form feeds `block` still grows at
    the page breaks that double-spaced text hints at.
    """
    pieces = _pieces(text)
    if "\f" in text.strip():
        sheets = [tuple(group) for _, group in groupby(pieces, key=lambda line: line.block)]
        return tuple(
            Page(lines[0].page, 0.0, 0.0, lines)
            for lines in (tuple(replace(line, page=line.block + 1) for line in sheet) for sheet in sheets)
        )
    return (Page(None, 0.0, 0.0, _hinted(pieces)),)


def _pieces(text: str) -> list[Line]:
    """The lines that are not blank; `block` counts the form feeds before them.

    A form feed usually opens a line; where it stands inside one it parts it, and both parts keep the
    number. So do Word's soft line breaks.
    """
    lines: list[Line] = []
    gap = block = 0
    for number, row in enumerate(_BREAKS.split(_UNPRINTED.sub("", text)), start=1):
        blank = True
        for i, sheet in enumerate(row.split("\f")):
            if i:
                block += 1
                gap, blank = 0, True
            for part in _SOFT_BREAKS.split(sheet):
                if part.strip():
                    lines.append(Line(part, number=number, block=block, gap_before=gap))
                    gap, blank = 0, False
        gap += blank
    return lines


def usual_gap(lines: list[Line] | tuple[Line, ...]) -> int:
    """The most frequent number of blank lines between two lines; 0 for fewer."""
    gaps = Counter(line.gap_before for line in lines[1:])
    return gaps.most_common(1)[0][0] if gaps else 0


def _hinted(lines: list[Line]) -> tuple[Line, ...]:
    """The lines with `block` growing where double-spaced text hints at a page break.

    Where a form feed was turned into a space, the first line of a page follows without the blank line that
    all others have, and starts with exactly one space.
    """
    if usual_gap(lines) == 0:
        return tuple(lines)
    block, hinted = 0, []
    for i, line in enumerate(lines):
        if i and not line.gap_before and re.match(r" \S", line.text):
            block += 1
        hinted.append(replace(line, block=block))
    return tuple(hinted)
