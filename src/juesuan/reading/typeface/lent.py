"""Lending pdfium a font for Chinese text that the file and the machine have none for.

Without a font, pdfium takes characters to have no extent, and leaves out every text object without extent: text set
character by character, and text that runs up the page. A server has no Chinese fonts, and many reports embed none.
"""

from __future__ import annotations

import ctypes
from functools import lru_cache
from importlib.resources import files
from typing import Any

import pypdfium2.raw as pdfium

CHINESE = frozenset({128, 129, 134, 136})
"""The character sets, as Windows numbers them, whose fonts are lent: Japanese, Korean, simplified and traditional."""
LENT = 0x7777
"""The handle of the lent font; those of pdfium's own are addresses."""
NAME = b"juesuan blank\0"


@lru_cache(maxsize=1)
def lend() -> Any:
    """Make pdfium ask for the font where it finds none of its own; once a process, before a document is opened.

    What it returns must be kept as long as pdfium is used (the cache does).
    """
    data = files("juesuan.reading.typeface").joinpath("blank.ttf").read_bytes()
    default = pdfium.FPDF_GetDefaultSystemFontInfo()
    own = default.contents
    kinds = dict(pdfium.FPDF_SYSFONTINFO._fields_)
    info = pdfium.FPDF_SYSFONTINFO()

    def copied(text: bytes, buffer: Any, size: int) -> int:
        if buffer and size >= len(text):
            ctypes.memmove(buffer, text, len(text))
        return len(text)

    def find(_: Any, weight: int, italic: int, charset: int, pitch: int, face: Any, exact: Any) -> int:
        found = own.MapFont(default, weight, italic, charset, pitch, face, exact)
        return found or (LENT if charset in CHINESE else 0)

    def data_of(_: Any, font: int | None, table: int, buffer: Any, size: int) -> int:
        if font != LENT:
            return int(own.GetFontData(default, font, table, buffer, size))
        return 0 if table else copied(data, buffer, size)

    def name_of(_: Any, font: int | None, buffer: Any, size: int) -> int:
        return copied(NAME, buffer, size) if font == LENT else int(own.GetFaceName(default, font, buffer, size))

    def charset_of(_: Any, font: int | None) -> int:
        return 134 if font == LENT else int(own.GetFontCharset(default, font))

    def drop(_: Any, font: int | None) -> None:
        if font != LENT:
            own.DeleteFont(default, font)

    info.version = 1
    info.EnumFonts = kinds["EnumFonts"](lambda _, mapper: own.EnumFonts(default, mapper))
    info.MapFont, info.GetFontData = kinds["MapFont"](find), kinds["GetFontData"](data_of)
    info.GetFaceName, info.GetFontCharset = kinds["GetFaceName"](name_of), kinds["GetFontCharset"](charset_of)
    info.DeleteFont = kinds["DeleteFont"](drop)
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(info))
    return info
