"""The workshop of patterns: what there is, how a sentence is read, what a change gains and loses."""

from __future__ import annotations

import json
import resource
import shutil
import sys
from pathlib import Path

import pytest
from conftest import SAMPLES
from typer.testing import CliRunner

import juesuan
from juesuan.cli import app
from juesuan.errors import BadKnowledge
from juesuan.knowledge.files import default_directory
from juesuan.knowledge.overlay import laid_over
from juesuan.knowledge.pattern_set import load_pattern_set
from juesuan.running.run import run
from juesuan.workshop.difference import difference
from juesuan.workshop.records import read_by, records

SHIPPED = default_directory()
runner = CliRunner()


def command(*arguments: object) -> str:
    done = runner.invoke(app, ["patterns", *map(str, arguments)])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's folder in which the pattern of 公务接待费 cannot match."""
    folder = tmp_path_factory.mktemp("mine")
    (folder / "narrative").mkdir()
    text = (SHIPPED / "narrative" / "three_public.toml").read_text(encoding="utf-8")
    whole = "(?P<name>公务接待(?:经费|费用|费)?)"
    assert whole in text
    (folder / "narrative" / "three_public.toml").write_text(text.replace(whole, "(?P<name>招待)"), encoding="utf-8")
    return folder


def test_every_record_is_listed_and_found_by_a_word() -> None:
    lines = command("list").splitlines()
    assert len(lines) == len(records()) + 1 > 500
    assert f"{len(records())} records" in lines[-1] and str(SHIPPED) in lines[-1]
    found = command("list", "three_public.reception").splitlines()
    assert 10 < len(found) < 60
    wanted = "subject reception → three_public.reception (narrative/three_public.toml"
    assert any(line.startswith(wanted) for line in found)


def test_every_pattern_of_the_samples_is_found_among_the_records(samples_dataset: Path) -> None:
    told = {pattern: read_by(pattern) for pattern in set(juesuan.open(samples_dataset).facts.pattern)}
    assert len(told) > 100
    assert not {pattern for pattern, lines in told.items() if any("not in this" in line for line in lines)}
    assert read_by("generic") == ["its unit alone: no subject reads it"]
    assert [line.split(" ")[0] for line in told["function-class+share"]] == ["subject", "predicate"]
    assert read_by("my-own+share")[0] == "my-own: not in this pattern set"


def test_a_sentence_is_explained_number_by_number() -> None:
    text = "2023年公务接待费支出0.24万元，比上年减少0.1万元，主要原因是接待批次减少。"
    told = command("explain", text, "--scope", "narrative.three_public")
    for words in (
        "2023: states no quantity (none year)", "0.24: three_public.reception/公务接待费 actual 0.24万元",
        "subject reception (narrative/three_public.toml)", "-0.1万元 vs prior_year", "predicate change",
        "reason of three_public.reception: 接待批次减少",
    ):  # fmt: skip
        assert words in told, told
    assert command("explain", "没有数字。") == "no number and no reason in it\n"
    refused = runner.invoke(app, ["patterns", "explain", "5万元", "--scope", "narrative.luck"])
    assert refused.exception is not None and "no canonical heading" in str(refused.exception)


def test_a_broken_pattern_shows_its_losses_on_the_samples_in_ten_seconds(broken: Path, recognised: Path,
                                                                         samples_dataset: Path) -> None:  # fmt: skip
    """On all samples, the scans among them recognised before; in seconds of the processor, which others use too."""
    load_pattern_set.cache_clear()
    before = resource.getrusage(resource.RUSAGE_SELF)
    told = command("diff", "shipped", broken, SAMPLES, "--ocr-cache", recognised)
    after = resource.getrusage(resource.RUSAGE_SELF)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 10
    assert told.startswith("8 reports: ")
    assert "lost" in told and ": reception" in told
    assert "was three_public.reception/公务接待费 actual 2.38万元" in told
    assert "checks that hold: " in told and "(-" in told


def test_the_difference_of_a_set_with_itself_is_nothing(recognised: Path) -> None:
    paths = [str(SAMPLES / "item-level-report.pdf"), str(SAMPLES / "township-report.txt")]
    found = difference(None, None, paths, recognised)
    assert not found.kinds
    assert all(was == now for was, now in found.counts.values())
    assert found.counts["facts"][0] > 250 and found.counts["cells"][0] > 100


