"""Several files that make one report, read as one: the text as a web page, the tables as a workbook."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from juesuan.errors import BadInput
from juesuan.reading.content import UNWATCHED, Content, Watch
from juesuan.reading.file import read
from juesuan.reading.page import CellGrid, Line, Page, Reading
from juesuan.reading.sniff import Form, form_of

MEDIA_TYPE = "multipart/mixed"
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Bundle:
    """The contents of the files that make one report, in the order they are read in."""

    name: str
    contents: tuple[Content, ...]

    @cached_property
    def sha256(self) -> str:
        """The hash of the hashes of the contents, sorted: the same whatever the names and order of the files."""
        hashes = sorted({content.sha256 for content in self.contents})
        return hashlib.sha256("".join(hashes).encode()).hexdigest()

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(len(content.data) for content in self.contents)


def read_bundle(
    bundle: Bundle, *, rulings: bool = False, ocr_cache: Path | None = None, watch: Watch = UNWATCHED
) -> tuple[Reading | None, list[Reading | BadInput]]:
    """The files as one reading, None if none of them can be read; and what became of each, in their order.

    What cannot be read is a note of the reading. `watch` hears of pages counted through all files.
    """
    parts: list[Reading | BadInput] = []
    before = 0
    for content in bundle.contents:
        try:
            reading = read(content, rulings=rulings, ocr_cache=ocr_cache, watch=_shifted(watch, before))
            before += len(reading.pages)
            parts.append(reading)
        except BadInput as error:
            parts.append(error)
    readings = [part for part in parts if isinstance(part, Reading)]
    if not readings:
        return None, parts
    missing = tuple(part.message for part in parts if isinstance(part, BadInput))
    whole = bound(bundle.name, bundle.sha256, readings)
    return replace(whole, notes=whole.notes + missing), parts


def _shifted(watch: Watch, by: int) -> Watch:
    return Watch(
        lambda page, pages: watch.tell(page + by, pages + by),
        frozenset(page - by for page in watch.leave_out if page > by),
    )


def bound(name: str, sha256: str, readings: Sequence[Reading]) -> Reading:
    """The readings one after the other as one, under the name and the hash of the group.

    Pages keep their numbers; anchors say which file: `表.xlsx/收入!B7`, or the file alone where a page says the rest.
    """
    pages: list[Page] = []
    block = 0
    for reading in readings:
        for i, page in enumerate(reading.pages):
            lines = tuple(
                replace(line, block=line.block + block, anchor=_anchor(reading.file_name, line)) for line in page.lines
            )
            grids = tuple(_renamed(reading.file_name, grid) for grid in page.grids)
            pages.append(replace(page, lines=lines, grids=grids, apart=page.apart or not i))
        block = 1 + max((line.block for page in pages for line in page.lines), default=block)
    return Reading(
        file_name=name,
        sha256=sha256,
        size_bytes=sum(r.size_bytes for r in readings),
        media_type=MEDIA_TYPE,
        pages=tuple(pages),
        notes=tuple(f"{r.file_name}: {note}" for r in readings for note in r.notes),
    )


def in_order(contents: Sequence[Content]) -> list[Content]:
    """Contents in the order of their names, numbers in them counted, and workbooks last: the words lead to them."""

    def place(content: Content) -> tuple[bool, list[tuple[int, str]], str]:
        sheets = form_of(content.data) in (Form.EXCEL, Form.EXCEL_97)
        pieces = _DIGITS.split(content.name)
        return sheets, [(int(p), "") if p.isdecimal() else (-1, p) for p in pieces], content.sha256

    return sorted(contents, key=place)


def _anchor(file: str, line: Line) -> str:
    if line.anchor is not None:
        return f"{file}/{line.anchor}"
    return file if line.boxes is not None else f"{file}/line {line.number}"


def _renamed(file: str, grid: CellGrid) -> CellGrid:
    return replace(grid, name=f"{file}/{grid.name}")
