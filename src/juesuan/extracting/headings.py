"""Whether a paragraph is a heading, and which.

A heading is known by its text and its place: （三） occurs several times in one part, and a list item is numbered
like a heading. A title of the patterns is a heading wherever it stands; anything else has to look like a title
and to stand in sequence.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from juesuan.extracting.nearest import damaged
from juesuan.extracting.numbering import Kind, Numbering, lost_numbering_of, numbering_of
from juesuan.knowledge.structure import Structure, Titled
from juesuan.reading.paragraphs import Paragraph

UNMISTAKABLE = frozenset({"overview", "tables", "narrative", "glossary", "annex"})
"""Parts that are known by their title though their number is gone."""
LONGEST = 60
LONGEST_TITLE = 50
"""关于某某县水务局2021年度一般公共预算及政府性基金财政拨款“三公”经费支出决算情况说明 has 44 characters."""
TITLE_END = regex.compile(
    r"(?:情况|说明|概况|职能|职责|构成|范围|分析|目标|措施|原因|问题|建议|结果|应用|报告|综述|结论|成效|经验|做法|"
    r"计划|安排|事项|体系|指标|内容|名单|清单|依据|背景|概述|简介|解释|评价|自评|设置|数据|方面|打算|用途)$"
)
FIGURE = regex.compile(r"\d(?!\d*年)[\d,.]*(?:万|亿|元|%|个|人|辆|家|项|件|分)|\d\.\d|得分\d")
ACCOUNT = regex.compile(r"（\d{0,3}[类款项]）")
SENTENCE_END = regex.compile(r"[。！？；]")
NOTE = regex.compile(r"（[^（）]{4,}）[。：]?$")
"""What a title says of itself: 二、部门决算单位构成（仅有一个单位的部门，本部分内容为“机构设置”）."""
QUESTIONABLE = regex.compile(r"[，；。！？]")
UNNUMBERED = regex.compile(r"[^，；。！？：\d]{0,16}(?:(?:19|20)\d\d年度?)?[^，；。！？：\d]{4,36}(?:情况|说明)。?")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its numbering, its printed title, its canonical id, where the body starts in the paragraph."""

    numbering: Numbering
    title: str
    concept: str | None
    heading_part: str | None
    body_start: int
    certain: bool
    """Known by its title; an uncertain one must stand in sequence too."""


def bare(folded_title: str) -> str:
    """A title without the quotes and the stop that come and go."""
    return folded_title.strip("。：:；;，、.· ").replace("“", "").replace("《", "").replace("》", "")


def canonical(folded_title: str, titles: tuple[Titled, ...]) -> Titled | None:
    """The first of `titles` that the bare title bears."""
    title = bare(folded_title)
    return next((t for t in titles if t.title.search(title)), None)


def known_as(folded_title: str, titles: tuple[Titled, ...]) -> Titled | None:
    """The one of `titles` that a title bears, whole or damaged."""
    return canonical(folded_title, titles) or damaged(bare(folded_title), titles)


def unnumbered_heading(paragraph: Paragraph, structure: Structure, kind: Kind, value: int) -> Heading | None:
    """The heading of the narrative that a paragraph is, though its number is lost; the kind and the value say which.

    八、政府性基金预算收入支出决算情况 whose 八、 is gone: only a whole known title by itself will do.
    """
    if not UNNUMBERED.fullmatch(paragraph.folded):
        return None
    known = canonical(paragraph.folded, structure.headings)
    if known is None or known.part != "narrative":
        return None
    title = paragraph.text.strip("。：:")
    return Heading(Numbering(kind, value, "", 0), title, known.id, known.part, len(paragraph.text), True)


def heading_of(paragraph: Paragraph, structure: Structure) -> Heading | None:
    """The heading a paragraph starts with, None if it does not start with one."""
    folded = paragraph.folded
    numbering = numbering_of(folded, paragraph.text)
    worn = numbering is None
    numbering = numbering or lost_numbering_of(folded, paragraph.text)
    if numbering is None:
        return None
    if numbering.kind is Kind.PART:
        title = folded[numbering.end :]
        stop = SENTENCE_END.search(title[:-1])
        if stop and canonical(title[: stop.start()], structure.parts):
            printed = paragraph.text[numbering.end : numbering.end + stop.start()]
            return Heading(numbering, printed, None, None, numbering.end + stop.end(), True)
        if len(title) > LONGEST or stop:
            return None
        if numbering.value is None:
            # 部分项目绩效评价情况 is no part: some, not the part of a number.
            titled = canonical(title, structure.parts)
            if titled is None or titled.id not in UNMISTAKABLE:
                return None
        return Heading(numbering, paragraph.text[numbering.end :].strip("：:"), None, None, len(folded), True)
    stop = SENTENCE_END.search(folded, numbering.end)
    end = stop.start() if stop else len(folded)
    title = folded[numbering.end : end]
    body = stop.end() if stop else len(folded)
    if "：" in title:
        colon = title.index("：")
        if colon + 1 < len(title) or body < len(folded):
            if numbering.kind > Kind.CJK_PAREN:
                return None  # 1．某项目绩效自评综述：… is an item of a list
            title, body = title[:colon], numbering.end + colon + 1
    if not title or len(title) > LONGEST or FIGURE.search(title) or ACCOUNT.search(title):
        return None
    known = canonical(NOTE.sub("", title), structure.headings)
    clean = bare(NOTE.sub("", title))
    whole = body >= len(folded)
    punctuated = bool(QUESTIONABLE.search(clean))
    looks = bool(TITLE_END.search(clean)) and not punctuated and len(clean) <= LONGEST_TITLE
    if not looks or known is None:
        # 九、政性基金预算财政拨款收入支出决算情况说: characters are gone.
        mended = damaged(clean, structure.headings) if whole or stop else None
        looks, known = looks or mended is not None, mended or known
    opens_part = numbering.kind is Kind.CJK and canonical(title, structure.parts) is not None
    if worn and not (whole and (opens_part or (known is not None and looks))):
        return None
    if known is not None and (punctuated or len(clean) > LONGEST_TITLE or not (looks or (whole and stop is None))):
        known = None
    if known is None and stop is not None and whole and numbering.kind > Kind.CJK_PAREN:
        return None  # 1.把自评结果作为依据。 is an item: a sentence of its own
    if known is None and not looks:
        if numbering.kind is not Kind.CJK or "：" in folded[numbering.end : body].rstrip("：。"):
            return None
        if not whole and len(clean) > 30:
            return None
    printed = paragraph.text[numbering.end : numbering.end + len(title)]
    return Heading(
        numbering,
        printed.strip("。：:"),
        known.id if known else None,
        known.part if known else None,
        body,
        known is not None,
    )
