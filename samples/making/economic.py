"""The statutory tables of basic expenditure by economic class and of the three public expenses."""

from __future__ import annotations

from making.accounts import Accounts
from making.amounts import ZERO, Print
from making.ruled import Column, Row, RuledTable

PERSONNEL = {
    "301": "工资福利支出", "30101": "基本工资", "30102": "津贴补贴", "30103": "奖金", "30106": "伙食补助费",
    "30107": "绩效工资", "30108": "机关事业单位基本养老保险缴费", "30109": "职业年金缴费",
    "30110": "职工基本医疗保险缴费", "30111": "公务员医疗补助缴费", "30112": "其他社会保障缴费",
    "30113": "住房公积金", "30114": "医疗费", "30199": "其他工资福利支出", "303": "对个人和家庭的补助",
    "30301": "离休费", "30302": "退休费", "30303": "退职（役）费", "30304": "抚恤金", "30305": "生活补助",
    "30306": "救济费", "30307": "医疗费补助", "30308": "助学金", "30309": "奖励金",
    "30310": "个人农业生产补贴", "30311": "代缴社会保险费", "30399": "其他对个人和家庭的补助",
}  # fmt: skip
GOODS = {
    "302": "商品和服务支出", "30201": "办公费", "30202": "印刷费", "30203": "咨询费", "30204": "手续费",
    "30205": "水费", "30206": "电费", "30207": "邮电费", "30208": "取暖费", "30209": "物业管理费",
    "30211": "差旅费", "30212": "因公出国（境）费用", "30213": "维修（护）费", "30214": "租赁费",
    "30215": "会议费", "30216": "培训费", "30217": "公务接待费", "30218": "专用材料费",
    "30224": "被装购置费", "30225": "专用燃料费", "30226": "劳务费", "30227": "委托业务费",
    "30228": "工会经费", "30229": "福利费", "30231": "公务用车运行维护费", "30239": "其他交通费用",
    "30240": "税金及附加费用", "30299": "其他商品和服务支出",
}  # fmt: skip
CAPITAL = {
    "307": "债务利息及费用支出", "30701": "国内债务付息", "30702": "国外债务付息", "310": "资本性支出",
    "31001": "房屋建筑物购建", "31002": "办公设备购置", "31003": "专用设备购置", "31005": "基础设施建设",
    "31006": "大型修缮", "31007": "信息网络及软件购置更新", "31013": "公务用车购置",
    "31019": "其他交通工具购置", "31021": "文物和陈列品购置", "31022": "无形资产购置",
    "31099": "其他资本性支出", "399": "其他支出",
}  # fmt: skip
NAMES = {**PERSONNEL, **GOODS, **CAPITAL}
ITEMS = ("合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行维护费", "公务接待费")
VEHICLES = "公务用车购置及运行维护费"


def _triples(accounts: Accounts, style: Print, names: dict[str, str]) -> list[Row]:
    known = accounts.economic
    return [
        (code, name, style.cell(sum((v for k, v in known.items() if k.startswith(code)), ZERO)))
        for code, name in names.items()
    ]


def basic_expenditure(accounts: Accounts, style: Print, agency: str, form: str, detailed: bool) -> RuledTable:
    """一般公共预算财政拨款基本支出决算（明细）表: three lists side by side whose rows are unrelated."""
    blocks = [_triples(accounts, style, names) for names in (PERSONNEL, GOODS, CAPITAL)]
    long = max(map(len, blocks))
    padded = [block + [("", "", "")] * (long - len(block)) for block in blocks]
    rows: list[Row] = [a + b + c for a, b, c in zip(*padded, strict=True)]
    rows.append(
        ("人员经费合计", None, style.cell(accounts.personnel),
         "公用经费合计", None, None, None, None, style.cell(accounts.running))
    )  # fmt: skip
    columns = tuple(
        column
        for head, side in (("人员经费", "left"), ("公用经费", "middle"), ("公用经费", "right"))
        for column in (
            Column((head, "科目编码"), 52, "code", side=side),
            Column((head, "科目名称"), 130, "label", side=side),
            Column((head, "决算数"), 58, side=side),
        )
    )
    title = f"一般公共预算财政拨款基本支出决算{'明细' if detailed else ''}表"
    note = ("注：本表反映本年度一般公共预算财政拨款基本支出明细情况。",)
    body = tuple(rows)
    return RuledTable(6, title, form, agency, "万元", columns, body, note, landscape=True, serial=False)


def three_public(
    accounts: Accounts, style: Print, title: str, agency: str, form: str, mixed: bool
) -> RuledTable:
    """The 三公 table: one row of twelve numbers.

    预算数 and 决算数 are two blocks, or (`mixed`) two columns under each expense.
    """
    money = accounts.three_public
    values = {
        "因公出国（境）费": money["因公出国（境）费"], "公务用车购置费": money["公务用车购置费"],
        "公务用车运行维护费": money["公务用车运行维护费"], "公务接待费": money["公务接待费"],
    }  # fmt: skip
    bought, run = values["公务用车购置费"], values["公务用车运行维护费"]
    values["小计"] = (bought[0] + run[0], bought[1] + run[1])
    values["合计"] = (
        sum((v[0] for k, v in values.items() if k != "小计"), ZERO),
        sum((v[1] for k, v in values.items() if k != "小计"), ZERO),
    )

    def path(item: str) -> tuple[str, ...]:
        return (VEHICLES, item) if item in ("小计", "公务用车购置费", "公务用车运行维护费") else (item,)

    kinds = ("预算数", "决算数")
    order = (
        [(i, k) for i in ITEMS for k in (0, 1)] if mixed else [(i, k) for k in (0, 1) for i in ITEMS]
    )
    columns = []
    for item, kind in order:
        names = (*path(item), kinds[kind]) if mixed else (kinds[kind], *path(item))
        columns.append(Column(names, 58, key="/".join(names)))
    row = tuple(style.cell(values[item][kind]) for item, kind in order)
    note = (
        "注：本表反映本年度财政拨款“三公”经费支出预决算情况。"
        "决算数包括当年财政拨款和以前年度结转资金安排的实际支出。",
    )
    leaves, plain = tuple(columns), not mixed
    return RuledTable(7, title, form, agency, "万元", leaves, (row,), note, landscape=True, serial=plain)
