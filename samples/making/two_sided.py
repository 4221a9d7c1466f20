"""The two statutory tables with income on the left and expenditure on the right."""

from __future__ import annotations

from decimal import Decimal

from making.accounts import FUNDS, Accounts, total
from making.amounts import ZERO, Print
from making.ruled import Column, Row, RuledTable

CLASSES = {
    "201": "一般公共服务支出", "202": "外交支出", "203": "国防支出", "204": "公共安全支出",
    "205": "教育支出", "206": "科学技术支出", "207": "文化旅游体育与传媒支出", "208": "社会保障和就业支出",
    "210": "卫生健康支出", "211": "节能环保支出", "212": "城乡社区支出", "213": "农林水支出",
    "214": "交通运输支出", "215": "资源勘探工业信息等支出", "216": "商业服务业等支出", "217": "金融支出",
    "219": "援助其他地区支出", "220": "自然资源海洋气象等支出", "221": "住房保障支出",
    "222": "粮油物资储备支出", "223": "国有资本经营预算支出", "224": "灾害防治及应急管理支出",
    "229": "其他支出", "231": "债务还本支出", "232": "债务付息支出", "234": "抗疫特别国债安排的支出",
}  # fmt: skip
FUND_NAMES = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
OWN = ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
DIGITS = "一二三四五六七八九"


def ordinal(number: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    lead = "" if not tens else ("十" if tens == 1 else DIGITS[tens - 1] + "十")
    return lead + (DIGITS[ones - 1] if ones else "")


def numbered(names: list[str]) -> list[str]:
    """Names behind 一、 二、 …"""
    return [f"{ordinal(i)}、{name}" for i, name in enumerate(names, 1)]


def _side_by_side(left: list[Row], right: list[Row]) -> list[Row]:
    long = max(len(left), len(right))
    blank_left, blank_right = ("",) * len((left or right)[0]), ("",) * len(right[0])
    left = left + [blank_left] * (long - len(left))
    right = right + [blank_right] * (long - len(right))
    return [a + b for a, b in zip(left, right, strict=True)]


def income_expenditure(accounts: Accounts, style: Print, agency: str, form: str) -> RuledTable:
    """收入支出决算总表."""
    cell = style.cell
    income = dict(zip([f"{n}收入" for n in FUND_NAMES], [accounts.income(f) for f in FUNDS], strict=True))
    income |= {name: accounts.own_income.get(name, ZERO) for name in OWN}
    left: list[Row] = [
        (label, cell(value)) for label, value in zip(numbered(list(income)), income.values(), strict=True)
    ]
    spent = [accounts.of_class(code, "all", None) for code in CLASSES]
    right: list[Row] = [
        (label, cell(v)) for label, v in zip(numbered(list(CLASSES.values())), spent, strict=True)
    ]
    foot: list[Row] = [
        ("本年收入合计", cell(accounts.total_income), "本年支出合计", cell(accounts.expenditure)),
        ("使用非财政拨款结余（含专用结余）", cell(accounts.surplus_used),
         "结余分配", cell(accounts.surplus_distributed)),
        ("年初结转和结余", cell(accounts.opened), "年末结转和结余", cell(accounts.closed)),
        ("总计", cell(accounts.income_side), "总计", cell(accounts.expenditure_side)),
    ]  # fmt: skip
    return RuledTable(
        1, "收入支出决算总表", form, agency, "万元",
        (
            Column(("收入", "项目"), 170, "label", side="收入"), Column(("收入", "决算数"), 70, side="收入"),
            Column(("支出", "项目"), 155, "label", side="支出"), Column(("支出", "决算数"), 70, side="支出"),
        ),
        tuple(_side_by_side(left, right) + foot),
        ("注：本表反映本年度的总收支和年末结转结余情况。",),
    )  # fmt: skip


def fiscal_income_expenditure(accounts: Accounts, style: Print, agency: str, form: str) -> RuledTable:
    """财政拨款收入支出决算总表."""
    cell = style.cell

    def three(values: list[Decimal]) -> Row:
        return tuple(cell(v) for v in [total(values), *values])

    left: list[Row] = [
        (label, cell(accounts.income(fund)))
        for label, fund in zip(numbered(list(FUND_NAMES)), FUNDS, strict=True)
    ]
    right: list[Row] = [
        (label, *three([accounts.of_class(code, fund=fund) for fund in FUNDS]))
        for label, code in zip(numbered(list(CLASSES.values())), CLASSES, strict=True)
    ]
    opening = [accounts.opening.get(fund, ZERO) for fund in FUNDS]
    closing = [accounts.closing.get(fund, ZERO) for fund in FUNDS]
    spent = [accounts.fund(fund) for fund in FUNDS]
    blank: Row = ("",) * 5
    foot: list[Row] = [
        ("本年收入合计", cell(accounts.fiscal_income), "本年支出合计", *three(spent)),
        ("年初财政拨款结转和结余", cell(total(opening)), "年末财政拨款结转和结余", *three(closing)),
        *((f"{name}", cell(value), *blank) for name, value in zip(FUND_NAMES, opening, strict=True)),
        ("总计", cell(accounts.fiscal_side), "总计",
         *three([a + b for a, b in zip(spent, closing, strict=True)])),
    ]  # fmt: skip
    keys = ("合计", *FUND_NAMES)
    return RuledTable(
        4, "财政拨款收入支出决算总表", form, agency, "万元",
        (
            Column(("收入", "项目"), 175, "label", side="收入"), Column(("收入", "决算数"), 75, side="收入"),
            Column(("支出", "项目"), 160, "label", side="支出"),
            *(Column(("支出", key), 75, key=key, side="支出") for key in keys),
        ),
        tuple(_side_by_side(left, right) + foot),
        (
            "注：本表反映本年度一般公共预算财政拨款、政府性基金预算财政拨款和"
            "国有资本经营预算财政拨款的总收支和年末结转结余情况。",
        ),
        landscape=True,
    )  # fmt: skip
