"""Part three of the library's report: thirteen headings in the manner of Hubei."""

from __future__ import annotations

from making.accounts import total
from making.amounts import ZERO, ratio
from making.economic import NAMES
from making.library_accounts import (
    ACCOUNTS,
    MICRO,
    PRIOR,
    PROCUREMENT,
    PROJECTS,
    UNIT,
    VEHICLE_COSTS,
    WHY,
    YEAR,
)
from making.library_projects import project_reviews, results
from making.report import Report

GENERAL = "general_budget.expenditure"


def totals(r: Report) -> None:
    """Headings one to four."""
    a, m = ACCOUNTS, r.money
    r.heading(1, "一、收入支出决算总体情况说明")
    joint = "income_expenditure.grand_total"
    why = r.because("上年度实施了阅览区改造，本年度无同类大额支出", f"收、支总计比{YEAR - 1}年度减少")
    r.say(
        f"{YEAR}年度收、支总计{m(a.income_side, joint)}。与{YEAR - 1}年度相比，收、支总计"
        f"{r.moved(a.income_side, PRIOR['all'], joint, each='各')}，主要原因是{why}。"
    )
    r.heading(1, "二、收入决算情况说明")
    sources = (
        ("财政拨款收入", "fiscal.income", a.fiscal_income),
        ("上级补助收入", "income.superior_subsidy", ZERO),
        ("事业收入", "income.institutional", a.own_income["事业收入"]),
        ("经营收入", "income.operating", ZERO),
        ("其他收入", "income.other", a.own_income["其他收入"]),
    )
    listed = "；".join(
        f"{name}{m(v, c, name)}，占本年收入{r.share(v, a.total_income, c, 'income.total', name)}"
        for name, c, v in sources
    )
    r.say(f"{YEAR}年度收入合计{m(a.total_income, 'income.total')}。其中：{listed}。")
    r.heading(1, "三、支出决算情况说明")
    kinds = (
        ("基本支出", "expenditure.basic", a.basic), ("项目支出", "expenditure.project", a.project),
        ("上缴上级支出", "expenditure.superior_remittance", ZERO),
        ("经营支出", "expenditure.operating", ZERO),
        ("对附属单位补助支出", "expenditure.subsidiary_subsidy", ZERO),
    )  # fmt: skip
    listed = "；".join(
        f"{name}{m(v, c, name)}，占本年支出{r.share(v, a.expenditure, c, 'expenditure.total', name)}"
        for name, c, v in kinds
    )
    r.say(f"{YEAR}年度支出合计{m(a.expenditure, 'expenditure.total')}。其中：{listed}。")
    r.heading(1, "四、财政拨款收入支出决算总体情况说明")
    joint = "fiscal.income_expenditure.grand_total"
    why = r.because("阅览区改造专项资金已于上年度执行完毕", f"财政拨款收、支总计比{YEAR - 1}年度减少")
    r.say(
        f"{YEAR}年度财政拨款收、支总计{m(a.fiscal_side, joint)}。与{YEAR - 1}年度相比，财政拨款收、支总计"
        f"{r.moved(a.fiscal_side, PRIOR['fiscal'], joint, each='各')}。主要原因是{why}。"
    )


