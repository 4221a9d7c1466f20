"""The samples of the project, whole: every figure, its page, the words around it, and which figures contradict."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from answers import Comparison, compare, plain, records

from juesuan.reading.file import read
from juesuan.reading.page import Line, Reading
from juesuan.running.document import Outcome, engine
from juesuan.writing.schema import tables

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
NAMES = (
    "six-part-report.txt", "six-part-report.pdf", "six-part-report.docx", "six-part-report.html",
    "item-level-report.pdf", "township-report.txt",
)  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """A sample as processed, and its answers."""

    path: Path
    outcome: Outcome
    text: dict[str, Any]
    checks: list[dict[str, Any]]
    figures: Comparison

    @property
    def rows(self) -> dict[str, list[dict[str, Any]]]:
        return self.outcome.rows


@pytest.fixture(scope="module", params=NAMES)
def sample(request: pytest.FixtureRequest, processed: Callable[[Path], Outcome]) -> Sample:
    path = SAMPLES / request.param
    expected = SAMPLES / "expected" / path.stem
    outcome = processed(path)
    return Sample(
        path=path,
        outcome=outcome,
        text=json.loads(Path(f"{expected}.text.json").read_text(encoding="utf-8")),
        checks=json.loads(Path(f"{expected}.checks.json").read_text(encoding="utf-8")),
        figures=compare(records(Path(f"{expected}.facts.jsonl")), outcome.rows["facts"]),
    )


def test_every_figure_is_found_and_fully_right(sample: Sample) -> None:
    assert sample.outcome.status == "ok", sample.outcome.error_message
    assert sample.figures.problems == []
    assert sample.figures.invented == []


def test_every_figure_of_a_pdf_is_on_its_page(sample: Sample) -> None:
    if sample.path.suffix != ".pdf":
        assert {f["x0"] for f in sample.rows["facts"]} == {None}
        return
    wrong = [(a["page"], f["page"], a["quote"]) for a, f in sample.figures.pairs if a["page"] != f["page"]]
    assert wrong == []


def characters_in(line: Line, box: tuple[float, float, float, float]) -> str:
    """The characters of a line whose middle lies in a box."""
    x0, y0, x1, y1 = box
    assert line.boxes is not None
    middle = (line.boxes[:, :2] + line.boxes[:, 2:]) / 2
    inside = (middle[:, 0] > x0) & (middle[:, 0] < x1) & (middle[:, 1] > y0) & (middle[:, 1] < y1)
    return "".join(c for c, i in zip(line.text, inside, strict=True) if i and not c.isspace())


def at_place(reading: Reading, fact: dict[str, Any]) -> str:
    """The text at a fact's place: inside its box, or all that its anchor names."""
    if fact["anchor"] is not None:
        there = [x for x in reading.lines if (x.anchor or f"line {x.number}") == fact["anchor"]]
        return "".join("".join(line.text.split()) for line in there)
    box = (fact["x0"], fact["y0"], fact["x1"], fact["y1"])
    return "".join(characters_in(x, box) for x in reading.lines if x.page == fact["page"])


def test_every_fact_leads_back_to_the_characters_it_was_read_from(sample: Sample) -> None:
    """In the section's text exactly; on the page, what the line of its first character holds of it."""
    reading = read(sample.path)
    texts = {s["section_id"]: s["text"] for s in sample.rows["sections"]}
    halves = 0
    for fact in sample.rows["facts"]:
        text = texts[fact["section_id"]][fact["char_start"] : fact["char_end"]].replace("\n", "")
        assert text == fact["value_text"]
        assert fact["value_text"] in fact["quote"]
        there, wanted = at_place(reading, fact), "".join(text.split())
        if fact["anchor"] is None:
            assert there and wanted.startswith(there), (there, fact["quote"])
            halves += there != wanted
        else:
            broken = next((n for n in range(len(wanted), 0, -1) if there.endswith(wanted[:n])), 0)
            assert wanted in there or broken, (there, fact["quote"])
    assert halves < len(sample.rows["facts"]) / 5


