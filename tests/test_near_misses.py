"""Sentences with numbers that are none of the body's figures: no pattern of the narrative may read them as such."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.extracting.examples import Examples, claim_of, section_for
from juesuan.knowledge.pattern_set import load_pattern_set
from juesuan.running.document import process

EXAMPLES = Examples(load_pattern_set())

PUBLIC, GENERAL, TOTAL = "narrative.three_public", "narrative.general_budget.detail", "narrative.total"
ASSETS, BOUGHT, RUNNING = "narrative.assets", "narrative.procurement", "narrative.operating_cost"
NEAR_MISSES = {
    "laws and documents": [
        (None, "根据《预算法》第14条和《关于进一步深化预算管理制度改革的意见》（国发〔2021〕5号）规定编制。"),
        (PUBLIC, "根据财行〔2013〕531号和中办发〔2013〕22号文件精神，严格执行公务接待管理规定。"),
        (None, "按照市委办〔2019〕37号文件要求，设立办公室等5个职能科室的方案已经批复。"),
        (BOUGHT, "依据《政府采购法》第2条、财库〔2020〕46号文件，预留采购份额。"),
        (None, "监督索引号53050002076501000。"),
        (None, "统一社会信用代码11533000MB1559981D。"),
    ],
    "telephones and addresses": [
        (None, "联系电话：0830-3103108，传真：0830-3192516，邮编646000。"),
        (None, "决算公开联系人：王某，联系方式：（028）84922299。"),
        (None, "单位地址：澜川市青禾路128号3楼302室。"),
        (None, "投诉举报电话12345，工作时间8:30-12:00、14:00-17:30。"),
        (None, "蜀ICP备13001076号，网站标识码5101210012。"),
    ],
    "thresholds and standards": [
        (PUBLIC, "公务接待用餐标准为每人每餐不超过50元。"),
        (PUBLIC, "因公临时出国人员住宿费标准按每人每天150美元执行。"),
        (PUBLIC, "会议费综合定额标准为每人每天450元。"),
        (ASSETS, "单价50万元（含）以上的通用设备和单价100万元（含）以上的专用设备纳入统计。"),
        (BOUGHT, "货物和服务分散采购限额标准为100万元，公开招标数额标准为400万元。"),
        (BOUGHT, "采购限额标准以上、200万元以下的货物和服务采购项目，适宜由中小企业提供的，专门面向中小企业。"),
        (BOUGHT, "小微企业报价给予10%-20%的扣除。"),
        (RUNNING, "公用经费定额标准为每人每年1.2万元。"),
        (None, "绩效自评得分90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、60分以下为差。"),
        (None, "绩效评分权重为产出指标50分、效益指标30分、满意度指标10分、预算执行率10分。"),
        (None, "预算执行率指标满分10分，扣分标准为每低1个百分点扣0.5分。"),
        (GENERAL, "住房公积金按12%的比例缴存，职业年金按8%的比例缴纳。"),
        (GENERAL, "机关事业单位基本养老保险单位缴费比例为16%，个人缴费比例为8%。"),
    ],
    "policy targets": [
        (None, "到2025年，全区森林覆盖率达到60%以上，城镇化率达到65%。"),
        (PUBLIC, "按照“三公”经费只减不增的要求，力争明年压减5%以上。"),
        (None, "“十四五”期间规划投资120亿元、新增就业5万人。"),
        (GENERAL, "按照过紧日子要求，一般性支出按不低于15%的比例压减。"),
        (None, "绩效目标为完成率≥95%，满意度≥90%。"),
        (None, "力争全年招商引资到位资金突破50亿元。"),
    ],
    "amounts of other bodies": [
        (TOTAL, "全市一般公共预算收入147.1亿元，完成年度预算的100.2%，同比增长7.2%。"),
        (None, "2022年中央本级“三公”经费财政拨款支出合计28.24亿元，比预算数减少24.76亿元。"),
        (None, "全省规模以上工业企业实现利润总额3061.1亿元，增长9.9%。"),
        (None, "某某集团公司注册资本5000万元，资产总额12亿元。"),
        (None, "下属国有企业全年实现营业收入3.2亿元，上缴税金1800万元。"),
    ],
    "years, dates and ranks": [
        (TOTAL, "本表反映2022年1月1日至12月31日的收支情况，于2023年9月28日批复、2023年10月18日公开。"),
        (None, "公开日期：2024926"),
        (None, "荣获2021年度全省第3名，连续5年获得先进单位称号。"),
        (None, "第14届全运会、2008年奥运会期间。"),
        (None, "财决01表、财决Z05表、公开07表数据一致。"),
        (None, "详见附件2、表5和图3。"),
        (GENERAL, "支出功能分类科目编码2080505、2101102、2210201。"),
        (None, "3-6岁学龄前幼儿，2至3个月体检一次。"),
    ],
    "instructions of a form": [
        (TOTAL, "与上年相比，收、支总计各增加（减少）XX万元（如持平作持平表述）。"),
        (GENERAL, "按上述格式依次说明到各项级科目，预决算持平的不用说明变动原因。"),
    ],
    "a formula or a definition": [
        (None, "结余率（计算方法为：结余数/预算数）不超过5%。"),
        (None, "中小企业是指从业人员1000人以下或营业收入40000万元以下的企业。"),
        (None, "“三公”经费中的公务用车是指排量1.8升（含）以下、价格18万元以内的机动车辆。"),
        (PUBLIC, "“三公”经费包括3项支出，即因公出国（境）费、公务用车购置及运行费和公务接待费。"),
    ],
}  # fmt: skip
CASES = [(scope, text) for cases in NEAR_MISSES.values() for scope, text in cases]


@pytest.mark.parametrize(("scope", "text"), CASES, ids=[text[:16] for _, text in CASES])
def test_a_near_miss_is_no_figure_of_the_body(scope: str | None, text: str) -> None:
    """It may be kept as generic by its measure word or as money of others, never as a figure of the accounts."""
    figures = EXAMPLES.reader.read(section_for(text, scope)).figures
    claimed = [f for f in figures if f.pattern != "generic" and f.measure != "other_amount"]
    assert [claim_of(f) for f in claimed if f.concept != "activity.amount"] == []


@pytest.mark.parametrize(
    "text",
    [
        "与2023年度相比，收入支出总计增加（减少）XXX万元，增长（下降）XX%。（如持平作持平表述）",
        "各项级科目依次说明，预决算持平的不用说明变动原因。",
        "公务接待费比上年增加（减少/持平）。",
    ],
)
def test_the_instructions_of_a_template_say_nothing_of_a_body(text: str) -> None:
    assert EXAMPLES.reader.read(section_for(text, TOTAL)).figures == []


def test_a_number_nobody_understands_is_told_with_the_nearest_concept(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    words = "某某县水利局2023年度决算\n一、收入决算情况说明\n本年度其他收入为88。\n另有甲乙丙丁77。\n"
    report.write_text(words, encoding="utf-8")
    findings = process(report).rows["findings"]
    told = [f["message"] for f in findings if f["code"] == "unclaimed_number"]
    assert len(told) == 2
    assert "最接近的已知概念是“其他收入”（income.other）" in told[0]
    assert "最接近" not in told[1]
