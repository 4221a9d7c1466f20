"""Picture files, of one page or many, as a PDF of pictures: then they are read like any other scan."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

A4_LONG = 842.0
"""Points of a page's longer side, when the file does not say how large it was."""
LONGEST = 6800
"""Pixels of the longer side at most: an A3 sheet at 400 dpi. Recognition looks at no finer picture."""
RESOLUTIONS = (100, 700)
"""Pixels to an inch that a scanner gives; a phone or an editor writes 72 or 96, which says nothing."""


class NotAPicture(Exception):
    """The file is damaged, or of a kind that is not known."""


def pdf_of(data: bytes) -> tuple[bytes, str]:
    """The pictures of a PNG, JPEG, TIFF, GIF, BMP or WebP file, each a page; its media type.

    They are set upright if the camera noted how it was held. Raises `NotAPicture`.
    """
    document = pypdfium2.PdfDocument.new()
    try:
        with Image.open(BytesIO(data)) as file:
            media_type = Image.MIME.get(file.format or "", "image/*")
            for frame in ImageSequence.Iterator(file):
                _add(document, frame)
        out = BytesIO()
        document.save(out)
        return out.getvalue(), media_type
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise NotAPicture(str(error)) from error
    finally:
        document.close()


def _add(document: pypdfium2.PdfDocument, frame: Image.Image) -> None:
    """A page that the picture fills."""
    size = frame.size
    if max(size) > LONGEST:
        # A sheet of 100 megapixels would be held in several copies of three bytes a pixel each.
        frame = frame.convert("L") if frame.mode in ("1", "I;16", "I") else frame
        frame.thumbnail((LONGEST, LONGEST))
    upright = ImageOps.exif_transpose(frame)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright.convert("RGBA"))
    picture = pypdfium2.PdfImage.new(document)
    plain = upright if upright.mode == "L" else upright.convert("RGB")
    picture.set_bitmap(pypdfium2.PdfBitmap.from_pil(plain))
    dpi = float(frame.info.get("dpi", (0, 0))[0]) * max(frame.size) / max(size)
    scale = 72 / dpi if RESOLUTIONS[0] <= dpi <= RESOLUTIONS[1] else A4_LONG / max(upright.size)
    wide, high = (side * scale for side in upright.size)
    picture.set_matrix(pypdfium2.PdfMatrix().scale(wide, high))
    page = document.new_page(wide, high)
    page.insert_obj(picture)
    page.gen_content()
