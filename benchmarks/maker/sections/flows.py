"""收入决算情况 and 支出决算情况: the parts of income and expenditure with their shares."""

from __future__ import annotations

from decimal import Decimal

from maker.teller import Teller

TOTAL, OUT = "income.total", "expenditure.total"
SOURCES = (
    ("superior_subsidy", "上级补助收入"), ("institutional", "事业收入"), ("operating", "经营收入"),
    ("subsidiary_remittance", "附属单位上缴收入"), ("other", "其他收入"),
)  # fmt: skip
BUDGETS = (("general", "一般公共预算"), ("government_fund", "政府性基金预算"), ("state_capital", "国有资本经营预算"))
CONCEPT = {
    "general": "general_budget.income",
    "government_fund": "government_fund.income",
    "state_capital": "state_capital.income",
}
Row = tuple[str, str, Decimal]


def _incomes(t: Teller, *, split: bool) -> list[Row]:
    b = t.books
    rows: list[Row] = []
    if split:
        tail = t.pick("财政拨款收入", "财政拨款收入", "拨款收入")
        rows += [(CONCEPT[fund], f"{word}{tail}", b.income(fund)) for fund, word in BUDGETS]
    else:
        rows.append(("fiscal.income", "财政拨款收入", b.fiscal_income))
    own = [(f"income.{name}", word, b.own_income[name]) for name, word in SOURCES]
    return rows + (own if t.chance(0.6) else [row for row in own if row[2]])


def _outlays(t: Teller) -> list[Row]:
    b = t.books
    rows = [
        ("expenditure.basic", "基本支出", b.basic), ("expenditure.project", "项目支出", b.project),
        ("expenditure.superior_remittance", "上缴上级支出", b.remitted),
        ("expenditure.operating", "经营支出", b.operating),
        ("expenditure.subsidiary_subsidy", "对附属单位补助支出", b.granted),
    ]  # fmt: skip
    return rows if t.chance(0.6) else [row for row in rows if row[2] or row[0].endswith(("basic", "project"))]


def _listing(t: Teller, rows: list[Row], whole: Decimal, base: str, of: str) -> str:
    """Name, amount and share of each; `of` is what stands between 占 and the percentage."""
    stop = t.pick("；", "；", "；", "，")
    inner = t.pick("，", "，", "、")
    return stop.join(
        f"{word}{t.money(amount, concept)}{inner}占{of}{t.share(amount, whole, concept, base)}"
        for concept, word, amount in rows
    )


def income_plain(t: Teller) -> None:
    """Total, then the parts with their shares."""
    b = t.books
    of = t.pick("", "", "本年收入", "本年收入的", "收入合计的", "总收入的", "本年收入合计的", "比")
    rows = _incomes(t, split=t.chance(0.35))
    lead = t.pick("其中：", "其中：", "其中,", "具体为：", "具体构成为：", "包括：")
    name = t.pick("收入合计", "本年收入合计", "总收入", "本年收入合计", "本年收入")
    t.say(
        f"{t.us}{t.this_year}{name}{t.pick('', '', '为')}{t.money(b.total_income, TOTAL)}{t.pick('，', '。')}{lead}"
        f"{_listing(t, rows, b.total_income, TOTAL, of)}。"
    )


def income_zhejiang(t: Teller) -> None:
    """The fiscal income's share with the budgets in brackets."""
    b = t.books
    inner = "，".join(f"{word}{t.money(b.income(fund), CONCEPT[fund])}" for fund, word in BUDGETS)
    share = t.share(b.fiscal_income, b.total_income, "fiscal.income", TOTAL)
    rest = _listing(t, _incomes(t, split=False)[1:], b.total_income, TOTAL, t.pick("收入合计", "收入合计的"))
    fiscal = t.money(b.fiscal_income, "fiscal.income")
    brackets = t.pick(
        f"财政拨款收入{fiscal}，占收入合计{share}（其中，{inner}）",
        f"财政拨款收入{fiscal}（其中：{inner}），占收入合计{share}",
    )
    t.say(f"本年收入合计{t.money(b.total_income, TOTAL)}，包括{brackets}{'；' + rest if rest else ''}。")


def income_moved(t: Teller) -> None:
    """Parts, then how each moved (云南, 广东)."""
    b = t.books
    of = t.pick("总收入的", "收入合计的", "本年收入合计的")
    rows = _incomes(t, split=False)
    moved = t.moved(b.total_income, b.prior["income"], TOTAL, words=("",))
    fiscal = t.moved(b.fiscal_income, b.prior["fiscal_income"], "fiscal.income", words=("",))
    t.say(
        f"{t.us}{t.this_year}收入合计{t.money(b.total_income, TOTAL)}。其中：{_listing(t, rows, b.total_income, TOTAL, of)}。"
        f"{t.pick('与上年相比，', '与上年对比，', f'与{t.year - 1}年相比，')}收入合计{moved}，"
        f"其中：财政拨款收入{fiscal}{t.reason(b.total_income, b.prior['income'], '。')}。"
    )


