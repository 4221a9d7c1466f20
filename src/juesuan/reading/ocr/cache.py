"""What recognition found, kept on disk, so that no page is ever recognised twice."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
import zlib
from pathlib import Path

import numpy as np

from juesuan.reading.ocr.scan import Scan, Strip
from juesuan.reading.page import Box, Ruling

RECIPE = "6"
"""Changes when the same engine would find something else on the same page."""


def place_of(folder: Path, sha256: str, page: int, settings: str) -> Path:
    """Where the scan of a page of some content is kept; settings and engine are part of it."""
    key = hashlib.sha256(f"{RECIPE}|{sha256}|{page}|{settings}".encode()).hexdigest()[:32]
    return folder / key[:2] / f"{key}.npz"


def kept(place: Path) -> Scan | None:
    """The scan kept there, None if there is none or it is damaged (then the page is recognised again)."""
    try:
        with np.load(place, allow_pickle=False) as data:
            ends = np.cumsum(data["lengths"]).tolist()
            text = bytes(data["text"]).decode("utf-8")
            whole = Strip(text, data["boxes"], data["confidences"])
            wide, high, faint = data["page"].tolist()
            return Scan(
                wide,
                high,
                tuple(whole.part(start, end) for start, end in zip([0, *ends], ends, strict=False)),
                tuple(Ruling(bool(level), Box(*box)) for level, *box in data["rulings"].tolist()),
                data["straightening"],
                int(faint),
            )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        return None


def keep(place: Path, scan: Scan) -> None:
    """Put a scan there, whole or not at all. A folder that cannot be written raises `OSError`."""
    place.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(s.text for s in scan.strips)
    rulings = [(r.horizontal, r.box.x0, r.box.y0, r.box.x1, r.box.y1) for r in scan.rulings]
    handle, name = tempfile.mkstemp(dir=place.parent, suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez_compressed(
                file,
                text=np.frombuffer(text.encode("utf-8"), np.uint8),
                lengths=np.array([len(s.text) for s in scan.strips], np.int32),
                boxes=np.concatenate([np.zeros((0, 4), np.float32), *(s.boxes for s in scan.strips)]),
                confidences=np.concatenate([np.zeros(0, np.float32), *(s.confidences for s in scan.strips)]),
                page=np.array([scan.width, scan.height, scan.faint], np.float64),
                rulings=np.array(rulings, np.float64).reshape(-1, 5),
                straightening=scan.straightening,
            )
        temporary.replace(place)
    finally:
        temporary.unlink(missing_ok=True)
