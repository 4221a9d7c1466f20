"""A page as it was understood, as a picture: words, rulings, and the figures with what the checks say of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from juesuan.errors import UsageError
from juesuan.normalising.fact import Fact
from juesuan.reading.page import Box, Page, Role
from juesuan.running.document import engine
from juesuan.validating.verdict import Verdicts

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

SCALE = 2.0
"""Pixels per PDF point."""
WORD = (190, 190, 190)
RULING = (70, 120, 200)
FURNITURE = (225, 205, 160)
STATES = {
    "verified": (40, 140, 70),
    "consistent": (130, 170, 40),
    "contradicted": (210, 40, 40),
    "unchecked": (230, 150, 30),
}


def draw(file: Path, number: int, out: Path, patterns: Path | None = None) -> str:
    """Draw page `number` (from 1) of a report to a PNG; returns a line that says what is on it.

    Grey boxes are words, blue lines rulings, sand lines page numbers and heads; a figure's box has the colour of its
    verification: green verified, olive within rounding, red contradicted, orange unchecked. `UsageError` for a file
    without pages or a page that is not there; `BadInput` if the file cannot be read.
    """
    report, facts, verdicts = engine(patterns).understand(file)
    pages = [p for p in report.reading.pages if p.number is not None and p.width]
    if not pages:
        raise UsageError(f"{file.name}: this form has no pages to draw; use `juesuan show {file.name} --facts`")
    page = next((p for p in pages if p.number == number), None)
    if page is None:
        raise UsageError(f"{file.name}: there is no page {number}; it has pages 1 to {len(pages)}")
    here = [f for f in facts if f.page == number]
    picture = _rendered(file, number)
    _paint(picture, page, here, verdicts)
    try:
        picture.save(out, format="PNG")
    except OSError as error:
        raise UsageError(f"{out}: the picture cannot be written ({error.strerror or error})") from error
    return f"{out}: page {number}, {len(page.words)} words, {len(page.rulings)} rulings, {len(here)} figures"


def _rendered(file: Path, number: int) -> Image.Image:
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    try:
        page = document[number - 1]
        picture: Image.Image = page.render(scale=SCALE).to_pil().convert("RGB")
        page.close()
        return picture
    finally:
        document.close()


def _paint(picture: Image.Image, page: Page, facts: Sequence[Fact], verdicts: Verdicts) -> None:
    from PIL import ImageDraw

    brush = ImageDraw.Draw(picture)
    for word in page.words:
        _box(brush, page.displayed(word.box), WORD, 1)
    for line in page.lines:
        if line.role is Role.FURNITURE and line.box is not None:
            _box(brush, page.displayed(line.box), FURNITURE, 3)
    for ruling in page.rulings:
        b = page.displayed(ruling.box)
        brush.line((b.x0 * SCALE, b.y0 * SCALE, b.x1 * SCALE, b.y1 * SCALE), fill=RULING, width=2)
    for fact in facts:
        if fact.x0 is None or fact.y0 is None or fact.x1 is None or fact.y1 is None:
            continue
        colour = STATES[verdicts.verification[fact.fact_id].status]
        _box(brush, Box(fact.x0, fact.y0, fact.x1, fact.y1), colour, 3)


def _box(brush: ImageDraw.ImageDraw, box: Box, colour: tuple[int, int, int], width: int) -> None:
    edges = (box.x0 * SCALE - 2, box.y0 * SCALE - 2, box.x1 * SCALE + 2, box.y1 * SCALE + 2)
    brush.rectangle(edges, outline=colour, width=width)
