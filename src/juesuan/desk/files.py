"""The files that a dataset was made of, found again: told by their hash, never by name alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from juesuan.desk.rows import Row
from juesuan.errors import BadInput, UsageError
from juesuan.reading.content import Content
from juesuan.running.archives import content_of_member, opened
from juesuan.running.inputs import Input
from juesuan.writing.storage import is_url

LEDGER = Path(".juesuan") / "ledger.jsonl"


@dataclass(frozen=True)
class Reports:
    """Where the reports of a dataset are: below `folder` if it is given, else where the run found them."""

    dataset: Path
    folder: Path | None

    def content(self, inputs: Sequence[Row], anchor: str | None) -> Content:
        """The content of the file that a row was read from: `inputs` are the rows of its document.

        Of several files of one report, `anchor` begins with the name of the one.

        Raises:
            UsageError: no file of that content is where it was; the message says how to tell where it is now.
        """
        named = [row for row in inputs if anchor is not None and row["file_name"] == anchor.partition("/")[0]]
        wanted = named or list(inputs)
        for row in wanted:
            for place in self._places(row["source"]):
                try:
                    content = _read(place, row)
                except (BadInput, OSError):
                    continue
                if content is not None and content.sha256 == row["sha256"]:
                    return content
        sources = ", ".join(sorted({str(row["source"]) for row in wanted})) or "the file"
        raise UsageError(
            f"{sources}: not found where the dataset was made from, or changed since; "
            'say where the reports are: juesuan.open("OUT", reports="FOLDER")'
        )

    def _places(self, source: str) -> Iterator[Path]:
        """Where a source may be; of a member of an archive the archive."""
        if self.folder is not None:
            below = self.folder / source
            yield from (place for place in (below, *below.parents) if place.is_file())
            yield from (place for place in (self.folder / Path(source).name,) if place.is_file())
            return
        ledger = self.dataset / LEDGER
        if not ledger.is_file():
            return
        with ledger.open(encoding="utf-8") as lines:
            for line in lines:
                told = json.loads(line)
                if told["source"] == source and not is_url(told["location"]):
                    yield Path(told["location"])


def _read(place: Path, row: Row) -> Content | None:
    """The content at a place: the file, or the member of an archive that has the row's name."""
    content = Content.of(place)
    if content.sha256 == row["sha256"]:
        return Content(row["file_name"], content.data)
    for member in opened(Input(str(place), place.name, named=True)):
        if member.member and member.settled is None and member.source.endswith(row["file_name"]):
            found = content_of_member(member)
            if found.sha256 == row["sha256"]:
                return found
    return None
