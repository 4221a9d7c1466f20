"""Suspects: the fewest figures whose change would close all failing identities, with the value that does it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from juesuan.validating.closing import closing_value, holds_with
from juesuan.validating.figure import Figure
from juesuan.validating.interval import Outcome
from juesuan.validating.slips import Slip, slip
from juesuan.validating.trial import Trial

UNSURE = 0.9
"""Below this confidence of its least certain character a recognised number is not trusted."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure, the value that closes the failing trials it is in (base units), and what speaks for a slip."""

    figure: Figure
    closing: Decimal
    slip: Slip | None
    confidence: float | None

    @property
    def support(self) -> int:
        """How much a slip of digits and an unsure recogniser speak for it."""
        return (self.slip.strength if self.slip else 0) + 2 * (self.confidence is not None or self.unread)

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
        return len(self.suspects) == 1 or self.suspects[0].support > self.suspects[1].support


@dataclass(frozen=True, slots=True)
class _Candidate:
    figure: Figure
    closing: Decimal
    closes: frozenset[int]
    breaks: int

    @property
    def worth(self) -> tuple[int, int]:
        return len(self.closes) - self.breaks, -self.breaks


def suspicions(trials: Sequence[Trial]) -> list[Suspicion]:
    """Explain the failing trials, the change that closes most of them first.

    A change counts by the failing trials it closes, less the holding ones it breaks. Trials that no change closes
    without breaking as many are left unexplained.
    """
    failing = [n for n, t in enumerate(trials) if t.outcome is Outcome.FAIL and t.identity.severity != "info"]
    figures: dict[str, Figure] = {}
    for number in failing:
        for _, figure in trials[number].operands:
            if figure.ref_id is not None and figure.kind != "derived":
                figures.setdefault(figure.ref_id, figure)
    involved: Mapping[str, list[int]] = defaultdict(list)
    for number, trial in enumerate(trials):
        if trial.outcome is Outcome.NOT_EVALUABLE:
            continue
        for ref in {figure.ref_id for _, figure in trial.operands}:
            if ref in figures:
                involved[ref].append(number)
    open_trials = set(failing)
    found: list[Suspicion] = []
    candidates = {ref: _best(trials, involved[ref], open_trials, figure) for ref, figure in figures.items()}
    while open_trials:
        best = max((c.worth for c in candidates.values() if c is not None), default=(0, 0))
        if best[0] <= 0:
            break
        equal = [c for c in candidates.values() if c is not None and c.worth == best]
        closes = equal[0].closes
        found.append(_suspicion(trials, [c for c in equal if c.closes == closes], involved, open_trials))
        open_trials -= closes
        # Only what had a part in the trials just closed is to be looked at again.
        touched = {figure.ref_id for number in closes for _, figure in trials[number].operands}
        for ref, figure in figures.items():
            if ref in touched:
                candidates[ref] = _best(trials, involved[ref], open_trials, figure)
    return found


def _best(trials: Sequence[Trial], involved: Sequence[int], still_open: set[int], figure: Figure) -> _Candidate | None:
    """The value of a figure that closes most; None if none closes anything."""
    assert figure.ref_id is not None
    ref, failing = figure.ref_id, [number for number in involved if number in still_open]
    values: dict[Decimal, None] = {}
    # A print of the same figure elsewhere says its value exactly; sums say it but for rounding.
    for trial in sorted((trials[number] for number in failing), key=_looseness):
        value = closing_value(trial, ref)
        if value is not None and value != figure.value:
            values.setdefault(value)
    best: _Candidate | None = None
    for value in values:
        closes = frozenset(number for number in failing if holds_with(trials[number], ref, value))
        breaks = sum(
            trials[number].outcome is not Outcome.FAIL and not holds_with(trials[number], ref, value)
            for number in involved
        )
        candidate = _Candidate(figure, value, closes, breaks)
        if closes and (best is None or _rank(candidate) > _rank(best)):
            best = candidate
    return best


def _looseness(trial: Trial) -> tuple[bool, Decimal]:
    return not trial.identity.kind.startswith("restated"), trial.tolerance or Decimal(0)


def _rank(candidate: _Candidate) -> tuple[tuple[int, int], int]:
    found = _slip(candidate)
    return candidate.worth, found.strength if found else 0


def _slip(candidate: _Candidate) -> Slip | None:
    figure = candidate.figure
    return slip(figure.value / figure.scale, candidate.closing / figure.scale, figure.decimals)


def _suspicion(
    trials: Sequence[Trial], candidates: Sequence[_Candidate], involved: Mapping[str, list[int]], still_open: set[int]
) -> Suspicion:
    suspects = [
        Suspect(candidate.figure, candidate.closing, _slip(candidate), _low_confidence(candidate.figure))
        for candidate in candidates
    ]
    suspects.sort(key=lambda suspect: (-suspect.support, suspect.figure.kind != "cell", suspect.figure.order))
    first, closes = suspects[0].figure, candidates[0].closes
    rest = [number for number in involved[first.ref_id or ""] if number in still_open and number not in closes]
    return Suspicion(tuple(suspects), tuple(trials[number] for number in sorted(closes)), len(rest))


def _low_confidence(figure: Figure) -> float | None:
    confidence = figure.source.ocr_confidence if figure.source is not None else None
    return confidence if confidence is not None and confidence < UNSURE else None
