"""Damage on the way from an author's desk to a file: it must leave parts, headings and figures as they were.

Every kind names its remedy: with it the damaged report reads like the sound one, without it it does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from damages import pinyin, traditional
from small_reports import extractor, facts_of, printed, report_of

from juesuan.extracting import headings, masthead, numbering, sections
from juesuan.extracting.numbers import Lexer
from juesuan.extracting.report import Report
from juesuan.reading import contents, entry, folding, furniture, mending, paragraphs, plaintext, relining

NEVER = re.compile(r"(?!)")
AS_THEY_ARE = type("AsTheyAre", (), {"normalize": lambda form, char: char})
"""A Unicode that makes nothing of compatible characters."""
CONTENTS = """目录
第一部分 清河县水务局概况
一、主要职责
二、机构设置
第二部分 2022年度部门决算表
第三部分 2022年度部门决算情况说明
一、收入支出决算总体情况说明
二、收入决算情况说明
三、一般公共预算财政拨款支出决算情况说明
四、“三公”经费支出决算情况说明
五、政府性基金预算财政拨款收入支出决算情况说明
六、国有资产占用情况
第四部分 名词解释
"""
BODY = """第一部分 清河县水务局概况
一、主要职责
　　负责水资源的统一管理，组织编制水利发展规划，并监督实施。
二、机构设置
　　清河县水务局内设综合科、工程科两个机构，均纳入本部门决算编制范围。
第二部分 2022年度部门决算表
第三部分 2022年度部门决算情况说明
一、收入支出决算总体情况说明
　　2022年度收入总计1204.56万元，与2021年度相比增加204.50万元，主要原因是新增河道治理项目。其中，“三公”经费支出决算为5.20万元。
二、收入决算情况说明
　　2022年度收入合计1198.10万元，其中：财政拨款收入1190.10万元，占99.3%；其他收入8.00万元，占0.7%。
三、一般公共预算财政拨款支出决算情况说明
（一）一般公共预算财政拨款支出决算总体情况
　　2022年度一般公共预算财政拨款支出1190.10万元，与2021年度相比减少12.30万元，主要原因是工程完工。
（二）一般公共预算财政拨款支出决算结构情况
　　农林水支出1100.10万元，占一般公共预算财政拨款支出的92.4%，主要用于河道治理和水毁工程修复。
四、“三公”经费支出决算情况说明
　　“三公”经费支出决算为5.20万元，完成年初预算的86.7%，主要原因是从严控制公务接待和车辆使用。
1.公务接待费1.10万元，国内公务接待12批次、98人次，主要用于接待上级检查和兄弟单位学习交流。
2.公务用车运行维护费4.10万元，主要用于防汛巡查车辆的燃料费、维修费、过桥过路费和保险费支出。
五、政府性基金预算财政拨款收入支出决算情况说明
　　2022年度政府性基金预算财政拨款支出30.00万元，全部用于移民后期扶持项目和小型水库除险加固。
六、国有资产占用情况
　　截至2022年12月31日，清河县水务局共有车辆3辆，均为应急保障用车，无单价一百万元以上的设备。
第四部分 名词解释
　　一、财政拨款收入：指县级财政当年拨付的资金。
"""
SOUND = f"清河县水务局\n2022年度部门决算\n{CONTENTS}{BODY}"


@dataclass(frozen=True)
class Damage:
    """How a text is damaged, and the remedy: a name of a module and what stands in its place without the remedy."""

    done: Callable[[str], str]
    remedies: tuple[tuple[object, str, object], ...]


def body_only(text: str, change: Callable[[str], str]) -> str:
    """A change below the contents."""
    head, _, body = text.partition(CONTENTS)
    return head + CONTENTS + change(body)


def replaced(*pairs: tuple[str, str]) -> Callable[[str], str]:
    def done(text: str) -> str:
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        return text

    return done


def spaced_name(text: str) -> str:
    """Titles and names spread over the width of the page by spaces."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        if line.startswith("第") or line == "清河县水务局" or line.endswith("说明"):
            lines[i] = " ".join(line)
    return "\n".join(lines)


def doubled(text: str) -> str:
    """A bold face drawn twice, a little apart: headings and one amount with its words."""
    lines = text.split("\n")
    return "\n".join(
        "".join(c + c for c in line) if re.match(r"第.部分|[一二三四五六]、", line) and "：" not in line else line
        for line in lines
    )


def feet(text: str) -> str:
    """The feet of pages amid sentences."""
    for whole, parted in (
        ("财政拨款收入1190", "财政拨款收入 - 3 - 1190"), ("主要原因是工程", "主要 - 4 - 原因是工程"),
        ("完成年初预算", "完成年初 - 5 - 预算"),
    ):  # fmt: skip
        text = text.replace(whole, parted)
    return text


