"""Statutory tables: known by their titles wherever they stand, set apart from the words, notes kept."""

from __future__ import annotations

import pytest
from small_reports import facts_of, report_of

from juesuan.extracting.statutory import table_titled
from juesuan.knowledge.pattern_set import PatternSet
from juesuan.reading.folding import fold

TITLES = {
    "收入支出决算总表": "income_expenditure",
    "2022年度收入决算表": "income",
    "清河县水务局2022年度支出决算表": "expenditure",
    "财政拨款收入支出决算总表": "fiscal_income_expenditure",
    "一般公共预算财政拨款支出决算表": "general_budget_expenditure",
    "一般公共预算财政拨款基本支出决算明细表": "basic_expenditure",
    "公开06表 一般公共预算财政拨款基本支出决算表": "basic_expenditure",
    "政府性基金预算财政拨款收入支出决算表": "government_fund",
    "国有资本经营预算财政拨款支出决算表": "state_capital",
    "一般公共预算财政拨款“三公”经费支出决算表": "three_public",
    "财政拨款三公经费支出决算表（公开07表）": "three_public",
    "三、支出决算表": "expenditure",
    "2023年度清河县水务局收入决算表": "income",
    "清河县第一中学支出决算表": "expenditure",
    "2023年度XX单位收入决算表": "income",
    "部门收支决算总表": "income_expenditure",
    "附件1：收入支出决算总表": "income_expenditure",
    "收入支出决算总表 金额单位：万元": "income_expenditure",
    "《收入支出决算公开表》": "income_expenditure",
    "一般公共预算财政拨款基本支出决算表（经济科目）": "basic_expenditure",
    "财政拨款基本支出决算表（经济科目）": "other",
    "财政拨款支出决算表（功能科目）": "other",
    "财政拨款支出决算明细表": "other",
    "2023年度国有资产使用情况表": "other",
    "项目支出绩效自评情况表": "other",
    "清河县水务局政府采购情况表": "other",
}
NO_TITLES = [
    "第二部分 2022年度部门决算表",
    "收入支出决算总体情况说明",
    "一、收入决算情况说明",
    "详见支出决算表。",
    "部门决算公开表",
    "清河县水务局2023年度部门决算表",
    "详见清河县水务局收入决算表",
    "清河县水务局专项资金支出决算表",
    "工会经费支出决算表",
]


@pytest.mark.parametrize("text", TITLES)
def test_a_table_is_known_by_its_longest_title(text: str, patterns: PatternSet) -> None:
    found = table_titled(fold("".join(text.split())), patterns.structure)
    assert found is not None and found[0].id == TITLES[text]


@pytest.mark.parametrize("text", NO_TITLES)
def test_what_is_no_title(text: str, patterns: PatternSet) -> None:
    assert table_titled(fold("".join(text.split())), patterns.structure) is None


OVERVIEW = "第一部分 清河县水务局概况\n一、主要职能\n　　负责水资源的统一管理，组织实施全县水利发展规划并监督检查。\n"
TABLES = """第二部分 2022年度部门决算表
收入支出决算总表
公开01表
部门：清河县水务局　　　　　　单位：万元
收入　　　　　　　　支出
项目　行次　金额　项目　行次　金额
一、一般公共预算财政拨款收入　1　1190.10　一、农林水支出　9　1100.00
总计　8　1204.56　总计　16　1204.56
政府性基金预算财政拨款收入支出决算
表
公开08表
部门：清河县水务局　　　　　　单位：元
科目编码　科目名称　年初结转和结余　本年收入
注：本部门没有政府性基金预算收支，故本表为空表。
"""
NARRATIVE = """第三部分 2022年度部门决算情况说明
一、收入支出决算总体情况说明
　　2022年度收入总计1204.56万元，支出总计1204.56万元，与2021年度相比均有增加。
"""
LAST = TABLES.replace("第二部分", "第四部分")


@pytest.mark.parametrize("text", [OVERVIEW + TABLES + NARRATIVE, OVERVIEW + NARRATIVE + LAST], ids=["in place", "last"])
def test_tables_are_set_apart_and_their_figures_are_no_facts(text: str) -> None:
    report = report_of(text)
    assert [(t.kind, t.title, t.number, t.unit) for t in report.flow.tables] == [
        ("income_expenditure", "收入支出决算总表", "01", "万元"),
        ("government_fund", "政府性基金预算财政拨款收入支出决算表", "08", "元"),
    ]
    facts = facts_of(report)
    assert [(f.concept, str(f.value)) for f in facts] == [
        ("income.grand_total", "1204.56"),
        ("expenditure.grand_total", "1204.56"),
    ]


def test_a_title_broken_before_the_words_of_another_title() -> None:
    report = report_of(OVERVIEW + TABLES.replace("收入支出决算\n表", "收入\n支出决算表") + NARRATIVE)
    assert [t.kind for t in report.flow.tables] == ["income_expenditure", "government_fund"]


def test_the_note_of_a_table_says_why_it_is_empty_and_stays_a_word() -> None:
    report = report_of(OVERVIEW + TABLES + NARRATIVE)
    full, empty = report.flow.tables
    assert (full.note, full.empty_reason) == (None, None)
    assert empty.empty_reason == empty.note == "注：本部门没有政府性基金预算收支，故本表为空表。"
    part = next(s for s in report.sections if s.part == "tables")
    assert "故本表为空表" in part.body.text


@pytest.mark.parametrize(
    ("found", "worn"),
    [
        ("部门：清河县水务局　　　　　　单位：万元", "部门：清河县水务局　。　　　　　单位：万元"),
        ("项目　行次　金额　项目　行次　金额\n", "注：本表反映本部门本年度的总收支\n"),
    ],
    ids=["a speck in the caption", "a note without its full stop"],
)
def test_the_rows_below_words_that_end_oddly_are_no_note(found: str, worn: str) -> None:
    report = report_of(OVERVIEW + TABLES.replace(found, worn) + NARRATIVE)
    full, _ = report.flow.tables
    assert "总计　8" not in (full.note or "")
    part = next(s for s in report.sections if s.part == "tables")
    assert "1204.56" not in part.body.text


def test_running_text_below_the_name_of_a_form_stays_in_the_words() -> None:
    words = "　　部门整体支出绩效自评按照年初设定的目标开展，全年下达预算执行\n完毕，自评得分98分。\n"
    report = report_of(OVERVIEW + NARRATIVE + "部门整体支出绩效自评表\n" + words)
    assert [f.value for f in facts_of(report) if f.measure == "score"] == [98]


def test_a_list_of_tables_is_no_table() -> None:
    report = report_of(
        OVERVIEW + "第二部分 2022年度部门决算表\n一、收入支出决算总表\n二、收入决算表\n三、支出决算表\n" + NARRATIVE
    )
    assert report.flow.tables == ()
