"""Rulings of worn pages: broken, drawn out, slanted; what is none of them; marks that boxes of text cut."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest

cv2 = pytest.importorskip("cv2", reason="part of the engine")

from test_ocr_lines import lines, strip  # noqa: E402

from juesuan.reading.ocr.ink import rulings_in, traced  # noqa: E402
from juesuan.reading.ocr.missed import marks_of, widened  # noqa: E402
from juesuan.reading.ocr.pages import _with_own  # noqa: E402
from juesuan.reading.ocr.raster import grey  # noqa: E402
from juesuan.reading.ocr.strokes import without_strokes  # noqa: E402
from juesuan.reading.page import Box, Line, Ruling  # noqa: E402

SCALE = 200 / 72
XS, YS = (100, 400, 700, 1000), (100, 160, 220, 280, 340)
Picture = npt.NDArray[np.uint8]
NO_TEXT = np.zeros((0, 4), np.float32)


def table() -> Picture:
    page = np.full((500, 1100), 255, np.uint8)
    for y in YS:
        cv2.line(page, (XS[0], y), (XS[-1], y), 0, 2)
    for x in XS:
        cv2.line(page, (x, YS[0]), (x, YS[-1]), 0, 2)
    return page


def columns(rulings: tuple[Ruling, ...]) -> list[int]:
    """Where upright rulings of the height of the table stand, in pixels, rounded to 50."""
    tall = [r.box for r in rulings if not r.horizontal and (r.box.y1 - r.box.y0) * SCALE > 220]
    return sorted(round((b.x0 + b.x1) / 2 * SCALE / 50) * 50 for b in tall)


def rows(rulings: tuple[Ruling, ...]) -> list[int]:
    """Where level rulings of the width of the table stand, in pixels, rounded to 20."""
    wide = [r.box for r in rulings if r.horizontal and (r.box.x1 - r.box.x0) * SCALE > 880]
    return sorted(round((b.y0 + b.y1) / 2 * SCALE / 20) * 20 for b in wide)


def broken(page: Picture) -> None:
    """A column ruling as a fax leaves it: dashes and dots."""
    page[110:335:9, 690:710] = 255
    page[111:336:9, 690:710] = 255


def drawn_out(page: Picture) -> None:
    """Dirt below the end of a ruling."""
    page[340:362, 700:702] = 0


def worn(page: Picture) -> None:
    """The bottom border without its left end and with a gap."""
    page[335:345, 95:300] = 255
    page[335:345, 500:530] = 255


def leaning(page: Picture) -> None:
    """What is left of a distorted sheet: a ruling that leans by two pixels in a hundred and more below."""
    page[95:345, 690:710] = 255
    cv2.line(page, (698, 100), (702, 340), 0, 2)
    for y in YS:
        cv2.line(page, (690, y), (710, y), 0, 2)


@pytest.mark.parametrize("wear", [broken, drawn_out, worn, leaning])
def test_a_worn_table_keeps_its_rulings(wear: object) -> None:
    page = table()
    assert callable(wear)
    wear(page)
    found = rulings_in(traced(page, SCALE), NO_TEXT)
    assert columns(found) == list(XS)
    assert rows(found) == list(YS)


def test_characters_in_line_are_no_broken_ruling() -> None:
    page = table()
    text = []
    for top, bottom in pairwise(YS):
        # 中, four times, one below the other: its upright is a row of dashes.
        page[top + 14 : bottom - 14, 549:552] = 0
        page[top + 20 : top + 22, 535:566] = 0
        text.append((534 / SCALE, (top + 14) / SCALE, 567 / SCALE, (bottom - 14) / SCALE))
    assert columns(rulings_in(traced(page, SCALE), np.array(text, np.float32))) == list(XS)


def test_specks_in_line_between_two_rulings_are_no_ruling() -> None:
    page = table()
    for y in (158, 169, 180, 191, 202, 213):
        page[y : y + 2, 549:551] = 0
    found = [r for r in rulings_in(traced(page, SCALE), NO_TEXT) if not r.horizontal]
    assert {round((r.box.x0 + r.box.x1) / 2 * SCALE / 50) * 50 for r in found} == set(XS)


def test_a_ruling_of_dots_is_one() -> None:
    page = table()
    page[100:341, 690:710] = 255
    page[100:341:8, 699:701] = page[101:341:8, 699:701] = 0
    for y in YS:
        page[y - 1 : y + 1, 690:710] = 0
    assert columns(rulings_in(traced(page, SCALE), NO_TEXT)) == list(XS)


def test_a_broken_border_goes_on_below_a_number() -> None:
    """The boxes of its characters reach down to the border, and its dashes are taken for parts of them."""
    page = table()[:280]
    page[162:] = 255
    page[157:163] = 255
    text = []
    for left in XS[:-1]:
        # The border in two pieces that are long enough to be seen, and dashes below the number.
        page[159:161, left : left + 110] = page[159:161, left + 210 : left + 300] = 0
        for x in range(left + 110, left + 210, 10):
            page[159:161, x : x + 8] = 0
        cv2.putText(page, "12.50", (left + 112, 152), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 2)
        text += [(x / SCALE, 126 / SCALE, (x + 18) / SCALE, 161 / SCALE) for x in range(left + 112, left + 202, 18)]
    found = rulings_in(traced(page, SCALE), np.array(text, np.float32))
    assert rows(found) == [100, 160]
    assert [round(x / 50) * 50 for x in sorted(r.box.x0 * SCALE for r in found if not r.horizontal)] == list(XS)


def test_the_arc_of_a_seal_is_no_ruling() -> None:
    page = table()
    cv2.ellipse(page, (400, 220), (130, 130), 0, -50, 50, 90, 4)
    assert columns(rulings_in(traced(page, SCALE), NO_TEXT)) == list(XS)


def upright(x: float, y0: float, y1: float) -> Ruling:
    return Ruling(False, Box(x, y0, x, y1))


def test_a_stroke_from_ruling_to_ruling_is_no_column() -> None:
    name = strip("行政事业单位", 60, 102)
    stroke, border = upright(85, 100, 114), upright(50, 100, 114)
    assert without_strokes((stroke, border), [name]) == (border,)
    # A column that goes on below is one, also where a number runs over it.
    below = upright(85, 114, 200)
    assert without_strokes((stroke, border, below), [name]) == (stroke, border, below)
    # Between a code and a name stands a ruling, even if the places of the characters are not exact.
    code = strip("2296002用于社会福利", 52, 102)
    assert without_strokes((upright(85.5, 100, 114),), [code]) == (upright(85.5, 100, 114),)


def test_a_box_takes_in_the_character_it_cuts() -> None:
    page = np.full((200, 600), 255, np.uint8)
    page[98:102, 100:130] = 0
    cv2.rectangle(page, (140, 84), (168, 116), 0, 3)
    quad = np.array([[(122, 80), (180, 80), (180, 120), (122, 120)]], np.float32)
    (grown,) = widened(quad, marks_of(traced(page, SCALE)))
    assert 95 <= grown[0][0] <= 100
    assert grown[1][0] == 180


def test_the_faint_parts_of_a_seal_go_with_it() -> None:
    page = np.full((800, 800, 3), 255, np.uint8)
    cv2.ellipse(page, (400, 400), (150, 150), 0, 60, 330, (40, 40, 225), 12)
    cv2.ellipse(page, (400, 400), (150, 150), 0, -12, 42, (40, 40, 225), 12)
    cv2.putText(page, "12.50", (380, 310), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (0, 0, 0), 3)
    plain = grey(page, 200)
    assert plain[400, 550] == 255, "the arc that hangs together with nothing"
    assert plain[270:320, 380:500].min() < 50


def test_a_cover_or_a_short_page_makes_a_spread() -> None:
    right = [strip("右页的一行文字", 480, 40 + 20 * i) for i in range(10)]
    cover = [strip("某某局", 195, 200), strip("决算公开", 190, 240)]
    assert lines([*cover, *right], wide=842, high=595)[:3] == ["某某局", "决算公开", "右页的一行文字"]
    left = [strip("左页的一行文字", 60, 40 + 20 * i) for i in range(10)]
    short = [strip("收回。", 460, 40), strip("- 2 -", 620, 560)]
    found = lines([*left, strip("- 1 -", 200, 560), *short], wide=842, high=595)
    assert found[-3:] == ["- 1 -", "收回。", "- 2 -"]
    # Without a number or a place that says so it may be one wide page.
    assert "左页的一行文字 收回。" in lines([*left, strip("收回。", 460, 40)], wide=842, high=595)


def test_a_title_typed_above_a_picture_is_kept_where_it_stands() -> None:
    def line(text: str, y: float) -> Line:
        return Line(text, number=1, block=0, page=1, boxes=strip(text, 100, y).boxes)

    picture = [line("项目 决算数", 100), line("合计 12.50", 120)]
    kept = _with_own(picture, [line("收入决算表", 60), line("合计 12.50", 121)], np.eye(3))
    assert [one.text for one in kept] == ["收入决算表", "项目 决算数", "合计 12.50"]
