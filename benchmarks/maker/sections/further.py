"""Further ways of telling: one paragraph for everything, unit by unit movements of counts, other words for the same."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from maker.books import BUYING, DRIVING, GUESTS, TRIPS, Expense
from maker.sections.flows import SOURCES
from maker.teller import Teller

JOINT, IN, OUT = "income_expenditure.grand_total", "income.grand_total", "expenditure.grand_total"
TOTAL, CARS = "three_public.total", "three_public.vehicle"
FIELDS = {"general": "general_budget", "government_fund": "government_fund", "state_capital": "state_capital"}


def guangxi_overall(t: Teller) -> None:
    """总收入 and 总支出 with their parts in one list each (广西)."""
    b = t.books
    opened, used = t.money(b.opened, "carryover.opening"), t.money(b.surplus_used, "income.non_fiscal_surplus_used")
    moved = t.moved(b.side, b.prior["side"], IN)
    t.say(
        f"（一）{t.this_year}收入总计{t.money(b.side, IN)}，其中本年收入{t.money(b.total_income, 'income.total')}，"
        f"使用非财政拨款结余{used}，上年结转和结余{opened}。{moved}{t.reason(b.side, b.prior['side'])}。"
    )
    rows = [("财政拨款收入", "fiscal.income", b.fiscal_income)]
    rows += [(word, f"income.{name}", b.own_income[name]) for name, word in SOURCES if b.own_income[name] or t.chance(0.3)]
    for i, (word, concept, amount) in enumerate(rows, 1):
        t.say(
            f"{i}.{word}{t.money(amount, concept)}，占本年收入的{t.share(amount, b.total_income, concept, 'income.total')}。"
        )
    moved = t.moved(b.side, b.prior["side"], OUT)
    t.say(
        f"（二）{t.this_year}支出总计{t.money(b.side, OUT)}，其中本年支出{t.money(b.expenditure, 'expenditure.total')}，"
        f"结余分配{t.money(b.distributed, 'expenditure.surplus_distribution')}，年末结转和结余{t.money(b.closed, 'carryover.closing')}。{moved}。"
    )


def shaanxi_overall(t: Teller) -> None:
    """Income first, expenditure next, each against last year (陕西, 宁夏)."""
    b = t.books
    year = t.year
    t.say(
        f"{year}年{t.pick('本' + t.body, '')}{t.pick('收入总计', '收入总计为')}{t.money(b.side, IN)}，"
        f"{t.pick('较上年', '比上年', '较上年度')}{_up(t, b.side, b.prior['side'], IN)}{t.reason(b.side, b.prior['side'])}。"
        f"支出总计{t.money(b.side, OUT)}，{t.pick('较上年', '比上年')}{_up(t, b.side, b.prior['side'], OUT)}{t.reason(b.side, b.prior['side'])}。"
    )


def _up(t: Teller, now: Decimal, before: Decimal, concept: str) -> str:
    """增加X，增长P%, without a lead."""
    if t.habits.value(now) == t.habits.value(before):
        return "持平" + t.still(concept)
    word = "增加" if now > before else "减少"
    change = t.money(now - before, concept, measure="change", versus="prior_year")
    if not before:
        return f"{word}{change}"
    rate = t.rate((now - before) / before * 100, concept, "growth_pct", versus="prior_year")
    other = t.pick("增长", "增长率为", "增幅") if now > before else t.pick("下降", "降低", "下降率", "降幅为")
    return f"{word}{change}，{other}{rate}"


def implicit_income(t: Teller) -> None:
    """本年收入X。1.财政拨款收入X，系…，比上年增加 (天津, 海南)."""
    b = t.books
    t.say(f"{t.us}{t.this_year}收入合计{t.money(b.total_income, 'income.total')}，其中：")
    rows = [("财政拨款收入", "fiscal.income", b.fiscal_income, b.prior["fiscal_income"])]
    rows += [
        (word, f"income.{name}", b.own_income[name], b.own_income[name] * Decimal("0.8"))
        for name, word in SOURCES
        if b.own_income[name] or t.chance(0.4)
    ]
    for i, (word, concept, now, before) in enumerate(rows, 1):
        share = t.share(now, b.total_income, concept, "income.total")
        t.say(
            f"{i}.{word}{t.money(now, concept)}，占{t.pick('总收入', '收入合计', '本年收入合计的')}{share}，"
            f"{t.moved(now, before, concept)}{t.reason(now, before)}。"
        )


def by_share(t: Teller) -> None:
    """基本支出X万元，占支出总额的P%，主要是…；项目支出… (黑龙江, 内蒙古)."""
    b = t.books
    basic = t.share(b.basic, b.expenditure, "expenditure.basic", "expenditure.total")
    project = t.share(b.project, b.expenditure, "expenditure.project", "expenditure.total")
    of = t.pick("本年支出合计的", "支出合计", "本年支出合计的比重为", "本年支出的")
    t.say(
        f"{t.this_year}本年支出合计{t.money(b.expenditure, 'expenditure.total')}，{t.moved(b.expenditure, b.prior['expenditure'], 'expenditure.total')}"
        f"{t.reason(b.expenditure, b.prior['expenditure'])}。其中，基本支出{t.money(b.basic, 'expenditure.basic')}，占{of}{basic}，"
        f"主要用于人员工资和日常公用支出；项目支出{t.money(b.project, 'expenditure.project')}，占{of}{project}，主要用于专项业务。"
    )


def fiscal_budgeted(t: Teller) -> None:
    """Fiscal income and expenditure against the initial budget as well (天津, 湖北随州)."""
    b = t.books
    fiscal = "fiscal.expenditure"
    t.say(
        f"{t.this_year}财政拨款收入{t.money(b.fiscal_income, 'fiscal.income')}，{t.moved(b.fiscal_income, b.prior['fiscal_income'], 'fiscal.income')}"
        f"{t.reason(b.fiscal_income, b.prior['fiscal_income'])}。财政拨款支出{t.money(b.spent(), fiscal)}，"
        f"{t.pick('占本年支出合计的', '占支出合计的')}{t.share(b.spent(), b.expenditure, fiscal, 'expenditure.total')}。"
    )


def guangdong_public(t: Teller) -> None:
    """Everything in one paragraph: budget in the completion, last year, expense by expense (广东)."""
    b = t.books
    kind, full = t.pick(("full_year", "全年预算"), ("initial", "年初预算"), ("unspecified", "预算"))

    def told(x: Expense, concept: str) -> str:
        text = f"{t.pick('支出决算为', '支出决算', '决算为')}{t.money(x.actual, concept)}"
        if t.habits.value(x.budget):
            budget = t.money(x.budget, concept, measure="budget", kind=kind)
            text += f"，完成{full}{budget}的{t.done(x.actual, x.budget, concept, kind)}"
        return f"{text}，{t.moved(x.actual, x.prior, concept, words=('比上年决算数', '比上年', '较上年决算数'))}"

    parts = [
        f"{name}{told(x, concept)}"
        for concept, name, x in (
            ("three_public.overseas", "因公出国（境）费", b.public[TRIPS]), (CARS, "公务用车购置及运行维护费", b.cars),
            ("three_public.vehicle.purchase", "公务用车购置费", b.public[BUYING]),
            ("three_public.vehicle.operation", "公务用车运行维护费", b.public[DRIVING]),
            ("three_public.reception", "公务接待费", b.public[GUESTS]),
        )
    ]  # fmt: skip
    t.say(f"{t.us}{t.this_year}“三公”经费财政拨款{told(b.three_public, TOTAL)}。其中：{'；'.join(parts)}。")
    c = b.counts
    t.say(
        f"因公出国（境）团组{t.count(c['groups'], '个', 'three_public.overseas.group')}，{t.count(c['travellers'], '人次', 'three_public.overseas.visit')}；"
        f"公务用车保有量{t.count(c['held'], '辆', 'three_public.vehicle.held')}；国内公务接待"
        f"{t.count(c['batches'], '批次', 'three_public.reception.domestic.batch')}、{t.count(c['guests'], '人次', 'three_public.reception.domestic.visit')}。"
    )


def counted_public(t: Teller) -> None:
    """Counts with their own movements (云南, 重庆)."""
    b = t.books
    c = b.counts
    guests, before = b.public[GUESTS], c["prior_batches"]
    batch = "three_public.reception.domestic.batch"
    t.say(
        f"{t.this_year}一般公共预算财政拨款“三公”经费支出决算为{t.money(b.three_public.actual, TOTAL)}，"
        f"{t.moved(b.three_public.actual, b.three_public.prior, TOTAL)}{t.reason(b.three_public.actual, b.three_public.prior)}。"
    )
    trips = b.public[TRIPS]
    t.say(
        f"{t.number(2)}因公出国（境）费支出{t.money(trips.actual, 'three_public.overseas')}，"
        f"{t.moved(trips.actual, trips.prior, 'three_public.overseas')}。共计安排因公出国（境）团组"
        f"{t.count(c['groups'], '个', 'three_public.overseas.group')}，因公出国（境）{t.count(c['travellers'], '人次', 'three_public.overseas.visit')}。"
    )
    moved = ""
    if c["batches"] != before:
        word = "增加" if c["batches"] > before else "减少"
        step = t.count(c["batches"] - before, "批次", batch, measure="change", versus="prior_year")
        rate = t.rate(Decimal(c["batches"] - before) / before * 100, batch, "growth_pct", versus="prior_year")
        moved = f"，{t.pick('较上年', '比上年')}{word}{step}，{'增长' if word == '增加' else '下降'}{rate}"
    t.say(
        f"{t.number(2)}公务接待费{t.money(guests.actual, 'three_public.reception')}，{t.moved(guests.actual, guests.prior, 'three_public.reception')}。"
        f"国内公务接待批次为{t.count(c['batches'], t.pick('批次', '次'), batch)}{moved}，共计接待"
        f"{t.count(c['guests'], '人次', 'three_public.reception.domestic.visit', also=('three_public.reception.visit',))}。"
    )
    held, last = c["held"], max(0, c["held"] + t.pick(-1, 0, 2))
    step = ""
    if held != last:
        shown = t.count(held - last, "辆", "three_public.vehicle.held", measure="change", versus="prior_year")
        step = f"，较上年{'增加' if held > last else '减少'}{shown}"
    cars = b.cars
    t.say(
        f"{t.number(2)}公务用车购置及运行维护费{t.money(cars.actual, CARS)}，{t.moved(cars.actual, cars.prior, CARS)}。其中："
        f"公务用车购置费{t.money(b.public[BUYING].actual, 'three_public.vehicle.purchase')}，购置数"
        f"{t.count(c['bought'], '辆', 'three_public.vehicle.purchased')}；公务用车运行维护费{t.money(b.public[DRIVING].actual, 'three_public.vehicle.operation')}，"
        f"公务用车保有量{t.count(held, '辆', 'three_public.vehicle.held')}{step}。"
    )


def guangxi_public(t: Teller) -> None:
    """比预算…，比去年…, expense by expense (广西)."""
    b = t.books
    e = b.three_public
    last = ("比去年", "比上年")

    def told(x: Expense, concept: str) -> str:
        return f"{_plan(t, x, concept)}，{t.moved(x.actual, x.prior, concept, words=last)}{t.reason(x.actual, x.prior)}"

    t.say(
        f"{t.this_year}一般公共预算财政拨款安排的“三公”经费支出决算总额{t.pick('为', '')}{t.money(e.actual, TOTAL)}，{told(e, TOTAL)}。具体情况如下："
    )
    for mark, (concept, name, x) in zip(
        ("（一）", "（二）", "（三）"),
        (("three_public.overseas", "因公出国（境）费", b.public[TRIPS]), (CARS, "公务用车购置及运行费", b.cars),
         ("three_public.reception", "公务接待费", b.public[GUESTS])), strict=True,
    ):  # fmt: skip
        c = b.counts
        tail = {
            "three_public.overseas": f"全年因公出国（境）团组共计{t.count(c['groups'], '个', 'three_public.overseas.group')}，累计"
            f"{t.count(c['travellers'], '人次', 'three_public.overseas.visit')}",
            CARS: f"公务用车保有量为{t.count(c['held'], '辆', 'three_public.vehicle.held')}",
        }.get(
            concept,
            f"国内公务接待{t.count(c['batches'], '批次', 'three_public.reception.domestic.batch')}，接待人次"
            f"{t.count(c['guests'], '人次', 'three_public.reception.domestic.visit', also=('three_public.reception.visit',))}",
        )
        t.say(f"{mark}{name}支出{t.money(x.actual, concept)}，{told(x, concept)}。{tail}。")


def _plan(t: Teller, x: Expense, concept: str) -> str:
    if t.habits.value(x.actual) == t.habits.value(x.budget):
        return "与预算持平" + t.still(concept, versus="budget")
    word = "增加" if x.actual > x.budget else "减少"
    return f"比预算{t.pick('', '数')}{word}" + t.money(x.actual - x.budget, concept, measure="change", versus="budget")


def henan_general(t: Teller) -> None:
    """Structure with shares, then one sentence per class with the year's budget (河南, 河北)."""
    b = t.books
    spent = b.spent("general")
    general, by = "general_budget.expenditure", "general_budget.expenditure.function"
    share = t.share(spent, b.expenditure, general, "expenditure.total")
    t.say(
        f"{t.this_year}一般公共预算财政拨款支出{t.money(spent, general)}，占支出合计的{share}。{t.moved(spent, b.prior['general'], general)}"
        f"{t.reason(spent, b.prior['general'])}。主要用于："
    )
    for i, (code, name) in enumerate(b.classes().items(), 1):
        actual, planned = b.spent("general", code=code), b.spent("general", "budget", code)
        share = t.share(actual, spent, by, general, name)
        line = f"（{i}）{name}（类）支出{t.money(actual, by, name)}，占比{share}"
        if t.habits.value(planned):
            plan = t.money(planned, by, name, "budget", kind="initial")
            done = t.done(actual, planned, by, "initial", name)
            line += t.pick(
                f"，年初预算{plan}，完成年初预算的{done}",
                f"；年初预算为{plan}，预算执行率{t.rate(actual / planned * 100, by, 'completion_pct', name, base=by)}",
            )
        t.say(line + t.reason(actual, planned) + "。")


