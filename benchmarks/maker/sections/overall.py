"""收入支出决算总体情况 and 财政拨款收入支出决算总体情况: the grand totals and how they moved."""

from __future__ import annotations

from maker.sections.flows import SOURCES
from maker.teller import Teller

JOINT, IN, OUT = "income_expenditure.grand_total", "income.grand_total", "expenditure.grand_total"
FISCAL, FISCAL_IN, FISCAL_OUT = (
    "fiscal.income_expenditure.grand_total", "fiscal.income.grand_total", "fiscal.expenditure.grand_total",
)  # fmt: skip


def _joint(t: Teller, fiscal: bool) -> None:
    b = t.books
    side, before = (b.fiscal_side, b.prior["fiscal_side"]) if fiscal else (b.side, b.prior["side"])
    concept, head = (FISCAL, "财政拨款") if fiscal else (JOINT, "")
    both = t.pick("收、支总计", "收入、支出总计", "收支总计", "收入支出总计", "收、支总计均")
    word = t.pick("", "为", "均为") if not both.endswith("均") else "为"
    total = t.money(side, concept)
    opening = f"{t.us}{t.this_year}{head}{both}{word}{total}"
    name = t.pick(f"{head}{both.removesuffix('均')}", f"{head}收、支总计", "")
    each = f"{name}{t.pick('各', '各', '均', '')}"
    moved = t.moved(side, before, concept, each=each)
    t.say(f"{opening}{t.pick('。', '，', '；')}{moved}{t.reason(side, before, t.pick('，', '。'))}。")


def joint(t: Teller) -> None:
    """One figure for both sides."""
    _joint(t, False)


def fiscal_joint(t: Teller) -> None:
    """One figure for both sides of the fiscal appropriation."""
    _joint(t, True)


def _apart(t: Teller, fiscal: bool) -> None:
    b = t.books
    side, before = (b.fiscal_side, b.prior["fiscal_side"]) if fiscal else (b.side, b.prior["side"])
    joint_, left, right = (FISCAL, FISCAL_IN, FISCAL_OUT) if fiscal else (JOINT, IN, OUT)
    head = "财政拨款" if fiscal else ""
    income = f"{head}收入总计{t.pick('', '为', '')}{t.money(side, left)}"
    expenditure = f"{t.pick(head, '') if head else ''}支出总计{t.pick('', '为', '')}{t.money(side, right)}"
    moved = t.moved(side, before, joint_, each=t.pick("各", "各", "收、支总计各", "收支均", "均"), also=(left, right))
    between = t.pick("，", "，", "；", "、")
    t.say(f"{t.us}{t.this_year}{income}{between}{expenditure}{t.pick('，', '。')}{moved}{t.reason(side, before)}。")


def apart(t: Teller) -> None:
    """收入总计X，支出总计X，各增加."""
    _apart(t, False)


def fiscal_apart(t: Teller) -> None:
    """The same of the fiscal appropriation."""
    _apart(t, True)


def composed(t: Teller) -> None:
    """Each side with what it is made of."""
    b = t.books
    lead = t.pick("其中：", "其中：", "包括：", "其中，")
    t.say(
        f"{t.this_year}收入总计{t.money(b.side, IN)}，{lead}本年收入合计{t.money(b.total_income, 'income.total')}，"
        f"使用非财政拨款结余{t.pick('', '（含专用结余）', '和专用结余')}{t.money(b.surplus_used, 'income.non_fiscal_surplus_used')}，"
        f"{t.pick('年初结转和结余', '年初结转和结余', '上年结转和结余')}{t.money(b.opened, 'carryover.opening')}。"
    )
    t.say(
        f"{t.this_year}支出总计{t.money(b.side, OUT)}，{lead}本年支出合计{t.money(b.expenditure, 'expenditure.total')}，"
        f"结余分配{t.money(b.distributed, 'expenditure.surplus_distribution')}，"
        f"{t.pick('年末结转和结余', '年末结转和结余', '结转下年')}{t.money(b.closed, 'carryover.closing')}。"
    )
    moved = t.moved(b.side, b.prior["side"], JOINT, also=(IN, OUT))
    lead = t.pick("收入支出总体", "收入、支出总计", "收支总计", "收入总计和支出总计均")
    t.say(f"{lead}{moved}{t.reason(b.side, b.prior['side'])}。")


