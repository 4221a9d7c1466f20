"""What a worker does with a task: its content read once, taken over if it was made before, else made and committed."""

from __future__ import annotations

import gc
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from juesuan.errors import BadInput, JuesuanError
from juesuan.reading.content import LARGEST, Content, too_large, unreadable
from juesuan.reading.group import Bundle, in_order
from juesuan.running.archives import content_of_member
from juesuan.running.attempt import Attempt, Spot, Stage
from juesuan.running.commits import Commits
from juesuan.running.document import Outcome, engine, process, without_name
from juesuan.running.inputs import Input
from juesuan.running.ledger import Task
from juesuan.running.limits import Limits
from juesuan.running.recipe import COLUMNS, recipe_of
from juesuan.running.recognised import recognised
from juesuan.running.result import WAITING, Layout, Result
from juesuan.running.together import process_bundle
from juesuan.running.worker import Opened, Opening, Work
from juesuan.writing.dataset import prove_document
from juesuan.writing.schema import Table
from juesuan.writing.schema import tables as schema_tables
from juesuan.writing.storage import filesystem_of, is_url, storage_of

YOUNG = 50_000
"""Objects that may be new before the garbage collector looks at them: it took a twentieth of a report's time at 700."""


class Redo(StrEnum):
    """From which stage on documents are made again, though nothing changed."""

    NOTHING = "nothing"
    EXTRACTING = "extracting"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents are made though they were made before, or not made though they were not."""

    redo: Redo = Redo.NOTHING
    only_failed: bool = False


class Known(NamedTuple):
    """What is loaded once: the schema's tables, the concepts, the recipe."""

    tables: Mapping[str, Table]
    concepts: frozenset[str]
    recipe: Mapping[str, str]


@dataclass(frozen=True)
class Making:
    """How documents of a run are made. `output` is a path or an address; so is `ocr_cache`, a folder of this machine.

    Without `ocr_cache`, recognised pages are kept in the output.
    """

    output: str
    patterns: Path | None = None
    ocr_cache: Path | None = None
    limits: Limits = field(default_factory=Limits)
    choice: Choice = field(default_factory=Choice)

    def start(self) -> Work:
        """Load the patterns; what makes a document of a task. Raises `BadKnowledge`.

        What is loaded lives as long as the process: the garbage collector need not go through it again and again.
        Nor through what is being made of a report, nearly all of which is in use until the report is done.
        """
        loaded = engine(self.patterns)
        tables = schema_tables(loaded.headlines)
        concepts = frozenset(loaded.patterns.vocabulary)
        known = Known(tables, concepts, recipe_of(loaded.patterns, tables))
        commits = Commits(storage_of(self.output))
        gc.freeze()
        gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
        return lambda task, attempt, opened: self._made(task, attempt, opened, known, commits)

    def _made(self, task: Task, attempt: Attempt, opened: Opening, known: Known, commits: Commits) -> Result:
        if task.group:
            return self._made_together(task, attempt, opened, known, commits)
        (file,) = task.files
        try:
            content = content_of(file)
        except BadInput as error:
            return Result("failed", error.code, without_name(error.message, file.file_name))
        opened(Opened(content.sha256, len(content.data)))
        if (earlier := self.earlier(content.sha256, known.recipe, commits)) is not None:
            return earlier
        if self.choice.only_failed and commits.find(content.sha256) is None:
            words = "not made before, and only what failed was asked for"
            return Result("skipped", "not_selected", words, content.sha256, len(content.data))
        outcome = self._outcome(content, attempt)
        attempt.tell(Spot(Stage.COMMITTING))
        try:
            tables = prove_document(outcome.rows, known.tables, known.concepts)
        except ValueError as error:
            outcome, tables = _fault(content.sha256, len(content.data), error), {}
        result = _result(outcome, content.sha256, len(content.data))
        if task.leave_out:
            result = _of_a_part(result, task)
        return commits.put(content.sha256, result, known.recipe, tables)

    def _made_together(self, task: Task, attempt: Attempt, opened: Opening, known: Known, commits: Commits) -> Result:
        """What becomes of a group of files: a result whose parts are those of the files, in their order."""
        parts: dict[int, Result] = {}
        contents: dict[str, Content] = {}
        hashes: dict[int, str] = {}
        for n, file in enumerate(task.files):
            try:
                content = content_of(file)
            except BadInput as error:
                parts[n] = Result("failed", error.code, without_name(error.message, file.file_name))
                continue
            hashes[n] = content.sha256
            if content.sha256 in contents:
                words = f"same content as {contents[content.sha256].name}"
                parts[n] = Result("duplicate", None, words, content.sha256, len(content.data))
            contents.setdefault(content.sha256, content)
        if not contents:
            return replace(parts[0], parts=tuple(parts[n] for n in range(len(task.files))))
        told = task.files[0].order is not None
        bundle = Bundle(task.group, tuple(contents.values() if told else in_order(list(contents.values()))))
        standing = (
            parts.get(n) or Result(WAITING, sha256=hashes[n], size_bytes=len(contents[hashes[n]].data))
            for n in range(len(task.files))
        )
        opened(Opened(bundle.sha256, bundle.size, tuple(standing)))
        result = self.earlier(bundle.sha256, known.recipe, commits)
        if result is None or not _in_this_order(result, bundle):
            result = self._bundled(bundle, task, attempt, known, commits)
        of_content = {part.sha256: part for part in result.parts if part.status != "duplicate"}
        for n, sha256 in hashes.items():
            of_file = of_content.get(sha256, replace(result, sha256=sha256, layout=Layout(), parts=()))
            parts.setdefault(n, of_file)
            if parts[n].status == "duplicate":
                parts[n] = replace(parts[n], document_id=of_file.document_id, media_type=of_file.media_type)
        return replace(result, parts=tuple(parts[n] for n in range(len(task.files))))

    def _bundled(self, bundle: Bundle, task: Task, attempt: Attempt, known: Known, commits: Commits) -> Result:
        """A bundle made and committed; its parts are those of its contents."""
        if self.choice.only_failed and commits.find(bundle.sha256) is None:
            words = "not made before, and only what failed was asked for"
            return Result("skipped", "not_selected", words, bundle.sha256, bundle.size)
        try:
            with self._kept_pages(bundle.sha256) as cache:
                outcome, parts = process_bundle(bundle, self.patterns, cache, attempt)
        except (JuesuanError, MemoryError):
            raise
        except Exception as error:
            outcome, parts = _fault(bundle.sha256, bundle.size, error), []
        attempt.tell(Spot(Stage.COMMITTING))
        try:
            tables = prove_document(outcome.rows, known.tables, known.concepts)
        except ValueError as error:
            outcome, parts, tables = _fault(bundle.sha256, bundle.size, error), [], {}
        made = (_result(part, str(part.sha256), part.size_bytes or 0) for part in parts)
        result = replace(_result(outcome, bundle.sha256, bundle.size), parts=tuple(made))
        if task.leave_out:
            result = _of_a_part(result, task)
        return commits.put(bundle.sha256, result, known.recipe, tables)

    def earlier(self, sha256: str, recipe: Mapping[str, str], commits: Commits) -> Result | None:
        """What an earlier run made of a content, if it still holds."""
        if self.choice.redo is not Redo.NOTHING or (found := commits.find(sha256)) is None:
            return None
        result, made_with = found
        if self.choice.only_failed:
            holds = result.status == "ok" and made_with.get(COLUMNS) == recipe[COLUMNS]
        else:
            holds = made_with == recipe and (not result.passing or result.bounds == str(self.limits))
        return result if holds and commits.whole(result) else None

    def _outcome(self, content: Content, attempt: Attempt) -> Outcome:
        try:
            with self._kept_pages(content.sha256) as cache:
                return process(content, self.patterns, cache, attempt)
        except (JuesuanError, MemoryError):
            raise
        except Exception as error:
            # What no rule foresaw is the document's own, so that the run goes on.
            return _fault(content.sha256, len(content.data), error)

    @contextmanager
    def _kept_pages(self, sha256: str) -> Iterator[Path]:
        """The folder where recognised pages are kept; to recognise anew, an empty one whose pages then replace them."""
        with recognised(self.output, self.ocr_cache, sha256) as cache:
            if self.choice.redo is not Redo.READING:
                yield cache
                return
            cache.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=cache, prefix=".") as fresh:
                yield Path(fresh)
                for page in sorted(Path(fresh).rglob("*.npz")):
                    place = cache / page.relative_to(fresh)
                    place.parent.mkdir(parents=True, exist_ok=True)
                    page.replace(place)


