"""“三公”经费: total and parts with budget, actual, last year, and the counts behind them."""

from __future__ import annotations

from decimal import Decimal

from maker.books import BUYING, DRIVING, GUESTS, TRIPS, Expense
from maker.teller import Teller

TOTAL = "three_public.total"
CARS = "three_public.vehicle"
ZERO = Decimal(0)


def _quoted(t: Teller) -> str:
    return t.pick("“三公”经费", "“三公”经费", "三公经费", '"三公"经费')


def _trips_name(t: Teller) -> str:
    return t.pick("因公出国（境）费", "因公出国（境）费", "因公出国（境）费用", "因公出国(境)费", "因公出国（境）经费")


def _cars_name(t: Teller) -> str:
    return t.pick(
        "公务用车购置及运行维护费", "公务用车购置及运行维护费", "公务用车购置及运行费", "公务用车购置和运行维护费"
    )


def _rows(t: Teller) -> list[tuple[str, str, Expense]]:
    """The three expenses in one of their orders."""
    b = t.books
    trips = ("three_public.overseas", _trips_name(t), b.public[TRIPS])
    cars = (CARS, _cars_name(t), b.cars)
    guests = ("three_public.reception", "公务接待费", b.public[GUESTS])
    return t.rng.choice(([trips, cars, guests], [trips, cars, guests], [trips, guests, cars]))


def _against(t: Teller, e: Expense, concept: str, kind: str) -> str:
    """Completion, or the movement against the budget."""
    if t.chance(0.65):
        return t.completion(e.actual, e.budget, concept, kind)
    versus = {"initial": "initial_budget", "full_year": "full_year_budget"}.get(kind, "budget")
    return "，" + t.moved(e.actual, e.budget, concept, versus=versus)


def _kind(t: Teller) -> tuple[str, str]:
    return t.pick(
        ("initial", "年初预算"), ("unspecified", "预算"), ("full_year", "全年预算"), ("unspecified", "预算数"),
        ("initial", "年初预算数"), ("unspecified", "支出预算"),
    )  # fmt: skip


def _counts_trips(t: Teller) -> str:
    c = t.books.counts
    groups = t.count(c["groups"], "个", "three_public.overseas.group", after=t.pick("个", "个", "个"))
    people = t.count(c["travellers"], "人次", "three_public.overseas.visit")
    return t.pick(
        f"全年{t.pick('安排', '使用财政拨款安排', '共安排')}因公出国（境）团组{groups}，累计{people}",
        f"因公出国（境）团组数{groups}，累计人次数{people}",
        f"全年因公出国（境）团组{groups}，因公出国（境）{people}",
        f"{t.year}年度使用财政拨款安排的出国（境）团组{groups}，累计出国（境）{people}",
        f"参加其他单位组织的出国（境）团组{groups}；全年因公出国（境）累计{people}",
    )


def _counts_cars(t: Teller) -> str:
    c = t.books.counts
    bought = t.count(c["bought"], "辆", "three_public.vehicle.purchased")
    held = t.count(c["held"], "辆", "three_public.vehicle.held")
    day = f"{t.year}年12月31日"
    return t.pick(
        f"{t.pick('截至', '截止')}{day}，{t.pick('', '本' + t.body)}开支财政拨款的公务用车保有量{t.pick('为', '')}{held}",
        f"本年度购置公务用车{bought}，年末公务用车保有量{t.pick('为', '')}{held}",
        f"公务用车购置数{bought}，公务用车保有量{held}",
        f"全年购置公务用车{bought}，{t.year}年末开支财政拨款的公务用车保有量为{held}",
        f"更新购置公务用车{bought}，期末公务用车保有量{held}",
    )


