"""Documents, web pages and workbooks, read: the door to this room."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice

from juesuan.errors import BadInput
from juesuan.reading import furniture
from juesuan.reading.forms import article, charset, laying, markup, mhtml, office, sheets, word, workbook, workbook_97
from juesuan.reading.forms.blocks import Block, Text
from juesuan.reading.forms.laying import Recognise
from juesuan.reading.forms.layout_tables import flat
from juesuan.reading.mending import mended
from juesuan.reading.page import Page, Role
from juesuan.reading.relining import relined
from juesuan.reading.sniff import ADVICE, Form

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA_TYPES = {
    Form.WORD: DOCX, Form.WORD_97: "application/msword", Form.OLE: "application/msword", Form.RTF: "application/rtf",
    Form.HTML: "text/html", Form.MHTML: "multipart/related", Form.EXCEL: XLSX,
    Form.EXCEL_97: "application/vnd.ms-excel",
}  # fmt: skip
"""The forms that are read here, and what they are called."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file's content, its name for messages, and how its pictures are recognised."""

    data: bytes
    name: str
    recognise: Recognise


Read = tuple[tuple[Page, ...], list[str]]


def read(form: Form, source: Source) -> Read:
    """The pages of a file of one of `MEDIA_TYPES`, and notes on what is left out.

    A page without a number holds what the file says between two pictures, or a sheet. Raises `BadInput`: no_text,
    truncated, too_large, encrypted, missing_engine, conversion_failed, unsupported_type.
    """
    pages, notes = READERS[form](source)
    if not any(line.text.strip() for page in pages for line in page.lines if line.role is not Role.NAME):
        message = f"{source.name}: there is no text in it; if the report is an attachment or a link, get that instead"
        raise BadInput("no_text", message)
    return pages, notes


def _word(source: Source) -> Read:
    blocks, notes = word.blocks_of(source.data, source.name)
    return _laid(blocks, source), notes


def _converted(source: Source, form: Form) -> Read:
    return _word(replace(source, data=office.as_word(source.data, source.name, ADVICE[form][0])))


def _web(source: Source) -> Read:
    return _page(source, None, lambda address: None)


def _saved(source: Source) -> Read:
    page, declared, parts = mhtml.unpacked(source.data, source.name)
    return _page(replace(source, data=page), declared, parts.get)


def _page(source: Source, declared: str | None, fetch: Callable[[str], bytes | None]) -> Read:
    """A web page. It is walked twice: what is furniture shows only when all of it has been seen."""
    text, lost = charset.decoded(source.data, declared)
    root = markup.tree_of(text, source.name)
    first = markup.Page(root, fetch)
    first.walk()
    second = markup.Page(root, fetch, aside=article.asides(root, first.pieces))
    blocks = second.walk()
    told = islice((b.text for b in flat(blocks) if isinstance(b, Text) and not b.aside), 12)
    title = article.titled(root, list(told))
    notes = []
    if lost:
        notes.append(f"{lost} characters are damaged (shown as \ufffd): the file is in no one encoding; get it again")
    if second.missing:
        notes.append(f"{second.missing} pictures are not in the file and are not looked at")
    return _laid([Text(title), *blocks] if title else blocks, source), notes


def _laid(blocks: Iterable[Block], source: Source) -> tuple[Page, ...]:
    """The pages of blocks, page numbers that were copied into the text marked."""
    pages = mended(laying.pages_of(blocks, source.recognise))
    # The lines of a page with grids are numbered by their cells: they stay as they are.
    whole = tuple(page if page.grids else relined((page,))[0] for page in pages)
    return tuple(furniture.mark((page,))[0] if page.height == 0 else page for page in whole)


def _sheets(source: Source) -> Read:
    found, notes = workbook.sheets_of(source.data, source.name)
    return sheets.pages_of(found), notes


def _sheets_97(source: Source) -> Read:
    found, notes = workbook_97.sheets_of(source.data, source.name)
    return sheets.pages_of(found), notes


READERS: dict[Form, Callable[[Source], Read]] = {
    Form.WORD: _word,
    Form.WORD_97: lambda source: _converted(source, Form.WORD_97),
    Form.OLE: lambda source: _converted(source, Form.OLE),
    Form.RTF: lambda source: _converted(source, Form.RTF),
    Form.HTML: _web,
    Form.MHTML: _saved,
    Form.EXCEL: _sheets,
    Form.EXCEL_97: _sheets_97,
}

