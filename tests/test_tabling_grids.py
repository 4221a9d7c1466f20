"""Grids: whatever is drawn or left out, every character stands in its cell."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfplumber.table import TableFinder
from test_tabling_pages import LEFT, UP, Sheet, cells, items_of, report, sheet, tables_of

from juesuan.extracting.tabling.edges import edges_of
from juesuan.extracting.tabling.enclosing import enclosed
from juesuan.extracting.tabling.finding import ruled_grids
from juesuan.extracting.tabling.ink import ink_of
from juesuan.reading.page import Box, Line, Page, Ruling

TITLE = "支出决算表"
ROWS = [
    ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
    ["合计", LEFT, "930.15", "700.15", "230.00"],
    ["205", "教育支出", "930.15", "700.15", "230.00"],
    ["20502", "普通教育", "900.00", "700.00", "200.00"],
    ["2050202", "小学教育", "900.00", "700.00", "200.00"],
    ["20508", "进修及培训", "30.15", "0.15", "30.00"],
    ["2050803", "培训支出", "30.15", "0.15", "30.00"],
]
WIDTHS = [70, 150, 120, 120, 120]
EXPECTED = {
    (row[1] if row[1] != LEFT else row[0], column): value
    for row in ROWS[1:]
    for column, value in zip(ROWS[0][2:], row[2:], strict=True)
}


def drawn(lines: str = "hv", *, borders: bool = True) -> Sheet:
    made = sheet(TITLE)
    made.table(ROWS, WIDTHS, head=1, lines=lines, borders=borders)
    return made


@pytest.mark.parametrize("lines", ["hv", "h", "v", ""], ids=["all", "level only", "upright only", "none"])
def test_missing_rulings_lose_no_cell(lines: str) -> None:
    reading = report(drawn(lines))
    assert cells(reading) == EXPECTED
    assert tables_of(reading)[0].method == ("rulings" if lines == "hv" else "alignment")


def test_outer_borders_that_were_left_out() -> None:
    reading = report(drawn(borders=False))
    assert cells(reading) == EXPECTED
    assert tables_of(reading)[0].method == "mended"


def test_a_broken_ruling_between_two_columns() -> None:
    made = drawn()
    edge = 40 + sum(WIDTHS[:3])
    made.rulings = [r for r in made.rulings if r.horizontal or r.box.x0 != edge or r.box.y0 < 120]
    assert cells(report(made)) == EXPECTED


def test_a_number_that_touches_or_crosses_its_ruling_stays_whole() -> None:
    made = drawn()
    moved = []
    for line in made.lines:
        assert line.boxes is not None
        shift = {"930.15": 4.5, "0.15": 2.0}.get(line.text, 0.0)
        moved.append(replace(line, boxes=line.boxes + np.array([shift, 0, shift, 0], np.float32)))
    made.lines = moved
    assert cells(report(made)) == EXPECTED


@pytest.mark.parametrize("quarters", [1, 3])
def test_a_table_drawn_sideways(quarters: int) -> None:
    page = drawn().page()
    high, broad = page.height, page.width

    def turned(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        x0, y0, x1, y1 = box
        return (y0, broad - x1, y1, broad - x0) if quarters == 1 else (high - y1, x0, high - y0, x1)

    lines: list[Line] = []
    for line in page.lines:
        assert line.boxes is not None
        lines.append(replace(line, boxes=np.array([turned(tuple(b)) for b in line.boxes.tolist()], np.float32)))
    rulings = [
        Ruling(not r.horizontal, Box(*turned((r.box.x0, r.box.y0, r.box.x1, r.box.y1)))) for r in page.rulings
    ]
    sideways = Page(1, high, broad, tuple(lines), rulings=tuple(rulings))
    reading = replace(report(drawn()), pages=(sideways,))
    assert cells(reading) == EXPECTED
    # Places are those of the page as displayed.
    item = next(i for i in items_of(reading) if i.value_text == "930.15")
    box = next(line.box for line in lines if line.text == "930.15")
    assert box is not None and (item.x0, item.y0, item.x1, item.y1) == pytest.approx(
        (box.x0, box.y0, box.x1, box.y1), abs=0.02
    )


def test_words_without_a_table_below_a_title_make_no_cells() -> None:
    made = sheet(TITLE)
    made.text(40, 100, "本部门今年没有需要公开的数据")
    (table,) = tables_of(report(made))
    assert (table.method, table.cells, table.body_rows) == ("title", (), 0)


amounts = st.decimals(0, 10**7, places=2).map(lambda d: f"{d:,.2f}")
printed = st.one_of(amounts, st.sampled_from(["", "-", "0.00"]))


@st.composite
def consistent(draw: st.DrawFn) -> tuple[list[list[str]], list[float], float]:
    """A table of expenditure: header, rows with codes, blanks anywhere; widths and height that hold their print."""
    names = ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]
    columns = names[: draw(st.integers(1, 6))]
    labels = draw(st.lists(st.sampled_from("教育文化科技卫生住房交通"), min_size=1, max_size=12))
    rows = [["科目编码", "科目名称", *columns]]
    for k, label in enumerate(labels):
        rows.append([str(201 + k), label * draw(st.integers(2, 20)), *[draw(printed) for _ in columns]])
    widths = [draw(st.integers(50, 80)), draw(st.integers(60, 160)), *[draw(st.integers(75, 95)) for _ in columns]]
    return rows, [float(w) for w in widths], draw(st.sampled_from([44.0, 50.0]))


@settings(max_examples=60, deadline=None)
@given(consistent())
def test_any_table_comes_back_as_it_was_printed(table: tuple[list[list[str]], list[float], float]) -> None:
    rows, widths, high = table
    made = sheet(TITLE)
    made.height, made.width = 1200, 1000
    made.table(rows, widths, high=high, head=1)
    (read,) = tables_of(report(made))
    back = [["科目编码", "科目名称", *[c.name for c in read.numbers]]]
    for row in read.rows:
        back.append(["".join(row.codes), row.label or "", *[c.print.text for c in read.cells if c.row is row]])
    assert back == rows


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["", LEFT, UP]), min_size=4, max_size=4), min_size=2, max_size=5))
def test_the_cells_are_those_that_pdfplumber_finds(rows: list[list[str]]) -> None:
    made = Sheet()
    rows[0] = [LEFT if c == LEFT and k else "" for k, c in enumerate(rows[0])]
    rows = [[("" if c == LEFT and not k else c) for k, c in enumerate(row)] for row in rows]
    made.table(rows, [50.0, 60.0, 70.0, 80.0])
    ink = ink_of(made.page())
    assert ink is not None
    found = edges_of(ink.rulings)

    class RuledPage:
        bbox = (0.0, 0.0, 842.0, 595.0)
        edges = [  # noqa: RUF012
            {
                "object_type": "line", "orientation": "h" if e.horizontal else "v",
                "x0": e.start if e.horizontal else e.at, "x1": e.end if e.horizontal else e.at,
                "top": e.at if e.horizontal else e.start, "bottom": e.at if e.horizontal else e.end,
                "width": e.end - e.start, "height": e.end - e.start,
            }
            for e in found
        ]  # fmt: skip

    theirs = [sorted(t.cells) for t in TableFinder(RuledPage()).tables]
    assert sorted(map(sorted, enclosed(found))) == sorted(theirs)


def test_every_character_inside_a_table_is_in_one_of_its_cells() -> None:
    ink = ink_of(drawn().page())
    assert ink is not None
    (grid,) = ruled_grids(ink)
    inside = "".join(c.text for c in grid.cells)
    assert sorted(inside) == sorted("".join(t for row in ROWS for t in row if t != LEFT))
    assert all(len(row) == grid.columns for row in grid.places)
