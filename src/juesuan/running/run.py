"""A run: files in, a dataset out, nothing missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from juesuan import SCHEMA_VERSION, __version__
from juesuan.errors import ExitCode
from juesuan.running.document import Outcome, engine
from juesuan.running.ledger import REPORT_FORMS, Input, inputs_of, row_of, sha256_of
from juesuan.running.pool import outcomes
from juesuan.writing.dataset import concept_rows, prepare, write_dataset
from juesuan.writing.rows import merged
from juesuan.writing.same_report import same_reports


@dataclass(frozen=True)
class RunSummary:
    """What a run came to: the rows of `inputs`, and of the documents."""

    inputs: Sequence[dict[str, Any]]
    documents: Sequence[dict[str, Any]]
    facts: int
    findings: int

    @property
    def counts(self) -> Counter[str]:
        """How many inputs ended in each status."""
        return Counter(str(row["status"]) for row in self.inputs)

    @property
    def exit_code(self) -> ExitCode:
        """What the command ends with."""
        counts = self.counts
        if any(row["error_code"] == "missing_engine" for row in self.inputs):
            return ExitCode.MISSING_ENGINE
        if counts["failed"] or counts["partial"]:
            return ExitCode.SOME_FAILED
        if not counts["ok"]:
            return ExitCode.NOTHING_TO_DO
        return ExitCode.OK


def run(
    given: Sequence[Path],
    out: Path,
    *,
    workers: int = 1,
    patterns: Path | None = None,
    ocr_cache: Path | None = None,
    done: Callable[[Input, Outcome], None] = lambda item, outcome: None,
    planned: Callable[[int], None] = lambda count: None,
) -> RunSummary:
    """Extract files and folders into a dataset.

    `ocr_cache` is where recognised pages are kept from run to run. `planned` hears how many files will be read,
    `done` of each as it ends. A file that cannot be read is a row of `inputs`; only the whole run's own troubles
    raise: `BadKnowledge`, `OutputUnwritable`.
    """
    items = inputs_of(given)
    loaded = engine(patterns)
    prepare(out)
    hashes = {item: sha256_of(item.path) for item in items}
    results: dict[Input, Outcome] = {}
    first: dict[str, Input] = {}
    for item in items:
        sha256 = hashes[item]
        if item.problem is not None:
            results[item] = Outcome("failed", *item.problem)
        elif not item.named and item.path.suffix.lower() not in REPORT_FORMS:
            words = f"{item.path.name}: not a form that reports come in; name the file itself to have it read"
            results[item] = Outcome("skipped", "other_form", words)
        elif sha256 is not None and first.setdefault(sha256, item) is not item:
            results[item] = Outcome("duplicate")
    waiting = {item.path: item for item in items if item not in results}
    planned(len(waiting))
    for path, outcome in outcomes(waiting, patterns, workers, ocr_cache):
        results[waiting[path]] = outcome
        done(waiting[path], outcome)
    assert len(results) == len(items), "every input has an outcome"
    ledger = [row_of(item, _linked(item, results, first, hashes), hashes[item]) for item in items]
    rows = merged([results[item].rows for item in items])
    same = same_reports(rows.get("documents", []))
    for document in rows.get("documents", []):
        document["same_report_as"] = same.get(document["document_id"])
    rows["inputs"] = ledger
    rows["concepts"] = concept_rows(loaded.patterns.vocabulary)
    meta = {"schema_version": SCHEMA_VERSION, "version": __version__, "patterns_hash": loaded.patterns.hash}
    write_dataset(out, rows, meta=meta, headlines=loaded.headlines)
    return RunSummary(ledger, rows.get("documents", []), len(rows.get("facts", [])), len(rows.get("findings", [])))


def _linked(
    item: Input, results: dict[Input, Outcome], first: dict[str, Input], hashes: dict[Input, str | None]
) -> Outcome:
    """A duplicate's outcome, with the document that its content is."""
    outcome = results[item]
    sha256 = hashes[item]
    if outcome.status != "duplicate" or sha256 is None:
        return outcome
    original = results[first[sha256]]
    words = f"same content as {first[sha256].source}"
    return Outcome(
        "duplicate", None, words, media_type=original.media_type, document_id=original.document_id, pages=original.pages
    )
