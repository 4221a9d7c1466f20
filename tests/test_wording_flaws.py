"""Misprints and leftovers are told, and so are words that the figures beside them deny."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from small_reports import facts_of, printed, report_of

from juesuan.errors import BadKnowledge
from juesuan.knowledge.defects import load_defects
from juesuan.knowledge.files import default_directory
from juesuan.knowledge.phrases import Phrases
from juesuan.normalising.explained import explained_of
from juesuan.running.document import engine
from juesuan.validating.check import check
from juesuan.validating.verdict import Finding
from juesuan.writing.notices import notices

HEAD = ("清河市水务局2023年度部门决算", "第三部分 2023年度部门决算情况说明", "五、一般公共预算财政拨款支出决算情况说明")


def flaws(*lines: str, head: tuple[str, ...] = HEAD) -> list[tuple[str, str]]:
    report = report_of(printed(*head, *lines))
    return [(flaw.code, flaw.evidence) for flaw in report.flaws]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("XX部门一般公共预算财政拨款支出5万元。", "placeholder"),
        ("主要用于科学技术支出支出（类）5万元。", "repeated_words"),
        ("比上年减少（增加）5万元。", "template_leftover"),
        ("公务接待费0.39万，占10%。", "unit_incomplete"),
        ("截至2022年12月31日，共有车辆1辆。", "year_mismatch"),
    ],
)
def test_a_flaw_of_the_words_is_found(line: str, code: str) -> None:
    (found,) = flaws(line)
    assert found[0] == code


def test_sound_words_have_no_flaw() -> None:
    assert flaws("2023年度一般公共预算财政拨款支出5万元，比上年减少1万元。截至2023年12月31日，共有车辆1辆。") == []


def test_a_title_of_another_body_is_found() -> None:
    tables, words = "第二部分 清河市水务局2023年度部门决算表", "第三部分 清河市林业局2023年度部门决算情况说明"
    other = (HEAD[0], tables, words, HEAD[2])
    assert [code for code, _ in flaws("支出5万元。", head=other)] == ["other_unit"]


def test_a_section_tells_of_a_kind_of_flaw_once_with_its_place() -> None:
    report = report_of(printed(*HEAD, "XX支出5万元，XX支出6万元。"))
    (row,) = (r for r in notices(report.reading.document_id, report, facts_of(report)) if r["code"] == "placeholder")
    assert "本节共2处" in row["message"] and row["anchor"] == "line 4"


def test_an_example_that_is_not_so_is_refused(tmp_path: Path) -> None:
    shutil.copy(default_directory() / "parts.toml", tmp_path)
    record = '[[defect]]\nid = "gap"\nseverity = "info"\nphrase = "空缺"\nsays = "空缺"\nexamples = ["没有"]\n'
    (tmp_path / "defects.toml").write_text(record, encoding="utf-8")
    with pytest.raises(BadKnowledge, match=r"defects\.toml: gap: '没有' is not found"):
        load_defects(tmp_path, Phrases.load(tmp_path))


def denied(*lines: str) -> list[Finding]:
    report = report_of(printed(*HEAD, *lines))
    explained = explained_of(report.reading.document_id, report.reading, report.sections, report.figures)
    verdicts = check(facts_of(report), engine().identities, document_id="d", explained=explained)
    return [finding for finding in verdicts.findings if finding.code == "wording_contradicts_figures"]


@pytest.mark.parametrize(
    ("budget", "actual", "direction", "wrong"),
    [
        ("10.00", "12.00", "大于", False),
        ("12.00", "10.00", "小于", False),
        ("12.00", "10.00", "大于", True),
        ("10.00", "12.00", "小于", True),
        ("10.00", "10.00", "大于", False),
    ],
)
def test_over_and_under_are_held_against_budget_and_spending(
    budget: str, actual: str, direction: str, wrong: bool
) -> None:
    found = denied(
        f"1.教育支出（类）。年初预算为{budget}万元，支出决算为{actual}万元。决算数{direction}年初预算数的主要原因是人员变动。"
    )
    assert bool(found) is wrong
    if wrong:
        assert f"文字说“{direction}预算”，而教育支出年初预算{budget}万元，教育支出{actual}万元" in found[0].message


@pytest.mark.parametrize(
    ("way", "reason", "wrong"), [("增加", "增加", False), ("减少", "增加", True), ("增加", "减少", True)]
)
def test_the_reason_of_a_change_goes_the_way_of_the_change(way: str, reason: str, wrong: bool) -> None:
    found = denied(f"一般公共预算财政拨款支出12.00万元，比上年{way}2.00万元，支出{reason}的主要原因是人员变动。")
    assert bool(found) is wrong
