"""Scanned pages read into the page model: the samples rendered, and spoilt as scanners do."""

import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from ocr_scans import DPI, digits_of, likeness, opened, picture, printed_pages, scan, sealed, skewed, text_of
from PIL import Image, ImageDraw

from juesuan.errors import BadInput, ExitCode
from juesuan.reading.file import read
from juesuan.reading.ocr import engine as engines
from juesuan.reading.ocr import recognition
from juesuan.reading.page import Page, Source

Canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab makes the PDFs").Canvas
pytest.importorskip("rapidocr", reason="the engine")
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]  # noqa: E402

PROSE, TABLE = 21, 15


def check(page: Page, number: int, points: float = 4.5, sure_of: float = 0.85) -> None:
    """The page says what the text layer of the sample's page says, at the same places."""
    printed = printed_pages()[number - 1]
    assert page.source is Source.OCR
    share, off = likeness(printed.lines, page.lines)
    assert share >= 0.995, text_of(page.lines)
    assert digits_of(page.lines) == digits_of(printed.lines)
    assert np.percentile(off, 95) < points
    sure = np.concatenate([line.confidences for line in page.lines if line.confidences is not None])
    assert len(sure) == sum(len(line.text) for line in page.lines)
    # Brackets are left out: the recogniser wavers between their two widths, which mean the same.
    letters = np.array([c.isalnum() for line in page.lines for c in line.text])
    assert sure[letters].min() > sure_of
    assert np.mean(sure) > 0.98


def test_a_scan_says_what_the_text_layer_says(tmp_path: Path) -> None:
    page = opened(tmp_path, scan(picture(PROSE))).pages[0]
    check(page, PROSE, sure_of=0.9)
    printed = printed_pages()[PROSE - 1]
    assert [text_of([line]) for line in page.lines] == [text_of([line]) for line in printed.lines]
    assert page.lines[1].text == "（三）国有资产占用情况"
    assert page.straightening is None
    assert page.remarks == ("read by OCR: a scanned picture without text",)
    assert page.width == pytest.approx(printed.width, abs=1)


def test_nothing_is_asked_of_the_network(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(picture(PROSE).crop((0, 0, 1654, 500))))
    # A process of its own, so that the models are loaded while nothing can be reached.
    program = (
        "import socket, sys; from pathlib import Path\n"
        "def refuse(*_, **__): raise OSError('the network is cut off')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from juesuan.reading.file import read\n"
        "print(sum(len(page.lines) for page in read(Path(sys.argv[1])).pages))\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 2


def test_a_crooked_scan(tmp_path: Path) -> None:
    page = opened(tmp_path, scan(skewed(picture(PROSE)))).pages[0]
    check(page, PROSE)
    last = page.lines[-1].box
    assert last is not None
    # On the page as displayed the page number stands where the rotation by one degree brought it.
    assert page.displayed(last).x0 - last.x0 == pytest.approx(6.6, abs=1.5)


def test_a_seal_over_the_text(tmp_path: Path) -> None:
    check(opened(tmp_path, scan(sealed(picture(PROSE)))).pages[0], PROSE)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_scan_laid_in_sideways_or_upside_down(tmp_path: Path, quarters: int) -> None:
    image = picture(PROSE).rotate(90 * quarters, expand=True)
    page = opened(tmp_path, scan(image)).pages[0]
    check(page, PROSE)
    first = page.lines[0].box
    assert first is not None
    assert page.width < page.height
    there = page.displayed(first)
    wide, high = (side / DPI * 72 for side in image.size)
    assert 0 <= there.x0 < there.x1 <= wide
    assert 0 <= there.y0 < there.y1 <= high
    assert (there.y1 - there.y0 > there.x1 - there.x0) == (quarters % 2 == 1)


def test_rulings_are_where_the_vectors_are(tmp_path: Path) -> None:
    page = opened(tmp_path, scan(picture(TABLE)), rulings=True).pages[0]
    check(page, TABLE)
    printed = printed_pages()[TABLE - 1]
    for horizontal in (True, False):
        found, drawn = (
            {round((r.box.y0 + r.box.y1) / 2 if horizontal else (r.box.x0 + r.box.x1) / 2) for r in p.rulings
             if r.horizontal is horizontal}
            for p in (page, printed)
        )  # fmt: skip
        assert all(min(abs(a - b) for b in found) <= 2 for a in drawn)
        assert all(min(abs(a - b) for b in drawn) <= 2 for a in found)


def drawn(*pages: object) -> bytes:
    """A PDF, one page per function of a canvas."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595.0, 842.0))
    for draw in pages:
        draw(canvas)  # type: ignore[operator]
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def under_a_picture(mode: int, text_first: bool) -> bytes:
    """A scan with somebody's bad OCR, without ink (mode 3) or below the picture."""

    def draw(canvas: object) -> None:
        layer = canvas.beginText(72, 700)  # type: ignore[attr-defined]
        layer.setFont("Helvetica", 12)
        layer.setTextRenderMode(mode)
        layer.textLines(["Total income 9999.99, total expenditure 8888.88"] * 5)
        if text_first:
            canvas.drawText(layer)  # type: ignore[attr-defined]
        canvas.drawImage(ImageReader(picture(PROSE)), 0, 0, 595, 842)  # type: ignore[attr-defined]
        if not text_first:
            canvas.drawText(layer)  # type: ignore[attr-defined]

    return drawn(draw)


@pytest.mark.parametrize(("mode", "text_first"), [(3, False), (0, True)])
def test_a_layer_nobody_sees_is_not_believed(tmp_path: Path, mode: int, text_first: bool) -> None:
    page = opened(tmp_path, under_a_picture(mode, text_first)).pages[0]
    assert "9999" not in text_of(page.lines)
    assert page.remarks[0].endswith("an invisible text layer, which is not trusted")
    check(page, PROSE)


def test_text_pages_stay_text_and_blank_ones_blank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "engine", None)
    target = pypdfium2.PdfDocument.new()
    paper = Image.effect_noise((1654, 2339), 8).point(lambda v: min(255, v + 110)).convert("RGB")
    for data, pages in ((Path(__file__).parents[1] / "samples/item-level-report.pdf", [20]), (scan(paper), None)):
        target.import_pages(pypdfium2.PdfDocument(data), pages)
    target.new_page(595, 842)
    out = BytesIO()
    target.save(out)
    text, noise, nothing = opened(tmp_path, out.getvalue()).pages
    assert text.source is Source.TEXT
    assert text_of(text.lines) == text_of(printed_pages()[20].lines)
    assert not noise.lines
    assert noise.remarks[0].startswith("blank: a scanned picture")
    assert nothing.remarks == ("blank: nothing is drawn on it",)


