"""The manners of provinces: parts and their order, headings, tables, and which ways of telling they use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from maker.habits import Habits

Titles = str | tuple[str, ...]
N13: tuple[tuple[str, Titles], ...] = (
    ("overall", "收入支出决算总体情况说明"),
    ("income", "收入决算情况说明"),
    ("expenditure", "支出决算情况说明"),
    ("fiscal", "财政拨款收入支出决算总体情况说明"),
    ("general", "一般公共预算财政拨款支出决算情况说明"),
    ("basic", "一般公共预算财政拨款基本支出决算情况说明"),
    ("three_public", ("一般公共预算财政拨款“三公”经费支出决算情况说明", "财政拨款“三公”经费支出决算情况说明")),
    ("government_fund", ("政府性基金预算财政拨款收入支出决算情况", "政府性基金预算财政拨款收入支出决算情况说明")),
    ("state_capital", ("国有资本经营预算财政拨款支出决算情况", "国有资本经营预算财政拨款支出决算情况说明")),
    ("running", ("机关运行经费支出情况", "机关运行经费支出情况说明", "机关运行经费支出说明")),
    ("procurement", ("政府采购支出情况", "政府采购支出说明", "政府采购情况说明")),
    ("assets", ("国有资产占用情况", "国有资产占用情况说明", "国有资产占有使用情况说明")),
    ("performance", ("预算绩效情况说明", "预算绩效管理情况说明", "预算绩效管理工作开展情况说明")),
)
MINISTRY = ("（N）", "9．", "（9）")
WITH_PARTS = ("N、", "（N）", "9.", "（9）")
WITHOUT = ("（N）", "9.", "（9）", "9）")


@dataclass(frozen=True)
class Manner:
    """How one province tells. `parts` are keys of what comes, in order; `ways` are the skeletons by heading.

    `numbered` parts are 第N部分; without it they are 一、二、三 and the headings （一）（二）. `matters` groups the
    headings from 机关运行经费 on under one heading or part. `tables` is the order of the set, see `statutory`.
    """

    name: str
    parts: tuple[str, ...]
    sections: tuple[tuple[str, Titles], ...]
    ways: Mapping[str, tuple[str, ...]]
    habits: tuple[Habits, ...]
    body: str = "部门"
    numbered: bool = True
    matters: str = ""
    tables: str = "STD9a"
    styles: tuple[str, ...] = WITH_PARTS
    titles: Mapping[str, Titles] = field(default_factory=dict)
    form: str = "公开0N表"


def _but(base: tuple[tuple[str, Titles], ...], *keys: str, **titles: Titles) -> tuple[tuple[str, Titles], ...]:
    """The headings of `base` with these keys, in this order, some with another title."""
    known = dict(base)
    return tuple((key, titles.get(key, known.get(key, ""))) for key in keys)


SEED = ("overview", "tables", "narrative", "glossary")
ALL = tuple(key for key, _ in N13)
CENTRAL_WAYS: Mapping[str, tuple[str, ...]] = {
    "overall": ("joint",), "income": ("plain",), "expenditure": ("plain",), "fiscal": ("joint",),
    "general": ("central",), "basic": ("two_kinds",), "three_public": ("central",), "government_fund": ("plain",),
    "state_capital": ("plain",), "running": ("plain",), "procurement": ("plain", "of_total"), "assets": ("plain",),
    "performance": ("plain",), "meetings": ("plain",),
}  # fmt: skip


def _ways(**other: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {**CENTRAL_WAYS, **other}


PLAIN = (Habits(), Habits(rates=1), Habits(trim=True, trim_rates=True), Habits(rates=0))
MANNERS = (
    Manner("湖北", (*SEED, "annex"), N13, _ways(overall=("joint",), three_public=("hubei",)),
           (Habits(rates=1, trim=True), Habits(rates=1, gap=" "), Habits()), body="单位"),
    Manner("中央", SEED, N13, _ways(overall=("joint", "apart"), procurement=("of_total",)),
           (Habits(rates=1), Habits(rates=1, thousands=True)), tables="STD9b"),
    Manner("浙江", SEED,
           _but(N13, *ALL, overall="收入支出决算总体情况说明", three_public="财政拨款“三公”经费支出决算总体情况说明"),
           _ways(overall=("apart",), income=("zhejiang",), expenditure=("plain", "split"), fiscal=("apart", "joint"),
                 three_public=("central", "jiangxi")),
           (Habits(thousands=True), Habits(rates=1, thousands=True), Habits()), numbered=False, styles=WITHOUT,
           titles={"overview": ("概况", "部门基本情况"), "narrative": "{year}年度部门决算情况说明",
                   "tables": ("{year}年度部门决算公开表", "{year}年度部门决算表")}, tables="STD9b"),
    Manner("重庆", ("overview", "narrative", "glossary", "tables"),
           _but(N13, "overall", "fiscal", "general", "basic", "government_fund", "state_capital", "three_public",
                general="一般公共预算财政拨款收入支出决算情况说明", basic="一般公共预算财政拨款基本支出决算情况说明",
                three_public="“三公”经费情况说明")
           + _but(N13, "running", "assets", "procurement", "performance"),
           _ways(overall=("chongqing",), general=("chongqing",), basic=("moved",), three_public=("chongqing",)),
           (Habits(thousands=True), Habits(), Habits(thousands=True, rates=1)), body="单位", numbered=False,
           styles=WITHOUT, titles={"overview": ("部门基本情况", "单位基本情况"), "narrative": "{body}决算情况说明",
                                   "glossary": "专业名词解释", "tables": "决算公开报表"}, tables="STD9b"),
    Manner("四川", ("overview", "narrative", "glossary", "annex", "tables"),
           (*_but(N13, *ALL[:9], three_public="财政拨款“三公”经费支出决算情况说明",
                  government_fund="政府性基金预算支出决算情况说明", state_capital="国有资本经营预算支出决算情况说明"),
            ("other", "其他重要事项的情况说明")),
           _ways(overall=("sichuan", "joint"), general=("without_budget",), income=("plain",)),
           (Habits(), Habits(trim=True, trim_rates=True)), body="单位", matters="other",
           titles={"annex": "附件", "tables": "附表"}, tables="STD9b"),
    Manner("湖南", (*SEED, "annex"),
           _but(N13, *ALL[:10], "meetings", *ALL[10:], meetings="一般性支出情况"),
           _ways(overall=("joint", "two_sides")), (Habits(), Habits(trim=True), Habits(rates=1)), tables="STD9b"),
    Manner("甘肃", SEED,
           _but(N13, *ALL[:7], "running", "procurement", "assets", "government_fund", "state_capital", "performance"),
           CENTRAL_WAYS, PLAIN, titles={"overview": ("{unit}概括", "{unit}概况")}),
    Manner("云南", ("overview", "tables", "narrative", "matters", "glossary"),
           _but(N13, "income", "expenditure", "general", "three_public",
                three_public="一般公共预算财政拨款“三公”经费支出决算情况说明")
           + _but(N13, "running", "assets", "procurement"),
           _ways(income=("moved",), expenditure=("moved",), general=("yunnan",),
                 three_public=("central", "prior_and_budget")),
           (Habits(), Habits(unit="元"), Habits(unit="元", thousands=True)), matters="part",
           titles={"matters": "其他重要事项及相关口径情况说明"}),
    Manner("江西", (*SEED, "annex"),
           _but(N13, *ALL[1:3], *ALL[4:7], *ALL[9:], general="财政拨款支出决算情况说明",
                three_public="一般公共预算财政拨款“三公”经费支出决算情况说明"),
           _ways(income=("plain",), general=("jiangxi",), basic=("economic",), three_public=("jiangxi",)),
           (Habits(), Habits(trim=True, trim_rates=True))),
    Manner("广东", SEED, N13,
           _ways(overall=("apart", "two_sides"), income=("moved", "plain"), three_public=("central",),
                 expenditure=("plain", "lines"), fiscal=("composed", "joint")),
           (Habits(thousands=True, rates=1), Habits(), Habits(unit="元", thousands=True)), form="公开0N表"),
    Manner("新疆", ("overview", "narrative", "glossary", "tables"), N13,
           _ways(overall=("composed",), general=("xinjiang",), fiscal=("composed",),
                 three_public=("prior_and_budget", "central")),
           (Habits(), Habits()), body="单位", titles={"tables": "部门决算报表（见附表）"}, tables="STD9b"),
    Manner("上海", SEED, N13, _ways(overall=("joint", "apart"), expenditure=("split", "plain"), fiscal=("by_fund",)),
           (Habits(thousands=True), Habits()), body="单位", form=""),
    Manner("江苏", SEED, _but(N13, *ALL[:7], "meetings", *ALL[7:], meetings="会议费、培训费支出决算情况说明"),
           _ways(overall=("listed",), expenditure=("plain", "lines"), three_public=("central", "jiangxi")),
           (Habits(), Habits(thousands=True)), tables="STD9b"),
    Manner("山东", (*SEED, "annex"), N13, _ways(overall=("joint",), procurement=("of_total", "exact"), fiscal=("by_fund", "joint")),
           (Habits(), Habits(gap=" "), Habits(places=6)), body="单位", tables="STD9b"),
    Manner("贵州", SEED, _but(N13, *ALL[:6], *ALL[6:]),
           _ways(overall=("apart", "joint"), three_public=("central",), basic=("two_kinds", "listed")),
           (Habits(), Habits(trim=True, rates=1)), numbered=False, styles=WITHOUT,
           titles={"overview": "{unit}概况", "tables": "{unit}{year}年度部门决算报表（见附表）",
                   "narrative": "{unit}{year}年度部门决算情况说明"}),
    Manner("北京", ("tables", "narrative", "matters", "performance"),
           _but(N13, "overall", "income", "expenditure", "fiscal", "general", "government_fund", "state_capital", "basic",
                "three_public", three_public="“三公”经费财政拨款决算情况") + _but(N13, "running", "procurement", "assets"),
           _ways(overall=("joint", "apart"), income=("lines",), expenditure=("lines",), general=("beijing",),
                 three_public=("beijing",)),
           (Habits(), Habits(places=6), Habits(rates=1)), matters="part",
           titles={"tables": "{year}年度部门决算报表", "narrative": "{year}年度部门决算说明",
                   "matters": "{year}年度其他重要事项的情况说明", "performance": "{year}年度部门绩效评价情况"}, tables="STD9b"),
    Manner("安徽", SEED, _but(N13, *ALL, three_public="一般公共预算及政府性基金财政拨款“三公”经费支出决算情况说明"),
           _ways(overall=("joint", "two_sides"), income=("lines", "plain"), basic=("economic", "two_kinds"),
                 three_public=("central", "prior_and_budget")),
           PLAIN, tables="STD9b"),
    Manner("广西", SEED,
           _but(N13, "overall", "general", "basic", "government_fund", "state_capital", "three_public", "running",
                "procurement", "assets", "performance", overall="{year}年度收入支出决算总体情况",
                general="{year}年度一般公共预算财政拨款支出决算情况", three_public="财政拨款安排的“三公”经费支出决算情况说明"),
           _ways(overall=("guangxi",), general=("henan", "central"), three_public=("guangxi",), procurement=("bought",)),
           (Habits(), Habits(trim=True, rates=1)), body="单位", tables="STD9b"),
    Manner("陕西", SEED, N13,
           _ways(overall=("shaanxi",), expenditure=("by_share",), running=("costs",), assets=("gear", "plain")),
           PLAIN),
    Manner("河南", SEED,
           _but(N13, *ALL[:7], "performance", *ALL[7:12]),
           _ways(overall=("joint", "apart"), general=("henan",), performance=("rated",), procurement=("bought", "of_total")),
           (Habits(rates=1), Habits(trim=True, trim_rates=True))),
    Manner("内蒙古", ("overview", "narrative", "glossary", "tables"), N13,
           _ways(overall=("shaanxi", "composed"), income=("implicit",), expenditure=("by_share",), three_public=("counted",),
                 fiscal=("budgeted",)),
           (Habits(), Habits(thousands=True)), tables="STD9b", titles={"narrative": "{year}年度部门决算情况说明"}),
    Manner("天津", SEED, N13,
           _ways(overall=("apart",), income=("implicit", "lines"), fiscal=("budgeted", "apart"), three_public=("guangdong",),
                 running=("costs",)),
           (Habits(unit="元", thousands=True), Habits()), tables="STD9b"),
    Manner("黑龙江", SEED, N13,
           _ways(overall=("two_sides", "shaanxi"), expenditure=("by_share",), three_public=("counted", "central"),
                 performance=("rated",)),
           (Habits(), Habits(rates=1))),
    Manner("福建", SEED, _but(N13, *ALL[:6], *ALL[6:]),
           _ways(overall=("apart", "joint"), three_public=("guangdong", "central"), procurement=("bought",), assets=("gear",)),
           (Habits(), Habits(thousands=True)), body="单位", tables="STD9b"),
)  # fmt: skip
