"""What is not known is told, with the known one it reminds of, and stays out of the canonical headings."""

from __future__ import annotations

from small_reports import extractor, printed, report_of

from juesuan.writing.structure_notices import structure_notices


def found(text: str) -> list[tuple[str, str]]:
    report = report_of(text)
    rows = structure_notices("d", report, extractor().patterns.structure)
    assert len({row["finding_id"] for row in rows}) == len(rows)
    return [(row["code"], row["message"]) for row in rows]


NARRATIVE = (
    "第三部分 2022年度部门决算情况说明\n一、收入支出决算总体情况说明\n　　2022年度收入总计5万元，均为财政拨款。\n"
)


def test_a_report_of_known_headings_gives_none() -> None:
    assert found("第一部分 清河县水务局概况\n一、主要职能\n　　负责水资源的统一管理。\n" + NARRATIVE) == []


def test_an_unknown_heading_is_told_with_the_nearest_known_one() -> None:
    text = NARRATIVE + "二、政府购买法律服务情况\n　　2022年度购买法律服务支出5万元，用于聘请顾问。\n"
    ((code, words),) = found(text)
    assert code == "unknown_heading"
    assert "政府购买法律服务情况" in words
    report = report_of(text)
    assert report.sections[-1].concept is None


def test_an_unknown_heading_that_reminds_of_none_says_so_by_silence() -> None:
    ((_, words),) = found(NARRATIVE + "二、河长制推进情况\n　　2022年度巡河12次，未发现问题。\n")
    assert "最接近" not in words


def test_a_part_of_no_known_title_is_told() -> None:
    ((code, words),) = found(NARRATIVE + "第四部分 群众意见采纳\n　　全年采纳意见5条，均已答复。\n")
    assert code == "unknown_part" and "群众意见采纳" in words


def test_a_heading_that_lost_characters_is_classified_and_told() -> None:
    text = (
        NARRATIVE + "二、政性基金预算财政拨款收入支出决算情况说\n"
        "　　2022年度该项支出合计5.00万元，比上年减少1.20万元，全部用于水毁工程的修复和日常养护。\n"
    )
    ((code, words),) = found(text)
    assert code == "damaged_heading" and "政府性基金" in words
    assert report_of(text).sections[-1].concept == "narrative.government_fund"


def test_a_damage_that_two_headings_could_have_suffered_decides_nothing() -> None:
    text = NARRATIVE + "二、入决算情况说明\n三、出决算情况说明\n四、支入决算情况说明\n"
    assert [s.concept for s in report_of(text).sections[-3:]] == ["narrative.income", "narrative.expenditure", None]


def test_a_title_of_another_year_is_told() -> None:
    text = (
        "清河县水务局2022年度部门决算\n第一部分 清河县水务局概况\n一、主要职能\n　　负责水资源的统一管理。\n"
        "第二部分 清河县水务局2021年度部门决算表\n" + NARRATIVE
    )
    ((code, words),) = found(text)
    assert code == "year_mismatch" and "2021" in words and "2022" in words


def test_an_unknown_table_is_a_table_of_its_own() -> None:
    text = printed(
        "第二部分 2022年度部门决算表", "收入决算表", "公开02表", "单位：万元", "项目 决算数", "合计 12.50",
        "水资源费征收情况表", "公开10表", "单位：万元", "项目 决算数", "合计 3.50",
    )  # fmt: skip
    report = report_of(text)
    assert [(t.kind, t.title, t.number) for t in report.flow.tables] == [
        ("income", "收入决算表", "02"),
        ("other", "水资源费征收情况表", "10"),
    ]
    ((code, words),) = found(text)
    assert code == "unknown_table" and "水资源费征收情况表" in words