def rated(t: Teller) -> None:
    """Self-evaluation with ratings and an average score (湖北, 河北, 江苏)."""
    b = t.books
    n, money = len(b.projects), sum((p.budget for p in b.projects), Decimal(0))
    good = b.counts["units"] % (n + 1)
    mean = sum((p.score for p in b.projects), Decimal(0)) / n
    average = t.score(mean.quantize(Decimal("0.01"), ROUND_HALF_UP), "performance.self_evaluation.score")
    t.heading(2, t.pick("绩效自评情况", "预算绩效管理工作开展情况"))
    t.say(
        f"{t.this_year}，我{t.body}对{t.count(n, '个', 'performance.self_evaluation.project')}项目开展了绩效自评，涉及资金"
        f"{t.money(money, 'performance.self_evaluation.fund')}，平均得分{average}。其中，评价等级为“优”的项目"
        f"{t.count(n - good, '个', 'performance.rating.excellent')}，“良”的项目{t.count(good, '个', 'performance.rating.good')}。"
    )
    t.heading(2, "项目绩效自评结果")
    for p in b.projects:
        known, item = "performance.project.fund", p.name
        t.say(
            f"{t.number(3)}{item}项目绩效自评结果：全年预算{t.money(p.budget, known, item, 'budget', kind='full_year')}，实际支出"
            f"{t.money(p.executed, known, item)}，预算执行率{t.rate(p.executed / p.budget * 100, known, 'completion_pct', item, base=known)}，"
            f"得分{t.score(p.score, 'performance.project.score', item)}。"
        )