def content_of(file: Input) -> Content:
    """The content of an input, read once. Raises `BadInput`: unreadable, too_large."""
    if file.member:
        return content_of_member(file)
    if not is_url(file.location):
        content = Content.of(Path(file.location))
        return Content(file.file_name, content.data)
    filesystem, path = filesystem_of(file.location)
    try:
        if (size := filesystem.size(path) or 0) > LARGEST:
            raise too_large(file.file_name, size)
        return Content(file.file_name, filesystem.cat_file(path))
    except (BadInput, MemoryError):
        raise
    except Exception as error:  # What the libraries of object stores raise is of no common kind.
        raise unreadable(file.file_name, error) from error


def _in_this_order(result: Result, bundle: Bundle) -> bool:
    """Whether a document was made of its files in the order they are read in now; in another they may say others."""
    order = [content.sha256 for content in bundle.contents]
    return result.document_id is None or [part.sha256 for part in result.parts] == order


def _result(outcome: Outcome, sha256: str, size: int) -> Result:
    documents = outcome.rows.get("documents", [])
    return Result(
        status=outcome.status,
        error_code=outcome.error_code,
        error_message=outcome.error_message,
        sha256=sha256,
        size_bytes=size,
        media_type=outcome.media_type,
        document_id=outcome.document_id,
        pages=outcome.pages,
        pages_ocr=outcome.pages_ocr,
        report_year=documents[0]["report_year"] if documents else None,
    )


def _of_a_part(result: Result, task: Task) -> Result:
    """A result without the pages that an earlier attempt ended on: it is owed to the bounds, and says so."""
    pages = ", ".join(map(str, sorted(task.leave_out)))
    words = f"page {pages} left out, an attempt to read it ended by force ({task.code})"
    if result.error_message and words not in result.error_message:
        words = f"{words}; {result.error_message}"
    return replace(result, error_code=task.code, error_message=words, passing=True, bounds=task.bounds)


def _fault(sha256: str, size: int, error: Exception) -> Outcome:
    """An error inside the program: where it happened, without the paths of this machine."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames))
    told = f"an error inside juesuan, please report it: {type(error).__name__}: {str(error)[:500]} ({places})"
    return Outcome("failed", "internal_error", told, sha256, size)
