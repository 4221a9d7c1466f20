"""一般公共预算财政拨款基本支出: personnel and running costs, or the economic classes."""

from __future__ import annotations

from decimal import Decimal

from maker import catalogue
from maker.teller import Teller

BASIC, PEOPLE, RUNNING, ECONOMIC = (
    "general_budget.expenditure.basic", "general_budget.expenditure.basic.personnel",
    "general_budget.expenditure.basic.public", "general_budget.expenditure.basic.economic",
)  # fmt: skip


def _named(t: Teller, people: bool) -> str:
    names = catalogue.PERSONNEL if people else catalogue.RUNNING
    used = [names[c] for c in t.books.economic if c in names]
    end = t.pick("。", "等。", "。")
    return t.pick("主要包括：", "主要包括", "主要包括:", "包括：", "主要用于：") + "、".join(used) + end


def two_kinds(t: Teller) -> None:
    """人员经费 and 公用经费, each with what it contains."""
    b = t.books
    head = t.pick("一般公共预算财政拨款基本支出", "一般公共预算财政拨款基本支出", "财政拨款基本支出")
    people, running = t.money(b.personnel, PEOPLE), t.money(b.running, RUNNING)
    lead = f"{t.us}{t.this_year}{head}{t.pick('', '为')}{t.money(b.basic, BASIC)}，其中："
    shares = t.chance(0.4)
    of = t.pick("基本支出的", "基本支出", "")
    one = f"，占{of}{t.share(b.personnel, b.basic, PEOPLE, BASIC)}" if shares else ""
    two = f"，占{of}{t.share(b.running, b.basic, RUNNING, BASIC)}" if shares else ""
    if t.chance(0.5):
        t.say(lead)
        t.say(f"{t.pick('', '（一）', '1.')}人员经费{people}{one}，{_named(t, True)}")
        t.say(
            f"{t.pick('', '（二）', '2.')}{t.pick('公用经费', '日常公用经费', '公用经费')}{running}{two}，{_named(t, False)}"
        )
    else:
        t.say(f"{lead}人员经费{people}{one}，{_named(t, True)}公用经费{running}{two}，{_named(t, False)}")


def moved(t: Teller) -> None:
    """Personnel and running costs with their movements (重庆)."""
    b = t.books
    t.say(
        f"{t.this_year}一般公共{t.pick('预算', '')}财政拨款基本支出{t.money(b.basic, BASIC)}。其中：人员经费{t.money(b.personnel, PEOPLE)}，"
        f"{t.moved(b.personnel, b.prior['personnel'], PEOPLE)}{t.reason(b.personnel, b.prior['personnel'])}。"
        f"人员经费用途主要包括{'、'.join(list(catalogue.PERSONNEL.values())[:6])}等。"
        f"公用经费{t.money(b.running, RUNNING)}，{t.moved(b.running, b.prior['running'], RUNNING)}"
        f"{t.reason(b.running, b.prior['running'])}。公用经费用途主要包括办公费、印刷费、水费、电费等。"
    )


def economic(t: Teller) -> None:
    """Economic classes with their movements (江西, 安徽)."""
    b = t.books
    t.say(f"{t.us}{t.this_year}一般公共预算财政拨款基本支出{t.money(b.basic, BASIC)}，其中：")
    for code in ("301", "302", "303", "310"):
        amount = sum((v for k, v in b.economic.items() if k.startswith(code)), Decimal(0))
        name = catalogue.ECONOMIC_CLASSES[code]
        before = (amount * Decimal("0.87")).quantize(Decimal("0.01"))
        t.say(
            f"{t.number(2)}{name}{t.money(amount, ECONOMIC, name)}，{t.moved(amount, before, ECONOMIC, name)}"
            f"{t.reason(amount, before)}。"
        )


def listed(t: Teller) -> None:
    """Every economic item with its amount (山西, 青海)."""
    b = t.books
    for code in ("301", "302", "303", "310"):
        rows = {k: v for k, v in b.economic.items() if k.startswith(code)}
        if not rows:
            continue
        names = catalogue.PERSONNEL | catalogue.RUNNING
        name = catalogue.ECONOMIC_CLASSES[code]
        inner = "、".join(f"{names[k]}{t.money(v, ECONOMIC, names[k])}" for k, v in rows.items())
        t.say(
            f"{t.number(2)}{name}{t.money(sum(rows.values(), Decimal(0)), ECONOMIC, name)}，{t.pick('其中：', '主要包括：', '主要用于')}{inner}。"
        )


BASICS = {"two_kinds": two_kinds, "moved": moved, "economic": economic, "listed": listed}
