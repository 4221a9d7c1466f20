"""From a figure back to its page, and to what speaks for and against it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pytest
import regex
from conftest import SAMPLES
from PIL import Image

import juesuan
from juesuan.desk.dataset import Dataset
from juesuan.desk.picture import COLOUR
from juesuan.errors import UsageError
from juesuan.running.groups import Grouping
from juesuan.running.run import run

FORMS = {
    "text layer": "item-level-report.pdf",
    "scanned tables": "six-part-report-tables-scanned.pdf",
    "scanned": "six-part-report-scanned.pdf",
}
LOOKED_AT = 12
DIGITS = regex.compile(r"[\d.]+")


@pytest.fixture(scope="module")
def dataset(samples_dataset: Path) -> Dataset:
    return juesuan.open(samples_dataset)


@pytest.fixture(scope="module")
def reread() -> Callable[[Image.Image], str]:
    """Reads a crop again, by a recogniser of its own."""
    from rapidocr import RapidOCR

    recogniser = cache(RapidOCR)()

    def read(crop: Image.Image) -> str:
        large = crop.resize((crop.width * 2, crop.height * 2), Image.Resampling.LANCZOS)
        found = recogniser(np.asarray(large)[:, :, ::-1], use_det=False, use_cls=False, use_rec=True)
        return "".join(found.txts or ())

    return read


def digits(text: str) -> str:
    return "".join(DIGITS.findall(text.replace(",", "").replace("，", ""))).strip(".")


@pytest.mark.parametrize("table", ["facts", "line_items"])
@pytest.mark.parametrize("form", FORMS)
def test_the_box_is_on_the_right_figure(
    form: str, table: str, dataset: Dataset, reread: Callable[[Image.Image], str]
) -> None:
    """The crop, read again, says the figure. A glimpse at small print may miss a digit: one of twelve may."""
    inputs = dataset.inputs
    (document,) = inputs[inputs.source == FORMS[form]].document_id
    rows = dataset.pandas(table)
    rows = rows[(rows.document_id == document) & rows.x0.notna() & rows.value_text.str.contains(r"\d\d")]
    if form != "text layer":
        rows = rows[rows.source == "ocr"] if table == "line_items" or form == "scanned" else rows
    chosen = Random(7).sample(range(len(rows)), LOOKED_AT)
    wrong = []
    for number in chosen:
        row = rows.iloc[number]
        picture = dataset.source(row)
        assert (picture.name, picture.page) == (FORMS[form], row.page)
        if (said := digits(reread(picture.crop()))) != digits(row.value_text):
            wrong.append((row.page, row.value_text, said))
    assert len(wrong) <= 1, wrong


def test_the_box_is_drawn_round_the_crop(dataset: Dataset, tmp_path: Path) -> None:
    facts = dataset.facts
    picture = dataset.source(facts[facts.x0.notna()].iloc[0])
    drawn, plain = np.asarray(picture.image), np.asarray(picture.plain)
    ys, xs = np.nonzero((drawn != plain).any(axis=2))
    assert {tuple(drawn[y, x]) for y, x in zip(ys, xs, strict=True)} == {COLOUR}
    assert picture.box is not None
    assert abs(xs.min() / 2 - picture.box.x0) < 3 and abs(ys.max() / 2 - picture.box.y1) < 3
    picture.save(tmp_path / "page.png")
    with Image.open(tmp_path / "page.png") as saved:
        assert saved.size == picture.plain.size
    assert picture._repr_png_().startswith(b"\x89PNG")
    with pytest.raises(UsageError, match="cannot be written"):
        picture.save(tmp_path / "nowhere" / "page.png")


def test_a_row_is_told_by_whatever_holds_it(dataset: Dataset) -> None:
    finding = dataset.findings[dataset.findings.fact_id.notna() & dataset.findings.page.notna()].iloc[0]
    fact = dataset.facts[dataset.facts.fact_id == finding.fact_id]
    pages = [
        dataset.source(row).page
        for row in (
            finding, finding.to_dict(), finding.fact_id, fact.iloc[0], next(fact.itertuples()),
            dataset.polars("facts").filter(fact_id=finding.fact_id), fact.iloc[0][["fact_id"]],
        )
    ]  # fmt: skip
    assert set(pages) == {finding.page}
    for row, words in ((fact.iloc[:0], "one row"), ("nothing", "no row"), ({"page": 3}, "fact_id"), (7, "one row")):
        with pytest.raises(UsageError, match=words):
            dataset.source(row)


def test_rows_with_a_page_alone_have_no_box(dataset: Dataset) -> None:
    picture = dataset.source(dataset.projects[dataset.projects.page.notna()].iloc[0])
    assert picture.box is None and picture.image.size == picture.plain.size
    with pytest.raises(UsageError, match="no box"):
        picture.crop()


def test_a_form_without_pages_says_where_the_figure_stands(dataset: Dataset) -> None:
    with pytest.raises(UsageError, match=r"without pages: .*paragraph|without pages: .*table"):
        facts = dataset.facts
        dataset.source(facts[facts.anchor.notna()].iloc[0])


def test_reports_are_known_by_their_hash_wherever_they_are(tmp_path: Path) -> None:
    """Moved, packed into an archive, changed: found, found, refused."""
    first = tmp_path / "first"
    first.mkdir()
    shutil.copy(SAMPLES / "item-level-report.pdf", first / "report.pdf")
    archive = shutil.make_archive(str(tmp_path / "packed"), "zip", first)
    run([first], tmp_path / "out")
    run([archive], tmp_path / "out2")
    for out in ("out", "out2"):
        dataset = juesuan.open(tmp_path / out)
        assert dataset.source(dataset.facts[dataset.facts.page.notna()].iloc[5]).name == "report.pdf"
    moved = tmp_path / "moved"
    first.rename(moved)
    dataset = juesuan.open(tmp_path / "out")
    fact = dataset.facts[dataset.facts.page.notna()].iloc[5]
    with pytest.raises(UsageError, match=r"report\.pdf: not found.*reports="):
        dataset.source(fact)
    assert juesuan.open(tmp_path / "out", reports=moved).source(fact).page == fact.page
    (moved / "report.pdf").write_bytes((moved / "report.pdf").read_bytes() + b"\n")
    with pytest.raises(UsageError, match="changed since"):
        juesuan.open(tmp_path / "out", reports=moved).source(fact)


def test_the_page_is_that_of_the_right_file_of_a_report(tmp_path: Path) -> None:
    """Text and tables of one report in two PDFs: both have a page 1."""
    for name, report in (("a.pdf", "item-level-report.pdf"), ("b.pdf", "six-part-report.pdf")):
        shutil.copy(SAMPLES / report, tmp_path / name)
    (tmp_path / "files.csv").write_text("report,file\none,a.pdf\none,b.pdf\n", encoding="utf-8")
    run([], tmp_path / "out", grouping=Grouping(manifest=tmp_path / "files.csv"))
    dataset = juesuan.open(tmp_path / "out")
    assert len(dataset.documents) == 1
    facts = dataset.facts[dataset.facts.page.notna()]
    for name in ("a.pdf", "b.pdf"):
        fact = facts[facts.anchor == name].iloc[-1]
        assert dataset.source(fact).name == name


def test_a_picture_of_a_page_is_shown_too(tmp_path: Path) -> None:
    """A report that came as a PNG: its figures are on the picture."""
    from juesuan.reading.content import Content
    from juesuan.running.rendered import rendered

    rendered(Content.of(SAMPLES / "item-level-report.pdf"), 17, 2.0).save(tmp_path / "page.png", dpi=(144, 144))
    report = juesuan.extract(tmp_path / "page.png")
    fact = report.facts[report.facts.value_text == "5553.23万元"].iloc[0]
    picture = report.source(fact)
    assert picture.page == 1 and picture.box is not None
    assert picture.crop().width > 40


def test_a_figure_is_explained(dataset: Dataset) -> None:
    facts = dataset.facts
    wrong = facts[(facts.verification == "contradicted") & (facts.value_text == "96.77%")].iloc[0]
    found = dataset.explain(wrong)
    assert [check["identity"] for check in found.contradicted_by] == ["general_budget_functions.share_pct", "share"]
    assert not found.confirmed_by
    words = str(found)
    for part in ("page 17", "占96.77%", "subject function-class (narrative/general_budget.toml)", "predicate share",
                 "97.7161%", "finding suspect_figure"):  # fmt: skip
        assert part in words, words
    right = facts[facts.verification == "verified"].iloc[0]
    assert dataset.explain(right.fact_id).confirmed_by
    cell = dataset.line_items[dataset.line_items.verification == "verified"].iloc[0]
    of_cell = dataset.explain(cell)
    assert of_cell.confirmed_by and f"column “{cell.column}”" in str(of_cell)
    with pytest.raises(UsageError, match="fact_id, cell_id"):
        dataset.explain({"document_id": "x"})
