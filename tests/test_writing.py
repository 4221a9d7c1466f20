"""The dataset: what is written is what was given, the same bytes for the same rows, and never half a run."""

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.errors import ExitCode, OutputUnwritable
from juesuan.writing.column import SchemaError
from juesuan.writing.compaction import Rows, compact
from juesuan.writing.dataset import prove, write_dataset
from juesuan.writing.headline import shipped_headlines
from juesuan.writing.schema import tables
from juesuan.writing.storage import LocalStorage

META = {"patterns_hash": "p1", "juesuan_version": "0"}


def fact_row(document, n, year, amount):
    value = Decimal(amount) / 10000
    return {
        "document_id": document, "report_year": year, "fact_id": f"{document}-f{n}",
        "section_id": f"{document}-s", "part": "narrative", "heading": "收入决算情况说明",
        "concept": "income.total", "label": "本年收入合计", "measure": "actual", "value": value,
        "unit": "万元", "unit_inferred": False, "value_base": Decimal(amount), "decimals": 6,
        "amount": Decimal(amount), "value_text": str(value), "form": "digits", "bound": "exact",
        "quote": f"本年收入合计{value}万元", "source": "text", "pattern": "income.total",
        "verification": "unchecked",
    }  # fmt: skip


def input_row(document, number, status="ok"):
    return {
        "input_id": f"{document}-{number}", "file_name": "决算公开.pdf", "source": f"{number}/决算公开.pdf",
        "status": status, "document_id": document,
    }  # fmt: skip


def document_row(document, year):
    row = {name: 0 for name in tables(())["documents"].names if name.startswith(("numbers_", "checks_"))}
    versions = {"schema_version": "1.0", "juesuan_version": "0", "patterns_hash": "p1"}
    return {"document_id": document, "report_year": year} | row | versions


def section_row(document):
    return {
        "document_id": document, "section_id": f"{document}-s", "sequence": 1, "level": 1,
        "part": "narrative", "title": "收入决算情况说明", "text": "本年收入合计。",
    }  # fmt: skip


def report(document, year, amounts):
    """The rows of one small report."""
    return {
        "inputs": [input_row(document, 1)],
        "documents": [document_row(document, year)],
        "sections": [section_row(document)],
        "facts": [fact_row(document, n, year, amount) for n, amount in enumerate(amounts)],
    }


REPORTS = [
    report("c0ffee", 2023, ["29462500", "0.10"]),
    report("beef00", 2021, ["8102100", "9999999999999.99", "0.07"]),
    report("abad1d", None, ["-12.34"]),
    report("ace000", 2023, []),
]


def together(reports):
    return {name: [row for report in reports for row in report[name]] for name in reports[0]}


def files(out):
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def test_every_reader_sums_the_same_money(tmp_path):
    write_dataset(tmp_path, together(REPORTS), meta=META)
    path = tmp_path / "facts.parquet"
    expected = sum(row["amount"] for report in REPORTS for row in report["facts"])
    assert expected == Decimal("10000037564587.82")
    assert sum(pq.read_table(path)["amount"].to_pylist()) == expected
    assert pd.read_parquet(path)["amount"].sum() == expected
    assert duckdb.sql(f"select sum(amount) from '{path}'").fetchall() == [(expected,)]
    assert (
        pq.ParquetFile(path).schema.column(tables(())["facts"].names.index("amount")).physical_type == "INT64"
    )


def test_every_table_is_written_with_every_column_even_without_rows(tmp_path):
    write_dataset(tmp_path / "new" / "folder", {}, meta=META)
    for name, table in tables(shipped_headlines()).items():
        assert pq.read_schema(tmp_path / "new" / "folder" / f"{name}.parquet").names == list(table.names)
    concepts = pd.read_parquet(tmp_path / "new" / "folder" / "concepts.parquet").set_index("concept")
    assert concepts.loc["income.total", "zh"] == "本年收入合计"
    labels = pd.read_parquet(tmp_path / "new" / "folder" / "labels.parquet").set_index("label_id")
    assert labels.loc["budget_kind.initial", "zh"] == "年初预算"


def test_rows_come_by_year_and_document_and_then_as_read(tmp_path):
    write_dataset(tmp_path, together(REPORTS), meta=META)
    facts = pq.read_table(tmp_path / "facts.parquet")["fact_id"].to_pylist()
    assert facts == ["beef00-f0", "beef00-f1", "beef00-f2", "c0ffee-f0", "c0ffee-f1", "abad1d-f0"]
    # sections have no year of their own
    sections = pq.read_table(tmp_path / "sections.parquet")["document_id"].to_pylist()
    assert sections == ["beef00", "ace000", "c0ffee", "abad1d"]


@given(st.permutations(REPORTS))
def test_the_order_of_documents_leaves_no_trace(reports):
    made, again = prove(together(REPORTS)), prove(together(reports))
    assert all(made[name].equals(again[name]) for name in made)


def test_equal_rows_give_equal_bytes_that_name_no_machine(tmp_path):
    rows = together(REPORTS)
    rows["inputs"] += [input_row("c0ffee", 3, "duplicate"), input_row("c0ffee", 2, "duplicate")]
    rows["inputs"] += [input_row(None, 5, "failed"), input_row(None, 4, "failed")]
    turned = {name: list(records) for name, records in together(REPORTS[::-1]).items()}
    turned["inputs"] = rows["inputs"][::-1]
    write_dataset(tmp_path / "one", rows, meta=META)
    write_dataset(tmp_path / "two", rows, meta=dict(reversed(META.items())))
    write_dataset(tmp_path / "three", turned, meta=META)
    assert files(tmp_path / "one") == files(tmp_path / "two") == files(tmp_path / "three")
    assert not any(str(tmp_path).encode() in content for content in files(tmp_path / "one").values())


