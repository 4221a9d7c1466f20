"""Parts four and six of the library's report: its key work and its evaluation report."""

from __future__ import annotations

from making.accounts import total
from making.amounts import ratio
from making.library_accounts import ACCOUNTS, PROJECTS, UNIT, YEAR
from making.library_projects import results
from making.report import Report

WORK = (
    ("一、延伸服务触角，织密基层阅读网络。",
     "本馆把分馆建设作为全年头等任务，统一编目、统一配送、统一服务标准。流动书车进村入校{trips}，"
     "为{schools}中小学设立借阅点，"
     "偏远村组的读者可以就近借还图书。"),
    ("二、丰富馆藏资源，提升数字阅读供给。",
     "按照读者荐购清单组织采购，新增纸质图书{books}，续订数字资源库{bases}。线上平台增设听书专栏，"
     "夜间访问量明显上升。"),
    ("三、打造活动品牌，营造全民阅读氛围。",
     "围绕传统节日和寒暑假，举办讲座、展览和亲子阅读活动{events}，参加群众{people}，"
     "形成“青禾夜读”等受欢迎的固定栏目。"),
    ("四、严守安全底线，保障场馆平稳开放。",
     "会同消防部门逐层检查，更换老化烟感探头{probes}，排查隐患{hazards}并全部整改到位，"
     "全年未发生安全责任事故。"),
    ("五、保护地方文献，传承本土历史记忆。",
     "修复地方志残本{volumes}，完成特藏书库环境改造。面向乡镇征集家谱、契约和老照片，"
     "邀请本地学者参与整理考订。"),
    ("六、建强馆员队伍，提高专业服务水平。",
     "举办业务培训{lessons}，培训馆员和志愿者{trained}。推行馆员轮岗和服务明星评选，读者投诉办理更加及时。"),
)  # fmt: skip

TABLE = (
    ("延伸服务触角，织密基层阅读网络",
     "统一分馆编目和配送；流动书车进村入校{trips}；为{schools}中小学设立借阅点；"
     "每月开展一轮基层馆员培训，统一服务标准和考核办法。",
     "借还网点基本覆盖各街道，偏远村组读者就近借阅的需求得到满足。"),
    ("丰富馆藏资源，提升数字阅读供给",
     "落实读者荐购，新增纸质图书{books}，续订数字资源库{bases}；建设听书专栏；"
     "对使用率低的资源库停止续订，把节省的经费用于少儿读物；"
     "整理本地家谱和老照片，建立地方文献专架；完善数字平台检索功能，方便老年读者使用。",
     "馆藏结构更贴近社区读者，数字平台夜间访问量明显上升，地方文献专架受到研究者欢迎。"),
    ("打造活动品牌，营造全民阅读氛围",
     "举办讲座、展览和亲子阅读活动{events}；与学校、企业共建阅读角；组建志愿讲解队伍，培养少儿故事员；"
     "开设银龄读书班，帮助老年读者使用智能设备。",
     "参加群众{people}，“青禾夜读”成为固定栏目，志愿服务常态开展。"),
    ("严守安全底线，保障场馆平稳开放",
     "更换老化烟感探头{probes}；开展消防演练；修订应急预案，落实值班巡查制度。",
     "排查隐患{hazards}并全部整改到位，全年未发生安全责任事故。"),
    ("保护地方文献，传承本土历史记忆",
     "修复地方志残本{volumes}；完成特藏书库环境改造；向乡镇征集家谱、契约和老照片；邀请本地学者参与整理考订，"
     "编印目录供读者查阅；与档案、文博单位建立文献共享机制，避免重复征集。",
     "特藏书库温湿度达到保存要求，征集的文献全部登记入藏，目录已对读者开放。"),
    ("建强馆员队伍，提高专业服务水平",
     "举办业务培训{lessons}；推行馆员轮岗；开展服务明星评选；完善读者意见当日登记、限时答复的办法。",
     "培训馆员和志愿者{trained}，读者投诉办理更加及时。"),
)  # fmt: skip

TOPICS = ("流动书车", "馆藏资源", "阅读活动", "场馆安全", "地方文献", "馆员队伍")
WRONG_RATE = "96.7"
"""Printed in the annex on purpose: the right rate follows from the two amounts before it."""


