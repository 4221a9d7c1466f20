"""Documents are processed once for the whole suite."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from juesuan.knowledge.pattern_set import PatternSet, load_pattern_set
from juesuan.running.document import Outcome, process


@pytest.fixture(scope="session")
def patterns() -> PatternSet:
    """The shipped patterns."""
    return load_pattern_set()


@pytest.fixture(scope="session")
def processed() -> Callable[[Path], Outcome]:
    """`process`, each file once a session."""
    return cache(process)
