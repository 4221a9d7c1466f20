"""The parts of a zipped Office file, unpacked within limits: a small file may claim to hold the world."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from lxml import etree

from juesuan.errors import BadInput

LARGEST = 256 * 1024 * 1024
"""Bytes that one part may unpack to."""
RATIO = 400
"""Times its packed size that a part of more than a megabyte may unpack to; the XML of tables reaches 100."""
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
"""What the reader of archives raises for a damaged or encrypted one."""


class Parts:
    """The parts of one file, by name; `name` is the file's, for messages."""

    def __init__(self, data: bytes, name: str) -> None:
        self.file = name
        try:
            self.archive = zipfile.ZipFile(BytesIO(data))
        except DAMAGE as error:
            raise self.damaged(str(error)) from error
        # Some writers begin the names with a slash or use backslashes.
        self.names = {n.replace("\\", "/").lstrip("/"): n for n in self.archive.namelist()}

    def damaged(self, why: str) -> BadInput:
        """The error for a file that cannot be read to its end."""
        return BadInput("truncated", f"{self.file}: cut off or damaged ({why}); get it again from its source")

    def __contains__(self, part: str) -> bool:
        return part in self.names

    def bytes_of(self, part: str) -> bytes:
        """What a part holds. Raises `BadInput`: too_large, truncated."""
        info = self.archive.getinfo(self.names[part])
        if info.file_size > LARGEST or (info.file_size > 1 << 20 and info.file_size > RATIO * info.compress_size):
            message = (
                f"{self.file}: {part} claims to unpack to {info.file_size} bytes from {info.compress_size}, "
                "which no report does; check where the file comes from"
            )
            raise BadInput("too_large", message)
        try:
            return self.archive.read(info)
        except DAMAGE as error:
            raise self.damaged(f"{part}: {error}") from error

    def tree_of(self, part: str) -> etree._Element:
        """A part as XML; entities stay closed, nothing is fetched. Raises `BadInput`."""
        try:
            return etree.fromstring(self.bytes_of(part), parser())
        except etree.XMLSyntaxError as error:
            raise self.damaged(f"{part}: {error}") from error

    def related(self, part: str) -> dict[str, str]:
        """The parts that a part refers to, by the id it calls them; links out of the file are left out."""
        folder, _, base = part.rpartition("/")
        listing = f"{folder}/_rels/{base}.rels".lstrip("/")
        if listing not in self:
            return {}
        found = {}
        for link in self.tree_of(listing):
            target = link.get("Target", "")
            if link.get("TargetMode") != "External" and link.get("Id"):
                found[link.get("Id", "")] = _resolved(folder, target)
        return found


def _resolved(folder: str, target: str) -> str:
    """The name of a part from where it is called."""
    steps = [] if target.startswith("/") else folder.split("/")
    for step in target.lstrip("/").split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(s for s in steps if s)


def parser() -> etree.XMLParser:
    """A parser that resolves no entity, loads no document type and touches no network."""
    return etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
