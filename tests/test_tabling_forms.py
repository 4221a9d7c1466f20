"""The forms of the tables: every example is claimed by its own record, and malformed records do not load."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from test_tabling_pages import forms

from juesuan.errors import BadKnowledge
from juesuan.knowledge.files import default_directory
from juesuan.knowledge.pattern_set import load_pattern_set
from juesuan.knowledge.phrases import Phrases
from juesuan.knowledge.table_forms import Form, load_table_forms, plain
from juesuan.writing.enumerations import enumerations

FORMS = {form.id: form for form in forms().forms}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_column_claims_its_examples(form: Form) -> None:
    for column in form.columns:
        for example in column.examples:
            assert form.column(plain(example), column.side) is column, example


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_row_claims_its_examples_where_it_stands(form: Form) -> None:
    lent = {id(row) for name in form.includes for row in FORMS[name].rows}
    for row in (r for r in form.rows if id(r) not in lent):
        above = [
            plain(e) for other in form.rows for e in other.examples
            if row.after is not None and other is not row and row.after.fullmatch(plain(e))
        ]  # fmt: skip
        assert row.after is None or above, f"no row is what {row.label.pattern} stands under"
        for example in row.examples:
            assert form.row(plain(example), row.side, above) is row, example


def test_every_header_word_claims_its_examples() -> None:
    words = forms().headers
    for name in words.roles:
        assert all(words.role(plain(e), plain(e)) == name.id for e in name.examples), name
    for name in words.sides:
        assert all(words.side(plain(e)) == name.id for e in name.examples), name
    for name in words.measures:
        assert all(words.measure(plain(e)) is name for e in name.examples), name


def test_every_title_has_its_form() -> None:
    for table in load_pattern_set().structure.tables:
        assert FORMS[table.form or table.id].table == table.id, table


def test_tables_are_called_what_the_dataset_calls_them() -> None:
    assert {form.table for form in FORMS.values()} <= set(enumerations()["table"].names)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("concept = \"income.total\"", "concept = \"income.of_nobody\""), "income.of_nobody"),
        (("total = true", "totl = true"), "totl"),
        (("examples = [\"合计\"]", "examples = []"), "without examples"),
        (("scheme = \"functional\"", "scheme = \"botanical\""), "scheme"),
    ],
)  # fmt: skip
def test_a_malformed_record_does_not_load(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    shutil.copytree(default_directory(), tmp_path / "patterns")
    file = tmp_path / "patterns" / "tables" / "income.toml"
    text = file.read_text(encoding="utf-8")
    assert change[0] in text
    file.write_text(text.replace(*change), encoding="utf-8")
    root = tmp_path / "patterns"
    with pytest.raises(BadKnowledge, match=says):
        load_table_forms(root, Phrases.load(root), load_pattern_set().vocabulary)
