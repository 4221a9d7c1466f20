"""Tables of a report as rows of cells that span rows and columns: what Word, web pages and sheets are made of."""

from __future__ import annotations

from dataclasses import dataclass

from making.report import WordTable
from making.ruled import Row, RuledTable


@dataclass(frozen=True)
class Span:
    """A cell: its text, the columns and rows it takes, whether it belongs to the header."""

    text: str
    rows: int = 1
    columns: int = 1
    head: bool = False


def spans_of(table: RuledTable | WordTable) -> list[list[Span]]:
    """The rows of a table, each with the cells that begin in it, from left to right."""
    if isinstance(table, WordTable):
        head = [Span(name, head=True) for name in table.header]
        return [head, *([Span(cell.text) for cell in row] for row in table.rows)]
    rows: list[list[Span]] = [[] for _ in range(table.depth)]
    for cell in sorted(table.header(), key=lambda c: (c.row, c.column)):
        rows[cell.row].append(Span(cell.text, cell.rows, cell.columns, head=True))
    if table.serial:
        rows.append(_joined(table.numbering()))
    return [*rows, *(_joined(row) for row in table.rows)]


def _joined(row: Row) -> list[Span]:
    """A printed row; a cell of None is a part of the one on its left."""
    made: list[Span] = []
    for text in row:
        if text is None:
            made[-1] = Span(made[-1].text, 1, made[-1].columns + 1)
        else:
            made.append(Span(text))
    return made


def width_of(rows: list[list[Span]]) -> int:
    """Columns of a table."""
    return sum(span.columns for span in rows[0])
