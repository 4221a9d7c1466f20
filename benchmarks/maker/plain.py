"""A made report as plain text: as extracted from a PDF, or as copied from a web page."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from maker.telling import Made

NUMBER = frozenset("0123456789.,%０１２３４５６７８９")


def lines(made: Made, rng: Random) -> Iterator[str]:
    """The paragraphs, one a line, with the tables as words only."""
    kind = "部门" if "部门" in "".join(b.text for b in made.blocks[:3]) else "单位"
    yield f"{made.unit}{made.year}年度{kind}决算"
    contents = rng.random() < 0.5
    if contents:
        yield "目录"
        for block in made.blocks:
            if block.level in (0, 1):
                yield block.text
    for i, block in enumerate(made.blocks):
        if i == made.at and made.at:
            for n, table in enumerate(made.tables, 1):
                yield f"{n}、{table.title}"
        yield block.text
    if made.at >= len(made.blocks):
        for n, table in enumerate(made.tables, 1):
            yield f"{n}、{table.title}"


def broken(text: str, width: int) -> Iterator[str]:
    """Lines of about `width` characters; a number is never broken, as no word processor breaks one."""
    start = 0
    while start < len(text):
        end = min(start + width, len(text))
        while end < len(text) and end > start + 1 and text[end] in NUMBER and text[end - 1] in NUMBER:
            end -= 1
        yield text[start:end]
        start = end


def web(made: Made, rng: Random) -> str:
    """One paragraph a line."""
    indent = rng.choice(("", "\u3000\u3000", "    "))
    between = rng.choice(("\n", "\n\n")) if made.broken else " "
    return between.join(indent + line for line in lines(made, rng)) + "\n"


def paged(made: Made, rng: Random) -> str:
    """Lines of a page's width, page numbers and form feeds, as a PDF's text comes out."""
    width, height = rng.randint(28, 40), rng.randint(24, 34)
    number = rng.choice(("{}", "- {} -", "— {} —", "第{}页"))
    between = rng.choice(("\n", "\n\n"))
    rows: list[str] = []
    for line in lines(made, rng):
        body = "\u3000\u3000" + line
        rows += [row.strip() for row in broken(body, width)]
    pages = [rows[i : i + height] for i in range(0, len(rows), height)]
    return "\f".join(between.join([*page, number.format(n)]) for n, page in enumerate(pages, 1)) + "\n"
