"""Soft breaks mended: lines become paragraphs, and every character keeps its place.

Reports break lines anywhere, also between an amount and its 万元 and over the edge of a page. A paragraph ends
where a line stops well short of the margin, or where the next one is numbered or indented.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import regex

from juesuan.reading.folding import fold, simplified
from juesuan.reading.page import Box, Line

Places = npt.NDArray[np.int32]

NUMBERED = regex.compile(
    r"\s*(?:[【（《]?[第笫]\s?[一二三四五六七八九十\d]{1,3}\s?部\s?分|第\s?[-—ー]\s?部\s?分|[一二三四五六七八九十]{1,3}\s?[、.．丶]|"
    r"[（(]\s?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s?[）)]|\d{1,2}\s?(?:、|[.．](?!\d))|[①-⑳]|"
    r"序号|注[：:]|附件?[：:\d]|"
    # Numbers that lost their numeral: 、收入支出决算…, ）机构设置, 部分 名词解释.
    r"(?:[、)）]|[一二三四五六七八九十]{0,3}部分|[一二三四五六七八九十]{1,3}[，：:\s])[^，。；]{2,40}(?:情况|说明|职责|职能|设置|概况|构成|解释|决算表|附件)\s*$|"
    # 。ㄒ唬 is （一） read from the middle of a character on.
    r"。[ㄒǘㄈㄋㄎㄆòňㄊ])"
)
BARE_TITLE = regex.compile(
    r"\s*[^，。；：！？:;\d]{0,16}(?:(?:19|20)\d\d年度?)?[^，。；：！？:;\d]{2,30}(?:决算|支出|收支|占用|采购|绩效|运行经费)"
    r"[^，。；：！？:;\d]{0,4}(?:情况|说明)\s*$"
)
"""A heading that lost its number, on a line by itself."""
BARE_NUMBER = regex.compile(r"\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s?[、.．丶]\s*")
"""A number by itself: the text it numbers may stand on the next line, another number does not."""
WHOLE_TITLE = regex.compile(
    r"\s*(?:第\s?[一二三四五六七八九十\d]{1,3}\s?部\s?分.*(?:概\s?况|决算(?:公开)?(?:报)?表|说明|解释|附件|完成情况)|"
    r"(?:[一二三四五六七八九十]{1,3}\s?[、.．，]|[（(][一二三四五六七八九十]{1,3}[）)]|。[ㄒǘㄈㄋㄎㄆòňㄊ])[^，。]{2,40}(?:情况说明|决算情况|"
    r"(?<=主要|工作|单位|部门)(?:职责|职能)|(?:机构|内设)设置|(?:单位|人员|部门)构成|"
    r"(?:总体|结构|具体|收入|支出|收支|占用|使用|管理|开展|构成|变化|绩效|采购)情况))\s*$"
)
"""A numbered title that is whole, however wide it is printed."""
GOES_ON = regex.compile(r"\s*(?:说明|分析|的|和|及|与|表|[，、。；])")
"""How the line below begins when a title that seemed whole was not."""
MID_AMOUNT = regex.compile(r"(?:\d\s*\n\s*(?:[百千]?万\s?元?|亿\s?元?|千?元|[%％]|个百分点)|[万亿]\s*\n\s*元)")
"""A line that breaks off between the digits of an amount and its unit."""
FROM_THE_MIDDLE = regex.compile(
    r"\s*(?:\d[\d,]*(?:\.\d+)?\s*(?:[百千]?万\s?元|亿\s?元|元|[%％])|[，。；、％%](?!\s*$)|"
    r"(?:增加|减少|增长|下降|降低|上升|减低|占|完成|比|较)[^，。；\n]{0,12}\d)"
)
"""A line that begins with an amount, a stop or a change goes on with the line above, however short that one is.

