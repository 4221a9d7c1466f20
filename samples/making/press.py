"""A report as a PDF: cover, contents, running text, ruled tables, and the page of every character."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO

from making.grid import Grid
from making.report import Heading, Paragraph, Report, WordTable
from making.ruled import RuledTable
from making.sheet import FOOT, MARGIN, Sheets
from making.speech import Speech
from making.two_sided import ordinal
from making.wrapping import wrapped

SIZE, LEADING = 12.0, 21.0
FRONT = 2
"""Pages before the numbering begins: the cover and the contents."""


@dataclass
class Places:
    """Where things came to stand: the page of every character, of every heading, of every table row."""

    characters: dict[int, list[int]] = field(default_factory=dict)
    headings: list[tuple[int, str, int]] = field(default_factory=list)
    tables: list[tuple[RuledTable, list[int]]] = field(default_factory=list)


class Press:
    """Prints one report; `contents` are the (level, heading, page) of an earlier printing."""

    def __init__(self, report: Report, target: BinaryIO, contents: list[tuple[int, str, int]]) -> None:
        self.report = report
        self.sheets = Sheets(target, f"{report.unit}{report.year}年度决算公开")
        self.places = Places()
        self._down = 0.0
        self._cover(contents)

    def print(self) -> Places:
        """Print every block."""
        for block in self.report.blocks:
            if isinstance(block, Heading):
                self._heading(block)
            elif isinstance(block, Paragraph):
                self._text(block.speech, centred=block.centred, size=14 if block.centred else SIZE)
            elif isinstance(block, WordTable):
                self._word_table(block)
            else:
                self._ruled(block)
        self.sheets.save()
        return self.places

    def _turn(self, wide: bool = False) -> None:
        self.sheets.turn(wide, self.sheets.page + 1 - FRONT)
        self._down = MARGIN + LEADING

    def _cover(self, contents: list[tuple[int, str, int]]) -> None:
        sheets = self.sheets
        sheets.turn()
        for down, text in ((250, self.report.unit), (300, f"{self.report.year}年度部门决算公开")):
            sheets.write(text, (sheets.width - sheets.measure(text, 24)) / 2, down, 24)
        sheets.turn()
        sheets.write("目  录", (sheets.width - sheets.measure("目  录", 18)) / 2, 80, 18)
        lead = 17.0
        for line, (level, text, page) in enumerate(contents):
            number, x = str(page - FRONT), MARGIN + 16 * level
            room = sheets.width - MARGIN - x - sheets.measure(text, 10.5) - sheets.measure(number, 10.5)
            dots = "." * int(room / sheets.measure(".", 10.5))
            sheets.write(text + dots + number, x, 112 + lead * line, 10.5)

    def _heading(self, heading: Heading) -> None:
        if heading.level == 0 or self._down > self.sheets.height - FOOT - LEADING:
            self._turn()
        text = heading.speech.text
        self._text(heading.speech, centred=heading.level == 0, size=16 if heading.level == 0 else SIZE + 0.5)
        page = self.places.characters[heading.speech.serial][0]
        self.places.headings.append((heading.level, text, page))
        if heading.level == 0:
            self._down += LEADING / 2

    def _text(self, speech: Speech, centred: bool = False, size: float = SIZE) -> None:
        sheets = self.sheets
        width = sheets.width - 2 * MARGIN
        indent = 0.0 if centred else 2 * size

        def measure(text: str) -> float:
            return sheets.measure(text, size)

        pages: list[int] = []
        for begin, end in wrapped(speech.text, width, measure, indent):
            if self._down > sheets.height - FOOT:
                self._turn()
            line = speech.text[begin:end]
            x = MARGIN + (indent if begin == 0 else 0)
            if centred:
                x = (sheets.width - measure(line)) / 2
            sheets.write(line, x, self._down, size)
            pages += [sheets.page] * (end - begin)
            self._down += LEADING * max(1.0, size / SIZE)
        self.places.characters[speech.serial] = pages

    def _word_table(self, table: WordTable) -> None:
        self._down += LEADING / 2
        self._text(table.title, centred=True, size=14)
        grid = Grid(self.sheets, self._turn, self._down - LEADING / 2, leading=17, size=10.5)
        widths = [share * (self.sheets.width - 2 * MARGIN) for share in table.widths]
        grid.row(MARGIN, widths, list(table.header), ["centre"] * len(widths))
        for row in table.rows:
            pages = grid.breaking_row(MARGIN, widths, [cell.text for cell in row])
            for cell, where in zip(row, pages, strict=True):
                self.places.characters[cell.serial] = where
        self._down = grid.down + LEADING

    def _ruled(self, table: RuledTable) -> None:
        self._turn(table.landscape)
        sheets, size = self.sheets, 15.0
        top = MARGIN - 14
        sheets.write(table.title, (sheets.width - sheets.measure(table.title, size)) / 2, top, size)
        whole = sum(column.width for column in table.columns)
        left = (sheets.width - whole) / 2
        for down, text in ((top + 16, table.form), (top + 29, f"单位：{table.unit}")):
            sheets.write(text, left + whole - sheets.measure(text, 9), down, 9)
        sheets.write(f"部门：{table.agency}", left, top + 29, 9)
        grid = Grid(sheets, self._turn, top + 34, leading=11, size=8.5)
        widths = [column.width for column in table.columns]
        grid.header(left, widths, table.header(), table.depth)
        if table.serial:
            grid.row(left, widths, list(table.numbering()), ["centre"] * len(widths))
        align = ["right" if c.kind == "number" else "centre" if c.kind == "code" else "left"
                 for c in table.columns]  # fmt: skip
        pages = []
        for row in table.rows:
            grid.row(left, widths, list(row), align, wide=table.landscape)
            pages.append(sheets.page)
        for note in table.notes:
            for begin, end in wrapped(note, whole, lambda text: sheets.measure(text, 8.5)):
                sheets.write(note[begin:end], left, grid.down + 12, 8.5)
                grid.down += 12
        self.places.tables.append((table, pages))
        number = ordinal(len(self.places.tables))
        self.places.headings.append((1, f"{number}、{table.title}", pages[0]))
        self._down = sheets.height
