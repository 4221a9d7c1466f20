"""The room against real documents, where they lie beside the project."""

import time
from pathlib import Path

import pytest

from juesuan.reading.file import read
from juesuan.reading.page import Reading, Role

SHARED = Path(__file__).resolve().parents[2] / "shared"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents are not part of the project")


def document(pattern: str) -> Reading:
    return read(next(SHARED.glob(pattern)))


def in_role(reading: Reading, role: Role) -> list[str]:
    return ["".join(line.text.split()) for line in reading.lines if line.role is role]


@pytest.mark.parametrize(
    ("pattern", "pages", "contents"), [("*/*2024*.pdf", 25, 27), ("*/*模板.pdf", 23, 27)]
)
def test_a_report_with_contents_over_two_pages(pattern: str, pages: int, contents: int) -> None:
    reading = document(pattern)
    assert len(reading.pages) == pages
    assert not reading.notes
    inside = in_role(reading, Role.CONTENTS)
    assert (inside[0], inside[-1], len(inside)) == ("目录", "第四部分名词解释", contents)
    assert in_role(reading, Role.FURNITURE) == []
    parts = [t for t in in_role(reading, Role.BODY) if t.startswith(("第一部分", "第三部分", "第四部分"))]
    assert [t[:4] for t in parts] == ["第一部分", "第三部分", "第四部分"]
    for line in reading.lines:
        page = reading.pages[(line.page or 0) - 1]
        assert line.boxes is not None and line.boxes.shape == (len(line.text), 4)
        assert line.box is not None and line.box.x0 >= 0 and line.box.x1 <= page.width
        assert line.box.y0 >= 0 and line.box.y1 <= page.height


def test_digits_of_the_narrative_stay_with_their_words() -> None:
    narrative = "".join(in_role(document("*/*2024*.pdf"), Role.BODY))
    assert "年初预算为1560.05万元，支出决算为1511.89万元" in narrative


def test_a_double_spaced_text_with_two_page_numbers_left_in() -> None:
    reading = document("seed/*.txt")
    assert in_role(reading, Role.FURNITURE) == ["33", "37"]
    assert in_role(reading, Role.CONTENTS) == []
    assert {line.page for line in reading.lines} == {None}
    assert [
        line.text
        for line in reading.lines
        if line.text.strip() in ("1", "2", "7", "10") and line.role is Role.BODY
    ]
    opening = {line.block: line.text.strip() for line in reversed(reading.lines)}
    assert [opening[block][:4] for block in (0, 2, 4)] == ["第一部分", "第二部分", "第三部分"]


def test_a_page_takes_a_few_milliseconds() -> None:
    path = next(SHARED.glob("*/*2024*.pdf"))
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        reading = read(path)
        taken.append((time.perf_counter() - start) / len(reading.pages))
    # Four times what it takes on a quiet machine: the test is for blunders.
    assert min(taken) < 0.016
