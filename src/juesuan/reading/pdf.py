"""PDF files: text with boxes, pictures and rulings, page by page, with pdfium."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from juesuan.errors import BadInput
from juesuan.reading.display import display_of
from juesuan.reading.drawing import drawn
from juesuan.reading.glyphs import Glyphs, glyphs_of
from juesuan.reading.page import Line, Page
from juesuan.reading.pictures import covered
from juesuan.reading.rulings import rulings_of
from juesuan.reading.triage import REASONS, Evidence, Layer, triage, unmapped

MOST_PAGES = 5000
"""A file of more pages is a yearbook or a mistake, and would hold a worker for long."""
TAIL = 2048
"""The end mark of a PDF stands within this many bytes of its end."""


def read_pdf(data: bytes, name: str, *, rulings: bool = False) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """The pages of a PDF, and notes on what could not be read. `name` is the file's, for messages.

    Every page of the file is a `Page`, numbered from 1, each a block of its own; one that cannot be read
    has no lines and a note. Coordinates are PDF points of the page as displayed, origin at the top left.
    Raises `BadInput`: encrypted, truncated, too_large, no_text.
    """
    document = _opened(data, name)
    try:
        count = len(document)
        if not count:
            raise BadInput("truncated", f"{name}: no page is left in it; the file is damaged, get it again")
        if count > MOST_PAGES:
            raise BadInput("too_large", f"{name}: {count} pages, more than {MOST_PAGES}; split the file")
        read = [_page(document, i, rulings) for i in range(count)]
    finally:
        document.close()
    layers = Counter(layer for _, layer, _ in read)
    if not layers[Layer.USABLE]:
        raise BadInput("no_text", f"{name}: {_why(layers)}")
    notes = [note for _, _, note in read if note]
    if b"%%EOF" not in data[-TAIL:]:
        notes.insert(0, "the file has no end mark: it may be cut off and pages may be missing; get it again")
    return tuple(page for page, _, _ in read), tuple(notes)


def _opened(data: bytes, name: str) -> Any:
    """The open document."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            message = f"{name}: encrypted; open it with its password and print it to a PDF without one"
            raise BadInput("encrypted", message) from error
        message = f"{name}: cut off or damaged beyond repair ({error}); get it again from its source"
        raise BadInput("truncated", message) from error


def _page(document: Any, index: int, rulings: bool) -> tuple[Page, Layer | None, str | None]:
    """A page, what its text layer is worth (None if pdfium cannot load it), and a note on what is missing."""
    number = index + 1
    page = pdfium.FPDF_LoadPage(document.raw, index)
    if not page:
        return Page(number, 0.0, 0.0, ()), None, f"page {number}: damaged, not read"
    try:
        display = display_of(page)
        glyphs = glyphs_of(page, display)
        things = list(drawn(page, display.matrix))
        pictures = covered(
            ((t, m) for kind, t, m in things if kind == pdfium.FPDF_PAGEOBJ_IMAGE), display
        )  # fmt: skip
        paths = [(t, m) for kind, t, m in things if kind == pdfium.FPDF_PAGEOBJ_PATH]
        found = rulings_of(paths) if rulings and paths else ()
    finally:
        pdfium.FPDF_ClosePage(page)
    layer = triage(_evidence(glyphs, pictures, len(paths)))
    kept = glyphs.lines if layer in (Layer.USABLE, Layer.SPARSE) else ()
    lines = tuple(
        Line(text, number=i, block=index, page=number, boxes=boxes)
        for i, (text, boxes) in enumerate(kept, start=1)
    )
    reason = REASONS.get(layer)
    if layer is Layer.USABLE and pictures > 0.2:
        reason = f"a picture covers {pictures:.0%} of it; what it shows is not read yet"
    note = f"page {number}: {reason}" if reason else None
    return Page(number, display.width, display.height, lines, rulings=found, pictures=pictures), layer, note


def _evidence(glyphs: Glyphs, pictures: float, paths: int) -> Evidence:
    """What triage looks at. White space is no evidence."""
    text = "".join("".join(line.split()) for line, _ in glyphs.lines)
    n = len(text)
    return Evidence(n, min(unmapped(text) + glyphs.guessed, n), min(glyphs.hidden, n), pictures, paths)


def _why(layers: Counter[Layer | None]) -> str:
    """Why a document has no text, from what its pages are."""
    worst = [(layer, n) for layer, n in layers.most_common() if layer is not None and layer in REASONS]
    if not worst:
        return "no page has anything to read: blank or damaged pages only; get it again"
    layer, n = worst[0]
    told = f"none of its {layers.total()} pages has a usable text layer; {n} of them: {REASONS[layer]}"
    return f"{told}. Run OCR over it, or look for the original with a text layer"