def listed(t: Teller) -> None:
    """Income and expenditure paragraph by paragraph, each with its growth (江苏)."""
    b = t.books
    moved = t.moved(b.side, b.prior["side"], JOINT, each=t.pick("收、支总计各", "收入、支出总计各"), also=(IN, OUT))
    t.say(f"{t.us}{t.this_year}收入、支出总计{t.pick('', '为')}{t.money(b.side, JOINT)}。{moved}。其中：")
    t.say(f"{t.number(2)}收入总计{t.money(b.side, IN)}。包括：")
    t.say(
        f"{t.number(3)}本年收入合计{t.money(b.total_income, 'income.total')}。"
        f"{t.moved(b.total_income, b.prior['income'], 'income.total')}"
        f"{t.reason(b.total_income, b.prior['income'], '，')}。"
    )
    t.say(f"{t.number(3)}使用非财政拨款结余{t.money(b.surplus_used, 'income.non_fiscal_surplus_used')}。")
    t.say(
        f"{t.number(3)}年初结转和结余{t.money(b.opened, 'carryover.opening')}，主要为{t.body}上年结转本年使用的资金。"
    )
    t.say(f"{t.number(2)}支出总计{t.money(b.side, OUT)}。包括：")
    t.say(
        f"{t.number(3)}本年支出合计{t.money(b.expenditure, 'expenditure.total')}。"
        f"{t.moved(b.expenditure, b.prior['expenditure'], 'expenditure.total')}"
        f"{t.reason(b.expenditure, b.prior['expenditure'], '，')}。"
    )
    t.say(f"{t.number(3)}结余分配{t.money(b.distributed, 'expenditure.surplus_distribution')}。")
    t.say(
        f"{t.number(3)}年末结转和结余{t.money(b.closed, 'carryover.closing')}，主要为{t.body}结转下年使用的项目资金。"
    )


def chongqing(t: Teller) -> None:
    """Four numbered paragraphs: 总体, 收入, 支出, 结转结余."""
    b = t.books
    both = t.moved(b.side, b.prior["side"], JOINT, also=(IN, OUT))
    stop = t.pick("。", "。", "：")
    t.say(
        f"{t.number(2)}总体情况{stop}{t.this_year}收入总计{t.money(b.side, IN)}，支出总计{t.money(b.side, OUT)}。"
        f"收支{both}{t.reason(b.side, b.prior['side'])}。"
    )
    parts = [f"财政拨款收入{t.money(b.fiscal_income, 'fiscal.income')}，占{_share(t, b.fiscal_income)}"]
    for name, word in SOURCES:
        if not b.own_income[name] and name in ("superior_subsidy", "subsidiary_remittance"):
            continue
        amount, concept = b.own_income[name], f"income.{name}"
        share = t.share(amount, b.total_income, concept, "income.total")
        parts.append(f"{word}{t.money(amount, concept)}，占{share}")
    extra = ""
    if b.opened or b.surplus_used:
        used = t.money(b.surplus_used, "income.non_fiscal_surplus_used")
        opened = t.money(b.opened, "carryover.opening")
        extra = f"此外，使用非财政拨款结余{t.pick('', '和专用结余')}{used}，年初结转和结余{opened}。"
    moved = t.moved(b.total_income, b.prior["income"], "income.total")
    t.say(
        f"{t.number(2)}收入情况{stop}{t.this_year}收入合计{t.money(b.total_income, 'income.total')}，{moved}"
        f"{t.reason(b.total_income, b.prior['income'])}。其中：{'；'.join(parts)}。{extra}"
    )
    parts = []
    for amount, concept, word in (
        (b.basic, "expenditure.basic", "基本支出"), (b.project, "expenditure.project", "项目支出"),
        (b.operating, "expenditure.operating", "经营支出"),
        (b.remitted, "expenditure.superior_remittance", "上缴上级支出"),
        (b.granted, "expenditure.subsidiary_subsidy", "对附属单位补助支出"),
    ):  # fmt: skip
        if not amount and concept.endswith(("remittance", "subsidy")):
            continue
        share = t.share(amount, b.expenditure, concept, "expenditure.total")
        parts.append(f"{word}{t.money(amount, concept)}，占{share}")
    moved = t.moved(b.expenditure, b.prior["expenditure"], "expenditure.total")
    rest = t.money(b.distributed, "expenditure.surplus_distribution")
    extra = f"此外，结余分配{rest}。" if b.distributed else ""
    t.say(
        f"{t.number(2)}支出情况{stop}{t.this_year}支出合计{t.money(b.expenditure, 'expenditure.total')}，{moved}"
        f"{t.reason(b.expenditure, b.prior['expenditure'])}。其中：{'；'.join(parts)}。{extra}"
    )
    moved = t.moved(b.closed, b.prior["closed"], "carryover.closing")
    t.say(
        f"{t.number(2)}结转结余情况{stop}{t.this_year}年末结转和结余{t.money(b.closed, 'carryover.closing')}，{moved}"
        f"{t.reason(b.closed, b.prior['closed'])}。"
    )


def _share(t: Teller, amount: object) -> str:
    return t.share(t.books.fiscal_income, t.books.total_income, "fiscal.income", "income.total")


