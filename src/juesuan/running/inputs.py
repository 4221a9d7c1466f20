"""The files of a run: those given, those in folders given, behind patterns and addresses, each once."""

from __future__ import annotations

import glob
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from juesuan.errors import UsageError
from juesuan.running.result import Result
from juesuan.writing.storage import filesystem_of, is_url

REPORT_FORMS = frozenset(
    {
        "", ".pdf", ".txt", ".text", ".doc", ".docx", ".wps", ".html", ".htm", ".mht", ".mhtml", ".xls", ".xlsx", ".et",
        ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".zip", ".rar", ".7z", ".ofd", ".rtf",
    }
)  # fmt: skip
"""Endings of files that may hold a report. Content decides what they are; other files of a folder are skipped."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read: its path or address, and its name relative to the folder it was found in.

    `named` says that it was given by name and not found in a folder: it is read whatever its ending. `size` in bytes
    where the listing tells it. `settled` is what became of it where that is known without looking into it. `member`
    is its place in an archive at that location. The files of one `group` make one report, in their `order` if given.
    """

    location: str
    source: str
    named: bool
    root: str = ""
    size: int | None = None
    settled: Result | None = None
    member: tuple[str, ...] = ()
    group: str = ""
    order: int | None = None

    @property
    def file_name(self) -> str:
        """The name of the file."""
        where = self.source if self.member else self.location
        return spelled(where.rstrip("/").rpartition("/")[2])


def spelled(name: str) -> str:
    r"""A name as text: bytes that are no UTF-8, which file systems allow, as \x escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def inputs_of(given: Iterable[str | Path]) -> list[Input]:
    """The files given and those below the folders given, each file once, ordered by source.

    Two files that bear one name in two folders given are told apart by the folder's name.
    """
    found: dict[str, Input] = {}
    for place in map(str, given):
        for item in _behind_address(place) if is_url(place) else _behind_path(place):
            key = item.location if is_url(place) else os.path.realpath(item.location)
            # A file named and found in a folder is one file; that it was named counts.
            if key not in found or (item.named and not found[key].named):
                found[key] = item
    alike = Counter(item.source for item in found.values())
    items = [
        replace(item, source=f"{item.root}/{item.source}") if item.root and alike[item.source] > 1 else item
        for item in found.values()
    ]
    return sorted((checked(item) for item in items), key=lambda item: (item.source, item.location, item.member))


def listed(file: Path) -> list[str]:
    """The paths and addresses in a list file, one a line; parted by zero bytes where names have line breaks."""
    try:
        text = file.read_bytes().decode("utf-8-sig", "surrogateescape")
    except OSError as error:
        raise UsageError(f"{file}: the list cannot be read ({error.strerror or error})") from error
    return [name for name in (text.split("\0") if "\0" in text else text.splitlines()) if name.strip()]


def checked(item: Input) -> Input:
    """The input, settled as skipped if a folder holds it and its ending is of no report."""
    name = item.source if item.member else item.location
    ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 (the location may be an address)
    if item.named or item.settled is not None or ending in REPORT_FORMS:
        return item
    words = "not a form that reports come in; name the file itself to have it read"
    return replace(item, settled=Result("skipped", "other_form", words))


def _behind_path(place: str) -> Iterator[Input]:
    path = Path(place)
    if path.is_dir():
        yield from _below(path)
        return
    if os.path.lexists(path):
        yield _file(path, path.name, named=True)
        return
    some = False
    if glob.has_magic(place):
        plain = list(takewhile(lambda part: not glob.has_magic(part), path.parts))
        # Path.glob, unlike glob.glob, does not follow links to folders, which may lead in circles.
        for found in _fitting(Path(*plain), Path(*path.parts[len(plain) :])):
            if not found.is_dir():
                some = True
                yield _file(found, found.name, named=True)
    if not some:
        words = "there is no such file or folder; check the name"
        yield Input(place, spelled(path.name), named=True, settled=Result("failed", "missing", words))


def _fitting(folder: Path, pattern: Path) -> list[Path]:
    try:
        return sorted(folder.glob(str(pattern)))
    except ValueError as error:
        raise UsageError(f"{folder / pattern}: no pattern of file names ({error})") from error


def _file(path: Path, source: str, *, named: bool, root: str = "") -> Input:
    """A file, unless it is something that only looks like one: reading a pipe would never end."""
    item = Input(str(path), spelled(source), named, spelled(root))
    try:
        status = path.stat()
    except OSError as error:
        words = f"cannot be opened ({error.strerror or error}); check that it is a file you may read"
        return replace(item, settled=Result("failed", "unreadable", words))
    if stat.S_ISREG(status.st_mode):
        return replace(item, size=status.st_size)
    words = "not a file but a device, a pipe or a socket"
    return replace(item, settled=Result("failed" if named else "skipped", "not_a_file", words))


def _below(folder: Path) -> Iterator[Input]:
    """Files below a folder, hidden ones left out; a folder that cannot be listed stands for what is in it."""
    refused: list[OSError] = []
    home = folder.resolve()
    for root, folders, files in os.walk(folder, onerror=refused.append):
        seen = sorted(f for f in folders if not f.startswith((".", "__pycache__")))
        folders[:] = [f for f in seen if not (Path(root) / f).is_symlink()]
        for name in sorted(n for n in [*files, *(set(seen) - set(folders))] if not n.startswith(".")):
            path = Path(root) / name
            source = path.relative_to(folder).as_posix()
            if path.is_symlink() and (path.is_dir() or not path.resolve().is_relative_to(home)):
                words = "a link to a folder or out of the folder given, which is not followed; give its target itself"
                settled = Result("skipped", "link_not_followed", words)
                # The link, not its target, is what was found.
                yield Input(str(path), spelled(source), named=False, root=spelled(home.name), settled=settled)
            else:
                yield _file(path, source, named=False, root=home.name)
    for error in refused:
        place = Path(str(error.filename))
        words = f"this folder cannot be listed ({error.strerror}); check its permissions"
        source = place.relative_to(folder).as_posix() if place != folder else place.name
        yield Input(
            str(place), spelled(source), named=True, settled=Result("failed", "unreadable_folder", words)
        )


def _behind_address(url: str) -> Iterator[Input]:
    """Objects behind an address: one, all below a folder, or those that fit a pattern."""
    filesystem, path = filesystem_of(url)
    try:
        if glob.has_magic(path):
            found = filesystem.glob(path, detail=True)
        elif filesystem.isfile(path):
            found = {path: filesystem.info(path)}
        else:
            found = filesystem.find(path, detail=True)
    except Exception as error:  # What the libraries of object stores raise is of no common kind.
        words = f"this address cannot be listed ({type(error).__name__}: {error}); check it and your rights"
        yield Input(url, url, named=True, settled=Result("failed", "unreadable_folder", words))
        return
    files = {name: info for name, info in found.items() if info.get("type") != "directory"}
    if not files:
        words = "there is nothing at this address; check it"
        yield Input(url, url, named=True, settled=Result("failed", "missing", words))
    whole = path in files or glob.has_magic(path)
    for name, info in sorted(files.items()):
        if any(part.startswith(".") for part in name.removeprefix(path).split("/")):
            continue
        location = filesystem.unstrip_protocol(name)
        source = name.rpartition("/")[2] if path in files else name.removeprefix(path).lstrip("/") or name
        yield Input(location, location if glob.has_magic(path) else source, whole, "", info.get("size"))
