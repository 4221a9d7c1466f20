"""The summary: each headline is what the words agree on, or nothing."""

from decimal import Decimal

import pytest

from juesuan.errors import BadKnowledge
from juesuan.knowledge.files import default_directory
from juesuan.knowledge.vocabulary import load_vocabulary
from juesuan.normalising.fact import Fact
from juesuan.validating.example import cells_of
from juesuan.writing.column import SchemaError
from juesuan.writing.headline import load_headlines, shipped_headlines
from juesuan.writing.schema import tables
from juesuan.writing.summary import summarise

UNITS = {"元": Decimal(1), "万元": Decimal(10**4), "亿元": Decimal(10**8)}


ORDER = iter(range(10**6))


def said(concept, printed, unit="万元", **axes):
    """A fact, as a report states it."""
    value, order = Decimal(printed), next(ORDER)
    row = dict.fromkeys(Fact.__dataclass_fields__) | {
        "fact_id": f"f{order}", "section_id": "s", "part": "narrative", "heading": "", "label": "",
        "concept": concept, "measure": "actual", "fiscal_year": 2023, "value": value, "unit": unit,
        "unit_inferred": False, "value_base": value * UNITS.get(unit, 1), "value_text": printed,
        "decimals": -value.as_tuple().exponent, "amount": value * UNITS[unit] if unit in UNITS else None,
        "form": "digits", "bound": "exact", "char_start": 0, "char_end": 1, "quote": printed,
        "source": "text", "pattern": "p", "sentence": 1, "order": order,
    }  # fmt: skip
    return Fact(**(row | axes))


TOTAL = "income_expenditure.grand_total"
PROJECT = "general_budget.expenditure.project"
CHANGE = {"measure": "change", "compared_to": "prior_year"}
BUDGET = {"measure": "budget", "budget_kind": "initial"}
HELD = {"unit": "辆", "measure": "count"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param([], {"income_total": None, "income_total_source": None}, id="not stated"),
        pytest.param(
            [said("income.total", "810.21"), said("income.total", "810.21")],
            {"income_total": Decimal("8102100"), "income_total_source": "words"},
            id="stated twice",
        ),
        pytest.param(
            [said("income.total", "810.21"), said("income.total", "810.22")],
            {"income_total": None, "income_total_source": None},
            id="two values",
        ),
        pytest.param(
            [said("income.total", "1.23", "亿元"), said("income.total", "12345.67")],
            {"income_total": Decimal("123456700")},
            id="a coarser unit says the same",
        ),
        pytest.param(
            [said("income.total", "1.25", "亿元"), said("income.total", "12345.67")],
            {"income_total": None},
            id="a coarser unit says another",
        ),
        pytest.param(
            [said(TOTAL, "810.21"), said(TOTAL, "773.56", **CHANGE)],
            {
                "income_expenditure_grand_total": Decimal("8102100"),
                "income_grand_total": Decimal("8102100"),
                "expenditure_grand_total": Decimal("8102100"),
                "expenditure_grand_total_prior": Decimal("366500"),
                "income_total": None,
            },
            id="a joint statement is of both sides",
        ),
        pytest.param(
            [said("operating_cost.total", "184.65"), said("operating_cost.total", "-2.55", **CHANGE)],
            {"operating_cost_prior": Decimal("1872000")},
            id="a decrease means more before",
        ),
        pytest.param(
            [
                said("operating_cost.total", "5"),
                said("operating_cost.total", "6", measure="prior", fiscal_year=2022),
            ],
            {"operating_cost": Decimal("50000"), "operating_cost_prior": Decimal("60000")},
            id="the year before is stated",
        ),
        pytest.param(
            [said("operating_cost.total", "5"), said("operating_cost.total", "7", fiscal_year=2022)],
            {"operating_cost": Decimal("50000"), "operating_cost_prior": None},
            id="an actual figure of another year",
        ),
        pytest.param(
            [
                said("general_budget.expenditure", "898.76", **BUDGET),
                said("general_budget.expenditure", "810.21", item="财政拨款支出", budget_kind="initial"),
                said("general_budget.expenditure", "900", measure="budget", budget_kind="full_year"),
                said("general_budget.expenditure", "-9", measure="change", compared_to="initial_budget"),
            ],
            {
                "general_budget_expenditure_initial_budget": Decimal("8987600"),
                "general_budget_expenditure": Decimal("8102100"),
                "general_budget_expenditure_prior": None,
            },
            id="a budget is of its kind, a change of its base",
        ),
        pytest.param(
            [said(PROJECT, "115.36", item="项目支出"), said(PROJECT, "4.48", item="办公场地修整项目")],
            {"general_budget_project": Decimal("1153600")},
            id="one project is not the total",
        ),
        pytest.param(
            [
                said("asset.vehicle", "3", item="车辆", **HELD),
                said("asset.vehicle", "1", item="其他用车", **HELD),
            ],
            {"vehicles_held": 3},
            id="one kind of vehicle is not the total",
        ),
        pytest.param(
            [
                said("three_public.total", "0.64", fund="general"),
                said("three_public.total", "0.70", fund="all_fiscal"),
                said("three_public.total", "0.06", fund="government_fund"),
            ],
            {"three_public": Decimal("7000")},
            id="the widest fund",
        ),
        pytest.param(
            [said("three_public.total", "0.95", item="三公经费", **BUDGET)],
            {"three_public_initial_budget": Decimal("9500"), "three_public": None},
            id="the standard name, without its quotes, is the total",
        ),
        pytest.param(
            [said("procurement.total", "16", bound="at_least")], {"procurement_total": None}, id="a bound"
        ),
        pytest.param(
            [said("performance.whole.score", "93.55", "分", measure="score")],
            {"whole_score": Decimal("93.55"), "whole_score_source": "words"},
            id="a score",
        ),
    ],
)  # fmt: skip
def test_a_headline_is_what_the_words_agree_on(facts, expected):
    row = summarise(facts, shipped_headlines(), frozenset(), report_year=2023)
    assert {name: row[name] for name in expected} == expected