def _counts_guests(t: Teller) -> str:
    c = t.books.counts
    batch, visit = "three_public.reception.domestic.batch", "three_public.reception.domestic.visit"
    batches = t.count(c["batches"], "批次", batch, also=("three_public.reception.batch",))
    alone = t.count(c["batches"], "批次", "three_public.reception.batch")
    people = t.count(c["guests"], t.pick("人次", "人次", "人"), visit, also=("three_public.reception.visit",))
    visitors = t.count(c["guests"], "人次", "three_public.reception.visit")
    foreign = t.count(0, "批次", "three_public.reception.foreign.batch")
    strangers = t.count(0, "人次", "three_public.reception.foreign.visit")
    domestic = t.money(t.books.public[GUESTS].actual, "three_public.reception.domestic")
    return t.pick(
        f"国内公务接待{batches}，{people}",
        f"国内公务接待{batches}，{people}（其中：外事接待{foreign}，{strangers}）",
        f"其中：国内接待费{domestic}，国内公务接待{batches}，{people}",
        f"全年国内公务接待批次{batches}，接待{people}",
        f"全年{t.pick('共', '')}接待{alone}，{visitors}",
        f"国内公务接待批次为{t.count(c['batches'], '个', batch)}，国内公务接待人次为{t.count(c['guests'], '人', visit)}",
        f"国内公务接待批次数{t.count(c['batches'], '批', batch)}，接待人数{t.count(c['guests'], '人', visit)}",
        f"国内公务接待支出{domestic}，主要用于接待上级检查调研，共接待{batches}，{people}",
    )


def _cars_inner(t: Teller, kind: str) -> str:
    b = t.books
    buying, driving = b.public[BUYING], b.public[DRIVING]
    done_b = t.completion(buying.actual, buying.budget, "three_public.vehicle.purchase", kind) if t.chance(0.3) else ""
    done_d = (
        t.completion(driving.actual, driving.budget, "three_public.vehicle.operation", kind) if t.chance(0.3) else ""
    )
    purchase = t.money(buying.actual, "three_public.vehicle.purchase")
    operation = t.money(driving.actual, "three_public.vehicle.operation")
    word = t.pick("公务用车运行维护费", "公务用车运行费", "公务用车运行维护费")
    spent = t.pick("", "支出", "支出决算为")
    return f"公务用车购置费{spent}{purchase}{done_b}{t.pick('，', '；', '，')}{word}{spent}{operation}{done_d}"


def _total_sentence(t: Teller) -> str:
    """The total with its budget, completion and movement; the budget's kind is drawn here."""
    b = t.books
    e = b.three_public
    kind, word = _kind(t)
    name = t.pick(f"{_quoted(t)}财政拨款支出", f"一般公共预算财政拨款{_quoted(t)}支出", f"财政拨款{_quoted(t)}支出")
    budget = t.money(e.budget, TOTAL, measure="budget", kind=kind)
    actual = t.money(e.actual, TOTAL)
    first = t.pick(
        f"{name}{word.removeprefix('支出')}为{budget}，支出决算为{actual}{_against(t, e, TOTAL, kind)}",
        f"{name}{word.removeprefix('支出')}{budget}，决算{t.pick('', '数')}{actual}{_against(t, e, TOTAL, kind)}",
        f"{name}决算为{actual}{t.completion(e.actual, e.budget, TOTAL, kind)}",
    )
    if t.habits.value(e.budget) and t.chance(0.15):
        done = t.done(e.actual, e.budget, TOTAL, kind)
        full = {"initial": "年初预算", "full_year": "全年预算"}.get(kind, "预算")
        first = f"{name}决算为{actual}，完成{full}{budget}的{done}"
    return f"{t.us}{t.this_year}{first}"


def central(t: Teller) -> None:
    """总体 with the budget, then 具体 with shares and counts (中央, 湖南, 四川, 贵州)."""
    b = t.books
    e = b.three_public
    two = t.chance(0.8)
    if two:
        t.heading(2, f"{_quoted(t)}财政拨款支出决算总体情况说明")
    t.say(
        f"{_total_sentence(t)}{t.pick('，', '。', '；')}{t.moved(e.actual, e.prior, TOTAL)}{t.reason(e.actual, e.prior)}。"
    )
    if two:
        t.heading(2, f"{_quoted(t)}财政拨款支出决算具体情况说明")
    rows = _rows(t)
    of = t.pick("", "", "“三公”经费的", "“三公”经费支出的")
    t.say(
        f"{t.this_year}{_quoted(t)}财政拨款支出决算中，"
        + t.pick("；", "，").join(
            f"{name}支出{t.pick('决算', '', '决算为')}{t.money(x.actual, concept)}，占{of}{t.share(x.actual, e.actual, concept, TOTAL)}"
            for concept, name, x in rows
        )
        + f"。{t.pick('具体情况如下：', '其中：', '具体情况如下')}"
    )
    _parts(t, rows)


