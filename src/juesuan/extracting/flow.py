"""The flow of the words: body lines without the statutory tables, tables of words set apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from juesuan.extracting.given_cells import NUMBER, GivenCells, GivenGrid
from juesuan.extracting.sections import Cell
from juesuan.extracting.statutory import StatutoryTable, find_tables
from juesuan.extracting.word_cells import word_cells
from juesuan.extracting.word_names import default_names
from juesuan.extracting.word_table import WordTable, is_header, read_word_table
from juesuan.knowledge.structure import Structure
from juesuan.reading.folding import fold
from juesuan.reading.page import CellPlace, Line, Reading, Role
from juesuan.reading.paragraphs import Paragraph, paragraph_of, paragraphs

TOLD = (Role.BODY, Role.NAME)
"""Lines that may title a table; of these the names of sheets say nothing else."""


@dataclass(frozen=True)
class WordRow:
    """A row of a table of words: number, and each cell with its place; roles name the columns."""

    sequence: int
    roles: tuple[str, ...]
    cells: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Flow:
    """What is left of a reading as words, in reading order, and the tables that were set apart."""

    pieces: tuple[Paragraph | Cell, ...]
    tables: tuple[StatutoryTable, ...]
    rows: tuple[WordRow, ...]
    loose: tuple[GivenGrid, ...] = ()
    """Grids with numbers that no title names and that are no tables of words."""


def flow_of(reading: Reading, structure: Structure) -> Flow:
    """Set tables apart and join the rest into paragraphs."""
    cells = GivenCells(reading)
    told = [(i, line) for i, line in enumerate(reading.lines) if line.role in TOLD and line.text.strip()]
    tables, taken = find_tables(told, structure, cells)
    given = GivenWords(cells, taken)
    words = [(i, line) for i, line in told if line.role is Role.BODY and i not in given.unsaid]
    pieces: list[Paragraph | Cell] = []
    rows: list[WordRow] = []
    start = at = 0
    while at < len(words):
        k = given.grid_at(words[at][0])
        if k is not None:
            pieces += paragraphs(words[start:at])
            found, cell_pieces = given.read(k)
            rows += found
            pieces += cell_pieces
            while at < len(words) and given.grid_at(words[at][0]) == k:
                at += 1
            start = at
            continue
        if is_header(words[at][1]):
            lines = [line for _, line in words[at:]]
            table = read_word_table(lines)
            if table is not None:
                pieces += paragraphs(words[start:at])
                found = _rows(table, words[at:])
                rows += found
                pieces += [Cell(cell) for row in found for cell in row.cells if cell.text]
                at += table.lines_used
                start = at
                continue
        at += 1
    pieces += paragraphs(words[start:])
    return Flow(tuple(pieces), tuple(tables), tuple(rows), tuple(given.loose))


class GivenWords:
    """The words of grids whose cells are given; `taken` are the lines that the statutory tables take."""

    def __init__(self, cells: GivenCells, taken: Collection[int]) -> None:
        self.cells = cells
        self.owned = {cells.places[i][0] for i in taken if i in cells.places}
        beside = {i for i, (k, _) in cells.places.items() if k in self.owned and not cells.alone(i)}
        self.unsaid = {*taken, *beside}
        """Lines that are no words: of the tables, and what stands beside their numbers."""
        self.loose: list[GivenGrid] = []

    def grid_at(self, line: int) -> int | None:
        """The grid that a line stands in, if no statutory table has a part of it: a note below one is a paragraph."""
        place = self.cells.places.get(line)
        return place[0] if place is not None and place[0] not in self.owned else None

    def read(self, k: int) -> tuple[list[WordRow], list[Paragraph | Cell]]:
        """The rows of a grid that is a table of words, and all its words; a cell that is a number is none."""
        given, lines = self.cells.grids[k], self.cells.reading.lines
        rows: list[WordRow] = []
        pieces: list[Paragraph | Cell] = []
        table = word_cells(self.cells, given, default_names())
        if table is not None:
            for row in table.rows:
                made = tuple(paragraph_of((i, lines[i].text, 0) for i in cell) for cell in row.lines)
                rows.append(WordRow(row.sequence, tuple(str(r) for r in table.roles), made))
        elif any(self._is_number(given, cell) for cell in given.grid.cells):
            self.loose.append(given)
        before = True
        for _, cells in given.rows.items():
            own = [c for c in cells if table is None or not table.taken.intersection(given.lines(c))]
            if len(own) < len(cells) and before:
                pieces += [Cell(cell) for row in rows for cell in row.cells if cell.text]
                before = False
            for cell in own:
                if not self._is_number(given, cell):
                    told = paragraph_of((i, lines[i].text, 0) for i in given.lines(cell))
                    pieces.append(told if len(cells) == 1 else Cell(told))
        return rows, pieces

    def _is_number(self, given: GivenGrid, cell: CellPlace) -> bool:
        return NUMBER.fullmatch(fold(self.cells.text(given, cell))) is not None


def _rows(table: WordTable, lines: Sequence[tuple[int, Line]]) -> list[WordRow]:
    """The rows with their cells as paragraphs that know their place in the reading."""
    found = []
    for row in table.rows:
        cells = tuple(
            paragraph_of((lines[k][0], lines[k][1].text[start:end], start) for k, start, end in cell.pieces)
            for cell in row.cells
        )
        found.append(WordRow(row.sequence, tuple(str(r) for r in table.roles[1:]), cells))
    return found
