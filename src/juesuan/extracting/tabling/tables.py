"""The tables of a report: their grids found, joined over pages, and read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

import regex

from juesuan.extracting.given_cells import GivenGrid
from juesuan.extracting.statutory import StatutoryTable
from juesuan.extracting.tabling.alignment import Aligner
from juesuan.extracting.tabling.body import BodyReader
from juesuan.extracting.tabling.columns import columns_of
from juesuan.extracting.tabling.finding import crowded, ruled_grids
from juesuan.extracting.tabling.gathering import Stretch, owner, pages_of
from juesuan.extracting.tabling.given import given_grids
from juesuan.extracting.tabling.grid import Grid
from juesuan.extracting.tabling.header import Header, HeaderFinder
from juesuan.extracting.tabling.ink import Ink, ink_of
from juesuan.extracting.tabling.joining import continues, fitted, repeated, totals_of
from juesuan.extracting.tabling.parting import parted
from juesuan.extracting.tabling.tabled import Tabled
from juesuan.knowledge.table_forms import Form, TableForms, plain
from juesuan.reading.page import Page, Reading

OTHER = "other"
NEAR_TITLE = 70.0
"""Points above a table within which its title stands: number, unit and owner come between."""
AGAIN = regex.compile(r"（续表?）|续表$")
"""What a title has behind it where it is printed again."""
TITLE = regex.compile(r".{2,40}表(?:[（(].{1,12}[）)])?")


@dataclass
class Pieces:
    """The grids that make one table; the first has the header."""

    source: StatutoryTable | None
    form: Form
    title: str
    header: Header
    grids: list[tuple[Grid, str]] = field(default_factory=list)

    @property
    def main(self) -> Grid:
        """The grid with the header."""
        return self.grids[0][0]


class TableReader:
    """Reads the tables of reports with one set of forms; make one per process."""

    def __init__(self, forms: TableForms) -> None:
        self.forms = forms

    def read(
        self, reading: Reading, tables: Sequence[StatutoryTable], loose: Sequence[GivenGrid] = ()
    ) -> list[Tabled]:
        """The tables, each with its cells, in the order given; grids below them that are tables of their own follow.

        `tables` are those of the report's flow, `loose` the grids that no title names; `reading` must have been read
        with its rulings. A table on whose pages no grid was found comes out without cells and `method` "title".
        """
        found: dict[int, list[Pieces]] = {i: [] for i in range(len(tables))}
        first = _first_of_each(reading, tables)
        for page, stretches in sorted(pages_of(reading, tables).items()):
            ink = ink_of(reading.pages[page])
            if ink is None:
                continue
            for name, stretch, grid in self._grids(ink, reading, page, stretches, tables, found, first):
                above = partial(_title_above, ink, reading.pages[page], grid)
                self._place(found[first[stretch.index]], grid, name, tables[stretch.index], above)
        untitled: list[Pieces] = []
        for index, grid, name in given_grids(reading, tables, loose):
            if index is None:
                untitled.append(self._untitled(grid, name, ""))
            else:
                self._place(found[first[index]], grid, name, tables[index], str)
        made = []
        for i, table in enumerate(tables):
            if first[i] == i and not any(p.source is not None for p in found[i]):
                made.append(Tabled(table, table.kind, table.title, self._form(table)))
            made += [t for p in found[i] if (t := self._tabled(p)) is not None]
        return made + [t for p in untitled if (t := self._tabled(p)) is not None]

    def _form(self, table: StatutoryTable) -> Form:
        return self.forms.by_id.get(table.form or table.kind) or self.forms.by_id[OTHER]

    def _grids(
        self, ink: Ink, reading: Reading, page: int, stretches: Sequence[Stretch],
        tables: Sequence[StatutoryTable], found: dict[int, list[Pieces]], first: Sequence[int],
    ) -> list[tuple[str, Stretch, Grid]]:  # fmt: skip
        """The grids of a page with their names and owners; by the alignment of words where rulings give none."""
        given = []
        for grid in ruled_grids(ink, reading.pages[page].source):
            stretch = owner(stretches, ink, grid.xs[0], grid.xs[-1], grid.middle)
            if stretch is not None and grid.columns > 1 and not crowded(grid):
                other = self._form(tables[stretch.index]).table == OTHER
                given += [(stretch, part) for part in (parted(grid, self.forms.headers) if other else [grid])]
        for stretch in stretches:
            if any(s is stretch for s, _ in given):
                continue
            before = found[first[stretch.index]]
            table = tables[stretch.index]
            aligner = Aligner(reading, table, self._form(table), self.forms.headers)
            aligned = aligner.grid(page, before[0].main if before else None)
            if isinstance(aligned, Grid):
                given.append((stretch, aligned))
        where = " ".join(str(w) for w in (ink.anchor, ink.number) if w is not None)
        return [(f"{where}.{k}", stretch, grid) for k, (stretch, grid) in enumerate(given, start=1)]

    def _place(
        self, pieces: list[Pieces], grid: Grid, name: str, table: StatutoryTable, above: Callable[[], str]
    ) -> None:
        """Join a grid to what it continues, or begin with it. `above` finds what reads like its title on its page."""
        again = bool(pieces) and all(p.source is not table for p in pieces)
        if not pieces or (again and self._whole(pieces, grid)):
            form = self._form(table)
            header = HeaderFinder(grid, form, self.forms.headers, table.title).find()
            told = self.forms.by_header(form, [plain(c.text) for path in header.paths for c in path])
            if told is not form:
                form, header = told, HeaderFinder(grid, told, self.forms.headers, table.title).find()
            pieces.append(Pieces(table, form, table.title, header, [(grid, name)]))
            return
        for known in reversed(pieces):
            here = fitted(grid, known.main)
            own = HeaderFinder(here, known.form, self.forms.headers, known.title).find()
            if continues(here, known.main, known.header, own_header=own.sure):
                known.grids.append((here, name))
                return
        pieces.append(self._untitled(grid, name, above()))

    def _untitled(self, grid: Grid, name: str, title: str) -> Pieces:
        """The beginning of a table that no statutory title names."""
        form = self.forms.by_id[OTHER]
        header = HeaderFinder(grid, form, self.forms.headers, "").find()
        return Pieces(None, form, title, header, [(grid, name)])

    def _whole(self, pieces: Sequence[Pieces], grid: Grid) -> bool:
        """Whether a grid below the same title as the page before is a table of its own: another unit's.

        A table has one total; one without totals, the one row of 三公, is whole once its row is there.
        """
        words = self.forms.headers
        known = pieces[-1]
        rows = repeated(grid, known.main, known.header, words)
        there = {t for g, _ in known.grids for t in totals_of(g, known.header.body if g is known.main else 0, words)}
        here = totals_of(grid, rows, words)
        labels = any(words.role(plain(p[-1].text), "") for p in known.header.paths if p)
        return bool(there & here) or (not labels and rows > 0)

    def _tabled(self, pieces: Pieces) -> Tabled | None:
        """The pieces as a table; None for a grid without a title that holds words only."""
        words = self.forms.headers
        columns = columns_of(pieces.main, pieces.header, pieces.form, words, pieces.title)
        reader = BodyReader(columns, pieces.form, words)
        names = []
        for k, (grid, name) in enumerate(pieces.grids):
            again = repeated(grid, pieces.main, pieces.header, words) if k else 0
            reader.read(grid, pieces.header.body if not k else again, pieces.header.end if not k else 0)
            names.append(name + ("+" if again else ""))
        if pieces.source is None and not any(c.print.text for c in reader.cells):
            return None
        return Tabled(
            source=pieces.source,
            kind=pieces.form.table,
            title=pieces.title or None,
            form=pieces.form,
            columns=columns,
            rows=tuple(reader.rows),
            cells=tuple(reader.cells),
            body_rows=reader.number,
            method=pieces.main.method,
            pieces=tuple(names),
            grids=tuple(grid for grid, _ in pieces.grids),
            notes=tuple(reader.notes),
        )


def _title_above(ink: Ink, page: Page, grid: Grid) -> str:
    """The lowest line above a grid that reads like the title of a table; empty if there is none near it."""
    lines = [(ink.turn.there(line.box), line) for line in page.lines if line.box is not None]
    above = [(box.y1, line) for box, line in lines if grid.ys[0] - NEAR_TITLE < box.y1 <= grid.ys[0] + 1]
    titles = [(y, "".join(line.text.split())) for y, line in above if TITLE.fullmatch("".join(line.text.split()))]
    return max(titles, default=(0.0, ""))[1]


def _first_of_each(reading: Reading, tables: Sequence[StatutoryTable]) -> list[int]:
    """For every table the one it goes on with: some print the title again on each page. Itself for most."""
    first = list(range(len(tables)))
    for i in range(1, len(tables)):
        before, here = tables[i - 1], tables[i]
        pages = [reading.lines[k].page for k in (before.last_line, here.first_line)]
        # Without pages they follow each other at once, there being no other table between them.
        follows = pages == [None, None] or (None not in pages and (pages[1] or 0) - (pages[0] or 0) == 1)
        titles = [AGAIN.sub("", plain(t.title)) for t in (before, here)]
        if follows and before.kind == here.kind and titles[0] == titles[1]:
            first[i] = first[i - 1]
    return first
