"""The content of a file, read once: everything that is known of it comes from these bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from juesuan.errors import BadInput

LARGEST = 1 << 30
"""Bytes of a file at most. The largest disclosures, scans of hundreds of pages, take a tenth of it."""


@dataclass(frozen=True)
class Content:
    """The bytes of a file, and its name for messages."""

    name: str
    data: bytes = field(repr=False)

    @cached_property
    def sha256(self) -> str:
        """The hash of the bytes in hex: what tells one document from another."""
        return hashlib.sha256(self.data).hexdigest()

    @classmethod
    def of(cls, path: Path) -> Content:
        """The content of a local file. Raises `BadInput`: unreadable, too_large."""
        try:
            if (size := path.stat().st_size) > LARGEST:
                raise too_large(path.name, size)
            return cls(path.name, path.read_bytes())
        except OSError as error:
            raise unreadable(path.name, error) from error


@dataclass(frozen=True)
class Watch:
    """Who watches a reading: `tell` hears the number of each page and how many there are, before the page is read.

    Pages in `leave_out` are not read: an earlier attempt ended on them.
    """

    tell: Callable[[int, int], None] = lambda page, pages: None
    leave_out: frozenset[int] = frozenset()


UNWATCHED = Watch()


def too_large(name: str, size: int) -> BadInput:
    """The error for a file that no worker should hold."""
    return BadInput("too_large", f"{name}: {size:,} bytes, more than {LARGEST:,}; split the file")


def unreadable(name: str, error: Exception) -> BadInput:
    """The error for a file that cannot be opened."""
    why = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return BadInput("unreadable", f"{name}: cannot be opened ({why}); check that it is a file you may read")
