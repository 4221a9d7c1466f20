"""The report of a trial: its rows in `checks` and `findings`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from juesuan.normalising.cells import LineItem
from juesuan.validating.figure import Figure
from juesuan.validating.identity import Severity
from juesuan.validating.interval import Outcome
from juesuan.validating.site import Site, location_of, row_and_column, site_of, where
from juesuan.validating.trial import ONE, Trial
from juesuan.validating.verdict import Check, Finding
from juesuan.validating.wording import Worded, first_printed, message, plain, rounded, says

PLACES = 6
"""Decimal places of the numbers of a check."""
CENT = Decimal("0.01")


def identify(*names: object) -> str:
    """A key: 16 hex digits of the hash of what it names."""
    return hashlib.sha256("|".join(map(str, names)).encode()).hexdigest()[:16]


def key_of(trial: Trial) -> str:
    """The key of a trial: the identity and the figures it was tried on."""
    figures = sorted([figure.ref_id or figure.kind for _, figure in trial.operands])
    return "|".join((trial.identity.id, *figures))


def check_of(trial: Trial, document_id: str, check_id: str, worded: Worded) -> Check:
    """The row of `checks`."""
    printed = trial.printed
    shown = printed or (trial.parts[0][1] if trial.parts else None)
    scale = shown.scale if shown else ONE
    looked_at = first_printed(trial)
    expected = actual = difference = stake = None
    if printed is not None and printed.interval.bound != "about":
        actual = in_unit(printed.value, scale)
        if trial.recomputed is not None:
            expected = in_unit(trial.recomputed, scale)
            difference = actual - expected
            if printed.money:
                stake = (difference * scale).quantize(CENT)
    location = None if looked_at is None else location_of(looked_at)
    tolerance = None if trial.tolerance is None else in_unit(trial.tolerance, scale)
    return Check(
        document_id, check_id, trial.identity.id, says(trial, worded), location, shown.unit if shown else None,
        expected, actual, difference, stake, tolerance, trial.outcome, trial.reason, trial.identity.severity,
    )  # fmt: skip


@lru_cache(maxsize=8192)
def in_unit(value: Decimal, scale: Decimal) -> Decimal:
    """A value in base units in a unit of so many of them, to the places of a check."""
    return rounded(value / scale, PLACES)


def finding_of(trial: Trial, check: Check) -> Finding | None:
    """The row of `findings` for a failing trial, None for any other."""
    if trial.outcome is not Outcome.FAIL:
        return None
    looked_at = first_printed(trial)
    site = None if looked_at is None else site_of(looked_at)
    return finding(
        "identity_failed", check.severity, message(trial, check.says, check.difference, check.unit), site, check
    )


def finding(code: str, severity: Severity, words: str, site: Site | None, check: Check) -> Finding:
    """A row of `findings` about a check, at the place of a figure."""
    return Finding(
        document_id=check.document_id,
        finding_id=identify(code, check.check_id, *((site.fact_id, site.cell_id) if site else ())),
        code=code,
        severity=severity,
        message=words,
        fact_id=site.fact_id if site else None,
        cell_id=site.cell_id if site else None,
        check_id=check.check_id,
        page=site.page if site else None,
        x0=site.x0 if site else None,
        y0=site.y0 if site else None,
        x1=site.x1 if site else None,
        y1=site.y1 if site else None,
        char_start=site.char_start if site else None,
        char_end=site.char_end if site else None,
        anchor=site.anchor if site else None,
        evidence=site.evidence if site else None,
    )


def blank_cells(
    trials: Iterable[Trial], checks: Sequence[Check], fillings: Mapping[str | None, Decimal]
) -> Iterator[Finding]:
    """A finding for every table with empty cells where figures belong: printed so, or not read.

    Totals over parts that are not empty, and the parts of a total that is not. `fillings` are the numbers, in base
    units, that the others leave for an empty cell, by cell_id.
    """
    tables: dict[str, dict[str, tuple[Figure, Check]]] = {}
    for trial, check in zip(trials, checks, strict=True):
        if trial.reason == "blank_operand":
            for figure in (figure for _, figure in trial.operands if figure.is_blank):
                tables.setdefault(figure.section, {}).setdefault(figure.ref_id or "", (figure, check))
    for cells in tables.values():
        figures = [figure for figure, _ in cells.values()]
        first, check = next(iter(cells.values()))
        names = "、".join(_empty(f, fillings.get(f.ref_id)) for f in figures[:5])
        more = f"等{len(figures)}处" if len(figures) > 5 else ""
        words = f"{where(first)}{names}{more}空白，而合计与所属各项中另一方有数。"
        recognised = any(f.source is not None and f.source.source == "ocr" for f in figures)
        yield finding("blank_cell", "warning" if recognised else "info", words, site_of(first), check)


def _empty(figure: Figure, filling: Decimal | None) -> str:
    """An empty cell, with the number that belongs there if that is known."""
    name = row_and_column(figure.source) if isinstance(figure.source, LineItem) else ""
    return name if filling is None else f"{name}（按其他数字应为{plain(filling / figure.scale)}）"


def nothing_filled_in(document_id: str, items: Sequence[LineItem]) -> Finding:
    """The finding on a form: tables whose number cells are all empty, and no figure in words."""
    tables = len({item.table_id for item in items})
    words = f"{tables}张表的{len(items)}个数字单元格都没有填数，文字中也没有数字：像是空白模板，没有内容可供核对。"
    return Finding(
        document_id=document_id, finding_id=identify("nothing_filled_in", document_id), code="nothing_filled_in",
        severity="warning", message=words, fact_id=None, cell_id=None, check_id=None, page=items[0].page, x0=None,
        y0=None, x1=None, y1=None, char_start=None, char_end=None, anchor=None, evidence=None,
    )  # fmt: skip