def wide(text: str) -> str:
    """Digits, signs and letters of full width."""
    return text.translate({**{ord("0") + i: 0xFF10 + i for i in range(10)}, ord("%"): "％", ord("."): "．"})


def in_one_line(text: str) -> str:
    return re.sub(r"\n[ \u3000]*", " ", text)


def glued_contents(text: str) -> str:
    return text.replace(CONTENTS, CONTENTS.replace("\n", "") + "\n")


def mixed_numbers(text: str) -> str:
    text = text.replace("1.公务接待", "1．公务接待").replace("2.公务用车", "②公务用车")
    return text.replace("（二）一般", "（二）、一般")


def plain_fold(text: str) -> str:
    """Folding that takes every comma for one that joins."""
    return "".join(folding.fold_character(c) for c in text)


DAMAGES: dict[str, Damage] = {
    "dropped characters": Damage(
        replaced(
            ("第一部分 清河县水务局概况\n一、主要职责\n　", "一部分 清河县水务局概况\n一、主要职责\n　"),
            ("第四部分", "四部分"),
            ("政府性基金预算财政拨款收入支出决算情况说明", "政性基金预算财政拨款收入支出决算情况说"),
            ("一般公共预算财政拨款支出决算情况说明", "般公共预算财政拨款支出决算情况说"),
        ),
        ((headings, "damaged", lambda title, titles: None),),
    ),
    "garbled numerals": Damage(
        replaced(("（一）一般", "。ㄒ唬﹥一般"), ("（二）一般", "。ǘ一般"), ("第一部分", "第—部分")),
        ((numbering, "GARBLED", NEVER),),
    ),
    "page references": Damage(
        lambda text: body_only(
            text,
            lambda b: re.sub(
                r"(?m)^([一二三四五]、.*说明)$", r'\1 HYPERLINK \\l "_Toc98765432" PAGEREF _Toc98765432 \\h 7', b
            ),
        ),
        ((mending, "REFERENCE", NEVER),),
    ),
    "traditional characters": Damage(traditional, ((folding, "TRADITIONAL", {}), (folding, "_SIMPLIFIED", {}))),
    "pinyin put in": Damage(pinyin, ((mending, "READING", NEVER),)),
    "no line breaks": Damage(
        in_one_line, ((relining, "LONG", 10**9), (sections, "unglued", lambda paragraph, structure: [paragraph]))
    ),
    "no line breaks and no spaces": Damage(
        lambda text: re.sub(r"\n[ \u3000]*", "", text),
        ((sections, "unglued", lambda paragraph, structure: [paragraph]),),
    ),
    "contents on one line": Damage(glued_contents, ((contents, "_contents", lambda lines: range(0)),)),
    "another year in a title": Damage(
        replaced(("第二部分 2022年度", "第二部分 2021年度"), ("第三部分 2022年度", "第三部分 2021年度")),
        ((masthead, "COVER", 0),),
    ),
    "numerals lost": Damage(
        replaced(
            ("一、收入支出决算总体", "、收入支出决算总体"), ("（二）一般公共", "）一般公共"),
            ("五、政府性基金", "政府性基金"), ("第四部分 名词", "部分 名词"),
        ),
        (
            (headings, "lost_numbering_of", lambda folded, printed: None),
            (sections, "unnumbered_heading", lambda *a: None),
        ),
    ),
    "names spread by spaces": Damage(spaced_name, ((paragraphs, "NUMBERED", NEVER), (entry, "_PART", NEVER))),
    "page numbers in sentences": Damage(feet, ((mending, "FOOT", NEVER),)),
    "a page number on its own line": Damage(
        replaced(
            ("主要原因是新增", "主要\n- 3 -\n原因是新增"), ("完成年初预算的86.7%", "完成年初\n- 4 -\n预算的86.7%")
        ),
        ((furniture, "mark", lambda pages: pages),),
    ),
    "full width": Damage(
        lambda text: body_only(text, wide), ((folding, "unicodedata", AS_THEY_ARE),)
    ),
    "radicals for characters": Damage(
        replaced(("部门", "部⻔"), ("支出", "⽀出"), ("一般", "⼀般"), ("人次", "⼈次")),
        ((folding, "RADICALS", {}), (folding, "unicodedata", AS_THEY_ARE)),
    ),
    "characters drawn twice": Damage(doubled, ((mending, "TWICE", NEVER),)),
    "the head of a web page": Damage(
        lambda text: "监督索引号53010200130201111\n发布机构：清河县人民政府办公室\n首页 政务公开 预决算公开\n"
        "保密审查情况：已审查\n部门主要负责人审签情况：已审签\n信息公开目录：清河县人民政府2023年部门预算公开\n"
        "当前位置：首页 清河县人民政府办公室2023年度部门预算公开\n" + text,
        ((masthead, "FURNISHED", NEVER),),
    ),
    "unseen characters": Damage(
        replaced(("决算情况", "决\u200b算情\xad况"), ("1204.56", "1204\u200b.56"), ("批次", "批\ufeff次")),
        ((mending, "UNSEEN", NEVER), (plaintext, "_UNPRINTED", NEVER)),
    ),
    "spaces that group thousands": Damage(
        replaced(("1204.56", "1\u00a0204.56"), ("1198.10", "1\u202f198.10"), ("1190.10", "1\u2009190.10")),
        ((mending, "GROUPED", NEVER), (Lexer, "_whole", lambda *_: False)),
    ),
    "wide commas that group thousands": Damage(
        replaced(("1204.56", "1，204.56"), ("1198.10", "1,198.10"), ("1190.10", "1，190.10")),
        ((paragraphs, "fold", plain_fold),),
    ),
    "mixed numbering": Damage(mixed_numbers, ((paragraphs, "NUMBERED", NEVER),)),
    "full stops left out": Damage(
        lambda text: re.sub(r"。\n", "\n", text), ((paragraphs, "SHORT", 0.0), (paragraphs, "NUMBERED", NEVER))
    ),
    "straight, single and wrong quotes": Damage(
        lambda text: body_only(
            text, lambda b: b.replace("四、“三公”", '四、"三公"').replace("其中，“三公”", "其中，「三公」")
        ),
        ((folding, "PUNCTUATION", {k: v for k, v in folding.PUNCTUATION.items() if v != "“"}),),
    ),
}  # fmt: skip


