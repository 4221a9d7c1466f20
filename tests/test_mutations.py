"""One figure printed wrong at a time: the checks catch it, contradict it, and mostly name it with its value."""

import sys
from decimal import localcontext
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# The benchmarks are scripts, not an installed package.
sys.path.append(str(ROOT / "benchmarks"))
import mutations  # noqa: E402

from juesuan.running.document import engine  # noqa: E402
from juesuan.validating.check import EXACT  # noqa: E402

EVERY = 13


@pytest.fixture(scope="module")
def areas() -> dict[str, mutations.Score]:
    loaded = engine()
    labels = {concept.id: concept.zh for concept in loaded.patterns.vocabulary.values()}
    understood = loaded.understand(ROOT / "samples" / "item-level-report.pdf")
    facts, items = understood.facts, understood.items
    benchmark = mutations.Benchmark()
    with localcontext(EXACT):
        benchmark.run(mutations.Document(facts, items, labels), EVERY)
    return benchmark.areas


def test_every_wrong_cell_beyond_tolerance_is_caught(areas: dict[str, mutations.Score]) -> None:
    tables = [score for area, score in areas.items() if area.startswith("table")]
    assert len(tables) >= 4
    assert sum(score.ceiling for score in tables) > 30
    assert all(score.ceiling_caught == score.ceiling for score in tables)


def test_nearly_all_wrong_figures_are_caught_and_contradicted(areas: dict[str, mutations.Score]) -> None:
    score = areas["all"]
    assert score.caught > 0.95 * score.mutated
    assert score.blamed > 0.9 * score.caught
    assert score.named > 0.75 * score.caught


def test_a_mutation_is_printed_as_such() -> None:
    understood = engine().understand(ROOT / "samples" / "item-level-report.pdf")
    facts, items = understood.facts, understood.items
    fact = next(f for f in facts if f.amount is not None and f.decimals == 2)
    item = next(i for i in items if i.print == "number")
    for figure in (fact, item):
        for how, value in mutations.mutations(figure, None):
            wrong = mutations.mutated(figure, value)
            assert wrong.value == (value or None) or how == "lost"
            assert wrong.amount is None or wrong.amount == value * 10_000
            assert wrong.value_text != figure.value_text


WORDS = "samples/township-report.txt"


def test_all_that_nothing_catches_is_told_with_the_reason() -> None:
    loaded = engine()
    labels = {concept.id: concept.zh for concept in loaded.patterns.vocabulary.values()}
    understood = loaded.understand(ROOT / WORDS)
    benchmark = mutations.Benchmark()
    with localcontext(EXACT):
        benchmark.run(mutations.Document(understood.facts, understood.items, labels), 5)
    whole = benchmark.areas["all"]
    assert sum(benchmark.reasons.values()) == len(benchmark.uncaught) == whole.mutated - whole.caught > 0
    assert "excused" not in benchmark.reasons, "what can be caught is"
    assert f"reachable: {whole.caught} of {whole.mutated}" in benchmark.told(0)


def test_checking_costs_a_small_part_of_extracting() -> None:
    """The goal is a tenth; a busy machine and a coverage tool make it more, not three times as much."""
    assert mutations.cost(ROOT / "samples" / "six-part-report.pdf", 3) < 0.3
