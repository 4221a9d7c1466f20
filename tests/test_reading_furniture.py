"""Page numbers and running heads are furniture; row numbers and headings are not."""

import numpy as np
import pytest

from juesuan.reading import furniture
from juesuan.reading.page import Boxes, Line, Page, Role
from juesuan.reading.page_number import PageNumber, Style, page_number
from juesuan.reading.plaintext import pages_of

NUMBERS = [
    ("33", PageNumber(33, Style.BARE)),
    (" ３ ", PageNumber(3, Style.BARE)),
    ("- 1 -", PageNumber(1, Style.MARKED)),
    ("— 12 —", PageNumber(12, Style.MARKED)),
    ("－3－", PageNumber(3, Style.MARKED)),
    ("第 3 页", PageNumber(3, Style.MARKED)),
    ("第 3 页 共 40 页", PageNumber(3, Style.MARKED, 40)),
    ("共40页，第3页", PageNumber(3, Style.MARKED, 40)),
    ("Page 3 of 40", PageNumber(3, Style.MARKED, 40)),
    ("3/40", PageNumber(3, Style.SLASHED, 40)),
    ("iv", PageNumber(4, Style.ROMAN)),
    ("Ⅲ", PageNumber(3, Style.ROMAN)),
    ("XXIX", PageNumber(29, Style.ROMAN)),
]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_page_numbers_as_printed(text: str, number: PageNumber) -> None:
    assert page_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "0", "-5", "ıi", "İv", "3.5", "12345", "40/3", "1、", "（3）", "20 21", "XX局", "-", "第三页的表"]
)
def test_other_lines_are_no_page_numbers(text: str) -> None:
    assert page_number(text) is None


def boxes_of(text: str, y: float) -> Boxes:
    return np.array([[72 + 12 * i, y, 84 + 12 * i, y + 12] for i in range(len(text))], dtype=np.float32)


def sheet(index: int, *placed: tuple[str, float]) -> Page:
    """A page of A4 with lines whose tops stand at the given heights."""
    lines = tuple(Line(text, n, index, index + 1, boxes_of(text, y)) for n, (text, y) in enumerate(placed, 1))
    return Page(index + 1, 595, 842, lines)


def marked(pages: tuple[Page, ...]) -> list[str]:
    return [line.text for page in furniture.mark(pages) for line in page.lines if line.role is Role.FURNITURE]


BODY = [("收入支出决算总体情况", 110.0), ("本年收入合计增加", 400.0)]


def test_numbers_that_keep_step_with_the_pages() -> None:
    # The cover and the contents count in roman numerals or not at all; order on the page does not matter.
    pages = tuple(
        sheet(i, *([(str(i - 1), 790.0)] if i > 1 else []), *BODY, (f"{i}08", 500.0)) for i in range(6)
    )
    assert marked(pages) == ["1", "2", "3", "4"]


def test_numbers_out_of_step_are_figures() -> None:
    assert marked(tuple(sheet(i, *BODY, (n, 790.0)) for i, n in enumerate(["7", "120", "33", "5"]))) == []


def test_a_lone_bare_number_is_a_figure_but_a_marked_one_a_page_number() -> None:
    assert marked((sheet(0, *BODY), sheet(1, *BODY, ("2", 790.0)), sheet(2, *BODY))) == []
    assert marked((sheet(0, *BODY), sheet(1, *BODY, ("- 2 -", 790.0)), sheet(2, *BODY))) == ["- 2 -"]


def test_a_number_amid_the_page_is_no_page_number() -> None:
    assert marked(tuple(sheet(i, *BODY, ("- 2 -", 600.0), (str(i + 1), 610.0)) for i in range(5))) == []


def test_a_running_head_with_and_without_the_page_number() -> None:
    pages = tuple(
        sheet(i, ("某局二〇二三年度决算", 40.0), *BODY, (f"某局 第{i + 1}页", 790.0)) for i in range(4)
    )
    assert marked(pages) == [t for i in range(4) for t in ("某局二〇二三年度决算", f"某局 第{i + 1}页")]


