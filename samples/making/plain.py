"""A report as plain text: like text extracted from a PDF, or like text copied from a web page."""

from __future__ import annotations

import re

from making.report import Block, Heading, Paragraph, Report, WordTable
from making.wrapping import wide, wrapped

COLUMNS, LINES = 60, 28
CELL_COLUMNS = (4, 12, 24, 16)
BORDER = re.compile(r"(?<=[\u4e00-\u9fff）”])(?=[0-9])|(?<=[0-9%])(?=[\u4e00-\u9fff])")
INDENT = "\u3000\u3000"


def _cut(text: str, width: float, first: float = 0) -> list[str]:
    spaced = BORDER.sub(" ", text)
    return [spaced[a:b].strip() for a, b in wrapped(spaced, width, wide, first)]


class _Paper:
    """Pages of text being filled: a page number at the foot, then a form feed."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = [[]]

    @property
    def room(self) -> int:
        return LINES - len(self.pages[-1])

    def put(self, line: str) -> None:
        if self.room <= 0:
            self.pages.append([])
        self.pages[-1].append(line)

    def turn(self) -> None:
        if self.pages[-1]:
            self.pages.append([])

    def text(self) -> str:
        numbered = ("\n\n".join([*page, str(i)]) for i, page in enumerate(self.pages, 1))
        return "\n\f".join(numbered) + "\n"


def _words(paper: _Paper, table: WordTable) -> None:
    paper.put(BORDER.sub(" ", table.title.text))
    paper.put(" ".join(table.header))
    # A page has room for as many lines as the tallest column of its rows, whatever their sum in text order.
    left = paper.room
    for row in table.rows:
        cells = [_cut(cell.text, width) for cell, width in zip(row, CELL_COLUMNS, strict=True)]
        height = max(len(column) for column in cells)
        if left < 2:
            paper.turn()
            left = LINES
        while height > left:
            paper.pages[-1].extend(line for column in cells for line in column[:left])
            cells = [column[left:] for column in cells]
            height -= left
            paper.pages.append([])
            left = LINES
        paper.pages[-1].extend(line for column in cells for line in column)
        left -= height


def paged(report: Report) -> str:
    """The report as text extracted from a PDF.

    Lines of about 30 wide characters, a blank line between two lines, a page number and a form feed at the
    end of a page, the tables of figures missing (as when they are pictures), the table of words line by line.
    """
    paper = _Paper()
    for block in report.blocks:
        if isinstance(block, Heading):
            if block.level == 0:
                paper.turn()
            for line in _cut(block.speech.text, COLUMNS, 4 if block.level else 0):
                paper.put(line)
        elif isinstance(block, Paragraph):
            for line in _cut(block.speech.text, COLUMNS, 0 if block.centred else 4):
                paper.put(line)
        elif isinstance(block, WordTable):
            _words(paper, block)
    return paper.text()


def _line(block: Block) -> str:
    if isinstance(block, Paragraph) and block.centred:
        return block.speech.text
    if isinstance(block, Heading | Paragraph):
        return INDENT + block.speech.text
    raise ValueError("a web text has no tables")


def unpaged(report: Report) -> str:
    """The report as text copied from a web page: one paragraph to a line, two ideographic spaces before."""
    return "\n".join(_line(block) for block in report.blocks) + "\n"
