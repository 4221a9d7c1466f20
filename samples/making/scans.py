"""Scanned forms of a printed report: the same pages as pictures, as many bodies put them on their web sites."""

from __future__ import annotations

import sys
from pathlib import Path
from zlib import compress

import cv2
import numpy as np
import pypdfium2

# The scanner is that of the benchmarks; neither folder is a package that could be installed.
sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))
from twinning.album import Album
from twinning.leaf import Encoded, jpeg, leaf
from twinning.ruled import statutory_pages
from twinning.seal import sealed, stamped
from twinning.sheet import Sheet, sheet_of
from twinning.wear import askew

SEED = 2023
LEAN = 0.5
"""Degrees: how far a sheet lies askew at most."""
OPTICS = 0.6
"""Pixels: no scanner is sharper."""
COVER, FIRST_TABLE = 0, 4
"""Indices of the pages with a seal: the office stamps the cover and the first table."""


def scan_tables(printed: Path, scanned: Path) -> None:
    """Write the report with its statutory tables as pictures (200 dpi) and all other pages as they are."""
    with pypdfium2.PdfDocument(printed) as document:
        tables = set(statutory_pages(document))
        album = Album(document)
        for index in range(len(document)):
            if index in tables:
                album.add(_picture(_scan(document, index, 200), 60))
            else:
                album.keep(index)
        album.save(scanned)


def scan(printed: Path, scanned: Path) -> None:
    """Write the report with every page as a picture: grey, 150 dpi, a red seal on the cover and on the first table."""
    with pypdfium2.PdfDocument(printed) as document:
        album = Album(document)
        for index in range(len(document)):
            album.add(_picture(_scan(document, index, 150), 25))
        album.save(scanned)


def _scan(document: pypdfium2.PdfDocument, index: int, dpi: int) -> Sheet:
    """A page, a little askew and not quite sharp; stamped before it was scanned."""
    rng = np.random.default_rng([SEED, dpi, index])
    sheet = sheet_of(document[index], dpi, rng)
    wide, high = sheet.size
    if dpi == 150 and index == COVER:
        sheet = stamped(sheet, wide / 2, 0.62 * high)
    if dpi == 150 and index == FIRST_TABLE:
        sheet = sealed(sheet)
    sheet = askew(sheet, float(rng.uniform(-LEAN, LEAN)))
    return sheet.worn(cv2.GaussianBlur(sheet.picture, (0, 0), OPTICS * dpi / 150))


def _picture(sheet: Sheet, quality: int) -> bytes:
    """The sheet as a page, its JPEG packed once more: the white of a page is much of it."""
    image = jpeg(sheet.picture, quality, progressive=True)
    entries = image.entries.replace(b"/DCTDecode", b"[/FlateDecode/DCTDecode]")
    return leaf(Encoded(entries, compress(image.content, 9), image.width, image.height), sheet.size)