def test_a_contradicted_figure_is_no_headline():
    facts = [said("income.total", "810.21"), said("income.total", "10", **CHANGE)]
    row = summarise(facts, shipped_headlines(), {facts[0].fact_id})
    assert row["income_total"] is row["income_total_prior"] is row["income_total_source"] is None


def test_the_columns_of_the_summary_are_the_headlines():
    row = summarise(
        [said("income.total", "810.21"), said("asset.vehicle", "3", **HELD)], shipped_headlines(), set()
    )
    columns = {column.name: column for column in tables(shipped_headlines())["summary"].columns}
    fixed = {column.name for column in tables(())["summary"].columns}
    assert set(row) == set(columns) - fixed
    for name, value in row.items():
        columns[name].array([value])
    with pytest.raises(SchemaError):
        columns["income_total_source"].array(["guess"])


def headline_file(tmp_path, text):
    path = tmp_path / "summary.toml"
    path.write_text(text, encoding="utf-8")
    return path


def record(**keys):
    return "[[headline]]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (record(name='"a"', concept='"income.nothing"'), "unknown concept income.nothing"),
        (record(name='"a"', concept='"income.total"', unit='"元"'), "unknown key unit"),
        (
            record(name='"a"', concept='"income.total"', also='["fiscal.nothing"]'),
            "unknown concept fiscal.nothing",
        ),
        (record(name='"a"', concept='"income.total"', measure='"count"'), "does not go with"),
        (record(name='"a"', concept='"income.total"', measure='"budget"'), "budget_kind goes with"),
        (record(name='"a"', concept='"income.total"', budget_kind='"initial"'), "budget_kind goes with"),
        (
            record(name='"a"', concept='"income.total"', measure='"budget"', budget_kind='"年初"'),
            "unknown budget_kind",
        ),
        (record(name='"a"', concept='"income.total"', funds='["special"]'), "unknown fund"),
        (record(name='"a"', concept='"income.total"', items='"合计"'), "items must be a list"),
        (record(name='"a"', concept='"activity.satisfaction"'), "money, a count or a score"),
        (record(name='"a"', concept='"income.total"', also='["staff.total"]'), "of one kind"),
        (record(name='"a_prior"', concept='"income.total"'), "name must be"),
        (record(concept='"income.total"'), "name is missing"),
        (record(name='"a"', concept='"income.total"') * 2, "occurs twice"),
        ("title = 1\n", "[[headline]] records"),
        ("headline = [1]\n", "[[headline]] records"),
        ("[[headline]\n", "line 1"),
    ],
)
def test_a_malformed_headline_does_not_load(tmp_path, text, says):
    path = headline_file(tmp_path, text)
    with pytest.raises(BadKnowledge) as error:
        load_headlines(tmp_path, load_vocabulary(default_directory()))
    assert says in str(error.value)
    assert str(path) in str(error.value)


