"""One report, extracted in a notebook: `juesuan.extract("report.pdf")`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from juesuan.desk.desk import Desk
from juesuan.desk.html import grid, text
from juesuan.desk.rows import Row
from juesuan.knowledge.overlay import laid_over
from juesuan.reading.content import Content
from juesuan.running.document import engine, outcome_of, unread
from juesuan.writing.dataset import OF_THE_RUN, concept_rows, prove_document
from juesuan.writing.enumerations import label_rows
from juesuan.writing.headline import Headline
from juesuan.writing.proof import arrow
from juesuan.writing.schema import tables as schema_tables

MOST = 20
"""Headline figures and findings shown at once."""


class Report(Desk):
    """A report as it was understood: the tables of the dataset, with the rows of this one document.

    `report.facts`, `report.line_items`, `report.projects`, `report.checks`, `report.findings` … are pandas frames;
    `status` is `ok` or `partial`, with the `message` that says what is missing.
    """

    def __init__(
        self, content: Content, tables: Mapping[str, pa.Table], headlines: tuple[Headline, ...], money: str
    ) -> None:
        super().__init__(money)
        self.name = content.name
        self.status = "ok"
        self.message: str | None = None
        self._file = content
        self._tables = tables
        self._headlines = headlines

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the tables; `inputs` is one of a run's, and not among them."""
        return tuple(self._tables)

    @property
    def unit_name(self) -> str | None:
        """Name of the reporting body as printed."""
        name: str | None = self._document["unit_name"]
        return name

    @property
    def report_year(self) -> int | None:
        """Fiscal year of the accounts."""
        year: int | None = self._document["report_year"]
        return year

    def __repr__(self) -> str:
        """One line: file, body, year, and what was read."""
        row = self._document
        who = f"{self.unit_name or '(unit unknown)'} {self.report_year or '(year unknown)'}"
        counts = f"{row['numbers_claimed']} facts, {row['checks_fail']} contradictions"
        return f"<juesuan report {self.name}: {who}, {counts}>"

    def _repr_html_(self) -> str:
        row = self._document
        kind = {"unit": "单位", "department": "部门"}.get(row["unit_kind"], "")
        title = f"{self.unit_name or '(unit unknown)'} {self.report_year or '(year unknown)'}年度{kind}决算"
        counts = (
            f"{self.name} · {row['numbers_claimed']} figures of {row['numbers_total']} numbers in words, "
            f"{len(self._tables['line_items'])} cells in {len(self._tables['tables'])} tables · checks: "
            f"{row['checks_pass']} pass, {row['checks_rounding']} within rounding, {row['checks_fail']} fail, "
            f"{row['checks_not_evaluable']} not evaluable"
        )
        parts = [f"<h3>{text(title)}</h3><p>{text(counts)}</p>"]
        if self.message:
            parts.append(f"<p><b>{text(self.status)}</b>: {text(self.message)}</p>")
        parts.append("<p><b>headline figures</b></p>" + grid(("", "元", "from"), self._headline_rows()))
        findings = self._tables["findings"].to_pylist()
        if findings:
            shown = [(f["severity"], f["message"]) for f in findings[:MOST]]
            more = f"<p>… and {len(findings) - MOST} more in .findings</p>" if len(findings) > MOST else ""
            parts.append("<p><b>findings</b></p>" + grid(("", ""), shown) + more)
        return "".join(parts)

    def _headline_rows(self) -> list[tuple[str, str, str]]:
        (row,) = self._tables["summary"].to_pylist()
        return [
            (h.zh, f"{row[h.name]:,}", row[h.source_column])
            for h in self._headlines
            if h.type == "money" and row[h.name]
        ][:MOST]

    @property
    def _document(self) -> dict[str, Any]:
        (row,) = self._tables["documents"].to_pylist()
        return dict(row)

    def _exact(self, name: str) -> pa.Table:
        return self._tables[name]

    def _schema(self, name: str) -> pa.Schema:
        return self._tables[name].schema

    def _where(self, name: str, column: str, value: str) -> list[Row]:
        table = self._tables[name]
        return list(table.filter(pc.equal(table[column], value)).to_pylist())

    def _sources(self) -> Mapping[str, pa.Table | Path]:
        return self._tables

    def _content(self, row: Row) -> Content:
        return self._file


def extracted(path: Path, patterns: Path | None, ocr_cache: Path | None, money: str) -> Report:
    """Read one file as a report. Raises `BadInput`, `BadKnowledge`, `UsageError`."""
    # Laid over here, since a notebook lives on while its author edits: engines are kept by folder.
    loaded = engine(None if patterns is None else laid_over(patterns))
    content = Content.of(path)
    understood = loaded.understand(content, ocr_cache=ocr_cache)
    outcome = outcome_of(understood, loaded.headlines, unread(understood.report.reading))
    schema = schema_tables(loaded.headlines)
    made = prove_document(outcome.rows, schema, frozenset(loaded.patterns.vocabulary))
    made["concepts"] = arrow(schema["concepts"], concept_rows(loaded.patterns.vocabulary))
    made["labels"] = arrow(schema["labels"], label_rows())
    ordered = {name: made[name] for name in schema if name not in OF_THE_RUN or name in made}
    report = Report(content, ordered, tuple(loaded.headlines), money)
    report.status, report.message = outcome.status, outcome.error_message
    return report
