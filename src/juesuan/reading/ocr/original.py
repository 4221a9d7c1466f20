"""The page that is to be recognised, still open."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from juesuan.reading.display import Display


@dataclass(frozen=True)
class Original:
    """An open page of a document: its raw handle, how it is displayed, its number, its document's content.

    `cache` is the folder where what is recognised is kept, None to keep nothing.
    """

    page: Any
    display: Display
    number: int
    sha256: str
    cache: Path | None = None
