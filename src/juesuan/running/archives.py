"""Archives among the inputs: every file in one is an input of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, TypeVar

from juesuan.errors import BadInput
from juesuan.reading import archive
from juesuan.reading.content import Content, unreadable
from juesuan.running.inputs import Input, checked
from juesuan.running.result import Result
from juesuan.writing.storage import filesystem_of, is_url

Found = TypeVar("Found")


def opened(item: Input) -> list[Input]:
    """The members of an archive, `source` being archive.zip/member.pdf; any other input as it is.

    Behind an address only what is called .zip is looked into. An archive that cannot be listed stands for its members.
    """
    if item.settled is not None or not _is_archive(item):
        return [item]
    try:
        found = _with(item, lambda file: archive.members(file, item.file_name))
    except BadInput as error:
        words = error.message.removeprefix(f"{item.file_name}: ")
        return [replace(item, settled=Result("failed", error.code, words))]
    if not found:
        return [replace(item, settled=Result("skipped", "empty_archive", "an archive without files"))]
    return [
        checked(
            Input(
                item.location, f"{item.source}/{member.path}", named=False, root=item.root, size=member.size,
                settled=Result("failed", *member.problem) if member.problem else None, member=member.place,
            )
        )
        for member in found
    ]  # fmt: skip


def content_of_member(item: Input) -> Content:
    """The content of a member of an archive. Raises `BadInput`."""
    data = _with(item, lambda file: archive.content(file, item.member, item.file_name))
    return Content(item.file_name, data)


def _is_archive(item: Input) -> bool:
    if is_url(item.location):
        return item.location.lower().endswith(".zip")
    return archive.is_archive(Path(item.location))


def _with(item: Input, do: Callable[[BinaryIO], Found]) -> Found:
    """Do something with the open file of an input."""
    try:
        if is_url(item.location):
            filesystem, path = filesystem_of(item.location)
            with filesystem.open(path, "rb") as file:
                return do(file)
        with Path(item.location).open("rb") as local:
            return do(local)
    except (BadInput, MemoryError):
        raise
    except Exception as error:  # What the libraries of object stores raise is of no common kind.
        raise unreadable(item.file_name, error) from error
