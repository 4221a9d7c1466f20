"""Reports of a known shape: the laws that they should have are all tried on them, and what fails is what is wrong."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest

from juesuan.running.document import engine
from juesuan.validating.interval import Outcome
from juesuan.validating.verdict import Check

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
# The benchmarks are scripts, not an installed package.
sys.path.append(str(ROOT / "benchmarks"))
from identities import TABLES, TOGETHER, WORDS, counted, lacking, told  # noqa: E402

TABLED = (
    ROOT / "samples" / "six-part-report.pdf", ROOT / "samples" / "item-level-report.pdf",
    SHARED / "documents" / "上海市普陀区财政局2024年度部门决算.pdf",
)  # fmt: skip
IN_WORDS = SHARED / "seed" / "hongshan-2021.txt"


@cache
def checks_of(path: Path) -> tuple[Check, ...]:
    if not path.is_file():
        pytest.skip(f"{path.name} is not beside this checkout")
    return engine().understand(path).verdicts.checks


@pytest.mark.parametrize("path", TABLED, ids=lambda path: path.stem)
def test_a_report_with_tables_is_tried_by_all_their_laws(path: Path) -> None:
    counts = counted(checks_of(path))
    # A body without vehicles prints nothing that they could be added up from.
    assert set(lacking(counts, TABLES)) <= {"公车＝购置＋运行"}
    assert lacking(counts, WORDS) == lacking(counts, TOGETHER) == []


def test_a_report_in_words_is_tried_by_all_their_laws() -> None:
    assert lacking(counted(checks_of(IN_WORDS)), WORDS) == []


@pytest.mark.parametrize("path", (*TABLED, IN_WORDS), ids=lambda path: path.stem)
def test_every_check_has_an_outcome_and_what_is_not_decided_a_reason(path: Path) -> None:
    checks = checks_of(path)
    counts = counted(checks)
    assert sum(number for outcomes in counts.values() for number in outcomes.values()) == len(checks)
    assert all(check.reason for check in checks if check.outcome is Outcome.NOT_EVALUABLE)
    assert f"{sum(c.outcome is Outcome.PASS for c in checks)} pass" in told(counts, [("words", WORDS)])
