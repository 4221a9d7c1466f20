"""Sheets: the cells of a document's statutory tables, arranged for the identities that join them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from juesuan.normalising.cells import LineItem
from juesuan.validating.figure import EXACT_MEASURES, Figure, half_place, separate_fund, usual_places
from juesuan.validating.identity import MONEY_MEASURES
from juesuan.validating.interval import ZERO, Interval

Axis = tuple[str, str | None]
"""Measure and kind of budget of a column."""
Line = tuple[int, int]
"""Row and block: one row of one of the lists that stand side by side."""

CLASSIFIED = frozenset({"class", "group", "item"})
CLASSIFYING = (".function", ".economic")
"""Concepts whose items are the classification itself: the row alone names the figure."""

NOTHING = Interval(ZERO)
ONE = Decimal(1)


class Entry(NamedTuple):
    """A cell that measures a known concept. `figure` is None where the print is blank or unreadable."""

    cell: LineItem
    figure: Figure | None
    code: str | None
    key: str | None
    line: Line

    @property
    def is_zero(self) -> bool:
        """Whether it prints that there is nothing, or prints nothing."""
        return self.cell.print != "unreadable" and not self.cell.value

    @property
    def unreadable(self) -> bool:
        """Whether something is printed that is no number."""
        return self.cell.print == "unreadable"


@dataclass
class Sheet:
    """One table. `edition` counts the tables of its kind before it: a report may print the set twice."""

    id: str
    kind: str
    edition: int
    wholes: dict[tuple[str, Axis], list[Entry]] = field(default_factory=lambda: defaultdict(list))
    rows: dict[Line, dict[tuple[str, Axis], Entry]] = field(default_factory=dict)
    columns: dict[tuple[int, Axis], list[Entry]] = field(default_factory=lambda: defaultdict(list))
    itemised: dict[tuple[str, Axis], list[Entry]] = field(default_factory=lambda: defaultdict(list))
    unknown: list[Entry] = field(default_factory=list)
    """Numbers of columns or rows that the table's form does not know."""
    filled: set[Line] = field(default_factory=set)
    """The rows of the classification that print a number other than zero, or something unreadable."""
    axes: dict[str, dict[Axis, None]] = field(default_factory=lambda: defaultdict(dict))
    """The axes of each concept, in reading order."""

    def has_rival(self, entry: Entry) -> bool:
        """Whether another column of the same row claims the same concept with another number.

        合计 over 三公经费/小计 and 会议费: both are called a total, and only one is that of its concept.
        """
        cell, line = entry.cell, entry.line
        claiming = self.wholes.get((cell.concept or "", (cell.measure or "", cell.budget_kind)), ())
        return len(claiming) > 1 and any(
            other.cell.value not in (None, cell.value) for other in claiming if other.line == line
        )

    def unlisted(self, printed: Entry) -> Entry | None:
        """A number nobody knows the meaning of, in the row or the column of a total."""
        for entry in self.unknown:
            same_row = entry.line == printed.line
            # A row that the form knows and gives no concept (其中：提取职工福利基金) belongs to no sum.
            same_column = entry.cell.column_index == printed.cell.column_index and entry.cell.is_leaf is None
            if (same_row or same_column) and entry.cell.measure == printed.cell.measure:
                return entry
        return None


