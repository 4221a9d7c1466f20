"""Text, boxes, rulings and pictures of PDF pages, made here page by page."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from juesuan.errors import BadInput
from juesuan.reading.file import read
from juesuan.reading.page import Box, Page, Reading, Ruling, Source
from juesuan.reading.ruled import Rulings
from juesuan.reading.triage import Evidence, Layer, triage, unmapped
from juesuan.reading.words import words_of

pdfmetrics = pytest.importorskip("reportlab.pdfbase.pdfmetrics", reason="reportlab makes the PDFs")
from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]  # noqa: E402
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]  # noqa: E402
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # noqa: E402

A4 = (595.0, 842.0)
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
Draw = Callable[[Canvas], object]


def made(*pages: Draw, **options: object) -> bytes:
    """A PDF, one page per function."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)
    for draw in pages:
        canvas.setFont("STSong-Light", 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def opened(tmp_path: Path, data: bytes, *, rulings: bool = False) -> Reading:
    path = tmp_path / "report.pdf"
    path.write_bytes(data)
    return read(path, rulings=rulings)


def only(tmp_path: Path, draw: Draw, *, rulings: bool = False) -> Page:
    return opened(tmp_path, made(draw), rulings=rulings).pages[0]


def text(canvas: Canvas) -> None:
    canvas.drawString(72, 700, "本年收入合计 12.50 万元")
    canvas.drawString(72, 680, "本年支出合计 11.25 万元")


def grey(canvas: Canvas, x: float, y: float, wide: float, high: float) -> None:
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("RGB", (8, 8), "grey")), x, y, wide, high)


def test_lines_come_in_order_with_a_box_for_every_character(tmp_path: Path) -> None:
    page = only(tmp_path, text)
    assert [line.text for line in page.lines] == ["本年收入合计 12.50 万元", "本年支出合计 11.25 万元"]
    assert (page.number, page.width, page.height) == (1, 595.0, 842.0)
    for n, line in enumerate(page.lines, 1):
        assert (line.number, line.page, line.block) == (n, 1, 0)
        assert line.boxes is not None and line.boxes.shape == (len(line.text), 4)
    first = page.lines[0].box
    assert first is not None
    # Baseline 142 points from the top, 0.2 of the size below it.
    assert (first.x0, first.y1) == pytest.approx((72, 144.4), abs=0.5)
    assert first.y1 - first.y0 == pytest.approx(12, abs=0.1)


