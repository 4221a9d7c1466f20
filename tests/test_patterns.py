"""The pattern files: every example holds, every malformed record is refused, no text makes them hang."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_reports import extractor

from juesuan.errors import BadKnowledge, ExitCode
from juesuan.extracting.examples import Examples, Failure, section_for
from juesuan.extracting.figures import OTHER
from juesuan.knowledge.files import default_directory, read_toml, toml_files
from juesuan.knowledge.pattern_set import PatternSet, load_pattern_set
from juesuan.knowledge.structure import PARTS
from juesuan.reading.folding import fold

ROOT = default_directory()
FILES = [*toml_files(ROOT, "narrative"), *(ROOT / "structure" / f"{n}.toml" for n in ("parts", "headings", "tables"))]
RECORDS = [
    pytest.param(record["id"], id=f"{path.stem}:{record['id']}")
    for path in FILES
    for name, records in read_toml(path).items()
    if name != "generic"
    for record in records
]


@pytest.fixture(scope="module")
def examples(patterns: PatternSet) -> tuple[int, list[Failure]]:
    return Examples(patterns).run()


@pytest.mark.parametrize("record", RECORDS)
def test_every_example_of_a_record_is_read_as_it_says(record: str, examples: tuple[int, list[Failure]]) -> None:
    assert [str(f) for f in examples[1] if f.pattern == record] == []


def test_no_example_is_left_out(examples: tuple[int, list[Failure]]) -> None:
    count, failures = examples
    written = sum(
        len(record["examples"]) for p in FILES for n, rs in read_toml(p).items() if n != "generic" for record in rs
    )
    leads = read_toml(ROOT / "structure" / "projects.toml")["example"]
    assert not [str(f) for f in failures]
    assert count == written + len(leads)


def test_an_example_that_says_something_else_fails(patterns: PatternSet) -> None:
    """The check can fail: a claim with another value, and a number that nobody claims."""
    runner = Examples(patterns)
    (figure,) = runner.read("@narrative.total 2022年度收入总计1204.56万元")
    for wrong in ("income.grand_total actual 1204.57万元", "income.grand_total prior 1204.56万元", "nonsense"):
        assert runner._compare("r", "e", wrong, [figure], 0) is not None
    assert runner._compare("r", "e", "income.grand_total actual 1,204.560万元", [figure], 0) is None
    assert runner._compare("r", "e", "income.grand_total actual 1204.56万元", [figure], 1) is not None


# Malformed knowledge: what is added to which file, and what the message has to say beside file and record.
GOOD = "id = 'fresh'\nbefore = '新收入'\nconcept = 'income.total'\nexamples = ['新收入5万元']\n"
MALFORMED = {
    "no examples": ("narrative/totals.toml", "[[subject]]\n" + GOOD.replace("['新收入5万元']", "[]"),
    "without examples"),
    "examples missing": ("narrative/totals.toml", "[[subject]]\n" + GOOD.partition("examples")[0],
    "without examples"),
    "unknown concept": (
        "narrative/totals.toml", "[[subject]]\n" + GOOD.replace("income.total", "income.luck"), "income.luck",
    ),
    "unknown base": ("narrative/totals.toml", "[[subject]]\n" + GOOD + "base = 'income.luck'\n", "income.luck"),
    "unknown key": ("narrative/totals.toml", "[[subject]]\n" + GOOD + "befor = '收'\n", "unknown key befor"),
    "bad regex": ("narrative/totals.toml", "[[subject]]\n" + GOOD.replace("新收入'", "(新收入'", 1), "(新收入"),
    "unknown part": ("narrative/totals.toml", "[[subject]]\n" + GOOD.replace("新收入'", "${nowhere}'", 1), "nowhere"),
    "no phrase": ("narrative/totals.toml", "[[subject]]\n" + GOOD.replace("before = '新收入'\n", ""), "`before`"),
    "unknown measure": ("narrative/totals.toml", "[[subject]]\n" + GOOD + "measure = 'guess'\n", "guess"),
    "unknown unit": ("narrative/totals.toml", "[[subject]]\n" + GOOD + "units = ['光年']\n", "光年"),
    "unknown kind": ("narrative/totals.toml", "[[subject]]\n" + GOOD + "kinds = ['wealth']\n", "wealth"),
    "used twice": ("narrative/totals.toml", "[[subject]]\n" + GOOD + "[[subject]]\n" + GOOD, "twice"),
    "predicate without examples": (
        "narrative/predicates.toml",
        "[[predicate]]\nid = 'fresh'\nbefore = '达'\nmeasure = 'actual'\nkinds = ['money']\n",
        "without examples",
    ),
    "topic of no concept": (
        "narrative/performance.toml",
        "[[topic]]\nid = 'fresh'\nphrase = '甲'\nitem = '甲'\nconcept = 'luck'\nexamples = ['甲']\n",
        "luck",
    ),
    "number rule with a key of its own": (
        "narrative/none.toml", "[[none]]\nid = 'fresh'\nnumbers = '1'\nexamples = ['1']\n", "unknown key numbers",
    ),
    "heading without examples": (
        "structure/headings.toml", "[[heading]]\nid = 'fresh'\ntitle = '甲'\npart = 'narrative'\n",
        "without examples",
    ),
    "heading of no part": (
        "structure/headings.toml",
        "[[heading]]\nid = 'fresh'\ntitle = '甲'\npart = 'cellar'\nexamples = ['甲']\n",
        "cellar",
    ),
    "table with a bad title": (
        "structure/tables.toml", "[[table]]\nid = 'fresh'\ntitle = '(甲'\nexamples = ['甲表']\n", "(甲",
    ),
}  # fmt: skip


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT, tmp_path / "patterns"))


@pytest.mark.parametrize("flaw", MALFORMED)
def test_a_malformed_record_is_refused_by_file_and_name(flaw: str, copied: Path) -> None:
    name, added, says = MALFORMED[flaw]
    path = copied / name
    path.write_text(path.read_text(encoding="utf-8") + "\n" + added, encoding="utf-8")
    with pytest.raises(BadKnowledge) as refused:
        load_pattern_set.__wrapped__(copied)
    message = str(refused.value)
    assert Path(name).name in message and "fresh" in message
    assert says in message
    assert refused.value.exit_code is ExitCode.BAD_KNOWLEDGE


def test_parts_that_contain_each_other_are_refused(copied: Path) -> None:
    for name, text in (
        ("parts.toml", "left = '${right}甲'\nright = '${left}乙'\n"),
        ("narrative/totals.toml", "[[subject]]\n" + GOOD.replace("新收入'", "${left}'", 1)),
    ):
        path = copied / name
        path.write_text(path.read_text(encoding="utf-8") + "\n" + text, encoding="utf-8")
    with pytest.raises(BadKnowledge, match=r"totals\.toml: fresh: its parts contain each other"):
        load_pattern_set.__wrapped__(copied)


def test_a_file_that_is_no_toml_is_refused_by_name_and_line(copied: Path) -> None:
    (copied / "narrative" / "none.toml").write_text("[[none\n", encoding="utf-8")
    with pytest.raises(BadKnowledge, match=r"none\.toml: .*line 1"):
        load_pattern_set.__wrapped__(copied)


def test_a_record_that_is_well_formed_is_taken(copied: Path) -> None:
    path = copied / "narrative" / "totals.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n[[subject]]\n" + GOOD, encoding="utf-8")
    assert "fresh" in {s.id for s in load_pattern_set.__wrapped__(copied).narrative.subjects}


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


FOLDED = {
    "“三公”经费": "“三公“经费",
    "\"三公\"经费": "“三公“经费",
    "（类）(款)〔项〕": "（类）（款）（项）",
    "１，２３４．５０％": "1,234.50%",
    "收入、支出:": "收入、支出：",
    "人员,公用": "人员，公用",
    "78.05，91.9": "78.05,91.9",
    "⻔⽀⼀": "门支一",
    "1—12月": "1-12月",
}  # fmt: skip


@pytest.mark.parametrize("text", FOLDED)
def test_folding_gives_one_form(text: str) -> None:
    assert fold(text) == FOLDED[text]


def scopes(patterns: PatternSet) -> list[str]:
    found = {h.id for h in patterns.structure.headings} | {f"part:{p.id}" for p in patterns.structure.parts}
    return sorted(found)


RUN = 1500
TAIL = "12.5万元，占3.1%，共2辆，得9分"
RUNS = {
    "items": "项目" * RUN,
    "kinds": "支出" * RUN,
    "brackets": "（" * 2 * RUN,
    "open items": "项目（" * RUN,
    "accounts": "项目支出（类）" * RUN,
    "quotes": "“三公“" * RUN,
    "stops": "、" * 2 * RUN,
    "among them": "项目支出，其中：" * RUN,
    "digits": "1" * 2 * RUN,
    "grouped": "1,234" + ",234" * 40,
}


@pytest.mark.parametrize("run", RUNS)
def test_adversarial_text_cannot_hang(run: str, patterns: PatternSet) -> None:
    """In whatever section it stands, before a number and after one."""
    reader = extractor().reader
    for scope in scopes(patterns):
        start = time.perf_counter()
        for text in (RUNS[run] + TAIL, TAIL + RUNS[run]):
            reader.read(section_for(text, scope))
        assert time.perf_counter() - start < 2, scope


@pytest.mark.parametrize("scope", ["narrative.procurement", "narrative.three_public", "part:key_work"])
def test_one_endless_sentence_of_figures_is_read_in_time(scope: str) -> None:
    start = time.perf_counter()
    result = extractor().reader.read(section_for("项目支出1.5万元，增长3%，" * 400, scope))
    assert time.perf_counter() - start < 2
    assert len(result.figures) + len(result.unclaimed) + len(result.none) == 800


KINDS = {"initial", "full_year", "adjusted", "supplementary", "unspecified"}
COMPARED = {"prior_year", "initial_budget", "full_year_budget", "budget"}
FUNDS = {"general", "government_fund", "state_capital", "all_fiscal", "all"}


def test_patterns_speak_the_closed_vocabulary(patterns: PatternSet) -> None:
    """What the loader cannot see from one record: headings, scopes and enumerations of the contract."""
    narrative, vocabulary = patterns.narrative, patterns.vocabulary
    headings = {h.id for h in patterns.structure.headings}
    known = headings | {h.rsplit(".", n)[0] for h in headings for n in range(1, h.count(".") + 1)}
    parts = {f"part:{p}" for p in PARTS}
    assert {h.speaks_of for h in patterns.structure.headings} - set(vocabulary) <= {None}
    assert {c for c, _ in narrative.generic.values()} <= set(vocabulary)
    assert {s for r in (*narrative.subjects, *narrative.topics) for s in r.scope} <= known | parts
    assert {p.budget_kind for p in narrative.predicates} <= {None, *KINDS}
    assert {p.compared_to for p in narrative.predicates} <= {None, *COMPARED}
    assert {c.value for c in narrative.comparisons} <= {*COMPARED, OTHER}
    assert {s.fund for s in narrative.subjects} <= {None, *FUNDS}


def test_each_kind_of_record_has_its_ids_once(patterns: PatternSet) -> None:
    narrative = patterns.narrative
    for group in (narrative.subjects, narrative.predicates, narrative.topics, narrative.none):
        ids = [r.id for r in group]
        assert [i for i, n in Counter(ids).items() if n > 1] == []
