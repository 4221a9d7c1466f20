"""Standing: what all trials together say of each single figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from juesuan.validating.interval import Outcome
from juesuan.validating.report import operands_of
from juesuan.validating.trial import Trial
from juesuan.validating.verdict import Verification


def standing(trials: Sequence[Trial], fact_ids: Iterable[str]) -> dict[str, Verification]:
    """The verification of every fact.

    A failing equation has at least one wrong figure, and it is not the one that other equations confirm to
    the last digit. So the blame falls on the figures that nothing supports, else on those that are supported
    only loosely; where all are confirmed, on the figure under test; where that was not printed (the 100 % of
    a list), on all.
    """
    proven: dict[str, dict[str, None]] = defaultdict(dict)
    near: set[str] = set()
    for trial in trials:
        if trial.outcome not in (Outcome.PASS, Outcome.ROUNDING):
            continue
        strict = trial.outcome is Outcome.PASS and trial.relation == "="
        for ref in _refs(trial):
            if strict:
                proven[ref][trial.identity.id] = None
            else:
                near.add(ref)
    failed: dict[str, dict[str, None]] = defaultdict(dict)
    blamed: set[str] = set()
    for trial in trials:
        if trial.outcome is not Outcome.FAIL or trial.identity.severity == "info":
            continue
        refs = _refs(trial)
        for ref in refs:
            failed[ref][trial.identity.id] = None
        tested = trial.printed.ref_id if trial.printed else None
        unproven = [ref for ref in refs if ref not in proven]
        unsupported = [ref for ref in unproven if ref not in near]
        blamed.update(unsupported or unproven or ([tested] if tested else refs))
    found = {}
    for ref in fact_ids:
        by, against = tuple(proven.get(ref, ())), tuple(failed.get(ref, ()))
        if ref in blamed:
            found[ref] = Verification("contradicted", by, against)
        elif by:
            found[ref] = Verification("verified", by, against)
        else:
            found[ref] = Verification("consistent" if ref in near else "unchecked", by, against)
    return found


def _refs(trial: Trial) -> list[str]:
    return [figure.ref_id for _, figure in operands_of(trial) if figure.ref_id is not None]
