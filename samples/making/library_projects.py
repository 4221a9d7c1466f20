"""The library's projects: the outputs they name and the reviews of their budgets."""

from __future__ import annotations

from making.library_accounts import PROJECTS, YEAR
from making.report import Report

OUTPUTS: dict[str, tuple[int, str, str]] = {
    "books": (18642, "册", "activity.output"),
    "bases": (6, "个", "activity.output"),
    "readers": (412860, "人次", "activity.person"),
    "trips": (96, "次", "activity.event"),
    "schools": (23, "所", "activity.beneficiary"),
    "events": (138, "场", "activity.event"),
    "people": (27500, "人次", "activity.person"),
    "probes": (64, "个", "activity.output"),
    "hazards": (17, "处", "activity.issue_found"),
    "volumes": (120, "册", "activity.output"),
    "lessons": (12, "期", "activity.event"),
    "trained": (156, "人次", "activity.person"),
    "forms": (860, "份", "activity.document"),
}
"""Each output: how many, its measure word, its concept."""


def results(r: Report, text: str, item: str) -> str:
    """`text` with every {name} replaced by its output, stated for `item`."""
    for name, (many, unit, concept) in OUTPUTS.items():
        if f"{{{name}}}" in text:
            text = text.replace(f"{{{name}}}", r.count(many, unit, concept, item))
    return text


def project_reviews(r: Report) -> None:
    """Budget, execution and completion of every project, in the manner of a self-evaluation."""
    fund = "performance.project.fund"
    many = r.count(len(PROJECTS), "个", "performance.self_evaluation.project", "一级项目")
    r.say(f"我单位在{YEAR}年度单位决算中反映所有项目绩效自评结果，共涉及{many}一级项目。")
    for number, (name, budget, done, text, why) in enumerate(PROJECTS, 1):
        planned = r.money(budget, fund, name, "budget", kind="full_year")
        spent = r.money(done, fund, name)
        rate = r.completed(done, budget, fund, "unspecified", name)
        reason = f"偏差大或目标未完成原因分析：{r.because(why, f'{name}执行数')}。" if why else ""
        speech = r.say(
            f"{number}．{name}绩效自评综述：项目全年预算数为{planned}，执行数为{spent}，完成预算的{rate}。"
            f"主要产出和效益是：{results(r, text, name)}。{reason}详见《{YEAR}年度{name}自评表》。"
        )
        outcome = "".join(speech.text.split("主要产出和效益是：")[1].split())[:20]
        marks = [q for _, _, q in speech.marks]
        r.record(
            "projects", name=name, seq=number, budget=marks[0].value, executed=marks[1].value,
            completion=marks[2].value, outcome_first_20_chars=outcome,
            deviation_reason=f"{why}。" if why else None,
        )  # fmt: skip
