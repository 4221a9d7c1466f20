"""Suspects: the fewest figures whose change would close all failing identities, with the value that does it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from juesuan.validating.closing import BLANK, closing_value, holds_with
from juesuan.validating.figure import Figure
from juesuan.validating.interval import HOLDING, Outcome
from juesuan.validating.origins import Origin, origins, possible
from juesuan.validating.slips import Slip
from juesuan.validating.trial import Trial

EXACT = 2
"""Another print of a figure says its value as surely as so many sums."""
UNSURE = 0.9
"""Below this confidence of its least certain character a recognised number is not trusted."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure, the value that closes the failing trials it is in (base units), and what speaks for a slip."""

    figure: Figure
    closing: Decimal
    slip: Slip | None
    confidence: float | None
    copied: Figure | None = None
    """The figure of a neighbouring row or list that prints the same number."""

    @property
    def support(self) -> int:
        """How much a slip of digits and an unsure recogniser speak for it; a value that cannot be speaks against."""
        if not possible(self.figure, self.closing):
            return -1
        made = self.slip.strength if self.slip else int(self.copied is not None)
        return made + 2 * (self.confidence is not None or self.unread)

    @property
    def unread(self) -> bool:
        """Whether it is an empty cell of a recognised page, where a number may have been overlooked."""
        return self.figure.is_blank and self.figure.source is not None and self.figure.source.source == "ocr"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What one change would close: the figures that would do it equally well, the most plausible first."""

    suspects: tuple[Suspect, ...]
    closes: tuple[Trial, ...]
    leaves: int
    """Failing trials of the first suspect that its change does not close."""

    @property
    def sure(self) -> bool:
        """Whether one figure alone explains it, or a slip speaks for one more than for any other."""
        return len(self.leading) == 1

    @property
    def leading(self) -> tuple[Suspect, ...]:
        """Those for whom as much speaks as for the first."""
        return tuple(suspect for suspect in self.suspects if suspect.support == self.suspects[0].support)

    @property
    def is_lost(self) -> bool:
        """Whether nothing fails, but a number is missing where one belongs."""
        return all(trial.reason == BLANK for trial in self.closes)


@dataclass(frozen=True, slots=True)
class _Candidate:
    figure: Figure
    origin: Origin
    closes: frozenset[int]
    breaks: int
    said: int
    """How many trials say this value to its last digit."""

    @property
    def worth(self) -> tuple[int, int]:
        return len(self.closes) - self.breaks, -self.breaks

    @property
    def rank(self) -> tuple[tuple[int, int], int, int]:
        # One sum may be off by a rounding, so that a slip near it says more; several that agree are not.
        return self.worth, self.said if self.said > 1 else 0, self.origin.slip.strength if self.origin.slip else 0


def suspicions(trials: Sequence[Trial]) -> list[Suspicion]:
    """Explain the failing trials, the change that closes most of them first.

    A change counts by the failing trials it closes, less the holding ones it breaks. Trials that no change closes
    without breaking as many are left unexplained. A trial that lacks a number where a cell is empty says what the
    number would be: it speaks for that cell, and against no other figure.
    """
    board = _Board(trials)
    if not board.open:
        return []
    found: list[Suspicion] = []
    candidates = {ref: board.best(ref) for ref in board.figures}
    while board.open:
        best = max((c.worth for c in candidates.values() if c is not None), default=(0, 0))
        if best[0] <= 0:
            break
        equal = [c for c in candidates.values() if c is not None and c.worth == best]
        closes = equal[0].closes
        found.append(board.suspicion([c for c in equal if c.closes == closes]))
        board.open -= closes
        if not board.open:
            break
        # Only what had a part in the trials just closed is to be looked at again.
        touched = {figure.ref_id for number in closes for _, figure in trials[number].operands}
        for ref in board.figures:
            if ref in touched:
                candidates[ref] = board.best(ref)
    return found


def fillings(suspected: Sequence[Suspicion]) -> Mapping[str | None, Decimal]:
    """The numbers, in base units, that belong in empty cells, where no other cell would do as well."""
    firsts = (suspicion.suspects[0] for suspicion in suspected if suspicion.sure)
    return {first.figure.ref_id: first.closing for first in firsts if first.figure.is_blank and first.support >= 0}


class _Board:
    """The trials of a document, which of them are still unexplained, and the figures that may explain them."""

    def __init__(self, trials: Sequence[Trial]) -> None:
        self.trials = trials
        self.open = {number for number, trial in enumerate(trials) if _unexplained(trial)}
        self.figures: dict[str, Figure] = {}
        for number in sorted(self.open):
            lacking = trials[number].reason == BLANK
            for _, figure in trials[number].operands:
                if figure.ref_id is not None and figure.kind != "derived" and (figure.is_blank or not lacking):
                    self.figures.setdefault(figure.ref_id, figure)
        self._cells: Mapping[tuple[str, Decimal], dict[str | None, Figure]] = defaultdict(dict)
        self.involved: Mapping[str, list[int]] = defaultdict(list)
        for number, trial in enumerate(trials if self.open else ()):
            if trial.outcome is Outcome.NOT_EVALUABLE and trial.reason != BLANK:
                continue
            for ref in {figure.ref_id for _, figure in trial.operands if figure.ref_id in self.figures}:
                self.involved[ref].append(number)

    def best(self, ref: str) -> _Candidate | None:
        """The value of a figure that closes most; None if none closes anything."""
        figure = self.figures[ref]
        failing = [number for number in self.involved[ref] if number in self.open]
        values: dict[Decimal, Origin] = {}
        said: Counter[Decimal] = Counter()
        # A print of the same figure elsewhere says its value exactly; sums say it but for rounding.
        for trial in sorted((self.trials[number] for number in failing), key=_looseness):
            closing = closing_value(trial, ref)
            if closing is not None:
                said[closing[0]] += EXACT if trial.identity.kind.startswith("restated") else 1
            for origin in () if closing is None else origins(figure, *closing):
                if origin.value != figure.value:
                    values.setdefault(origin.value, origin)
        best: _Candidate | None = None
        for origin in values.values():
            closes = frozenset(number for number in failing if self._holds(number, ref, origin))
            if not closes:
                continue
            breaks = sum(
                self.trials[number].outcome in HOLDING and not self._holds(number, ref, origin)
                for number in self.involved[ref]
            )
            candidate = _Candidate(figure, origin, closes, breaks, said[origin.value])
            if best is None or candidate.rank > best.rank:
                best = candidate
        return best

    def _holds(self, number: int, ref: str, origin: Origin) -> bool:
        return holds_with(self.trials[number], ref, origin.value, origin.decimals)

    def _copied(self, figure: Figure) -> Figure | None:
        """The cell beside, above or below that prints the same number, and is neither part nor whole of it."""
        if figure.kind != "cell" or not figure.value:
            return None
        if not self._cells:
            for _, other in (operand for trial in self.trials for operand in trial.operands):
                if other.kind == "cell" and other.value:
                    self._cells[other.section, other.value][other.ref_id] = other
        for other in self._cells[figure.section, figure.value].values():
            near = abs(other.sentence - figure.sentence) <= 1 and other.key != figure.key
            if near and other.measure == figure.measure and not (other.is_above(figure) or figure.is_above(other)):
                return other
        return None

    def suspicion(self, candidates: Sequence[_Candidate]) -> Suspicion:
        """The figures whose change closes the same trials, the most plausible first."""
        suspects = [
            Suspect(
                c.figure, c.origin.value, c.origin.slip, _low_confidence(c.figure), self._copied(c.figure)
            )
            for c in candidates
        ]  # fmt: skip
        suspects.sort(key=lambda suspect: (-suspect.support, suspect.figure.kind != "cell", suspect.figure.order))
        first, closes = suspects[0].figure, candidates[0].closes
        rest = [n for n in self.involved[first.ref_id or ""] if n in self.open and n not in closes]
        return Suspicion(tuple(suspects), tuple(self.trials[number] for number in sorted(closes)), len(rest))


def _unexplained(trial: Trial) -> bool:
    return trial.reason == BLANK or (trial.outcome is Outcome.FAIL and trial.identity.severity != "info")


def _looseness(trial: Trial) -> tuple[bool, Decimal]:
    return not trial.identity.kind.startswith("restated"), trial.tolerance or Decimal(0)


def _low_confidence(figure: Figure) -> float | None:
    confidence = figure.source.ocr_confidence if figure.source is not None else None
    return confidence if confidence is not None and confidence < UNSURE else None
