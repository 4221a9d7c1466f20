"""The contradictions of a dataset: which reports contradict themselves, where, by how much; the most money first."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.dataset as arrow_dataset
import pyarrow.lib

from juesuan.errors import UsageError

Row = Mapping[str, Any]
NOTHING = Decimal(0)
DOCUMENT = ("document_id", "unit_name", "report_year", "checks_pass", "checks_rounding", "checks_fail")
CHECK = (
    "document_id", "check_id", "identity", "says", "location", "unit", "expected", "actual", "difference",
    "difference_amount", "tolerance", "outcome", "severity",
)  # fmt: skip
INPUT = ("document_id", "source")
FINDING = ("document_id", "check_id", "code", "severity", "message", "page", "anchor", "evidence")
SUSPECT = "suspect_figure"


@dataclass(frozen=True, slots=True)
class Contradictions:
    """One report that contradicts itself: its row of `documents`, its first file, failing checks, and suspects."""

    document: Row
    source: str
    checks: Sequence[Row]
    evidence: Mapping[str, Row]
    """The finding of each failing check, by check_id."""
    suspects: Sequence[Row]

    @property
    def stake(self) -> Decimal:
        """The most money at stake in one of its checks, in 元; several may speak of the same wrong figure."""
        return max((_stake(check) for check in self.checks), default=NOTHING)


def contradictions(out: Path) -> list[Contradictions]:
    """The reports of a dataset that contradict themselves, the most money first.

    Raises:
        UsageError: the folder holds no dataset.
    """
    documents = {row["document_id"]: row for row in _rows(out, "documents", DOCUMENT)}
    sources: dict[str, str] = {}
    for row in _rows(out, "inputs", INPUT):
        sources.setdefault(row["document_id"], row["source"])
    checks: dict[str, list[Row]] = defaultdict(list)
    # What only informs says nothing of right and wrong.
    for row in _rows(out, "checks", CHECK, outcome="fail"):
        if row["severity"] != "info":
            checks[row["document_id"]].append(row)
    findings: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(out, "findings", FINDING):
        if row["check_id"] is not None:
            findings[row["document_id"]].append(row)
    found = []
    for document_id, failing in checks.items():
        mine = findings[document_id]
        found.append(
            Contradictions(
                document=documents[document_id],
                source=sources.get(document_id, ""),
                checks=sorted(failing, key=_stake, reverse=True),
                evidence={row["check_id"]: row for row in mine if row["code"] == "identity_failed"},
                suspects=[row for row in mine if row["code"] == SUSPECT],
            )
        )
    return sorted(found, key=lambda c: (-c.stake, -len(c.checks), c.document["document_id"]))


def _stake(check: Row) -> Decimal:
    stake: Decimal | None = check["difference_amount"]
    return abs(stake or NOTHING)


def _rows(out: Path, table: str, columns: Sequence[str], outcome: str | None = None) -> Iterator[Row]:
    """The rows of a table, one file or a folder of parts."""
    path = out / f"{table}.parquet"
    if not path.exists():
        make = f"make the dataset first: juesuan extract REPORTS -o {out}"
        raise UsageError(f"{out}: there is no {path.name} in it; {make}")
    wanted = None if outcome is None else arrow_dataset.field("outcome") == outcome
    try:
        read = arrow_dataset.dataset(path, format="parquet").to_table(columns=list(columns), filter=wanted)
    except (pyarrow.lib.ArrowException, OSError) as error:
        make = "make the dataset again with juesuan extract"
        raise UsageError(f"{path}: this is no table of a dataset ({error}); {make}") from error
    yield from read.to_pylist()


def told(found: Sequence[Contradictions]) -> str:
    """The contradictions for a person: report by report, with arithmetic, place and quote."""
    if not found:
        return "no report contradicts itself"
    lines: list[str] = []
    for report in found:
        document = report.document
        stake = f", up to {report.stake / 10_000:,.2f} 万元" if report.stake else ""
        name = f"{document['unit_name'] or '(unit unknown)'} {document['report_year'] or '(year unknown)'}"
        count = f"{len(report.checks)} contradiction{'s' if len(report.checks) > 1 else ''}"
        lines.append(f"{name} [{document['document_id']}] {report.source}: {count}{stake}")
        for check in report.checks:
            finding = report.evidence.get(check["check_id"])
            lines.append(f"  {finding['message'] if finding is not None else check['says']}")
            if finding is not None and finding["evidence"]:
                lines.append(f"      “{finding['evidence']}”")
        lines += [f"  ? {suspect['message']}" for suspect in report.suspects]
        lines.append("")
    return "\n".join(lines).rstrip()


def as_json(found: Sequence[Contradictions]) -> str:
    """The same for programs; decimals are texts, so that no digit is lost."""
    reports = [
        {
            **report.document,
            "source": report.source,
            "stake_amount": report.stake,
            "contradictions": [
                {
                    **{name: value for name, value in check.items() if name not in ("document_id", "outcome")},
                    **_place(report.evidence.get(check["check_id"])),
                }
                for check in report.checks
            ],
            "suspects": [{k: v for k, v in row.items() if k not in ("document_id", "code")} for row in report.suspects],
        }
        for report in found
    ]
    return json.dumps(reports, ensure_ascii=False, indent=1, default=str)


def _place(finding: Row | None) -> dict[str, Any]:
    return {name: None if finding is None else finding[name] for name in ("page", "anchor", "evidence")}
