"""Where a dataset lies: a local folder, or a place that fsspec knows (s3://…, oss://…); files whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from juesuan.errors import OutputUnwritable, UsageError

_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
EXTRAS = {"s3": "s3", "s3a": "s3", "oss": "oss"}
"""The extra of the installation that brings what a kind of address needs."""


def is_url(place: str) -> bool:
    """Whether a place is an address for fsspec and not a path of this machine."""
    return _URL.match(place) is not None


def filesystem_of(url: str) -> tuple[Any, str]:
    """The fsspec filesystem of an address and the path in it. `UsageError` if nothing installed knows it."""
    import fsspec

    try:
        filesystem, path = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        scheme = url.partition("://")[0].lower()
        extra = f"; pip install 'juesuan[{EXTRAS[scheme]}]'" if scheme in EXTRAS else ""
        raise UsageError(f"{url}: this kind of address cannot be opened ({error}){extra}") from error
    return filesystem, path


class Storage(ABC):
    """A folder of files, by names relative to it; a file is there whole or not at all."""

    @abstractmethod
    def read(self, name: str, start: int = 0, end: int | None = None) -> bytes | None:
        """The bytes from start to end of a file, None if there is no such file."""

    @abstractmethod
    def write(self, name: str, data: bytes) -> None:
        """Put a file there, safe on the disk when this returns. Raises `OutputUnwritable`."""

    @abstractmethod
    def sink(self, name: str) -> Any:
        """A context manager with a binary stream for a large file, which shows under its name after `publish`."""

    @abstractmethod
    def publish(self, names: list[str]) -> None:
        """Give the files or folders written by `sink` their places, in the order given."""

    @abstractmethod
    def discard(self) -> None:
        """Take away what `sink` wrote and `publish` did not place."""


def storage_of(place: str) -> Storage:
    """The storage at a path or an address."""
    return RemoteStorage(place) if is_url(place) else LocalStorage(Path(place))


def unwritable(place: object, error: OSError) -> OutputUnwritable:
    """The error for a place that cannot be written."""
    return OutputUnwritable(
        f"{place}: the dataset cannot be written ({error.strerror or error}). Free space, change the "
        "permissions or choose another output folder; no file already there was damaged."
    )


@dataclass(frozen=True)
class LocalStorage(Storage):
    """A folder of this machine. Files are written beside their place, synced, and renamed."""

    root: Path

    def read(self, name: str, start: int = 0, end: int | None = None) -> bytes | None:
        """The bytes from start to end of a file, None if there is no such file."""
        try:
            with (self.root / name).open("rb") as file:
                file.seek(start)
                return file.read() if end is None else file.read(end - start)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, name: str, data: bytes) -> None:
        """Put a file there, safe on the disk when this returns. Raises `OutputUnwritable`."""
        place = self.root / name
        temporary = place.with_name(f".{place.name}.{secrets.token_hex(4)}.part")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            try:
                with temporary.open("xb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                temporary.replace(place)
            finally:
                temporary.unlink(missing_ok=True)
            sync(place.parent)
        except OSError as error:
            raise unwritable(self.root, error) from error

    @contextmanager
    def sink(self, name: str) -> Iterator[IO[bytes]]:
        """A stream for a large file, kept beside the place of its table until `publish`."""
        place = self._beside(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        # What a killed run left here is overwritten.
        with place.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())

    def publish(self, names: list[str]) -> None:
        """Give the files or folders their places, in the order given; each shows whole or not at all."""
        for name in names:
            fresh, place = self._beside(name), self.root / name
            if fresh.is_dir() or place.is_dir():
                # A folder cannot take the place of another in one step: the old one steps aside first.
                old = self.root / f".{name}.old"
                remove(old)
                if place.exists():
                    place.rename(old)
                fresh.rename(place)
                remove(old)
            else:
                fresh.replace(place)
        sync(self.root)

    def discard(self) -> None:
        """Take away what `sink` wrote and `publish` did not place."""
        if self.root.is_dir():
            for left in [*self.root.glob(".*.partial"), *self.root.glob(".*.old")]:
                remove(left)

    def _beside(self, name: str) -> Path:
        table, _, part = name.partition("/")
        return self.root / f".{table}.partial" / part if part else self.root / f".{table}.partial"


@dataclass(frozen=True)
class RemoteStorage(Storage):
    """A place behind an address. An object shows when its upload ends, so each is whole or not there."""

    root: str
    _kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def read(self, name: str, start: int = 0, end: int | None = None) -> bytes | None:
        """The bytes from start to end of an object, None if there is none."""
        filesystem, path = self._there(name)
        try:
            data: bytes = filesystem.cat_file(path, start=start or None, end=end)
        except FileNotFoundError:
            return None
        return data

    def write(self, name: str, data: bytes) -> None:
        """Put an object there. Raises `OutputUnwritable`."""
        filesystem, path = self._there(name)
        try:
            filesystem.makedirs(path.rpartition("/")[0], exist_ok=True)
            filesystem.pipe_file(path, data)
        except OSError as error:
            raise unwritable(self.root, error) from error

    @contextmanager
    def sink(self, name: str) -> Iterator[IO[bytes]]:
        """A stream for a large object, which takes its place as it is closed."""
        filesystem, path = self._there(name)
        filesystem.makedirs(path.rpartition("/")[0], exist_ok=True)
        with filesystem.open(path, "wb") as stream:
            yield stream
        self._kept.setdefault("written", set()).add(name)

    def publish(self, names: list[str]) -> None:
        """Take away what an earlier dataset had and this one has not; the objects themselves are in their places.

        Readers take `datapackage.json`, the last object written, for the word that all are there.
        """
        filesystem, root = self._there("")
        written: set[str] = self._kept.pop("written", set())
        for name in names:
            for path in filesystem.find(root + name):
                if path.removeprefix(root) not in written:
                    filesystem.rm_file(path)

    def discard(self) -> None:
        """Nothing unplaced is left: an upload that broke off shows nowhere."""

    def _there(self, name: str) -> tuple[Any, str]:
        if "filesystem" not in self._kept:
            self._kept["filesystem"], self._kept["path"] = filesystem_of(self.root)
        return self._kept["filesystem"], f"{self._kept['path'].rstrip('/')}/{name}"


def sync(folder: Path) -> None:
    """Make the renames in a folder last. A system that cannot open a folder (Windows) keeps them by itself."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some file systems of networks cannot sync a folder.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def remove(place: Path) -> None:
    """Take a file or a folder away, if it is there."""
    import shutil

    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
