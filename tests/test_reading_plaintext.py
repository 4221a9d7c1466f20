"""Lines of a plain text, their gaps and the page breaks between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.reading.page import Role
from juesuan.reading.plaintext import pages_of


def rows(text: str) -> list[tuple[str, int, int, int, int | None]]:
    """Text, number, gap before, block and page of every line."""
    return [
        (line.text, line.number, line.gap_before, line.block, line.page)
        for page in pages_of(text)
        for line in page.lines
    ]


def test_lines_are_numbered_as_an_editor_does_and_gaps_counted() -> None:
    assert rows("甲\r\n\r\n\r\n 乙\r丙") == [
        ("甲", 1, 0, 0, None),
        (" 乙", 4, 2, 0, None),
        ("丙", 5, 0, 0, None),
    ]


def test_a_form_feed_starts_a_page_also_inside_a_line() -> None:
    assert rows("甲\n\n12\f乙\n\f\n丙\f") == [
        ("甲", 1, 0, 0, 1),
        ("12", 3, 1, 0, 1),
        ("乙", 3, 0, 1, 2),
        ("丙", 5, 1, 2, 3),
    ]


def test_a_form_feed_at_the_end_makes_no_pages() -> None:
    assert rows("甲\n\f") == [("甲", 1, 0, 0, None)]


def test_soft_line_breaks_of_word_are_line_breaks() -> None:
    assert [row[:2] for row in rows("甲\v乙\u2028丙")] == [("甲", 1), ("乙", 1), ("丙", 1)]


def test_characters_that_are_never_printed_are_left_out() -> None:
    assert [row[0] for row in rows("收\u200b入\xad合\ufeff计")] == ["收入合计"]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        # Double-spaced: a line that follows at once and starts with one space opens a page.
        ("甲\n\n乙\n 丙\n\n丁", [0, 0, 1, 1]),
        # An indent is not that space, nor is a line that merely follows at once.
        ("甲\n\n乙\n  丙\n\n丁", [0, 0, 0, 0]),
        ("甲\n\n乙\n丙\n\n丁\n\n戊", [0, 0, 0, 0, 0]),
        # Single-spaced text gives no hints.
        ("甲\n 乙\n 丙\n\n丁", [0, 0, 0, 0]),
    ],
)
def test_page_breaks_hinted_at(text: str, blocks: list[int]) -> None:
    assert [row[3] for row in rows(text)] == blocks


@given(st.text("甲乙1 \n\f\r\v", max_size=60))
def test_nothing_printed_is_lost(text: str) -> None:
    found = rows(text)
    assert "".join("".join(row[0].split()) for row in found) == "".join(text.split())
    assert [row[1] for row in found] == sorted(row[1] for row in found)
    assert [row[3] for row in found] == sorted(row[3] for row in found)
    assert all(line.role is Role.BODY for page in pages_of(text) for line in page.lines)