def bought(t: Teller) -> None:
    """Procurement by kind with shares of the total (福建, 广西)."""
    p = t.books.procurement
    total = t.money(p["total"], "procurement.total")
    if not p["total"]:
        t.say(f"{t.this_year}政府采购支出总额{total}。")
        return
    rows = [("goods", "货物"), ("works", "工程"), ("services", "服务")]
    t.say(
        f"{t.us}{t.this_year}政府采购支出{t.pick('总额', '合计', '总金额')}{total}，其中："
        + "；".join(
            f"政府采购{word}支出{t.money(p[name], f'procurement.{name}', word)}，占{t.pick('', '采购支出总额的')}{t.share(p[name], p['total'], f'procurement.{name}', 'procurement.total', word)}"
            for name, word in rows
        )
        + f"。授予中小企业合同金额{t.money(p['sme'], 'procurement.sme', '中小企业')}，占政府采购支出总额的"
        f"{t.share(p['sme'], p['total'], 'procurement.sme', 'procurement.total', '中小企业')}。"
    )


def costs(t: Teller) -> None:
    """Operating costs against last year with the average, or the parts (江苏, 海南)."""
    b = t.books
    now, before = b.running, b.prior["running"]
    t.say(
        f"{t.this_year}{t.us}机关运行经费支出决算{t.pick('为', '')}{t.money(now, 'operating_cost.total')}。{t.moved(now, before, 'operating_cost.total')}"
        f"{t.reason(now, before)}。主要包括办公费、印刷费、邮电费、差旅费、会议费、日常维修费等。"
    )


