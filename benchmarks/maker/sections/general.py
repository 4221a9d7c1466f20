"""一般公共预算财政拨款支出: the total, its structure, and every class or item against its budget."""

from __future__ import annotations

from decimal import Decimal

from maker.books import FUNDS, Purpose, total
from maker.teller import Teller

GENERAL, BY_FUNCTION = "general_budget.expenditure", "general_budget.expenditure.function"


def _opening(t: Teller) -> None:
    b = t.books
    spent, before = b.spent("general"), b.prior["general"]
    name = t.pick(
        "一般公共预算财政拨款支出", "一般公共预算财政拨款支出", "财政拨款支出", "一般公共预算财政拨款本年支出"
    )
    share = t.share(spent, b.expenditure, GENERAL, "expenditure.total")
    of = t.pick("本年支出合计的", "本年支出合计的", "本年支出的", "总支出的", "支出合计的", "本年支出合计")
    moved = t.moved(spent, before, GENERAL, each=t.pick(name, name, ""))
    t.say(
        f"{t.us}{t.this_year}{name}{t.pick('', '为')}{t.money(spent, GENERAL)}，占{of}{share}。{moved}{t.reason(spent, before)}。"
    )


def _structure(t: Teller) -> None:
    b = t.books
    spent = b.spent("general")
    rows = []
    mark = t.pick("（类）支出", "支出（类）", "（类）", "支出", "支出（类）支出")
    between = t.pick("，", "，", "、")
    of = t.pick("", "", "一般公共预算财政拨款支出的")
    for code, name in b.classes().items():
        amount = b.spent("general", code=code)
        if mark == "支出" and not name.endswith("支出"):
            continue
        shown = name.removesuffix("支出") + mark if name != "其他支出" else name + "（类）"
        share = t.share(amount, spent, BY_FUNCTION, GENERAL, name)
        rows.append(f"{shown}{t.money(amount, BY_FUNCTION, name)}{between}占{of}{share}")
    name = t.pick("一般公共预算财政拨款支出", "财政拨款支出")
    lead = t.pick("主要用于以下方面：", "主要用于以下方面:", "主要用于以下几个方面：", "按支出功能分类科目分，")
    t.say(f"{t.this_year}{name}{t.money(spent, GENERAL)}，{lead}{t.pick('；', '；', '，').join(rows)}。")


def _compare(t: Teller, actual: Decimal, budget: Decimal, item: str | None = None) -> str:
    """Why actual and budget differ, without a number."""
    if not t.reasons or t.chance(0.2):
        return ""
    ours, theirs = t.pick(
        ("决算数", "预算数"), ("决算数", "年初预算数"), ("支出决算", "年初预算"), ("支出决算数", "年初预算数")
    )
    if actual == budget:
        return t.pick(
            f"，{ours}与{theirs}持平{t.still(BY_FUNCTION, item, versus='initial_budget' if theirs.startswith('年初') else 'budget')}", f"，{ours}等于{theirs}", f"。{ours}等于{theirs}的主要原因是预算编制准确"
        )
    word = "大于" if actual > budget else "小于"
    why = t.reason(actual, budget, "").replace("主要原因：一是", "一是")
    why = why.removeprefix("主要原因是").removeprefix("主要是").removeprefix("原因是").removeprefix("主要系")
    for lead in ("增加的主要原因是", "减少的主要原因是", "主要原因：", "变动原因是"):
        why = why.removeprefix(lead)
    return f"{t.pick('。', '，')}{ours}{word}{theirs}{t.pick('的主要原因是', '的主要原因：', '，主要原因是', '，主要是')}{why or '政策性调整'}"


def _kind(t: Teller) -> tuple[str, str]:
    """Which budget this report compares with, and its words."""
    return t.pick(
        ("initial", "年初预算"), ("initial", "年初预算"), ("initial", "年初预算数"), ("unspecified", "预算"),
        ("full_year", "全年预算数"), ("unspecified", "预算数"), ("adjusted", "调整预算数"),
    )  # fmt: skip


