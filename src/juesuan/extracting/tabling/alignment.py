"""Alignment: the grid of a table without rulings, or with rulings in one direction only, from how its words stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import regex

from juesuan.extracting.statutory import StatutoryTable
from juesuan.extracting.tabling.body import ORDINAL, bare_label
from juesuan.extracting.tabling.captions import caption_spans
from juesuan.extracting.tabling.edges import edges_of
from juesuan.extracting.tabling.filling import Span, filled
from juesuan.extracting.tabling.grid import Grid
from juesuan.extracting.tabling.gutters import CODE_PARTS, column_edges, column_intervals
from juesuan.extracting.tabling.header import DASHES, LABELS, NUMBER
from juesuan.extracting.tabling.ink import Ink, ink_of
from juesuan.extracting.tabling.printed_words import PrintedWord, lines_of, printed_words
from juesuan.knowledge.table_forms import Form, HeaderWords, plain
from juesuan.reading.folding import fold
from juesuan.reading.page import Reading

CLOSE = 0.8
"""Share of the usual distance of rows below which a line without a number is the rest of a name."""
BEYOND = 40.0
"""Points by which the words of a page may reach beyond those of the page before, in the columns of one table."""
WHOLE_CODE = regex.compile(r"\d{5}|\d{7}")
Line = Sequence[PrintedWord]


@dataclass(frozen=True, slots=True)
class Rejected:
    """Why words are no table."""

    why: str


class Aligner:
    """Finds the grid of one table on one page from words alone."""

    def __init__(self, reading: Reading, table: StatutoryTable, form: Form, words: HeaderWords) -> None:
        self.reading, self.table, self.form, self.words = reading, table, form, words

    def grid(self, page: int, main: Grid | None) -> Grid | Rejected:
        """The grid on a page (its index), or why its words are no table.

        `main` is the table's grid on an earlier page: this one then has the same columns and perhaps no header.
        """
        ink = self._ink(page)
        if ink is None:
            return Rejected("no line of it is on this page")
        lines = [line for line in lines_of(printed_words(ink)) if not self._frames(line)]
        start = next((k for k, line in enumerate(lines) if self._is_body(line, lines[:k])), len(lines))
        if main is not None and not self._is_header(lines[:start]):
            # What goes on has no header: a line of words at its top is the first of a name, or a total of blanks.
            start = 0
        header, body = self._named(lines[:start], lines[start:]), lines[start:]
        if not body:
            return Rejected("no line has a number or begins like a row")
        if main is None and not self._is_header(header):
            seen = " ".join(w.text for line in header for w in line)
            return Rejected(f"fewer than two words above the numbers name columns ({seen[:60] or 'none'})")
        xs = self._columns(ink, body, header, main)
        if len(xs) < 3:
            return Rejected("its words stand in one column")
        rows = self._rows(body, xs)
        ys = self._edges(ink, header, rows)
        spans: list[Span] = caption_spans(header, xs, self._names, self._lists) if header else []
        return replace(filled(ink, xs, ys, spans, "alignment", whole=True), header=len(header))

    def _ink(self, page: int) -> Ink | None:
        """The ink of the table's own lines on a page."""
        first = sum(len(p.lines) for p in self.reading.pages[:page])
        own = set(self.table.lines)
        there = self.reading.pages[page]
        lines = tuple(line for k, line in enumerate(there.lines, first) if k in own)
        return ink_of(replace(there, lines=lines)) if lines else None

    def _frames(self, line: Line) -> bool:
        """Whether a line is the title, number, owner, unit or a note of the table."""
        texts = [plain(w.text) for w in line]
        title = plain(self.table.title)
        whole = "".join(texts)
        return whole in title or title in whole or self.words.says("note", whole) or all(
            self.words.says("frame", t) for t in texts
        )  # fmt: skip

    def _is_body(self, line: Line, above: Sequence[Line]) -> bool:
        texts = [plain(w.text) for w in line]
        if self._is_lanes(line):
            return False
        told = [w for w, t in zip(line, texts, strict=True) if not set(t) <= DASHES]
        if len(told) == 1 and self.words.says("total", plain(told[0].text)):
            # A total of blanks, below what its rows are called; elsewhere 合计 is the end of a broken name.
            return len(line) > 1 or any(self._beside(told[0], name, other) for other in above for name in other)
        return any(NUMBER.fullmatch(t) for t in texts) or ORDINAL.match(fold(line[0].text)) is not None

    def _beside(self, word: PrintedWord, name: PrintedWord, line: Line) -> bool:
        """Whether a word stands below what the rows are called, between the names to the left and right of that."""
        if self.words.role(plain(name.text), "") != "label":
            return False
        left = max((w.x1 for w in line if w.x1 <= name.x0), default=0.0)
        right = min((w.x0 for w in line if w.x0 >= name.x1), default=word.x1)
        return left <= word.x0 and word.x1 <= right

    def _is_lanes(self, line: Line) -> bool:
        """Whether a line numbers the columns."""
        texts = [plain(w.text) for w in line]
        counted = len(texts) > 2 and texts == [str(i) for i in range(1, len(texts) + 1)]
        return counted or any(self.words.says("lanes", t) for t in texts)

    def _names(self, text: str) -> bool:
        text, w = plain(text), self.words
        known = any(c.name.fullmatch(text) for c in self.form.columns)
        return bool(known or w.role(text, text) or w.measure(text) or w.side(text) or w.says("sub", text))

    def _lists(self, text: str) -> bool:
        """Whether a text names what rows are called or coded by, which no other name stands over."""
        return self.words.role(plain(text), plain(text)) in LABELS

    def _is_header(self, header: Sequence[Line]) -> bool:
        return sum(self._names(w.text) for line in header for w in line) >= 2

    def _named(self, header: Sequence[Line], body: Sequence[Line]) -> list[Line]:
        """The lines of the header as far as they name one column each.

        Without 类 款 项 where the body prints whole codes, in one column then; else without 科目编码 above them, which
        is wider than the column it stands over the middle of.
        """
        parts = [w for line in header for w in line if plain(w.text) in CODE_PARTS]
        if any(WHOLE_CODE.fullmatch(plain(w.text)) for line in body for w in line[:1]):
            left = [[w for w in line if w not in parts] for line in header]
        elif len(parts) > 1:
            low, high = min(w.x0 for w in parts), max(w.x1 for w in parts)
            left = [
                [w for w in line if w.x1 <= low or high <= w.x0 or self.words.role("", plain(w.text)) != "code"]
                for line in header
            ]
        else:
            return list(header)
        return [line for line in left if line]

    def _columns(self, ink: Ink, body: Sequence[Line], header: Sequence[Line], main: Grid | None) -> list[float]:
        """The edges of the columns: those of the page before, upright rulings, or gutters between the words."""
        words = [w for line in body for w in line]
        left, right = min(w.x0 for w in words), max(w.x1 for w in words)
        if main is not None:
            xs = [min(main.xs[0], left - 2.0), *main.xs[1:-1], max(main.xs[-1], right + 2.0)]
            crossing = any(w.number and w.x0 < x - 1 and w.x1 > x + 1 for w in words for x in xs[1:-1])
            if main.xs[0] - xs[0] <= BEYOND and xs[-1] - main.xs[-1] <= BEYOND and not crossing:
                return xs
        top, bottom = body[0][0].y0, body[-1][0].y1
        upright = [
            e.at for e in edges_of(ink.rulings)
            if not e.horizontal and min(e.end, bottom) - max(e.start, top) > 0.6 * (bottom - top)
        ]  # fmt: skip
        if len(upright) > 2 and upright[0] - 9 <= left and right <= upright[-1] + 9 and self._parts(upright, body):
            return sorted(upright)
        # 人员经费合计 stands in a cell merged over code and name.
        plainly = [[w for w in line if not self.words.says("total", plain(w.text))] for line in body]
        names = [line for line in header if not self._is_lanes(line)]
        intervals = column_intervals([line for line in plainly if line] or body, names)
        return column_edges(intervals) if intervals else []

    def _parts(self, upright: Sequence[float], body: Sequence[Line]) -> bool:
        """Whether upright lines part all numbers from each other: some tables rule only some of their columns."""
        for line in body:
            columns = [bisect_right(upright, w.centre) for w in line if w.number]
            if len(set(columns)) < len(columns):
                return False
        return True

    def _rows(self, body: Sequence[Line], xs: Sequence[float]) -> list[list[PrintedWord]]:
        """The lines of the body joined into rows: names run over several lines, numbers do not."""
        heads = [self._begins(line, body) for line in body]
        middles = [float(np.mean([w.middle for w in line])) for line in body]
        steps = [b - a for (a, b), first, second in zip(
            pairwise(middles), heads, heads[1:], strict=False) if first and second]  # fmt: skip
        usual = float(np.median(steps)) if steps else 0.0
        anchors = [
            k for k, (line, head) in enumerate(zip(body, heads, strict=True))
            if head or not self._near(k, heads, middles, usual)
        ]  # fmt: skip
        rows: dict[int, list[PrintedWord]] = {k: list(body[k]) for k in anchors}
        for k, line in enumerate(body):
            if k not in rows and anchors:
                rows[min(anchors, key=lambda a: (abs(middles[a] - middles[k]), a))] += line
        return [rows[k] for k in anchors]

    def _begins(self, line: Line, body: Sequence[Line]) -> bool:
        """Whether a line surely is a row of its own: it has a number, an ordinal or the name of a fixed row."""
        texts = [plain(w.text) for w in line]
        if any(NUMBER.fullmatch(t) for t in texts) or set("".join(texts)) <= set("-"):
            return True
        if any(ORDINAL.match(fold(w.text)) or self.words.says("total", t) for w, t in zip(line, texts, strict=True)):
            return True
        sides = self.form.sides or (None,)
        above = [plain(w.text) for other in body for w in other]
        return any(self.form.row(plain(bare_label(t)[0]), side, above) for t in texts for side in sides)

    def _near(self, k: int, heads: Sequence[bool], middles: Sequence[float], usual: float) -> bool:
        """Whether a line without a number stands nearer to a row than rows do: it is a part of its name."""
        gaps = [abs(middles[a] - middles[k]) for a, head in enumerate(heads) if head]
        return bool(gaps) and (not usual or min(gaps) < CLOSE * usual)

    def _edges(self, ink: Ink, header: Sequence[Line], rows: Sequence[Sequence[PrintedWord]]) -> list[float]:
        """The edges of the header's lines and of the rows, half-way between their words."""
        bands = [(min(w.y0 for w in part), max(w.y1 for w in part)) for part in (*header, *rows)]
        middles = [(a[1] + b[0]) / 2 for a, b in pairwise(bands)]
        return [bands[0][0] - 1.0, *middles, bands[-1][1] + 1.0]
