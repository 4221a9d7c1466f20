"""Drawing the cells of a ruled table row by row, over as many pages as it takes."""

from __future__ import annotations

from collections.abc import Callable

from making.ruled import HeaderCell
from making.sheet import FOOT, MARGIN, Sheets
from making.wrapping import wrapped

PAD = 3.0


class Grid:
    """A table being drawn; `down` is where its next row begins, `turn(wide)` begins a page."""

    def __init__(
        self, sheets: Sheets, turn: Callable[[bool], None], down: float, *, leading: float, size: float
    ) -> None:
        self.sheets, self.turn, self.down = sheets, turn, down
        self.leading, self.size = leading, size

    def _lines(self, text: str, width: float) -> list[tuple[int, int]]:
        return wrapped(text, width - 2 * PAD, lambda piece: self.sheets.measure(piece, self.size))

    def _cell(self, x: float, down: float, width: float, height: float, lines: list[str], align: str) -> None:
        self.sheets.frame(x, down, width, height)
        top = down + (height - self.leading * len(lines)) / 2
        for i, line in enumerate(lines):
            long = self.sheets.measure(line, self.size)
            gap = {"left": PAD, "centre": (width - long) / 2, "right": width - PAD - long}[align]
            self.sheets.write(line, x + gap, top + self.leading * (i + 0.8), self.size)

    def header(self, left: float, widths: list[float], cells: list[HeaderCell], depth: int) -> None:
        """The merged header cells, on the page the table begins on and nowhere else."""
        deepest = 1
        for cell in cells:
            width = sum(widths[cell.column : cell.column + cell.columns])
            deepest = max(deepest, -(-len(self._lines(cell.text, width)) // cell.rows))
        height = self.leading * deepest + 2 * PAD
        for cell in cells:
            width = sum(widths[cell.column : cell.column + cell.columns])
            lines = [cell.text[a:b] for a, b in self._lines(cell.text, width)]
            x, down = left + sum(widths[: cell.column]), self.down + height * cell.row
            self._cell(x, down, width, height * cell.rows, lines, "centre")
        self.down += height * depth

    def row(
        self, left: float, widths: list[float], texts: list[str | None] | list[str], align: list[str],
        wide: bool = False,
    ) -> None:  # fmt: skip
        """A row that is never broken; a cell of None is joined to the one on its left."""
        spans: list[tuple[int, float, str]] = []
        for i, text in enumerate(texts):
            if text is None:
                at, width, kept = spans[-1]
                spans[-1] = (at, width + widths[i], kept)
            else:
                spans.append((i, widths[i], text))
        cut = [[text[a:b] for a, b in self._lines(text, width)] for _, width, text in spans]
        height = self.leading * max(1, *map(len, cut)) + PAD
        if self.down + height > self.sheets.height - FOOT + 12:
            self.turn(wide)
            self.down = MARGIN
        for (at, width, _), lines in zip(spans, cut, strict=True):
            joined = width > widths[at] + 0.01
            x = left + sum(widths[:at])
            self._cell(x, self.down, width, height, lines, "centre" if joined else align[at])
        self.down += height

    def breaking_row(self, left: float, widths: list[float], texts: list[str]) -> list[list[int]]:
        """A row of words that may run over a page break; the page of every character of every cell."""
        # One character less than the cell is wide: room for a closing mark that hangs over the margin.
        cut = [self._lines(text, width - self.size) for text, width in zip(texts, widths, strict=True)]
        pages: list[list[int]] = [[] for _ in texts]
        while any(cut):
            room = int((self.sheets.height - FOOT + 12 - self.down - PAD) / self.leading)
            if room < 2:
                self.turn(False)
                self.down = MARGIN
                continue
            height = self.leading * min(room, max(map(len, cut))) + PAD
            x = left
            for i, width in enumerate(widths):
                here = cut[i][:room]
                self._cell(x, self.down, width, height, [texts[i][a:b] for a, b in here], "left")
                pages[i] += [self.sheets.page] * sum(b - a for a, b in here)
                cut[i] = cut[i][room:]
                x += width
            self.down += height
        return pages