def _parts(t: Teller, rows: list[tuple[str, str, Expense]]) -> None:
    kind, word = _kind(t)
    full = t.chance(0.5)
    for concept, name, x in rows:
        planned = t.money(x.budget, concept, measure="budget", kind=kind)
        spent = t.money(x.actual, concept)
        bare = word.removeprefix("支出")
        if full:
            line = f"{name}{t.pick('', '支出')}{bare}为{planned}，支出决算为{spent}{_against(t, x, concept, kind)}"
        else:
            done = t.completion(x.actual, x.budget, concept, kind) if t.chance(0.5) else ""
            line = f"{name}支出{t.pick('', '决算', '决算为')}{spent}{done}"
        moved = t.moved(x.actual, x.prior, concept, each=t.pick("", "", f"{name}支出决算"))
        line += f"{t.pick('，', '。', '；')}{moved}{t.reason(x.actual, x.prior)}。"
        if concept.endswith("overseas"):
            line += f"{_counts_trips(t)}。"
        elif concept == CARS:
            line += f"其中：{_cars_inner(t, kind)}。{_counts_cars(t)}。"
        else:
            line += f"{_counts_guests(t)}。"
        t.say(t.number(3) + line)


def hubei(t: Teller) -> None:
    """Budget and actual, parts below, last year's movement at the end."""
    b = t.books
    e = b.three_public
    t.say(
        f"{t.this_year}{_quoted(t)}财政拨款年初预算数为{t.money(e.budget, TOTAL, measure='budget', kind='initial')}，"
        f"支出决算为{t.money(e.actual, TOTAL)}{t.completion(e.actual, e.budget, TOTAL, 'initial')}，其中："
    )
    for i, (concept, name, x) in enumerate(_rows(t), 1):
        done = t.completion(x.actual, x.budget, concept, "initial")
        line = f"{i}.{name}支出决算为{t.money(x.actual, concept)}{done}，{t.moved(x.actual, x.budget, concept, versus='initial_budget')}{t.reason(x.actual, x.budget)}。"
        if concept == CARS:
            bought = t.count(b.counts["bought"], "辆", "three_public.vehicle.purchased")
            held = t.count(b.counts["held"], "辆", "three_public.vehicle.held")
            t.say(f"{i}.{name}支出决算为{t.money(x.actual, concept)}{done}，其中：")
            t.say(
                f"（1）公务用车购置费{t.money(b.public[BUYING].actual, 'three_public.vehicle.purchase')}。本年度购置（更新）公务用车{bought}。"
            )
            t.say(
                f"（2）公务用车运行{t.pick('维护', '')}费{t.money(b.public[DRIVING].actual, 'three_public.vehicle.operation')}，"
                f"主要用于车辆燃料、维修和保险。截止{t.year}年12月31日，开支财政拨款的公务用车保有量{held}。"
            )
        elif concept.endswith("reception"):
            t.say(f"{line}{_counts_guests(t)}。")
        else:
            t.say(f"{line}{_counts_trips(t)}。")
    moved = t.moved(e.actual, e.prior, TOTAL, words=(f"比{t.year - 1}年度", f"比{t.year - 1}年"))
    t.say(f"{t.this_year}“三公”经费财政拨款支出决算数{moved}{t.reason(e.actual, e.prior)}。")