def test_losses_and_gains_mirror_each_other(broken: Path) -> None:
    paths = [str(SAMPLES / "item-level-report.pdf")]
    there, back = difference(None, broken, paths, None), difference(broken, None, paths, None)
    assert there.kinds["lost"] == back.kinds["gained"] > 0
    assert there.kinds["changed"] == back.kinds["changed"] > 0
    assert all(c.pattern.startswith("reception") for r in there.reports for c in r.changes if c.kind == "lost")


def test_the_difference_for_programs_and_of_files_that_cannot_be_read(broken: Path, tmp_path: Path) -> None:
    shutil.copy(SAMPLES / "township-report.txt", tmp_path)
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj <<")
    found = json.loads(command("diff", "shipped", broken, tmp_path, "--json"))
    cut, township = found["reports"]
    assert "cut.pdf" in cut["source"] and "get it again" in cut["problem"]
    assert {"kind", "page", "quote", "was", "is", "pattern"} == set(township["changes"][0])
    assert "not read" in command("diff", "shipped", broken, tmp_path)
    for arguments in (["nowhere", "shipped", str(tmp_path)], ["shipped", "shipped", str(tmp_path / "nothing")]):
        refused = runner.invoke(app, ["patterns", "diff", *arguments])
        assert refused.exit_code != 0 or "not read" in refused.stdout


def test_own_patterns_are_laid_over_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "mine" / "narrative").mkdir(parents=True)
    own = tmp_path / "mine" / "narrative" / "mine.toml"
    own.write_text(
        '[[subject]]\nid = "fresh"\nbefore = "新收入"\nconcept = "income.total"\n'
        'examples = ["新收入5万元 => income.total actual 5万元"]\n',
        encoding="utf-8",
    )
    mine, shipped = load_pattern_set(tmp_path / "mine"), load_pattern_set()
    assert {s.id for s in mine.narrative.subjects} - {s.id for s in shipped.narrative.subjects} == {"fresh"}
    assert mine.hash != shipped.hash
    assert {room for room in mine.hashes if mine.hashes[room] != shipped.hashes[room]} == {"narrative"}
    assert "1 records" in command("list", "fresh", "--patterns", tmp_path / "mine")
    report = tmp_path / "reports" / "report.txt"
    report.parent.mkdir()
    text = (SAMPLES / "township-report.txt").read_text(encoding="utf-8")
    report.write_text(text.replace("2.支出情况", "此外，新收入5万元。\n2.支出情况", 1), encoding="utf-8")
    facts = juesuan.extract(report, patterns=tmp_path / "mine").facts
    assert "fresh" in set(facts.pattern)
    run([report], tmp_path / "out", patterns=tmp_path / "mine")
    assert juesuan.open(tmp_path / "out").facts.equals(facts), "workers read them, too"


def test_an_edited_pattern_is_read_anew(tmp_path: Path) -> None:
    """Also by a process that lives on, as a notebook does."""
    (tmp_path / "narrative").mkdir()
    own = tmp_path / "narrative" / "mine.toml"
    for name in ("first", "second"):
        own.write_text(
            f'[[subject]]\nid = "{name}"\nbefore = "新收入"\nconcept = "income.total"\nexamples = ["新收入5万元"]\n',
            encoding="utf-8",
        )
        text = (SAMPLES / "township-report.txt").read_text(encoding="utf-8")
        text = text.replace("2.支出情况", "新收入5万元。\n2.支出情况", 1)
        (tmp_path / "report.txt").write_text(text, encoding="utf-8")
        assert name in set(juesuan.extract(tmp_path / "report.txt", patterns=tmp_path).facts.pattern)


@pytest.mark.parametrize(
    ("name", "says"), [("nowhere", "no such folder"), ("empty", "no .toml"), ("odd", "luck/a.toml")]
)
def test_a_folder_that_is_no_pattern_set_is_refused(name: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "odd" / "luck").mkdir(parents=True)
    (tmp_path / "odd" / "luck" / "a.toml").write_text("", encoding="utf-8")
    with pytest.raises(BadKnowledge, match=says):
        laid_over(tmp_path / name)


def test_a_whole_set_stands_in_place_of_the_shipped_one(tmp_path: Path) -> None:
    whole = Path(shutil.copytree(SHIPPED, tmp_path / "whole"))
    assert laid_over(whole) == whole


def test_the_workshop_is_no_part_of_what_documents_are_made_with() -> None:
    """Help is answered at once, and nothing of the desk is loaded where reports are extracted."""
    import subprocess

    code = "import juesuan.running.worker, juesuan.running.making, sys; " \
        "print([m for m in sys.modules if m.startswith(('juesuan.desk', 'juesuan.workshop'))])"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
