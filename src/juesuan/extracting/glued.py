"""Headings that lost their line: 一、收入支出决算总体情况说明2021年度收、支总计… in one paragraph, parted again.

Web pages and conversions put a whole report on one line. Only titles of the patterns part a paragraph, and only
where there are several of them or figures follow at once; a list of contents in front stays one piece.
"""

from __future__ import annotations

import regex

from juesuan.extracting.headings import bare, canonical
from juesuan.extracting.numbering import CJK
from juesuan.knowledge.structure import Structure
from juesuan.reading.paragraphs import Paragraph

TITLE = regex.compile(
    rf"(?:(?P<part>第?{CJK}{{1,3}}部分[：、:.]*)|(?<![一二三四五六七八九十第])(?:{CJK}{{1,3}}[、.]|（{CJK}{{1,3}}）[、.]?)|"
    r"(?<![\d.])\d{1,2}[.、](?=(?:总体|收入|支出|收支|结转结余|比较)情况))"
    r"(?P<title>(?:关于)?(?:[^，。；：！？、\d]{0,24}(?:19|20)\d\d年度?)?[^，。；：！？\d]{0,40}?"
    r"(?:情况说明|情况分析|情况|说明|概况|概括|职能|职责|构成|设置|解释|附件|附表|渠道|事项|"
    r"决算(?:公开)?(?:报)?表(?:（[^（）]{2,8}）)?))"
    rf"(?!情况|说明|分析|统计|工作|[的和及与、等进，]|（(?!{CJK}{{1,3}}）)|[^。；]{{0,4}}表)(?P<stop>[。：]?)"
)
OPENING = regex.compile(
    r"(?:19|20)\d\d年|本(?:年|单位|部门)|(?:收入|支出|财政拨款|一般公共预算|政府性基金)[^。]{0,30}\d"
)


def unglued(paragraph: Paragraph, structure: Structure) -> list[Paragraph]:
    """The paragraph, parted at the headings that are glued into it; itself alone if there are none."""
    folded = paragraph.folded
    found = [m for m in TITLE.finditer(folded) if _known(m, structure)]
    if not found:
        return [paragraph]
    if len(found) == 1 and (found[0].start() or not OPENING.match(folded, found[0].end())):
        return [paragraph]
    names = [bare(m["title"]) for m in found]
    if names[0] in names[1:]:
        # The contents in front name every heading a first time.
        found = found[names.index(names[0], 1) :]
    pieces = []
    at = 0
    for match in found:
        if match.start() > at:
            pieces.append(paragraph.slice(at, match.start()))
        pieces.append(paragraph.slice(match.start(), match.end()))
        at = match.end()
    if at < len(paragraph):
        pieces.append(paragraph.slice(at, len(paragraph)))
    return pieces


def _known(match: regex.Match[str], structure: Structure) -> bool:
    if match["part"] is not None:
        return canonical(match["title"], structure.parts) is not None
    title = match["title"]
    return canonical(title, structure.headings) is not None or canonical(title, structure.parts) is not None
