"""Damage that only a page with layout can have: digits off the baseline, a bold face drawn twice."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from juesuan.reading.file import read

pdfmetrics = pytest.importorskip("reportlab.pdfbase.pdfmetrics", reason="reportlab makes the PDFs")
import pdfplumber  # noqa: E402
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # noqa: E402

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def lines_of(data: bytes, tmp_path: Path) -> list[str]:
    path = tmp_path / "report.pdf"
    path.write_bytes(data)
    return ["".join(line.text.split()) for page in read(path).pages for line in page.lines]


def page_of(*strings: tuple[float, float, str]) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595.0, 842.0))
    canvas.setFont("STSong-Light", 12)
    for x, y, text in strings:
        canvas.drawString(x, y, text)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("lift", [-3.5, -1.5, 1.5, 3.5])
def test_digits_on_another_baseline_stay_between_their_words(lift: float, tmp_path: Path) -> None:
    data = page_of(
        (72, 700, "年初预算为"), (132, 700 + lift, "10.00"), (165, 700, "万元，支出决算为"), (261, 700 + lift, "8.50"),
        (285, 700, "万元。"),
    )  # fmt: skip
    assert lines_of(data, tmp_path) == ["年初预算为10.00万元，支出决算为8.50万元。"]


def test_without_the_order_of_the_text_they_would_not(tmp_path: Path) -> None:
    data = page_of((72, 700, "年初预算为"), (132, 696.5, "10.00"), (165, 700, "万元"))
    with pdfplumber.open(BytesIO(data)) as pdf:
        assert pdf.pages[0].extract_text() != "年初预算为10.00万元"


@pytest.mark.parametrize("apart", [0.0, 0.3, 0.6])
def test_a_bold_face_drawn_twice_is_read_once(apart: float, tmp_path: Path) -> None:
    title = "一、收入支出决算总体情况说明"
    below = (72, 660, "2022年度收入总计5.00万元。")
    assert lines_of(page_of((72, 700, title), (72 + apart, 700, title), below), tmp_path) == [title, below[2]]
