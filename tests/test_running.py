"""Runs: the order of files and the number of workers leave no trace; a worker that dies costs one file."""

import shutil
from pathlib import Path

import pytest

from juesuan.running import pool
from juesuan.running.document import Outcome
from juesuan.running.run import run

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
REPORTS = sorted(p for p in SAMPLES.iterdir() if p.suffix in {".txt", ".pdf"} and "scanned" not in p.stem)


def tables(out: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(out.iterdir()) if p.is_file()}


def test_order_of_files_and_number_of_workers_leave_no_trace(tmp_path: Path) -> None:
    run(REPORTS, tmp_path / "one", workers=1)
    run(list(reversed(REPORTS)), tmp_path / "two", workers=2)
    assert tables(tmp_path / "one") == tables(tmp_path / "two")


def test_a_folder_gives_the_same_documents_as_its_files(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for path in REPORTS:
        shutil.copy(path, tmp_path / "in")
    run(REPORTS, tmp_path / "files")
    run([tmp_path / "in"], tmp_path / "folder")
    assert tables(tmp_path / "files") == tables(tmp_path / "folder")


def test_an_error_nobody_foresaw_is_the_documents_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(path: Path, patterns: Path | None, ocr_cache: Path | None) -> Outcome:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(pool, "process", broken)
    summary = run(REPORTS[:1], tmp_path)
    (row,) = summary.inputs
    assert (row["status"], row["error_code"]) == ("failed", "internal_error")
    assert "a bug" in row["error_message"]


def _die(path: Path, patterns: Path | None, ocr_cache: Path | None) -> Outcome:
    import os

    if "item-level" in path.name:
        os._exit(9)
    return Outcome("ok")


def test_a_worker_that_dies_costs_only_its_own_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "guarded", _die)
    results = {path.name: outcome for path, outcome in pool.outcomes(REPORTS, None, 2)}
    assert len(results) == len(REPORTS)
    assert results["item-level-report.pdf"].error_code == "worker_died"
    assert all(o.status == "ok" for name, o in results.items() if name != "item-level-report.pdf")


def test_two_files_of_one_report_are_told(tmp_path: Path) -> None:
    """A copy with another last line is another document that holds the same report."""
    text = (SAMPLES / "township-report.txt").read_text(encoding="utf-8")
    (tmp_path / "b.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.txt").write_text(text + "\n\n", encoding="utf-8")
    documents = run([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "out").documents
    first, second = sorted(documents, key=lambda row: str(row["document_id"]))
    assert (first["same_report_as"], second["same_report_as"]) == (None, first["document_id"])