def _names(t: Teller, p: Purpose) -> str:
    first, second, third = p.account.names
    marks = t.rng.choice((("（类）", "（款）", "（项）"),) * 4 + (("(类)", "(款)", "(项)"), ("类", "款", "项")))
    return f"{first}{marks[0]}{second}{marks[1]}{third}{marks[2]}"


def _specific(t: Teller, level: int) -> None:
    b = t.books
    kind, word = _kind(t)
    rows = [p for p in b.purposes if p.fund == "general"]
    spent, budget = b.spent("general"), b.budget
    head = t.pick("一般公共预算财政拨款支出", "财政拨款支出", "一般公共预算财政拨款支出")
    total = (
        f"{t.us}{t.this_year}{head}{word}{t.pick('为', '')}{t.money(budget, GENERAL, measure='budget', kind=kind)}，"
        f"支出决算{t.pick('为', '数为')}{t.money(spent, GENERAL)}{t.completion(spent, budget, GENERAL, kind)}"
    )
    tail = t.pick("。其中：", "。其中:", "。")
    extra = ""
    if t.chance(0.35):
        extra = (
            f"其中：基本支出{t.money(b.basic, 'general_budget.expenditure.basic')}，"
            f"项目支出{t.money(b.spent('general', 'project'), 'general_budget.expenditure.project')}。"
        )
        tail = "。"
    t.say(f"{total}{tail}{extra}")
    by_class = t.chance(0.3)
    form = t.pick("sentence", "sentence", "sentence", "colon", "quoted")
    if by_class:
        for code, name in b.classes().items():
            actual, planned = b.spent("general", code=code), b.spent("general", "budget", code)
            t.say(_line(t, level, f"{name}{t.pick('（类）', '（类）', '')}", name, actual, planned, (kind, word), form))
        return
    for p in rows:
        label = _names(t, p)
        t.say(_line(t, level, label, p.account.names[2], p.fiscal, p.budget, (kind, word), form))


def _line(
    t: Teller, level: int, label: str, item: str, actual: Decimal, budget: Decimal, kind: tuple[str, str], form: str
) -> str:
    planned = t.money(budget, BY_FUNCTION, item, "budget", kind=kind[0])
    spent = t.money(actual, BY_FUNCTION, item)
    if form == "quoted":
        label = f"“{label}”"
    stop = {"sentence": t.pick("。", "。", "，"), "colon": t.pick("：", ":"), "quoted": ""}[form]
    done = t.completion(actual, budget, BY_FUNCTION, kind[0], item)
    why = _compare(t, actual, budget, item)
    if t.chance(0.08) and kind[0] == "initial" and t.habits.value(budget):
        # Both budgets in one sentence, each with its completion.
        full = (budget + actual) / 2
        both = t.money(full, BY_FUNCTION, item, "budget", kind="full_year")
        rate = t.done(actual, full, BY_FUNCTION, "full_year", item)
        return t.number(level) + (
            f"{label}{stop}年初预算数为{planned}，全年预算数为{both}，支出决算数为{spent}，完成年初预算的"
            f"{t.done(actual, budget, BY_FUNCTION, 'initial', item)}，完成全年预算的{rate}{why}。"
        )
    return t.number(level) + t.pick(
        f"{label}{stop}{kind[1]}为{planned}，支出决算为{spent}{done}{why}。",
        f"{label}{stop}{kind[1]}{planned}，支出决算{spent}{done}{why}。",
        f"{label}{stop}{kind[1]}为{planned}，决算数为{spent}{done}{why}。",
    )


def central(t: Teller) -> None:
    """总体, 结构, 具体: the template of the ministry with its three headings."""
    of = t.pick("一般公共预算财政拨款支出决算", "财政拨款支出决算", "一般公共预算财政拨款支出")
    stop = t.pick("", "", "。")
    t.heading(2, f"{of}总体情况{stop}")
    _opening(t)
    t.heading(2, f"{of}结构情况{stop}")
    _structure(t)
    t.heading(2, f"{of}具体情况{stop}")
    _specific(t, 3)


