"""A made report as a PDF: running text and ruled tables, drawn with the boxes of `typeface`."""

from __future__ import annotations

from pathlib import Path
from random import Random

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from maker import typeface
from maker.plain import PIECES
from maker.statutory import Statutory
from maker.telling import Made

FONT = typeface.NAME
MARGIN = 56.0


def _width(text: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, size))


def _wrapped(text: str, width: float, size: float) -> list[str]:
    """Lines of at most `width` points."""
    rows, line, used = [], "", 0.0
    for piece in PIECES.findall(text):
        step = _width(piece, size)
        if line and used + step > width:
            rows.append(line)
            line, used = "", 0.0
        line, used = line + piece, used + step
    return [*rows, line] if line else rows or [""]


class _Press:
    def __init__(self, path: Path, rng: Random) -> None:
        typeface.register()
        self.canvas = Canvas(str(path), pagesize=A4, invariant=1)
        self.rng = rng
        self.wide = False
        self.number = rng.choice(("{}", "- {} -", "—{}—"))
        self.page = 1
        self.size = rng.choice((12.0, 14.0, 16.0))
        self.down = self.height - MARGIN

    @property
    def height(self) -> float:
        return float(A4[0] if self.wide else A4[1])

    @property
    def width(self) -> float:
        return float(A4[1] if self.wide else A4[0])

    def turn(self, wide: bool) -> None:
        self.canvas.setFont(FONT, 9)
        self.canvas.drawCentredString(self.width / 2, 28, self.number.format(self.page))
        self.canvas.showPage()
        self.page += 1
        self.wide = wide
        self.canvas.setPageSize(landscape(A4) if wide else A4)
        self.down = self.height - MARGIN

    def text(self, text: str, size: float, *, indent: bool, centred: bool = False) -> None:
        leading = size * 1.6
        body = ("\u3000\u3000" if indent else "") + text
        for line in _wrapped(body, self.width - 2 * MARGIN, size):
            if self.down - leading < MARGIN:
                self.turn(self.wide)
            self.down -= leading
            self.canvas.setFont(FONT, size)
            if centred:
                self.canvas.drawCentredString(self.width / 2, self.down, line)
            else:
                self.canvas.drawString(MARGIN, self.down, line)

    def table(self, table: Statutory) -> None:
        self.turn(table.landscape)
        scale = min(1.0, (self.width - 60) / sum(table.widths))
        size = 8.5 if scale > 0.8 else 7.5
        self.text(table.title, 14, indent=False, centred=True)
        self.canvas.setFont(FONT, 9)
        self.down -= 14
        if table.form:
            self.canvas.drawRightString(self.width - 40, self.down, table.form)
            self.down -= 13
        self.canvas.drawString(40, self.down, f"编制单位：{table.agency}")
        self.canvas.drawRightString(self.width - 40, self.down, f"单位：{table.unit}")
        self.down -= 6
        widths = [w * scale for w in table.widths]
        left = (self.width - sum(widths)) / 2
        self._header(table, left, widths, size)
        for row in table.rows:
            self._row(row, left, widths, size, table.landscape)
        self.down -= 12
        self.canvas.setFont(FONT, 8)
        self.canvas.drawString(40, self.down, table.note)

    def _cell(self, x: float, top: float, width: float, height: float, rows: list[str], size: float, how: str) -> None:
        self.canvas.rect(x, top - height, width, height)
        leading = size * 1.25
        y = top - (height - leading * len(rows)) / 2 - size
        self.canvas.setFont(FONT, size)
        for line in rows:
            if how == "right":
                self.canvas.drawRightString(x + width - 3, y, line)
            elif how == "centre":
                self.canvas.drawCentredString(x + width / 2, y, line)
            else:
                self.canvas.drawString(x + 3, y, line)
            y -= leading

    def _header(self, table: Statutory, left: float, widths: list[float], size: float) -> None:
        leaf = max(len(_wrapped(p[-1], w - 6, size)) for p, w in zip(table.paths, widths, strict=True))
        heights = [size * 1.25 + 6.0] * (table.depth - 1) + [leaf * size * 1.25 + 6]
        for head in table.heads():
            top = self.down - sum(heights[: head.top])
            x, wide = left + sum(widths[: head.left]), sum(widths[head.left : head.right])
            tall = sum(heights[head.top : head.bottom])
            self._cell(x, top, wide, tall, _wrapped(head.text, wide - 6, size), size, "centre")
        self.down -= sum(heights)

    def _row(self, row: tuple[str, ...], left: float, widths: list[float], size: float, wide: bool) -> None:
        cut = [_wrapped(text, w - 6, size) for text, w in zip(row, widths, strict=True)]
        height = max(map(len, cut)) * size * 1.25 + 5
        if self.down - height < 40:
            self.turn(wide)
        x = left
        for rows, w, text in zip(cut, widths, row, strict=True):
            number = text.replace(",", "").replace(".", "").replace("-", "0").isdigit()
            self._cell(x, self.down, w, height, rows, size, "right" if number else "left")
            x += w
        self.down -= height


def pdf(made: Made, path: Path, rng: Random) -> None:
    """Write the report to `path`."""
    press = _Press(path, rng)
    press.text(f"{made.unit}{made.year}年度部门决算公开", 20, indent=False, centred=True)
    press.turn(False)
    printed = False
    for i, block in enumerate(made.blocks):
        if i == made.at and made.at:
            for table in made.tables:
                press.table(table)
            press.turn(False)
            printed = True
        if block.level == 0 and press.down < press.height - MARGIN:
            press.turn(False)
        size = press.size + 4 if block.level == 0 else press.size
        press.text(block.text, size, indent=block.level != 0, centred=block.level == 0)
    if not printed:
        for table in made.tables:
            press.table(table)
    press.turn(False)
    press.canvas.save()