def general_budget(r: Report) -> None:
    """Headings five and six."""
    a, m = ACCOUNTS, r.money
    spent, function = a.fund("general"), f"{GENERAL}.function"
    r.heading(1, "五、一般公共预算财政拨款支出决算情况说明")
    r.heading(2, "（一）财政拨款支出决算总体情况。")
    r.say(
        f"{YEAR}年度财政拨款支出{m(spent, GENERAL)}，占本年支出合计的"
        f"{r.share(spent, a.expenditure, GENERAL, 'expenditure.total', '财政拨款支出')}。"
        f"与{YEAR - 1}年度相比，"
        f"财政拨款支出{r.moved(spent, PRIOR['general'], GENERAL)}。"
        f"主要原因是{r.because('设施改造类项目减少', f'财政拨款支出比{YEAR - 1}年度减少')}。"
    )
    r.heading(2, "（二）财政拨款支出决算结构情况。")
    listed = "；".join(
        f"{name.removesuffix('支出')}（类）支出{m(a.of_class(code), function, name)}，"
        f"占{r.share(a.of_class(code), spent, function, GENERAL, name)}"
        for code, name in a.classes().items()
    )
    r.say(f"{YEAR}年度财政拨款支出{m(spent, GENERAL)}，主要用于以下方面：{listed}。")
    r.heading(2, "（三）财政拨款支出决算具体情况。")
    item = "一般公共预算财政拨款支出"
    projects = "。".join(
        f"{name}{m(done, f'{GENERAL}.project', name)}，主要成效是{results(r, text, name)}"
        for name, _, done, text, _ in PROJECTS
        if done
    )
    r.say(
        f"{YEAR}年度一般公共预算财政拨款支出年初预算为"
        f"{m(a.budget, GENERAL, item, 'budget', kind='initial')}，"
        f"支出决算为{m(spent, GENERAL, item)}，完成年初预算的"
        f"{r.completed(spent, a.budget, GENERAL, 'initial', item)}。其中：基本支出"
        f"{m(a.basic, f'{GENERAL}.basic', '基本支出')}，项目支出"
        f"{m(a.general_project, f'{GENERAL}.project', '项目支出')}。项目支出主要用于{projects}。"
    )
    for number, (code, name) in enumerate(a.classes().items(), 1):
        done, planned = a.of_class(code), a.of_class(code, "budget")
        word = "大于" if done > planned else "小于"
        why = r.because(WHY[code], f"{name}（类）支出决算数{word}年初预算数")
        r.say(
            f"{number}．{name}（类）。年初预算为{m(planned, function, name, 'budget', kind='initial')}，"
            "支出决算为"
            f"{m(done, function, name)}，完成年初预算的"
            f"{r.completed(done, planned, function, 'initial', name)}，"
            f"支出决算数{word}年初预算数的主要原因是{why}。"
        )
    r.heading(1, "六、一般公共预算财政拨款基本支出决算情况说明")
    r.say(f"{YEAR}年度一般公共预算财政拨款基本支出{m(a.basic, f'{GENERAL}.basic', '基本支出')}，其中：")
    staff = [NAMES[c] for c in a.economic if c[:3] in ("301", "303")]
    rest = [NAMES[c] for c in a.economic if c[:3] not in ("301", "303")]
    r.say(
        f"人员经费{m(a.personnel, f'{GENERAL}.basic.personnel', '人员经费')}，主要包括：{'、'.join(staff)}。"
    )
    r.say(f"公用经费{m(a.running, f'{GENERAL}.basic.public', '公用经费')}，主要包括：{'、'.join(rest)}。")