class Sheets:
    """All tables that have a number, in reading order, and their figures by concept, axis and key."""

    def __init__(
        self,
        items: Sequence[LineItem] = (),
        titles: Mapping[str, str | None] | None = None,
        labels: Mapping[str, str] | None = None,
    ) -> None:
        self._maker = _Maker(items, titles or {}, labels or {})
        self.sheets = tuple(self._maker.sheets())
        self.edition_of = {sheet.id: sheet.edition for sheet in self.sheets}
        self._stated: dict[tuple[str, Axis], dict[str | None, list[Figure]]] = {}
        self._named: dict[tuple[str, Axis], dict[str, set[str]]] = {}
        self._blank: set[tuple[str, Axis]] = set()
        self._having: dict[str, list[Sheet]] = defaultdict(list)
        for sheet in self.sheets:
            self._add(sheet)

    def having(self, concept: str) -> Sequence[Sheet]:
        """The tables that have a place for a concept."""
        return self._having.get(concept, ())

    def _add(self, sheet: Sheet) -> None:
        for concept in sheet.axes:
            self._having[concept].append(sheet)
        for concept_axis, entries in sheet.wholes.items():
            stated = self._stated.setdefault(concept_axis, {})
            for entry in entries:
                if entry.figure is not None:
                    if not sheet.has_rival(entry):
                        stated.setdefault(None, []).append(entry.figure)
                else:
                    self._blank.add(concept_axis)
        for row in sheet.rows.values():
            for concept_axis, entry in row.items():
                if entry.figure is not None and entry.key is not None:
                    self._stated.setdefault(concept_axis, {}).setdefault(entry.key, []).append(entry.figure)

    def blank(self, entry: Entry) -> Figure:
        """An empty cell as the nothing it adds to a sum: what is missing there may be why the sum does not close."""
        return self._maker.figure(entry.cell, entry.code, entry.key, 0)

    def groups(self) -> Iterator[tuple[tuple[str, Axis], str | None, list[Figure]]]:
        """Every concept and key with the figures that state it, in reading order."""
        for concept_axis, keyed in self._stated.items():
            for key, figures in keyed.items():
                yield concept_axis, key, figures

    def stated(self, concept: str, axis: Axis, key: str | None, name: str | None = None) -> Sequence[Figure]:
        """The figures of a concept and key; by name where the key, a code, is not printed in any table."""
        keyed = self._stated.get((concept, axis))
        if keyed is None:
            return ()
        if key is None or key in keyed:
            return keyed.get(key, ())
        named = self._names(concept, axis).get(plain_name(name or key), ())
        return keyed[next(iter(named))] if len(named) == 1 else ()

    def _names(self, concept: str, axis: Axis) -> Mapping[str, set[str]]:
        """The keys of the rows that have a name, by name."""
        names = self._named.get((concept, axis))
        if names is None:
            names = self._named[concept, axis] = defaultdict(set)
            for key, figures in self._stated[concept, axis].items():
                for figure in figures if key is not None else ():
                    if isinstance(figure.source, LineItem) and figure.source.label:
                        names[plain_name(figure.source.label)].add(key or "")
        return names

    def keyed(self, concept: str, axis: Axis) -> Sequence[Figure]:
        """The figures of all items of a concept."""
        stated = self._stated.get((concept, axis), {})
        return [figure for key, figures in stated.items() if key is not None for figure in figures]

    def is_blank(self, concept: str, axis: Axis) -> bool:
        """Whether a table has a place for the whole of a concept and leaves it empty."""
        return (concept, axis) in self._blank


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """A name without white space, and without the 类, 款 or 项 that a report may put behind it."""
    bare = "".join(name.split())
    return bare[:-3] if bare.endswith(("（类）", "（款）", "（项）")) else bare