def gear(t: Teller) -> None:
    """Assets in short: 车辆X台，其中…；50万元以上设备 (福建, 河北)."""
    b = t.books
    whole = sum(b.vehicles.values())
    rows = "、".join(f"{k}{t.count(n, '辆', 'asset.vehicle', k)}" for k, n in b.vehicles.items() if n)
    t.say(
        f"截至{t.year}年12月31日，{t.us}固定资产原值{t.money(b.assets['fixed'], 'asset.fixed')}，"
        f"车辆{t.count(whole, '辆', 'asset.vehicle')}{'，其中：' + rows if rows else ''}。单位价值100万元以上设备（不含车辆）"
        f"{t.count(b.counts['special_equipment'], '台（套）', 'asset.equipment.large')}。"
    )


FURTHER = {
    "overall": {"guangxi": guangxi_overall, "shaanxi": shaanxi_overall},
    "income": {"implicit": implicit_income}, "expenditure": {"by_share": by_share},
    "fiscal": {"budgeted": fiscal_budgeted}, "general": {"henan": henan_general},
    "three_public": {"guangdong": guangdong_public, "counted": counted_public, "guangxi": guangxi_public},
    "running": {"costs": costs}, "procurement": {"bought": bought}, "assets": {"gear": gear},
    "performance": {"rated": rated},
}  # fmt: skip
