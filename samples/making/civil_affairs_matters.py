"""Part three of the bureau's report, second half: 三公, funds, performance, other important matters."""

from __future__ import annotations

from decimal import Decimal

from making.accounts import total
from making.amounts import ZERO, ratio
from making.civil_affairs_accounts import (
    ACCOUNTS,
    MICRO,
    PRIOR,
    PROCUREMENT,
    PROJECTS,
    SMALL,
    UNIT,
    YEAR,
)
from making.report import Report

CARS = "公务用车购置及运行维护费"
CONCEPTS = {"因公出国（境）费": "three_public.overseas", CARS: "three_public.vehicle",
            "公务接待费": "three_public.reception"}  # fmt: skip


def three_public(r: Report) -> None:
    """Heading seven: budget, completion, last year, then groups, visits, batches and vehicles."""
    m, n, money = r.money, r.count, ACCOUNTS.three_public
    bought, run = money["公务用车购置费"], money["公务用车运行维护费"]
    lines = {
        "因公出国（境）费": money["因公出国（境）费"], CARS: (bought[0] + run[0], bought[1] + run[1]),
        "公务接待费": money["公务接待费"],
    }  # fmt: skip
    planned, done = (total(pair[i] for pair in lines.values()) for i in (0, 1))
    top, item = "three_public.total", "“三公”经费"
    r.heading(1, "七、财政拨款“三公”经费支出决算情况说明")
    r.heading(2, "（一）“三公”经费财政拨款支出决算总体情况说明。")
    listed = "；".join(
        f"{name}支出决算为{m(pair[1], CONCEPTS[name], name)}，完成预算的"
        f"{r.completed(pair[1], pair[0], CONCEPTS[name], 'unspecified', name)}"
        for name, pair in lines.items()
    )
    why = r.because("公务用车集中调度，接待批次减少", "“三公”经费支出决算数小于预算数")
    r.say(
        f"“三公”经费财政拨款支出预算为{m(planned, top, item, 'budget', kind='unspecified')}，支出决算为"
        f"{m(done, top, item)}，完成预算的{r.completed(done, planned, top, 'unspecified', item)}，其中："
        f"{listed}。"
        f"决算数小于预算数的主要原因：{why}。"
    )
    before = total(PRIOR[name] for name in lines)
    moves = "；".join(
        f"{name}支出决算{r.moved(pair[1], PRIOR[name], CONCEPTS[name], name)}" for name, pair in lines.items()
    )
    r.say(
        f"“三公”经费财政拨款支出决算数比{YEAR - 1}年度{r.moved(done, before, top, item)}，其中：{moves}。"
        "因公出国（境）费增加的主要原因是"
        f"{r.because('参加上级统一组织的养老服务交流', '因公出国（境）费支出决算增加')}。"
    )
    r.heading(2, "（二）“三公”经费财政拨款支出决算具体情况说明。")
    shares = "；".join(
        f"{name}支出决算{m(pair[1], CONCEPTS[name], name)}，"
        f"占{r.share(pair[1], done, CONCEPTS[name], top, name)}"
        for name, pair in lines.items()
    )
    r.say(f"{YEAR}年度“三公”经费财政拨款支出决算中，{shares}。具体情况如下：")
    abroad, car = "three_public.overseas", "three_public.vehicle"
    r.say(
        f"1．因公出国（境）费支出{m(lines['因公出国（境）费'][1], abroad, '因公出国（境）费')}。"
        "全年安排因公出国（境）团组"
        f"{n(1, '个', f'{abroad}.group', '因公出国（境）团组')}，"
        f"累计{n(2, '人次', f'{abroad}.visit', '因公出国（境）')}。"
    )
    r.say(
        f"2．{CARS}支出{m(lines[CARS][1], car, CARS)}。其中："
        f"公务用车购置支出{m(bought[1], f'{car}.purchase', '公务用车购置')}，"
        f"购置公务用车{n(0, '辆', f'{car}.purchased', '公务用车')}；公务用车运行维护支出"
        f"{m(run[1], f'{car}.operation', '公务用车运行维护费')}，主要用于低保核查和社会救助下乡走访。"
        f"截至{YEAR}年12月31日，开支财政拨款的公务用车保有量为{n(4, '辆', f'{car}.held', '公务用车')}。"
    )
    feast = "three_public.reception"
    spent = lines["公务接待费"][1]
    r.say(
        f"3．公务接待费支出{m(spent, feast, '公务接待费')}。其中："
        f"国内接待费{m(spent, f'{feast}.domestic', '国内接待费')}，"
        f"国内公务接待{n(31, '批次', f'{feast}.domestic.batch', '国内公务接待')}、"
        f"{n(286, '人次', f'{feast}.domestic.visit', '国内公务接待')}；"
        f"国（境）外接待费{m(ZERO, f'{feast}.abroad', '国（境）外接待费')}，国（境）外公务接待"
        f"{n(0, '批次', f'{feast}.abroad.batch', '国（境）外公务接待')}、"
        f"{n(0, '人次', f'{feast}.abroad.visit', '国（境）外公务接待')}。"
    )


