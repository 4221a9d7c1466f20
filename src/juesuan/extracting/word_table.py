"""Tables of words, such as `序号 重要事项 工作内容及目标 完成情况`: cells of many short lines made whole.

Where the lines have places on the page, columns and rows are known by them; where they have none, by the law
of wrapped lines (see `word_wrap`). Both ways give the same table.
"""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.extracting.word_cell import Cell, Row, WordTable, make_cell
from juesuan.extracting.word_columns import cut_row, pieces_of
from juesuan.extracting.word_grid import grid_rows
from juesuan.extracting.word_header import Header, is_header, read_header
from juesuan.extracting.word_names import WordTableNames, default_names
from juesuan.extracting.word_rows import find_rows
from juesuan.extracting.word_widths import estimate_columns
from juesuan.reading.page import Line, Role

__all__ = ["Cell", "Row", "WordTable", "is_header", "read_word_table"]


def read_word_table(lines: Sequence[Line], *, names: WordTableNames | None = None) -> WordTable | None:
    """The table of words whose header is `lines[0]`; the lines may run on beyond its end.

    None if no header of such a table starts there, or row 1 does not follow it. Pieces of cells count lines
    and characters in `lines` as given; lines of furniture are passed over.
    """
    names = names or default_names()
    header = read_header(lines, names=names)
    if header is None:
        return None
    body = [line for line in lines if line.role is not Role.FURNITURE and line.text.strip()]
    laid_out = all(line.boxes is not None for line in body)
    rows = (grid_rows(lines, header, names) if laid_out else None) or _wrapped_rows(lines, header, names)
    if not rows:
        return None
    used = max((p[0] for row, _ in rows for cell in row.cells for p in cell.pieces), default=0)
    last = max(used, *(line for _, line in rows), header.lines_used - 1)
    return WordTable(
        header.names, tuple(c.role for c in header.cells), tuple(row for row, _ in rows), last + 1
    )


def _wrapped_rows(lines: Sequence[Line], header: Header, names: WordTableNames) -> list[tuple[Row, int]]:
    """The rows of lines without layout, each with the line its number stands on."""
    found = find_rows(lines, header, names)
    pieces = [pieces_of(row) for row in found]
    columns = estimate_columns(pieces, [c.role for c in header.cells[1:]])
    rows: list[tuple[Row, int]] = []
    for row, parts in zip(found, pieces, strict=True):
        cells, _ = cut_row(parts, columns)
        made = tuple(make_cell(lines, [(a.line, a.start, a.end) for a in cell]) for cell in cells)
        rows.append((Row(row.sequence, made), row.line))
    return rows
