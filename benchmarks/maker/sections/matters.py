"""机关运行经费, 政府采购, 国有资产, 会议培训, 绩效: the other matters of a report."""

from __future__ import annotations

from decimal import Decimal

from maker.habits import rounded
from maker.speech import Quantity
from maker.teller import Teller

RUNNING = "operating_cost.total"


def running(t: Teller) -> None:
    """机关运行经费 with its movement."""
    b = t.books
    if t.chance(0.25):
        t.say(
            t.pick(
                f"本{t.body}为{t.pick('公益一类', '全额拨款')}事业单位，按规定未使用机关运行经费。",
                f"{t.this_year}机关运行经费支出{t.money(Decimal(0), RUNNING)}，与上年持平{t.still(RUNNING)}。",
                f"{t.this_year}本{t.body}无机关运行经费支出。",
            )
        )
        return
    now, before = b.running, b.prior["running"]
    name = t.pick("机关运行经费支出", "机关运行经费支出", "机关运行经费决算", "机关运行经费共支出")
    budget = (now * Decimal("1.06")).quantize(Decimal("0.01"))
    against = t.pick("", "", f"，{t.moved(now, budget, RUNNING, versus='initial_budget')}")
    t.say(
        f"{t.us}{t.this_year}{name}{t.pick('', '', '为')}{t.money(now, RUNNING)}{against}{t.pick('，', '。')}"
        f"{t.moved(now, before, RUNNING)}{t.reason(now, before)}。"
    )
    if t.chance(0.3):
        t.say("机关运行经费主要用于办公费、印刷费、差旅费、日常维修费等日常公用支出。")


def _procured(t: Teller, *, micro_of_total: bool) -> None:
    p = t.books.procurement
    head = t.pick("政府采购", "政府采购", "")
    rows = (("goods", "货物"), ("works", "工程"), ("services", "服务"))
    stop = t.pick("、", "、", "，", "；")
    parts = stop.join(f"{head}{word}支出{t.money(p[name], f'procurement.{name}', word)}" for name, word in rows)
    total = t.money(p["total"], "procurement.total")
    text = f"{t.us}{t.this_year}政府采购支出总额{t.pick('', '', '为', '共')}{total}，{t.pick('其中：', '其中:', '其中,')}{parts}。"
    if p["total"]:
        whole = "procurement.total" if micro_of_total else "procurement.sme"
        divisor = p["total"] if micro_of_total else p["sme"]
        sme = t.share(p["sme"], p["total"], "procurement.sme", "procurement.total")
        micro = t.share(p["micro"], divisor, "procurement.micro", whole)
        given = t.money(p["sme"], "procurement.sme", "中小企业")
        small = t.money(p["micro"], "procurement.micro", "小微企业")
        base = "政府采购支出总额的" if micro_of_total else t.pick("授予中小企业合同金额的", "中小企业合同金额的")
        text += f"授予中小企业合同金额{t.pick('', '为')}{given}，占政府采购支出总额的{sme}，其中：授予小微企业合同金额{t.pick('', '为')}{small}，占{base}{micro}"
        if t.chance(0.4):
            shares = []
            for name, word in rows:
                if p[name]:
                    rate = t.rate(
                        p[f"{name}_share"], f"procurement.{name}.sme", "share_pct", word, base=f"procurement.{name}"
                    )
                    shares.append(f"{word}采购授予中小企业合同金额占{word}支出金额的{rate}")
            text += "；" + "，".join(shares)
        text += "。"
    t.say(text)


def procurement(t: Teller) -> None:
    """Totals, kinds, and shares of small enterprises of the amount awarded to them."""
    _procured(t, micro_of_total=False)


def procurement_total(t: Teller) -> None:
    """The same with the micro enterprises' share of everything (山东, 财政部)."""
    _procured(t, micro_of_total=True)


def procurement_exact(t: Teller) -> None:
    """Amounts with six decimals."""
    p = t.books.procurement

    def exact(name: str, item: str | None = None) -> str:
        value = rounded(p[name] / 10000, 6)
        quantity = Quantity(concept=f"procurement.{name}", measure="actual", value=value, unit="万元", item=item)
        return t._mark(quantity, f"{value:f}", "万元")

    t.say(
        f"{t.this_year}政府采购支出总额{exact('total')}，其中：政府采购货物支出{exact('goods')}、政府采购工程支出{exact('works')}、"
        f"政府采购服务支出{exact('services')}。授予中小企业的合同金额{exact('sme')}，其中授予小微企业的合同金额{exact('micro')}。"
    )