class _Maker:
    """Makes figures of line items: intervals, keys and names."""

    def __init__(
        self, items: Sequence[LineItem], titles: Mapping[str, str | None], labels: Mapping[str, str]
    ) -> None:
        self.items, self.titles, self.labels = items, titles, labels
        printed: dict[str, list[int]] = defaultdict(list)
        self.scales: dict[str, Decimal] = {}
        codes: dict[tuple[str | None, str], set[str]] = defaultdict(set)
        for item in items:
            if item.value and item.decimals is not None:
                printed[item.unit or ""].append(item.decimals)
            if item.value and item.amount is not None and item.unit not in self.scales:
                self.scales[item.unit or ""] = item.amount / item.value
            code = item.code_resolved or item.code
            if code and item.label and item.level in CLASSIFIED:
                codes[item.level, plain_name(item.label)].add(code)
        self.finest = {unit: usual_places(places) for unit, places in printed.items()}
        self.codes = {place: next(iter(found)) for place, found in codes.items() if len(found) == 1}

    def sheets(self) -> Iterator[Sheet]:
        """The tables that print a number; a form that is not filled in says nothing."""
        editions: dict[str, int] = defaultdict(int)
        order = 0
        for table_id, group in groupby(self.items, key=lambda item: item.table_id):
            cells = list(group)
            if not any(cell.print == "number" for cell in cells):
                continue
            sheet = Sheet(table_id, cells[0].table, editions[cells[0].table])
            editions[sheet.kind] += 1
            for cell in cells:
                if cell.measure is not None:
                    order += 1
                    self._add(sheet, cell, order)
            yield sheet

    def _add(self, sheet: Sheet, cell: LineItem, order: int) -> None:
        axis: Axis = (cell.measure or "", cell.budget_kind)
        line: Line = (cell.row, cell.block or 1)
        code = key = None
        classified = cell.level in CLASSIFIED
        if classified:
            name = plain_name(cell.label) if cell.label else None
            code = cell.code_resolved or cell.code or self.codes.get((cell.level, name or ""))
            key = code or name
        if cell.concept is None:
            if cell.print == "number" and cell.measure in MONEY_MEASURES:
                sheet.unknown.append(Entry(cell, self.figure(cell, code, key, order), code, key, line))
            return
        printed = cell.print in ("number", "zero", "dash")
        entry = Entry(cell, self.figure(cell, code, key, order) if printed else None, code, key, line)
        place = (cell.concept, axis)
        sheet.axes[cell.concept][axis] = None
        if not classified:
            sheet.wholes[place].append(entry)
            return
        sheet.columns[cell.column_index, axis].append(entry)
        sheet.itemised[place].append(entry)
        row = sheet.rows.setdefault(line, {})
        if not entry.is_zero:
            sheet.filled.add(line)
        known = row.get(place)
        # 合计, 人员经费 and 公用经费 side by side are one concept by items: the first that is filled in counts.
        if known is None or known.figure is None:
            row[place] = entry

    def figure(self, cell: LineItem, code: str | None, key: str | None, order: int) -> Figure:
        """A cell as a figure; one without a number is zero."""
        unit, concept, measure, decimals = cell.unit or "", cell.concept or "", cell.measure or "", cell.decimals
        scale = self.scales.get(unit, ONE)
        amounts = measure in MONEY_MEASURES
        # Without a unit of money the numbers of a table add up, and compare with nothing else.
        money = amounts and (cell.amount is not None or not cell.value)
        value = cell.amount if cell.amount is not None else cell.value
        finest = max(decimals or 0, self.finest.get(unit, 0) if amounts else 0)
        interval = NOTHING
        if value:
            exact = not decimals and measure in EXACT_MEASURES
            interval = Interval(value, ZERO if exact else half_place(finest) * scale)
        name = label = self.labels.get(concept, concept)
        if key is not None:
            name = cell.label or key
            if not concept.endswith(CLASSIFYING):
                name += f"（{label}）"
        heading = self.titles.get(cell.table_id) or cell.table
        return Figure(
            "cell", cell.cell_id, concept, name or cell.column, key, code, measure, cell.budget_kind,
            None, None, None,  # a cell is compared to nothing and no share
            separate_fund(cell.fund, concept), None, cell.table_id, cell.row, order, interval, unit, scale,
            finest if decimals is None else decimals, money, cell, heading,
        )  # fmt: skip


@lru_cache(maxsize=256)
def parents(codes: tuple[str, ...]) -> Mapping[str, str]:
    """The nearest code above each of several codes, of those that have one: the columns of a table share their rows."""
    known = set(codes)
    found: dict[str, str] = {}
    for code in codes:
        for digits in range(len(code) - 1, 0, -1):
            if code[:digits] in known:
                found[code] = code[:digits]
                break
    return found


def tops(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that no other of them contains by its code."""
    found = list(entries)
    below = parents(tuple(entry.code for entry in found if entry.code))
    return [entry for entry in found if entry.code not in below]