def test_digits_on_another_baseline_stay_in_order(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "年初预算为")
        canvas.drawString(132, 698.5, "10.00")
        canvas.drawString(170, 700, "万元")

    (line,) = only(tmp_path, draw).lines
    assert line.text.replace(" ", "") == "年初预算为10.00万元"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_are_those_of_the_page_as_displayed(tmp_path: Path, turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        # Set so that it stands upright at (100, 200) from the top left once the page is turned.
        canvas.translate(*{0: (100, 642), 90: (200, 100), 180: (495, 200), 270: (642, 495)}[turn])
        canvas.rotate(turn)
        canvas.drawString(0, 0, "收入决算表")
        canvas.line(0, -10, 100, -10)

    page = only(tmp_path, draw, rulings=True)
    # The library that makes the page swaps its sides, so that it is shown upright whatever the turn.
    assert (page.width, page.height) == A4
    (line,) = page.lines
    assert line.box is not None
    assert (line.box.x0, line.box.x1, line.box.y1) == pytest.approx((100, 160, 202.4), abs=0.5)
    (ruling,) = page.rulings
    assert ruling.horizontal
    assert (ruling.box.x0, ruling.box.x1) == pytest.approx((100, 200), abs=0.5)
    assert (ruling.box.y0 + ruling.box.y1) / 2 == pytest.approx(210, abs=0.5)


def test_text_that_runs_up_the_page_in_a_form_keeps_its_place(tmp_path: Path) -> None:
    # Without the font, pdfium drops text that runs up or down; the form moves and scales it.
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("table")
        canvas.setFont("STSong-Light", 12)
        canvas.translate(20, 30)
        canvas.rotate(90)
        canvas.drawString(0, 0, "收入决算表")
        canvas.endForm()
        canvas.translate(100, 200)
        canvas.scale(2, 2)
        canvas.doForm("table")

    (line,) = only(tmp_path, draw).lines
    assert line.text == "收入决算表"
    assert line.boxes is not None
    assert line.boxes[:, 0] == pytest.approx([140 - 24] * 5, abs=6)
    assert line.boxes[:, 3] == pytest.approx([842 - 260 - 24 * k for k in range(5)], abs=6)


def test_characters_set_one_by_one_in_a_font_that_is_nowhere(tmp_path: Path) -> None:
    # Without a font pdfium takes each of them to have no extent, and leaves it out.
    def draw(canvas: Canvas) -> None:
        for i, char in enumerate("收入决算"):
            canvas.drawString(72 + 12 * i, 700, char)

    (line,) = only(tmp_path, draw).lines
    assert line.text == "收入决算"
    assert line.boxes is not None
    assert line.boxes[:, 0] == pytest.approx([72, 84, 96, 108], abs=0.5)


def test_the_lent_font_is_what_its_maker_makes() -> None:
    pytest.importorskip("fontTools", reason="makes the font")
    from juesuan.reading.typeface import making

    assert making.made() == Path(making.__file__).with_name("blank.ttf").read_bytes()


def test_a_hyphen_at_the_end_of_a_line_does_not_join_it_to_the_next(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        canvas.drawString(72, 700, "ABC 2021-")
        canvas.drawString(72, 680, "2022 DEF")

    lines = only(tmp_path, draw).lines
    assert [line.text.strip() for line in lines] == ["ABC 2021-", "2022 DEF"]
    assert all(line.boxes is not None and len(line.boxes) == len(line.text) for line in lines)


def test_cells_of_a_row_are_words_of_a_line(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "本年收入合计")
        canvas.drawString(300, 700, "2,946.25")
        canvas.drawString(450, 700, "—")

    page = only(tmp_path, draw)
    assert [w.text for w in page.words] == ["本年收入合计", "2,946.25", "—"]
    assert [round(w.box.x0) for w in page.words] == [72, 300, 450]


def test_words_part_at_gaps_that_no_space_marks(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "收入支出")

    (line,) = only(tmp_path, draw).lines
    assert line.boxes is not None
    line.boxes[2:, [0, 2]] += 9
    assert [w.text for w in words_of(line)] == ["收入", "支出"]
    line.boxes[2:, [0, 2]] -= 4
    assert [w.text for w in words_of(line)] == ["收入支出"]


def test_rulings_are_strokes_and_thin_fills_also_in_forms(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas)
        canvas.line(72, 600, 272, 600)
        canvas.line(72, 600, 272, 640)
        canvas.rect(72, 500, 0.5, 90, stroke=0, fill=1)
        canvas.rect(300, 500, 50, 50, stroke=0, fill=1)
        canvas.rect(400, 500, 50, 40, stroke=1, fill=0)
        canvas.beginForm("frame")
        canvas.line(0, 0, 80, 0)
        canvas.endForm()
        canvas.translate(72, 400)
        canvas.doForm("frame")

    found = only(tmp_path, draw, rulings=True).rulings
    across = sorted((round(r.box.x0), round((r.box.y0 + r.box.y1) / 2)) for r in found if r.horizontal)
    down = sorted((round((r.box.x0 + r.box.x1) / 2), round(r.box.y0)) for r in found if not r.horizontal)
    assert across == [(72, 242), (72, 442), (400, 302), (400, 342)]
    assert down == [(72, 252), (400, 302), (450, 302)]
    assert only(tmp_path, draw).rulings == ()


def test_a_closed_outline_returns_and_a_curve_is_no_ruling(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas)
        corner = canvas.beginPath()
        corner.moveTo(100, 500)
        corner.lineTo(180, 500)
        corner.lineTo(180, 560)
        corner.close()
        corner.lineTo(100, 590)
        bend = canvas.beginPath()
        bend.moveTo(300, 500)
        bend.lineTo(380, 500)
        bend.curveTo(400, 500, 420, 520, 420, 540)
        bend.lineTo(420, 600)
        canvas.drawPath(corner)
        canvas.drawPath(bend)

    found = only(tmp_path, draw, rulings=True).rulings
    told = [(r.horizontal, *(round(v) for v in (r.box.x0, r.box.x1, r.box.y1 - r.box.y0))) for r in found]
    # Of the corner the third side is slanted; what follows starts where it began.
    assert told == [(True, 100, 180, 1), (False, 180, 180, 60), (False, 100, 100, 90), (True, 300, 380, 1),
                    (False, 420, 420, 60)]  # fmt: skip


def test_rulings_in_bulk_are_those_they_were_made_of() -> None:
    one, other = Ruling(True, Box(10, 20, 90, 20.5)), Ruling(False, Box(10, 20, 10.5, 70))
    rulings = Rulings.of((one, other))
    assert (list(rulings), len(rulings), Rulings.of(rulings)) == ([one, other], 2, rulings)
    assert one in rulings
    assert Ruling(False, one.box) not in rulings
    assert not Rulings.of(())


@pytest.mark.parametrize("shaded", [False, True], ids=["lines alone", "shaded"])
def test_a_blank_row_of_a_table_alone_on_a_page_keeps_its_lines(tmp_path: Path, shaded: bool) -> None:
    def row(canvas: Canvas) -> None:
        if shaded:
            canvas.setFillGray(0.9)
            canvas.rect(60, 700, 300, 18, stroke=0, fill=1)
        canvas.line(60, 700, 360, 700)
        canvas.line(60, 718, 360, 718)
        for x in (60, 200, 360):
            canvas.line(x, 700, x, 718)

    page = opened(tmp_path, made(text, row), rulings=True).pages[1]
    assert (page.lines, page.source, len(page.rulings)) == ((), Source.TEXT, 5)
    assert page.remarks[0].startswith("blank")


def test_pictures_count_once_where_they_overlap(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas)
        grey(canvas, 0, 0, 595, 421)
        grey(canvas, 0, 0, 297.5, 421)

    reading = opened(tmp_path, made(draw))
    assert reading.pages[0].pictures == pytest.approx(0.5, abs=0.02)


def scan(canvas: Canvas) -> None:
    grey(canvas, 0, 0, 595, 842)


def stamped(canvas: Canvas) -> None:
    scan(canvas)
    canvas.drawString(290, 30, "- 3 -")


def invisible(canvas: Canvas) -> None:
    scan(canvas)
    layer = canvas.beginText(72, 700)
    layer.setTextRenderMode(3)
    layer.textLines(["本年收入合计一二五〇万元本年支出合计"] * 5)
    canvas.drawText(layer)


@pytest.mark.parametrize(
    ("draw", "reason"),
    [(scan, "scanned"), (invisible, "invisible"), (lambda _: None, "blank")],
)
def test_a_document_without_a_text_layer_says_why(tmp_path: Path, draw: Draw, reason: str) -> None:
    with pytest.raises(BadInput) as caught:
        opened(tmp_path, made(draw, draw))
    assert caught.value.code == "no_text"
    assert reason in caught.value.message


def test_a_mixed_document_is_read_and_its_scans_are_noted(tmp_path: Path) -> None:
    reading = opened(tmp_path, made(text, scan, lambda _: None, stamped))
    assert [len(page.lines) for page in reading.pages] == [2, 0, 0, 1]
    assert [bool(page.remarks) for page in reading.pages] == [False, True, True, True]


LAYERS = [
    (Evidence(0), Layer.BLANK),
    (Evidence(0, paths=20), Layer.BLANK),
    (Evidence(0, paths=900), Layer.OUTLINED),
    (Evidence(0, pictures=0.9), Layer.SCANNED),
    (Evidence(12, pictures=0.9), Layer.SPARSE),
    (Evidence(12), Layer.USABLE),
    (Evidence(900, pictures=0.9), Layer.USABLE),
    (Evidence(900, hidden=900, pictures=0.9), Layer.HIDDEN),
    (Evidence(900, unmapped=500), Layer.GARBLED),
]


@pytest.mark.parametrize(("evidence", "layer"), LAYERS)
def test_triage(evidence: Evidence, layer: Layer) -> None:
    assert triage(evidence) is layer


def test_characters_without_a_meaning() -> None:
    assert unmapped("收入\ufffd\ue001Ãé×÷12.5") == 4


def test_glyph_numbers_are_not_taken_for_characters(tmp_path: Path) -> None:
    # A font by glyph numbers, without a map to Unicode: 0x21 0x22 would read as !".
    font = b"/Type/Font/BaseFont/X"
    objects = [
        b"/Type/Catalog/Pages 2 0 R",
        b"/Type/Pages/Kids[3 0 R]/Count 1",
        b"/Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 6 0 R/Resources<</Font<</F 4 0 R>>>>",
        font + b"/Subtype/Type0/Encoding/Identity-H/DescendantFonts[5 0 R]",
        font + b"/Subtype/CIDFontType2/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
    ]
    body = b"".join(b"%d 0 obj<<%b>>endobj\n" % (n, entries) for n, entries in enumerate(objects, 1))
    drawing = b"BT /F 12 Tf 20 200 Td <00210022002300240025002600270028> Tj ET"
    stream = b"6 0 obj<</Length %d>>stream\n%b\nendstream endobj\n" % (len(drawing), drawing)
    reading = opened(tmp_path, b"%PDF-1.4\n" + body + stream + b"trailer<</Root 1 0 R>>\n%%EOF")
    assert all(line.source is Source.OCR for line in reading.lines), "what is drawn is read, not the glyph numbers"
    assert "!\"" not in "".join(line.text for line in reading.lines)


def test_an_encrypted_file_asks_for_one_without_a_password(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        opened(tmp_path, made(text, encrypt=StandardEncryption("secret", strength=128)))
    assert caught.value.code == "encrypted"
    assert "password" in caught.value.message


def test_a_file_that_only_restricts_its_use_is_read(tmp_path: Path) -> None:
    data = made(text, encrypt=StandardEncryption("", "owner", canCopy=0, canModify=0, strength=128))
    assert len(opened(tmp_path, data).lines) == 2


def test_a_file_cut_off_at_its_head_is_truncated(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        opened(tmp_path, made(text)[:200])
    assert caught.value.code == "truncated"


def test_a_file_cut_off_near_its_end_is_read_and_noted(tmp_path: Path) -> None:
    data = made(text)
    reading = opened(tmp_path, data[: data.rindex(b"startxref")])
    assert len(reading.lines) == 2
    assert "cut off" in reading.notes[0]


def test_junk_before_the_header_does_no_harm(tmp_path: Path) -> None:
    assert len(opened(tmp_path, b"junk of a download\r\n" + made(text)).lines) == 2


def test_a_file_of_too_many_pages_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("juesuan.reading.pdf.MOST_PAGES", 2)
    with pytest.raises(BadInput) as caught:
        opened(tmp_path, made(text, text, text))
    assert caught.value.code == "too_large"
