"""The summary of a run in words: what was read, what failed, where to look."""

from __future__ import annotations

from pathlib import Path

from juesuan.running.run import RunSummary

MOST = 10


def told(summary: RunSummary, out: Path) -> str:
    """A few lines for a person."""
    counts = summary.counts
    inputs = len(summary.inputs)
    lines = [
        f"{inputs} files"
        + "".join(f", {counts[s]} {s}" for s in ("ok", "partial", "failed", "duplicate", "skipped") if counts[s])
    ]
    documents = summary.documents
    if not counts["ok"] and not counts["partial"] and not counts["failed"]:
        lines.append("nothing to do: no report among them")
    if documents:
        total = sum(d["numbers_total"] for d in documents)
        known = sum(d["numbers_claimed"] - d["numbers_generic"] + d["numbers_none"] for d in documents)
        checks = {o: sum(d[f"checks_{o}"] for d in documents) for o in ("pass", "rounding", "fail")}
        lines.append(
            f"{summary.facts} facts; {known} of {total} numbers in the words ({known / max(total, 1):.1%}) are known"
        )
        failing = sum(1 for d in documents if d["checks_fail"])
        lines.append(
            f"{checks['pass']} checks pass, {checks['rounding']} within rounding, {checks['fail']} fail"
            + (f" (in {failing} of {len(documents)} reports)" if failing else "")
        )
    troubles = [r for r in summary.inputs if r["status"] in ("failed", "partial")]
    for row in troubles[:MOST]:
        why = str(row["error_message"]).splitlines()[0].removeprefix(f"{row['file_name']}: ")
        lines.append(f"  {row['status']}: {row['source']}: {why}")
    if len(troubles) > MOST:
        lines.append(f"  … and {len(troubles) - MOST} more")
    lines.append(f"dataset: {out} (what failed: inputs.parquet; what a person should look at: findings.parquet)")
    return "\n".join(lines)
