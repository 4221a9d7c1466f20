"""The heading tree: what is a heading, what is only numbered like one, and in which part of the report it stands."""

from __future__ import annotations

import pytest
from small_reports import facts_of, outline, printed, report_of

from juesuan.extracting.headings import heading_of
from juesuan.extracting.numbering import Kind, numbering_of
from juesuan.knowledge.pattern_set import PatternSet
from juesuan.reading.folding import fold
from juesuan.reading.paragraphs import paragraph_of

NUMBERS = {
    "第一部分 清河县水务局概况": (Kind.PART, 1),
    "第3部分：决算说明": (Kind.PART, 3),
    "二、收入决算情况说明": (Kind.CJK, 2),
    "十一、政府采购支出情况": (Kind.CJK, 11),
    "（三）财政拨款支出决算具体情况": (Kind.CJK_PAREN, 3),
    "(三)财政拨款支出决算具体情况": (Kind.CJK_PAREN, 3),
    "1．执行率情况": (Kind.ARABIC, 1),
    "1、执行率情况": (Kind.ARABIC, 1),
    "（2）效益指标": (Kind.ARABIC_PAREN, 2),
    "③完善制度": (Kind.CIRCLED, 3),
    "1.5万元": None,
    "2022年度": None,
    "一般公共预算": None,
}


@pytest.mark.parametrize("text", NUMBERS)
def test_the_number_in_front(text: str) -> None:
    bare = "".join(text.split())
    found = numbering_of(fold(bare), bare)
    assert (found and (found.kind, found.value)) == NUMBERS[text]


HEADINGS = {
    "一、收入支出决算总体情况说明": "narrative.total",
    "四、财政拨款收入支出决算总体情况说明。": "narrative.fiscal_total",
    "七、“三公”经费支出决算情况说明": "narrative.three_public",
    "十、机关运行经费支出情况": "narrative.operating_cost",
    "（二）政府采购支出情况：": "narrative.procurement",
    "一、主要职能": "overview.duties",
}
NO_HEADINGS = [
    "1.一般公共服务支出（类）支出决算为12.5万元。",
    "2.公务用车购置及运行费支出4.1万元",
    "1.把自评结果作为下年预算安排的依据。",
    "（2）社会保障和就业支出72.35万元，占1.7%",
    "1．河道清淤项目绩效自评综述：项目全年预算数为50万元",
    "收入支出决算总体情况说明",
    "二级单位机构设置情况",
    "部分项目绩效评价情况",
    "一般公共预算财政拨款支出决算情况",
    "3.拟订全县水利发展规划，组织实施，并负责监督检查；协调各乡镇水利工作。",
]


@pytest.mark.parametrize("text", HEADINGS)
def test_a_heading_is_known_by_its_title(text: str, patterns: PatternSet) -> None:
    heading = heading_of(paragraph_of([(0, text, 0)]), patterns.structure)
    assert heading is not None and heading.concept == HEADINGS[text]


@pytest.mark.parametrize("text", NO_HEADINGS)
def test_an_item_of_a_list_is_no_heading(text: str, patterns: PatternSet) -> None:
    assert heading_of(paragraph_of([(0, text, 0)]), patterns.structure) is None


CONTENTS = """清河县水务局
2022年度部门决算
目录
第一部分 清河县水务局概况
一、主要职能
二、机构设置
第二部分 2022年度部门决算表
第三部分 2022年度部门决算情况说明
一、收入支出决算总体情况说明
二、“三公”经费支出决算情况说明
第四部分 名词解释
"""
BODY = """第一部分 清河县水务局概况
一、主要职能
（一）拟订全县水利发展规划。
（二）负责水资源的统一管理。
二、机构设置
清河县水务局内设机构5个，下属单位2个。
第二部分 2022年度部门决算表
第三部分 2022年度部门决算情况说明
一、收入支出决算总体情况说明
2022年度收入总计1204.56万元，支出总计1204.56万元。
二、“三公”经费支出决算情况说明
（一）“三公”经费总体情况说明
“三公”经费支出决算为5.2万元，完成年初预算的86.7%。
（二）“三公”经费支出决算具体情况说明
1.因公出国（境）费支出0万元。
2.公务接待费支出1.1万元。国内公务接待12批次、98人次。
第四部分 名词解释
一、财政拨款收入：指县级财政当年拨付的资金。
"""
OUTLINE = [
    (1, "overview", "第一部分 清河县水务局概况", None),
    (2, "overview", "一、主要职能", "overview.duties"),
    (2, "overview", "二、机构设置", "overview.composition"),
    (1, "tables", "第二部分 2022年度部门决算表", None),
    (1, "narrative", "第三部分 2022年度部门决算情况说明", None),
    (2, "narrative", "一、收入支出决算总体情况说明", "narrative.total"),
    (2, "narrative", "二、“三公”经费支出决算情况说明", "narrative.three_public"),
    (3, "narrative", "（一）“三公”经费总体情况说明", "narrative.three_public"),
    (3, "narrative", "（二）“三公”经费支出决算具体情况说明", "narrative.three_public.detail"),
    (1, "glossary", "第四部分 名词解释", None),
]