def test_a_document_of_blank_pages_has_no_text(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        opened(tmp_path, scan(Image.new("RGB", (1654, 2339), "white")))
    assert caught.value.code == "no_text"
    assert "blank" in caught.value.message


def test_a_picture_on_a_page_of_text_is_read_where_it_stands(tmp_path: Path) -> None:
    words = ["The accounts of the year are shown in the picture below and", "are explained in the text after it."]

    def draw(canvas: object) -> None:
        canvas.drawString(72, 760, words[0])  # type: ignore[attr-defined]
        canvas.drawString(72, 300, words[1])  # type: ignore[attr-defined]
        part = picture(PROSE).crop((150, 200, 1500, 480))
        canvas.drawImage(ImageReader(part), 54, 600, 486, 100.8)  # type: ignore[attr-defined]

    page = opened(tmp_path, drawn(draw)).pages[0]
    assert page.source is Source.TEXT
    assert [line.source for line in page.lines] == [Source.TEXT, *[Source.OCR] * (len(page.lines) - 2), Source.TEXT]
    assert [page.lines[0].text, page.lines[-1].text] == words
    assert "53.42%" in text_of(page.lines)
    assert "2022年12月31日" in text_of(page.lines)
    assert [line.number for line in page.lines] == list(range(1, len(page.lines) + 1))


def test_a_page_is_recognised_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "kept"
    data = scan(picture(PROSE).crop((0, 0, 1654, 500)))
    first = opened(tmp_path, data, ocr_cache=kept).pages[0]
    monkeypatch.setattr(recognition, "engine", None)
    again = opened(tmp_path, data, ocr_cache=kept).pages[0]
    assert [line.text for line in again.lines] == [line.text for line in first.lines]
    for one, two in zip(first.lines, again.lines, strict=True):
        assert np.array_equal(one.boxes, two.boxes)  # type: ignore[arg-type]
        assert np.array_equal(one.confidences, two.confidences)  # type: ignore[arg-type]
    monkeypatch.undo()
    for place in kept.rglob("*.npz"):
        place.write_bytes(b"PK damaged")
    assert text_of(opened(tmp_path, data, ocr_cache=kept).lines) == text_of(first.lines)


def test_without_an_engine_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engines.engine.cache_clear()
    monkeypatch.setattr(engines, "version", lambda name: (_ for _ in ()).throw(PackageNotFoundError(name)))
    try:
        with pytest.raises(BadInput) as caught:
            opened(tmp_path, scan(picture(PROSE)))
    finally:
        engines.engine.cache_clear()
    assert caught.value.code == "missing_engine"
    assert caught.value.exit_code is ExitCode.MISSING_ENGINE
    assert "pip install" in caught.value.message


def test_a_picture_file_of_two_pages(tmp_path: Path) -> None:
    path = tmp_path / "report.tif"
    first, second = (picture(PROSE).crop((0, 200 + 60 * i, 1654, 320 + 60 * i)) for i in range(2))
    first.save(path, save_all=True, append_images=[second], dpi=(DPI, DPI), compression="tiff_lzw")
    reading = read(path)
    assert reading.media_type == "image/tiff"
    assert len(reading.pages) == 2
    assert "53.42%" in text_of(reading.pages[0].lines)
    assert reading.pages[0].width == pytest.approx(595.4, abs=0.5)


def test_a_page_of_rulings_alone_keeps_them(tmp_path: Path) -> None:
    # The blank row of a table that spilled over to the next page of a scan.
    sheet = Image.new("RGB", (2339, 1654), "white")
    draw = ImageDraw.Draw(sheet)
    for y in (200, 260):
        draw.line((200, y, 2100, y), fill="black", width=3)
    for x in (200, 900, 1500, 2100):
        draw.line((x, 200, x, 260), fill="black", width=3)
    pages = opened(tmp_path, scan(picture(PROSE), sheet), rulings=True).pages
    assert [len([r for r in pages[1].rulings if r.horizontal is level]) for level in (True, False)] == [2, 4]
    assert not pages[1].lines
