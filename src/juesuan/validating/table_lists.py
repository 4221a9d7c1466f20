"""Lists in the statutory tables, column by column: a total is the sum of its classes, a class that of its parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from juesuan.validating.identity import MONEY_MEASURES, Identity
from juesuan.validating.interval import Interval, Outcome, judge, total
from juesuan.validating.sheets import Entry, Sheet, Sheets, parents, tops
from juesuan.validating.table_sums import BLANK, UNREADABLE, axes_on, is_dash
from juesuan.validating.trial import ONE, Trial, not_evaluable


class Branch(NamedTuple):
    """A printed total of one column and the rows directly below it."""

    printed: Entry
    members: tuple[Entry, ...]

    @property
    def gap(self) -> Interval | None:
        """What the members lack to the total; None unless all of it can be read."""
        if self.printed.figure is None or any(entry.unreadable for entry in self.members):
            return None
        made = total((ONE, entry.figure.interval) for entry in self.members if entry.figure is not None)
        whole = self.printed.figure.interval
        return Interval(whole.value - made.value, whole.slack + made.slack)


def try_list_in_tables(identity: Identity, sheets: Sheets) -> Iterator[Trial]:
    """Every column whose total and classes a table prints."""
    whole, term = identity.total, identity.terms[0]
    assert whole is not None
    for sheet in sheets.having(whole.concept):
        for axis in axes_on(identity, whole.concept, sheet):
            if not sheet.itemised.get((term.concept, axis)):
                continue
            for printed in sheet.wholes.get((whole.concept, axis), ()):
                column = sheet.columns.get((printed.cell.column_index, axis), ())
                members = [entry for entry in column if entry.cell.concept == term.concept]
                if not _all_zero((printed, *members)):
                    members = tops(members)
                if not members:
                    continue
                if printed.figure is None and any(e.figure for e in sheet.wholes[whole.concept, axis]):
                    continue  # an empty row below the total is no total
                trial = _try(identity, sheets, sheet, Branch(printed, tuple(members)))
                if trial is not None:
                    yield trial


def try_tree_in_tables(identity: Identity, sheets: Sheets) -> Iterator[Trial]:
    """Every class and group of every column, against the rows that stand directly below it by their codes."""
    for sheet in sheets.sheets:
        summed = {
            (entry.cell.column_index, axis, concept.removesuffix(".total"))
            for (concept, axis), entries in sheet.wholes.items()
            for entry in entries
        }
        for (number, axis), column in sheet.columns.items():
            if axis[0] not in MONEY_MEASURES or not any(entry.figure or entry.unreadable for entry in column):
                continue
            if _all_zero(column) and (number, axis, _whole_of(column[0])) in summed:
                continue  # a column of zeros is confirmed by its total as a whole
            for branch in _branches(column):
                trial = _try(identity, sheets, sheet, branch)
                if trial is not None:
                    yield trial


def _branches(column: Sequence[Entry]) -> Iterator[Branch]:
    by_code: dict[str, Entry] = {}
    twice: set[str] = set()
    for entry in column:
        if entry.code:
            if entry.code in by_code:
                twice.add(entry.code)
            by_code.setdefault(entry.code, entry)
    above = parents(tuple(by_code))
    below: dict[str, list[Entry]] = defaultdict(list)
    for code, parent in above.items():
        below[parent].append(by_code[code])
    for code, members in below.items():
        printed = by_code[code]
        if code in above and by_code[above[code]].is_zero and printed.is_zero:
            continue  # part of the zeros of the class above it, below
        if printed.is_zero and _all_zero(members):
            members = [entry for other, entry in by_code.items() if other != code and other.startswith(code)]
        # A code printed twice stands for two rows, and which of them belongs where is not said.
        if code not in twice and not any(member.code in twice for member in members):
            yield Branch(printed, tuple(members))


def _whole_of(entry: Entry) -> str:
    """The concept of the total that a classified column adds up to."""
    concept = entry.cell.concept or ""
    return concept.removesuffix(".function").removesuffix(".economic").removesuffix(".total")


def _all_zero(entries: Iterable[Entry]) -> bool:
    return all(entry.is_zero for entry in entries)


def _try(identity: Identity, sheets: Sheets, sheet: Sheet, branch: Branch) -> Trial | None:
    printed = branch.printed.figure
    parts = tuple([(ONE, entry.figure) for entry in branch.members if entry.figure is not None])
    complete = len(parts) == len(branch.members)
    if branch.printed.unreadable or not (complete or all(not entry.unreadable for entry in branch.members)):
        return not_evaluable(identity, UNREADABLE, printed, parts) if printed or parts else None
    if printed is None:
        stated = any(figure.value for _, figure in parts)
        return not_evaluable(identity, BLANK, sheets.blank(branch.printed), parts) if stated else None
    if not parts:
        blanks = tuple((ONE, sheets.blank(entry)) for entry in branch.members)
        return not_evaluable(identity, BLANK, printed, blanks) if printed.value else None
    if not printed.value and is_dash(printed) and all(is_dash(figure) for _, figure in parts):
        return None
    made = total([(ONE, figure.interval) for _, figure in parts])
    outcome, reason = judge(printed.interval, made)
    if outcome is Outcome.FAIL:
        excuse = _excuse(identity, sheets, sheet, branch)
        if excuse is not None:
            outcome, reason = Outcome.NOT_EVALUABLE, excuse
        else:
            parts += tuple((ONE, sheets.blank(entry)) for entry in branch.members if entry.figure is None)
    tolerance = printed.interval.slack + made.slack
    return Trial(identity, outcome, reason, printed, parts, made.value, tolerance)


def _excuse(identity: Identity, sheets: Sheets, sheet: Sheet, branch: Branch) -> str | None:
    """Why a column that does not add up need not be wrong; None if it is."""
    stray = sheet.unlisted(branch.printed)
    if stray is not None and stray.line != branch.printed.line:
        return f"unlisted_operand:{stray.cell.label or stray.cell.column}"
    if any(other.kind == sheet.kind and other is not sheet and not other.wholes for other in sheets.sheets):
        return "incomplete_list"  # a second table of the kind without a total: the list goes on there
    if branch.printed.code and len({len(entry.code or "") for entry in branch.members}) > 1:
        return "mixed_levels"  # an item beside groups: the code of one of them was misread, or its group left out
    if _lacks_a_row(sheet, branch):
        return "missing_row"
    return "different_scope" if identity.differing == "unknown" else None


def _lacks_a_row(sheet: Sheet, branch: Branch) -> bool:
    """Whether several columns of the table fall short together, by amounts that make a row of their own.

    One wrong figure opens a gap in one column. A row that was not read leaves gaps in all that it filled, and
    the gap of the total column is the sum of the others.
    """
    lines = [entry.line for entry in branch.members]
    gaps = []
    for entries in sheet.columns.values():
        by_line = {entry.line: entry for entry in entries}
        members = [by_line[line] for line in lines if line in by_line]
        total_cell = by_line.get(branch.printed.line) or _total_in(sheet, branch, entries[0])
        if total_cell is None or len(members) < len(lines):
            continue
        gap = Branch(total_cell, tuple(members)).gap
        if gap is not None and abs(gap.value) > gap.slack:
            gaps.append(gap)
    if len(gaps) < 2 or any(gap.value < 0 for gap in gaps):
        return False
    widest = max(gaps, key=lambda gap: gap.value)
    others = [gap for gap in gaps if gap is not widest]
    return judge(widest, total((ONE, gap) for gap in others))[0] is not Outcome.FAIL


def _total_in(sheet: Sheet, branch: Branch, member: Entry) -> Entry | None:
    """The cell of the branch's row in another column, where that row is a total."""
    for entries in sheet.wholes.values():
        for entry in entries:
            if entry.line == branch.printed.line and entry.cell.column_index == member.cell.column_index:
                return entry
    return None


