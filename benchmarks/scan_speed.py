"""How long a wholly scanned report of 25 pages takes, against RapidOCR as it comes over the same pictures.

    python benchmarks/scan_speed.py [FILE.pdf] [--pages 25] [--rounds 3] [--kind clean]

The report (six-part-report.pdf of the samples by default; pages are repeated from its tables on if it is short) is
made a scanned twin and dealt out, page by page, to two files. Two processes with one thread each read a file each:
juesuan the file, RapidOCR pictures of its pages that were drawn before the clock starts. Models are loaded and every
process has read its first page once before that, too. The programs take turns, so that a machine whose speed drifts
slows all; the ratio of the medians is what counts. Goal: at most 0.45. Where OpenVINO can be imported, RapidOCR on it
is shown beside; it is not part of the goal.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import Any

import pypdfium2
from twinning.ruled import ruled_pages
from twins import KINDS, make_twin

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "six-part-report.pdf"
GOAL = 0.45
PROCESSES = 2
DPI = 200
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def juesuan_reading(path: Path) -> Callable[[], int]:
    """Reads the file from its bytes to lines and rulings; the count is that of the lines."""
    from juesuan.reading.file import read

    return lambda: sum(len(page.lines) for page in read(path, rulings=True).pages)


def rapidocr_reading(path: Path, openvino: bool = False) -> Callable[[], int]:
    """Reads pictures of the pages with RapidOCR's defaults, one thread; the count is that of the boxes."""
    from rapidocr import EngineType, RapidOCR

    settings: dict[str, Any] = {
        "Global.log_level": "error",
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        "EngineConfig.openvino.inference_num_threads": 1,
    }
    if openvino:
        settings |= {f"{part}.engine_type": EngineType.OPENVINO for part in ("Det", "Cls", "Rec")}
    program = RapidOCR(params=settings)
    with pypdfium2.PdfDocument(path) as document:
        # Drawn by the same library as juesuan does, and free of charge here.
        pictures = [page.render(scale=DPI / 72).to_numpy()[:, :, :3].copy() for page in document]
    program(pictures[0])

    def read() -> int:
        count = 0
        for picture in pictures:
            # What it returns is of several types, by what it was asked for.
            result: Any = program(picture)
            count += len(result.txts or ())
        return count

    return read


def openvino_reading(path: Path) -> Callable[[], int]:
    """RapidOCR on OpenVINO."""
    return rapidocr_reading(path, openvino=True)


PROGRAMS: dict[str, Callable[[Path], Callable[[], int]]] = {
    "juesuan": juesuan_reading,
    "RapidOCR": rapidocr_reading,
    "RapidOCR on OpenVINO": openvino_reading,
}


def work(program: str, path: Path, warm: Path, core: int, pipe: Connection) -> None:
    """One process: read the file whenever told, answer with seconds, count, and peak MB, or with an error."""
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[core % len(cores)]})
    import cv2

    cv2.setNumThreads(1)
    try:
        if program == "juesuan":
            PROGRAMS[program](warm)()
        reading = PROGRAMS[program](path)
        pipe.send("ready")
        while pipe.recv():
            start = time.perf_counter()
            count = reading()
            seconds = time.perf_counter() - start
            pipe.send((seconds, count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
    except Exception as error:
        # Whatever one program cannot do is its result, not the end of the others.
        pipe.send(f"{type(error).__name__}: {error}")


class Team:
    """The processes of one program, kept alive between rounds."""

    def __init__(self, program: str, files: list[Path], warm: Path) -> None:
        self.program = program
        self.walls: list[float] = []
        self.counts: list[int] = []
        self.peaks: list[float] = []
        self._processes, self._pipes = [], []
        context = multiprocessing.get_context("spawn")
        for core, path in enumerate(files):
            here, there = context.Pipe()
            process = context.Process(target=work, args=(program, path, warm, core, there), daemon=True)
            process.start()
            there.close()
            self._processes.append(process)
            self._pipes.append(here)
        self.error = self._errors([self._received(pipe) for pipe in self._pipes])

    def round(self) -> None:
        """Read everything once, all processes at the same time."""
        if self.error:
            return
        start = time.perf_counter()
        for pipe in self._pipes:
            pipe.send(True)
        answers = [self._received(pipe) for pipe in self._pipes]
        wall = time.perf_counter() - start
        self.error = self._errors(answers)
        if not self.error:
            self.walls.append(wall)
            self.counts = [count for _, count, _ in answers]
            self.peaks = [peak for _, _, peak in answers]

    def end(self) -> None:
        """Let the processes go."""
        for pipe, process in zip(self._pipes, self._processes, strict=True):
            if process.is_alive() and not self.error:
                pipe.send(False)
            pipe.close()
            process.join(10)

    def told(self, pages: int) -> str:
        """The result in words."""
        if not self.walls:
            return f"{self.program}: cannot be timed: {self.error}"
        wall = median(self.walls)
        return (
            f"{self.program}: {wall:.1f} s ({1000 * wall / pages:.0f} ms a page; rounds "
            f"{', '.join(f'{w:.1f}' for w in self.walls)}), {sum(self.counts)} lines, "
            f"peak {' and '.join(f'{p:.0f}' for p in self.peaks)} MB a process"
        )

    @staticmethod
    def _received(pipe: Connection) -> Any:
        try:
            return pipe.recv()
        except EOFError:
            return "the process died"

    @staticmethod
    def _errors(answers: list[Any]) -> str | None:
        """The first error among the answers."""
        return next((a for a in answers if isinstance(a, str) and a != "ready"), None)


def dealt(pdf: Path, count: int, kind: str, folder: Path) -> list[Path]:
    """The report in `count` pages as scanned files, one per process, and one of its first page to warm up with."""
    with pypdfium2.PdfDocument(pdf) as document:
        first = min(ruled_pages(document), default=0)
        order = list(range(len(document)))
        while len(order) < count:
            order += range(first, len(document))
        order = order[:count]
        files = []
        for name, indices in [(str(i), order[i::PROCESSES]) for i in range(PROCESSES)] + [("warm", order[:1])]:
            printed, scanned = folder / f"{name}.printed.pdf", folder / f"{name}.pdf"
            part = pypdfium2.PdfDocument.new()
            part.import_pages(document, indices)
            part.save(printed)
            part.close()
            make_twin(printed, kind, scanned)
            files.append(scanned)
    return files


def main() -> int:
    """Time; the exit code is 1 where the goal is missed or could not be timed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=SAMPLE, help="a PDF with a text layer")
    parser.add_argument("--pages", type=int, default=25)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kind", choices=KINDS, default="clean", metavar="KIND")
    options = parser.parse_args()
    # Set before the processes start: libraries look at them when they are loaded.
    os.environ |= dict.fromkeys(THREADS, "1")
    programs = [p for p in PROGRAMS if "OpenVINO" not in p or find_spec("openvino")]
    with tempfile.TemporaryDirectory() as folder:
        *files, warm = dealt(options.file, options.pages, options.kind, Path(folder))
        teams = [Team(program, files, warm) for program in programs]
        for _ in range(options.rounds):
            for team in teams:
                team.round()
        for team in teams:
            team.end()
    print(f"{options.file.name}, {options.pages} scanned pages ({options.kind}), {PROCESSES} processes with one thread")
    for team in teams:
        print(team.told(options.pages))
    ours, theirs = teams[0].walls, teams[1].walls
    if not ours or not theirs:
        print("no ratio")
        return 1
    ratio = median(ours) / median(theirs)
    print(f"ratio of the medians {ratio:.3f} (goal: at most {GOAL})")
    return 0 if ratio <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
