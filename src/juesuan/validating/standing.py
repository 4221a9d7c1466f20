"""Standing: what all trials together say of each single figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from juesuan.validating.interval import HOLDING, Outcome
from juesuan.validating.suspects import Suspicion
from juesuan.validating.trial import Trial
from juesuan.validating.verdict import Status, Verification


def standing(
    trials: Sequence[Trial], suspected: Sequence[Suspicion], printed: Iterable[str], wrong: Iterable[str] = ()
) -> dict[str, Verification]:
    """The verification of every fact and cell in `printed`.

    A failing equation has at least one wrong figure. It is among the suspects, whose change would close it and
    break nothing else. Without a suspect the blame falls on the figures that nothing supports, else on those that
    are supported only loosely; where all are confirmed to the last digit, on the figure under test; where that
    was not printed (the 100 % of a list), on all. `wrong` are contradicted whatever else is said of them.
    """
    proven: dict[str, dict[str, None]] = defaultdict(dict)
    near: set[str] = set()
    for trial in trials:
        if trial.outcome not in HOLDING:
            continue
        if trial.outcome is Outcome.PASS and trial.relation == "=":
            name = trial.identity.id
            for ref in _refs(trial):
                proven[ref][name] = None
        else:
            near.update(_refs(trial))
    failed: dict[str, dict[str, None]] = defaultdict(dict)
    explained = {id(trial) for suspicion in suspected for trial in suspicion.closes}
    blamed: set[str | None] = {*wrong}
    blamed |= {s.figure.ref_id for suspicion in suspected if not suspicion.is_lost for s in suspicion.suspects}
    for trial in trials:
        if trial.outcome is not Outcome.FAIL or trial.identity.severity == "info":
            continue
        refs = _refs(trial)
        for ref in refs:
            failed[ref][trial.identity.id] = None
        if id(trial) in explained:
            continue
        tested = trial.printed.ref_id if trial.printed else None
        unproven = [ref for ref in refs if ref not in proven]
        unsupported = [ref for ref in unproven if ref not in near]
        blamed.update(unsupported or unproven or ([tested] if tested else refs))
    found: dict[str, Verification] = {}
    alike: dict[tuple[Status, tuple[str, ...], tuple[str, ...]], Verification] = {}
    for ref in printed:
        by, against = tuple(proven.get(ref, ())), tuple(failed.get(ref, ()))
        status: Status = (
            "contradicted" if ref in blamed else "verified" if by else "consistent" if ref in near else "unchecked"
        )
        # Of a thousand figures most stand like another: one row of names is kept for all of them.
        stands = (status, by, against)
        verification = alike.get(stands)
        if verification is None:
            verification = alike[stands] = Verification(status, by, against)
        found[ref] = verification
    return found


def _refs(trial: Trial) -> list[str]:
    return [figure.ref_id for _, figure in trial.operands if figure.ref_id is not None]
