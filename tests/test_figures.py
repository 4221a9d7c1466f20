"""What a figure without words of its own is about: heirs of counts, parts of lists, reasons, funds, leftovers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_reports import facts_of, printed, report_of

from juesuan.extracting.examples import Examples, claim_of, section_for
from juesuan.extracting.figures import SectionFigures
from juesuan.knowledge.pattern_set import load_pattern_set
from juesuan.writing.notices import notices

EXAMPLES = Examples(load_pattern_set())
PUBLIC = "narrative.three_public"


def read(text: str, scope: str | None = PUBLIC) -> SectionFigures:
    return EXAMPLES.reader.read(section_for(text, scope))


def claims(text: str, scope: str | None = PUBLIC) -> list[str]:
    figures = [replace(f, item=None) for f in read(text, scope).figures if f.number is not None]
    return [claim_of(f) for f in figures]


HEIRS = {
    "a count's money is that of what it belongs to": (
        "因公出国（境）团组0个，因公出国（境）0人次，预算为0万元，支出决算为0万元，完成预算的100%。",
        PUBLIC,
        ["three_public.overseas.group count 0个", "three_public.overseas.visit count 0人次",
         "three_public.overseas budget{unspecified} 0万元", "three_public.overseas actual 0万元",
         "three_public.overseas completion_pct{unspecified} 100%"],
    ),
    "a score's money is the fund that was scored": (
        "护河巡查项目绩效自评得分为96分。全年预算数25万元，执行数24万元，完成预算的96%。",
        "performance.project",
        ["performance.project.score score 96分", "performance.project.fund budget{full_year} 25万元",
         "performance.project.fund actual 24万元", "performance.project.fund completion_pct{unspecified} 96%"],
    ),
    "a vehicle bought": (
        "公务用车购置量1辆，较年初预算增加17万元，增长100%。",
        PUBLIC,
        ["three_public.vehicle.purchased count 1辆", "three_public.vehicle.purchase change 17万元 vs initial_budget",
         "three_public.vehicle.purchase growth_pct 100% vs initial_budget"],
    ),
    "an amount that another is compared with": (
        "“三公”经费合计31万元，其中：公务接待费1万元。较2014年度“三公”经费合计16万元增加15万元。",
        PUBLIC,
        ["three_public.total actual 31万元", "three_public.reception actual 1万元", "three_public.total prior 16万元",
         "three_public.total change 15万元 vs prior_year"],
    ),
    "the parts of a budget are planned": (
        "“三公”经费预算总计21万元，其中：公务接待费1万元，公务用车运行维护费20万元。",
        PUBLIC,
        ["three_public.total budget{unspecified} 21万元", "three_public.reception budget{unspecified} 1万元",
         "three_public.vehicle.operation budget{unspecified} 20万元"],
    ),
    "the parts of what was spent are not": (
        "“三公”经费支出21万元，年初预算22万元。其中：公务接待费1万元，年初预算2万元。",
        PUBLIC,
        ["three_public.total actual 21万元", "three_public.total budget{initial} 22万元",
         "three_public.reception actual 1万元", "three_public.reception budget{initial} 2万元"],
    ),
    "a new sentence behind a list speaks of the whole": (
        "“三公”经费支出9万元，其中：公务接待费1万元；公务用车运行维护费8万元。年初预算10万元，完成年初预算的90%。",
        PUBLIC,
        ["three_public.total actual 9万元", "three_public.reception actual 1万元",
         "three_public.vehicle.operation actual 8万元", "three_public.total budget{initial} 10万元",
         "three_public.total completion_pct{initial} 90%"],
    ),
    "but not of what was said of it already": (
        "“三公”经费支出9万元，比上年减少1万元，其中：公务接待费1万元；公务用车运行维护费8万元。比上年减少2万元。",
        PUBLIC,
        ["three_public.total actual 9万元", "three_public.total change -1万元 vs prior_year",
         "three_public.reception actual 1万元", "three_public.vehicle.operation actual 8万元",
         "three_public.vehicle.operation change -2万元 vs prior_year"],
    ),
    "what is left over is not spent": (
        "年初结转和结余1万元，本年收入9万元，本年支出8万元，年末结转和结余2万元。支出决算为8万元，完成年初预算的80%。",
        "narrative.government_fund",
        [
            "government_fund.carryover.opening actual 1万元", "government_fund.income actual 9万元",
            "government_fund.expenditure actual 8万元", "government_fund.carryover.closing actual 2万元",
            "government_fund.expenditure actual 8万元", "government_fund.expenditure completion_pct{initial} 80%",
        ],
    ),
    "another measure behind a reason": (
        "财政拨款收入总计9万元，比上年增加1万元，主要原因是：人员增加；完成年初预算的108%，主要原因是：追加。",
        "narrative.fiscal_total",
        [
            "fiscal.income.grand_total actual 9万元", "fiscal.income.grand_total change 1万元 vs prior_year",
            "fiscal.income.grand_total completion_pct{initial} 108%",
        ],
    ),
    "an amount of the year before whose subject is told behind it": (
        "收入总计9万元，支出总计9万元。与上年决算数12万元相比，收支总计均减少3万元。",
        "narrative.total",
        ["income.grand_total actual 9万元", "expenditure.grand_total actual 9万元",
         "income_expenditure.grand_total prior 12万元", "income_expenditure.grand_total change -3万元 vs prior_year"],
    ),
    "an account, not what it was used for": (
        "行政运行（项）。主要用于值班经费2万元。年初预算为9万元，支出决算为8万元。",
        "narrative.general_budget.detail",
        ["general_budget.expenditure.project actual 2万元",
         "general_budget.expenditure.function budget{initial} 9万元",
         "general_budget.expenditure.function actual 8万元"],
    ),
    "nothing planned, and a year behind the comma": (
        "公务接待费年初预算数为0，2022年支出决算为3万元。",
        PUBLIC,
        ["three_public.reception budget{initial} 0万元", "three_public.reception actual 3万元"],
    ),
    "two years side by side": (
        "2020年支出合计9万元，其中：基本支出8万元。2019年支出合计6万元，其中：基本支出5万元。",
        "narrative.expenditure",
        ["expenditure.total actual 9万元", "expenditure.basic actual 8万元", "expenditure.total prior 6万元",
         "expenditure.basic prior 5万元"],
    ),
    "one year alone, kept from last year's text": (
        "2019年支出合计9万元，其中：基本支出8万元。",
        "narrative.expenditure",
        ["expenditure.total actual 9万元", "expenditure.basic actual 8万元"],
    ),
    "a heading's subject": (
        "支出决算为0.5万元，比上年减少0.1万元。",
        "narrative.three_public.reception",
        ["three_public.reception actual 0.5万元", "three_public.reception change -0.1万元 vs prior_year"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", HEIRS)
def test_a_figure_without_a_subject_of_its_own(kind: str) -> None:
    text, scope, wanted = HEIRS[kind]
    assert claims(text, scope) == wanted


def test_a_bracket_splits_the_amount_before_it_by_funds() -> None:
    figures = read(
        "公务接待费支出预算1.5万元（其中：一般公共预算支出1.2万元；政府性基金预算支出0.3万元），支出决算0.9万元。"
    ).figures
    assert [(f.concept, f.measure, f.fund) for f in figures] == [
        ("three_public.reception", "budget", None),
        ("three_public.reception", "budget", "general"),
        ("three_public.reception", "budget", "government_fund"),
        ("three_public.reception", "actual", None),
    ]
    assert [f.pattern.endswith("+fund") for f in figures] == [False, True, True, False]


def test_a_fund_that_has_concepts_of_its_own_is_no_split() -> None:
    figures = read("财政拨款收入9万元（其中：一般公共预算收入8万元），占90%。", "narrative.income").figures
    assert [f.concept for f in figures] == ["fiscal.income", "general_budget.income", "fiscal.income"]


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("公务接待费比上年增加（减少）0.1万元。", [False]),
        ("公务接待费比上年减少0.1万元，增长（下降）5%。", [True, True]),
        ("公务接待费比上年减少（增加）0.1万元，增长5%。", [False, False]),
    ],
)
def test_a_direction_that_the_template_left_open(text: str, signs: list[bool]) -> None:
    figures = read(text).figures
    assert [f.negative for f in figures] == signs
    assert any(f.leftover for f in figures)


def test_an_open_direction_is_a_finding() -> None:
    report = report_of(printed("一、“三公”经费支出决算情况说明", "公务接待费1.1万元，比上年增加（减少）0.1万元。"))
    rows = [r for r in notices("d", report, facts_of(report)) if r["code"] == "template_leftover"]
    assert len(rows) == 1 and "0.1万元" in rows[0]["message"] and rows[0]["severity"] == "warning"


REASONS = {
    "公务接待费1万元，比预算少2万元，主要原因是压减接待，与上年相比减少0.5万元，减少33%。": ["压减接待"],
    "公务接待费比上年减少0.5万元，原因为压减接待；公务用车运行维护费支出3万元。": ["压减接待"],
    "公务接待费比上年减少0.5万元。原因：压减接待。": ["压减接待"],
    "公务接待费比上年下降50%，下降原因主要是由于压缩开支。": ["压缩开支"],
    "公务接待费增加，主要原因是人员增加，比上年增加2人。": ["人员增加，比上年增加2人"],
}


@pytest.mark.parametrize("text", REASONS)
def test_a_reason_begins_and_ends(text: str) -> None:
    assert [text[r.start : r.end] for r in read(text).reasons] == REASONS[text]


def test_what_follows_a_reason_speaks_of_the_explained() -> None:
    assert claims("公务接待费1万元，主要原因是压减接待，与上年相比减少0.5万元，减少33%。")[1:] == [
        "three_public.reception change -0.5万元 vs prior_year",
        "three_public.reception growth_pct -33% vs prior_year",
    ]


def test_items_of_one_matter_told_by_short_names() -> None:
    figures = read("排查消防隐患40处，整改隐患38处，尚有2处正在整改，整改率95%。化解问题3个。", None).figures
    assert [f.item for f in figures] == ["消防隐患"] * 4 + ["问题"]


LOST = {
    "公务接待费支出决算为0.39万，完成预算的50。": [("0.39", "万元", "actual"), ("50", "%", "completion_pct")],
    "公务接待费比上年增加1 250.71万元，增长13.95。": [("1250.71", "万元", "change"), ("13.95", "%", "growth_pct")],
    "公务接待费0.5万元，占“三公”经费的2 0.5%": [("0.5", "万元", "actual"), ("20.5", "%", "share_pct")],
    "公务接待费比上年增加0.1万元，增加12.5，主要是接待增多": [("0.1", "万元", "change"), ("12.5", "%", "growth_pct")],
}


@pytest.mark.parametrize("sentence", LOST)
def test_a_lost_unit_and_parted_digits_are_made_good_where_the_sentence_is_sure(sentence: str) -> None:
    figures = read(sentence).figures
    found = [(f.number.text, f.number.unit.name, f.measure) for f in figures if f.number and f.number.unit]
    assert found == LOST[sentence]


@pytest.mark.parametrize("sentence", ["全年点击量达3.5万，", "增加12.5，", "教育支出100.00 12.50 33", "占地50，"])
def test_a_lost_unit_is_not_guessed(sentence: str) -> None:
    assert [f for f in read(sentence).figures if f.pattern != "generic"] == []
