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