def test_the_shipped_headlines_load():
    by_name = {headline.name: headline for headline in shipped_headlines()}
    assert by_name["income_grand_total"].concepts == ("income.grand_total", "income_expenditure.grand_total")
    assert by_name["three_public_initial_budget"].zh == "“三公”经费（年初预算）"
    assert by_name["staff_in_service"].type == "int64"


def row_of(*figures, contradicted=frozenset(), facts=()):
    cells = cells_of(figures, "test")
    return summarise(facts, shipped_headlines(), contradicted, items=cells, report_year=2023)


def test_a_figure_of_the_tables_comes_first():
    row = row_of("表 income", "income.total actual 810.21 万元", facts=[said("income.total", "810.2")])
    assert (row["income_total"], row["income_total_source"]) == (Decimal("8102100"), "table")


def test_what_no_table_prints_is_that_of_the_words():
    row = row_of("表 income", "income.total actual 空 万元", facts=[said("income.total", "810.21")])
    assert (row["income_total"], row["income_total_source"]) == (Decimal("8102100"), "words")


IN_02 = ("表 income", "income.total actual 10.00 万元")
OTHER_IN_01 = ("表 income_expenditure", "income.total actual 20.00 万元")


@pytest.mark.parametrize(
    ("figures", "facts", "contradicted"),
    [
        pytest.param([*IN_02], [said("income.total", "20.00")], set(), id="words differ"),
        pytest.param([*IN_02, *OTHER_IN_01], [], set(), id="tables differ"),
        pytest.param([*IN_02], [], {"c1.1.1"}, id="a contradicted cell"),
    ],
)  # fmt: skip
def test_a_contradiction_leaves_it_open(figures, facts, contradicted):
    row = row_of(*figures, facts=facts, contradicted=contradicted)
    assert row["income_total"] is row["income_total_source"] is None


def test_a_cent_between_two_tables_is_no_contradiction():
    row = row_of(*IN_02, "表 income_expenditure", "income.total actual 10.01 万元")
    assert row["income_total"] == Decimal("100000")


def test_both_sides_of_a_table_state_the_joint_total_where_they_are_equal():
    sides = ("income.grand_total actual 12.00 万元", "expenditure.grand_total actual 12.00 万元")
    equal = ("表 income_expenditure", *sides)
    row = row_of(*equal)
    assert (row["income_expenditure_grand_total"], row["income_expenditure_grand_total_source"]) == (120000, "table")
    unequal = row_of(equal[0], equal[1], equal[2].replace("12.00", "13.00"))
    assert unequal["income_expenditure_grand_total"] is None
    assert unequal["income_grand_total"] == 120000


def test_items_of_the_classification_are_no_totals():
    row = row_of("表 income", "income.total[教育支出=205] actual 10.00 万元")
    assert row["income_total"] is None
