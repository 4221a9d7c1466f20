"""An album: the pages of a twin, pictures and pages that are kept as they are, put together into one file."""

from __future__ import annotations

import re
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2

CLOCK = re.compile(rb"(/CreationDate ?\(D:)\d{14}")
IDENTIFIER = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")
"""What pdfium writes into every file from the clock and from chance."""


class Album:
    """Pages by their position: leaves (PDFs of one page) and, in between, pages kept from a source."""

    def __init__(self, source: Any) -> None:
        self._source = source
        self._pages: list[bytes | int] = []

    def keep(self, index: int) -> None:
        """Append a page of the source as it is."""
        self._pages.append(index)

    def add(self, leaf: bytes) -> None:
        """Append a picture."""
        self._pages.append(leaf)

    def save(self, path: Path) -> None:
        """Write the file: the same pages give the same bytes."""
        made = pypdfium2.PdfDocument.new()
        kept = [page for page in self._pages if isinstance(page, int)]
        # All kept pages at once: pages that are imported one by one bring their fonts again and again.
        if kept:
            made.import_pages(self._source, kept)
        for position, page in enumerate(self._pages):
            if isinstance(page, bytes):
                with pypdfium2.PdfDocument(page) as leaf:
                    made.import_pages(leaf, index=position)
        target = BytesIO()
        made.save(target)
        made.close()
        path.write_bytes(_settled(target.getvalue()))


def _settled(content: bytes) -> bytes:
    """The file without clock and chance, every byte in its place: a fixed day, and an id made of the content."""
    dated = CLOCK.sub(rb"\g<1>20200101000000", content)
    bare = IDENTIFIER.sub(rb"", dated)
    name = blake2b(bare, digest_size=16).hexdigest().upper().encode()
    return IDENTIFIER.sub(b"/ID[<%s><%s>]" % (name, name), dated)