def assets(t: Teller) -> None:
    """Vehicles by kind and costly equipment."""
    b = t.books
    c = b.counts
    day = f"{t.pick('截至', '截止')}{t.year}年12月31日，"
    full = t.chance(0.6)
    kinds = {k: n for k, n in b.vehicles.items() if full or n}
    whole = sum(b.vehicles.values())
    stop = t.pick("、", "，", "，")
    rows = stop.join(f"{k}{t.count(n, '辆', 'asset.vehicle', k)}" for k, n in kinds.items())
    cars = f"{t.pick('共有车辆', '共有车辆', '共有公务用车', '车辆数合计')}{t.count(whole, '辆', 'asset.vehicle')}"
    inner = f"，{t.pick('其中：', '其中，', '其中:')}{rows}" if rows else ""
    other = t.pick("", "，其他用车主要是业务用车")
    unit = t.pick("台（套）", "台（套）", "台(套)", "台", "台套")
    if t.year >= 2022 and t.chance(0.6):
        large = t.count(c["special_equipment"], "台（套）", "asset.equipment.large", after=unit)
        gear = f"单{t.pick('价', '位价值')}100万元{t.pick('（含）', '（含）', '')}以上设备{t.pick('（不含车辆）', '（不含车辆）', '')}{large}"
    else:
        general = t.count(c["general_equipment"], "台（套）", "asset.equipment.general", after=unit)
        special = t.count(c["special_equipment"], "台（套）", "asset.equipment.special", after=unit)
        price = t.pick("单价", "单价", "单位价值")
        limit = t.pick("（含）", "")
        gear = f"{price}50万元{limit}以上通用设备{general}{t.pick('，', '；', '、')}{price}100万元{limit}以上专用设备{special}"
    t.say(f"{day}{t.us}{cars}{inner}{other}{t.pick('；', '。', '；')}{gear}。")
    if t.chance(0.2):
        t.say(
            f"{day}{t.body}资产总额{t.money(b.assets['total'], 'asset.total')}，其中，固定资产{t.money(b.assets['fixed'], 'asset.fixed')}。"
        )


def meetings(t: Teller) -> None:
    """会议费 and 培训费 (湖南, 江苏)."""
    b = t.books
    c, m = b.counts, b.meetings
    name = t.pick("开支会议费", "会议费支出", "会议费支出决算")
    t.say(
        f"{t.this_year}本{t.body}{name}{t.money(m['meeting'], 'general_expense.meeting')}，"
        + t.pick(
            f"全年召开会议{t.count(c['meetings'], '次', 'general_expense.meeting.event')}，参加会议"
            f"{t.count(c['attendants'], '人', 'general_expense.meeting.participant')}",
            f"用于召开业务工作会议，人数{t.count(c['attendants'], '人', 'general_expense.meeting.participant')}",
            f"全年召开会议{t.count(c['meetings'], '个', 'general_expense.meeting.event')}，参加会议"
            f"{t.count(c['attendants'], '人次', 'general_expense.meeting.participant')}",
        )
        + f"；{t.pick('开支培训费', '培训费支出')}{t.money(m['training'], 'general_expense.training')}，"
        + t.pick(
            f"组织培训{t.count(c['trainings'], '次', 'general_expense.training.event')}，培训"
            f"{t.count(c['trainees'], '人次', 'general_expense.training.participant')}",
            f"用于开展业务培训，人数{t.count(c['trainees'], '人', 'general_expense.training.participant')}",
        )
        + t.pick(
            "。", f"；举办节庆、晚会、论坛、赛事等活动，开支{t.money(m['festival'], 'general_expense.festival')}。"
        )
    )