def funds(r: Report) -> None:
    """Headings eight and nine."""
    a, m = ACCOUNTS, r.money
    fund, item = "government_fund", "政府性基金预算财政拨款"
    r.heading(1, "八、政府性基金预算财政拨款收入支出决算情况说明")
    r.say(
        f"政府性基金预算财政拨款年初结转和结余{m(a.opening[fund], f'{fund}.carryover.opening', item)}，"
        "本年收入"
        f"{m(a.income(fund), f'{fund}.income', item)}，"
        f"本年支出{m(a.fund(fund), f'{fund}.expenditure', item)}，其中：基本支出"
        f"{m(ZERO, f'{fund}.expenditure.basic', '基本支出')}，"
        f"项目支出{m(a.fund(fund), f'{fund}.expenditure.project', '项目支出')}，"
        f"年末结转和结余{m(a.closing[fund], f'{fund}.carryover.closing', item)}。"
    )
    name = "用于社会福利的彩票公益金支出"
    r.say(
        f"其他支出（类）彩票公益金安排的支出（款）{name}（项）。支出决算为"
        f"{m(a.fund(fund), f'{fund}.expenditure.function', name)}，主要用于社区养老服务设施建设。"
    )
    r.heading(1, "九、国有资本经营预算财政拨款支出决算情况说明")
    r.say(f"{UNIT}{YEAR}年度没有使用国有资本经营预算财政拨款安排的支出。")


def performance(r: Report) -> None:
    """Heading ten: how many projects were planned, tracked and evaluated, and three of them in detail."""
    m, n = r.money, r.count
    planned = total(p[1] for p in PROJECTS)
    r.heading(1, "十、预算绩效管理情况说明")
    stages = []
    steps = (("编报绩效目标", "goal"), ("开展绩效跟踪", "tracking"), ("开展绩效自评", "self_evaluation"))
    for name, key in steps:
        many = n(len(PROJECTS), "个", f"performance.{key}.project")
        stages.append(
            f"{name}的项目{many}，涉及预算金额"
            f"{m(planned, f'performance.{key}.fund', None, 'budget', kind='unspecified')}"
        )
    mean = r.style.percent(total(Decimal(project[3]) for project in PROJECTS) / len(PROJECTS))
    rating = "performance.rating"
    ranks = "，".join(
        f"评级为“{word}”的项目{n(many, '个', f'{rating}.{key}')}"
        for word, key, many in (("优", "excellent", 3), ("良", "good", 0), ("合格", "qualified", 0),
                                ("不合格", "unqualified", 0))
    )  # fmt: skip
    average = r.q(mean, "分", "performance.self_evaluation.score", "score")
    r.say(
        f"本部门建立了事前有目标、事中有跟踪、事后有评价的管理机制。{YEAR}年度{'；'.join(stages)}，"
        f"平均得分{average}，其中：{ranks}。"
    )
    fund = "performance.project.fund"
    for number, (name, budget, done, score, outcome) in enumerate(PROJECTS, 1):
        points = r.q(score, "分", "performance.project.score", "score", name)
        r.say(
            f"{number}．{name}：全年预算数{m(budget, fund, name, 'budget', kind='full_year')}，"
            f"执行数{m(done, fund, name)}，"
            f"执行率{r.completed(done, budget, fund, 'unspecified', name)}，自评得分{points}。{outcome}。"
        )
        r.record(
            "projects", name=name, seq=number, budget=str(budget), executed=str(done),
            completion=r.style.percent(ratio(done, budget)), outcome_first_20_chars=f"{outcome}。"[:20],
            deviation_reason=None,
        )  # fmt: skip


def other_matters(r: Report) -> None:
    """Heading eleven: operating costs, procurement, assets."""
    a, m, n = ACCOUNTS, r.money, r.count
    r.heading(1, "十一、其他重要事项的情况说明")
    r.heading(2, "（一）机关运行经费支出情况")
    cost = "operating_cost.total"
    why = r.because("印刷、差旅等一般性支出压减", f"机关运行经费比{YEAR - 1}年度减少")
    r.say(
        f"{YEAR}年度机关运行经费支出{m(a.running, cost, '机关运行经费')}，比{YEAR - 1}年度"
        f"{r.moved(a.running, PRIOR['running'], cost, '机关运行经费')}。主要原因是{why}。"
    )
    r.heading(2, "（二）政府采购支出情况")
    buy, keys = "procurement", {"货物": "goods", "工程": "works", "服务": "services"}
    whole = total(PROCUREMENT.values())
    listed = "、".join(f"政府采购{k}支出{m(v, f'{buy}.{keys[k]}', k)}" for k, v in PROCUREMENT.items())
    r.say(
        f"{YEAR}年度政府采购支出总额{m(whole, f'{buy}.total')}，其中：{listed}。授予中小企业合同金额"
        f"{m(SMALL, f'{buy}.sme', '中小企业')}，占政府采购支出总额的"
        f"{r.share(SMALL, whole, f'{buy}.sme', f'{buy}.total', '中小企业')}；"
        f"授予小微企业合同金额{m(MICRO, f'{buy}.micro', '小微企业')}，"
        f"占政府采购支出总额的{r.share(MICRO, whole, f'{buy}.micro', f'{buy}.total', '小微企业')}。"
    )
    r.heading(2, "（三）国有资产占用情况")
    kinds = (("副部（省）级及以上领导用车", 0), ("主要领导干部用车", 0), ("机要通信用车", 1),
             ("应急保障用车", 2), ("其他用车", 1))  # fmt: skip
    cars = "、".join(f"{name}{n(have, '辆', 'asset.vehicle', name)}" for name, have in kinds)
    large = n(0, "台（套）", "asset.equipment.large", "单价100万元（含）以上设备（不含车辆）")
    r.say(
        f"截至{YEAR}年12月31日，{UNIT}共有车辆{n(4, '辆', 'asset.vehicle', '车辆')}，其中：{cars}；"
        f"单价100万元（含）以上设备（不含车辆）{large}。"
    )