def test_rows_have_the_columns_and_keys_of_the_contract(sample: Sample) -> None:
    schemas = tables(engine().headlines)
    for table, rows in sample.rows.items():
        if table in schemas:
            assert {c for row in rows for c in row} <= set(schemas[table].names), table
    for table, name in (("facts", "fact_id"), ("sections", "section_id"), ("checks", "check_id")):
        ids = [row[name] for row in sample.rows[table]]
        assert len(set(ids)) == len(ids), table
    assert {f["section_id"] for f in sample.rows["facts"]} <= {s["section_id"] for s in sample.rows["sections"]}


def test_the_report_is_known_by_unit_and_year(sample: Sample) -> None:
    (document,) = sample.rows["documents"]
    assert (document["unit_name"], document["report_year"]) == (sample.text["unit_name"], sample.text["report_year"])
    assert document["amount_unit"] == "ten_thousand_yuan"


def test_the_parts_stand_in_order_under_their_titles(sample: Sample) -> None:
    top = [s for s in sample.rows["sections"] if s["level"] == 1]
    assert [plain(s["title"]) for s in top] == [plain(p["title"]) for p in sample.text["parts"]]
    # A first sentence may be the heading of a section (1.总体情况。).
    texts = [plain(f"{s['number'] or ''}{s['title']}。{s['text']}") for s in sample.rows["sections"]]
    for part in sample.text["parts"]:
        assert any(plain(part["first_sentence"]) in text for text in texts)


def test_the_duties_are_the_paragraphs_of_their_section(sample: Sample) -> None:
    (duties,) = (s for s in sample.rows["sections"] if s["concept"] == "overview.duties")
    paragraphs = duties["text"].split("\n")
    assert len(paragraphs) == len(sample.text["functions"])
    for paragraph, begins in zip(paragraphs, sample.text["functions"], strict=True):
        assert plain(begins) in plain(paragraph)


def test_the_terms_of_the_glossary(sample: Sample) -> None:
    terms = [t for t in sample.rows["terms"] if t["class_name"] is None]
    defined = {plain(t["term"]): plain(t["definition"]) for t in terms}
    for answer in sample.text["glossary"]:
        assert defined[plain(answer["term"])].startswith(plain(answer["first_20_chars"]))
    # Beside the answers there is only the entry that leads in the accounts, where there are any.
    accounts = sample.text.get("function_codes", [])
    assert len(terms) <= len(sample.text["glossary"]) + bool(accounts)
    found = [(t["class_name"], t["group_name"], t["item_name"]) for t in sample.rows["terms"] if t["class_name"]]
    assert found == [(a["class(类)"], a["group(款)"], a["item(项)"]) for a in accounts]


def test_the_key_work_has_goal_and_result(sample: Sample) -> None:
    rows = sample.rows["key_work"]
    table = sample.text.get("key_work_table", [])
    headings = sample.text.get("key_work_headings", [])
    assert [plain(r["heading"]) for r in rows] == [plain(h).strip("。") for h in headings]
    for row, answer in zip(rows, table, strict=True):
        told = (answer["重要事项"], answer["工作内容及目标"], answer["完成情况"])
        assert tuple(map(plain, (row["matter"], row["goal"], row["result"]))) == tuple(map(plain, told))
        assert row["text"]


def test_the_reasons_say_what_they_say_and_of_what(sample: Sample) -> None:
    """Reasons of figures in order; what explains a project's deviation is told with the project."""
    answers = [a for a in sample.text["reasons"] if not a["about"].endswith("执行数")]
    rows = sample.rows["reasons"]
    assert [plain(r["text"]) for r in rows] == [plain(a["reason"]) for a in answers]
    assert all(r["concept"] for r in rows)
    ways = {"decrease": "减少", "increase": "增加", "under": "小于", "over": "大于", "unchanged": "没有变化"}
    for row, answer in zip(rows, answers, strict=True):
        assert ways[row["direction"]] in answer["about"]
        if "“三公”" in answer["about"]:
            continue  # the whole is explained after its parts: see test_facts
        assert row["item"] is None or plain(row["item"]).removesuffix("支出") in plain(answer["about"])


