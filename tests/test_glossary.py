"""Terms with their definitions, and the accounts among them."""

from __future__ import annotations

import pytest
from small_reports import printed, report_of

PLAIN = ("财政拨款收入", "指县级财政当年拨付的资金。")
FORMS = {
    "colon": ("一、财政拨款收入：指县级财政当年拨付的资金。", PLAIN),
    "half-width colon": ("1. 财政拨款收入: 指县级财政当年拨付的资金。", PLAIN),
    "bracketed number": ("（一）财政拨款收入：指县级财政当年拨付的资金。", PLAIN),
    "no colon": ("一、财政拨款收入，指县级财政当年拨付的资金。", PLAIN),
    "quotes": ("1、“三公”经费：指因公出国（境）费等费用。", ("“三公”经费", "指因公出国（境）费等费用。")),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_term_and_what_it_means(form: str) -> None:
    text, wanted = FORMS[form]
    (term,) = report_of(printed("第四部分 名词解释", text)).terms
    assert (term.term, term.definition) == wanted
    assert term.class_name is None


ACCOUNTS = {
    "1.农林水支出（类）水利（款）行政运行（项）：反映行政单位的基本支出。": ("农林水支出", "水利", "行政运行"),
    "（2）住房保障支出（类）住房改革支出（款）：反映住房改革支出。": ("住房保障支出", "住房改革支出", None),
    "3.教育支出（类）：反映教育支出。": ("教育支出", None, None),
    "4.农林水支出(类)水利(款)其他水利支出(项)：反映其他支出。": ("农林水支出", "水利", "其他水利支出"),
}


@pytest.mark.parametrize("text", ACCOUNTS)
def test_an_account_has_its_class_group_and_item(text: str) -> None:
    (term,) = report_of(printed("第四部分 名词解释", text)).terms
    assert (term.class_name, term.group_name, term.item_name) == ACCOUNTS[text]
    assert term.definition is not None and term.definition.startswith("反映")


def test_accounts_below_a_term_are_entries_of_their_own() -> None:
    report = report_of(
        printed(
            "第四部分 名词解释",
            "本部分对报告中的专用名词作如下解释，供阅读时参考使用。",
            "一、其他收入：指上述各项收入以外取得的收入。",
            "二、本单位使用的支出功能分类科目",
            "1.农林水支出（类）水利（款）行政运行（项）：反映行政单位的基本支出。",
            "2.农林水支出（类）水利（款）防汛（项）：反映防汛支出。",
            "三、基本支出：指维持单位正常运转所需的支出。",
        )
    )
    assert [(t.sequence, t.term[:8], t.item_name) for t in report.terms] == [
        (1, "其他收入", None),
        (2, "本单位使用的支出", None),
        (3, "农林水支出（类）", "行政运行"),
        (4, "农林水支出（类）", "防汛"),
        (5, "基本支出", None),
    ]


def test_a_definition_may_have_paragraphs_of_its_own() -> None:
    (term,) = report_of(
        printed(
            "第四部分 名词解释", "一、“三公”经费：指下列三项费用。", "（一）因公出国（境）费。", "（二）公务接待费。"
        )
    ).terms
    assert term.definition == "指下列三项费用。\n（一）因公出国（境）费。\n（二）公务接待费。"
