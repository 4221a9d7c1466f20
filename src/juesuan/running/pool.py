"""Documents through worker processes: order does not matter, and one that dies costs only itself."""

from __future__ import annotations

import multiprocessing
import traceback
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from juesuan.errors import OutputUnwritable
from juesuan.running.document import Outcome, engine, process

WORTH_A_POOL = 4
"""With fewer files than this, starting workers costs more than it saves."""


def guarded(path: Path, patterns: Path | None, ocr_cache: Path | None) -> Outcome:
    """Process a file; what no rule foresaw is an outcome too, with its traceback, so that the run goes on."""
    try:
        return process(path, patterns, ocr_cache)
    except OutputUnwritable:
        raise
    except Exception:
        trace = traceback.format_exc(limit=-3)
        message = f"{path.name}: an error inside juesuan, please report it with this trace:\n{trace}"
        return Outcome("failed", "internal_error", message)


def outcomes(
    paths: Iterable[Path], patterns: Path | None, workers: int, ocr_cache: Path | None = None
) -> Iterator[tuple[Path, Outcome]]:
    """Each file with its outcome, as they are done."""
    paths = list(paths)
    if workers <= 1 or len(paths) < WORTH_A_POOL:
        for path in paths:
            yield path, guarded(path, patterns, ocr_cache)
        return
    died: list[Path] = []
    with _pool(min(workers, len(paths)), patterns) as pool:
        futures: dict[Future[Outcome], Path] = {pool.submit(guarded, p, patterns, ocr_cache): p for p in paths}
        for future in as_completed(futures):
            try:
                yield futures[future], future.result()
            except BrokenProcessPool:
                died.append(futures[future])
    for path in died:
        # A dead worker takes the pool with it: each file that was under way is tried again, alone.
        yield path, _alone(path, patterns, ocr_cache)


def _alone(path: Path, patterns: Path | None, ocr_cache: Path | None) -> Outcome:
    with _pool(1, patterns) as pool:
        try:
            return pool.submit(guarded, path, patterns, ocr_cache).result()
        except BrokenProcessPool:
            message = f"{path.name}: the worker process died on it (out of memory, or a crash in the PDF library)"
            return Outcome("failed", "worker_died", message)


def _pool(workers: int, patterns: Path | None) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=engine, initargs=(patterns,))
