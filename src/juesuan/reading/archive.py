"""Zip archives of reports: their members by name, read one at a time and within limits; nothing is unpacked to disk."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from juesuan.errors import BadInput
from juesuan.reading.sniff import Form, zip_form

MOST_MEMBERS = 5000
"""Members of an archive, of archives inside it too."""
MOST_BYTES = 4 << 30
"""Bytes that all members together may unpack to."""
LARGEST = 1 << 30
"""Bytes of one member."""
RATIO = 200
"""Times its packed size that an archive may unpack to, beyond `UNSUSPECTED` bytes: a report is packed to a fifth."""
UNSUSPECTED = 64 << 20
DEEPEST = 3
"""Archives within archives."""
BLOCK = 1 << 20
UNICODE_NAME = 0x7075
DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, OSError, ValueError)
"""What the reader of archives raises for one that is damaged or packed in a way it does not know."""

Place = tuple[str, ...]
"""Where a member is: its name as the archive stores it; behind the names of the archives inside which it is."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: where it is, its path to show, its size in bytes; why it cannot be read (code, words)."""

    place: Place
    path: str
    size: int
    problem: tuple[str, str] | None = None

    @property
    def name(self) -> str:
        """Its file name."""
        return self.path.rpartition("/")[2]


def is_archive(file: Path) -> bool:
    """Whether a file is a zip of files; an Office document is zipped too and is none."""
    try:
        with file.open("rb") as stream:
            return stream.read(4) == b"PK\x03\x04" and zip_form(stream) is Form.ARCHIVE
    except OSError:
        # It is for the reading of the file to say what is wrong with it.
        return False


def members(file: Path | BinaryIO, name: str) -> list[Member]:
    """The files in an archive, of archives inside it too, in the order of their paths; hidden ones left out.

    `name` is the archive's, for messages. Raises `BadInput`: truncated, too_large.
    """
    budget = [MOST_MEMBERS, MOST_BYTES]
    return sorted(_members(file, name, (), "", budget), key=lambda m: (m.path, m.place))


def content(file: Path | BinaryIO, place: Place, name: str) -> bytes:
    """What a member holds. `name` is for messages. Raises `BadInput`: encrypted, truncated, too_large."""
    try:
        with zipfile.ZipFile(file) as archive:
            data = _read(archive, archive.getinfo(place[0]), name)
    except (*DAMAGE, KeyError) as error:
        raise _damaged(name, error) from error
    return content(BytesIO(data), place[1:], name) if len(place) > 1 else data


def _members(
    file: Path | BinaryIO, name: str, above: Place, path: str, budget: list[int]
) -> Iterator[Member]:
    """The members of an archive; `budget` is how many members and bytes may still come."""
    try:
        with zipfile.ZipFile(file) as archive:
            if min((info.header_offset for info in archive.infolist()), default=0):
                # Its own directory is cut off: what was found is that of an archive inside it.
                raise zipfile.BadZipFile("its directory is missing")
            infos = [info for info in archive.infolist() if not _passed_over(info)]
            _check(infos, name, budget)
            for info in infos:
                yield from _member(archive, info, above, path, budget)
    except DAMAGE as error:
        raise _damaged(name, error) from error


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, above: Place, path: str, budget: list[int]
) -> Iterator[Member]:
    place, shown = (*above, info.filename), path + _shown(info)
    member = Member(place, shown, info.file_size)
    if info.flag_bits & 1:
        words = "encrypted; unpack the archive with its password and give the files"
        yield Member(place, shown, info.file_size, ("encrypted", words))
    elif not shown.lower().endswith(".zip"):
        yield member
    elif len(place) > DEEPEST:
        words = f"more than {DEEPEST} archives inside each other; unpack them"
        yield Member(place, shown, info.file_size, ("too_large", words))
    else:
        try:
            data = _read(archive, info, shown)
            if zip_form(BytesIO(data)) is Form.ARCHIVE:
                yield from list(_members(BytesIO(data), shown, place, f"{shown}/", budget))
            else:
                yield member
        except BadInput as error:
            yield Member(place, shown, info.file_size, (error.code, error.message.removeprefix(f"{shown}: ")))


def _check(infos: Sequence[zipfile.ZipInfo], name: str, budget: list[int]) -> None:
    """Take the members from the budget. Raises `BadInput` (too_large)."""
    unpacked, packed = sum(i.file_size for i in infos), sum(i.compress_size for i in infos)
    budget[0] -= len(infos)
    budget[1] -= unpacked
    said = None
    if budget[0] < 0:
        said = f"more than {MOST_MEMBERS} files"
    elif budget[1] < 0:
        said = f"more than {MOST_BYTES:,} bytes unpacked"
    elif unpacked > UNSUSPECTED and unpacked > RATIO * max(packed, 1):
        said = f"{unpacked:,} bytes packed into {packed:,}, which reports never are"
    if said is not None:
        raise BadInput("too_large", f"{name}: {said}; unpack it yourself, if you trust it, and give the folder")


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    """A member, block by block: what it says of its size may be a lie. Raises `BadInput`, and what zipfile raises."""
    if info.flag_bits & 1:
        raise BadInput("encrypted", f"{name}: encrypted; unpack the archive with its password and give the files")
    blocks, size = [], 0
    with archive.open(info) as stream:
        while block := stream.read(BLOCK):
            blocks.append(block)
            size += len(block)
            if size > LARGEST or (size > UNSUSPECTED and size > RATIO * max(info.compress_size, 1)):
                raise BadInput("too_large", f"{name}: unpacks to more than {size:,} bytes; check where it comes from")
    return b"".join(blocks)


def _passed_over(info: zipfile.ZipInfo) -> bool:
    """Folders, hidden files, what a Mac adds, and links, which are not followed."""
    parts = _shown(info).split("/")
    link = (info.external_attr >> 28) == 0xA
    return info.is_dir() or link or any(p.startswith((".", "__MACOSX")) for p in parts)


def _shown(info: zipfile.ZipInfo) -> str:
    """The path of a member as it was meant: Chinese programs write GBK and do not say so."""
    name = info.filename
    if not info.flag_bits & 0x800:
        name = _extra_name(info.extra) or _decoded(name)
    parts = [p for p in name.replace("\\", "/").split("/") if p not in ("", ".", "..")]
    return "/".join(parts)


def _decoded(name: str) -> str:
    """A name that was read as code page 437, in the encoding it was written in."""
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def _extra_name(extra: bytes) -> str | None:
    """The name in UTF-8 that some programs add."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = (int.from_bytes(extra[at + i : at + i + 2], "little") for i in (0, 2))
        if kind == UNICODE_NAME and size > 5:
            return extra[at + 9 : at + 4 + size].decode("utf-8", "replace")
        at += 4 + size
    return None


def _damaged(name: str, error: Exception) -> BadInput:
    return BadInput("truncated", f"{name}: cut off or damaged ({error}); get it again from its source")
