"""What happens to machines: killed runs, killed workers, full and read-only disks. The tables come out the same.

Run with  pytest -m slow tests/test_survival.py
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from juesuan.errors import ExitCode
from juesuan.running.events import Began, Event, Tick
from juesuan.running.run import run

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
PROGRAM = "from juesuan.cli import main; main()"
KILLS = 20


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of reports: the samples with a text layer, and texts of them with a note each."""
    folder = tmp_path_factory.mktemp("reports")
    for i in range(24):
        source = SAMPLES / ("six-part-report.txt" if i % 2 else "township-report.txt")
        (folder / f"{i:02d}.txt").write_text(f"{source.read_text(encoding='utf-8')}\n附注{i}。\n", encoding="utf-8")
    shutil.copy(SAMPLES / "item-level-report.pdf", folder)
    shutil.copy(SAMPLES / "township-report.txt", folder / "copy of 00.txt")
    (folder / "cut.pdf").write_bytes((SAMPLES / "item-level-report.pdf").read_bytes()[:3000])
    return folder


def tables(out: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(out.iterdir()) if p.is_file()}


@pytest.fixture(scope="module")
def undisturbed(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("undisturbed")
    run([reports], out, workers=2)
    return tables(out)


def command(reports: Path, out: Path) -> list[str]:
    return [sys.executable, "-c", PROGRAM, "extract", str(reports), "-o", str(out), "-j", "2", "--progress", "quiet"]


def test_a_run_killed_at_any_moment_ends_like_an_undisturbed_one(
    reports: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    start = time.monotonic()
    subprocess.run(command(reports, tmp_path / "whole"), check=False, capture_output=True)
    whole = time.monotonic() - start
    chance = random.Random(20)
    for n in range(KILLS):
        # A rerun of a killed run is killed too, three times.
        out = tmp_path / str(n // 4)
        process = subprocess.Popen(command(reports, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.1, whole))
        process.kill()
        process.wait()
        if (out / "datapackage.json").exists():
            # What is published is whole at every moment.
            import pyarrow.parquet as pq

            for table in out.glob("*.parquet"):
                pq.read_table(table)
        if n % 4 == 3:
            run([reports], out, workers=2)
            assert tables(out) == undisturbed, n


class Killer:
    """Kills a worker, now and then, until it has killed enough."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.kills = 0
        self.due = 0.0

    def planned(self, documents: int, settled: int) -> None: ...

    def saw(self, event: Event) -> None:
        if isinstance(event, Began) and not self.due:
            self.due = time.monotonic() + self.chance.uniform(0, 0.4)
        if isinstance(event, Began | Tick) and self.kills < KILLS and self.due and time.monotonic() > self.due:
            workers = [c for c in psutil.Process().children() if "spawn_main" in " ".join(c.cmdline())]
            if workers:
                self.chance.choice(workers).kill()
                self.kills += 1
            self.due = 0.0


def test_killed_workers_leave_no_trace(reports: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    killer = Killer(7)
    while killer.kills < KILLS:
        shutil.rmtree(tmp_path / "out", ignore_errors=True)
        run([reports], tmp_path / "out", workers=2, watchers=[killer])
    run([reports], tmp_path / "out", workers=2)
    assert tables(tmp_path / "out") == undisturbed


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A file system of its own, mounted with the options asked for; asked again, with others."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = []

    def mount(options: str) -> Path:
        kind = ["-o", f"remount,{options}"] if mounted else ["-t", "tmpfs", "-o", options, "tmpfs"]
        done = subprocess.run(["mount", *kind, str(place)], check=False, capture_output=True)
        if done.returncode:
            pytest.skip("needs the right to mount a file system")
        mounted.append(options)
        return place / "out"

    yield mount
    if mounted:
        subprocess.run(["umount", str(place)], check=False)


@pytest.mark.parametrize("size", ["40k", "600k", "1500k", "2500k"])
def test_a_full_disk_loses_nothing_and_damages_nothing(
    reports: Path, undisturbed: dict[str, bytes], small_disk: Callable[[str], Path], size: str
) -> None:
    out = small_disk(f"size={size}")
    done = subprocess.run(command(reports, out), check=False, capture_output=True, text=True)
    assert done.returncode == ExitCode.OUTPUT_UNWRITABLE, done.stderr
    assert "Free space" in done.stderr
    small_disk("size=100m")
    run([reports], out, workers=2)
    assert tables(out) == undisturbed


def test_an_unwritable_output_is_said_and_what_was_there_stays(
    reports: Path, undisturbed: dict[str, bytes], small_disk: Callable[[str], Path]
) -> None:
    out = small_disk("size=100m")
    run([reports], out, workers=2)
    small_disk("ro")
    done = subprocess.run(command(reports, out), check=False, capture_output=True, text=True)
    assert done.returncode == ExitCode.OUTPUT_UNWRITABLE, done.stderr
    assert tables(out) == undisturbed
    small_disk("rw")
    run([reports], out, workers=2)
    assert tables(out) == undisturbed


def test_the_end_of_the_session_is_a_first_interrupt(reports: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(command(reports, tmp_path), stderr=subprocess.PIPE, text=True)
    while not list(tmp_path.glob(".juesuan/documents/*/*")):
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGTERM)
    _, err = process.communicate(timeout=60)
    assert process.returncode == ExitCode.INTERRUPTED, err
    assert not list(tmp_path.rglob("*.part"))
