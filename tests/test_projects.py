"""Projects as evaluated, and as named with their spending."""

from __future__ import annotations

import pytest
from small_reports import printed, report_of

from juesuan.extracting.projects import ProjectWords, split_leads
from juesuan.knowledge.pattern_set import PatternSet
from juesuan.reading.folding import fold

HEAD = ("第三部分 2022年度部门决算情况说明", "十、预算绩效情况说明", "（一）项目支出自评结果")
FUND = "项目全年预算数为50万元，执行数为48.5万元，完成预算的97%。"


def words(*lines: str) -> list[tuple[str | None, ...]]:
    projects: list[ProjectWords] = list(report_of(printed(*HEAD, *lines)).projects)
    return [(p.name, p.results, p.deviation_reason, p.improvement) for p in projects]


def test_each_project_has_its_own_words() -> None:
    found = words(
        f"1.河道清淤项目绩效自评综述：{FUND}主要产出和效益是：清理河道12公里。偏差大或目标未完成原因分析：汛期停工。"
        "下一步改进措施：提前开工。详见《河道清淤项目自评表》。",
        f"2．节水宣传项目绩效自评综述：{FUND}主要产出和效益是：开展宣传6次；发放手册2万册。",
    )
    assert found == [
        ("河道清淤项目", "清理河道12公里。", "汛期停工。", "提前开工。"),
        ("节水宣传项目", "开展宣传6次；发放手册2万册。", None, None),
    ]


def test_results_that_no_lead_opens_follow_the_figures() -> None:
    found = words(
        f"1.河道清淤项目：{FUND.removeprefix('项目')}河道行洪能力提高，沿线村庄用水有保障。",
        f"2.节水宣传项目：{FUND.removeprefix('项目')}",
        f"3.水库巡查项目：{FUND.removeprefix('项目')}存在巡查记录不全的问题。",
    )
    assert found == [
        ("河道清淤项目", "河道行洪能力提高，沿线村庄用水有保障。", None, None),
        ("节水宣传项目", None, None, None),
        ("水库巡查项目", None, None, None),
    ]


def test_without_an_evaluation_projects_are_those_named_with_their_spending() -> None:
    report = report_of(
        printed(
            "第三部分 2022年度部门决算情况说明",
            "五、一般公共预算财政拨款支出决算情况说明",
            "（三）财政拨款支出决算具体情况",
            "1.农林水支出（类）。年初预算为60万元，支出决算为58.5万元。其中：项目支出主要用于河道清淤项目48.5万元，"
            "主要成效是清理河道12公里。节水宣传项目10万元，主要成效是开展宣传6次。",
        )
    )
    assert [(p.name, p.results) for p in report.projects] == [
        ("河道清淤项目", "清理河道12公里。"),
        ("节水宣传项目", "开展宣传6次。"),
    ]


LEADS = {
    "主要产出和效果：清理河道。": ("清理河道。", None, None),
    "项目成效：清理河道。存在的问题：进度慢。改进措施：早开工。": ("清理河道。", "进度慢。", "早开工。"),
    "主要成效是清理河道，改善水质": ("清理河道，改善水质", None, None),
    "未完成原因：汛期停工。": (None, "汛期停工。", None),
    "项目已经完成。": (None, None, None),
}


@pytest.mark.parametrize("text", LEADS)
def test_leads_part_a_text(text: str, patterns: PatternSet) -> None:
    said = split_leads(text, fold(text), patterns.project_leads)
    assert (said["results"], said["deviation_reason"], said["improvement"]) == LEADS[text]