def performance(t: Teller) -> None:
    """Self-evaluation of projects: how many, how much, each project's result."""
    b = t.books
    n, money = len(b.projects), sum((p.budget for p in b.projects), Decimal(0))
    spent = b.spent("general", "project")
    share = (
        t.share(money, spent, "performance.self_evaluation.fund", "general_budget.expenditure.project") if spent else ""
    )
    count = t.count(n, "个", "performance.self_evaluation.project")
    fund = t.money(money, "performance.self_evaluation.fund")
    t.heading(2, t.pick("预算绩效管理工作开展情况", "绩效管理工作开展情况", "预算绩效管理工作开展情况。"))
    t.say(
        f"根据预算绩效管理要求，{t.pick('我', '本')}{t.body}组织对{t.this_year}一般公共预算项目支出全面开展绩效自评，"
        + t.pick(f"共涉及项目{count}，", f"涉及{count}项目，", f"其中项目{count}，", f"自评项目{count}，")
        + t.pick(f"资金{fund}", f"涉及资金{fund}", f"共涉及资金{fund}")
        + (f"，占一般公共预算项目支出总额的{share}" if share else "")
        + "。从评价情况来看，项目管理制度健全，资金使用规范。"
    )
    if t.chance(0.5):
        whole = t.score(b.score, "performance.whole.score", unit=t.pick("分", "分", ""))
        t.say(
            f"{t.pick('部门', '单位') if t.chance(0.2) else t.body}整体{t.pick('支出', '')}绩效自评{t.pick('得分', '得分为', '综合得分')}{whole}。"
        )
    t.heading(2, t.pick(f"{t.body}决算中项目绩效自评结果", "项目绩效自评结果", "项目支出绩效自评结果"))
    known = "performance.project.fund"
    for p in b.projects:
        item = p.name
        budget = t.money(p.budget, known, item, "budget", kind="full_year")
        plan = t.money(p.budget, known, item, "budget", kind="unspecified")
        done = t.money(p.executed, known, item)
        rate = t.rate(p.executed / p.budget * 100, known, "completion_pct", item, kind="unspecified", base=known)
        full = t.rate(p.executed / p.budget * 100, known, "completion_pct", item, kind="full_year", base=known)
        # 执行率 does not say of which budget.
        loose = t.rate(p.executed / p.budget * 100, known, "completion_pct", item, base=known)
        score = t.score(p.score, "performance.project.score", item)
        t.say(
            t.number(3)
            + t.pick(
                f"{item}项目绩效自评综述：项目全年预算数为{budget}，执行数为{done}，完成预算的{rate}。主要产出和效益是：项目按期完成，群众反映良好。",
                f"“{item}”项目绩效自评综述：根据年初设定的绩效目标，项目自评得分为{score}。项目全年预算数为{budget}，执行数为{done}，完成预算的{rate}。",
                f"{item}项目自评综述：全年预算数{budget}，全年执行数{done}，预算执行率{loose}，自评得分{score}。",
                f"{item}项目。该项目预算{plan}，执行数{done}，执行率为{loose}，自评得分{score}。",
                f"{item}项目绩效自评情况：全年预算数为{budget}，全年支出{done}，完成全年预算的{full}。",
            )
        )


def staff(t: Teller) -> None:
    """Persons in service and retired."""
    s = t.books.staff
    now, gone = s["在职"], s["离休"] + s["退休"]
    officials, others = s["行政"], now - s["行政"]
    n = t.count
    place = "staff.in_service"
    t.say(
        t.pick(
            f"{t.us}在职实有人数{n(now, '人', place, None, 'headcount')}，其中：行政{n(officials, '人', place, '行政', 'headcount')}，"
            f"事业{n(others, '人', place, '事业', 'headcount')}。离退休人员{n(gone, '人', 'staff.retiree', None, 'headcount')}，"
            f"其中：离休{n(s['离休'], '人', 'staff.retiree', '离休', 'headcount')}，退休{n(s['退休'], '人', 'staff.retiree', '退休', 'headcount')}。",
            f"{t.us}{t.this_year}实有人数{n(now + gone, '人', 'staff.total', None, 'headcount')}，其中：在职人员"
            f"{n(now, '人', place, None, 'headcount')}，离休人员{n(s['离休'], '人', 'staff.retiree', '离休', 'headcount')}，"
            f"退休人员{n(s['退休'], '人', 'staff.retiree', '退休', 'headcount')}。",
            f"{t.pick('截至', '截止')}{t.year}年12月31日，{t.us}编制数{n(now + 5, '人', 'staff.establishment', None, 'headcount')}，"
            f"在职人员{n(now, '人', place, None, 'headcount')}，其中：行政人员{n(officials, '人', place, '行政', 'headcount')}、"
            f"事业人员{n(others, '人', place, '事业', 'headcount')}；离退休人员{n(gone, '人', 'staff.retiree', None, 'headcount')}。",
            f"{t.us}{t.year}年末实有人员编制{n(now + 3, '人', 'staff.establishment', None, 'headcount')}。在职在编实有"
            f"{n(now, '人', place, None, 'headcount')}，离退休人员{n(gone, '人', 'staff.retiree', None, 'headcount')}"
            f"（离休{n(s['离休'], '人', 'staff.retiree', '离休', 'headcount')}，退休{n(s['退休'], '人', 'staff.retiree', '退休', 'headcount')}）。",
        )
    )


def organisation(t: Teller) -> None:
    """Offices and subordinate units."""
    c = t.books.counts
    offices = t.count(c["offices"], "个", "organization.internal_body")
    below = t.count(c["subordinates"], "个", "organization.subordinate_unit")
    t.say(
        t.pick(
            f"{t.books.unit}内设机构{offices}，下属{t.pick('预算', '事业', '')}单位{below}。",
            f"{t.books.unit}内设{offices}{t.pick('科室', '股室', '处室', '职能科室')}，分别是办公室、财务科、业务科等。",
            f"从决算单位构成看，{t.books.unit}部门决算包括：本级决算、所属{below}单位决算。",
        )
    )


RUNNING_COST = {"plain": running}
PROCUREMENT = {"plain": procurement, "of_total": procurement_total, "exact": procurement_exact}
ASSETS = {"plain": assets}
MEETINGS = {"plain": meetings}
PERFORMANCE = {"plain": performance}
STAFF = {"plain": staff}
ORGANISATION = {"plain": organisation}
