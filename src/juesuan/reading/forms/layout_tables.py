"""Layout tables: tables that hold a page together and say nothing as tables; what is in them flows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from juesuan.reading.forms.blocks import Block, Entry, Picture, Table, Text

ARTICLE = 12
"""Paragraphs in one cell that make it a column of a page, if most of the table's text is in it."""
MOST = 0.6


def table_of(rows: Sequence[Sequence[Entry]], *, aside: bool = False) -> Table:
    """A table of these rows, whose inner tables were made before, told from a mere frame.

    A frame is a table of one cell or one column, one that holds another table of cells, and one with an article in
    a cell.
    """
    told = [[entry for entry in row if _says(entry)] for row in rows]
    sizes = [[_size(entry) for entry in row] for row in told]
    whole = sum(map(sum, sizes))
    frames = any(
        _frames(entry, size >= MOST * whole)
        for row, row_sizes in zip(told, sizes, strict=True)
        for entry, size in zip(row, row_sizes, strict=True)
    )
    narrow = sum(map(len, told)) <= 1 or all(len(row) <= 1 for row in told)
    return Table(tuple(map(tuple, rows)), aside, frames or narrow, frames)


def _says(entry: Entry) -> bool:
    return any(not isinstance(b, Text) or b.text.strip() for b in entry.blocks)


def _size(entry: Entry) -> int:
    return sum(len(b.text) for b in entry.blocks if isinstance(b, Text))


def _frames(entry: Entry, most: bool) -> bool:
    """Whether a cell holds what no cell of a report's table holds; `most`: most of the table's text is in it."""
    if any(isinstance(b, Table) and (b.frames or not b.layout) for b in entry.blocks):
        return True
    return most and sum(isinstance(b, Text) and len(b.text.strip()) > 1 for b in entry.blocks) >= ARTICLE


def unframed(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, layout tables taken apart: a cell of theirs is a stretch of the page, from left to right, down."""
    waiting: list[Iterator[Block]] = [iter(blocks)]
    while waiting:
        block = next(waiting[-1], None)
        if block is None:
            waiting.pop()
        elif isinstance(block, Table) and block.layout:
            waiting.append(b for row in block.rows for entry in row for b in entry.blocks)
        else:
            yield block


def flat(blocks: Iterable[Block]) -> Iterator[Text | Picture]:
    """Texts and pictures of blocks, however they are nested, in order."""
    waiting: list[Iterator[Block]] = [iter(blocks)]
    while waiting:
        block = next(waiting[-1], None)
        if block is None:
            waiting.pop()
        elif isinstance(block, Table):
            waiting.append(b for row in block.rows for entry in row for b in entry.blocks)
        else:
            yield block


def lines_of(entry: Entry) -> list[str]:
    """The lines of a cell: those of its paragraphs, of wrappers inside it too."""
    return [line for b in flat(entry.blocks) if isinstance(b, Text) for line in b.text.split("\n") if line.strip()]