def income_lines(t: Teller) -> None:
    """One numbered line for each part (北京, 安徽)."""
    b = t.books
    t.say(
        f"{t.this_year}{t.pick('本年收入合计', '收入合计')}{t.money(b.total_income, TOTAL)}，{t.moved(b.total_income, b.prior['income'], TOTAL)}，其中："
    )
    for concept, word, amount in _incomes(t, split=False):
        share = t.share(amount, b.total_income, concept, TOTAL)
        t.say(
            f"{t.number(3)}{word}{t.money(amount, concept)}，占{t.pick('收入合计的', '本年收入合计的', '')}{share}{t.pick('。', '；')}"
        )


def outlay_plain(t: Teller) -> None:
    """Total, then the parts with their shares."""
    b = t.books
    of = t.pick("", "", "本年支出", "本年支出的", "支出合计的", "总支出的", "本年支出合计的", "比", "支出合计")
    lead = t.pick("其中：", "其中：", "其中,", "具体为：", "其中", "包括：")
    name = t.pick("支出合计", "本年支出合计", "总支出", "本年支出合计")
    t.say(
        f"{t.us}{t.this_year}{name}{t.pick('', '', '为')}{t.money(b.expenditure, OUT)}{t.pick('，', '。')}{lead}"
        f"{_listing(t, _outlays(t), b.expenditure, OUT, of)}。"
    )


def outlay_split(t: Teller) -> None:
    """Basic expenditure with personnel and running costs (上海, 浙江, 云南)."""
    b = t.books
    inner = t.pick(
        f"（其中：人员经费{t.money(b.personnel, 'expenditure.basic.personnel')}，"
        f"公用经费{t.money(b.running, 'expenditure.basic.public')}）",
        f"，包括人员经费{t.money(b.personnel, 'expenditure.basic.personnel')}和"
        f"公用经费{t.money(b.running, 'expenditure.basic.public')}",
    )
    basic = t.share(b.basic, b.expenditure, "expenditure.basic", OUT)
    of = t.pick("本年支出合计的", "总支出的", "")
    rest = _listing(t, _outlays(t)[1:], b.expenditure, OUT, of)
    t.say(
        f"{t.this_year}{t.pick('本年支出合计', '支出合计')}{t.money(b.expenditure, OUT)}，其中：基本支出"
        f"{t.money(b.basic, 'expenditure.basic')}，占{of}{basic}{inner}；{rest}。"
    )


def outlay_moved(t: Teller) -> None:
    """Parts, then movements, then what the money was for (云南)."""
    b = t.books
    of = t.pick("总支出的", "支出合计的", "本年支出合计的")
    moved = t.moved(b.expenditure, b.prior["expenditure"], OUT, words=("",))
    basic = t.moved(b.basic, b.prior["basic"], "expenditure.basic", words=("",))
    project = t.moved(b.project, b.prior["project"], "expenditure.project", words=("",))
    t.say(
        f"{t.us}{t.this_year}支出合计{t.money(b.expenditure, OUT)}。其中：{_listing(t, _outlays(t), b.expenditure, OUT, of)}。"
        f"{t.pick('与上年相比，', '与上年对比，')}支出合计{moved}，其中：基本支出{basic}；项目支出{project}"
        f"{t.reason(b.expenditure, b.prior['expenditure'], '。')}。"
    )
    if t.chance(0.7):
        t.heading(2, "基本支出情况")
        part = t.share(b.personnel, b.basic, "expenditure.basic.personnel", "expenditure.basic")
        rest = t.share(b.running, b.basic, "expenditure.basic.public", "expenditure.basic")
        t.say(
            f"{t.this_year}用于保障{t.body}正常运转的日常支出{t.money(b.basic, 'expenditure.basic')}。其中：基本工资、津贴补贴等"
            f"人员经费支出{t.money(b.personnel, 'expenditure.basic.personnel')}，占基本支出的{part}；办公费、印刷费、水电费等"
            f"公用经费{t.money(b.running, 'expenditure.basic.public')}，占基本支出的{rest}。"
        )
        t.heading(2, "项目支出情况")
        t.say(f"{t.this_year}用于保障{t.body}完成特定工作任务的项目支出{t.money(b.project, 'expenditure.project')}，"
              f"{t.moved(b.project, b.prior['project'], 'expenditure.project')}{t.reason(b.project, b.prior['project'])}。")  # fmt: skip


def outlay_lines(t: Teller) -> None:
    """One numbered line for each part."""
    b = t.books
    t.say(
        f"{t.this_year}{t.pick('本年支出合计', '支出合计')}{t.money(b.expenditure, OUT)}，{t.moved(b.expenditure, b.prior['expenditure'], OUT)}，其中："
    )
    for concept, word, amount in _outlays(t):
        share = t.share(amount, b.expenditure, concept, OUT)
        t.say(
            f"{t.number(3)}{word}{t.money(amount, concept)}，占{t.pick('支出合计的', '本年支出合计的', '')}{share}{t.pick('。', '；')}"
        )


INCOME = {"plain": income_plain, "zhejiang": income_zhejiang, "moved": income_moved, "lines": income_lines}
EXPENDITURE = {"plain": outlay_plain, "split": outlay_split, "moved": outlay_moved, "lines": outlay_lines}
