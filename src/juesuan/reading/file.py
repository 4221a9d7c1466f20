"""A file, read: whatever its form, one model of what its pages say."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from juesuan.errors import BadInput
from juesuan.reading import contents, furniture
from juesuan.reading.content import UNWATCHED, Content, Watch
from juesuan.reading.encoding import NotText, decode
from juesuan.reading.mending import mended
from juesuan.reading.ocr.photos import NotAPicture, pdf_of
from juesuan.reading.page import Page, Reading
from juesuan.reading.pdf import read_pdf
from juesuan.reading.plaintext import pages_of
from juesuan.reading.relining import relined
from juesuan.reading.sniff import ADVICE, Form, form_of

PdfReader = Callable[[Content], tuple[tuple[Page, ...], tuple[str, ...]]]
"""What makes pages and notes of a PDF, with the options of the reading."""
CONVERTED = frozenset({Form.WORD_97, Form.OLE, Form.RTF})
"""Forms that are read through another program, where it is installed."""


def read(
    source: Path | Content, *, rulings: bool = False, ocr_cache: Path | None = None, watch: Watch = UNWATCHED
) -> Reading:
    """Read a report of any form, told by content: PDF, pictures, Word, web page, workbook or plain text.

    Lines carry their role: body, furniture (page numbers, running heads, what stands round an article) or contents.
    Boxes are PDF points from the top left of the displayed page; forms without layout have none, and say where a
    line stands by its anchor. `rulings` asks for ruling lines, which cost time. `ocr_cache` is a folder where
    recognised pages are kept, by content, so that none is recognised twice; without it nothing is kept. `watch`
    hears of every page.
    Raises `BadInput`: unreadable, empty_file, unsupported_type, not_a_report_file, encrypted, truncated,
    too_large, no_text, missing_engine, conversion_failed; `OutputUnwritable` if `ocr_cache` cannot be written.
    """
    content = source if isinstance(source, Content) else Content.of(source)
    data, name = content.data, content.name
    if not data.strip(b" \t\r\n\f\v\0"):
        raise BadInput("empty_file", f"{name}: empty, {len(data)} bytes; get it again from its source")
    pdf = partial(read_pdf, rulings=rulings, ocr_cache=ocr_cache, watch=watch)
    media_type, pages, notes = _told(content, pdf)
    return Reading(
        file_name=name,
        sha256=content.sha256,
        size_bytes=len(data),
        media_type=media_type,
        pages=contents.mark(pages),
        notes=notes,
    )


def _told(content: Content, pdf: PdfReader) -> tuple[str, tuple[Page, ...], tuple[str, ...]]:
    """The media type of a content, its pages with their furniture marked, and notes on what is missing."""
    data, name = content.data, content.name
    form = form_of(data)
    pictures = _pictures(data) if form is Form.IMAGE else None
    if form is Form.PDF or pictures is not None:
        pages, notes = pdf(content if pictures is None else Content(name, pictures[0]))
        media_type = "application/pdf" if pictures is None else pictures[1]
        return media_type, furniture.mark(relined(mended(pages))), notes
    if form is Form.TEXT:
        return "text/plain", furniture.mark(relined(mended(_text_pages(data, name)))), ()
    if form is Form.LOCKED:
        raise BadInput("encrypted", f"{name}: encrypted; open it with its password and save it without one")
    if form in ADVICE and form not in CONVERTED:
        what, advice = ADVICE[form]
        raise BadInput("unsupported_type", f"{name}: {what}, which is not read; {advice}")
    # Brought in when the first one is met: reports in PDF need none of it.
    from juesuan.reading.forms import pages as forms

    seen: list[str] = []

    def recognise(picture: bytes) -> tuple[Page, ...]:
        found, note = _recognised(Content(name, picture), pdf)
        seen.extend(note)
        return found

    pages, notes_of_form = forms.read(form, forms.Source(data, name, recognise))
    return forms.MEDIA_TYPES[form], pages, (*notes_of_form, *seen)


def _recognised(picture: Content, pdf: PdfReader) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """The pages of a picture inside a document; none, with a note, if its kind is not known or it holds no words."""
    found = _pictures(picture.data)
    if found is None:
        return (), ("a picture is of a kind that is not read, or damaged; print the file to a PDF, page by page",)
    try:
        pages, notes = pdf(Content(picture.name, found[0]))
    except BadInput as error:
        if error.code != "no_text":
            raise
        return (), ()
    return pages, notes


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
