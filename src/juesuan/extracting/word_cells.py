"""Tables of words whose cells are given: the same rows as those that are put together from printed lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from juesuan.extracting.given_cells import GivenCells, GivenGrid
from juesuan.extracting.word_header import KNOWN_COLUMNS
from juesuan.extracting.word_names import ColumnRole, WordTableNames
from juesuan.reading.folding import fold
from juesuan.reading.page import CellPlace

SEQUENCE = regex.compile(r"[（(]?(\d{1,3})[）)]?[.、．]?")
TOP = 4
"""Rows among which the header of a table stands; above it there may be a title and a unit."""


@dataclass(frozen=True, slots=True)
class CellRow:
    """A row of a table of words: its number, and for each column after the sequence the lines of its cell."""

    sequence: int
    lines: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class CellTable:
    """A table of words: the roles of its columns after the sequence, its rows, every line that it takes."""

    roles: tuple[ColumnRole, ...]
    rows: tuple[CellRow, ...]
    taken: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Column:
    left: int
    right: int
    role: ColumnRole
    known: bool


def word_cells(cells: GivenCells, given: GivenGrid, names: WordTableNames) -> CellTable | None:
    """The table of words that a grid is; None if it has no header of such a table, or row 1 does not follow it."""
    for top in list(given.rows)[:TOP]:
        header = [_column(cells.text(given, c), c, names) for c in given.rows[top]]
        if _is_header(header):
            return _read(cells, given, top, header)
    return None


def _column(text: str, cell: CellPlace, names: WordTableNames) -> _Column:
    role = names.roles.get(fold(text))
    return _Column(cell.left, cell.right, role or ColumnRole.OTHER, role is not None)


def _is_header(header: Sequence[_Column]) -> bool:
    """The sequence column first, two others known, at most one unknown: as printed headers are told."""
    if not header or header[0].role is not ColumnRole.SEQUENCE:
        return False
    known = [c.role for c in header[1:] if c.known]
    return (
        len(known) >= KNOWN_COLUMNS and len(header) - 1 - len(known) <= 1 and set(known) != {ColumnRole.OTHER}
    )


def _read(cells: GivenCells, given: GivenGrid, top: int, header: Sequence[_Column]) -> CellTable | None:
    printed = [cells.text(given, c) for c in given.rows[top]]
    taken = {line for c in given.rows[top] for line in given.lines(c)}
    rows: list[tuple[int, list[list[int]]]] = []
    for row, here in given.rows.items():
        if row <= top:
            continue
        texts = [cells.text(given, c) for c in here]
        if texts == printed:
            # The header again, at the top of a page.
            taken.update(line for c in here for line in given.lines(c))
            continue
        first = [c for c in here if header[0].left <= c.left < header[0].right]
        if first:
            number = SEQUENCE.fullmatch(fold(cells.text(given, first[0])))
            if number is None or int(number[1]) != len(rows) + 1:
                break
            rows.append((len(rows) + 1, [[] for _ in header[1:]]))
        elif not rows:
            break
        for cell in here:
            taken.update(given.lines(cell))
            for k, column in enumerate(header[1:]):
                if column.left <= cell.left < column.right:
                    rows[-1][1][k] += given.lines(cell)
    if not rows:
        return None
    return CellTable(
        tuple(c.role for c in header[1:]),
        tuple(CellRow(number, tuple(map(tuple, lines))) for number, lines in rows),
        frozenset(taken),
    )
