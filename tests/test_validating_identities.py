"""The identities of the pattern set: every one loads, and does to its examples what it says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from validating_gold import IDENTITIES, VOCABULARY

from juesuan.errors import BadKnowledge
from juesuan.knowledge.pattern_set import PatternSet
from juesuan.validating.identities import load_identities
from juesuan.validating.identity import Example
from juesuan.validating.proving import Proof, proofs

PROOFS = list(proofs(IDENTITIES))


@pytest.mark.parametrize("proof", PROOFS, ids=lambda proof: f"{proof.record}-{proof.number}")
def test_example_gives_its_outcomes(proof: Proof) -> None:
    assert proof.holds, str(proof)


def test_an_example_that_is_not_so_says_what_it_gives() -> None:
    (proof, *_) = proofs([replace(IDENTITIES[0], examples=(Example((), ("pass",)),))])
    assert not proof.holds
    assert str(proof).endswith("example 1: gives nothing, not pass")


def test_ids_are_unique_and_every_record_has_an_example() -> None:
    assert len({identity.id for identity in IDENTITIES}) == len(IDENTITIES)
    assert all(identity.examples for identity in IDENTITIES)


DIFFERENT = ("not_evaluable:different_scope", "not_evaluable:incomplete_list")
"""What a law gives that differing figures do not break."""


@pytest.mark.parametrize("record", sorted({identity.record for identity in IDENTITIES}))
def test_every_record_shows_figures_that_hold_and_figures_that_do_not(record: str) -> None:
    family = [identity for identity in IDENTITIES if identity.record == record]
    outcomes = [outcome for identity in family for example in identity.examples for outcome in example.outcomes]
    silent = any(not example.outcomes for identity in family for example in identity.examples)
    assert {"pass", "rounding"} & {outcome.partition(":")[0] for outcome in outcomes} or (
        family[0].kind == "retold" and silent
    ), "no example holds"
    may_differ = any(identity.differing == "unknown" for identity in family)
    assert any(
        outcome.startswith("fail") or (may_differ and outcome in DIFFERENT) for outcome in outcomes
    ), "no example shows the law broken"


SUM = """
[[identity]]
id = "parts"
kind = "sum"
says = "{total}应等于{terms}"
total = "expenditure.basic"
terms = ["expenditure.basic.personnel", "expenditure.basic.public"]
"""
EXAMPLE = 'examples = [{ figures = ["expenditure.basic actual 1 万元"], outcomes = [] }]\n'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (SUM, "parts: no examples"),
        (SUM + EXAMPLE + "tolerance = 1\n", "unknown key tolerance"),
        ((SUM + EXAMPLE).replace('"sum"', '"total"'), "kind 'total' is none of"),
        ((SUM + EXAMPLE).replace("basic.public", "basic.nothing"), "basic.nothing' is not in the vocabulary"),
        ((SUM + EXAMPLE).replace("{terms}", "{summands}"), "says names summands"),
        ((SUM + EXAMPLE).replace("{terms}", "{terms"), "says:"),
        ((SUM + EXAMPLE).replace("actual 1 万元", "actual one 万元"), "is not `concept[item] measure/axis"),
        ((SUM + EXAMPLE).replace("[] }", '["maybe"] }'), "'maybe' is no outcome"),
        (SUM.replace("terms =", "terms = [] #") + EXAMPLE, "kind sum takes a total and 1 to"),
        (SUM + EXAMPLE + SUM + EXAMPLE, "parts: defined twice"),
        ("[[identity]\n", "bad.toml"),
    ],
)
def test_malformed_record_is_refused_by_name(tmp_path: Path, text: str, complaint: str) -> None:
    room = tmp_path / "identities"
    room.mkdir()
    (room / "bad.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadKnowledge) as error:
        load_identities(tmp_path, VOCABULARY)
    assert complaint in str(error.value)
    assert str(tmp_path) in str(error.value)


def test_well_formed_record_loads(tmp_path: Path) -> None:
    room = tmp_path / "identities"
    room.mkdir()
    (room / "good.toml").write_text(SUM + EXAMPLE, encoding="utf-8")
    (identity,) = load_identities(tmp_path, VOCABULARY)
    assert identity.id == "parts"
    assert [term.concept.rpartition(".")[2] for term in identity.terms] == ["personnel", "public"]


ONE_MATTER = frozenset({
    "asset.equipment.large",  # the threshold as printed
    "performance.project.declared", "performance.whole.unit", "performance.whole.fund",  # the word for the whole
})  # fmt: skip


def test_what_patterns_tell_apart_by_a_kind_is_no_restatement(patterns: PatternSet) -> None:
    listed = {
        subject.concept
        for subject in patterns.narrative.subjects
        if subject.item is not None and ("{kind}" in subject.item or "{item}" in subject.item)
    }
    assert sorted(listed - IDENTITIES[0].wholes.keys() - ONE_MATTER) == []