def chongqing(t: Teller) -> None:
    """总体, 分项, 实物量."""
    b = t.books
    e, c = b.three_public, b.counts
    t.heading(2, "“三公”经费支出总体情况说明")
    t.say(
        f"{t.this_year}“三公”经费支出共计{t.money(e.actual, TOTAL)}，{t.moved(e.actual, e.budget, TOTAL, versus='initial_budget')}"
        f"{t.reason(e.actual, e.budget)}。{t.moved(e.actual, e.prior, TOTAL)}{t.reason(e.actual, e.prior)}。"
    )
    t.heading(2, "“三公”经费分项支出情况")
    parts = [
        ("three_public.overseas", "因公出国（境）费用", b.public[TRIPS]),
        ("three_public.vehicle.purchase", "公务车购置费", b.public[BUYING]),
        ("three_public.vehicle.operation", "公务车运行维护费", b.public[DRIVING]),
        ("three_public.reception", "公务接待费", b.public[GUESTS]),
    ]  # fmt: skip
    for concept, name, x in parts:
        t.say(
            f"{t.this_year}{t.pick('本' + t.body, '')}{name}{t.pick('支出', '')}{t.money(x.actual, concept)}，"
            f"主要用于{t.pick('日常公务活动', '开展业务工作', '机要文件交换、市内因公出行')}。费用支出"
            f"{t.moved(x.actual, x.budget, concept, versus='initial_budget')}{t.reason(x.actual, x.budget)}。"
            f"{t.moved(x.actual, x.prior, concept)}{t.reason(x.actual, x.prior)}。"
        )
    t.heading(2, "“三公”经费实物量情况")
    guests = b.public[GUESTS].actual
    each = f"人均接待费{_per(t, guests, c['guests'], 'three_public.reception.per_person')}" if c["guests"] else ""
    car = (
        f"车均维护费{_per(t, b.public[DRIVING].actual, c['held'], 'three_public.vehicle.per_operation', '万元')}"
        if c["held"]
        else ""
    )
    tail = "，".join(x for x in (each, car) if x)
    t.say(
        f"{t.this_year}本{t.body}因公出国（境）共计{t.count(c['groups'], '个', 'three_public.overseas.group')}团组，"
        f"{t.count(c['travellers'], '人', 'three_public.overseas.visit')}；公务用车购置{t.count(c['bought'], '辆', 'three_public.vehicle.purchased')}，"
        f"公务车保有量为{t.count(c['held'], '辆', 'three_public.vehicle.held')}；国内公务接待"
        f"{t.count(c['batches'], '批次', 'three_public.reception.domestic.batch')}{t.count(c['guests'], '人', 'three_public.reception.domestic.visit')}，"
        f"其中：国内外事接待{t.count(0, '批次', 'three_public.reception.foreign.batch')}，{t.count(0, '人', 'three_public.reception.foreign.visit')}；"
        f"国（境）外公务接待{t.count(0, '批次', 'three_public.reception.abroad.batch')}，{t.count(0, '人', 'three_public.reception.abroad.visit')}。"
        f"{t.year}年本{t.body}{tail}。"
        if tail
        else f"{t.this_year}本{t.body}公务用车购置{t.count(c['bought'], '辆', 'three_public.vehicle.purchased')}，"
        f"公务车保有量为{t.count(c['held'], '辆', 'three_public.vehicle.held')}。"
    )


def _per(t: Teller, amount: Decimal, n: int, concept: str, unit: str = "元") -> str:
    from maker.habits import rounded
    from maker.speech import Quantity

    value = rounded(amount / n / (10000 if unit == "万元" else 1), 2)
    quantity = Quantity(concept=concept, measure="other_amount", value=value, unit=unit)
    return t._mark(quantity, f"{value:f}", unit)


def prior_and_budget(t: Teller) -> None:
    """Each with last year's amount and the budget in the sentence (安徽, 宁夏, 云南州本级)."""
    b = t.books
    e = b.three_public

    def both(x: Expense, concept: str) -> str:
        found = t.money(x.actual, concept)
        if t.habits.value(x.prior) and t.habits.value(x.prior) != t.habits.value(x.actual):
            up = "增加" if x.actual > x.prior else "减少"
            rate = t.rate((x.actual - x.prior) / x.prior * 100, concept, "growth_pct", versus="prior_year")
            found += (
                f"，较上年{t.money(x.prior, concept, measure='prior')}{up}"
                f"{t.money(x.actual - x.prior, concept, measure='change', versus='prior_year')}，"
                f"{t.pick('增长' if up == '增加' else '下降', up)}{rate}"
            )
        if t.habits.value(x.budget) and t.habits.value(x.budget) != t.habits.value(x.actual):
            up = "增加" if x.actual > x.budget else "减少"
            rate = t.rate((x.actual - x.budget) / x.budget * 100, concept, "growth_pct", versus="budget")
            found += (
                f"，较预算数{t.money(x.budget, concept, measure='budget', kind='unspecified')}{up}"
                f"{t.money(x.actual - x.budget, concept, measure='change', versus='budget')}，"
                f"{'增长' if up == '增加' else '下降'}{rate}"
            )
        return found

    t.say(f"{t.this_year}一般公共预算财政拨款“三公”经费支出{t.pick('', '决算数为')}{both(e, TOTAL)}。其中：")
    for concept, name, x in _rows(t):
        tail = {"three_public.overseas": _counts_trips, CARS: _counts_cars}.get(concept, _counts_guests)(t)
        t.say(f"{t.number(2)}{name}{t.pick('', '为', '支出')}{both(x, concept)}。{tail}。")


