"""A leaf: one page as a PDF of its own, a picture and, if wished, text over it or beside it."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image

from juesuan.reading.page import Box
from twinning.sheet import Picture

FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    b"/DW 1000/W[1 95 500]/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/ItalicAngle 0"
    b"/FontBBox[-25 -254 1000 880]/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
)
"""A font that is named and not embedded: as word processors leave it, and programs that lay text over scans."""


@dataclass(frozen=True)
class Said:
    """A run of text: where its baseline begins, in points from the top left, its width and its size."""

    text: str
    x: float
    baseline: float
    width: float
    size: float


@dataclass(frozen=True)
class Encoded:
    """A picture as a PDF stores it: the entries of its dictionary, and its bytes."""

    entries: bytes
    content: bytes
    width: int
    height: int


def jpeg(picture: Picture, quality: int, *, progressive: bool = False) -> Encoded:
    """The picture as a JPEG, grey or in colour as it is."""
    target = BytesIO()
    Image.fromarray(picture).save(target, "JPEG", quality=quality, optimize=True, progressive=progressive)
    space = b"/DeviceGray" if picture.ndim == 2 else b"/DeviceRGB"
    entries = b"/Filter/DCTDecode/BitsPerComponent 8/ColorSpace" + space
    return Encoded(entries, target.getvalue(), picture.shape[1], picture.shape[0])


def bilevel(picture: Picture) -> Encoded:
    """A grey picture of black and white only, one bit a pixel."""
    bits = np.packbits(picture >= 128, axis=1).tobytes()
    entries = b"/Filter/FlateDecode/BitsPerComponent 1/ColorSpace/DeviceGray"
    return Encoded(entries, zlib.compress(bits, 9), picture.shape[1], picture.shape[0])


def leaf(
    image: Encoded, size: tuple[float, float], said: Sequence[Said] = (), *, box: Box | None = None, ink: bool = False
) -> bytes:
    """A PDF of one page of `size` in points.

    The picture fills it, or the rectangle `box` (points from the top left). The text has ink or has none.
    """
    wide, high = size
    x0, y0, x1, y1 = (box.x0, box.y0, box.x1, box.y1) if box else (0.0, 0.0, wide, high)
    drawing = [f"q {x1 - x0:.4f} 0 0 {y1 - y0:.4f} {x0:.4f} {high - y1:.4f} cm /P Do Q".encode()]
    drawing += [_written(run, high, ink) for run in said if run.text]
    content = b"\n".join(drawing)
    picture = b"<</Type/XObject/Subtype/Image/Width %d/Height %d" % (image.width, image.height)
    paper = f"[0 0 {wide:.4f} {high:.4f}]".encode()
    return _file(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox" + paper + b"/Contents 4 0 R"
        b"/Resources<</XObject<</P 5 0 R>>/Font<</F 6 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        picture + image.entries + b"/Length %d>>stream\n%s\nendstream" % (len(image.content), image.content),
        FONT,
    )


def _written(run: Said, high: float, ink: bool) -> bytes:
    """The drawing of a run on a page of that height, stretched to its width."""
    stretch = 100 * run.width / (run.size * sum(0.5 if ord(c) < 0x80 else 1.0 for c in run.text))
    coded = run.text.encode("utf-16-be").hex()
    return (
        f"BT {0 if ink else 3} Tr /F {run.size:.2f} Tf {stretch:.1f} Tz "
        f"1 0 0 1 {run.x:.2f} {high - run.baseline:.2f} Tm <{coded}> Tj ET"
    ).encode()


def _file(*objects: bytes) -> bytes:
    """A PDF of the objects, the first of which is its catalogue."""
    made = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(made)
