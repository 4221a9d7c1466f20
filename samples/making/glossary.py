"""Glossary entries of a report: terms in words of our own, and the functional items used."""

from __future__ import annotations

from making.accounts import Accounts
from making.report import Report
from making.two_sided import ordinal

TERMS = {
    "一般公共预算财政拨款收入": "指本级财政从一般公共预算中拨给本单位的当年资金。",
    "政府性基金预算财政拨款收入": "指本级财政从政府性基金预算中拨给本单位的当年资金。",
    "国有资本经营预算财政拨款收入": "指本级财政从国有资本经营预算中拨给本单位的当年资金。",
    "上级补助收入": "指主管部门或上级单位拨入的非财政补助资金。",
    "事业收入": "指事业单位开展专业业务及辅助活动获得的收入。",
    "经营收入": "指事业单位在专业业务之外从事非独立核算经营获得的收入。",
    "其他收入": "指上述各项收入以外取得的收入。",
    "使用非财政拨款结余": "指事业单位动用以前年度积累的非财政拨款结余来弥补当年收支差额的资金。",
    "年初结转和结余": "指上年末没有用完、按规定转到本年继续使用或者留存的资金。",
    "结余分配": "指事业单位按会计制度缴纳所得税、提取专用结余等的金额。",
    "年末结转和结余": "指本年末没有用完、按规定转到以后年度继续使用或者留存的资金。",
    "基本支出": "指维持单位正常运转和完成日常任务所需的人员支出与公用支出。",
    "项目支出": "指在基本支出以外，为特定任务或者发展目标安排的支出。",
    "“三公”经费": "指用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。",
    "机关运行经费": "指行政单位和参照公务员法管理的单位购买货物与服务以保障运行的资金，"
    "包括办公、印刷、邮电、差旅、会议、水电、物业等费用。",
}
CODES = "本单位使用的支出功能分类科目"


def define(r: Report, terms: list[str], number: str = "（{}）") -> None:
    """Define terms; the entry `CODES` in `terms` is the place of the list of functional items."""
    for i, term in enumerate(terms, 1):
        lead = number.format(ordinal(i))
        if term == CODES:
            r.say(f"{lead}{CODES}")
            continue
        meaning = TERMS[term]
        r.say(f"{lead}{term}：{meaning}")
        r.record("glossary", term=term, first_20_chars=meaning[:20])


def functional_items(r: Report, accounts: Accounts) -> None:
    """List the functional items with money in them, each with what it reflects."""
    for i, purpose in enumerate(accounts.purposes, 1):
        class_name, group, item = purpose.names
        r.say(
            f"{i}．{class_name}（类）{group}（款）{item}（项）："
            f"反映用于{item.removesuffix('支出')}方面的支出。"
        )
        r.record("function_codes", **{"class(类)": class_name, "group(款)": group, "item(项)": item})
