"""Sums in the statutory tables: a total against the terms of its own table, its own row, or of other tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from juesuan.validating.figure import Figure, all_equal
from juesuan.validating.identity import MONEY_MEASURES, Identity, Selector
from juesuan.validating.index import Missing, ambiguous, missing
from juesuan.validating.interval import Interval, Outcome, judge, total
from juesuan.validating.sheets import Axis, Entry, Sheet, Sheets
from juesuan.validating.trial import Trial, Weighted, not_evaluable

BLANK = Missing("blank_operand")
UNREADABLE = Missing("unreadable_cell")


def axes_on(identity: Identity, concept: str, sheet: Sheet) -> list[Axis]:
    """The columns of a table, by measure and kind of budget, that an identity speaks of.

    What holds of 决算数 holds of 预算数 and 上年数 beside it; a record with `measures` holds of those it names.
    """
    assert identity.total is not None
    return [
        axis
        for axis in sheet.axes.get(concept, ())
        if axis[0] in MONEY_MEASURES and _speaks_of(identity, axis[0])
    ]


def _speaks_of(identity: Identity, measure: str) -> bool:
    assert identity.total is not None
    own = identity.total.measure
    return measure == own if measure in (own, *identity.family) else own == "actual"


def try_sum_in_tables(identity: Identity, sheets: Sheets) -> Iterator[Trial]:
    """Try a sum at every total of a table that has one, and row by row where items print it."""
    whole = identity.total
    assert whole is not None
    if whole.items or whole.each:
        return
    for sheet in sheets.having(whole.concept):
        for axis in axes_on(identity, whole.concept, sheet):
            summed = (whole.concept, axis)
            wholes = sheet.wholes.get(summed, ())
            for printed in [entry for entry in wholes if entry.figure is not None] or wholes[:1]:
                trial = _at(identity, _Place(sheets, sheet, axis, printed))
                if trial is not None:
                    yield trial
            if identity.relation != "=":
                continue
            for line, row in sheet.rows.items() if summed in sheet.itemised else ():
                # A row of zeros is confirmed column by column.
                entry = row.get(summed) if line in sheet.filled else None
                if entry is not None:
                    trial = _at(identity, _Place(sheets, sheet, axis, entry, row))
                    if trial is not None:
                        yield trial


class _Place(NamedTuple):
    """Where a sum is tried: a total of a table, in one axis; `row` if it is the sum of one row."""

    sheets: Sheets
    sheet: Sheet
    axis: Axis
    printed: Entry
    row: dict[tuple[str, Axis], Entry] | None = None

    @property
    def money(self) -> bool:
        """Whether the unit of the total is known."""
        return self.printed.figure is None or self.printed.figure.money

    def entry(self, concept: str) -> Entry | None:
        """The cell of a concept at this place: in the row, else in the row or column of the total, else any."""
        if self.row is not None:
            return self.row.get((concept, self.axis))
        entries = self.sheet.wholes.get((concept, self.axis))
        if not entries:
            return None
        printed = [entry for entry in entries if entry.figure is not None] or entries
        if len(printed) == 1:
            return printed[0]
        line, column = self.printed.line, self.printed.cell.column_index
        beside = next((entry for entry in printed if entry.line == line), None)
        return beside or next((entry for entry in printed if entry.cell.column_index == column), printed[0])

    def named(self, term: Selector) -> list[Entry]:
        """The classified rows that a term names by code or name, in the column of the total if they are there."""
        entries = [
            entry
            for entry in self.sheet.itemised.get((term.concept, self.axis), ())
            if entry.code in term.items or entry.cell.label in term.items
        ]
        column = self.printed.cell.column_index
        return [entry for entry in entries if entry.cell.column_index == column] or entries

    def elsewhere(self, concept: str) -> Figure | Missing | None:
        """The figure of another table of the same set; None if no other table has a place for it."""
        editions = self.sheets.edition_of
        stated = [
            figure
            for figure in self.sheets.stated(concept, self.axis, None)
            if editions[figure.section] == self.sheet.edition and figure.money == self.money
        ]
        if not stated:
            return BLANK if self.sheets.is_blank(concept, self.axis) else None
        first = stated[0]
        agree = all(judge(first.interval, other.interval)[0] is not Outcome.FAIL for other in stated[1:])
        return first if agree or all_equal(stated) else ambiguous(concept)


def _at(identity: Identity, place: _Place) -> Trial | None:
    """One trial; None where nothing is stated that could be tried."""
    parts: list[tuple[Decimal, Figure]] = []
    empty: list[Selector] = []
    absent: list[Selector] = []
    wrong: Missing | None = None
    here = 0
    for term in identity.terms:
        if term.within is not None and _printed(place.entry(term.within)):
            continue
        found = _operands(identity, place, term)
        if isinstance(found, Missing):
            if found is UNREADABLE or found.reason.startswith("ambiguous"):
                wrong = wrong or found
            elif found is not BLANK:
                absent.append(term)
            else:
                here += 1
                empty.append(term)
            continue
        here += 1
        parts.extend([(term.weight, figure) for figure in found])
    if not here and wrong is None:
        return None
    weighted = tuple(parts)
    printed = place.printed.figure
    if place.printed.unreadable:
        return not_evaluable(identity, UNREADABLE, None, weighted) if weighted else None
    if printed is None:
        # A blank total states nothing; where its terms state something that is worth saying.
        stated = any(figure.value for _, figure in weighted)
        return not_evaluable(identity, BLANK, place.sheets.blank(place.printed), weighted) if stated else None
    if wrong is not None:
        return not_evaluable(identity, wrong, printed, weighted)
    required = [term for term in absent if not term.optional and identity.kind == "sum"]
    if required and place.row is not None:
        return None  # the rows of this table do not print it, whatever its total does
    if required:
        lacking = required[0]
        return not_evaluable(identity, missing(lacking.concept, lacking.measure), printed, weighted)
    if not weighted:
        return not_evaluable(identity, BLANK, printed, _blanks(place, empty)) if printed.value else None
    nothing = not printed.value and not any(figure.value for _, figure in weighted)
    # Zeros of a row are confirmed column by column; dashes state nothing but that there is nothing.
    if nothing and (place.row is not None or _dashes(printed, weighted)):
        return None
    trial = _settled(identity, place, printed, weighted, absent)
    return trial._replace(parts=(*weighted, *_blanks(place, empty))) if trial.outcome is Outcome.FAIL else trial


def _blanks(place: _Place, empty: Sequence[Selector]) -> Weighted:
    """The empty cells of terms as operands, for a sum that does not close: one of them may be what it lacks."""
    return tuple((term.weight, place.sheets.blank(entry)) for term in empty for entry in _empty(place, term))


def _operands(identity: Identity, place: _Place, term: Selector) -> Sequence[Figure] | Missing:
    """The figures of a term, `BLANK` where its place is empty, another Missing where it cannot be had."""
    if term.items:
        entries = [] if place.row is not None else place.named(term)
        if any(entry.unreadable for entry in entries):
            return UNREADABLE
        figures = [entry.figure for entry in entries if entry.figure is not None]
        return figures or (BLANK if entries else missing(term.concept))
    entry = place.entry(term.concept)
    if entry is not None and entry.unreadable:
        return UNREADABLE
    if entry is not None and entry.figure is not None:
        return [entry.figure]
    if term.parts:
        stand_ins = [place.entry(part) for part in term.parts]
        figures = [stand_in.figure for stand_in in stand_ins if stand_in is not None and stand_in.figure is not None]
        if figures and all(stand_in is not None for stand_in in stand_ins):
            return figures
    if entry is not None:
        return BLANK
    if place.row is None and identity.kind == "sum":
        found = place.elsewhere(term.concept)
        if found is not None:
            return found if isinstance(found, Missing) else [found]
    return missing(term.concept)


def _empty(place: _Place, term: Selector) -> Sequence[Entry]:
    """The empty cells of a term."""
    if term.items:
        return [entry for entry in place.named(term) if entry.figure is None]
    entry = place.entry(term.concept)
    return [] if entry is None else [entry]


def _settled(
    identity: Identity,
    place: _Place,
    printed: Figure,
    parts: Weighted,
    absent: Sequence[Selector],
) -> Trial:
    made = total([(weight, figure.interval) for weight, figure in parts])
    outcome, reason = judge(printed.interval, made, identity.relation)
    if outcome is Outcome.FAIL:
        excuse = _excuse(identity, place, printed, made, absent)
        if excuse is not None:
            outcome, reason = Outcome.NOT_EVALUABLE, excuse
    tolerance = printed.interval.slack + made.slack
    return Trial(identity, outcome, reason, printed, parts, made.value, tolerance, identity.relation)


def _excuse(
    identity: Identity, place: _Place, printed: Figure, made: Interval, absent: Sequence[Selector]
) -> str | None:
    """Why a sum that does not close need not be wrong; None if it is."""
    if place.row is None and place.sheet.has_rival(place.printed):
        return f"ambiguous_operand:{printed.concept}"
    stray = place.sheet.unlisted(place.printed)
    if stray is not None:
        return f"unlisted_operand:{stray.cell.label or stray.cell.column}"
    if identity.omitted == "unknown" and identity.relation == "=":
        for term in absent:
            if (printed.value > made.value) == (term.weight > 0):
                return missing(term.concept).reason
    return "different_scope" if identity.differing == "unknown" else None


def _printed(entry: Entry | None) -> bool:
    return entry is not None and entry.figure is not None


def is_dash(figure: Figure) -> bool:
    """Whether a dash is printed, and no number."""
    return getattr(figure.source, "print", None) == "dash"


def _dashes(printed: Figure, parts: Weighted) -> bool:
    """Whether all of it is dashes, which state nothing but that there is nothing."""
    return is_dash(printed) and all(is_dash(figure) for _, figure in parts)
