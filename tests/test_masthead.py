"""Who reports, and for which year."""

from __future__ import annotations

import pytest
from small_reports import report_of

from juesuan.extracting.masthead import Masthead

COVERS = {
    "cover and parts": (
        "清河县水务局2022年度部门决算\n第一部分 清河县水务局概况\n一、主要职能\n"
        "第三部分 清河县水务局2022年度部门决算情况说明\n",
        ("清河县水务局", "department", None, 2022),
    ),
    "unit, its own accounts": (
        "第一部分 清河县水务局（本级）概况\n第二部分 清河县水务局（本级）2021年度单位决算表\n",
        ("清河县水务局（本级）", "unit", "own", 2021),
    ),
    "consolidated": (
        "第一部分 清河县水务局（汇总）概况\n第二部分 清河县水务局（汇总）2023年度部门决算表\n",
        ("清河县水务局（汇总）", "department", "consolidated", 2023),
    ),
    "cover over two lines": (
        "清河县水务局\n2022年度部门决算情况说明\n　　一、部门基本情况\n　　（一）主要职能\n　　负责水资源管理。\n",
        ("清河县水务局", "department", None, 2022),
    ),
    "parts that name nobody": (
        "第一部分 部门概况\n一、主要职能\n第三部分 2022年度部门决算情况说明\n",
        (None, "department", None, 2022),
    ),
    "the year is the accounts', not the year compared with": (
        "第一部分 清河县水务局概况\n一、主要职能\n第三部分 情况说明\n一、收入支出决算总体情况说明\n"
        "　　2022年度收入总计5万元，比2021年度增加1万元。2022年度支出总计5万元。\n",
        ("清河县水务局", None, None, 2022),
    ),
    "the title before the year before the name": (
        "部门决算公开\n2022年度\n清河县水务局\n第一部分 部门概况\n一、主要职能\n第三部分 2022年度部门决算情况说明\n",
        ("清河县水务局", "department", None, 2022),
    ),
    "a name left over from another report in one title": (
        "清河县人民检察院2021年度部门决算\n第一部分 清河县人民检察院概况\n一、主要职能\n第二部分 2021年度部门决算表\n"
        "第三部分 湖北省人民检察院2021年度部门决算情况说明\n",
        ("清河县人民检察院", "department", None, 2021),
    ),
    "titles that call the body by its kind": (
        "清河县人民检察院\n2022年度部门决算\n第一部分 检察院部门概况\n一、主要职能\n"
        "第二部分 检察院部门2022年度部门决算表\n"
        "第三部分 检察院部门2022年度部门决算情况说明\n",
        ("清河县人民检察院", "department", None, 2022),
    ),
    "an office that publishes is not the body": (
        "索引号：001234 发布机构：清河县人民政府办公室 发布日期：2023-09-01\n保密审查情况：已审查\n"
        "清河县水务局2022年度部门决算公开\n第一部分 部门概况\n一、主要职能\n第三部分 2022年度部门决算情况说明\n",
        ("清河县水务局", "department", None, 2022),
    ),
    "a page that greets its visitors": (
        "欢迎来到清河县中医院\n您所在的位置：医院概况\n2023年度清河县中医院单位决算\n第一部分 单位概况\n一、主要职责\n"
        "第二部分 2023年度单位决算情况说明\n",
        ("清河县中医院", "unit", None, 2023),
    ),
    "a date on the cover is not the year": (
        "清河县水务局\n2022年度部门决算\n2023年9月\n第一部分 部门概况\n一、主要职能\n第三部分 情况说明\n",
        ("清河县水务局", "department", None, 2022),
    ),
    "the year in Chinese numerals": (
        "清河县水务局\n二〇二二年度部门决算\n二〇二三年九月\n第一部分 部门概况\n一、主要职能\n第三部分 情况说明\n",
        ("清河县水务局", "department", None, 2022),
    ),
    "a template nobody filled in": (
        "第一部分 XX部门（单位）概况\n一、主要职能\n第二部分 部门决算表\n第三部分 部门决算情况说明\n",
        (None, "department", None, None),
    ),
    "only the tables say who prepared them": (
        "部门决算公开目录\n第一部分 部门概况\n一、主要职能\n第二部分 2022年度部门决算表\n收入决算表\n公开02表\n"
        "编制单位：清河县水务局    2022年度    单位：万元\n项目 决算数\n合计 12.50\n"
        "第三部分 2022年度部门决算情况说明\n",
        ("清河县水务局", "department", None, 2022),
    ),
    "consolidated, as the name says": (
        "清河县公安局（汇总级）\n2022年度单位决算公开\n第一部分 单位概况\n一、主要职能\n"
        "第三部分 2022年度单位决算情况说明\n",
        ("清河县公安局（汇总级）", "unit", "consolidated", 2022),
    ),
    "consolidated, as the text says": (
        "清河县公安局2022年度部门决算\n第一部分 部门概况\n一、主要职能\n二、机构设置\n"
        "　　从决算单位构成看，清河县公安局部门决算包括：局本级决算和所属事业单位决算。\n"
        "第三部分 2022年度部门决算情况说明\n",
        ("清河县公安局", "department", "consolidated", 2022),
    ),
    "traditional characters are printed as they are": (
        "清河縣財政局\n2022年度部門決算\n第一部分 清河縣財政局概況\n一、主要職責\n"
        "第三部分 2022年度部門決算情況說明\n",
        ("清河縣財政局", "department", None, 2022),
    ),
    "an attachment's number before the title": (
        "附件2：\n清河县水务局2022年度部门决算公开说明\n第一部分 部门概况\n一、主要职能\n"
        "第三部分 2022年度部门决算情况说明\n",
        ("清河县水务局", "department", None, 2022),
    ),
    "the year before the name": (
        "2022年度清河县水务局部门决算公开\n第一部分 部门概况\n一、主要职能\n第三部分 情况说明\n",
        ("清河县水务局", "department", None, 2022),
    ),
    "no cover, names in the headings of a report without parts": (
        "一、清河县水务局概况\n（一）主要职能\n　　负责水资源的统一管理，组织编制水利发展规划。\n"
        "二、清河县水务局2022年度部门决算公开表\n三、清河县水务局2022年度部门决算情况说明\n（一）收入决算情况\n",
        ("清河县水务局", "department", None, 2022),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", COVERS)
def test_who_and_when(kind: str) -> None:
    text, wanted = COVERS[kind]
    head = report_of(text).masthead
    assert (head.unit_name, head.unit_kind, head.scope, head.report_year) == wanted


def test_the_key_of_a_report_does_not_depend_on_punctuation() -> None:
    keys = {Masthead(name, "unit", "own", 2021).report_key for name in ("清河县水务局（本级）", "清河县水务局(本级)")}
    assert keys == {"清河县水务局本级|2021|own|unit"}
    assert Masthead(None, "unit", None, 2021).report_key is None
    assert Masthead("清河县水务局", "unit", None, None).report_key is None
