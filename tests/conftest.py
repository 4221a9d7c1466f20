"""Documents are processed once for the whole suite, and no page is recognised twice."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest

from juesuan.knowledge.pattern_set import PatternSet, load_pattern_set
from juesuan.running.document import Outcome, process
from juesuan.running.run import run

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
REPORTS = tuple(
    sorted(p for p in SAMPLES.iterdir() if p.suffix in {".txt", ".pdf", ".docx", ".html"} and p.is_file())
)


@pytest.fixture(scope="session")
def patterns() -> PatternSet:
    """The shipped patterns."""
    return load_pattern_set()


@pytest.fixture(scope="session")
def recognised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where recognised pages are kept."""
    return tmp_path_factory.mktemp("recognised")


@pytest.fixture(scope="session")
def processed(recognised: Path) -> Callable[[Path], Outcome]:
    """`process`, each file once a session."""
    return cache(partial(process, ocr_cache=recognised))


@pytest.fixture(scope="session")
def samples_dataset(recognised: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of all samples, scans included."""
    out = tmp_path_factory.mktemp("desk") / "output"
    run(REPORTS, out, workers=2, ocr_cache=recognised)
    return out
