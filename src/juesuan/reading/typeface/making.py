"""Makes `blank.ttf`: `python -m juesuan.reading.typeface.making` writes it anew (needs fonttools)."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

WIDE = (range(0x2000, 0xE000), range(0xF900, 0xFB00), range(0xFE30, 0xFFE7))
HALF = range(0x21, 0x17F)
TOP, BOTTOM, SIDE = 820, -120, 60
"""Edges of a character in thousandths of its size."""


def made() -> bytes:
    """A TrueType font with two glyphs for all characters, a full and a half width.

    Both have the box of a character and no ink to speak of: two specks in its corners.
    """
    from fontTools.fontBuilder import FontBuilder
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "wide", "half"])
    builder.setupCharacterMap({0x4E00: "wide"})
    # Format 13 maps whole ranges to one glyph: the font stays below a thousand bytes.
    table = CmapSubtable.newSubtable(13)
    table.platformID, table.platEncID, table.language = 3, 10, 0
    table.cmap = {c: "wide" for part in WIDE for c in part} | {c: "half" for c in HALF}
    builder.font["cmap"].tables = [table]
    widths = {".notdef": 1000, "wide": 1000, "half": 500}
    builder.setupGlyf({name: _specks(width) for name, width in widths.items()})
    builder.setupHorizontalMetrics({name: (width, SIDE) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=880, descent=BOTTOM)
    builder.setupNameTable({"familyName": "juesuan blank", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=BOTTOM, usWinAscent=880, usWinDescent=-BOTTOM)
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


def _specks(width: int) -> Any:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    for corner in _corners(width):
        pen.moveTo(corner[0])
        for point in corner[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def _corners(width: int) -> Iterator[list[tuple[int, int]]]:
    right = width - SIDE
    yield [(SIDE, BOTTOM), (SIDE, BOTTOM + 1), (SIDE + 1, BOTTOM)]
    yield [(right, TOP), (right, TOP - 1), (right - 1, TOP)]


if __name__ == "__main__":
    Path(__file__).with_name("blank.ttf").write_bytes(made())