def test_the_package_describes_the_files(tmp_path):
    write_dataset(tmp_path, together(REPORTS), meta=META)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert package["juesuan"] == META
    for resource in package["resources"]:
        content = (tmp_path / resource["path"]).read_bytes()
        assert resource["format"] == "parquet"
        (part,) = resource["parts"]
        assert (part["path"], part["bytes"]) == (resource["path"], len(content))
        assert part["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["rows"] == pq.read_metadata(tmp_path / resource["path"]).num_rows
    facts = next(r["schema"] for r in package["resources"] if r["name"] == "facts")
    assert facts["primaryKey"] == ["fact_id"]
    section = {"fields": ["section_id"], "reference": {"fields": ["section_id"], "resource": "sections"}}
    assert section in facts["foreignKeys"]
    assert {
        "name": "amount",
        "type": "number",
        "description": "Money in 元; null when it is not money.",
    } in facts["fields"]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"colour": "red"}, r"facts\.colour: no such column"),
        ({"measure": "决算数"}, r"facts\.measure: '决算数' is not one of its codes"),
        ({"amount": Decimal("1.005")}, r"facts\.amount: 1\.005 cannot be written exactly"),
        ({"amount": 1.5}, r"facts\.amount: 1\.5 is not a Decimal"),
        ({"heading": None}, r"facts\.heading: a null"),
        ({"concept": "income.invented"}, r"facts\.concept: income\.invented is no concept of concepts"),
        ({"section_id": "elsewhere"}, r"facts\.section_id: elsewhere is no section_id of sections"),
        ({"fact_id": "c0ffee-f1"}, r"facts\.fact_id: c0ffee-f1 occurs twice"),
    ],
)
def test_a_row_that_does_not_fit_is_named_and_nothing_is_written(tmp_path, changed, says):
    rows = together(REPORTS)
    rows["facts"][0] = rows["facts"][0] | changed
    with pytest.raises(SchemaError, match=says):
        write_dataset(tmp_path / "out", rows, meta=META)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("rows", "says"), [({"fact": []}, "fact: no such table"), ({"labels": []}, "labels: made")]
)
def test_a_table_that_is_not_of_the_dataset_is_refused(rows, says):
    with pytest.raises(SchemaError, match=says):
        prove(rows)


KILLED = """
import os, sys
from pathlib import Path
from juesuan.writing.dataset import write_dataset
calls, safe = 0, os.fsync
def killed(handle):
    global calls
    calls += 1
    if calls == 6:
        os._exit(9)
    safe(handle)
os.fsync = killed
write_dataset(Path(sys.argv[1]), {}, meta={})
"""


def test_a_killed_write_leaves_the_old_files(tmp_path):
    write_dataset(tmp_path, together(REPORTS), meta=META)
    old = files(tmp_path)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    assert killed.returncode == 9
    left = files(tmp_path)
    assert {name: left[name] for name in old} == old
    write_dataset(tmp_path, together(REPORTS), meta=META)
    assert files(tmp_path) == old


def test_a_full_disk_leaves_the_old_files_and_says_what_to_do(tmp_path, monkeypatch):
    write_dataset(tmp_path, together(REPORTS), meta=META)
    old = files(tmp_path)
    safe, calls = os.fsync, []

    def full(handle):
        calls.append(handle)
        if len(calls) == 5:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        safe(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputUnwritable, match="Free space"):
        write_dataset(tmp_path, {}, meta=META)
    assert files(tmp_path) == old


def test_a_table_of_many_rows_is_a_folder_of_parts_and_goes_back_to_a_file(tmp_path):
    made = prove(together(REPORTS))
    rows = {name: Rows.of(table) for name, table in made.items()}
    schema = tables(shipped_headlines())
    compact(LocalStorage(tmp_path), schema, rows, META, part=4)
    assert sorted(p.name for p in (tmp_path / "facts.parquet").iterdir()) == [
        "part-00000.parquet", "part-00001.parquet",
    ]  # fmt: skip
    assert pq.read_table(tmp_path / "facts.parquet").equals(made["facts"])
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    (facts,) = (r for r in package["resources"] if r["name"] == "facts")
    assert [part["rows"] for part in facts["parts"]] == [4, 2]
    compact(LocalStorage(tmp_path), schema, rows, META)
    write_dataset(tmp_path / "plain", together(REPORTS), meta=META)
    shutil.move(tmp_path / "plain", tmp_path.parent / "plain")
    assert files(tmp_path) == files(tmp_path.parent / "plain")


def test_the_pieces_that_rows_come_in_leave_no_trace(tmp_path):
    made = prove(together(REPORTS))
    schema = tables(shipped_headlines())
    for name, step in (("one", 1), ("all", 99)):
        rows = {
            n: Rows(len(t), lambda t=t, step=step: (t.slice(i, step) for i in range(0, len(t), step)))
            for n, t in made.items()
        }
        compact(LocalStorage(tmp_path / name), schema, rows, META)
    assert files(tmp_path / "one") == files(tmp_path / "all")


def test_a_folder_that_cannot_be_made_says_what_to_do(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(OutputUnwritable, match="choose another output folder") as error:
        write_dataset(tmp_path / "file" / "out", {}, meta=META)
    assert error.value.exit_code == ExitCode.OUTPUT_UNWRITABLE
