"""Sheets of paper: a PDF being drawn, with the font embedded and the same bytes at every build."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from reportlab.lib.pagesizes import A4, landscape  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

FONT = "sample"
FONT_FILE = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
MARGIN = 68.0
FOOT = 62.0


class MissingFont(Exception):
    """The font the samples are drawn with is not installed."""


def load_font() -> None:
    """Register the font; raises `MissingFont` with the command that installs it."""
    if not FONT_FILE.exists():
        raise MissingFont(f"{FONT_FILE} is missing: apt-get install fonts-wqy-microhei")
    pdfmetrics.registerFont(TTFont(FONT, str(FONT_FILE), subfontIndex=0))


class Sheets:
    """A PDF of A4 sheets; heights count down from the top, in points."""

    def __init__(self, target: BinaryIO, title: str) -> None:
        self._canvas = Canvas(target, pagesize=A4, invariant=1, pageCompression=1)
        self._canvas.setTitle(title)
        self._canvas.setAuthor("juesuan samples")
        self.page = 0
        self.width, self.height = A4
        self._folio: int | None = None

    def turn(self, wide: bool = False, folio: int | None = None) -> None:
        """Begin a page; `folio` is the number printed at its foot."""
        self._end()
        self.page += 1
        self._folio = folio
        self.width, self.height = landscape(A4) if wide else A4
        self._canvas.setPageSize((self.width, self.height))

    def save(self) -> None:
        """Finish the file."""
        self._end()
        self._canvas.save()

    @staticmethod
    def measure(text: str, size: float) -> float:
        """Width of `text` in points."""
        return float(pdfmetrics.stringWidth(text, FONT, size))

    def write(self, text: str, x: float, down: float, size: float) -> None:
        """Draw `text` with its baseline `down` points below the top."""
        self._canvas.setFont(FONT, size)
        self._canvas.drawString(x, self.height - down, text)

    def frame(self, x: float, down: float, width: float, height: float) -> None:
        """Draw the rulings around a cell."""
        self._canvas.setLineWidth(0.5)
        self._canvas.rect(x, self.height - down - height, width, height)

    def _end(self) -> None:
        if self.page == 0:
            return
        if self._folio is not None:
            text = f"- {self._folio} -"
            self.write(text, (self.width - self.measure(text, 10)) / 2, self.height - 36, 10)
        self._canvas.showPage()