def sichuan(t: Teller) -> None:
    """Two amounts in one breath."""
    b = t.books
    both = t.pick("收、支总计", "收入、支出总计")
    amounts = t.pick(
        f"{t.money(b.side, IN, also=(JOINT,), unit='')}{t.pick('，', ',', '、')}{t.money(b.side, OUT, also=(JOINT,))}",
        f"{t.money(b.side, IN, also=(JOINT,))}和{t.money(b.side, OUT, also=(JOINT,))}",
    )
    moved = t.moved(b.side, b.prior["side"], JOINT, each=f"{both}各", also=(IN, OUT))
    t.say(
        f"{t.this_year}{both}{t.pick('各是', '分别为', '各为')}{amounts}。{moved}{t.reason(b.side, b.prior['side'], '。')}。"
    )


def two_sides(t: Teller) -> None:
    """Each side with its own movement (江西, 湖南)."""
    b = t.books
    opened = t.money(b.opened, "carryover.opening")
    t.say(
        f"{t.us}{t.this_year}收入总计{t.money(b.side, IN)}，其中年初结转和结余{opened}，"
        f"{t.moved(b.side, b.prior['side'], IN)}；本年收入合计{t.money(b.total_income, 'income.total')}，"
        f"{t.moved(b.total_income, b.prior['income'], 'income.total')}{t.reason(b.total_income, b.prior['income'])}。"
    )
    t.say(
        f"{t.us}{t.this_year}支出总计{t.money(b.side, OUT)}，其中本年支出合计"
        f"{t.money(b.expenditure, 'expenditure.total')}，"
        f"{t.moved(b.expenditure, b.prior['expenditure'], 'expenditure.total')}"
        f"{t.reason(b.expenditure, b.prior['expenditure'])}；年末结转和结余{t.money(b.closed, 'carryover.closing')}，"
        f"{t.moved(b.closed, b.prior['closed'], 'carryover.closing')}。"
    )


def fiscal_composed(t: Teller) -> None:
    """The fiscal totals by fund, with the carry-over, against last year and sometimes the budget (新疆, 广东)."""
    b = t.books
    lead = t.pick("其中：", "其中：", "包括：")
    names = (("general", "一般公共预算财政拨款"), ("government_fund", "政府性基金预算财政拨款"),
             ("state_capital", "国有资本经营预算财政拨款"))  # fmt: skip
    opened = sum((b.opening[f] for f, _ in names), start=b.opened * 0)
    closed = sum((b.closing[f] for f, _ in names), start=b.opened * 0)
    t.say(
        f"{t.this_year}财政拨款收入总计{t.money(b.fiscal_side, FISCAL_IN)}，{lead}"
        f"年初财政拨款结转和结余{t.money(opened, 'fiscal.carryover.opening')}，"
        f"本年财政拨款收入{t.money(b.fiscal_income, 'fiscal.income')}。"
        f"财政拨款支出总计{t.money(b.fiscal_side, FISCAL_OUT)}，{lead}"
        f"年末财政拨款结转和结余{t.money(closed, 'fiscal.carryover.closing')}，"
        f"本年财政拨款支出{t.money(b.spent(), 'fiscal.expenditure')}。"
    )
    moved = t.moved(b.fiscal_side, b.prior["fiscal_side"], FISCAL, also=(FISCAL_IN, FISCAL_OUT))
    t.say(f"财政拨款收入支出总体{moved}{t.reason(b.fiscal_side, b.prior['fiscal_side'])}。")


def fiscal_by_fund(t: Teller) -> None:
    """Fiscal income with its budgets, then expenditure (上海, 山东)."""
    b = t.books
    inner = "，".join(
        f"{word}{t.money(b.income(fund), concept + '.income')}"
        for fund, concept, word in (
            ("general", "general_budget", "一般公共预算财政拨款收入"),
            ("government_fund", "government_fund", "政府性基金预算财政拨款收入"),
            ("state_capital", "state_capital", "国有资本经营预算财政拨款收入"),
        )
    )  # fmt: skip
    t.say(
        f"{t.this_year}财政拨款收入总计{t.money(b.fiscal_side, FISCAL_IN)}，"
        f"支出总计{t.money(b.fiscal_side, FISCAL_OUT)}。{t.pick('财政拨款收入中，', '收入包括：', '其中：')}{inner}。"
        f"{t.moved(b.fiscal_side, b.prior['fiscal_side'], FISCAL, each='财政拨款收、支总计各')}"
        f"{t.reason(b.fiscal_side, b.prior['fiscal_side'])}。"
    )


OVERALL = {
    "joint": joint, "apart": apart, "composed": composed, "listed": listed, "chongqing": chongqing,
    "sichuan": sichuan, "two_sides": two_sides,
}  # fmt: skip
FISCAL_TOTAL = {
    "joint": fiscal_joint, "apart": fiscal_apart, "composed": fiscal_composed, "by_fund": fiscal_by_fund,
}  # fmt: skip
