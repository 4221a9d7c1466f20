"""Lines that a converter ran together: a page, or a whole report, on one line, every line break a space.

Nothing but spaces tells where the breaks were, and spaces stand elsewhere too. A break is put where a space parts a
numbered heading, the title of a table or the end of a sentence from what is beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from juesuan.reading.page import Line, Page

LONG = 200
"""No printed line has more characters than this."""
NUMERAL = "[一二三四五六七八九十]{1,3}"
HEADING = (
    rf"(?:第\s?{NUMERAL}\s?部分|{NUMERAL}\s?[、．.](?!\d)|[（(]\s?{NUMERAL}\s?[）)]|\d{{1,2}}\s?[、．.](?!\d))"
)
NAMED = (
    r"(?:情况|说明|概况|概括|职能|职责|构成|组成|设置|范围|解释|附件|附表|决算表|总表|明细表|报表|公开表)[。：:]?"
)
BREAK = re.compile(
    rf"(?<=[。；])\s+|(?<!目)\s+(?={HEADING})|\s+(?=目\s?录\s|目\s第|公开\d\d表)|(?<=\s目录)\s+|(?<=^目录)\s+|"
    rf"\s+(?=[^\s。，；]{{2,40}}决算(?:总|明细)?表(?:\s|$))|(?<=[算细总]表)\s+"
)
TITLE = re.compile(rf"\s*(?P<title>{HEADING}(?:\s?\S){{1,3}}\S{{0,40}}?(?:\s\S{{1,40}})?{NAMED})\s+(?=\S)")


def relined(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The same pages, the lines that hold several parted; lines with layout stay as they are."""
    return tuple(
        replace(page, lines=tuple(piece for line in page.lines for piece in _pieces(line)))
        if any(_overlong(line) for line in page.lines)
        else page
        for page in pages
    )


def _overlong(line: Line) -> bool:
    return line.boxes is None and len(line.text) > LONG and len(re.findall(rf"\s{HEADING}", line.text)) >= 2


def _pieces(line: Line) -> Iterator[Line]:
    """The line, or what it holds; each piece keeps the line's number."""
    if not _overlong(line):
        yield line
        return
    ends = [match.end() for match in BREAK.finditer(line.text)]
    for start, end in zip([0, *ends], [*ends, len(line.text)], strict=True):
        # 一、主要职责 负责…: the heading ends at the space.
        head = TITLE.match(line.text, start, end)
        for a, b in ((start, head.end()), (head.end(), end)) if head else ((start, end),):
            if line.text[a:b].strip():
                yield line.only(list(range(a, b)))
