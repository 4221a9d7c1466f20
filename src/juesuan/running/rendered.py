"""A page of a report as a picture, drawn from the content of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juesuan.errors import UsageError
from juesuan.reading.content import Content
from juesuan.reading.ocr.photos import NotAPicture, pdf_of
from juesuan.reading.sniff import Form, form_of

if TYPE_CHECKING:
    from PIL import Image


def rendered(content: Content, number: int, scale: float) -> Image.Image:
    """Page `number` (from 1) of a PDF or a picture file, RGB, `scale` pixels per PDF point.

    Raises:
        UsageError: the form has no pages to draw, or there is no such page.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(_pdf(content))
    try:
        if not 1 <= number <= len(document):
            raise UsageError(f"{content.name}: there is no page {number}; it has pages 1 to {len(document)}")
        page = document[number - 1]
        picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
        page.close()
        return picture
    finally:
        document.close()


def _pdf(content: Content) -> bytes:
    form = form_of(content.data)
    if form is Form.PDF:
        return content.data
    if form is Form.IMAGE:
        try:
            return pdf_of(content.data)[0]
        except NotAPicture as error:
            raise UsageError(f"{content.name}: the picture cannot be opened ({error}); get it again") from error
    raise UsageError(f"{content.name}: this form has no pages to draw; the anchor of a figure says where it stands")