def without_budget(t: Teller) -> None:
    """Actuals only, each with its completion rate (四川)."""
    b = t.books
    t.heading(2, "一般公共预算财政拨款支出决算总体情况")
    _opening(t)
    t.heading(2, "一般公共预算财政拨款支出决算结构情况")
    _structure(t)
    t.heading(2, "一般公共预算财政拨款支出决算具体情况")
    spent, budget = b.spent("general"), b.budget
    done = f"，完成预算{t.done(spent, budget, GENERAL, 'unspecified')}" if t.habits.value(budget) else ""
    t.say(f"{t.this_year}一般公共预算{t.pick('财政拨款', '')}支出决算数为{t.money(spent, GENERAL)}{done}。其中：")
    for p in (p for p in b.purposes if p.fund == "general"):
        item = p.account.names[2]
        done = (
            f"，完成预算{t.done(p.fiscal, p.budget, BY_FUNCTION, 'unspecified', item)}"
            if t.habits.value(p.budget)
            else ""
        )
        t.say(
            f"{t.number(3)}{_names(t, p)}{t.pick('：', ':', '：')}支出决算为{t.money(p.fiscal, BY_FUNCTION, item)}{done}{_compare(t, p.fiscal, p.budget, item)}。"
        )


def beijing(t: Teller) -> None:
    """Classes and groups against the initial budget, in quotes."""
    b = t.books
    spent = b.spent("general")
    t.heading(2, "一般公共预算财政拨款支出决算总体情况")
    _structure(t)
    t.heading(2, "一般公共预算财政拨款支出决算具体情况")
    for code, name in b.classes().items():
        actual, budget = b.spent("general", code=code), b.spent("general", "budget", code)
        moved = t.moved(actual, budget, BY_FUNCTION, name, versus="initial_budget")
        t.say(f"{t.number(3)}“{name}”（类）{t.year}年度决算{t.money(actual, BY_FUNCTION, name)}，{moved}。其中：")
        groups = {p.account.code[:5]: p.account.names[1] for p in b.purposes if p.fund == "general"}
        for group, label in groups.items():
            if group.startswith(code):
                actual, budget = b.spent("general", code=group), b.spent("general", "budget", group)
                moved = t.moved(actual, budget, BY_FUNCTION, label, versus="initial_budget")
                t.say(
                    f"“{label}”（款）{t.year}年度决算{t.money(actual, BY_FUNCTION, label)}，{moved}{t.reason(actual, budget)}。"
                )
    assert spent >= 0


def chongqing(t: Teller) -> None:
    """收入, 支出, 结转结余; classes against the initial budget."""
    b = t.books
    income, spent, budget = b.income("general"), b.spent("general"), b.budget
    moved = t.moved(income, b.prior["general_income"], "general_budget.income")
    opened = t.money(total(b.opening[fund] for fund in FUNDS), "fiscal.carryover.opening")
    t.say(
        f"{t.number(2)}收入情况。{t.this_year}一般公共预算财政拨款收入{t.money(income, 'general_budget.income')}，{moved}"
        f"{t.reason(income, b.prior['general_income'])}。此外，年初财政拨款结转和结余{opened}。"
    )
    moved = t.moved(spent, b.prior["general"], GENERAL)
    against = t.moved(spent, budget, GENERAL, versus="initial_budget")
    t.say(
        f"{t.number(2)}支出情况。{t.this_year}一般公共预算财政拨款支出{t.money(spent, GENERAL)}，{moved}"
        f"{t.reason(spent, b.prior['general'])}。{against}{t.reason(spent, budget)}。"
    )
    t.say(
        f"{t.number(2)}结转结余情况。{t.this_year}年末一般公共预算财政拨款结转和结余{t.money(b.closing['general'], 'general_budget.carryover.closing')}。"
    )
    t.say(f"{t.number(2)}比较情况。{t.us}{t.this_year}一般公共预算财政拨款支出主要用于以下几个方面：")
    for code, name in b.classes().items():
        actual, planned = b.spent("general", code=code), b.spent("general", "budget", code)
        share = t.share(actual, spent, BY_FUNCTION, GENERAL, name)
        moved = t.moved(actual, planned, BY_FUNCTION, name, versus="initial_budget")
        t.say(
            f"{t.number(3)}{name}{t.money(actual, BY_FUNCTION, name)}，占{share}，{moved}{t.reason(actual, planned)}。"
        )


