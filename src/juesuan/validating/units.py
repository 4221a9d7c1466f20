"""Units: a table read in 元 that is in 万元, or the reverse, disagrees with everything else ten thousand times."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from juesuan.validating.figure import Figure, FigureKind
from juesuan.validating.interval import HOLDING, Interval, Outcome, judge
from juesuan.validating.report import finding
from juesuan.validating.site import site_of, where
from juesuan.validating.trial import Trial
from juesuan.validating.verdict import Check, Finding

FACTOR = Decimal(10_000)
"""元 and 万元."""
FEWEST = 2
"""One figure may be off by a factor by itself."""
REASON = "table_unit_contradicted"


@dataclass(frozen=True, slots=True)
class WrongUnit:
    """A table whose unit the other prints of its figures contradict."""

    table: str
    pairs: tuple[tuple[Figure, Figure], ...]
    """Its cells, each with the figure it is ten thousand times more or less than."""
    factor: Decimal
    """What its amounts have to be multiplied by."""
    keys: frozenset[str]
    """The trials that compare the table with others, which say nothing but that."""


def wrong_units(trials: Mapping[str, Trial]) -> list[WrongUnit]:
    """The tables whose unit is contradicted, the one with the most evidence first.

    Evidence are cells that another table or the words print too, ten thousand times as much or as little: two at
    least, and more than the cells that agree. The words count for themselves: all tables may be wrong alike.
    """
    against: dict[tuple[str, Decimal], dict[str, tuple[str, Figure, Figure]]] = defaultdict(dict)
    agreeing: Counter[tuple[str, FigureKind]] = Counter()
    for key, trial in trials.items():
        for cell, other in _pairs(trial) if trial.identity.kind.startswith("restated") else ():
            if trial.outcome in HOLDING:
                agreeing[cell.section, other.kind] += 1
            factor = _factor(cell, other) if trial.outcome is Outcome.FAIL else None
            if factor is not None:
                against[cell.section, factor][key] = (cell.ref_id or "", cell, other)
    found: list[WrongUnit] = []
    explained: set[str] = set()
    while against:
        (table, factor), pairs = max(against.items(), key=lambda item: len(item[1]))
        del against[table, factor]
        left = {ref: (cell, other) for key, (ref, cell, other) in pairs.items() if key not in explained}
        kinds = Counter(other.kind for _, other in left.values())
        more = [kind for kind, count in kinds.items() if count >= FEWEST and count > agreeing[table, kind]]
        if not more or kinds["fact"] < agreeing[table, "fact"]:
            continue
        explained.update(pairs)
        keys = frozenset(key for key, trial in trials.items() if _crosses(trial, table))
        found.append(WrongUnit(table, tuple(left.values()), factor, keys))
    return found


def _pairs(trial: Trial) -> Iterator[tuple[Figure, Figure]]:
    """The cells of a restatement of money, each with a print of it elsewhere."""
    printed = trial.printed
    if printed is None or not printed.money:
        return
    for other in (figure for _, figure in trial.parts):
        if printed.value and other.value and other.section != printed.section:
            if printed.kind == "cell":
                yield printed, other
            if other.kind == "cell":
                yield other, printed


def _factor(cell: Figure, other: Figure) -> Decimal | None:
    """What the cell has to be multiplied by to be the other figure, if that is the factor between two units."""
    for factor in (FACTOR, 1 / FACTOR):
        scaled = Interval(cell.value * factor, cell.interval.slack * factor)
        if judge(scaled, other.interval)[0] in HOLDING:
            return factor
    return None


def _crosses(trial: Trial, table: str) -> bool:
    """Whether a trial compares amounts of a table with others."""
    figures = [figure for _, figure in trial.operands if figure.money and figure.value and figure.kind != "derived"]
    inside = [figure.section == table for figure in figures]
    return any(inside) and not all(inside)


def told_of_units(wrong: Sequence[WrongUnit], checks: Mapping[str, Check]) -> Iterator[Finding]:
    """A finding for every table of a wrong unit; `checks` has the row of every trial by its key."""
    for unit in wrong:
        cell, other = unit.pairs[0]
        more = "大" if unit.factor < 1 else "小"
        words = (
            f"{where(cell)}按“{cell.unit}”计，有{len(unit.pairs)}个数比文字或其他表所印的{more}一万倍"
            f"（如{cell.name}与{where(other)}所印），单位应有误。该表与表外的勾稽关系不再判断。"
        )
        check = next(check for key, check in checks.items() if key in unit.keys)
        yield finding(REASON, "error", words, site_of(cell), check)
