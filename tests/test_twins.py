"""Scanned twins: the same bytes again, pages of the same size, text kept or hidden as the kind says."""

import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

pytest.importorskip("cv2")
ROOT = Path(__file__).resolve().parents[1]
# The benchmarks are scripts, not an installed package.
sys.path.append(str(ROOT / "benchmarks"))
import twins  # noqa: E402
from twinning.comparison import compare  # noqa: E402
from twinning.ruled import ruled_pages, statutory_pages  # noqa: E402

REPORT = ROOT / "samples" / "six-part-report.pdf"
TABLE, WIDE_TABLE, PROSE, KEY_WORK = 5, 12, 18, 19


def made(kind: str, folder: Path, *pages: int, seed: int = 0) -> Any:
    path = folder / f"{kind}.pdf"
    twins.make_twin(REPORT, kind, path, pages=pages or None, seed=seed)
    return pypdfium2.PdfDocument(path)


def sizes(document: Any) -> list[tuple[float, float]]:
    return [(round(w, 2), round(h, 2)) for w, h in (page.get_size() for page in document)]


def text(document: Any, number: int) -> str:
    return str(document[number - 1].get_textpage().get_text_bounded())


def modes(document: Any, number: int) -> set[int]:
    things = document[number - 1].get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
    return {pdfium.FPDFTextObj_GetTextRenderMode(thing.raw) for thing in things}


def pictures(document: Any) -> set[int]:
    return {
        n for n, page in enumerate(document, start=1) if any(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))
    }  # fmt: skip


@pytest.fixture(scope="module")
def report() -> Any:
    return pypdfium2.PdfDocument(REPORT)


@pytest.mark.parametrize("kind", sorted(set(twins.KINDS) - {"spread", "rotated"}))
def test_the_same_seed_gives_the_same_bytes_and_pages_keep_their_size(kind: str, tmp_path: Path, report: Any) -> None:
    one, two = tmp_path / "1.pdf", tmp_path / "2.pdf"
    for path in (one, two):
        twins.make_twin(REPORT, kind, path, pages=[TABLE])
    assert one.read_bytes() == two.read_bytes()
    twin = pypdfium2.PdfDocument(one)
    assert sizes(twin) == sizes(report)
    assert pictures(twin) == ({TABLE} if kind != "copy" else set())


def test_another_seed_gives_other_noise(tmp_path: Path) -> None:
    made("noise", tmp_path, TABLE, seed=1)
    first = (tmp_path / "noise.pdf").read_bytes()
    made("noise", tmp_path, TABLE, seed=2)
    assert (tmp_path / "noise.pdf").read_bytes() != first


def test_tables_are_found(report: Any) -> None:
    assert statutory_pages(report) == list(range(4, 14))
    assert ruled_pages(report) == [*range(4, 14), 18, 19]


def test_mixed_keeps_the_text_of_text_pages(tmp_path: Path, report: Any) -> None:
    asked = (4, TABLE, 14, PROSE, KEY_WORK)
    twin = made("mixed", tmp_path, *asked)
    assert pictures(twin) == {TABLE, 14}
    for number in asked:
        assert text(twin, number) == ("" if number in pictures(twin) else text(report, number))


def test_tables_also_takes_the_table_of_key_work(tmp_path: Path) -> None:
    assert pictures(made("tables", tmp_path, PROSE, KEY_WORK, WIDE_TABLE)) == {KEY_WORK, WIDE_TABLE}


def test_inset_keeps_the_text_around_a_table(tmp_path: Path, report: Any) -> None:
    twin = made("inset", tmp_path, KEY_WORK)
    before = text(report, KEY_WORK).partition("序号")[0].split()
    assert len(before) > 20
    assert "".join(before) in "".join(text(twin, KEY_WORK).split())
    assert "序号" not in text(twin, KEY_WORK)
    assert modes(twin, KEY_WORK) == {pdfium.FPDF_TEXTRENDERMODE_FILL}


def test_junk_hides_a_wrong_text_behind_its_pictures(tmp_path: Path, report: Any) -> None:
    twin = made("junk", tmp_path, TABLE)
    assert modes(twin, TABLE) == {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE}
    assert "902.00" in text(report, TABLE)
    assert "902.00" not in text(twin, TABLE)
    assert "一般公共" in text(twin, TABLE)


def test_seals_are_red_and_over_figures(tmp_path: Path) -> None:
    picture = made("seal", tmp_path, TABLE)[TABLE - 1].render(scale=1, rev_byteorder=True).to_numpy().astype(int)
    red = (picture[:, :, 0] - picture[:, :, 1]) > 60
    assert 500 < red.sum() < 12000


def test_turned_pages_and_spreads_have_the_size_of_their_paper(tmp_path: Path, report: Any) -> None:
    (wide, high), (long, short) = (sizes(report)[n - 1] for n in (TABLE, WIDE_TABLE))
    turned = sizes(made("rotated", tmp_path, TABLE, WIDE_TABLE))
    assert (turned[TABLE - 1], turned[WIDE_TABLE - 1]) == ((wide, high), (short, long))
    spread = sizes(made("spread", tmp_path, 15, 16, 17))
    assert len(spread) == len(report) - 1
    assert spread[14] == pytest.approx((2 * wide, high), abs=0.02)
    assert spread[15] == (wide, high)


def test_a_page_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(IndexError, match="pages 1 to 23"):
        made("clean", tmp_path, 24)


def fact(**other: object) -> dict[str, object]:
    return {
        "fact_id": "f",
        "part": "narrative",
        "concept": "c",
        "value": 1,
        "unit": "元",
        "ocr_confidence": 0.99,
    } | other


def rows(*facts: dict[str, object], failing: str | None = None) -> dict[str, list[dict[str, object]]]:
    checks: list[dict[str, object]] = [{"check_id": "k", "outcome": "fail"}] if failing else []
    return {"facts": list(facts), "checks": checks, "check_operands": [{"check_id": "k", "ref_id": failing}]}


def test_a_comparison_tells_silent_errors_from_those_that_warn() -> None:
    silent = compare(rows(fact()), rows(fact(value=7)))
    assert (silent.right, silent.count("wrong"), silent.silent) == (0, 1, 1)
    assert compare(rows(fact()), rows(fact(value=7, ocr_confidence=0.5))).silent == 0
    assert compare(rows(fact()), rows(fact(value=7), failing="f")).silent == 0
    moved = compare(rows(fact()), rows(fact(part="annex")))
    assert (moved.right, moved.elsewhere, moved.count("wrong")) == (0, 1, 1)
    assert compare(rows(fact()), rows()).count("missing") == 1
    assert compare(rows(), rows(fact())).count("extra") == 1
    assert compare(rows(fact(), fact()), rows(fact(), fact())).right == 2
