"""A font that is always there: every character is a box of its width, embedded with its map to Unicode.

What a program reads of a text layer are codes and boxes; the shapes do not matter, and no font file has to be installed.
A font that is not embedded would not do: without its glyphs pdfium leaves single characters out.
"""

from __future__ import annotations

from io import BytesIO

from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

NAME = "made"
EM, TOP, SIDE = 1000, 760, 60
WIDE = (range(0x2010, 0x2030), range(0x2460, 0x2474), range(0x3000, 0x3020), range(0xFF01, 0xFF60), range(0x4E00, 0xA000))


def _box(width: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((SIDE, 0))
    for corner in ((SIDE, TOP), (width - SIDE, TOP), (width - SIDE, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def register() -> str:
    """Make the font known to reportlab; its name."""
    if NAME in pdfmetrics.getRegisteredFontNames():
        return NAME
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", "half", "full", "blank"])
    characters = {code: "half" for code in range(33, 127)} | {32: "blank"}
    characters |= {code: "full" for block in WIDE for code in block}
    builder.setupCharacterMap(characters)
    blank = TTGlyphPen(None).glyph()
    builder.setupGlyf({".notdef": _box(EM), "half": _box(EM // 2), "full": _box(EM), "blank": blank})
    sides = {".notdef": (EM, SIDE), "half": (EM // 2, SIDE), "full": (EM, SIDE), "blank": (EM // 2, 0)}
    builder.setupHorizontalMetrics(sides)
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    # The same bytes at every making.
    builder.updateHead(created=0, modified=0)
    builder.setupNameTable({"familyName": NAME, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    file = BytesIO()
    builder.save(file)
    file.seek(0)
    pdfmetrics.registerFont(TTFont(NAME, file))
    return NAME
