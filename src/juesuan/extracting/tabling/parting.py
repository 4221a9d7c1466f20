"""Parting: forms like 项目支出绩效自评表 draw several tables below each other in one grid, each with a header."""

from __future__ import annotations

from juesuan.extracting.tabling.grid import Grid
from juesuan.extracting.tabling.header import NUMBER
from juesuan.knowledge.table_forms import HeaderWords, plain

LEAST = 3
"""Cells that a header has at least."""
MOSTLY = 0.6
"""Share of its cells that must be called what header cells are called."""


def parted(grid: Grid, words: HeaderWords) -> list[Grid]:
    """The tables of a grid: a row of names alone below rows with numbers begins the next.

    The columns of each are those that its own cells have: 一级指标 and 年初预算数 share no edges but the outer ones.
    """
    starts, numbers = [0], False
    for row in range(grid.rows):
        cells = [c for c in grid.row(row) if c.top == row and c.text]
        texts = [plain(c.text) for c in cells]
        if any(NUMBER.fullmatch(t) for t in texts):
            numbers = True
            continue
        known = sum(_names(t, words) for t in texts)
        whole = all(c.top >= row for c in grid.row(row))
        if numbers and whole and len(texts) >= LEAST and known >= MOSTLY * len(texts):
            starts.append(row)
            numbers = False
    if len(starts) == 1:
        return [grid]
    return [grid.cut(top, bottom) for top, bottom in zip(starts, [*starts[1:], grid.rows], strict=True)]


def _names(text: str, words: HeaderWords) -> bool:
    return bool(words.role(text, text) or words.measure(text) or words.says("sub", text) or words.says("again", text))