def yunnan(t: Teller) -> None:
    """Total with its movement, then each class with what it paid."""
    b = t.books
    spent = b.spent("general")
    _opening(t)
    for code, name in b.classes().items():
        actual = b.spent("general", code=code)
        share = t.share(actual, spent, BY_FUNCTION, GENERAL, name)
        t.say(
            f"{t.number(2)}{name}（类）支出{t.money(actual, BY_FUNCTION, name)}，占一般公共预算财政拨款总支出的{share}。"
            f"主要用于{t.pick('人员工资及日常公用支出', '开展专项业务工作', '缴纳社会保险')}。"
        )


def xinjiang(t: Teller) -> None:
    """Total against last year and the budget, structure, then items against last year."""
    b = t.books
    spent, budget = b.spent("general"), b.budget
    t.heading(2, "一般公共预算财政拨款支出决算总体情况")
    share = t.share(spent, b.expenditure, GENERAL, "expenditure.total")
    against = t.moved(spent, budget, GENERAL, versus="initial_budget")
    t.say(
        f"{t.this_year}一般公共预算财政拨款支出{t.money(spent, GENERAL)}，占本年支出合计的{share}。"
        f"{t.moved(spent, b.prior['general'], GENERAL)}{t.reason(spent, b.prior['general'])}。{against}"
        f"{t.reason(spent, budget)}。"
    )
    t.heading(2, "一般公共预算财政拨款支出决算结构情况")
    for i, (code, name) in enumerate(b.classes().items(), 1):
        actual = b.spent("general", code=code)
        share = t.share(actual, spent, BY_FUNCTION, GENERAL, name)
        t.say(f"{i}.{name}（类）{t.money(actual, BY_FUNCTION, name)}，占{share}；")
    t.heading(2, "一般公共预算财政拨款支出决算具体情况")
    for p in (p for p in b.purposes if p.fund == "general"):
        item = p.account.names[2]
        moved = t.moved(p.fiscal, p.prior, BY_FUNCTION, item)
        t.say(
            f"{t.number(3)}{_names(t, p)}：支出决算数为{t.money(p.fiscal, BY_FUNCTION, item)}，{moved}{t.reason(p.fiscal, p.prior)}。"
        )


def jiangxi(t: Teller) -> None:
    """Classes with 年初预算数 and 决算数."""
    b = t.books
    spent, budget = b.spent("general"), b.budget
    t.say(
        f"{t.us}{t.this_year}{t.pick('财政拨款本年支出', '一般公共预算财政拨款支出')}年初预算数为"
        f"{t.money(budget, GENERAL, measure='budget', kind='initial', also=('fiscal.expenditure',))}，决算数为"
        f"{t.money(spent, GENERAL, also=('fiscal.expenditure',))}{t.completion(spent, budget, GENERAL, 'initial')}。其中："
    )
    for code, name in b.classes().items():
        actual, planned = b.spent("general", code=code), b.spent("general", "budget", code)
        done = t.completion(actual, planned, BY_FUNCTION, "initial", name)
        t.say(
            f"{t.number(2)}{name}年初预算数为{t.money(planned, BY_FUNCTION, name, 'budget', kind='initial')}，"
            f"决算数为{t.money(actual, BY_FUNCTION, name)}{done}{t.reason(actual, planned)}。"
        )


BUDGETED = {
    "central": central, "without_budget": without_budget, "beijing": beijing, "chongqing": chongqing,
    "yunnan": yunnan, "xinjiang": xinjiang, "jiangxi": jiangxi,
}  # fmt: skip
