"""PDF files: text with boxes, pictures and rulings, page by page, with pdfium and, without a text layer, by OCR."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from juesuan.errors import BadInput
from juesuan.reading.content import UNWATCHED, Content, Watch
from juesuan.reading.display import display_of
from juesuan.reading.drawing import drawn
from juesuan.reading.glyphs import Glyphs, glyphs_of
from juesuan.reading.ocr.engine import missing
from juesuan.reading.ocr.original import Original
from juesuan.reading.page import Line, Page
from juesuan.reading.pictures import buried, covered, places_of, wordy
from juesuan.reading.rulings import rulings_of
from juesuan.reading.triage import Evidence, Layer, rare, triage, unmapped
from juesuan.reading.typeface.lent import lend

MOST_PAGES = 5000
"""A file of more pages is a yearbook or a mistake, and would hold a worker for long."""
TAIL = 2048
"""The end mark of a PDF stands within this many bytes of its end."""


@dataclass(frozen=True, slots=True)
class Options:
    """What to read besides text, and where what was recognised of this content is kept (None: nowhere)."""

    sha256: str
    rulings: bool = False
    ocr_cache: Path | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A page, what its text layer is worth (None if it is damaged), and a note if it could not be read."""

    page: Page
    layer: Layer | None
    note: str | None = None


def read_pdf(
    content: Content, *, rulings: bool = False, ocr_cache: Path | None = None, watch: Watch = UNWATCHED
) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """The pages of a PDF, and notes on what could not be read. `watch` hears of every page.

    Every page of the file is a `Page`, numbered from 1, each a block of its own; one that cannot be read
    has no lines and a note. Coordinates are PDF points of the page as displayed, origin at the top left. A page
    without a usable text layer is recognised (see `Page` on its coordinates), and so are the pictures on a page of
    text; `ocr_cache` is a folder in which that is kept.
    Raises `BadInput`: encrypted, truncated, too_large, no_text (every page is blank), missing_engine;
    `OutputUnwritable` for the folder.
    """
    data, name = content.data, content.name
    document = _opened(data, name)
    try:
        count = len(document)
        if not count:
            raise BadInput("truncated", f"{name}: no page is left in it; the file is damaged, get it again")
        if count > MOST_PAGES:
            raise BadInput("too_large", f"{name}: {count} pages, more than {MOST_PAGES}; split the file")
        options = Options(content.sha256, rulings, ocr_cache)
        read = [_watched(document, i, count, options, watch) for i in range(count)]
    finally:
        document.close()
    pages = tuple(_numbered(r.page for r in read))
    if not any(page.lines for page in pages):
        raise BadInput("no_text", f"{name}: {_why(pages)}")
    notes = [r.note for r in read if r.note]
    if b"%%EOF" not in data[-TAIL:]:
        notes.insert(0, "the file has no end mark: it may be cut off and pages may be missing; get it again")
    return pages, tuple(notes)


def _opened(data: bytes, name: str) -> Any:
    """The open document."""
    lend()
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            message = f"{name}: encrypted; open it with its password and print it to a PDF without one"
            raise BadInput("encrypted", message) from error
        message = f"{name}: cut off or damaged beyond repair ({error}); get it again from its source"
        raise BadInput("truncated", message) from error


def _watched(document: Any, index: int, count: int, options: Options, watch: Watch) -> Read:
    """A page, unless it is to be left out."""
    number = index + 1
    watch.tell(number, count)
    if number in watch.leave_out:
        return Read(Page(number, 0.0, 0.0, ()), None, f"page {number}: left out, not read")
    return _page(document, index, options)


def _page(document: Any, index: int, options: Options) -> Read:
    """A page, what its text layer is worth (None if pdfium cannot load it), and a note on what is missing."""
    number = index + 1
    page = pdfium.FPDF_LoadPage(document.raw, index)
    if not page:
        return Read(Page(number, 0.0, 0.0, ()), None, f"page {number}: damaged, not read")
    try:
        display = display_of(page)
        glyphs = glyphs_of(page, display)
        things = list(drawn(page, display.matrix))
        places = places_of((t, m) for kind, t, m in things if kind == pdfium.FPDF_PAGEOBJ_IMAGE)
        paths = [(t, m) for kind, t, m in things if kind == pdfium.FPDF_PAGEOBJ_PATH]
        pictures = covered(places, display)
        layer = triage(_evidence(glyphs, pictures, len(paths), buried(page, display) if pictures > 0.5 else 0.0))
        original = Original(page, display, number, options.sha256, options.ocr_cache)
        empty = Page(number, display.width, display.height, (), pictures=pictures)
        if layer is Layer.BLANK and not paths and not places:
            return Read(replace(empty, remarks=("blank: nothing is drawn on it",)), layer)
        if layer is Layer.BLANK and not places and all(rulings_of([path]) for path in paths):
            # The last row of a table, blank, spilled on a page of its own: there is nothing to recognise.
            found = rulings_of(paths) if options.rulings else ()
            return Read(replace(empty, rulings=found, remarks=("blank: only lines are drawn on it",)), layer)
        lines = tuple(
            Line(text, number=i, block=0, page=number, boxes=boxes)
            for i, (text, boxes) in enumerate(glyphs.lines, start=1)
        )
        found = rulings_of(paths) if options.rulings and paths else ()
        text = replace(empty, lines=lines, rulings=found)
        if layer is not Layer.USABLE:
            # What the page keeps where nothing on it can be recognised: a spilled row may be shaded.
            kept = text if layer in (Layer.SPARSE, Layer.BLANK) else empty
            return Read(_ocr().recognised_page(original, kept, layer, options.rulings), layer)
        shown = wordy(places, display)
        return Read(_ocr().with_pictures(original, text, shown, options.rulings) if shown else text, layer)
    finally:
        pdfium.FPDF_ClosePage(page)


def _ocr() -> Any:
    """What reads pictures, brought in when the first one is met: reports with a text layer need none of it."""
    try:
        from juesuan.reading.ocr import pages
    except ImportError as error:
        raise missing(str(error)) from error
    return pages


def _evidence(glyphs: Glyphs, pictures: float, paths: int, buried: float) -> Evidence:
    """What triage looks at. White space is no evidence."""
    text = "".join("".join(line.split()) for line, _ in glyphs.lines)
    n = len(text)
    hidden = max(min(glyphs.hidden, n), round(buried * n))
    return Evidence(n, min(unmapped(text) + glyphs.guessed, n), hidden, pictures, paths, *rare(text))


def _numbered(pages: Iterable[Page]) -> Iterator[Page]:
    """The pages with the blocks of their lines counted through the document."""
    first = 0
    for page in pages:
        lines = tuple(replace(line, block=line.block + first) for line in page.lines)
        yield replace(page, lines=lines)
        first += 1 + max((line.block for line in page.lines), default=0)


def _why(pages: Sequence[Page]) -> str:
    """Why a document has no text, from what its pages are."""
    worst = Counter(page.remarks[0] if page.remarks else "damaged, not read" for page in pages).most_common(1)
    why, n = worst[0]
    told = f"there is nothing to read on its {len(pages)} pages; {n} of them: {why}"
    return f"{told}. Get the report again from its source"
