"""The result: a table of words, its rows and cells, every character with its place in the lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from juesuan.extracting.word_names import ColumnRole
from juesuan.reading.page import Line

Piece = tuple[int, int, int]
"""Index of a line, and the start and end of a run of its characters."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text without white space, and where the text stands, in reading order."""

    text: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number, and one cell for each column after the sequence (empty text, no pieces if blank)."""

    sequence: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table of words.

    `header` holds the column names as printed, the sequence column first, `roles` what each holds. `rows` are
    numbered from 1 without a gap. `lines_used` counts the lines from the header to the table's last line.
    """

    header: tuple[str, ...]
    roles: tuple[ColumnRole, ...]
    rows: tuple[Row, ...]
    lines_used: int

    def cell(self, row: Row, role: ColumnRole) -> Cell | None:
        """The row's cell in the first column of that role, None if the table has no such column."""
        if role not in self.roles[1:]:
            return None
        return row.cells[self.roles[1:].index(role)]


def make_cell(lines: Sequence[Line], pieces: Iterable[Piece]) -> Cell:
    """The cell that stands at these places of the lines."""
    kept = tuple(p for p in pieces if lines[p[0]].text[p[1] : p[2]].strip())
    text = "".join(c for i, start, end in kept for c in lines[i].text[start:end] if not c.isspace())
    return Cell(text, kept)
