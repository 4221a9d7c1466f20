"""Findings about the reading itself: numbers nobody could place, units filled in, what the reader put up with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import regex

from juesuan.extracting.nearest import nearest_concept
from juesuan.extracting.report import Report
from juesuan.knowledge.vocabulary import Concept
from juesuan.normalising.fact import Fact
from juesuan.normalising.facts import Place, place_of
from juesuan.normalising.keys import key
from juesuan.normalising.values import value_of

NOWHERE = Place(None, None, None)
WORDS = regex.compile(r"[^，。；：、\n]{0,40}$")
"""What stands before a number in its clause."""


def notices(
    document_id: str, report: Report, facts: Sequence[Fact], concepts: Iterable[Concept] = ()
) -> list[dict[str, Any]]:
    """Rows of the `findings` table, in reading order within each kind."""
    rows = [finding(document_id, "reading_note", "warning", note, NOWHERE, None) for note in report.reading.notes]
    for page in report.reading.pages:
        for remark in page.remarks:
            if not remark.startswith("read by OCR"):
                words = f"第{page.number}页：{remark}"
                rows.append(finding(document_id, "page_remark", "info", words, Place(page.number, None, None), None))
    for section, read in zip(report.sections, report.figures, strict=True):
        body = section.body
        if read.timed_out:
            words = f"“{section.heading}”一节的文字超出匹配时限，未提取任何数字，请人工核对。"
            place = place_of(report.reading, body, 0, 1)
            rows.append(finding(document_id, "pattern_timeout", "error", words, place, None))
        for number in read.unclaimed:
            around = body.text[max(0, number.start - 20) : number.unit_end + 20].replace("\n", "")
            before = WORDS.search(body.text, 0, number.start)
            near = nearest_concept(before.group(), concepts) if before else None
            reminder = f"，最接近的已知概念是“{near.zh}”（{near.id}）" if near else ""
            words = f"数字{number.text}没有对应的规则，含义未知{reminder}：…{around}…"
            place = place_of(report.reading, body, number.start, number.unit_end)
            rows.append(finding(document_id, "unclaimed_number", "info", words, place, around))
        for number in (f.number for f in read.figures if f.number is not None):
            if value_of(number.text, number.unit, negative=False) is None:
                words = f"数字{number.text[:40]}大得不可能是决算数，未提取，请人工核对。"
                place = place_of(report.reading, body, number.start, number.unit_end)
                rows.append(finding(document_id, "number_too_large", "warning", words, place, number.text[:40]))
        for figure in (f for f in read.figures if f.leftover):
            around = body.text[max(0, figure.start - 20) : figure.end + 8].replace("\n", "")
            words = f"模板中的增减两个方向都没有删去，按{'减少' if figure.negative else '增加'}提取：…{around}…"
            place = place_of(report.reading, body, figure.start, figure.end)
            rows.append(finding(document_id, "template_leftover", "warning", words, place, around))
    read_in = zip(report.sections, report.figures, strict=True)
    told = {section.index for section, read in read_in if any(f.leftover for f in read.figures)}
    for flaw in report.flaws:
        if flaw.code == "template_leftover" and flaw.section in told:
            continue  # the figures it left open have told of it
        section = report.sections[flaw.section]
        there = section.body if flaw.span is not None else section.title_place
        start, end = flaw.span or (0, 1)
        place = NOWHERE if there is None else place_of(report.reading, there, start, end)
        times = f"（本节共{flaw.count}处）" if flaw.count > 1 else ""
        words = f"「{section.heading}」{flaw.says}{times}：…{flaw.evidence}…"
        rows.append(finding(document_id, flaw.code, flaw.severity, words, place, flaw.evidence))
    for fact in facts:
        if fact.unit_inferred and fact.form == "digits" and fact.measure != "score":
            words = f"“{fact.value_text}”后面没有单位，按上下文取为{fact.unit}：{fact.quote}"
            rows.append(finding(document_id, "unit_inferred", "warning", words, NOWHERE, fact.quote) | _of_fact(fact))
    return _apart(rows)


def _apart(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with a key each: a damaged page may say the same many times at one place, as its boxes have it."""
    seen: Counter[str] = Counter()
    for row in rows:
        given = row["finding_id"]
        if seen[given]:
            row["finding_id"] = key(given, seen[given])
        seen[given] += 1
    return rows


def _of_fact(fact: Fact) -> dict[str, Any]:
    names = ("fact_id", "page", "x0", "y0", "x1", "y1", "char_start", "char_end", "anchor")
    return {name: getattr(fact, name) for name in names}


def finding(
    document_id: str, code: str, severity: str, message: str, place: Place, evidence: str | None
) -> dict[str, Any]:
    """A row of the `findings` table."""
    box = place.box
    corner = (box.x0, box.y0) if box else ("", "")
    return {
        "document_id": document_id,
        "finding_id": key(document_id, code, message, place.page, place.anchor, *corner),
        "code": code,
        "severity": severity,
        "message": message,
        "page": place.page,
        "x0": box.x0 if box else None,
        "y0": box.y0 if box else None,
        "x1": box.x1 if box else None,
        "y1": box.y1 if box else None,
        "anchor": place.anchor,
        "evidence": evidence,
    }