@pytest.mark.parametrize("contents", [CONTENTS, ""], ids=["with contents", "without contents"])
def test_the_contents_repeat_the_headings_and_are_no_sections(contents: str) -> None:
    report = report_of(contents + BODY)
    assert outline(report.sections) == OUTLINE
    assert [p.text for p in report.sections[2].paragraphs] == [
        "（一）拟订全县水利发展规划。",
        "（二）负责水资源的统一管理。",
    ]


def test_a_report_without_numbered_parts_has_them_by_title() -> None:
    report = report_of(
        printed(
            "清河县水务局2022年度部门决算情况说明",
            "一、部门基本情况",
            "（一）主要职能",
            "1.负责水资源的统一管理。",
            "（二）机构设置",
            "内设机构5个。",
            "二、部门决算收支情况说明",
            "（一）收入支出总体情况说明",
            "1.总体情况。2022年度收入总计1204.56万元。",
            "2.收入情况。2022年度收入合计1198.10万元。",
            "三、专业名词解释",
            "（一）基本支出：指维持单位正常运转所需的支出。",
            "四、联系方式",
            "水务局财务科。",
        )
    )
    tops = [(s.part, s.heading) for s in report.sections if s.level == 1]
    assert tops == [
        ("overview", "一、部门基本情况"),
        ("narrative", "二、部门决算收支情况说明"),
        ("glossary", "三、专业名词解释"),
        ("other", "四、联系方式"),
    ]
    assert [t.term for t in report.terms] == ["基本支出"]
    assert {f.concept: str(f.value) for f in facts_of(report)}["income.total"] == "1198.10"


def test_a_title_goes_on_over_the_next_line_until_it_says_which_part_it_is() -> None:
    report = report_of(
        "第一部分 清河县水务局概况\n一、主要职能\n　　负责水资源的统一管理。\n"
        "第二部分 清河县水务局\n2022年度部门决算表\n"
        "第三部分 清河县水务局\n2022年度部门决算情况说明\n"
        "一、收入支出决算总体情况说明\n　　2022年度收入总计1204.56万元。\n"
    )
    tops = [(s.part, s.part_number, s.title) for s in report.sections if s.level == 1]
    assert tops == [
        ("overview", 1, "清河县水务局概况"),
        ("tables", 2, "清河县水务局2022年度部门决算表"),
        ("narrative", 3, "清河县水务局2022年度部门决算情况说明"),
    ]


def test_the_same_number_heads_several_sections_of_a_part() -> None:
    report = report_of(
        printed(
            "第三部分 2022年度部门决算情况说明",
            "一、一般公共预算财政拨款支出决算情况说明",
            "（一）一般公共预算财政拨款支出决算总体情况",
            "2022年度一般公共预算财政拨款支出1190.10万元，与2021年度相比增加204.5万元。",
            "（二）一般公共预算财政拨款支出决算结构情况",
            "农林水支出1100.10万元，占一般公共预算财政拨款支出的92.4%，主要用于河道治理工程。",
            "二、其他重要事项的情况说明",
            "（一）机关运行经费支出情况",
            "2022年度机关运行经费支出40.2万元，主要用于办公费、差旅费和水电费等日常开支。",
            "（二）政府采购支出情况",
            "2022年度政府采购支出总额15.5万元，其中政府采购货物支出10.5万元、服务支出5万元。",
        )
    )
    concepts = [s.concept for s in report.sections if s.level == 3]
    assert concepts == [
        "narrative.general_budget.overall", "narrative.general_budget.structure", "narrative.operating_cost",
        "narrative.procurement",
    ]  # fmt: skip
    below = [report.sections[s.parent or 0].heading for s in report.sections if s.level == 3]
    assert below == ["一、一般公共预算财政拨款支出决算情况说明"] * 2 + ["二、其他重要事项的情况说明"] * 2


def test_what_follows_a_heading_on_its_line_is_its_text() -> None:
    report = report_of(
        printed("一、部门基本情况", "（一）主要职能。负责水资源的统一管理。", "（二）机构设置。内设机构5个。")
    )
    assert [(s.title, s.body.text) for s in report.sections if s.level == 2] == [
        ("主要职能", "负责水资源的统一管理。"),
        ("机构设置", "内设机构5个。"),
    ]


def test_a_heading_that_names_no_budget_stands_for_the_one_above() -> None:
    report = report_of(
        printed(
            "第三部分 2022年度部门决算情况说明",
            "一、收入支出决算总体情况说明",
            "（一）收入决算结构情况",
            "二、财政拨款支出决算情况",
            "（一）总体情况",
            "（二）支出决算结构情况",
            "三、“三公”经费支出决算情况说明",
            "1.公务接待费支出情况",
            "2.公务用车购置及运行维护费支出情况说明",
        )
    )
    assert [s.concept for s in report.sections[2:]] == [
        "narrative.total",
        "narrative.income",
        "narrative.general_budget",
        "narrative.general_budget.overall",
        "narrative.general_budget.structure",
        "narrative.three_public",
        "narrative.three_public.reception",
        "narrative.three_public.vehicle",
    ]
