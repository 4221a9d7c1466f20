"""The widths of a table's columns: those under which its rows break the law of wrapped lines least."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from juesuan.extracting.word_columns import Column, PieceCosts, cut_row, least_cost
from juesuan.extracting.word_names import ColumnRole
from juesuan.extracting.word_rows import Atom
from juesuan.extracting.word_wrap import SENTENCE_ENDS, print_width

FIRST_CHOICES = {1: 12, 2: 12, 3: 9, 4: 5}
"""Widths tried for all columns together, by the number of columns; the rest one column at a time."""
MOST_CHOICES = 30
SEARCHED_ROWS = 14
ROUNDS = 3
CLOSED_FIRST = {ColumnRole.GOAL: 0.7, ColumnRole.RESULT: 0.7}


def estimate_columns(rows: Sequence[Sequence[PieceCosts]], roles: Sequence[ColumnRole]) -> list[Column]:
    """The columns, with the widths and habits that explain the rows best. `rows` holds each row's pieces."""
    searched = _most_telling(rows)
    widths = _candidates([atom for row in searched for piece in row for atom in piece.atoms])
    columns = [Column(role, widths[0], CLOSED_FIRST.get(role, 0.3)) for role in roles]
    for _ in range(ROUNDS):
        before = columns
        columns = _narrowed(searched, _searched(searched, columns, widths), widths)
        columns = _with_habits(rows, columns)
        if columns == before:
            break
    return columns


def _most_telling(rows: Sequence[Sequence[PieceCosts]]) -> list[Sequence[PieceCosts]]:
    """The rows with most lines; those of one page say more than those that a page break cuts."""
    filled = [row for row in rows if row]
    return sorted(filled, key=lambda r: (len(r) > 1, -sum(len(p.atoms) for p in r)))[:SEARCHED_ROWS]


def _candidates(atoms: Sequence[Atom]) -> list[float]:
    """Widths that a column may have, the likeliest first, the widest always among them.

    A line that is full reaches the width up to less than a character: so half a character more is tried too.
    """
    counts = Counter(print_width(atom.text) for atom in atoms)
    if not counts:
        return [2.0]
    common = sorted(counts, key=lambda w: (-counts[w], -w))
    first = dict.fromkeys([*common[:2], max(counts), *common[2:MOST_CHOICES]])
    return list(dict.fromkeys([*first, *(w + 1 for w in first)]))


def _searched(
    rows: Sequence[Sequence[PieceCosts]], columns: Sequence[Column], widths: Sequence[float]
) -> list[Column]:
    """The best of all combinations of the first few widths, and of the columns as they are."""
    tried = [tuple(c.width for c in columns)]
    tried += itertools.product(widths[: FIRST_CHOICES.get(len(columns), 3)], repeat=len(columns))
    best = min(tried, key=lambda choice: _cost(rows, _resized(columns, choice)))
    return _resized(columns, best)


def _narrowed(
    rows: Sequence[Sequence[PieceCosts]], columns: list[Column], widths: Sequence[float]
) -> list[Column]:
    """The columns after trying every width for each in turn, twice."""
    for _ in range(2):
        for c in range(len(columns)):
            options = [columns[c].width, *widths]
            trials = [[*columns[:c], replace(columns[c], width=w), *columns[c + 1 :]] for w in options]
            columns = min(trials, key=lambda trial: _cost(rows, trial))
    return columns


def _with_habits(rows: Sequence[Sequence[PieceCosts]], columns: Sequence[Column]) -> list[Column]:
    """The columns with the share of their cells that end in a full stop."""
    ended: list[list[bool]] = [[] for _ in columns]
    for row in rows:
        cells, _ = cut_row(row, columns)
        for ends, cell in zip(ended, cells, strict=True):
            if cell:
                ends.append(cell[-1].text.endswith(tuple(SENTENCE_ENDS)))
    return [column.closing_in(ends) for column, ends in zip(columns, ended, strict=True)]


def _resized(columns: Sequence[Column], widths: Sequence[float]) -> list[Column]:
    return [replace(column, width=width) for column, width in zip(columns, widths, strict=True)]


def _cost(rows: Sequence[Sequence[PieceCosts]], columns: Sequence[Column]) -> float:
    return sum(least_cost(pieces, columns) for pieces in rows)
