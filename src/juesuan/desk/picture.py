"""The page a figure stands on, as a picture with the figure's box."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from juesuan.errors import UsageError
from juesuan.reading.content import Content
from juesuan.reading.page import Box
from juesuan.running.rendered import rendered

if TYPE_CHECKING:
    from PIL import Image

SCALE = 2.0
"""Pixels per PDF point."""
COLOUR = (210, 40, 40)
ROOM = 3
"""Pixels between the figure and its box."""


@dataclass(frozen=True)
class Picture:
    """Page `page` of the file `name`: `plain` as it is, `box` the figure's in PDF points from the top left.

    A notebook shows it; `box` is None for rows that have no place on the page beside the page itself.
    """

    name: str
    page: int
    box: Box | None
    plain: Image.Image

    @property
    def image(self) -> Image.Image:
        """The page with the figure's box drawn, RGB, 2 pixels per PDF point."""
        from PIL import ImageDraw

        drawn = self.plain.copy()
        if self.box is not None:
            left, top, right, bottom = self._edges(ROOM / SCALE)
            ImageDraw.Draw(drawn).rectangle((left, top, right, bottom), outline=COLOUR, width=3)
        return drawn

    def crop(self, margin: float = 2) -> Image.Image:
        """The figure alone, without the drawn box, `margin` PDF points around it. Raises `UsageError` without a box."""
        if self.box is None:
            raise UsageError(f"{self.name}, page {self.page}: this row has no box on it; there is nothing to cut out")
        return self.plain.crop(self._edges(margin))

    def save(self, path: str | Path) -> None:
        """Write the page with the box as a PNG. Raises `UsageError` where it cannot be written."""
        try:
            Path(path).write_bytes(self._repr_png_())
        except OSError as error:
            raise UsageError(f"{path}: the picture cannot be written ({error.strerror or error})") from error

    def _repr_png_(self) -> bytes:
        sink = BytesIO()
        self.image.save(sink, format="PNG")
        return sink.getvalue()

    def _edges(self, by: float) -> tuple[int, int, int, int]:
        assert self.box is not None
        b = self.box
        left, top, right, bottom = ((b.x0 - by) * SCALE, (b.y0 - by) * SCALE, (b.x1 + by) * SCALE, (b.y1 + by) * SCALE)
        return (
            max(0, round(left)), max(0, round(top)),
            min(self.plain.width, round(right)), min(self.plain.height, round(bottom)),
        )  # fmt: skip


def picture(content: Content, page: int, box: Box | None) -> Picture:
    """The picture of a page. Raises `UsageError`: a form without pages, or no such page."""
    return Picture(content.name, page, box, rendered(content, page, SCALE))
