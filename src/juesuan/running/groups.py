"""Which files make one report: those of a folder, or those that a list puts together."""

from __future__ import annotations

import csv
import os
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any

from juesuan.errors import UsageError
from juesuan.reading.encoding import NotText, decode
from juesuan.running.archives import opened
from juesuan.running.inputs import Input, inputs_of, spelled
from juesuan.writing.storage import is_url

COLUMNS = ("report", "file")


@dataclass(frozen=True, slots=True)
class Grouping:
    """How files are put together: all of one folder, and those of a manifest. By default every file is a report."""

    by_folder: bool = False
    manifest: Path | None = None


def gathered(given: Iterable[str | Path], grouping: Grouping) -> list[Input]:
    """The inputs given, members of archives in place of archives, with their groups. Raises `UsageError`."""
    items = [member for item in inputs_of(given) for member in opened(item)]
    listed = _listed(grouping.manifest) if grouping.manifest is not None else []
    places = {os.path.realpath(item.location) for item in listed}
    rest = [item for item in items if os.path.realpath(item.location) not in places]
    names = {item.group for item in listed}
    return [*listed, *(_by_folder(rest, names) if grouping.by_folder else rest)]


def _by_folder(items: Iterable[Input], taken: Collection[str]) -> list[Input]:
    """Inputs with those of one folder as a group; a file alone in its folder stays alone.

    A group is called like its folder, with a number where another one is called so (`taken`).
    """
    items = list(items)
    folders = [None if item.settled is not None else _folder(item) for item in items]
    sizes = Counter(folders)
    names: dict[tuple[str, ...], str] = {}
    used = set(taken)
    for folder in folders:
        if folder is None or folder in names or sizes[folder] < 2:
            continue
        name = plain = spelled(folder[-1].rpartition("/")[2] or folder[-1])
        count = 1
        while name in used:
            count += 1
            name = f"{plain} ({count})"
        used.add(name)
        names[folder] = name
    return [
        replace(item, group=names[folder]) if folder in names else item
        for item, folder in zip(items, folders, strict=True)
    ]


def _folder(item: Input) -> tuple[str, ...]:
    """The folder that an input lies in; in an archive the archive and the folder in it."""
    if item.member:
        return (item.location, item.source.rpartition("/")[0])
    if is_url(item.location):
        return (item.location.rpartition("/")[0],)
    # A file named from where one stands has no folder in its name.
    return (os.path.realpath(Path(item.location).parent),)


def _listed(manifest: Path) -> list[Input]:
    """The files of a manifest, paths from its own folder, in the order of their lines."""
    found: list[Input] = []
    for order, (report, file) in enumerate(_pairs(manifest)):
        for item in inputs_of([manifest.parent / file]):
            found.append(replace(item, group=report, order=order, named=True))
    alone = {name for name, count in Counter(item.group for item in found).items() if count == 1}
    return [replace(item, group="") if item.group in alone else item for item in found]


def _pairs(manifest: Path) -> list[tuple[str, str]]:
    """The report and the path of every file of a manifest: CSV with the columns report and file, or TOML."""
    try:
        text, _ = decode(manifest.read_bytes())
    except (OSError, NotText) as error:
        raise UsageError(f"{manifest}: the manifest cannot be read ({error})") from error
    pairs = _from_toml(manifest, text) if manifest.suffix.lower() == ".toml" else _from_csv(manifest, text)
    if not pairs:
        raise UsageError(f"{manifest}: the manifest names no file")
    return pairs


def _from_csv(manifest: Path, text: str) -> list[tuple[str, str]]:
    rows = list(csv.reader(StringIO(text)))
    header = [name.strip().lower() for name in rows[0]] if rows else []
    if not set(COLUMNS) <= set(header):
        raise UsageError(f"{manifest}: a CSV manifest has the columns {' and '.join(COLUMNS)} in its first line")
    at = [header.index(name) for name in COLUMNS]
    pairs = []
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        cells = [row[i].strip() if i < len(row) else "" for i in at]
        if not all(cells):
            raise UsageError(f"{manifest}, line {number}: it needs a report and a file")
        pairs.append((cells[0], cells[1]))
    return pairs


def _from_toml(manifest: Path, text: str) -> list[tuple[str, str]]:
    try:
        content: Mapping[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{manifest}: no TOML ({error})") from error
    pairs = []
    for number, report in enumerate(content.get("report", []), start=1):
        files = report.get("files") if isinstance(report, dict) else None
        if not isinstance(files, list) or not all(isinstance(file, str) for file in files):
            raise UsageError(f'{manifest}, report {number}: it needs files = ["…"] and may have a name')
        pairs += [(str(report.get("name") or f"report {number}"), file) for file in files]
    return pairs
