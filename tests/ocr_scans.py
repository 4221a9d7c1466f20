"""Scans for the tests: pages of the samples rendered, spoilt as scanners spoil them, and put into a PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image, ImageDraw

from juesuan.reading.file import read
from juesuan.reading.folding import fold
from juesuan.reading.page import Line, Page, Reading

SAMPLE = Path(__file__).parents[1] / "samples" / "item-level-report.pdf"
DPI = 200
Spoil = Callable[[Image.Image], Image.Image]


@cache
def printed_pages() -> tuple[Page, ...]:
    """The pages of the sample as its text layer has them."""
    return read(SAMPLE, rulings=True).pages


@cache
def picture(number: int) -> Image.Image:
    """A page of the sample, rendered."""
    document = pypdfium2.PdfDocument(SAMPLE)
    image: Image.Image = document[number - 1].render(scale=DPI / 72).to_pil().convert("RGB")
    return image


def scan(*pictures: Image.Image) -> bytes:
    """A PDF of pictures alone."""
    out = BytesIO()
    pictures[0].save(out, "PDF", resolution=DPI, save_all=True, append_images=list(pictures[1:]))
    return out.getvalue()


def opened(folder: Path, data: bytes, *, rulings: bool = False, ocr_cache: Path | None = None) -> Reading:
    path = folder / "scan.pdf"
    path.write_bytes(data)
    return read(path, rulings=rulings, ocr_cache=ocr_cache)


def skewed(image: Image.Image, degrees: float = 1.0) -> Image.Image:
    return image.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor="white")


def sealed(image: Image.Image) -> Image.Image:
    """A red seal of 40 mm over the text, as ink: what is below stays dark."""
    layer = Image.new("RGB", image.size, "white")
    draw = ImageDraw.Draw(layer)
    x, y, r = 700, 380, 157
    draw.ellipse((x - r, y - r, x + r, y + r), outline=(225, 40, 45), width=11)
    star = [
        (x + q * np.sin(k * np.pi / 5), y - q * np.cos(k * np.pi / 5))
        for k in range(10)
        for q in [60 if k % 2 == 0 else 24]
    ]
    draw.polygon(star, fill=(225, 40, 45))
    mixed = np.minimum(np.asarray(image), np.asarray(layer))
    return Image.fromarray(mixed)


def text_of(lines: Sequence[Line]) -> str:
    """What lines say, folded, without white space."""
    return "".join(fold("".join(line.text.split())) for line in lines)


def boxes_of(lines: Sequence[Line]) -> npt.NDArray[np.float32]:
    """The boxes of the visible characters."""
    kept = [line.boxes[[not c.isspace() for c in line.text]] for line in lines if line.boxes is not None]
    return np.concatenate(kept)


def likeness(printed: Sequence[Line], read_lines: Sequence[Line]) -> tuple[float, npt.NDArray[np.float32]]:
    """Share of the printed characters that were read, and how far the boxes of these are off, in points."""
    one, two = text_of(printed), text_of(read_lines)
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    first = np.concatenate([np.arange(b.a, b.a + b.size) for b in blocks])
    second = np.concatenate([np.arange(b.b, b.b + b.size) for b in blocks])
    return len(first) / len(one), np.abs(boxes_of(printed)[first] - boxes_of(read_lines)[second])


def digits_of(lines: Sequence[Line]) -> str:
    return "".join(c for c in text_of(lines) if c.isdigit() or c in ".%")
