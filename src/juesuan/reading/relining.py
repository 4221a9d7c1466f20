"""Lines that a converter ran together: a page, or a whole report, on one line, every line break a space.

Nothing but spaces tells where the breaks were, and spaces stand elsewhere too. A break is put where a space parts a
numbered heading, the title of a table or the end of a sentence from what is beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from juesuan.reading.folding import simplified
from juesuan.reading.page import Line, Page
from juesuan.reading.paragraphs import BARE_TITLE

LONG = 200
"""No printed line has more characters than this."""
NUMERAL = "[一二三四五六七八九十]{1,3}"
NUMBER = re.compile(
    rf"[【（(]?第?\s?{NUMERAL}\s?部分|{NUMERAL}\s?[、．.](?!\d)|[（(]\s?{NUMERAL}\s?[）)]|\d{{1,2}}\s?[、．.](?!\d)|"
    r"[、)）](?=[^，。；]{2,40}(?:情况|说明|设置|职责)$)|部分$"
)
TITLED = re.compile(
    r"(?:情况|说明|概况|概括|职能|职责|构成|组成|设置|范围|解释|附件|附表|决算表|总表|明细表|报表|公开表|渠道|联系方式|事项|"
    r"分析|对比|结果|目标)(?:[（(][^（）()]{2,12}[）)])?[。：:]?$"
)
TABLE = re.compile(r"(?:《)?[^\s。，；]{2,40}(?:决算(?:总|明细)?表|决算明细)(?:》)?")
CAPTION = re.compile(r"公开\d\d表|目录|目次")
AMOUNT = re.compile(r"[-\d,.，%]+")
CLOSED = "。；"
MOSTLY = 0.5
MOST = 4
"""Words into which the spaces of a converter may part a heading."""
LONGEST = 60
WORD = re.compile(r"\S+")


def relined(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The same pages, those parted that consist of lines run together; pages with layout stay as they are."""
    return tuple(
        replace(page, lines=tuple(piece for line in page.lines for piece in _pieces(line)))
        if _run_together(page)
        else page
        for page in pages
    )


def _run_together(page: Page) -> bool:
    """Whether most of a page stands in such lines; a long paragraph among others is a long paragraph."""
    together = sum(len(line.text) for line in page.lines if _overlong(line))
    return together > MOSTLY * sum(len(line.text) for line in page.lines)


def _overlong(line: Line) -> bool:
    return line.boxes is None and len(line.text) > LONG and sum(map(_numbered, WORD.findall(line.text))) >= 2


def _numbered(word: str) -> bool:
    return NUMBER.match(word) is not None


def _pieces(line: Line) -> Iterator[Line]:
    """The line, or what it holds; each piece keeps the line's number."""
    if not _overlong(line):
        yield line
        return
    starts = [*_breaks(simplified(line.text)), len(line.text)]
    at = 0
    for start in starts:
        if line.text[at:start].strip():
            yield line.only(list(range(at, start)))
        at = start


def _breaks(text: str) -> Iterator[int]:
    """Where, in a text of words parted by spaces, lines begin."""
    words = list(WORD.finditer(text))
    at = 0
    while at < len(words):
        word = words[at][0]
        before = words[at - 1][0] if at else ""
        used = _heading(words, at) if before != "目" else 0
        if used or (_numbered(word) and before != "目") or before[-1:] in CLOSED:
            yield words[at].start()
        if not used and (TABLE.fullmatch(word) or CAPTION.fullmatch(word) or BARE_TITLE.fullmatch(word)):
            yield words[at].start()
            used = 1
        at += used or 1
        if used and at < len(words):
            yield words[at].start()


def _heading(words: list[re.Match[str]], at: int) -> int:
    """Of how many words the heading consists that begins here; 0 if none does, or none that is seen to end."""
    if not _numbered(words[at][0]):
        return 0
    whole, part = "", "部分" in words[at][0]
    for used, match in enumerate(words[at : at + MOST], 1):
        if used > 1 and (_numbered(match[0]) or AMOUNT.fullmatch(match[0])):
            return 0
        if used > 1 and not part and (TABLE.fullmatch(match[0]) or CAPTION.fullmatch(match[0])):
            return 0
        whole += match[0]
        if len(whole) > LONGEST or whole[-1] in "，；":
            return 0
        if TITLED.search(whole):
            return used
        if whole[-1] in CLOSED:
            return 0
    return 0
