"""Pages as real PDFs: landscape, turned by the page's own rotation, or drawn sideways; and what is no table on them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest
from test_tabling_manners import EXPENDITURE, WIDTHS, national
from test_tabling_pages import SIZE, Sheet, items_of, tables_of

from juesuan.extracting.flow import flow_of
from juesuan.extracting.tabling.rejecting import Considered, Rejections
from juesuan.extracting.tabling.tables import TableReader
from juesuan.knowledge.pattern_set import load_pattern_set
from juesuan.reading.file import read
from juesuan.reading.page import Reading

pdfmetrics = pytest.importorskip("reportlab.pdfbase.pdfmetrics", reason="reportlab makes the PDFs")
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # noqa: E402

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "item-level-report.pdf"
INCOME_PAGE = 5
"""The index of the page on which its 收入决算表 begins."""
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def printed(path: Path, *sheets: Sheet) -> Reading:
    """The sheets as a PDF, read."""
    out = BytesIO()
    canvas = Canvas(out)
    for made in sheets:
        canvas.setPageSize((made.width, made.height))
        canvas.setFont("STSong-Light", SIZE)
        for line in made.lines:
            assert line.box is not None
            canvas.drawString(line.box.x0, made.height - line.box.y1 + 0.15 * SIZE, line.text)
        for ruling in made.rulings:
            b = ruling.box
            canvas.line(b.x0, made.height - b.y0, b.x1, made.height - b.y1)
        canvas.showPage()
    canvas.save()
    (path / "made.pdf").write_bytes(out.getvalue())
    return read(path / "made.pdf", rulings=True)


def turned(path: Path, *, sideways: bool, turn: int) -> Reading:
    """A page of a sample with a table; `sideways` draws it a quarter round, `turn` is the page's own rotation."""
    source, target = pypdfium2.PdfDocument(SAMPLE), pypdfium2.PdfDocument.new()
    target.import_pages(source, [INCOME_PAGE])
    page = target[0]
    if sideways:
        wide, high = page.get_size()
        raw.FPDFPage_TransFormWithClip(page.raw, raw.FS_MATRIX(0, 1, -1, 0, high, 0), raw.FS_RECTF(0, 0, high, wide))
        page.set_mediabox(0, 0, high, wide)
        page.set_cropbox(0, 0, high, wide)
    page.set_rotation(turn)
    page.close()
    target.save(path / "turned.pdf")
    return read(path / "turned.pdf", rulings=True)


@pytest.mark.parametrize(("sideways", "turn"), [(False, 90), (False, 270), (True, 0), (True, 90)])
def test_a_table_on_a_page_of_any_turn(tmp_path: Path, sideways: bool, turn: int) -> None:
    upright = items_of(turned(tmp_path, sideways=False, turn=0))
    reading = turned(tmp_path, sideways=sideways, turn=turn)
    items = items_of(reading)
    assert len(upright) > 50
    assert [(i.label, i.code, i.column, i.value_text) for i in items] == [
        (i.label, i.code, i.column, i.value_text) for i in upright
    ]
    page = reading.pages[0]
    assert all(0 <= i.x0 < i.x1 <= page.width and 0 <= i.y0 < i.y1 <= page.height for i in items)


def test_a_blank_row_spilled_on_the_next_page(tmp_path: Path) -> None:
    made, spilled, after = national("支出决算表", "03"), Sheet(2), Sheet(3)
    made.table(EXPENDITURE, WIDTHS, head=1)
    spilled.table([[""] * 5], WIDTHS, y=40)
    after.text(40, 60, "第三部分 2023年度部门决算情况说明")
    (table,) = tables_of(printed(tmp_path, made, spilled, after))
    assert (table.pieces, table.body_rows) == (("1.1", "2.1"), 5)


def rejected(reading: Reading) -> list[Considered]:
    patterns = load_pattern_set()
    flow = flow_of(reading, patterns.structure)
    tables = TableReader(patterns.table_forms).read(reading, flow.tables)
    looked = Rejections(reading, flow.tables, tables, patterns.structure, patterns.table_forms.headers)
    return looked.on(0)


def test_a_page_says_why_it_has_no_table(tmp_path: Path) -> None:
    made = Sheet()
    made.text(300, 40, "基层学校经费分配一览表")
    made.table([["学校", "金额"], ["第一小学", "5.00"]], [200, 100], y=60, head=1)
    line, grid = rejected(printed(tmp_path, made))
    assert line.what == "line 基层学校经费分配一览表"
    assert line.why == "no title of patterns/structure/tables.toml reads so"
    assert grid.what == "grid of 2 rows and 2 columns" and grid.why.startswith("no title of a statutory table")
    assert grid.box is not None and grid.box.x0 == pytest.approx(40, abs=1)


def test_a_title_without_a_table_says_what_was_missed(tmp_path: Path) -> None:
    made = national("支出决算表", "03")
    made.text(60, 100, "教育支出")
    made.text(300, 100, "9.00")
    made.rule(40, 120, 500, 120)
    title, rulings = rejected(printed(tmp_path, made))
    assert title.what == "title 支出决算表"
    assert title.why.startswith("fewer than two words above the numbers name columns")
    assert (rulings.what, rulings.why) == ("1 rulings", "they enclose no two cells")


def test_a_table_that_is_understood_is_not_rejected(tmp_path: Path) -> None:
    made = national("支出决算表", "03")
    made.table(EXPENDITURE, WIDTHS, head=1)
    assert rejected(printed(tmp_path, made)) == []
