"""A file, read: whatever its form, one model of what its pages say."""

from __future__ import annotations

import hashlib
from pathlib import Path

from juesuan.errors import BadInput
from juesuan.reading import contents, furniture
from juesuan.reading.encoding import NotText, decode
from juesuan.reading.mending import mended
from juesuan.reading.ocr.photos import NotAPicture, pdf_of
from juesuan.reading.page import Page, Reading
from juesuan.reading.pdf import read_pdf
from juesuan.reading.plaintext import pages_of
from juesuan.reading.relining import relined
from juesuan.reading.sniff import ADVICE, Form, form_of


def read(path: Path, *, rulings: bool = False, ocr_cache: Path | None = None) -> Reading:
    """Read a report: a PDF, with a text layer or scanned, pictures of its pages, or plain text, told by content.

    Lines carry their role: body, furniture (page numbers, running heads) or contents. Boxes are PDF points
    from the top left of the displayed page; plain text has none. `rulings` asks for ruling lines, which
    cost time. `ocr_cache` is a folder where recognised pages are kept, by content, so that none is recognised
    twice; without it nothing is kept.
    Raises `BadInput`: unreadable, empty_file, unsupported_type, not_a_report_file, encrypted, truncated,
    too_large, no_text, missing_engine; `OutputUnwritable` if `ocr_cache` cannot be written.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        why = error.strerror or error
        message = f"{path.name}: cannot be opened ({why}); check that it is a file you may read"
        raise BadInput("unreadable", message) from error
    if not data.strip(b" \t\r\n\f\v\0"):
        raise BadInput("empty_file", f"{path.name}: empty, {len(data)} bytes; get it again from its source")
    form = form_of(data)
    pictures = _pictures(data) if form is Form.IMAGE else None
    notes: tuple[str, ...] = ()
    if form is Form.PDF:
        media_type = "application/pdf"
        pages, notes = read_pdf(data, path.name, rulings=rulings, ocr_cache=ocr_cache)
    elif pictures is not None:
        data_of_pages, media_type = pictures
        pages, notes = read_pdf(data_of_pages, path.name, rulings=rulings, ocr_cache=ocr_cache)
    elif form is Form.TEXT:
        media_type = "text/plain"
        pages = _text_pages(data, path.name)
    else:
        what, advice = ADVICE[form]
        raise BadInput("unsupported_type", f"{path.name}: {what}, which is not read yet; {advice}")
    return Reading(
        file_name=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        media_type=media_type,
        pages=contents.mark(furniture.mark(relined(mended(pages)))),
        notes=notes,
    )


def _pictures(data: bytes) -> tuple[bytes, str] | None:
    """A picture file as a PDF, and its media type; None if it cannot be opened."""
    try:
        return pdf_of(data)
    except NotAPicture:
        return None


def _text_pages(data: bytes, name: str) -> tuple[Page, ...]:
    """The pages of a plain text."""
    try:
        text, _ = decode(data)
    except NotText as error:
        message = f"{name}: not a report, or damaged: {error}; if it is a text, save it as UTF-8"
        raise BadInput("not_a_report_file", message) from error
    pages = pages_of(text)
    if not any(page.lines for page in pages):
        raise BadInput("empty_file", f"{name}: holds white space only; get it again from its source")
    return pages
