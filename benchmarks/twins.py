"""Scanned twins of a PDF with a text layer: the same pages as pictures, worn in a known way.

    python benchmarks/twins.py FILE.pdf -o DIR [--kinds clean seal …] [--pages 5-14,19] [--seed N]

Writes DIR/FILE.KIND.pdf for every kind. The same file, kind, pages and seed give the same bytes.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import pypdfium2
from twinning import wear
from twinning.album import Album
from twinning.leaf import bilevel, jpeg, leaf
from twinning.ruled import ruled_box, ruled_pages, statutory_pages
from twinning.runs import beside, mistaken, runs_of
from twinning.seal import sealed
from twinning.sheet import Sheet, Wear, sheet_of


class Which(Enum):
    """Which pages of a report become pictures."""

    EVERY = "every page"
    RULED = "pages with ruled tables"
    STATUTORY = "pages of the statutory tables"
    NONE = "no page"


@dataclass(frozen=True)
class Kind:
    """A way to be scanned. `quality` is that of the JPEG, 0 for one bit a pixel."""

    says: str
    wear: Wear = wear.none
    dpi: int = 200
    quality: int = 90
    which: Which = Which.EVERY
    inset: bool = False
    """Only the tables become pictures, inside pages that keep their text."""
    mistaken: bool = False
    """An invisible wrong text lies over the pictures."""
    paired: bool = False
    """Two pages to a sheet."""


KINDS: dict[str, Kind] = {
    "clean": Kind("a scanner without faults"),
    "skew": Kind("every sheet about a degree askew", wear.skew),
    "noise": Kind("an old office copier", wear.noise),
    "streak": Kind("dust on the glass of the feeder", wear.streak),
    "blur": Kind("out of focus", wear.blur),
    "jpeg40": Kind("compressed hard", quality=40),
    "seal": Kind("red round seals over the figures", sealed),
    "dpi100": Kind("100 dpi", dpi=100),
    "fax": Kind("black and white, half the lines, noise", wear.fax, quality=0),
    "perspective": Kind("taken by hand, distorted by 1.5 %", wear.perspective),
    "shading": Kind("uneven light, a dark edge", wear.shading),
    "rotated": Kind("landscape pages a quarter turn, portrait pages upside down", wear.turned),
    "mixed": Kind("the statutory tables as pictures, all other pages as text", which=Which.STATUTORY),
    "tables": Kind("all pages with ruled tables as pictures, the others as text", which=Which.RULED),
    "inset": Kind("ruled tables as pictures inside pages of text", which=Which.RULED, inset=True),
    "junk": Kind("an invisible wrong text over the pictures", mistaken=True),
    "spread": Kind("two portrait pages on one landscape sheet", paired=True),
    "copy": Kind("no picture at all, for comparison", which=Which.NONE),
}


def make_twin(pdf: Path, kind: str, out: Path, *, pages: Sequence[int] | None = None, seed: int = 0) -> None:
    """Write the twin of a PDF to `out`.

    `kind` is one of `KINDS`. Of `pages` (numbers from 1; all by default) those that the kind is about become
    pictures, in their size in points; all other pages are kept as they are. Raises KeyError for an unknown kind
    and IndexError for a page the file does not have.
    """
    chosen = KINDS[kind]
    with pypdfium2.PdfDocument(pdf) as document:
        count = len(document)
        wanted = range(count) if pages is None else [n - 1 for n in pages]
        if any(not 0 <= i < count for i in wanted):
            raise IndexError(f"{pdf.name} has pages 1 to {count}")
        pictured = set(wanted) & _pictured(document, chosen.which)
        album = Album(document)
        waiting: list[Sheet] = []
        for i in range(count):
            if i in pictured and not chosen.inset:
                rng = np.random.default_rng([seed, crc32(kind.encode()), i])
                waiting.append(chosen.wear(sheet_of(document[i], chosen.dpi, rng)))
                if chosen.paired and i + 1 < count:
                    continue
            _lay(album, waiting, chosen)
            waiting.clear()
            if i in pictured and chosen.inset:
                _lay_inset(album, document, i, chosen)
            elif i not in pictured:
                album.keep(i)
        album.save(out)


def _pictured(document: Any, which: Which) -> set[int]:
    """Indices of the pages that become pictures."""
    if which is Which.STATUTORY:
        return set(statutory_pages(document))
    if which is Which.RULED:
        return set(ruled_pages(document))
    return set(range(len(document))) if which is Which.EVERY else set()


def _lay(album: Album, sheets: list[Sheet], kind: Kind) -> None:
    """Append sheets as pictures."""
    for sheet in wear.pairs(sheets) if kind.paired else sheets:
        encoded = jpeg(sheet.picture, kind.quality) if kind.quality else bilevel(sheet.picture)
        album.add(leaf(encoded, sheet.size, mistaken(runs_of(sheet.page)) if kind.mistaken else ()))


def _lay_inset(album: Album, document: Any, index: int, kind: Kind) -> None:
    """Append a page whose table is a picture."""
    page = document[index]
    box = ruled_box(page)
    assert box is not None, "only pages with ruled tables are inset"
    sheet = sheet_of(page, kind.dpi, np.random.default_rng(0))
    scale = kind.dpi / 72
    x0, y0, x1, y1 = (round(v * scale) for v in (box.x0, box.y0, box.x1, box.y1))
    cut = jpeg(np.ascontiguousarray(sheet.picture[y0:y1, x0:x1]), kind.quality)
    album.add(leaf(cut, sheet.size, beside(runs_of(page), box), box=box, ink=True))


def page_numbers(text: str) -> list[int]:
    """The page numbers of a list such as 5-14,19."""
    return list(_numbers(text))


def _numbers(text: str) -> Iterator[int]:
    for piece in text.split(","):
        first, _, last = piece.partition("-")
        yield from range(int(first), int(last or first) + 1)


def main() -> None:
    """Write the twins of one file."""
    kinds = "\n".join(f"  {name:12} {kind.says}" for name, kind in KINDS.items())
    parser = argparse.ArgumentParser(
        description=f"{__doc__}\nkinds:\n{kinds}", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, help="a PDF with a text layer")
    parser.add_argument("-o", "--out", type=Path, required=True, help="the folder of the twins")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS), metavar="KIND")
    parser.add_argument("--pages", type=page_numbers, help="only these pages become pictures, such as 5-14,19")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for kind in options.kinds:
        target = options.out / f"{options.file.stem}.{kind}.pdf"
        make_twin(options.file, kind, target, pages=options.pages, seed=options.seed)
        print(f"{target}  {target.stat().st_size / 1e6:.1f} MB  {KINDS[kind].says}")


if __name__ == "__main__":
    main()