@contextmanager
def without(damage: Damage) -> Iterator[None]:
    """The program without the remedy of a damage; the patterns are as they were loaded."""
    extractor()
    with pytest.MonkeyPatch.context() as patch:
        for module, name, instead in damage.remedies:
            patch.setattr(module, name, instead)
        folding.FOLDS.clear()
        yield
    folding.FOLDS.clear()


def understood(report: Report) -> tuple[object, ...]:
    """What does not depend on the print: who and when, the tree, and every figure."""
    tree = [(s.level, s.part, s.concept) for s in report.sections]
    figures = [(f.concept, f.measure, f.value, f.unit, f.compared_to) for f in facts_of(report)]
    head = report.masthead
    return head.report_year, folding.fold(head.unit_name or ""), tree, figures


@pytest.fixture(scope="module")
def sound() -> tuple[object, ...]:
    found = understood(report_of(SOUND))
    assert found[0] == 2022 and len(found[3]) >= 16
    return found


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damaged_report_says_what_the_sound_one_says(kind: str, sound: tuple[object, ...]) -> None:
    text = DAMAGES[kind].done(SOUND)
    assert text != SOUND
    assert understood(report_of(text)) == sound


@pytest.mark.parametrize("kind", DAMAGES)
def test_it_is_the_remedy_that_does_it(kind: str, sound: tuple[object, ...]) -> None:
    damage = DAMAGES[kind]
    with without(damage):
        assert understood(report_of(damage.done(SOUND))) != sound
    assert understood(report_of(SOUND)) == sound, "the remedy is back"


def test_mending_keeps_every_character_that_stays_in_its_place() -> None:
    report = report_of(DAMAGES["pinyin put in"].done(SOUND))
    for section in report.sections:
        body = section.body
        for char, line, at in zip(body.text, body.line_of, body.char_of, strict=True):
            assert char in " \n" or report.reading.lines[line].text[at] == char


@pytest.mark.parametrize(
    "text",
    [
        "2019 - 12 - 31",
        "本年收入 1 198.10 万元",
        "家家户户人人满意",
        "00 00 11 22 33 44 55",
        "208\u00a0805 12\u00a0345",
        "编号 11223344",
        "高高兴兴开开心心",
        "甲(a)乙(km)丙(pH)",
        "第3条 - 4 - 款",
    ],
)
def test_what_only_looks_like_damage_stays(text: str) -> None:
    (page,) = mending.mended(plaintext.pages_of(text))
    assert page.lines[0].text == text


def test_a_long_paragraph_among_others_is_not_parted() -> None:
    duties = (f"{n}、负责编制第{n}项规划并组织实施，定期检查评估。" for n in "一二三四五六七八九十")
    long = "主要职责是： " + " ".join(duties)
    lines = (SOUND + long).split("\n")
    (page,) = relining.relined(plaintext.pages_of(SOUND + long))
    assert [line.text for line in page.lines] == [line for line in lines if line]


def test_spread_names_are_printed_without_the_spaces() -> None:
    assert report_of(DAMAGES["names spread by spaces"].done(SOUND)).masthead.unit_name == "清河县水务局"


def test_a_table_of_the_sound_report_is_no_damage() -> None:
    text = printed("第二部分 2022年度部门决算表", "收入决算表", "公开02表", "单位：万元", "项目 决算数", "合计 12.50")
    assert [t.kind for t in report_of(text).flow.tables] == ["income"]
