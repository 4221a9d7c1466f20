"""Sections three to seven of the township's report."""

from __future__ import annotations

from making.accounts import total
from making.amounts import ZERO
from making.report import Report
from making.township_accounts import ACCOUNTS, MEETING, PRIOR, PROCUREMENT, TRAINING, UNIT, YEAR

TOP, CAR, FEAST = "three_public", "three_public.vehicle", "three_public.reception"


def three_public(r: Report) -> None:
    """Section three: the sum, each expense, the things and persons behind them."""
    m, n, money = r.money, r.count, ACCOUNTS.three_public
    planned, done = (total(pair[i] for pair in money.values()) for i in (0, 1))
    r.part(3, "“三公”经费情况说明", "三、“三公”经费情况说明")
    r.heading(2, "（一）“三公”经费支出总体情况说明")
    over = r.moved(done, planned, f"{TOP}.total", "“三公”经费", versus="initial_budget", comma="、")
    last = r.moved(done, PRIOR["three"], f"{TOP}.total", "“三公”经费", comma="、")
    r.say(
        f"{YEAR}年度“三公”经费支出共计{m(done, f'{TOP}.total', '“三公”经费')}，较年初预算数{over}，主要原因是"
        f"{r.because('接待从简、车辆集中维修', '“三公”经费较年初预算数减少')}。较上年支出数{last}，主要原因是"
        f"{r.because('按程序报废更新一辆应急用车', '“三公”经费较上年支出数增加')}。"
    )
    r.heading(2, "（二）“三公”经费分项支出情况")
    r.say(
        f"1.因公出国（境）费用{m(ZERO, f'{TOP}.overseas', '因公出国（境）费')}。"
        f"{YEAR}年度本部门未安排因公出国（境）。"
    )
    names = (("公务用车购置费", f"{CAR}.purchase", "主要用于更新应急用车"),
             ("公务用车运行维护费", f"{CAR}.operation", "主要用于森林防火和防汛巡查"),
             ("公务接待费", FEAST, "主要用于接待相邻乡镇来访交流"))  # fmt: skip
    for number, (name, concept, use) in enumerate(names, 2):
        before, spent = money[name]
        over = r.moved(spent, before, concept, name, versus="initial_budget", comma="、")
        r.say(f"{number}.{name}{m(spent, concept, name)}，{use}。费用支出较年初预算数{over}。")
    r.heading(2, "（三）“三公”经费实物量情况")
    home = f"{FEAST}.domestic"
    guests, cars = 326, 6
    each, run = money["公务接待费"][1] * 10000 / guests, money["公务用车运行维护费"][1] / cars
    per_guest = r.q(each, "元", f"{FEAST}.per_person", "other_amount", "人均接待费")
    per_car = r.money(run, f"{CAR}.per_operation", "车均运行维护费", "other_amount")
    r.say(
        f"{YEAR}年度本部门因公出国（境）共计{n(0, '个', f'{TOP}.overseas.group', '因公出国（境）团组')}团组，"
        f"{n(0, '人', f'{TOP}.overseas.visit', '因公出国（境）')}；"
        f"公务用车购置{n(1, '辆', f'{CAR}.purchased', '公务用车')}，"
        f"公务用车保有量为{n(cars, '辆', f'{CAR}.held', '公务用车')}；"
        f"国内公务接待{n(42, '批次', f'{home}.batch', '国内公务接待')}"
        f"{n(guests, '人', f'{home}.visit', '国内公务接待')}。{YEAR}年本部门人均接待费{per_guest}，车均购置费"
        f"{m(money['公务用车购置费'][1], f'{CAR}.per_purchase', '车均购置费', 'other_amount')}，"
        f"车均维护费{per_car}。"
    )


def assets(r: Report) -> None:
    """Section four: meetings and trainings, operating costs, vehicles, procurement."""
    a, m, n = ACCOUNTS, r.money, r.count
    r.part(4, "其他需要说明的事项", "四、其他需要说明的事项")
    r.heading(2, "（一）财政拨款会议费和培训费情况说明")
    meeting, training = "general_expense.meeting", "general_expense.training"
    fewer = r.moved(MEETING, PRIOR["meeting"], meeting, "会议费", comma="、")
    more = r.moved(TRAINING, PRIOR["training"], training, "培训费", comma="、")
    r.say(
        f"{YEAR}年度会议费支出{m(MEETING, meeting, '会议费')}，较上年决算数{fewer}。培训费支出"
        f"{m(TRAINING, training, '培训费')}，较上年决算数{more}。"
    )
    r.heading(2, "（二）机关运行经费情况说明")
    cost = "operating_cost.total"
    r.say(
        f"{YEAR}年度本部门机关运行经费支出{m(a.running, cost, '机关运行经费')}，较上年决算数"
        f"{r.moved(a.running, PRIOR['running'], cost, '机关运行经费', comma='、')}，主要原因是"
        f"{r.because('推行无纸化办公', '机关运行经费较上年决算数减少')}。"
    )
    r.heading(2, "（三）国有资产占用情况说明")
    kinds = (("主要领导干部用车", 0), ("机要通信用车", 1), ("应急保障用车", 4), ("执法执勤用车", 1),
             ("其他用车", 0))  # fmt: skip
    cars = "，".join(f"{name}{n(have, '辆', 'asset.vehicle', name)}" for name, have in kinds)
    large = n(2, "台（套）", "asset.equipment.large", "单价100万元（含）以上设备（不含车辆）")
    r.say(
        f"截至{YEAR}年12月31日，本部门共有车辆{n(6, '辆', 'asset.vehicle', '车辆')}，其中，{cars}。"
        f"单价100万元（含）以上设备（不含车辆）{large}。"
    )
    r.heading(2, "（四）政府采购支出情况说明")
    buy = "procurement"
    keys = {"货物": "goods", "工程": "works", "服务": "services"}
    whole = total(PROCUREMENT.values())
    listed = "、".join(f"政府采购{k}支出{m(v, f'{buy}.{keys[k]}', k)}" for k, v in PROCUREMENT.items())
    r.say(
        f"{YEAR}年度本部门政府采购支出总额{m(whole, f'{buy}.total')}，其中：{listed}。"
        "主要用于采购环卫服务和村镇道路维修。"
    )


def evaluation(r: Report) -> None:
    """Section five."""
    n, m = r.count, r.money
    own = "performance.self_evaluation"
    r.part(5, "预算绩效管理情况说明", "五、预算绩效管理情况说明")
    r.heading(2, "（一）预算绩效管理工作开展情况")
    money = ACCOUNTS.general_project
    r.say(
        f"根据预算绩效管理要求，本部门对部门整体和{n(12, '个', f'{own}.project')}项目开展了绩效自评，涉及资金"
        f"{m(money, f'{own}.fund')}。"
    )
    r.heading(2, "（二）绩效自评结果")
    score = r.q("93.4", "分", "performance.self_evaluation.score", "score")
    r.say(f"各项目自评平均得分{score}，环境卫生整治项目还需加强日常保洁考核。")


def contact(r: Report) -> None:
    """Section seven: whom to ask; its digits are no quantities."""
    r.part(7, "决算公开联系方式及信息反馈渠道", "七、决算公开联系方式及信息反馈渠道")
    r.say(f"{UNIT}决算公开信息反馈和联系方式：财政办公室，0000-12345678。")
