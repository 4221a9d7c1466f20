"""The ledger: every file given, each once, and what became of it. Nothing may be missing at the end."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from juesuan.normalising.keys import key
from juesuan.running.inputs import Input
from juesuan.running.result import WAITING, Result

STATUSES = ("ok", "partial", "failed", "duplicate", "skipped")


@dataclass(frozen=True, slots=True)
class Task:
    """A document to be made, from one file or several; `number` is its place in the ledger.

    A later attempt may leave out pages on which an earlier one ended by force: `code` and `bounds` say by which.
    """

    number: int
    files: tuple[Input, ...]
    leave_out: frozenset[int] = frozenset()
    attempt: int = 1
    code: str = ""
    bounds: str = ""

    @property
    def source(self) -> str:
        """The name of its file, or of the group of files, for messages."""
        return self.group or self.files[0].source

    @property
    def group(self) -> str:
        """The name of the group of files that it is; empty for a single file."""
        return self.files[0].group

    @property
    def size(self) -> int | None:
        """Bytes of its files where known: files of one content have one size."""
        sizes = [file.size for file in self.files]
        return sum(s for s in sizes if s is not None) if None not in sizes else None


@dataclass
class Ledger:
    """What is to be done, what was, and the rows of `inputs` that say so."""

    inputs: Sequence[Input]
    _results: dict[int, Result] = field(default_factory=dict)
    _of_content: dict[str, Result] = field(default_factory=dict)
    _groups: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """The inputs of each group, by the first of them."""
    _bundles: dict[int, str] = field(default_factory=dict)
    """The hash of the content of each group, by its first input."""

    def __post_init__(self) -> None:
        together: dict[str, list[int]] = {}
        for number, item in enumerate(self.inputs):
            if item.settled is not None:
                self._results[number] = item.settled
            elif item.group:
                together.setdefault(item.group, []).append(number)
        for numbers in together.values():
            numbers.sort(key=lambda n: (self.inputs[n].order or 0, n))
            self._groups[numbers[0]] = tuple(numbers)

    def planned(self) -> bytes:
        """One line of JSON for every input, as it is before any work."""
        lines = (
            {"source": item.source, "location": item.location, "size": item.size,
             "status": item.settled.status if item.settled else WAITING}
            for item in self.inputs
        )  # fmt: skip
        return "".join(json.dumps(line) + "\n" for line in lines).encode()

    def tasks(self) -> list[Task]:
        """What is still to be done, in order."""
        later = {n for numbers in self._groups.values() for n in numbers[1:]}
        return [
            Task(n, tuple(self.inputs[k] for k in self._groups.get(n, (n,))))
            for n in range(len(self.inputs)) if n not in self._results and n not in later
        ]  # fmt: skip

    def settle(self, number: int, result: Result) -> None:
        """Note what became of a task's inputs. Of one content the best result counts, for all its copies."""
        assert number not in self._results, "an input has one outcome"
        if number in self._groups:
            numbers = self._groups[number]
            # A worker that ended by force before it had their contents says nothing of the files.
            unsaid = replace(result, sha256=None, size_bytes=None)
            self._results.update(zip(numbers, result.parts or [unsaid] * len(numbers), strict=True))
            if result.sha256 is not None and result.parts:
                self._bundles[number] = result.sha256
        else:
            self._results[number] = result
        if result.sha256 is not None:
            known = self._of_content.get(result.sha256)
            if known is None or (known.passing or not result.passing):
                self._of_content[result.sha256] = result

    def close(self) -> Counter[str]:
        """Inputs by status; every input has one, or the program is at fault."""
        counts = Counter(str(row["status"]) for row in self.rows())
        assert len(self._results) == len(self.inputs) == sum(counts[s] for s in STATUSES), (
            f"{len(self.inputs)} inputs, but {dict(counts)}: a fault of juesuan, please report it"
        )
        return counts

    def documents(self) -> list[Result]:
        """The results that have a document, in the dataset's order: by report year, then document."""
        found = [result for result in self._of_content.values() if result.document_id is not None]
        return sorted(found, key=lambda r: (r.report_year is None, r.report_year or 0, str(r.document_id)))

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows of `inputs`, in the order of the inputs."""
        return (row for _, row in self._told_rows())

    def rows_in_order(self) -> list[dict[str, Any]]:
        """The rows of `inputs` in the dataset's order: by report year, document and source."""

        def place(told: tuple[Result, dict[str, Any]]) -> tuple[object, ...]:
            year, document = told[0].report_year, told[0].document_id
            return year is None, year or 0, document is None, document or "", told[1]["source"], told[1]["input_id"]

        return [row for _, row in sorted(self._told_rows(), key=place)]

    def _told_rows(self) -> Iterator[tuple[Result, dict[str, Any]]]:
        first: dict[str, Input] = {}
        twins: Counter[tuple[str, str | None]] = Counter()
        leaders = {n: numbers[0] for numbers in self._groups.values() for n in numbers}
        owners: dict[str, int] = {}
        for number, item in enumerate(self.inputs):
            result = self._results[number]
            sha256 = result.sha256
            twins[item.source, sha256] += 1
            row = {
                "input_id": key("input", item.source, sha256 or "", twins[item.source, sha256]),
                "file_name": item.file_name,
                "source": item.source,
                "sha256": sha256,
                "size_bytes": result.size_bytes,
            }
            if sha256 is not None and (bundle := self._bundles.get(leaders.get(number, -1))) is not None:
                best = {part.sha256: part for part in self._of_content[bundle].parts if part.status != "duplicate"}
                owner = owners.setdefault(bundle, leaders[number])
                if owner != leaders[number]:
                    original = next(n for n in self._groups[owner] if self._results[n].sha256 == sha256)
                    told = _duplicate(best[sha256], self.inputs[original])
                    yield best[sha256], row | told
                    continue
                result = best[sha256] if result.status != "duplicate" else result
            if sha256 is None or number in leaders:
                yield result, row | _told(result, item.file_name)
                continue
            result = self._of_content[sha256]
            if first.setdefault(sha256, item) is item:
                yield result, row | _told(result, item.file_name)
            else:
                yield result, row | _duplicate(result, first[sha256])


def _told(result: Result, file_name: str) -> dict[str, Any]:
    words = result.error_message
    return {
        "media_type": result.media_type,
        "status": result.status,
        "error_code": result.error_code,
        "error_message": f"{file_name}: {words}" if words else None,
        "document_id": result.document_id,
        "pages": result.pages,
        "pages_ocr": result.pages_ocr,
    }


def _duplicate(result: Result, original: Input) -> dict[str, Any]:
    return {
        "media_type": result.media_type,
        "status": "duplicate",
        "error_code": None,
        "error_message": f"same content as {original.source}",
        "document_id": result.document_id,
        "pages": result.pages,
        "pages_ocr": None,
    }
