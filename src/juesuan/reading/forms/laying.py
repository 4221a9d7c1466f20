"""Laying: blocks become lines and grids of the page model, pictures become pages of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from juesuan.errors import BadInput
from juesuan.reading.a1 import a1
from juesuan.reading.forms.blocks import Block, Entry, Picture, Table, Text
from juesuan.reading.forms.layout_tables import flat, lines_of, unframed
from juesuan.reading.page import CellGrid, CellPlace, Line, Page, Role

MOST_PLACES = 400_000
"""Rows × columns of one table; a table that claims more is a mistake or an attack."""
PROSE = frozenset("，。；")
CLOSED = frozenset("。！？；：.!?;:）)”」》")
LONG = 16
"""Characters from which a paragraph with a comma is a sentence."""
BROKEN = 0.4
"""Share of the sentences that may stop in the middle before paragraphs are taken for mere lines."""

Recognise = Callable[[bytes], tuple[Page, ...]]
"""The pages of a picture file, recognised; none if there is nothing to read in it."""


def pages_of(blocks: Iterable[Block], recognise: Recognise) -> tuple[Page, ...]:
    """The pages of a form without pages: one of lines and grids, parted by the pages of pictures.

    Anchors count paragraphs and tables from 1: `paragraph 4`, `table 2!B7`, `picture 1`.
    """
    layer = _Layer(recognise)
    for block in unframed(blocks):
        layer.add(block)
    layer.close()
    return trusted(tuple(layer.pages))


@dataclass
class _Layer:
    recognise: Recognise
    pages: list[Page] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    grids: list[CellGrid] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    pictures: int = 0
    number: int = 0
    block: int = 0

    def add(self, block: Block) -> None:
        if isinstance(block, Picture):
            self.picture(block)
        elif isinstance(block, Text):
            self.text(block)
        else:
            self.tables += 1
            self.table(block, f"table {self.tables}")
            for inner in (b for row in block.rows for entry in row for b in flat(entry.blocks)):
                if isinstance(inner, Picture):
                    self.picture(inner)

    def text(self, block: Text) -> None:
        self.block += block.turns
        if not block.text.strip():
            return
        self.paragraphs += 1
        for line in block.text.split("\n"):
            if line.strip():
                role = Role.FURNITURE if block.aside else Role.BODY
                self.line(line, f"paragraph {self.paragraphs}", role)

    def line(self, text: str, anchor: str, role: Role = Role.BODY) -> int:
        """Add a line; its index on the page."""
        self.number += 1
        self.lines.append(Line(text, self.number, self.block, role=role, anchor=anchor, opens=True))
        return len(self.lines) - 1

    def table(self, table: Table, name: str) -> None:
        role = Role.FURNITURE if table.aside else Role.BODY
        rows, columns, placed = spread(table)
        cells = []
        for top, left, bottom, right, entry in placed:
            anchor = f"{name}!{a1(top, left)}"
            own = tuple(self.line(text, anchor, role) for text in lines_of(entry))
            cells.append(CellPlace(top, left, bottom, right, own))
        if not table.aside:
            self.grids.append(CellGrid(name, tuple(range(rows)), tuple(range(columns)), tuple(cells)))

    def picture(self, picture: Picture) -> None:
        read = self.recognise(picture.data)
        if not read:
            return
        self.close()
        self.pictures += 1
        for page in read:
            self.block += 1
            lines = tuple(
                replace(line, page=None, block=self.block, anchor=f"picture {self.pictures}") for line in page.lines
            )
            self.pages.append(replace(page, number=None, lines=lines))
        self.block += 1

    def close(self) -> None:
        """End the page of lines."""
        if self.lines:
            self.pages.append(Page(None, 0.0, 0.0, tuple(self.lines), grids=tuple(self.grids)))
        self.lines, self.grids = [], []


def spread(table: Table) -> tuple[int, int, list[tuple[int, int, int, int, Entry]]]:
    """Rows, columns, and every cell with its place (top, left, bottom, right), as browsers place them.

    A cell that claims rows below the last ends with the table. Raises `BadInput` (too_large).
    """
    height = len(table.rows)
    down: dict[int, int] = {}
    placed: list[tuple[int, int, int, int, Entry]] = []
    width = area = 0
    for top, row in enumerate(table.rows):
        left = 0
        for entry in row:
            while down.get(left, 0) > top:
                left += 1
            right = left + 1
            while right < left + entry.columns and down.get(right, 0) <= top:
                right += 1
            bottom = min(top + entry.rows, height)
            area += (right - left) * (bottom - top)
            if area > MOST_PLACES:
                raise BadInput("too_large", f"a table of more than {MOST_PLACES} cells; split the file")
            down.update((column, bottom) for column in range(left, right))
            placed.append((top, left, bottom, right, entry))
            left = right
        width = max(width, left)
    if height * width > MOST_PLACES:
        raise BadInput("too_large", f"a table of more than {MOST_PLACES} cells; split the file")
    return _without_seams(height, width, placed)


def _without_seams(
    height: int, width: int, placed: Sequence[tuple[int, int, int, int, Entry]]
) -> tuple[int, int, list[tuple[int, int, int, int, Entry]]]:
    """The cells without columns and rows that none of them begins in: a colspan may claim more than there are."""
    columns = _places({left for _, left, _, _, _ in placed}, width)
    rows = _places({top for top, _, _, _, _ in placed}, height)
    moved = [
        (rows[top], columns[left], rows[bottom], columns[right], entry) for top, left, bottom, right, entry in placed
    ]
    return rows[height], columns[width], moved


def _places(begun: set[int], end: int) -> list[int]:
    """For each old edge how many of the edges that cells begin at stand before it."""
    return list(accumulate((int(at in begun) for at in range(end)), initial=0))


def trusted(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages; where most sentences stop in the middle, paragraphs are but lines, and none of them `opens`.

    Converters from PDF write every printed line as a paragraph.
    """
    prose = [
        line.text.strip() for page in pages for line in page.lines
        if line.opens and line.role is Role.BODY and len(line.text.strip()) >= LONG and PROSE & set(line.text)
        and line.anchor is not None and line.anchor.startswith("paragraph")
    ]  # fmt: skip
    if not prose or sum(text[-1] not in CLOSED for text in prose) <= BROKEN * len(prose):
        return pages
    return tuple(replace(p, lines=tuple(replace(line, opens=False) for line in p.lines)) for p in pages)
