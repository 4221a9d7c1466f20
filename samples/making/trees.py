"""The statutory tables whose rows are the tree of functional classes, groups and items."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from making.accounts import Accounts, Purpose
from making.amounts import ZERO, Print
from making.ruled import Column, Row, RuledTable
from making.two_sided import OWN

Values = Callable[[Purpose], list[Decimal]]


def _codes(split: bool) -> tuple[Column, ...]:
    if not split:
        return (Column(("项目", "功能分类科目编码"), 62, "code"),)
    return tuple(Column(("项目", "支出功能分类科目编码", name), 27, "code") for name in ("类", "款", "项"))


def _tree(purposes: list[Purpose], values: Values, style: Print, split: bool, last: bool) -> list[Row]:
    """A row for each class, group and item, sums for the upper two, and 合计 before or after them."""
    sums: dict[str, tuple[str, list[Decimal]]] = {}
    grand: list[Decimal] = []
    for purpose in purposes:
        mine = values(purpose)
        for code, name in zip((purpose.code[:3], purpose.code[:5], purpose.code), purpose.names, strict=True):
            before = sums.get(code, (name, [ZERO] * len(mine)))[1]
            sums[code] = (name, [a + b for a, b in zip(before, mine, strict=True)])
        grand = [a + b for a, b in zip(grand or [ZERO] * len(mine), mine, strict=True)]
    rows: list[Row] = []
    for code, (name, row) in sums.items():
        pieces = (code[:3], code[3:5], code[5:]) if split else (code,)
        rows.append((*pieces, name, *(style.cell(v) for v in row)))
    joined: Row = ("合计", *[None] * (3 if split else 1), *(style.cell(v) for v in grand))
    return [*rows, joined] if last else [joined, *rows]


def _table(
    kind: int, title: str, form: str, agency: str, keys: tuple[tuple[str, ...], ...], rows: list[Row], *,
    split: bool, wide: bool, notes: tuple[str, ...], blank: int = 0,
) -> RuledTable:  # fmt: skip
    name = 190 if wide else 165
    width = ((700 if wide else 460) - name - (81 if split else 62)) / len(keys)
    columns = (
        *_codes(split),
        Column(("项目", "科目名称"), name, "label"),
        *(Column(path, width, key="/".join(path)) for path in keys),
    )
    if blank:
        rows = [("合计", *[None] * (3 if split else 1), *[""] * len(keys))]
    return RuledTable(kind, title, form, agency, "万元", columns, tuple(rows), notes, wide)


def income(accounts: Accounts, style: Print, agency: str, form: str, split: bool) -> RuledTable:
    """收入决算表."""

    def values(p: Purpose) -> list[Decimal]:
        own = [accounts.own_income.get(s, ZERO) if p.code == accounts.main else ZERO for s in OWN]
        fiscal = accounts.income_of(p)
        return [fiscal + sum(own, ZERO), fiscal, *own]

    rows = _tree(list(accounts.purposes), values, style, split, last=False)
    keys = (("本年收入合计",), ("财政拨款收入",), *((name,) for name in OWN))
    note = ("注：本表反映本年度取得的各项收入情况。",)
    return _table(2, "收入决算表", form, agency, keys, rows, split=split, wide=True, notes=note)


def expenditure(accounts: Accounts, style: Print, agency: str, form: str, split: bool) -> RuledTable:
    """支出决算表."""

    def values(p: Purpose) -> list[Decimal]:
        return [p.all, p.basic, p.project + p.own, ZERO, ZERO, ZERO]

    rows = _tree(list(accounts.purposes), values, style, split, last=False)
    names = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
    note = ("注：本表反映本年度各项支出情况。",)
    keys = tuple((name,) for name in names)
    return _table(3, "支出决算表", form, agency, keys, rows, split=split, wide=True, notes=note)


def general_budget(
    accounts: Accounts, style: Print, agency: str, form: str, split: bool, last: bool
) -> RuledTable:
    """一般公共预算财政拨款支出决算表; `last` puts 合计 below its rows."""
    chosen = [p for p in accounts.purposes if p.fund == "general"]
    rows = _tree(chosen, lambda p: [p.fiscal, p.basic, p.project], style, split, last)
    keys = (("本年支出", "小计"), ("本年支出", "基本支出"), ("本年支出", "项目支出"))
    note = ("注：本表反映本年度一般公共预算财政拨款支出情况。",)
    title = "一般公共预算财政拨款支出决算表"
    return _table(5, title, form, agency, keys, rows, split=split, wide=False, notes=note)


def government_fund(accounts: Accounts, style: Print, agency: str, form: str, split: bool) -> RuledTable:
    """政府性基金预算财政拨款收入支出决算表; one blank row and a sentence when there is no fund."""
    chosen = [p for p in accounts.purposes if p.fund == "government_fund"]
    opening, closing = (side.get("government_fund", ZERO) for side in (accounts.opening, accounts.closing))

    def values(p: Purpose) -> list[Decimal]:
        return [opening, accounts.income(p.fund), p.fiscal, p.basic, p.project, closing]

    rows = _tree(chosen, values, style, split, last=False)
    spent = tuple(("本年支出", name) for name in ("小计", "基本支出", "项目支出"))
    keys = (("年初结转和结余",), ("本年收入",), *spent, ("年末结转和结余",))
    notes = ["注：本表反映本年度政府性基金预算财政拨款收入、支出及结转和结余情况。"]
    if not chosen:
        notes.append(f"说明：{agency}本年度没有政府性基金预算财政拨款收入和支出，故本表无数据。")
    title = "政府性基金预算财政拨款收入支出决算表"
    return _table(
        8, title, form, agency, keys, rows, split=split, wide=True, notes=tuple(notes), blank=not chosen
    )


def state_capital(agency: str, form: str, split: bool) -> RuledTable:
    """国有资本经营预算财政拨款支出决算表, always empty in these samples."""
    keys = (("合计",), ("基本支出",), ("项目支出",))
    notes = (
        "注：本表反映本年度国有资本经营预算财政拨款支出情况。",
        f"说明：{agency}本年度没有使用国有资本经营预算财政拨款安排的支出，故本表无数据。",
    )
    title = "国有资本经营预算财政拨款支出决算表"
    return _table(9, title, form, agency, keys, [], split=split, wide=False, notes=notes, blank=True)
