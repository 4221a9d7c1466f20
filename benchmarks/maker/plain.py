"""A made report as plain text: as extracted from a PDF, or as copied from a web page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from maker.statutory import Statutory
from maker.telling import Made

PIECES = re.compile(r"[0-9０-９.,%]+|.")
"""What a line is broken between."""


def flat(table: Statutory, between: str) -> Iterator[str]:
    """A table as text: a row a line with something between its cells, or (a line feed) a cell a line."""
    yield table.title
    if table.form:
        yield table.form
    yield f"编制单位：{table.agency} 单位：{table.unit}"
    heads = [between.join(dict.fromkeys(path[i] for path in table.paths if len(path) > i)) for i in range(max(map(len, table.paths)))]
    yield from heads
    for row in table.rows:
        yield between.join(cell or ("" if between == "|" else " ") for cell in row).strip()
    yield table.note


def listed(made: Made, rng: Random) -> Iterator[str]:
    """The tables: their titles alone, or their cells run together as a web page's copy has them."""
    how = rng.choice(("", "", "", " ", "\t", "|", "\n"))
    for n, table in enumerate(made.tables, 1):
        if not how:
            yield f"{n}、{table.title}"
            continue
        for line in flat(table, how):
            yield from (piece for piece in line.split("\n") if piece.strip())


def titled(made: Made) -> str:
    """What the cover says."""
    kind = "部门" if "部门" in "".join(b.text for b in made.blocks[:3]) else "单位"
    return f"{made.unit}{made.year}年度{kind}决算"


def lines(made: Made, rng: Random) -> Iterator[str]:
    """The paragraphs, one a line."""
    yield titled(made)
    if rng.random() < 0.5:
        yield "目录"
        for block in made.blocks:
            if block.level in (0, 1):
                yield block.text
    for i, block in enumerate(made.blocks):
        if i == made.at and made.at:
            yield from listed(made, rng)
        yield block.text
    if made.at >= len(made.blocks):
        yield from listed(made, rng)


def broken(text: str, columns: int) -> Iterator[str]:
    """Lines of at most so many columns, a Chinese character taking two; no word processor breaks a number."""
    line, used = "", 0
    for piece in PIECES.findall(text):
        step = sum(2 if ord(c) > 0xFF else 1 for c in piece)
        if line and used + step > columns:
            yield line
            line, used = "", 0
        line, used = line + piece, used + step
    yield line


def web(made: Made, rng: Random) -> str:
    """One paragraph a line."""
    indent = rng.choice(("", "\u3000\u3000", "    "))
    between = rng.choice(("\n", "\n\n")) if made.broken else " "
    return between.join(indent + line for line in lines(made, rng)) + "\n"


def paged(made: Made, rng: Random) -> str:
    """Lines of a page's width, page numbers and form feeds, as a PDF's text comes out."""
    columns, height = rng.randint(56, 80), rng.randint(24, 34)
    number = rng.choice(("{}", "- {} -", "— {} —", "第{}页"))
    between = rng.choice(("\n", "\n\n"))
    rows: list[str] = []
    for line in lines(made, rng):
        body = "\u3000\u3000" + line
        rows += [row.strip() for row in broken(body, columns)]
    pages = [rows[i : i + height] for i in range(0, len(rows), height)]
    return "\f".join(between.join([*page, number.format(n)]) for n, page in enumerate(pages, 1)) + "\n"
