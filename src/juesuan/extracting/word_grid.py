"""Tables of words with layout: the grid of columns by x and rows by the sequence numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from juesuan.extracting.word_bands import CellLine, alignments, make_bands, part_rows, widest
from juesuan.extracting.word_cell import Row, make_cell
from juesuan.extracting.word_columns import Column
from juesuan.extracting.word_gutters import Run, find_gutters, pitch_of, runs_of, split_at
from juesuan.extracting.word_header import Header, read_header, repeated_header
from juesuan.extracting.word_names import WordTableNames
from juesuan.extracting.word_rows import NUMBER
from juesuan.extracting.word_wrap import SENTENCE_ENDS
from juesuan.reading.folding import fold
from juesuan.reading.page import Line, Role

SAME_LINE = 0.6
"""Share of its height by which a piece overlaps the line that it continues."""
REFINED = 2
"""How often the rows are parted again with the habits that the rows so far show."""


def grid_rows(lines: Sequence[Line], header: Header, names: WordTableNames) -> list[tuple[Row, int]] | None:
    """The rows, each with the line its number stands on; None if places do not tell columns or rows."""
    body = _body(lines, header, names)
    pitch = pitch_of(lines[i] for i in body)
    if not pitch:
        return None
    runs = [run for i in body for run in runs_of(lines[i], i, pitch)]
    gutters = find_gutters(lines, header, _inside(runs, lines, header), pitch)
    if gutters is None:
        return None
    placed = _placed(lines, body, gutters, pitch)
    bands = make_bands(placed)
    numbered: list[int] = []
    starts: list[int] = []
    for b, band in enumerate(bands):
        numbers = [line for line in band if line.column == 0]
        if len(numbers) > 1:
            return None
        if numbers:
            numbered.append(b)
            starts.append(numbers[0].pieces[0][0])
    if not numbered:
        return None
    columns = [Column(cell.role, widest(placed, c)) for c, cell in enumerate(header.cells[1:], 1)]
    parted = part_rows(bands, numbered, columns)
    for _ in range(REFINED):
        columns = [_with_habit(parted, c, column) for c, column in enumerate(columns, 1)]
        parted = part_rows(bands, numbered, columns, alignments(parted))
    rows: list[tuple[Row, int]] = []
    for k, row in enumerate(parted):
        cells = tuple(
            make_cell(lines, [p for band in row for line in band if line.column == c for p in line.pieces])
            for c in range(1, len(header.cells))
        )
        rows.append((Row(k + 1, cells), starts[k]))
    return rows


def _body(lines: Sequence[Line], header: Header, names: WordTableNames) -> list[int]:
    """The lines that may belong to the table, repeated headers left out."""
    body: list[int] = []
    i = header.lines_used
    while i < len(lines):
        if lines[i].role is Role.FURNITURE or not lines[i].text.strip():
            i += 1
            continue
        again = repeated_header(lines, i, header)
        if again:
            i += again
            continue
        end = names.end_of(lines[i].text)
        if (end and end.always) or read_header(lines[i:], names=names):
            break
        body.append(i)
        i += 1
    return body


def _inside(runs: Sequence[Run], lines: Sequence[Line], header: Header) -> list[Run]:
    """The runs before the first that reaches from the second column to the last: it is no cell."""

    def left_of(piece: tuple[int, int, int]) -> float:
        boxes = lines[piece[0]].boxes
        return float(boxes[piece[1], 0]) if boxes is not None else 0.0

    second = min(left_of(p) for p in header.cells[1].pieces)
    last = min(left_of(p) for p in header.cells[-1].pieces)
    for k, run in enumerate(runs):
        if run.x0 < second and run.x1 > last:
            return list(runs[:k])
    return list(runs)


def _placed(
    lines: Sequence[Line], body: Sequence[int], gutters: Sequence[float], pitch: float
) -> list[CellLine]:
    """The lines of the cells, up to the first line that can not be of the table."""
    placed: list[CellLine] = []
    sequence = 0
    for i in body:
        pieces = split_at(lines[i], i, gutters, pitch)
        if any(run.x0 < gutter < run.x1 for run in runs_of(lines[i], i, pitch) for gutter in gutters):
            break
        for column, run in pieces:
            text = lines[i].text[run.start : run.end]
            if column == 0:
                number = NUMBER.fullmatch(fold(text))
                if number is None or int(number[1]) != sequence + 1:
                    return [p for p in placed if p.pieces[0][0] != i]
                sequence += 1
            _place(placed, CellLine(column, lines[i].block, run.y0, run.y1, text, ((i, run.start, run.end),)))
    return placed


def _place(placed: list[CellLine], new: CellLine) -> None:
    """Add a piece, to the line it continues if there is one."""
    for k in range(len(placed) - 1, max(-1, len(placed) - 8), -1):
        old = placed[k]
        overlap = min(old.y1, new.y1) - max(old.y0, new.y0)
        same = old.column == new.column and old.block == new.block
        if same and overlap > SAME_LINE * min(old.y1 - old.y0, new.y1 - new.y0):
            placed[k] = replace(
                old, y0=min(old.y0, new.y0), y1=max(old.y1, new.y1), text=f"{old.text} {new.text}",
                pieces=(*old.pieces, *new.pieces),
            )  # fmt: skip
            return
    placed.append(new)


def _with_habit(rows: Sequence[Sequence[Sequence[CellLine]]], number: int, column: Column) -> Column:
    """The column with the share of its cells that end in a full stop."""
    lasts = [
        cell[-1].text
        for row in rows
        if (cell := [line for band in row for line in band if line.column == number])
    ]
    return column.closing_in([text.endswith(tuple(SENTENCE_ENDS)) for text in lasts])
