"""The page model: what a page says and where, whatever the form of the file it came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from juesuan.reading.a1 import a1

Boxes = npt.NDArray[np.float32]
"""Boxes of characters, shape (n, 4): x0, y0, x1, y1 in PDF points, origin at the top left."""


class Role(StrEnum):
    """What a line is for."""

    BODY = "body"
    FURNITURE = "furniture"
    """Running page numbers, headers and footers."""
    CONTENTS = "contents"
    """A line of the table of contents: it repeats a heading, it is not the section."""
    NAME = "name"
    """The name of a workbook's sheet: it may title the table on it, and is no sentence of the report."""


class Source(StrEnum):
    """Where the characters of a page came from."""

    TEXT = "text"
    OCR = "ocr"


class Box(NamedTuple):
    """A rectangle in PDF points, origin at the top left of the page.

    A named tuple, not a dataclass: every cell of a table has one, and a tuple takes a third of the time to make.
    """

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without white space or a wide gap."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Ruling:
    """A horizontal or vertical ruling line of a table."""

    horizontal: bool
    box: Box


@dataclass(frozen=True)
class Line:
    """One printed line, characters as printed.

    `boxes` has one row per character of `text`, or is None for forms without layout (plain text).
    `page` is 1-based, None where the file has no pages. `number` is the 1-based line of a text file,
    the 1-based line on its page otherwise. `block` counts the page-like pieces of the file from 0: it
    changes at every page break, also at those of a text file that are only hinted at, and between the two
    pages of a scanned spread. `gap_before` is the number of blank lines before it in a text file (0 with
    layout). `confidences` has one value per character, 0 to 1, how sure the recogniser is (1 for the spaces
    it does not print); None for a line that was not recognised. `anchor` says where it stands in a form without
    pages (paragraph 4, table 2!B7, a sheet's cell) or in a group of files; None where page or line number say it.
    `opens` means that the form itself says that a paragraph begins here.
    """

    text: str
    number: int
    block: int
    page: int | None = None
    boxes: Boxes | None = None
    role: Role = Role.BODY
    gap_before: int = 0
    confidences: npt.NDArray[np.float32] | None = None
    anchor: str | None = None
    opens: bool = False

    @property
    def source(self) -> Source:
        """Where its characters came from; on a page of text, lines read from a picture are `Source.OCR`."""
        return Source.TEXT if self.confidences is None else Source.OCR

    @cached_property
    def box(self) -> Box | None:
        """The rectangle around the line's visible characters, None without layout."""
        if self.boxes is None or not len(self.boxes):
            return None
        seen = [i for i, c in enumerate(self.text) if not c.isspace()]
        b = self.boxes[seen] if 0 < len(seen) < len(self.boxes) else self.boxes
        return Box(*b[:, :2].min(axis=0).tolist(), *b[:, 2:].max(axis=0).tolist())

    @cached_property
    def width(self) -> int:
        """Columns it takes in a fixed-pitch print: 2 for a wide character, 1 for a Latin one."""
        return sum(1 if ord(c) < 0x2E80 and c not in "“”‘’—…·×" else 2 for c in self.text.strip())

    def as_(self, role: Role) -> Line:
        """The same line in another role."""
        return replace(self, role=role)

    def only(self, indices: Sequence[int]) -> Line:
        """The line with these of its characters, in their order, each with its box and its confidence."""
        return replace(
            self,
            text="".join(self.text[i] for i in indices),
            boxes=None if self.boxes is None else self.boxes[indices],
            confidences=None if self.confidences is None else self.confidences[indices],
        )


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell from row `top` to before `bottom`, column `left` to before `right` (from 0).

    `lines` are the indices, on its page, of what it says; none for a blank cell.
    """

    top: int
    left: int
    bottom: int
    right: int
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CellGrid:
    """A table that its form tells cell by cell (a Word or web table, a sheet), without boxes.

    `name` is its place in the file: table 3, or the sheet. Cells do not overlap; a place without one is blank.
    `at_rows` and `at_columns` are the rows and columns of the form (from 0) that its own are: a sheet has more.
    """

    name: str
    at_rows: tuple[int, ...]
    at_columns: tuple[int, ...]
    cells: tuple[CellPlace, ...]

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.at_rows)

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.at_columns)

    def anchor(self, row: int, column: int) -> str:
        """Where a place of the grid is in the file: table 3!B7."""
        return f"{self.name}!{a1(self.at_rows[row], self.at_columns[column])}"


@dataclass(frozen=True)
class Page:
    """A page: its size in PDF points (0 without layout), its lines in reading order, its rulings.

    A recognised page (`source` is `Source.OCR`) is told as if it had been laid straight on the glass: size, boxes and
    rulings are those of the page set upright and level, and `displayed` says where a box is on the page as a viewer
    shows it. `remarks` say why it was recognised, or why it is empty, and what could not be made out.
    """

    number: int | None
    width: float
    height: float
    lines: tuple[Line, ...]
    source: Source = Source.TEXT
    rulings: Collection[Ruling] = ()
    """`Rulings` where they were read from the paths of a PDF."""
    pictures: float = 0.0
    """Share of the page covered by pictures, 0 to 1."""
    remarks: tuple[str, ...] = ()
    straightening: npt.NDArray[np.float64] | None = None
    """The projective map, shape (3, 3), from its points to those of the page as displayed; None: they are the same."""
    grids: tuple[CellGrid, ...] = ()
    """The tables of a form that tells its cells, in reading order; their words are among the lines."""
    apart: bool = False
    """A sheet, or the beginning of another file: nothing that began before goes on here."""

    def displayed(self, box: Box) -> Box:
        """The rectangle around a box on the page as displayed, in PDF points from the top left."""
        if self.straightening is None:
            return box
        corners = np.array([(x, y, 1.0) for x in (box.x0, box.x1) for y in (box.y0, box.y1)])
        there = corners @ self.straightening.T
        points = there[:, :2] / there[:, 2:]
        (x0, y0), (x1, y1) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        return Box(x0, y0, x1, y1)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Words with their boxes, in reading order; empty without layout."""
        from juesuan.reading.words import words_of

        return tuple(w for line in self.lines for w in words_of(line))


@dataclass(frozen=True)
class Reading:
    """A file, read: its pages, and every line of them in reading order."""

    file_name: str
    sha256: str
    size_bytes: int
    media_type: str
    pages: tuple[Page, ...]
    notes: tuple[str, ...] = ()
    """What the reader had to put up with, for the findings (a damaged cross-reference table, …)."""
    lines: tuple[Line, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", tuple(line for page in self.pages for line in page.lines))

    @property
    def document_id(self) -> str:
        """The first 16 hex digits of the content's sha256."""
        return self.sha256[:16]

    @cached_property
    def firsts(self) -> tuple[int, ...]:
        """For every page the index of its first line; of a page without lines that of the next line."""
        return tuple(accumulate((len(page.lines) for page in self.pages[:-1]), initial=0))

    def page_of(self, line: int) -> Page:
        """The page that the line with this index stands on."""
        return self.pages[bisect_right(self.firsts, line) - 1]