def beijing(t: Teller) -> None:
    """Against the initial budget, with 其中 and averages."""
    b = t.books
    e, c = b.three_public, b.counts
    t.say(
        f"{t.year}年“三公”经费财政拨款决算数{t.money(e.actual, TOTAL)}，{t.moved(e.actual, e.budget, TOTAL, versus='initial_budget')}。其中："
    )
    for concept, name, x in _rows(t):
        budget = t.money(x.budget, concept, measure="budget", kind="initial")
        moved = t.moved(x.actual, x.budget, concept, versus="initial_budget", lead=False)
        line = f"{t.number(2)}{name}。{t.year}年决算数{t.money(x.actual, concept)}，比{t.year}年年初预算数{budget}{moved}。"
        if moved in ("无变化", "保持不变") or "，" not in moved:
            line = f"{t.number(2)}{name}。{t.year}年决算数{t.money(x.actual, concept)}，与{t.year}年年初预算数{budget}{t.pick('持平', '一致')}{t.still(concept, versus='initial_budget')}。"
            if t.habits.value(x.actual) != t.habits.value(x.budget):
                line = f"{t.number(2)}{name}。{t.year}年决算数{t.money(x.actual, concept)}，年初预算数{budget}。"
        if concept == CARS:
            line += (
                f"其中，公务用车购置费{t.year}年决算数{t.money(b.public[BUYING].actual, 'three_public.vehicle.purchase')}，"
                f"{t.year}年购置（更新）{t.count(c['bought'], '辆', 'three_public.vehicle.purchased')}；公务用车运行维护费{t.year}年决算数"
                f"{t.money(b.public[DRIVING].actual, 'three_public.vehicle.operation')}。{t.year}年公务用车保有量{t.count(c['held'], '辆', 'three_public.vehicle.held')}。"
            )
        elif concept.endswith("reception"):
            line += (
                f"{t.year}年公务接待{t.count(c['batches'], '批次', 'three_public.reception.batch')}，公务接待"
                f"{t.count(c['guests'], '人次', 'three_public.reception.visit')}。"
            )
        else:
            line += (
                f"{t.year}年组织因公出国（境）团组{t.count(c['groups'], '个', 'three_public.overseas.group')}、"
                f"{t.count(c['travellers'], '人次', 'three_public.overseas.visit')}。"
            )
        t.say(line)


def jiangxi(t: Teller) -> None:
    """全年预算数 and 决算数, with both movements and the accumulated counts."""
    b = t.books
    e, c = b.three_public, b.counts
    kind = t.pick("full_year", "initial")
    word = "全年预算数" if kind == "full_year" else "年初预算数"
    t.say(
        f"{t.us}{t.this_year}一般公共预算财政拨款“三公”经费支出{word}为{t.money(e.budget, TOTAL, measure='budget', kind=kind)}，"
        f"决算数为{t.money(e.actual, TOTAL)}{t.completion(e.actual, e.budget, TOTAL, kind)}，"
        f"决算数{t.moved(e.actual, e.prior, TOTAL)}，其中："
    )
    for concept, name, x in _rows(t):
        tail = {"three_public.overseas": _counts_trips, CARS: _counts_cars}.get(concept, _counts_guests)(t)
        t.say(
            f"{t.number(2)}{name}支出{word}为{t.money(x.budget, concept, measure='budget', kind=kind)}，决算数为"
            f"{t.money(x.actual, concept)}{t.completion(x.actual, x.budget, concept, kind)}，"
            f"决算数{t.moved(x.actual, x.prior, concept)}{t.reason(x.actual, x.prior)}。{tail}。"
        )
    assert c["held"] >= 0


THREE_PUBLIC = {
    "central": central, "hubei": hubei, "chongqing": chongqing, "prior_and_budget": prior_and_budget,
    "beijing": beijing, "jiangxi": jiangxi,
}  # fmt: skip
