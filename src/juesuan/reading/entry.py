"""A line looked at as an entry of a table of contents."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from juesuan.reading.folding import simplified

_ONES = "一二三四五六七八九"
_TEENS = [*_ONES, "十", *(f"十{c}" for c in _ONES)]
_NUMERALS = {numeral: i for i, numeral in enumerate([*_TEENS, "二十", *(f"二十{c}" for c in _ONES)], 1)}
# 目 第一部分 录: the title in large letters, a converter having read the first entry between its characters.
_TITLE = re.compile(r"目[录錄次]|目第?[一1]部分[录錄]|contents", re.IGNORECASE)
_PART = re.compile(r"[【(《\[]?第?([一二三四五六七八九十]+|\d+)(?:部分|章|篇)")
_ORDINAL = re.compile(r"([一二三四五六七八九十]+)[、.,:]")
_NUMBERED = re.compile(
    # 。ㄒ唬 is （一） read from the middle of a character on.
    r"第[一二三四五六七八九十\d]+[部章节篇]|附[件表]|\([一二三四五六七八九十\d]+\)|\d{1,2}[、.](?!\d)|。[ㄒǘㄈㄋㄎㄆòňㄊ]"
)
# 5, (5), (2-5), ()
_PAGE = r"(?:\(?\d{1,3}(?:[-—~]\d{1,3})?\)?|\(\))"
_LED = re.compile(rf"(?<=..)[.·•—_\-,]{{3,}}(?P<page>{_PAGE})?$")
# A recogniser keeps one dot of a leader, or none: 织密阅读网络。.17
_STOPPED = re.compile(rf"(?<=[一-鿿])[。.·•—_\-,]+(?P<page>{_PAGE})$")
_PAGED = re.compile(rf"(?<=[^\d.%年(]){_PAGE}$")
_PAGEREF = re.compile(r"PAGEREF\s*_Toc\d+(\s*\\?h)?\s*", re.IGNORECASE)
_SENTENCE = re.compile(r"[。;!?%]|,.*,")
# An entry printed with a full stop: 一、收入支出决算总体情况说明。
_STOP = re.compile(r"(?<=情况|说明|概况|职责|职能|设置|构成|解释|总表|算表|细表)。$")
_TABULAR = re.compile(r"\d\.\d|单位:.{0,6}元|公开\d+表")
LONG = 60
"""No heading has more characters than this."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line would be as an entry of the contents.

    `key` is its heading without white space, leaders and page number; `part` the N of 第N部分, `ordinal` of
    N、, None without; `led` says it ends in leaders or a page number behind leaders, `heading` that it has
    leaders or begins with a heading's number, `is_title` that it is 目录, `is_body` that it is no heading: a
    sentence, or the row of a table.
    """

    key: str
    part: int | None
    ordinal: int | None
    led: bool
    heading: bool
    is_title: bool
    is_body: bool


def entry_of(text: str) -> Entry:
    """The line as an entry. Full-width forms and leftovers of page references count as plain."""
    plain = unicodedata.normalize("NFKC", simplified(_PAGEREF.sub("", text)))
    plain = "".join(plain.replace("。。", "..").split())
    parts = _PART.findall(plain) if "部分" in plain or "章" in plain or "篇" in plain else []
    # Contents that ran together on one line hold several parts.
    several = len(set(parts)) > 1
    amid = plain.startswith("目") and plain[1:2] in "第一1"
    part, ordinal = _PART.match(plain), _ORDINAL.match(plain)
    numbered = part is not None or ordinal is not None or _NUMBERED.match(plain) is not None
    leaders = _LED.search(plain) or (_STOPPED.search(plain) if numbered else None)
    led = leaders is not None and (bool(leaders["page"]) or (numbered and not _SENTENCE.search(plain)))
    bare = plain[: leaders.start()] if led and leaders else _STOP.sub("", plain) if numbered else plain
    body = len(bare) > LONG or bool(_SENTENCE.search(bare, 1)) or bool(_TABULAR.search(bare))
    return Entry(
        key=_PAGED.sub("", bare) if numbered else bare,
        part=_number(part[1]) if part and not several else None,
        ordinal=_number(ordinal[1]) if ordinal else None,
        led=led,
        heading=led or numbered,
        is_title=(len(bare) <= 8 or several or amid) and _TITLE.match(bare) is not None,
        is_body=body and not led and not several,
    )


def _number(numeral: str) -> int | None:
    """The value of a heading's numeral, None beyond the twenties."""
    return int(numeral) if numeral.isdigit() else _NUMERALS.get(numeral)
