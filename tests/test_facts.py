"""Sentences in, facts out: small reports read whole, every fact with its place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from small_reports import facts_of, printed, report_of, unclaimed

from juesuan.writing.notices import notices

HEAD = ("第三部分 清河县水务局2022年度部门决算情况说明",)
Told = list[tuple[str, str | None, str, str, str]]


def told(heading: str, *lines: str) -> Told:
    report = report_of(printed(*HEAD, heading, *lines))
    assert unclaimed(report.figures) == []
    return [(f.concept, f.item, f.measure, f"{f.value:f}", f.unit) for f in facts_of(report)]


SENTENCES: dict[str, tuple[tuple[str, ...], Told]] = {
    "totals apart": (
        ("一、收入支出决算总体情况说明", "2022年度收入总计1204.56万元，支出总计1204.56万元。"),
        [
            ("income.grand_total", None, "actual", "1204.56", "万元"),
            ("expenditure.grand_total", None, "actual", "1204.56", "万元"),
        ],
    ),
    "totals joint": (
        (
            "一、收入支出决算总体情况说明",
            "2022年度收、支总计1,204.56万元。与2021年度相比，收、支总计各减少78.5万元，下降6.12%。",
        ),
        [
            ("income_expenditure.grand_total", None, "actual", "1204.56", "万元"),
            ("income_expenditure.grand_total", None, "change", "-78.5", "万元"),
            ("income_expenditure.grand_total", None, "growth_pct", "-6.12", "%"),
        ],
    ),
    "a comma that joins": (
        (
            "一、收入支出决算总体情况说明",
            "2022年度收、支总计各是1204.56,1204.56万元，与2021年度相比，各减少78.05,91.9万元。",
        ),
        [
            ("income.grand_total", None, "actual", "1204.56", "万元"),
            ("expenditure.grand_total", None, "actual", "1204.56", "万元"),
            ("income.grand_total", None, "change", "-78.05", "万元"),
            ("expenditure.grand_total", None, "change", "-91.9", "万元"),
        ],
    ),
    "shares": (
        (
            "二、收入决算情况说明",
            "2022年度本年收入合计100万元。其中：财政拨款收入99万元，占本年收入99.0%；其他收入1万元，占1.0%。",
        ),
        [
            ("income.total", None, "actual", "100", "万元"),
            ("fiscal.income", None, "actual", "99", "万元"),
            ("fiscal.income", None, "share_pct", "99.0", "%"),
            ("income.other", None, "actual", "1", "万元"),
            ("income.other", None, "share_pct", "1.0", "%"),
        ],
    ),
    "no change": (
        ("十、机关运行经费支出情况", "2022年度机关运行经费支出12.5万元，与2021年度相比持平。"),
        [
            ("operating_cost.total", None, "actual", "12.5", "万元"),
            ("operating_cost.total", None, "change", "0", "万元"),
        ],
    ),
}


@pytest.mark.parametrize("kind", SENTENCES)
def test_what_a_sentence_states(kind: str) -> None:
    lines, wanted = SENTENCES[kind]
    assert told(*lines) == wanted


WRAPPED = """第三部分 清河县水务局2022年度部门决算情况说明
一、收入支出决算总体情况说明
    2022 年度收、支总计 1,204.56 万元。与 2021 年度相比，收、支总
