"""Numbers as reports print them: many spellings, one value; bounds; units; and what is no quantity at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_reports import extractor

from juesuan.extracting.examples import section_for
from juesuan.extracting.numbers import Lexer, Number
from juesuan.knowledge.pattern_set import load_pattern_set
from juesuan.normalising.numerals import chinese_integer, decimal_of
from juesuan.normalising.values import Value, value_of
from juesuan.reading.folding import fold

LEXER = Lexer(load_pattern_set().units)


def numbers(text: str) -> list[Number]:
    return LEXER.numbers(fold(text))


def only(text: str) -> Number:
    found = numbers(text) or LEXER.chinese(fold(text))
    assert len(found) == 1, found
    return found[0]


def worth(number: Number) -> Value:
    value = value_of(number.text, number.unit, negative=False)
    assert value is not None
    return value


MONEY = {
    "12345000": [
        "1234.5万元", "1,234.5万元", "１２３４．５万元", "１，２３４．５万元", "12345000元", "12,345,000元",
        "12,345,000.00元",
        "0.12345亿元", "12345千元", "12.345百万元", "1.2345千万元", "1234.50万元",
    ],
    "0": ["0万元", "0.00万元", "0元", "０．００万元"],
    "2021.5": ["2021.5元", "2,021.50元", "0.20215万元"],
    "20210000": ["2021万元", "2,021万元", "2021.00万元"],
    "7805": ["0.7805万元", "7,805元", "7805.00元"],
}  # fmt: skip
COUNTS = {
    "428500": ["42.85万人次", "428500人次", "428,500人次", "４２．８５万人次"],
    "3": ["3辆", "３辆", "3台（套）", "3台(套)", "3个", "3批次", "三辆"],
    "12": ["12家", "十二家", "12人次"],
    "20000": ["2万册", "20000册", "20,000册", "2万人"],
    "15": ["十五场", "15场"],
    "130000000": ["1.3亿件", "130,000,000件"],
}


@pytest.mark.parametrize(("yuan", "spelling"), [(v, s) for v, spellings in MONEY.items() for s in spellings])
def test_one_amount_has_many_spellings(yuan: str, spelling: str) -> None:
    number = only(spelling)
    value = worth(number)
    assert number.kind == "money"
    assert value.amount == value.base == Decimal(yuan)
    assert number.unit_end == len(spelling)


@pytest.mark.parametrize(("plain", "spelling"), [(v, s) for v, spellings in COUNTS.items() for s in spellings])
def test_one_count_has_many_spellings(plain: str, spelling: str) -> None:
    number = only(spelling)
    value = worth(number)
    assert number.kind == "count"
    assert (value.base, value.amount) == (Decimal(plain), None)
    assert number.unit_end == len(spelling)


UNITS = {
    "42.85万件": "万件", "12批次": "批次", "85人次": "人次", "0个团组": "个", "3台（套）": "台（套）",
    "2台/套": "台/套",
    "100平方米": "平方米", "95.5分": "分", "12.5%": "%", "３％": "%", "1.2个百分点": "个百分点", "8户次": "户次",
    "4亿元": "亿元",
    "6家次": "家次", "3个月": "个月",
}  # fmt: skip


@pytest.mark.parametrize("text", UNITS)
def test_the_longest_unit_wins(text: str) -> None:
    unit = only(text).unit
    assert unit is not None and unit.name == UNITS[text]


BOUNDS = {
    "at_least": [
        "10余所", "十余所", "100多家", "90%以上", "300人以上", "不低于90%", "不少于12次", "超过50万元", "50余万元",
        "突破100万元",
    ],
    "at_most": ["不足50万元", "5%以内", "3天以内", "低于60分", "不到20人", "10%以下"],
    "about": ["约20万元", "近100人", "大约3000册", "50万元左右"],
    "exact": ["20万元", "十所", "90%", "人均3元", "合计12万元"],
}  # fmt: skip


@pytest.mark.parametrize(("bound", "text"), [(b, t) for b, texts in BOUNDS.items() for t in texts])
def test_a_bound_is_not_a_value(bound: str, text: str) -> None:
    assert only(text).bound == bound


@pytest.mark.parametrize("text", ["不超过3次", "不高于5%"])
def test_a_bound_is_not_turned_round(text: str) -> None:
    assert only(text).bound == "at_most"


def test_every_number_of_a_standing_phrase_is_none() -> None:
    folded = fold("“3+1”保障")
    assert all(extractor().reader.none_rule(folded, n) is not None for n in LEXER.numbers(folded))


JOINT = {
    "各减少78.05,91.9万元": ["78.05", "91.9"],
    "各减少78.05，91.9万元": ["78.05", "91.9"],
    "分别为4125.49、4143.91万元": ["4125.49", "4143.91"],
    "分别下降1.2、3.45%": ["1.2", "3.45"],
    "分别为1,204.5和1,198.1万元": ["1,204.5", "1,198.1"],
}


@pytest.mark.parametrize("text", JOINT)
def test_a_comma_joins_two_amounts_that_share_a_unit(text: str) -> None:
    found = numbers(text)
    assert [n.text for n in found] == JOINT[text]
    assert found[0].unit == found[1].unit and found[0].unit is not None
    assert [n.borrowed for n in found] == [True, False]
    assert found[0].unit_end == found[0].end


@pytest.mark.parametrize(("text", "second"), [("3、5万元", "5"), ("一是12，共4个", "4")])
def test_whole_numbers_before_a_comma_borrow_nothing(text: str, second: str) -> None:
    first, last = numbers(text)
    assert first.unit is None and not first.borrowed
    assert last.text == second


NOT_CHINESE = ["第一辆", "每一辆", "十分重要", "一是", "三公经费", "百分之五", "二级项目", "一些单位"]


@pytest.mark.parametrize("text", NOT_CHINESE)
def test_words_with_numerals_in_them_are_no_counts(text: str) -> None:
    assert LEXER.chinese(fold(text)) == []


IDIOMS = ["按照统一部署落实各项任务。", "一系列措施取得成效。", "十分重视三公经费管理。", "进一步加强二级单位管理。"]


@pytest.mark.parametrize("text", IDIOMS)
def test_idioms_state_nothing(text: str) -> None:
    for scope in ("narrative.total", "part:key_work", "performance.project"):
        assert extractor().reader.read(section_for(text, scope)).figures == []


NUMERALS = {
    "零": 0, "一": 1, "两": 2, "十": 10, "十五": 15, "二十": 20, "三十六": 36, "一百": 100, "一百零八": 108,
    "一百二十": 120,
    "二〇二一": 2021, "二○二一": 2021, "三万五千": 35000, "两千零八": 2008, "一亿二千万": 120000000,
    "三万亿": 3 * 10**12, "十二万": 120000,
    "壹拾贰": 12,
}  # fmt: skip


@pytest.mark.parametrize("text", NUMERALS)
def test_chinese_numerals(text: str) -> None:
    assert chinese_integer(text) == NUMERALS[text]


@pytest.mark.parametrize("text", ["", "五个", "约三", "3", "人", "一,二"])
def test_what_is_no_chinese_integer(text: str) -> None:
    assert chinese_integer(text) is None


@pytest.mark.parametrize("text", ["", ".", "-", "1.2.3", "12a", "１２", "一"])
def test_what_is_no_decimal(text: str) -> None:
    assert decimal_of(text) is None


NEITHER = {
    "dates": [
        "截至2022年12月31日",
        "9月份起执行",
        "2021—2023年",
        "2022-2023年度",
        "1—12月",
        "自2020年以来",
        "3月5日召开",
    ],
    "ordinals": ["第3季度", "第15届", "排名第2位", "（2）完善制度", "1.加强管理", "在全市第1批试点"],
    "documents": ["财预〔2021〕12号", "（财库〔2016〕143号）", "依据国发〔2014〕45号文件", "12号楼"],
    "thresholds": ["单价50万元（含）以上通用设备", "单价100万元以上专用设备", "单位价值200万元以上大型设备"],
    "lines": ["拨打12345热线", "110接处警", "PM2.5浓度", "24小时值班", "“3+”保障", "详见附件1"],
}


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, texts in NEITHER.items() for t in texts])
def test_numbers_that_state_no_quantity(kind: str, text: str) -> None:
    folded = fold(text)
    reader = extractor().reader
    found = LEXER.numbers(folded)
    assert found, "the number is seen, and known to be none"
    assert [n.text for n in found if reader.none_rule(folded, n) is None] == []


QUANTITIES = [
    "支出2021.5万元", "收入2022万元", "支出20765.62万元", "走访2020户", "检查12家", "增长3.1%", "车辆9辆",
    "共110人", "得分96.5分",
    "接待12批次", "共有编制24名",
]  # fmt: skip


@pytest.mark.parametrize("text", QUANTITIES)
def test_quantities_that_look_like_years_or_ordinals_are_quantities(text: str) -> None:
    folded = fold(text)
    assert extractor().reader.none_rule(folded, only(text)) is None


@given(st.integers(0, 10**8 - 1), st.integers(0, 4), st.sampled_from(["元", "万元", "亿元", "%", "人次", "平方米"]))
def test_grouping_and_width_change_nothing(units: int, places: int, unit: str) -> None:
    value = Decimal(units).scaleb(-places)
    wide = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
    for spelling in (f"{value:f}", f"{value:,f}", f"{value:f}".translate(wide), f"{value:,f}".translate(wide)):
        number = only(f"支出{spelling}{unit}")
        seen = worth(number)
        assert seen.value == value
        assert seen.decimals == places
        assert number.unit is not None and number.unit.name == unit


@pytest.mark.parametrize(
    ("text", "unit", "held"),
    [("9" * 12, "元", True), ("9" * 13, "元", False), ("99999999.99", "亿元", True), ("100000000", "亿元", False)],
)
def test_a_number_the_dataset_cannot_hold_has_no_value(text: str, unit: str, held: bool) -> None:
    assert (value_of(text, load_pattern_set().units[unit], negative=False) is not None) == held


@given(st.decimals(0, 10**9, places=2), st.booleans())
def test_a_decrease_is_negative_and_the_sign_is_all_it_changes(value: Decimal, negative: bool) -> None:
    seen = value_of(f"{value:f}", load_pattern_set().units["万元"], negative=negative)
    assert seen is not None
    assert seen.value == (-value if negative else value)
    assert seen.amount == (seen.value * 10000).quantize(Decimal("0.01"))


def test_a_print_finer_than_the_dataset_is_rounded_and_says_so() -> None:
    units = load_pattern_set().units
    fine = value_of("1.23456789", units["万元"], negative=False)
    assert fine is not None and not fine.exact and fine.value == Decimal("1.234568") and fine.decimals == 8
    coarse = value_of("12.345", units["元"], negative=False)
    assert coarse is not None and not coarse.exact and coarse.amount == Decimal("12.34")
    kept = value_of("1.234567", units["万元"], negative=False)
    assert kept is not None and kept.exact and kept.amount == Decimal("12345.67")


@pytest.mark.parametrize(
    ("text", "unit", "factor"),
    [("20万余条", "万条", 10000), ("3千多人次", "千人次", 1000), ("50余万元", "万元", 10000)],
)
def test_a_bound_within_the_unit(text: str, unit: str, factor: int) -> None:
    number = only(text)
    assert number.bound == "at_least"
    assert number.unit is not None and (number.unit.name, number.unit.factor) == (unit, factor)
    assert number.unit_end == len(text)


def test_numerals_that_nobody_can_alter() -> None:
    assert [(n.text, n.unit.name if n.unit else None) for n in LEXER.chinese("保有量为壹辆")] == [("壹", "辆")]
