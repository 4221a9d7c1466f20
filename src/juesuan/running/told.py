"""The summary of a run in words: what was read, what failed, where to look."""

from __future__ import annotations

from juesuan.running.ledger import STATUSES
from juesuan.running.progress import printable
from juesuan.running.run import RunSummary


def told(summary: RunSummary, out: str) -> str:
    """A few lines for a person."""
    counts = summary.counts
    parts = " + ".join(f"{counts[s]} {s}" for s in STATUSES if counts[s])
    lines = [f"{counts.total()} files" + (f" = {parts}" if parts else "")]
    if summary.reused:
        lines.append(f"{summary.reused} of them made by an earlier run, with the same patterns and program")
    if not counts["ok"] and not counts["partial"] and not counts["failed"]:
        lines.append("nothing to do: no report among them")
    totals = summary.totals
    if totals.documents:
        n = totals.numbers
        known = n["numbers_claimed"] - n["numbers_generic"] + n["numbers_none"]
        total = n["numbers_total"]
        lines.append(
            f"{totals.rows['facts']} facts; {known} of {total} numbers in the words ({known / max(total, 1):.1%}) "
            "are known"
        )
        lines.append(
            f"{n['checks_pass']} checks pass, {n['checks_rounding']} within rounding, {n['checks_fail']} fail"
            + (f" (in {totals.contradicting} of {totals.documents} reports)" if totals.contradicting else "")
        )
    for row in summary.troubles:
        why = str(row["error_message"]).removeprefix(f"{row['file_name']}: ").splitlines()[0]
        lines.append(f"  {row['status']}: {printable(row['source'])}: {printable(why)}")
    more = counts["failed"] + counts["partial"] - len(summary.troubles)
    if more:
        lines.append(f"  … and {more} more")
    lines.append(f"dataset: {out} (what failed: inputs.parquet; what a person should look at: findings.parquet)")
    return "\n".join(lines)