def key_work(r: Report) -> None:
    """Part four: headed paragraphs, then the same in a table of four columns."""
    r.part(4, f"{YEAR}年重点工作完成情况", f"第四部分 {YEAR}年重点工作完成情况")
    for (title, text), topic in zip(WORK, TOPICS, strict=True):
        r.heading(1, title)
        r.record("key_work_headings", text=title)
        r.say(results(r, text, topic))

    def rows() -> list[tuple[str, ...]]:
        return [
            (str(i), matter, results(r, goal, topic), results(r, result, topic))
            for i, ((matter, goal, result), topic) in enumerate(zip(TABLE, TOPICS, strict=True), 1)
        ]

    header = ("序号", "重要事项", "工作内容及目标", "完成情况")
    table = r.words(f"{YEAR}年度重点工作完成情况表", header, (0.09, 0.22, 0.42, 0.27), rows)
    for number, matter, goal, result in table.rows:
        r.record("key_work_table", seq=int(number.text), 重要事项=matter.text, 工作内容及目标=goal.text,
                 完成情况=result.text)  # fmt: skip


def annex(r: Report) -> None:
    """Part six: the evaluation report, with the one contradiction of this report."""
    a, m, n = ACCOUNTS, r.money, r.count
    fund = "performance.project.fund"
    planned, done = total(p[1] for p in PROJECTS), total(p[2] for p in PROJECTS)
    spent = a.fund("general")
    r.part(6, "附件", "第六部分 附件")
    r.say(f"{YEAR}年度{UNIT}绩效评价报告", centred=True)
    r.heading(1, f"一、{YEAR}年度{UNIT}整体绩效评价报告")
    score = r.q("95.6", "分", "performance.whole.score", "score", silent=True)
    r.heading(2, f"（一）单位整体绩效评价得分{score}。")
    r.heading(2, "（二）单位整体绩效目标完成情况")
    r.heading(3, "1.执行率情况")
    general, item = "general_budget.expenditure", "一般公共预算财政拨款支出"
    r.say(
        f"{YEAR}年单位一般公共预算财政拨款支出年初预算"
        f"{m(a.budget, general, item, 'budget', kind='initial')}，决算支出"
        f"{m(spent, general, item)}，整体完成年初预算的"
        f"{r.completed(spent, a.budget, general, 'initial', item)}。单位整体共申报项目"
        f"{n(len(PROJECTS), '个', 'performance.project.declared', '项目')}，项目预算资金"
        f"{m(planned, fund, '项目', 'budget', kind='unspecified')}，项目实际支出{m(done, fund, '项目')}，"
        "执行率"
        f"{r.q(WRONG_RATE, '%', fund, 'completion_pct', '项目', kind='unspecified', base=fund)}。"
    )
    right = r.style.percent(ratio(done, planned))
    r.contradict(
        f"执行率{WRONG_RATE}%与{r.style.money(done)}÷{r.style.money(planned)}＝{right}%不符",
        f"{WRONG_RATE}%", f"{right}%", fund, "completion_pct",
    )  # fmt: skip
    r.heading(3, "2.完成的绩效目标")
    done_this_year = "新增纸质图书{books}；举办讲座、展览和亲子阅读活动{events}；流动书车进村入校{trips}。"
    r.say(results(r, done_this_year, "全年"))
    r.heading(3, "3.未完成的绩效目标")
    r.say("个别书目到货时间晚于计划，相应款项未能在年内付清。")
    r.heading(3, "4.绩效目标完成情况分析")
    dimension = "performance.indicator"
    r.say(
        f"（1）产出指标从数量、质量、时效和成本{n(4, '个', dimension, '产出指标')}维度考核，"
        "总体完成情况良好。"
    )
    r.say(
        f"（2）效益指标从社会效益、可持续影响和满意度{n(3, '个', dimension, '效益指标')}维度考核，"
        "完成情况良好。"
    )
    r.heading(2, "（三）存在的问题和原因")
    for text in ("1.采购计划与出版周期衔接不够，部分书目年末集中到货，影响支付进度。",
                 "2.少数绩效指标设置偏笼统，难以反映分馆服务的实际差异。"):  # fmt: skip
        r.say(text)
        r.record("problems", text=text)
    r.heading(2, "（四）下一步拟改进措施")
    for text in ("1.提前汇总荐购清单，分批下单，均衡全年支付进度。",
                 "2.按分馆细化绩效指标，让目标可量化、可比较。"):  # fmt: skip
        r.say(text)
        r.record("improvements", text=text)
    r.heading(1, f"二、{YEAR}年度项目绩效评价报告")
    r.say(f"详见“{YEAR}年度{UNIT}项目支出绩效自评表”。")