计各增加 204.5 万元，增长 20.45%，主要原因是新增河道治理项目，支
出增加。2022 年度财政拨款支出 1,190.10 万元，其中项目支出 390 万
元。
"""
PAGED = WRAPPED.replace("390 万\n", "390 万\n- 7 -\n\f").replace("元。\n", "元。\n- 8 -\n")


@pytest.mark.parametrize("text", [WRAPPED, PAGED], ids=["soft breaks", "page break"])
def test_breaks_part_no_figure(text: str) -> None:
    facts = {f.value_text: f for f in facts_of(report_of(text))}
    assert list(facts) == ["1,204.56万元", "204.5万元", "20.45%", "1,190.10万元", "390万元"]
    assert facts["204.5万元"].compared_to == "prior_year"
    assert facts["390万元"].amount == Decimal(3900000)
    assert facts["1,204.56万元"].amount == Decimal("12045600.00")


def test_a_figure_over_a_page_break_stands_where_it_begins() -> None:
    report = report_of(PAGED)
    pages = {f.value_text: f.page for f in facts_of(report)}
    assert pages["390万元"] == pages["1,204.56万元"] == 1


def test_a_page_number_inside_a_sentence_is_no_figure() -> None:
    assert unclaimed(report_of(PAGED).figures) == []


def test_every_fact_leads_back_to_its_characters_and_its_line() -> None:
    report = report_of(WRAPPED)
    texts = {s.heading: s.body.text for s in report.sections}
    lines = {f"line {x.number}": "".join(x.text.split()) for x in report.reading.lines}
    for fact in facts_of(report):
        assert texts[fact.heading][fact.char_start : fact.char_end] == fact.value_text
        assert fact.value_text.rstrip("元") in lines[fact.anchor or ""]
        assert fact.value_text in fact.quote
        assert fact.page is None and fact.x0 is None


def test_a_missing_unit_is_filled_in_and_says_so() -> None:
    report = report_of(printed(*HEAD, "一、收入支出决算总体情况说明", "2022年度收、支总计各是1204.56,1204.57万元。"))
    first, second = facts_of(report)
    assert (first.value_text, first.unit, first.unit_inferred) == ("1204.56", "万元", True)
    assert (second.value_text, second.unit, second.unit_inferred) == ("1204.57万元", "万元", False)
    assert first.amount == Decimal("12045600.00")


def test_keys_do_not_shift_when_something_is_added_after() -> None:
    lines = (*HEAD, "一、收入支出决算总体情况说明", "2022年度收入总计1204.56万元，支出总计1204.56万元。")
    report, longer = report_of(printed(*lines)), report_of(printed(*lines, "2022年度机关运行经费支出12.5万元。"))
    places = [(f.concept, f.char_start) for f in facts_of(report)]
    assert places == [(f.concept, f.char_start) for f in facts_of(longer)][: len(places)]
    ids = [f.fact_id for f in facts_of(longer)]
    assert len(set(ids)) == len(ids) == len(places) + 1


def test_a_heading_that_repeats_has_sections_and_facts_of_its_own() -> None:
    report = report_of(
        printed(
            *HEAD,
            "一、财政拨款“三公”经费支出决算情况说明",
            "（一）支出决算情况说明",
            "“三公”经费支出决算为5.2万元，完成年初预算的86.7%，各项费用均控制在预算之内。",
            "二、其他重要事项情况说明",
            "（一）支出决算情况说明",
            "机关运行经费支出12.5万元，主要用于办公费、差旅费和水电费等日常开支。",
        )
    )
    facts = facts_of(report)
    assert [f.concept for f in facts] == ["three_public.total", "three_public.total", "operating_cost.total"]
    assert len({f.section_id for f in facts}) == 2


def reasons(*lines: str) -> list[tuple[str | None, str | None, str]]:
    report = report_of(printed(*HEAD, "七、“三公”经费支出决算情况说明", *lines))
    return [
        (r.concept, r.direction, report.sections[r.section].body.text[r.start : r.end])
        for read in report.figures
        for r in read.reasons
    ]


def test_a_reason_says_what_it_explains() -> None:
    assert reasons("公务接待费支出1.1万元，比上年减少0.4万元，主要原因是压减接待批次。") == [
        ("three_public.reception", "decrease", "压减接待批次")
    ]


def test_a_reason_after_the_parts_explains_the_whole() -> None:
    lines = (
        "“三公”经费支出决算比2021年度减少0.31万元，其中：公务用车运行费减少0.17万元；公务接待费减少0.14万元。"
        "主要原因是控制用车和接待规模。",
    )
    assert [r[0] for r in reasons(*lines)] == ["three_public.total"]


OTHER_YEARS = """第三部分 清河县水务局2022年度部门决算情况说明
一、“三公”经费支出决算情况说明
    2022年度“三公”经费支出决算为6.5万元，比上年决算数增加1.5万元，增长30%；比2019年决算数减少2.5万元，
下降27.78%。公务用车保有量8辆，
比2021年减少1辆。公务接待费支出0.6万元，较2018年1.2万元减少0.6万元。
"""


def test_a_comparison_with_an_earlier_year_is_none_with_the_last_one() -> None:
    facts = [(f.value_text, f.measure, f.compared_to, f.fiscal_year) for f in facts_of(report_of(OTHER_YEARS))]
    assert facts == [
        ("6.5万元", "actual", None, 2022), ("1.5万元", "change", "prior_year", 2022),
        ("30%", "growth_pct", "prior_year", 2022), ("2.5万元", "change", "earlier_year", 2022),
        ("27.78%", "growth_pct", "earlier_year", 2022), ("8辆", "count", None, 2022),
        ("1辆", "change", "prior_year", 2022),
        ("0.6万元", "actual", None, 2022), ("1.2万元", "prior", None, 2018),
        ("0.6万元", "change", "earlier_year", 2022),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "一般公共服务支出（类）财政事务（款）一般行政管理事务（项）：支出决算为3.5万元。",
        "一般公共服务支出（类）财政事务（款）一般行政管理事务（项）。年初预算为4万元，支出决算为3.5万元。",
        "一般公共服务支出（类）财政事务（款）一般行政管理事务（项）3.5万元，主要用于办案。",
    ],
)
def test_an_item_has_its_code_from_the_class_and_group_before_it(words: str) -> None:
    titles = ("五、一般公共预算财政拨款支出决算情况说明", "（三）一般公共预算财政拨款支出决算具体情况")
    facts = facts_of(report_of(printed(*titles, words)))
    assert {f.item_code for f in facts if f.measure == "actual"} == {"2010602"}


def test_a_number_too_large_for_any_budget_is_a_finding_and_no_fact() -> None:
    digits = "9" * 30
    report = report_of(f"第三部分 决算情况说明\n一、收入支出决算总体情况说明\n2023年度收入总计{digits}万元。")
    facts = facts_of(report)
    assert facts == []
    (row,) = [r for r in notices("d", report, facts) if r["code"] == "number_too_large"]
    assert row["evidence"] == digits


def test_findings_that_say_the_same_of_one_place_have_a_key_each() -> None:
    report = report_of(printed(*HEAD, "一、收入支出决算总体情况说明", "2022年度收入总计1204.56万元。"))
    twice = replace(report, reading=replace(report.reading, notes=("damaged", "damaged", "damaged")))
    rows = notices("d", twice, facts_of(report))
    assert len({row["finding_id"] for row in rows}) == len(rows) >= 3
