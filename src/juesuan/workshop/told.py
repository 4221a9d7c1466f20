"""The difference of two pattern sets in words, losses first."""

from __future__ import annotations

import json
from collections.abc import Iterator

from juesuan.running.progress import printable
from juesuan.workshop.difference import Change, Difference, OfReport, as_records

ORDER = ("lost", "changed", "gained")
MOST = 20
"""Changes of a kind that are shown of one report; JSON has all."""


def told(found: Difference) -> str:
    """Lines for a person: sums, which patterns, then report by report."""
    kinds = found.kinds
    lines = [f"{len(found.reports)} reports: " + ", ".join(f"{kinds[kind]} {kind}" for kind in ORDER)]
    for name, (was, now) in found.counts.items():
        lines.append(f"  {name}: {was}" + (f" → {now} ({now - was:+d})" if now != was else ""))
    for (kind, pattern), count in found.patterns.most_common():
        lines.append(f"  {kind} {count}: {pattern}")
    for report in found.reports:
        lines += _of_report(report)
    return "\n".join(lines)


def as_json(found: Difference) -> str:
    """All of it for programs."""
    return json.dumps(as_records(found), ensure_ascii=False, indent=1)


def _of_report(report: OfReport) -> Iterator[str]:
    if report.problem:
        yield f"{report.source}: not read: {report.problem}"
    elif report.changes:
        yield f"{report.source}:"
    for kind in ORDER:
        changes = [change for change in report.changes if change.kind == kind]
        for change in changes[:MOST]:
            yield from map(printable, _of_change(change))
        if len(changes) > MOST:
            yield f"  {kind}: … and {len(changes) - MOST} more; --json has all"


def _of_change(change: Change) -> Iterator[str]:
    page = f"page {change.page}, " if change.page else ""
    yield f"  {change.kind}: {page}“{change.quote}”"
    if change.was:
        yield f"      was {change.was}"
    if change.is_now:
        yield f"      is  {change.is_now}"