def test_a_heading_on_one_page_stays() -> None:
    pages = tuple(
        sheet(i, (head, 40.0), *BODY) for i, head in enumerate(["第一部分", "第二部分", "第三部分", "附件"])
    )
    assert marked(pages) == []


def test_titles_and_captions_of_tables_that_go_on_stay() -> None:
    for caption in ("收入决算表", "单位：万元", "部门：某局", "附表1"):
        assert marked(tuple(sheet(i, (caption, 40.0), *BODY) for i in range(5))) == []
    assert marked(tuple(sheet(i, (f"公开0{i + 1}表", 40.0), *BODY) for i in range(5))) == []


def test_the_repeated_head_of_a_table_stays() -> None:
    head = [("项目", 40.0), ("科目编码", 54.0), ("类款项", 68.0)]
    assert marked(tuple(sheet(i, *head, *BODY) for i in range(5))) == []


def unpaged(text: str) -> list[Line]:
    return [line for page in furniture.mark(pages_of(text)) for line in page.lines]


def double_spaced(*lines: str) -> str:
    return "\n\n".join(lines)


def test_a_lone_number_after_a_wide_gap_ends_a_page_of_plain_text() -> None:
    text = (
        double_spaced("序号", "1", "做好服务", "2", "做好统计，推动")
        + "\n\n\n\n33\n\n"
        + double_spaced("发展。", "3", "做好保障")
    )
    lines = unpaged(text)
    assert [line.text for line in lines if line.role is Role.FURNITURE] == ["33"]
    assert [line.block for line in lines] == [0, 0, 0, 0, 0, 0, 1, 1, 1]


def test_row_numbers_of_a_table_of_words_stay() -> None:
    assert all(line.role is Role.BODY for line in unpaged(double_spaced("1", "甲事项", "2", "乙事项", "3")))
    # Single-spaced, rows set off by a blank line: a page would have more lines.
    rows = "\n\n".join(f"{n}\n甲事项\n已经\n完成" for n in range(1, 6))
    assert all(line.role is Role.BODY for line in unpaged(rows))


def test_page_numbers_of_single_spaced_text_come_a_page_apart() -> None:
    page = "\n".join(["某项收入与上年相比有所增加"] * 30)
    text = "".join(f"{page}\n\n{n}\n" for n in range(4, 8))
    assert [line.text for line in unpaged(text) if line.role is Role.FURNITURE] == ["4", "5", "6", "7"]


def test_page_numbers_at_form_feeds() -> None:
    text = "".join(f"{c}项收入\n{c}项支出\n{n}\f" for n, c in enumerate("甲乙丙丁", 1))
    assert [line.text for line in unpaged(text) if line.role is Role.FURNITURE] == ["1", "2", "3", "4"]


def test_marked_numbers_in_text_without_pages() -> None:
    lines = unpaged("本年收入\n- 3 -\n合计\n第 4 页 共 9 页\n增加")
    assert [line.block for line in lines if line.role is Role.BODY] == [0, 1, 2]


@pytest.mark.parametrize("printed", ["- 19 -", "-19.", ".5.", "— 3 —"])
def test_a_dash_read_as_a_dot_is_still_a_dash(printed: str) -> None:
    number = page_number(printed)
    assert number is not None
    assert number.style is Style.MARKED


def test_a_page_number_that_lost_a_dash_is_one_of_its_row() -> None:
    def page(number: int, foot: str) -> Page:
        boxes = np.array([[100 + 10 * i, 0, 110 + 10 * i, 10] for i in range(40)], np.float32)
        rows = [f"第{number}页的正文甲", f"第{number}页的正文乙", f"第{number}页的正文丙", foot]
        lines = tuple(
            Line(text, k, number - 1, page=number, boxes=boxes[: len(text)] + np.float32(150 + 60 * k + 440 * (k == 3)))
            for k, text in enumerate(rows)
        )
        return Page(number, 600, 800, lines)

    pages = furniture.mark(tuple(page(n, f"-{n}" if n == 12 else f"- {n} -") for n in range(10, 15)))
    assert [line.text for p in pages for line in p.lines if line.role is Role.FURNITURE] == [
        "- 10 -", "- 11 -", "-12", "- 13 -", "- 14 -",
    ]  # fmt: skip
