"""Where `patterns/` is, and its files read with errors that name file and record."""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from juesuan.errors import BadKnowledge

PACKAGED = Path(__file__).resolve().parent.parent / "_patterns"
CHECKED_OUT = Path(__file__).resolve().parents[3] / "patterns"


def default_directory() -> Path:
    """The patterns this installation came with: inside the wheel, or beside `src` in a checkout."""
    if CHECKED_OUT.joinpath("concepts.csv").is_file():
        return CHECKED_OUT
    if PACKAGED.is_dir():
        return PACKAGED
    raise BadKnowledge(f"no patterns at {PACKAGED} or {CHECKED_OUT}: install juesuan again")


def toml_files(directory: Path, room: str) -> list[Path]:
    """The TOML files of one room's knowledge, in a fixed order."""
    found = sorted((directory / room).glob("*.toml"))
    if not found:
        raise BadKnowledge(f"{directory / room}: no .toml files there; --patterns must name a whole pattern set")
    return found


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file's records; a syntax error names the file and the line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadKnowledge(f"{path}: {error}") from error


def read_csv(path: Path) -> list[dict[str, str]]:
    """A CSV file's records."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadKnowledge(f"{path}: {error}") from error


def only_keys(record: Mapping[str, Any], allowed: frozenset[str], where: str) -> None:
    """Refuse a record with a key nobody reads: it is a typing error, and it would be ignored silently."""
    unknown = sorted(set(record) - allowed)
    if unknown:
        raise BadKnowledge(f"{where}: unknown key {', '.join(unknown)}; known are {', '.join(sorted(allowed))}")


def content_hash(directory: Path, rooms: tuple[str, ...]) -> str:
    """A hash of the files of some rooms, the same on every machine (line ends do not count)."""
    digest = hashlib.sha256()
    for room in rooms:
        base = directory / room
        paths = [base] if base.is_file() else sorted(base.rglob("*"))
        for path in paths:
            if path.is_file() and path.suffix in {".toml", ".csv"}:
                digest.update(path.relative_to(directory).as_posix().encode())
                digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]
