"""The ledger: every file given, each once, and what became of it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from juesuan.normalising.keys import key
from juesuan.running.document import Outcome

REPORT_FORMS = frozenset(
    {
        "", ".pdf", ".txt", ".text", ".doc", ".docx", ".wps", ".html", ".htm", ".mht", ".mhtml", ".xls", ".xlsx", ".et",
        ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".zip", ".rar", ".7z", ".ofd", ".rtf",
    }
)  # fmt: skip
"""Endings of files that may hold a report. Content decides what they are; other files of a folder are skipped."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read: its path, and its name relative to the folder it was found in."""

    path: Path
    source: str
    named: bool
    """Given by name, not found in a folder: it is read whatever its ending."""
    problem: tuple[str, str] | None = None
    """Why there is nothing to read (code and words): it is not there, or the folder cannot be listed."""


def inputs_of(given: Iterable[Path]) -> list[Input]:
    """The files given and those below the folders given, each file once, ordered by source."""
    found: dict[str, Input] = {}
    for path in given:
        if path.is_dir():
            for item in _below(path):
                _add(found, item)
        elif path.exists():
            _add(found, Input(path, path.name, named=True))
        else:
            words = f"{path.name}: there is no such file or folder; check the name"
            _add(found, Input(path, path.name, named=True, problem=("missing", words)))
    return sorted(found.values(), key=lambda i: (i.source, str(i.path)))


def _add(found: dict[str, Input], item: Input) -> None:
    """Keep a file once; two files that bear one name in two folders are told apart by the folder."""
    place = str(item.path.resolve())
    if place not in found:
        found[place] = item


def _below(folder: Path) -> Iterator[Input]:
    """Files below a folder, hidden ones left out; a folder that cannot be listed stands for what is in it."""
    refused: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(f for f in folders if not f.startswith((".", "__pycache__")))
        for name in sorted(files):
            if not name.startswith("."):
                file = Path(root) / name
                yield Input(file, file.relative_to(folder).as_posix(), named=False)
    for error in refused:
        place = Path(str(error.filename))
        words = f"{place.name}: this folder cannot be listed ({error.strerror}); check its permissions"
        source = place.relative_to(folder).as_posix() if place != folder else place.name
        yield Input(place, source, named=True, problem=("unreadable_folder", words))


def sha256_of(path: Path) -> str | None:
    """The content's hash in hex, None if it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    except OSError:
        return None
    return digest.hexdigest()


def row_of(item: Input, outcome: Outcome, sha256: str | None) -> dict[str, Any]:
    """The row of `inputs` for a file."""
    return {
        "input_id": key("input", item.source, sha256 or str(item.path)),
        "file_name": item.path.name,
        "source": item.source,
        "sha256": sha256,
        "size_bytes": item.path.stat().st_size if sha256 is not None else None,
        "media_type": outcome.media_type,
        "status": outcome.status,
        "error_code": outcome.error_code,
        "error_message": outcome.error_message,
        "document_id": outcome.document_id,
        "pages": outcome.pages,
        "pages_ocr": outcome.pages_ocr,
    }
