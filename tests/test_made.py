"""Random reports read back: what is read is what was told, in every manner, form and damage drawn."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from made import FORMS, Form, trial
from maker.manners import MANNERS
from maker.telling import make

MANNER_SEEDS = range(len(MANNERS))
"""The seed of a report draws its manner, one after the other."""
TOLD = [form for form in FORMS if form.words]
BARE = [form for form in FORMS if not form.words]


@pytest.mark.parametrize("seed", MANNER_SEEDS, ids=[m.name for m in MANNERS])
def test_a_report_is_read_as_it_was_told(seed: int, tmp_path: Path) -> None:
    verdict = trial(seed, tmp_path, TOLD[seed % len(TOLD)], damage=False).verdict
    assert verdict.facts > 60
    assert (verdict.missing, verdict.wrong, verdict.invented) == ([], [], [])
    assert verdict.specific == verdict.figures
    assert verdict.cells_right == verdict.cells


@pytest.mark.parametrize("form", BARE, ids=[form.name for form in BARE])
@pytest.mark.parametrize("seed", [8, 19])
def test_tables_without_words_are_read_cell_by_cell(seed: int, form: Form, tmp_path: Path) -> None:
    verdict = trial(seed, tmp_path, form).verdict
    assert verdict.cells > 100
    assert (verdict.cells_wrong, verdict.invented) == ([], [])


@pytest.mark.parametrize("seed", range(100, 112))
def test_a_damaged_report_is_read_as_it_was_told(seed: int, tmp_path: Path) -> None:
    verdict = trial(seed, tmp_path).verdict
    assert verdict.invented == []
    assert verdict.right >= 0.97 * verdict.facts


def test_a_report_can_be_made_again() -> None:
    assert make(7).blocks == make(7).blocks
    assert make(7).tables == make(7).tables


def test_the_books_are_consistent() -> None:
    """Both sides of the totals are equal in every report, or the maker itself would raise."""
    assert all(make(seed).said for seed in range(200, 230))