def three_public(r: Report) -> None:
    """Heading seven."""
    m, n, money = r.money, r.count, ACCOUNTS.three_public
    planned, done = (total(pair[i] for pair in money.values()) for i in (0, 1))
    run, feast = money["公务用车运行维护费"], money["公务接待费"]
    top, car = "three_public", "three_public.vehicle"
    r.heading(1, "七、一般公共预算财政拨款“三公”经费支出决算情况说明")
    r.heading(2, "（一）“三公”经费的单位范围。")
    r.say(
        f"{UNIT}有一般公共预算财政拨款预算安排“三公”经费的单位包括本级及下属"
        f"{n(0, '个', f'{top}.unit', '行政单位')}行政单位、"
        f"{n(1, '个', f'{top}.unit', '全额拨款事业单位')}全额拨款事业单位。"
    )
    r.heading(2, "（二）一般公共预算财政拨款“三公”经费支出决算情况。")
    item = "“三公”经费"
    r.say(
        f"{YEAR}年度“三公”经费财政拨款年初预算数为"
        f"{m(planned, f'{top}.total', item, 'budget', kind='initial')}，"
        f"支出决算为{m(done, f'{top}.total', item)}，完成年初预算的"
        f"{r.completed(done, planned, f'{top}.total', 'initial', item)}，其中："
    )
    r.say(f"1.因公出国（境）费支出决算为{m(ZERO, f'{top}.overseas', '因公出国（境）费')}。")
    r.say(f"2.公务用车购置及运行费支出决算为{m(run[1], car, '公务用车购置及运行费')}，其中：")
    r.say(
        f"（1）公务用车购置费{m(ZERO, f'{car}.purchase', '公务用车购置费')}。本年度购置（更新）公务用车"
        f"{n(0, '辆', f'{car}.purchased', '公务用车')}。"
    )
    names = {"fuel": "燃料费", "repair": "维修费", "insurance": "保险费", "toll": "过路过桥停车费"}
    costs = "；".join(
        f"{names[k]}{m(v, f'{car}.operation.{k}', names[k])}" for k, v in VEHICLE_COSTS.items()
    )
    less = m(run[1] - run[0], f"{car}.operation", "公务用车运行费", "change", versus="initial_budget")
    why = r.because("严格执行派车审批，合并同向送书线路", "公务用车运行费比年初预算减少")
    r.say(
        f"（2）公务用车运行费{m(run[1], f'{car}.operation', '公务用车运行费')}，比年初预算减少{less}，"
        f"主要原因是{why}。"
        f"其中：{costs}。截止{YEAR}年12月31日，开支财政拨款的公务用车保有量"
        f"{n(2, '辆', f'{car}.held', '公务用车')}。"
    )
    home = f"{top}.reception.domestic"
    r.say(
        f"3.公务接待费支出决算为{m(feast[1], f'{top}.reception', '公务接待费')}，"
        "主要用于接待外地同行来馆交流。"
        f"{YEAR}年共接待国内来访团组{n(5, '批次', f'{home}.batch', '国内公务接待')}，"
        f"{n(38, '人次', f'{home}.visit', '国内公务接待')}（不包括陪同人员）。"
    )
    r.say(
        f"{YEAR}年度“三公”经费财政拨款支出决算数比{YEAR - 1}年度减少"
        f"{m(done - PRIOR['three'], f'{top}.total', item, 'change', versus='prior_year')}，其中："
        "公务用车购置及运行费支出决算"
        f"{r.moved(run[1], PRIOR['vehicle'], car, '公务用车购置及运行费')}；公务接待费支出决算"
        f"{r.moved(feast[1], PRIOR['reception'], f'{top}.reception', '公务接待费')}。"
        f"主要原因是{r.because('落实过紧日子要求，控制用车和接待规模', f'“三公”经费比{YEAR - 1}年度减少')}。"
    )


