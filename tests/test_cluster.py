"""The same documents over a Ray cluster of two nodes: the same bytes, also when a worker is killed on the way."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from juesuan.running.cluster import cluster
from juesuan.running.events import Ended, Event
from juesuan.running.run import run

pytest.importorskip("ray", reason="needs the extra juesuan[ray]")

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
TEXTS = [*sorted(SAMPLES.glob("*.txt")), SAMPLES / "item-level-report.pdf"]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def two_nodes() -> Iterator[None]:
    import ray
    from ray.cluster_utils import Cluster

    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    nodes.add_node(num_cpus=1)
    ray.init(address=nodes.address, log_to_driver=False)
    yield
    ray.shutdown()
    nodes.shutdown()


def reports(folder: Path, count: int) -> list[Path]:
    """The samples, and copies with a note each."""
    folder.mkdir()
    text = (SAMPLES / "township-report.txt").read_text(encoding="utf-8")
    for i in range(count):
        (folder / f"{i:02d}.txt").write_text(f"{text}\n附注{i}。\n", encoding="utf-8")
    return [*TEXTS, folder]


def tables(out: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(out.iterdir()) if p.is_file()}


class Killer:
    """Kills an actor of the cluster after some documents."""

    def __init__(self) -> None:
        self.ended = self.killed = 0

    def planned(self, documents: int, settled: int) -> None: ...

    def saw(self, event: Event) -> None:
        import psutil

        self.ended += isinstance(event, Ended)
        if self.ended >= 4 and not self.killed:
            for process in psutil.process_iter(["cmdline"]):
                if "ray::Carrier" in " ".join(process.info["cmdline"] or ()) and process.uids().real == os.getuid():
                    self.killed = process.pid
                    os.kill(process.pid, signal.SIGKILL)
                    return


def test_a_cluster_gives_the_bytes_of_one_machine_also_when_a_worker_is_killed(
    tmp_path: Path, two_nodes: None
) -> None:
    given = reports(tmp_path / "in", 12)
    run(given, tmp_path / "local")
    killer = Killer()
    summary = run(given, tmp_path / "cluster", workers=2, engine=cluster, watchers=[killer])
    assert killer.killed
    assert summary.counts == {"ok": 15}
    assert tables(tmp_path / "cluster") == tables(tmp_path / "local")
