"""The scanned samples, whole: the same facts and cells as the text form, and nothing wrong that nothing warns of."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from juesuan.running.document import Outcome

pytest.importorskip("rapidocr", reason="the engine")
ROOT = Path(__file__).resolve().parents[1]
# The benchmarks are scripts, not an installed package.
sys.path.append(str(ROOT / "benchmarks"))
from twinning.comparison import compare  # noqa: E402

SAMPLES = ROOT / "samples"


@pytest.mark.parametrize("form", ["tables-scanned", "scanned"])
def test_a_scanned_sample_says_what_its_text_form_says(form: str, processed: Callable[[Path], Outcome]) -> None:
    text = processed(SAMPLES / "six-part-report.pdf").rows
    scan = processed(SAMPLES / f"six-part-report-{form}.pdf").rows
    found = compare(text, scan)
    assert [d.told() for d in found.cells.differences] == []
    assert found.cells.exact == found.cells.numbers == 192
    assert found.right == found.facts and found.count("extra") == 0
    assert found.silent == 0
    for kind in ("sections", "projects", "key_work", "checks"):
        alike, wanted, made = found.others[kind]
        assert alike == wanted == made, kind