def other_matters(r: Report) -> None:
    """Headings eight to twelve."""
    m, n = r.money, r.count
    r.heading(1, "八、政府性基金预算财政拨款收入支出决算情况")
    fund, item = "government_fund", "政府性基金预算财政拨款"
    r.say(
        f"{YEAR}年度政府性基金预算财政拨款年初结转和结余{m(ZERO, f'{fund}.carryover.opening', item)}，"
        "本年收入"
        f"{m(ZERO, f'{fund}.income', item)}，本年支出{m(ZERO, f'{fund}.expenditure', item)}，年末结转和结余"
        f"{m(ZERO, f'{fund}.carryover.closing', item)}。本单位当年没有使用政府性基金预算财政拨款安排的支出。"
    )
    r.heading(1, "九、国有资本经营预算财政拨款支出决算情况")
    spent = m(ZERO, "state_capital.expenditure", "国有资本经营预算财政拨款")
    r.say(
        f"{YEAR}年度国有资本经营预算财政拨款本年支出{spent}。"
        "本单位没有使用国有资本经营预算财政拨款安排的支出。"
    )
    r.heading(1, "十、机关运行经费支出情况")
    zero = m(ZERO, "operating_cost.total", "机关运行经费")
    why = r.because("本馆属于事业单位，不核算机关运行经费", f"机关运行经费与{YEAR - 1}年度相比没有变化")
    r.say(f"{YEAR}年度{UNIT}机关运行经费支出{zero}，与{YEAR - 1}年度相比没有变化。主要原因是{why}。")
    r.heading(1, "十一、政府采购支出情况")
    buy = "procurement"
    whole, small = (total(pair[i] for pair in PROCUREMENT.values()) for i in (0, 1))
    keys = {"货物": "goods", "工程": "works", "服务": "services"}
    listed = "、".join(f"政府采购{k}支出{m(v[0], f'{buy}.{keys[k]}', k)}" for k, v in PROCUREMENT.items())
    shares = "，".join(
        f"{k}采购授予中小企业合同金额占{k}支出金额的"
        + r.q(ratio(v[1], v[0]), "%", f"{buy}.{keys[k]}.sme", "share_pct", k, base=f"{buy}.{keys[k]}")
        for k, v in PROCUREMENT.items()
    )
    r.say(
        f"{YEAR}年度{UNIT}政府采购支出总额{m(whole, f'{buy}.total')}，其中：{listed}。授予中小企业合同金额"
        f"{m(small, f'{buy}.sme', '中小企业')}，占政府采购支出总额的"
        f"{r.share(small, whole, f'{buy}.sme', f'{buy}.total', '中小企业')}，其中：授予小微企业合同金额"
        f"{m(MICRO, f'{buy}.micro', '小微企业')}，占授予中小企业合同金额的"
        f"{r.share(MICRO, small, f'{buy}.micro', f'{buy}.sme', '小微企业')}；{shares}。"
    )
    r.heading(1, "十二、国有资产占用情况")
    kinds = (
        ("副部（省）级及以上领导用车", 0), ("主要领导干部用车", 0), ("机要通信用车", 0),
        ("应急保障用车", 0), ("执法执勤用车", 0), ("特种专业技术用车", 1), ("离退休干部用车", 0),
        ("其他用车", 1),
    )  # fmt: skip
    cars = "、".join(f"{name}{n(have, '辆', 'asset.vehicle', name)}" for name, have in kinds)
    large = n(1, "台（套）", "asset.equipment.large", "单价100万元（含）以上设备（不含车辆）")
    r.say(
        f"截至{YEAR}年12月31日，{UNIT}共有车辆{n(2, '辆', 'asset.vehicle', '车辆')}，其中，{cars}，"
        f"特种专业技术用车主要是流动书车。单价100万元（含）以上设备（不含车辆）{large}。"
    )


def performance(r: Report) -> None:
    """Heading thirteen."""
    a, m, n = ACCOUNTS, r.money, r.count
    own = "performance.self_evaluation"
    r.heading(1, "十三、预算绩效情况说明")
    r.heading(2, "（一）预算绩效管理工作开展情况")
    whole = f"{GENERAL}.project"
    share = r.share(a.general_project, a.general_project, f"{own}.fund", whole, "一般公共预算项目支出")
    r.say(
        f"根据预算绩效管理要求，我单位对{YEAR}年度一般公共预算项目支出全面开展绩效自评，共涉及项目"
        f"{n(len(PROJECTS), '个', f'{own}.project', '一般公共预算项目支出')}，资金"
        f"{m(a.general_project, f'{own}.fund', '一般公共预算项目支出')}，"
        f"占一般公共预算项目支出总额的{share}。"
        "从自评情况看，多数项目按计划完成，资金支付手续完备，读者受益面持续扩大。"
    )
    r.heading(2, "（二）单位整体支出自评结果")
    r.say(
        f"我单位组织对{n(1, '个', 'performance.whole.unit', '整体支出')}单位开展整体支出绩效自评，资金"
        f"{m(a.expenditure, 'performance.whole.fund', '整体支出')}，各项年度目标总体达成。"
    )
    r.heading(2, "（三）项目支出自评结果")
    project_reviews(r)
    r.heading(2, "（四）绩效自评结果应用情况")
    r.say("1.把自评得分作为下一年度项目排序的依据。")
    r.say("2.对执行进度偏慢的项目按季度提醒，连续两个季度落后的压减下年预算。")