def test_only_the_deliberate_contradictions_fail(sample: Sample) -> None:
    """Each printed wrong on purpose fails; what else fails does so because one of these is an operand of it."""
    facts = {f["fact_id"]: f for f in sample.rows["facts"]}
    wrong = {
        next(
            f["fact_id"]
            for f in sample.rows["facts"]
            if (f["concept"], f["measure"], f["value_text"]) == (c["concept"], c["measure"], c["printed"])
            and plain(c["quote"]) in plain(f["quote"]) + plain(f["value_text"])
        )
        for c in sample.checks
    }
    failing = {c["check_id"] for c in sample.rows["checks"] if c["outcome"] == "fail"}
    blamed: dict[str, set[str]] = {check_id: set() for check_id in failing}
    for operand in sample.rows["check_operands"]:
        if operand["check_id"] in failing:
            blamed[operand["check_id"]].add(operand["ref_id"])
    assert all(refs & wrong for refs in blamed.values())
    assert wrong <= {i for refs in blamed.values() for i in refs}
    assert {i for i, f in facts.items() if f["verification"] == "contradicted"} == wrong


def test_every_check_says_where_it_stands(sample: Sample) -> None:
    for check in sample.rows["checks"]:
        assert check["says"] and check["location"]
        if check["outcome"] == "not_evaluable":
            assert check["reason"], check["identity"]
    findings = [f for f in sample.rows["findings"] if f["code"] == "identity_failed"]
    assert len(findings) == sum(c["outcome"] == "fail" for c in sample.rows["checks"])


def test_the_projects_have_their_figures_and_words(sample: Sample) -> None:
    found = {plain(p["name"]): p for p in sample.rows["projects"]}
    for answer in sample.text.get("projects", []):
        project = found[plain(answer["name"])]
        printed = (answer["budget"], answer["executed"], answer["completion"])
        assert (project["budget"], project["executed"], project["completion_pct"]) == tuple(map(Decimal, printed))
        assert plain(project["results"]).startswith(plain(answer["outcome_first_20_chars"]))
        said = plain(answer["deviation_reason"])
        found_reason = plain(project["deviation_reason"]).strip("。")
        assert found_reason in said and bool(found_reason) == bool(said)


def test_nothing_but_projects_is_called_one(sample: Sample) -> None:
    names = {plain(p["name"]) for p in sample.text.get("projects", [])}
    assert {plain(p["name"]) for p in sample.rows["projects"]} <= names


def test_every_number_is_accounted_for(sample: Sample) -> None:
    (document,) = sample.rows["documents"]
    unclaimed = [f for f in sample.rows["findings"] if f["code"] == "unclaimed_number"]
    known = document["numbers_claimed"] + document["numbers_none"]
    assert document["numbers_total"] == known + len(unclaimed)
    # The telephone number of the township is the only number that nothing explains.
    assert len(unclaimed) == (2 if sample.path.name == "township-report.txt" else 0)
    generic = [f for f in sample.rows["facts"] if f["pattern"] == "generic"]
    assert not [f["quote"] for f in generic if f["amount"] is not None or f["unit"] == "%"]


def test_the_two_forms_of_one_report_say_the_same(processed: Callable[[Path], Outcome]) -> None:
    """A text as extracted and the PDF: the same facts, whatever their places."""
    sides = []
    for name in NAMES[:2]:
        rows = processed(SAMPLES / name).rows["facts"]
        axes = ("concept", "item", "measure", "value", "unit", "budget_kind", "compared_to", "base_concept", "heading")
        sides.append(sorted(tuple(str(f[a]) for a in axes) for f in rows))
    assert sides[0] == sides[1]
