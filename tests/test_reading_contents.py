"""The table of contents repeats the headings; it is not the sections."""

import pytest

from juesuan.reading import contents
from juesuan.reading.entry import entry_of
from juesuan.reading.page import Role
from juesuan.reading.plaintext import pages_of

HEADINGS = [
    "第一部分 某局概况", "一、主要职责", "二、机构设置",
    "第二部分 某局决算表", "一、收入支出决算总表", "二、收入决算表",
    "第三部分 某局决算情况说明", "一、收入支出决算总体情况说明", "第四部分 名词解释",
]  # fmt: skip
BODY = [line for heading in HEADINGS for line in (heading, "本年合计 12.50 万元，比上年增加，原因如下。")]
COVER = ["某局", "2023年度部门决算"]


def inside(*lines: str) -> list[str]:
    text = "\n".join(lines)
    return [
        line.text
        for page in contents.mark(pages_of(text))
        for line in page.lines
        if line.role is Role.CONTENTS
    ]


def led(heading: str, page: int) -> str:
    return f"{heading}........{page}"


@pytest.mark.parametrize("title", ["目录", "目 录", "目　录", "目  次"])
def test_contents_under_their_title(title: str) -> None:
    assert inside(*COVER, title, *HEADINGS, *BODY) == [title, *HEADINGS]


def test_contents_without_a_title() -> None:
    assert inside(*COVER, *HEADINGS, *BODY) == HEADINGS


def test_contents_with_leaders() -> None:
    entries = [led(h, n) for n, h in enumerate(HEADINGS)]
    assert inside(*COVER, "目录", *entries, *BODY) == ["目录", *entries]
    assert inside(*COVER, *entries, *BODY) == entries


def test_an_entry_that_is_a_sentence_and_lost_its_page_is_within_the_contents() -> None:
    lost = "四、织密阅读网络，提升服务水平。"
    entries = [*(led(h, n) for n, h in enumerate(HEADINGS[:-1])), lost, *(led(f"{h}，共建共享。", 9) for h in "五六七")]
    assert inside(*COVER, "目录", *entries, *BODY) == ["目录", *entries]


def test_contents_over_several_pages() -> None:
    text = "\n".join(
        [*COVER, "\f目录", *HEADINGS[:4], "\f" + HEADINGS[4], *HEADINGS[5:], "\f" + BODY[0], *BODY[1:]]
    )
    assert inside(text) == ["目录", *HEADINGS]


def test_a_report_without_contents_has_none() -> None:
    assert inside(*BODY) == inside(*COVER, *BODY) == []


def test_a_first_part_worded_differently_ends_the_contents() -> None:
    body = ["第一部分 部门基本情况", *BODY[1:]]
    assert inside("目录", *HEADINGS, *body) == ["目录", *HEADINGS]


def test_contents_that_lack_the_first_part() -> None:
    assert inside("目录", *HEADINGS[1:], *BODY) == ["目录", *HEADINGS[1:]]


def test_contents_without_parts() -> None:
    toc = [
        "一、某局基本情况",
        "（一）主要职责",
        "二、公开表",
        "三、情况说明",
        "（一）收入情况",
        "四、名词解释",
    ]
    body = ["一、某局概况", "（一）主要职责", "负责某项工作。", *toc[2:]]
    assert inside("目录", *toc, *body) == ["目录", *toc]


def test_contents_run_together_on_one_line() -> None:
    line = "目 录 " + " ".join(HEADINGS)
    assert inside(*COVER, line, *BODY) == [line]


def test_the_title_above_the_first_part_is_not_contents() -> None:
    text = "\n".join(["目录", *HEADINGS, "\f某局2023年度决算公开", *BODY])
    assert inside(text) == ["目录", *HEADINGS]


def test_contents_whose_headings_never_come_again() -> None:
    # Only what surely is contents: the real headings must not be taken for it.
    assert inside("目录", "第一部分 概况", "一、主要职责", "负责某项工作。") == ["目录"]


def test_rows_that_two_tables_share_are_not_contents() -> None:
    rows = ["一、一般公共服务支出", "二、外交支出", "三、国防支出", "四、公共安全支出"]
    assert (
        inside("收入支出决算总表", "单位：万元", *rows, "财政拨款收入支出决算总表", *rows, "总计 10.00") == []
    )


ENTRIES = [
    ("第一部分 概况........5", "第一部分概况", True),
    ("一、主要职责……………………（2-5）", "一、主要职责", True),
    ("二、机构设置,,,,,,,,()", "二、机构设置", True),
    ("一、基本情况2", "一、基本情况", False),
    ("三、支出决算表 PAGEREF _Toc12345 \\h 7", "三、支出决算表", False),
    ("占支出的 5%；经营支出 3 万元……", None, False),
    ("2023年度", "2023年度", False),
]


@pytest.mark.parametrize(("text", "key", "ends_in_leaders"), ENTRIES)
def test_an_entry_without_its_page(text: str, key: str | None, ends_in_leaders: bool) -> None:
    entry = entry_of(text)
    assert entry.led is ends_in_leaders
    assert key is None or entry.key == key


@pytest.mark.parametrize(
    "entry",
    ["一、织密阅读网络。 .17", "二、提升阅读供给。 …17", "四、保障平稳开放。 17", "第五部分名词解释.. ….19"],
)
def test_what_a_recogniser_leaves_of_a_leader_is_a_leader(entry: str) -> None:
    assert entry_of(entry).led


def test_a_numbered_sentence_that_ends_in_a_figure_has_no_leader() -> None:
    assert not entry_of("一、全年办结信访事项。共17件。").led
