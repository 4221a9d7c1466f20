"""A page as it was understood, as a picture: words, rulings, tables, and figures with what the checks say of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from juesuan.errors import UsageError
from juesuan.extracting.tabling.ink import ink_of
from juesuan.extracting.tabling.rejecting import Considered, Rejections
from juesuan.extracting.tabling.tabled import Tabled
from juesuan.normalising.cells import LineItem
from juesuan.normalising.fact import Fact
from juesuan.reading.content import Content
from juesuan.reading.page import Box, Page, Role
from juesuan.running.document import engine
from juesuan.running.rendered import rendered
from juesuan.validating.verdict import Verdicts

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

SCALE = 2.0
"""Pixels per PDF point."""
WORD = (190, 190, 190)
RULING = (70, 120, 200)
CELL = (140, 80, 200)
REJECTED = (220, 40, 160)
FURNITURE = (225, 205, 160)
STATES = {
    "verified": (40, 140, 70),
    "consistent": (130, 170, 40),
    "contradicted": (210, 40, 40),
    "unchecked": (230, 150, 30),
}


def draw(file: Path, number: int, out: Path, patterns: Path | None = None) -> str:
    """Draw page `number` (from 1) of a report to a PNG; returns lines that say what is on it, and what was rejected.

    Grey boxes are words, blue lines rulings, sand lines page numbers and heads; a figure's box has the colour of its
    verification: green verified, olive within rounding, red contradicted, orange unchecked. The cells of tables are
    violet, cells of numbers tinted; what was taken for a table and is none is magenta. `UsageError` for a file
    without pages or a page that is not there; `BadInput` if the file cannot be read.
    """
    loaded = engine(patterns)
    content = Content.of(file)
    understood = loaded.understand(content)
    report, facts = understood.report, understood.facts
    items, verdicts = understood.items, understood.verdicts
    pages = [p for p in report.reading.pages if p.number is not None and p.width]
    if not pages:
        raise UsageError(f"{file.name}: this form has no pages to draw; use `juesuan show {file.name} --facts`")
    page = next((p for p in pages if p.number == number), None)
    if page is None:
        raise UsageError(f"{file.name}: there is no page {number}; it has pages 1 to {len(pages)}")
    here: list[Fact | LineItem] = [f for f in facts if f.page == number]
    here += [item for item in items if item.page == number and item.value is not None]
    words = loaded.patterns.table_forms.headers
    rejections = Rejections(report.reading, report.flow.tables, report.tables, loaded.patterns.structure, words)
    rejected = rejections.on(report.reading.pages.index(page))
    picture = rendered(content, number, SCALE)
    _paint(picture, page, here, verdicts)
    picture = _tabled(picture, page, report.tables, rejected)
    try:
        picture.save(out, format="PNG")
    except OSError as error:
        raise UsageError(f"{out}: the picture cannot be written ({error.strerror or error})") from error
    told = [f"{out}: page {number}, {len(page.words)} words, {len(page.rulings)} rulings, {len(here)} figures"]
    told += [_says(table, page) for table in report.tables if number in table.pages]
    told += [f"no table: {r.what}: {r.why}" for r in rejected]
    return "\n".join(told)


def _says(table: Tabled, page: Page) -> str:
    """One line on a table: what it is, its pieces, and how many of its cells are on the page."""
    cells = sum(cell.page == page.number for cell in table.cells)
    joined = f", joined from {' '.join(table.pieces)}" if len(table.pieces) > 1 else ""
    return f"table {table.kind}: {table.title or '(no title)'}, by {table.method}{joined}, {cells} cells here"


def _paint(picture: Image.Image, page: Page, figures: Sequence[Fact | LineItem], verdicts: Verdicts) -> None:
    from PIL import ImageDraw

    brush = ImageDraw.Draw(picture)
    for word in page.words:
        _box(brush, page.displayed(word.box), WORD, 1)
    for line in page.lines:
        if line.role is Role.FURNITURE and line.box is not None:
            _box(brush, page.displayed(line.box), FURNITURE, 3)
    for ruling in page.rulings:
        # Its ends, each on the page as displayed: on a page set straight the box around it has two diagonals.
        b = ruling.box
        x, y = (b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2
        ends = [Box(b.x0, y, b.x0, y), Box(b.x1, y, b.x1, y)] if ruling.horizontal else [
            Box(x, b.y0, x, b.y0), Box(x, b.y1, x, b.y1)
        ]  # fmt: skip
        brush.line([(e.x0 * SCALE, e.y0 * SCALE) for e in map(page.displayed, ends)], fill=RULING, width=2)
    for figure in figures:
        if figure.x0 is None or figure.y0 is None or figure.x1 is None or figure.y1 is None:
            continue
        ref = figure.fact_id if isinstance(figure, Fact) else figure.cell_id
        colour = STATES[verdicts.verification[ref].status]
        _box(brush, Box(figure.x0, figure.y0, figure.x1, figure.y1), colour, 3)


def _tabled(
    picture: Image.Image, page: Page, tables: Sequence[Tabled], rejected: Sequence[Considered]
) -> Image.Image:  # fmt: skip
    """The picture with the cells of its tables, those of numbers tinted, and with what is no table."""
    from PIL import Image, ImageDraw

    layer = Image.new("RGBA", picture.size)
    brush = ImageDraw.Draw(layer)
    ink = ink_of(page)
    for table in tables:
        numbers = {id(c.print) for c in table.cells if c.page == page.number}
        for grid in (g for g in table.grids if g.page == page.number and ink is not None):
            for cell in grid.cells:
                assert ink is not None
                area = Box(grid.xs[cell.left], grid.ys[cell.top], grid.xs[cell.right], grid.ys[cell.bottom])
                edges = _edges(ink.printed_box(area), 0)
                brush.rectangle(edges, outline=(*CELL, 255), fill=(*CELL, 36) if id(cell) in numbers else None)
    for thing in rejected:
        if thing.box is not None:
            brush.rectangle(_edges(thing.box, 3), outline=(*REJECTED, 255), width=3)
            brush.text((thing.box.x0 * SCALE, thing.box.y0 * SCALE - 14), "no table", fill=(*REJECTED, 255))
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


def _edges(box: Box, by: float) -> tuple[float, float, float, float]:
    return (box.x0 * SCALE - by, box.y0 * SCALE - by, box.x1 * SCALE + by, box.y1 * SCALE + by)


def _box(brush: ImageDraw.ImageDraw, box: Box, colour: tuple[int, int, int], width: int) -> None:
    brush.rectangle(_edges(box, 2), outline=colour, width=width)