A word processor does not break a number: 基本支出为 stands alone on its line where 1016.37万元 had no room beside it.
"""
OPEN_ENDS = "，、：（“《,:("
CLOSED_ENDS = "。！？；!?;"
PROSE = regex.compile(r"[，。；,;]|[（(][类款项][)）]")
SHORT = 0.86
"""A line narrower than this share of the widest is the last of its paragraph."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of `lines`, white space removed.

    `text` is as printed, `folded` the same length as patterns see it; `line_of` and `char_of` (int32, one entry
    a character) say which line of the reading, and which of its characters, each came from.
    """

    text: str
    folded: str
    line_of: Places
    char_of: Places

    def __len__(self) -> int:
        return len(self.text)

    def slice(self, start: int, end: int) -> Paragraph:
        """A part of it, places kept."""
        return Paragraph(self.text[start:end], self.folded[start:end], self.line_of[start:end], self.char_of[start:end])


def joined(paragraphs: Sequence[Paragraph]) -> Paragraph:
    """Several paragraphs as one, a line feed between them (it belongs to the character before it)."""
    texts: list[str] = []
    folds: list[str] = []
    lines: list[Places] = []
    chars: list[Places] = []
    for i, p in enumerate(paragraphs):
        if i and lines and len(lines[-1]):
            texts.append("\n")
            folds.append("\n")
            lines.append(lines[-1][-1:])
            chars.append(chars[-1][-1:])
        texts.append(p.text)
        folds.append(p.folded)
        lines.append(p.line_of)
        chars.append(p.char_of)
    empty = np.zeros(0, np.int32)
    return Paragraph("".join(texts), "".join(folds), np.concatenate(lines or [empty]), np.concatenate(chars or [empty]))


def paragraph_of(pieces: Iterable[tuple[int, str, int]]) -> Paragraph:
    """A paragraph from pieces of lines: (index of the line, text, index of the text's first character)."""
    text: list[str] = []
    line_of: list[int] = []
    char_of: list[int] = []
    for index, piece, offset in pieces:
        gap = bool(text)
        for i, c in enumerate(piece):
            if c.isspace() or c in "\u200b\ufeff\x00":
                gap = True
                continue
            if gap and text and c.isascii() and c.isalnum() and text[-1].isascii() and text[-1].isalnum():
                # Latin words and numbers that were apart stay apart: 2021 12 is not 202112.
                text.append(" ")
                line_of.append(line_of[-1])
                char_of.append(char_of[-1])
            gap = False
            text.append(c)
            line_of.append(index)
            char_of.append(offset + i)
    whole = "".join(text)
    return Paragraph(whole, fold(whole), np.array(line_of, np.int32), np.array(char_of, np.int32))


def _margins(lines: Sequence[Line]) -> dict[int, tuple[float, float]]:
    """Left and right margin of every block, from its lines (x with layout, columns of print without)."""
    seen: dict[int, list[tuple[float, float]]] = {}
    for line in lines:
        box = line.box
        extent = (box.x0, box.x1) if box else (0.0, float(line.width))
        seen.setdefault(line.block, []).append(extent)
    flat = [x1 for extents in seen.values() for _, x1 in extents]
    usual = float(np.percentile(flat, 90)) if flat else 0.0
    margins = {}
    for block, extents in seen.items():
        right = max(x1 for _, x1 in extents)
        if lines[0].boxes is None:
            right = min(max(right, 0.9 * usual), 1.1 * usual)
        elif len(extents) < 4:
            # A page of a few short lines (a cover, a title) says nothing of the margin.
            right = max(right, usual)
        margins[block] = (min(x0 for x0, _ in extents), right)
    return margins


def _short(line: Line, margins: dict[int, tuple[float, float]], *, first: bool) -> bool:
    left, right = margins[line.block]
    box = line.box
    # Plain text has lost the two characters by which the first line of a paragraph was indented.
    reach = (box.x1 - left if box else line.width + 4 * first) / max(right - left, 1.0)
    return reach < SHORT


def _indented(line: Line, margins: dict[int, tuple[float, float]]) -> bool:
    left, _ = margins[line.block]
    box: Box | None = line.box
    if box is None:
        return len(line.text) - len(line.text.lstrip()) >= 2 or line.text.startswith("\u3000")
    return box.x0 - left > 1.2 * (box.y1 - box.y0)


def _centred(line: Line, margins: dict[int, tuple[float, float]]) -> bool:
    """Whether it stands in the middle, clear of both margins: a title."""
    left, right = margins[line.block]
    box = line.box
    if box is None:
        return False
    indent, rest = box.x0 - left, right - box.x1
    return min(indent, rest) > 3 * (box.y1 - box.y0) and abs(indent - rest) < 0.2 * (right - left)


def paragraphs(lines: Sequence[tuple[int, Line]]) -> list[Paragraph]:
    """Join lines, given with their index in the reading, into paragraphs."""
    lines = [(i, line) for i, line in lines if line.text.strip()]
    if not lines:
        return []
    margins = _margins([line for _, line in lines])
    groups: list[list[tuple[int, Line]]] = []
    for index, line in lines:
        if groups and _continues(groups[-1][-1][1], line, margins, first=len(groups[-1]) == 1):
            groups[-1].append((index, line))
        else:
            groups.append([(index, line)])
    return [p for p in (paragraph_of((i, x.text, 0) for i, x in group) for group in groups) if p.text]


def _breaks_off(line: Line, end: str) -> bool:
    """Whether a line of plain text stops in the middle of a sentence, however short it is.

    Text without a layout keeps the breaks of a page that nobody has: 较2022年度决算数增加0.00 / 万元.
    """
    if line.box is not None or not PROSE.search(line.text) or WHOLE_TITLE.match(simplified(line.text)):
        return False
    return end.isdigit() or end in "”）)" or ("\u4e00" <= end <= "\u9fff" and end not in "元倍")


def _continues(before: Line, line: Line, margins: dict[int, tuple[float, float]], *, first: bool) -> bool:
    end = before.text.rstrip()[-1]
    above, below = simplified(before.text), simplified(line.text)
    if line.opens or NUMBERED.match(below):
        whole = end in "，、（,(" and not BARE_NUMBER.fullmatch(above)
        return whole or (line.opens and bool(MID_AMOUNT.match(f"{end}\n{line.text}")))
    if end in OPEN_ENDS:
        return True
    if end == "。" and BARE_TITLE.match(below):
        return False
    if end not in CLOSED_ENDS and FROM_THE_MIDDLE.match(below):
        return True
    if _breaks_off(before, end) or MID_AMOUNT.match(f"{end}\n{line.text}"):
        return True
    titled = WHOLE_TITLE.match(above) and not GOES_ON.match(below)
    if titled or _short(before, margins, first=first) or _centred(before, margins):
        return False
    return not (end in CLOSED_ENDS and _indented(line, margins))
