"""One report, printed in the ways that offices print: its parts, headings and tables are the same."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from report_shapes import shapes
from small_reports import report_of
from test_structures import concepts_of, expected_concepts, parts_of

LIKE = (51, 66, 45, 36, 74, 68, 65, 129)
"""Six parts, tables last, names in titles, many headings, other matters, performance, no parts, rare headings."""


def body_only(text: str, change: Callable[[str], str]) -> str:
    """A change below the contents."""
    start = text.rfind("\n第一部分")
    return text[:start] + change(text[start:]) if start >= 0 else change(text)


PRINTS: dict[str, Callable[[str], str]] = {
    "the title of a part on the next line": lambda t: re.sub(r"(?m)^(第.部分) (.*)$", r"\1\n\2", t),
    "that, below the contents only": lambda t: body_only(t, lambda b: re.sub(r"(?m)^(第.部分) (.*)$", r"\1\n\2", b)),
    "the title of a part over two lines": lambda t: re.sub(r"(?m)^(第.部分.*?\d{4}年度)(部门决算.*)$", r"\1\n\2", t),
    "parts in digits": lambda t: re.sub("第([一二三])部", lambda m: f"第{'一二三'.index(m[1]) + 1}部", t),
    "parts in brackets": lambda t: re.sub(r"(?m)^(第.部分) (.*)$", r"【\1】\2", t),
    "parts with a dash": lambda t: re.sub(r"(?m)^(第.部分) (.*)$", r"\1——\2", t),
    "spaces around the mark": lambda t: re.sub(r"(?m)^([一二三四五六七八九十]+)、", r"\1 、 ", t),
    "a dot for a mark": lambda t: re.sub(r"(?m)^([一二三四五六七八九十]+)、", r"\1．", t),
    "brackets of half width": lambda t: t.replace("（一）", "(一)").replace("（二）", "(二)").replace("（三）", "(三)"),
    "a mark behind brackets": lambda t: re.sub(r"(?m)^(（.）)", r"\1、", t),
    "the text on the heading's line": lambda t: re.sub(r"(情况说明|支出情况|职责|设置)\n　　", r"\1。", t),
    "blank lines": lambda t: t.replace("\n", "\n\n"),
    "headings indented": lambda t: re.sub(r"(?m)^(?=[一二三四五六七八九（])", "　　", t),
    "a colon behind headings": lambda t: re.sub(r"(?m)^([一二三四五六七八九十]+、.*|（.）.*)$", r"\1：", t),
    "the body and the year in headings": lambda t: re.sub(
        r"(?m)^([一二三四五六七八九十]+、)(?!关于)(.*情况说明)$", r"\g<1>关于清河县水务局2021年度\2", t
    ),
    "a page a part": lambda t: re.sub(r"\n(?=第.部分)", "\n\f", t),
    "line ends of another system": lambda t: t.replace("\n", "\r\n"),
}  # fmt: skip


@pytest.mark.parametrize("way", PRINTS)
def test_the_print_changes_nothing(way: str) -> None:
    changed = 0
    for row in LIKE:
        shape = shapes()[row]
        text = PRINTS[way](shape.text)
        changed += text != shape.text
        report = report_of(text)
        assert parts_of(report) == shape.parts, row
        assert concepts_of(report) == expected_concepts(shape), row
        assert len(report.flow.tables) == len(shape.tables), row
        assert report.masthead.report_year == shape.year, row
        assert report.masthead.unit_name == shape.unit, row
    assert changed


@pytest.mark.parametrize("parts", range(1, 11))
def test_a_report_has_from_one_to_ten_parts(parts: int) -> None:
    titles = (
        "清河县水务局概况", "2022年度部门决算表", "2022年度部门决算情况说明", "2022年重点工作完成情况",
        "预算绩效情况说明", "其他重要事项情况说明", "名词解释", "决算公开联系方式", "附件", "附表",
    )  # fmt: skip
    wanted = [
        "overview", "tables", "narrative", "key_work", "performance", "other", "glossary", "other", "annex", "tables",
    ]  # fmt: skip
    text = "".join(
        f"第{n}部分 {title}\n　　本部分内容由综合科负责编写，并经局办公会议审定后公开。\n"
        for n, title in zip("一二三四五六七八九十", titles[:parts], strict=False)
    )
    assert parts_of(report_of("清河县水务局\n2022年度部门决算\n" + text)) == wanted[:parts]
