"""The header of a grid: which rows it takes, and what each column is called."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import regex

from juesuan.extracting.tabling.grid import Grid, GridCell
from juesuan.knowledge.table_forms import Form, HeaderWords, plain

NUMBER = regex.compile(r"[-+−]?[\d,，]*\d(?:[.．]\d+)?%?")
MOST = 9
"""Rows a header takes at most: deeper ones were never seen, and a table of words must not become one."""
ONE_IN = 6
"""Of so many numbers of columns one may be lost or misread."""
DASHES = frozenset("-—–－")
LABELS = frozenset({"code", "label", "ordinal"})


@dataclass(frozen=True)
class Header:
    """Rows `first` to before `end` name the columns; the body starts at `body`, which is the last of them if shared.

    `paths` has the header cells of each column from the top, without the frame around the table. `sure`: most
    columns are called what header cells are called, so that it is not the top of a continued body.
    """

    first: int
    end: int
    body: int
    paths: tuple[tuple[GridCell, ...], ...]
    sure: bool


class HeaderFinder:
    """Finds the header of one grid."""

    def __init__(self, grid: Grid, form: Form, words: HeaderWords, title: str) -> None:
        self.grid, self.form, self.words, self.title = grid, form, words, plain(title)
        self.paths: list[list[GridCell]] = [[] for _ in range(grid.columns)]

    def find(self) -> Header:
        """The header; without one (`end` = `first`) where the grid begins with its body."""
        first = row = self._after_frame()
        while row < min(self.grid.rows, first + MOST):
            kind = self._kind(row)
            if kind == "body":
                break
            if kind in ("names", "shared"):
                self._take(row, shared=kind == "shared")
            row += 1
            if kind == "shared":
                return self._header(first, row, row - 1)
        return self._header(first, row, row)

    def _header(self, first: int, end: int, body: int) -> Header:
        known = sum(any(self._names(plain(c.text)) for c in path) for path in self.paths)
        return Header(first, end, body, tuple(map(tuple, self.paths)), end > first and 2 * known >= len(self.paths))

    def _after_frame(self) -> int:
        """The first row that is not the table's title, number, owner or unit, drawn inside its frame."""
        for row in range(self.grid.rows):
            new = self._new(row)
            whole = len(new) == 1 and new[0].right - new[0].left == self.grid.columns > 2
            if (whole and not NUMBER.fullmatch(new[0].text)) or (new and all(self._frames(c.text) for c in new)):
                continue
            if self._keyed(new):
                continue
            if self._text_at(row):
                return row
        return 0

    def _frames(self, text: str) -> bool:
        plainly = plain(text)
        return self.words.says("frame", plainly) or plainly == self.title

    def _keyed(self, new: list[GridCell]) -> bool:
        """Whether a row says things of the whole table, each behind its key: 项目名称 | 校园安全维护."""
        keys = [k for k, c in enumerate(new) if c.bottom - c.top == 1 and self.words.says("key", plain(c.text))]
        said = [c for k, c in enumerate(new) if k not in keys]
        merged = any(c.right - c.left > 1 for c in said) and not any(self._names(plain(c.text)) for c in said)
        return merged and bool(keys) and keys[0] == 0 and len(new) <= 2 * len(keys)

    def _new(self, row: int) -> list[GridCell]:
        """The cells with text that begin in a row."""
        return [c for c in self.grid.row(row) if c.top == row and c.text]

    def _text_at(self, row: int) -> bool:
        return any(c.text for c in self.grid.row(row))

    def _kind(self, row: int) -> str:
        """What a row is: names, lanes (column numbers), shared (header and body in one), or body."""
        new = self._new(row)
        texts = [plain(c.text) for c in new]
        if self._lanes(texts):
            return "lanes"
        if self.grid.header is not None:
            return "names" if row < self.grid.header else "shared" if self._code_parts(new) else "body"
        dashes = [set(t) <= DASHES for t in texts]
        if any(dashes) and all(d or self.words.says("total", t) for d, t in zip(dashes, texts, strict=True)):
            # 合计 - - -: a total of nothing.
            return "body"
        if not all(self.paths):
            opens = any(NUMBER.fullmatch(t) for t in texts) or not texts or self._opens(texts)
            if not opens:
                return "names"
            # A row like 类 款 项 合计 123.45 still names the columns of the code.
            return "shared" if self._code_parts(new) else "body"
        if not texts:
            # Blank below a header cell that reaches down to here.
            return "names" if any(c.text and c.top < row for c in self.grid.row(row)) else "body"
        kind = self._below(new, texts)
        return "names" if kind == "body" and self._within(row, texts) else kind

    def _within(self, row: int, texts: list[str]) -> bool:
        """Whether a row of words stands beside a header cell that reaches down to it: it then is the header's too."""
        if any(NUMBER.fullmatch(t) for t in texts) or all(self.words.says("total", t) for t in texts):
            return False
        header = {id(c) for path in self.paths for c in path if plain(c.text) not in "类款项"}
        return any(c.top < row and id(c) in header for c in self.grid.row(row))

    def _lanes(self, texts: list[str]) -> bool:
        if any(self.words.says("lanes", t) for t in texts):
            return True
        numbers = [int(t) for t in texts if t.isdigit() and len(t) < 3]
        # Of a recognised row the first may be lost, and of six another one: 2 3 4 5 .6 7 8 is no row of amounts either.
        if len(numbers) < 3 or numbers[0] not in (1, 2) or not any(self.paths):
            return False
        gaps = {*range(numbers[0], numbers[-1])} - {*numbers}
        odd = [t for t in texts if not self.words.says("lane", t)]
        rising = all(a < b for a, b in pairwise(numbers))
        return rising and max(len(gaps), len(odd)) <= len(numbers) // ONE_IN

    def _opens(self, texts: list[str]) -> bool:
        return self.words.words["body"].fullmatch(texts[0]) is not None and not self.words.says("total", texts[0])

    def _code_parts(self, new: list[GridCell]) -> bool:
        return sum(c.text in "类款项" for c in new) >= 2

    def _below(self, new: list[GridCell], texts: list[str]) -> str:
        """What a row is once every column has a name."""
        roles = [self._role(c.left) for c in new]
        named = [t for t, role in zip(texts, roles, strict=True) if role not in LABELS]
        if any(NUMBER.fullmatch(t) for t in texts):
            return "shared" if self._code_parts(new) else "body"
        if not self._mostly_names(texts) or all(self.words.says("total", t) for t in texts):
            # A total alone in a row begins the body, with its cells blank.
            labels = [t for t, role in zip(texts, roles, strict=True) if role in LABELS]
            shared = len(named) > 1 and all(self.words.says("sub", t) for t in named) and len(labels) <= 1
            return "shared" if shared and labels and self.words.says("total", labels[0]) else "body"
        if not named:
            return "names" if all(self.words.role(t, t) for t in texts) else "body"
        totals = [t for t, role in zip(texts, roles, strict=True) if role in LABELS and self.words.says("total", t)]
        return "shared" if totals else "names"

    def _role(self, column: int) -> str | None:
        path = [plain(c.text) for c in self.paths[column]]
        return self.words.role(path[-1], "".join(path)) if path else None

    def _names(self, text: str) -> bool:
        """Whether a text is what header cells say."""
        w = self.words
        return bool(
            w.role(text, text) or w.measure(text) or w.side(text) or w.says("sub", text)
            or any(c.name.fullmatch(text) for c in self.form.columns) or set(text) <= set("类款项")
        )  # fmt: skip

    def _mostly_names(self, texts: list[str]) -> bool:
        """Whether a row says what header cells say; of many cells a third may be misread."""
        known = sum(self._names(t) for t in texts)
        return known == len(texts) or (known >= 3 and 3 * known >= 2 * len(texts))

    def _take(self, row: int, *, shared: bool) -> None:
        """Add the names of a row to its columns."""
        for column, cell in enumerate(self.grid.places[row]):
            if not cell.text or cell in self.paths[column]:
                continue
            text = plain(cell.text)
            label = self._role(column) in LABELS
            if shared and (NUMBER.fullmatch(text) or (label and text not in "类款项")):
                continue
            self.paths[column].append(cell)
