"""The flow of the words: body lines without the statutory tables, tables of words set apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from juesuan.extracting.sections import Cell
from juesuan.extracting.statutory import StatutoryTable, find_tables
from juesuan.extracting.word_table import WordTable, is_header, read_word_table
from juesuan.knowledge.structure import Structure
from juesuan.reading.page import Line, Reading, Role
from juesuan.reading.paragraphs import Paragraph, paragraph_of, paragraphs


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


def flow_of(reading: Reading, structure: Structure) -> Flow:
    """Set tables apart and join the rest into paragraphs."""
    body = [(i, line) for i, line in enumerate(reading.lines) if line.role is Role.BODY and line.text.strip()]
    tables, taken = find_tables(body, structure)
    words = [(i, line) for i, line in body if i not in taken]
    pieces: list[Paragraph | Cell] = []
    rows: list[WordRow] = []
    start = at = 0
    while at < len(words):
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
    return Flow(tuple(pieces), tuple(tables), tuple(rows))


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
