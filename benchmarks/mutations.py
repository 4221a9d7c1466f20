"""How many wrong figures the checks catch: one printed figure is changed at a time, in words and in tables.

    python benchmarks/mutations.py [FILE …] [--every N] [--uncaught N]      the samples with a text layer by default

A document is read once; then each figure in turn is printed wrong as a hand, a type or a recogniser would print it:
two digits exchanged, one digit changed, the point dropped, ten times as much, the neighbour's number copied, in a
table nothing. All checks are evaluated anew. A mutation is *caught* if a check fails that held before and has the
figure as operand, or if a number that was lost is reported as a blank where one belongs.

The *ceiling* are the mutations that can be caught at all: the figure stands in a check that could be evaluated, and
is off by more than that check's tolerance. A law that says of itself that such a difference may be legitimate
(`differing = "unknown"`, `loose`, a term that `omitted = "unknown"` lets a report leave out) is no ceiling: two
trainings may have different numbers of people. What is below the ceiling and not caught was excused for another
reason, which is listed. What is above it is counted by why nothing can catch it: a figure that nothing else is made
of or tied to, a change that rounding hides, one to the side that an inequality allows, … *Reachable* is the share of
all mutations that is left without these.

*Contradicted*: the figure itself is marked so, whatever else is. *Named*: the one suspect is
the figure (an empty cell: the one that is told with a number); *closing*: with the value it had; *listed*: it is
among the three at most that are told of as equally likely. Figures that are suspected before anything is changed are
left out. The failing checks of the untouched document are printed first: on the samples all are contradictions they
are printed with; and what all its checks cost beside reading it into facts and cells (goal: less than a tenth).
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

from juesuan.normalising.cells import LineItem
from juesuan.normalising.fact import Fact
from juesuan.running.attempt import Attempt
from juesuan.running.document import engine
from juesuan.running.inputs import Input
from juesuan.running.ledger import Task
from juesuan.running.making import Choice, Making, Redo
from juesuan.validating.check import EXACT, check, trials_of
from juesuan.validating.closing import holds_with
from juesuan.validating.figure import figures_of
from juesuan.validating.index import Index
from juesuan.validating.interval import Outcome
from juesuan.validating.restated import is_loose
from juesuan.validating.sheets import Sheets
from juesuan.validating.standing import standing
from juesuan.validating.suspected import MOST
from juesuan.validating.suspects import suspicions
from juesuan.validating.trial import Trial
from juesuan.validating.verdict import Verdicts

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
DEFAULT = ("six-part-report.pdf", "item-level-report.pdf", "township-report.txt")
HOLDING = (Outcome.PASS, Outcome.ROUNDING)
Printed = Fact | LineItem


def id_of(figure: Printed) -> str:
    """fact_id or cell_id."""
    return figure.fact_id if isinstance(figure, Fact) else figure.cell_id


def area_of(figure: Printed) -> str:
    """Where it stands: the table's kind, or the part of the words and its canonical heading."""
    if isinstance(figure, LineItem):
        return f"table {figure.table}"
    return f"words {figure.section_concept or figure.part}"


def mutations(figure: Printed, neighbour: Decimal | None) -> Iterator[tuple[str, Decimal]]:
    """The wrong values of a figure, in its unit, by the way they came about; the choice is fixed by the figure."""
    assert figure.value is not None
    value, places = figure.value, figure.decimals or 0
    digits = format(abs(value), f".{places}f").replace(".", "")
    chance = random.Random(id_of(figure))
    found: list[tuple[str, Decimal]] = []
    unequal = [i for i in range(len(digits) - 1) if digits[i] != digits[i + 1]]
    if unequal:
        i = chance.choice(unequal)
        found.append(("swapped", Decimal(digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]).scaleb(-places)))
    i = chance.randrange(len(digits))
    other = chance.choice([d for d in "0123456789" if d != digits[i]])
    found.append(("changed", Decimal(digits[:i] + other + digits[i + 1 :]).scaleb(-places)))
    if places:
        found.append(("pointless", Decimal(digits)))
    found.append(("tenfold", abs(value) * 10))
    if neighbour is not None:
        found.append(("neighbour", abs(neighbour)))
    if isinstance(figure, LineItem):
        found.append(("lost", Decimal(0)))
    for how, wrong in found:
        signed = -wrong if value < 0 else wrong
        if signed != value:
            yield how, signed


def mutated(figure: Printed, value: Decimal) -> Printed:
    """The figure printed with another value; its text is printed accordingly, that of zero in a table not at all."""
    if isinstance(figure, LineItem) and not value:
        return replace(figure, value=None, decimals=None, value_text=None, print="blank", amount=None)
    assert figure.value is not None
    scale = _scale(figure)
    exponent = value.as_tuple().exponent
    decimals = max(0, -exponent if isinstance(exponent, int) else 0)
    text = format(abs(value), f".{decimals}f")
    if isinstance(figure, Fact):
        unit = figure.unit if figure.value_text.endswith(figure.unit) else ""
        quote = figure.quote.replace(figure.value_text, text + unit)
        return replace(
            figure, value=value, decimals=decimals, value_base=value * scale, value_text=text + unit, quote=quote,
            amount=None if figure.amount is None else value * scale,
        )  # fmt: skip
    return replace(
        figure, value=value, decimals=decimals, value_text=text, print="number",
        amount=None if figure.amount is None else value * scale,
    )  # fmt: skip


def _scale(figure: Printed) -> Decimal:
    if not figure.value:
        return {"万元": Decimal(10_000), "亿元": Decimal(10**8)}.get(figure.unit or "", Decimal(1))
    base = figure.amount
    if base is None:
        base = figure.value_base if isinstance(figure, Fact) else figure.value
    return base / figure.value


@dataclass
class Document:
    """One document as understood, and how its checks came out."""

    facts: list[Fact]
    items: list[LineItem]
    labels: Mapping[str, str]

    def trials(self, old: Printed | None = None, new: Printed | None = None) -> Mapping[str, Trial]:
        """All trials, with one figure in place of another."""
        facts = [new if f is old else f for f in self.facts]
        items = [new if i is old else i for i in self.items]
        identities = engine().identities
        figures = figures_of(facts, identities[0].wholes)  # type: ignore[arg-type]
        return trials_of(Index(figures, Sheets(items, {}, self.labels)), identities)  # type: ignore[arg-type]

    def printed(self) -> Iterator[tuple[Printed, Decimal | None]]:
        """Every printed number that is not zero, with its neighbour's: the next of its unit in its list."""
        facts = [f for f in self.facts if f.form == "digits" and f.value and f.bound == "exact"]
        items = [i for i in self.items if i.print == "number"]
        for figures in (facts, items):
            for i, figure in enumerate(figures):
                after = [f.value for f in figures[i + 1 : i + 6] if f.unit == figure.unit and f.value != figure.value]
                yield figure, after[0] if after else None


@dataclass
class Score:
    """Counts of one area."""

    figures: int = 0
    mutated: int = 0
    caught: int = 0
    ceiling: int = 0
    ceiling_caught: int = 0
    blamed: int = 0
    named: int = 0
    closing: int = 0
    listed: int = 0


class Benchmark:
    """The mutations of all documents, by area."""

    def __init__(self) -> None:
        self.areas: dict[str, Score] = defaultdict(Score)
        self.ways: dict[str, Score] = defaultdict(Score)
        self.uncaught: list[str] = []
        self.reasons: Counter[str] = Counter()
        self.seconds = 0.0

    def run(self, document: Document, every: int) -> None:
        """Mutate every `every`-th figure of a document."""
        before = document.trials()
        involved: dict[str, list[Trial]] = defaultdict(list)
        for trial in before.values():
            for ref in {figure.ref_id for _, figure in trial.operands}:
                involved[ref or ""].append(trial)
        failing = {key for key, trial in before.items() if trial.outcome is Outcome.FAIL}
        wrong_already = {s.figure.ref_id for found in suspicions(tuple(before.values())) for s in found.suspects}
        for number, (figure, neighbour) in enumerate(document.printed()):
            if number % every or id_of(figure) in wrong_already:
                continue
            scores = [self.areas[area_of(figure)], self.areas["all"]]
            for score in scores:
                score.figures += 1
            for how, value in mutations(figure, neighbour):
                wrong = mutated(figure, value)
                start = time.perf_counter()
                after = document.trials(figure, wrong)
                self.seconds += time.perf_counter() - start
                self._count([*scores, self.ways[how]], figure, wrong, how, involved[id_of(figure)], after, failing)

    def _count(
        self, scores: Sequence[Score], figure: Printed, wrong: Printed, how: str, held: Sequence[Trial],
        after: Mapping[str, Trial], failing: set[str],
    ) -> None:  # fmt: skip
        ref = id_of(figure)
        new = _base(wrong)
        broken = [
            t for t in held
            if t.outcome in HOLDING and t.identity.severity != "info" and not holds_with(t, ref, new)
        ]  # fmt: skip
        mine = {key: t for key, t in after.items() if any(f.ref_id == ref for _, f in t.operands)}
        caught = any(
            (t.outcome is Outcome.FAIL and key not in failing) or t.reason == "blank_operand"
            for key, t in mine.items()
        )
        broken = [t for t in broken if not _excepted(t, mine.values())]
        named = closing = blamed = listed = False
        if caught:
            tried = tuple(after.values())
            suspected = suspicions(tried)
            blamed = standing(tried, suspected, [ref])[ref].status == "contradicted"
            for suspicion in suspected:
                first = suspicion.suspects[0]
                leading = suspicion.leading
                listed = listed or (len(leading) <= MOST and any(s.figure.ref_id == ref for s in leading))
                if first.figure.ref_id == ref and suspicion.sure:
                    named, closing = True, first.closing == _base(figure)
        else:
            self._note(figure, wrong, how, held, broken, mine)
        for score in scores:
            score.mutated += 1
            score.caught += caught
            score.ceiling += bool(broken)
            score.ceiling_caught += bool(broken) and caught
            score.blamed += blamed
            score.named += named
            score.closing += closing
            score.listed += listed

    def _note(
        self, figure: Printed, wrong: Printed, how: str, held: Sequence[Trial], broken: Sequence[Trial],
        mine: Mapping[str, Trial],
    ) -> None:  # fmt: skip
        holding = [t for t in held if t.outcome in HOLDING]
        new = _base(wrong)
        equal = [t for t in holding if t.relation == "="]
        if broken:
            ids = {t.identity.id for t in broken}
            why = sorted({t.reason or str(t.outcome) for t in mine.values() if t.identity.id in ids}) or ["not tried"]
            reason = f"excused: {', '.join(sorted(ids))}: {', '.join(why)}"
        elif not held:
            reason = "nothing else in the document is made of it or tied to it"
        elif not holding:
            lacking = sorted({t.reason or "" for t in held})
            reason = "what it would be checked with is not printed: " + ", ".join(lacking[:2])
        elif any(not holds_with(t, id_of(figure), new) for t in equal):
            reason = "it need not be what it equals: " + ", ".join(sorted({t.identity.id for t in equal})[:2])
        elif equal:
            reason = "less than rounding hides: " + ", ".join(sorted({t.identity.id for t in equal})[:2])
        else:
            reason = "only bounded, on the side allowed: " + ", ".join(sorted({t.identity.id for t in holding})[:2])
        self.reasons[reason.split(":")[0]] += 1
        name = figure.quote[-24:] if isinstance(figure, Fact) else f"{figure.label} {figure.column}"
        self.uncaught.append(
            f"{area_of(figure)} | {name} | {figure.value_text} → {wrong.value_text} ({how}) | {reason}"
        )

    def told(self, most: int) -> str:
        """The counts as a text table, and what was not caught."""
        heads = (
            "area", "figures", "mutated", "caught", "ceiling", "of it caught", "contradicted", "named", "closing",
            "listed",
        )  # fmt: skip
        lines = [f"{heads[0]:58}" + "".join(f"{h:>14}" for h in heads[1:])]
        areas = sorted((area, score) for area, score in self.areas.items() if area != "all")
        for name, s in (*areas, *self.ways.items(), ("all", self.areas["all"])):
            cells = (
                str(s.figures), str(s.mutated), _share(s.caught, s.mutated), str(s.ceiling),
                _share(s.ceiling_caught, s.ceiling), _share(s.blamed, s.caught), _share(s.named, s.caught),
                _share(s.closing, s.caught), _share(s.listed, s.caught),
            )  # fmt: skip
            lines.append(f"{name:58}" + "".join(f"{cell:>14}" for cell in cells))
        lines += ["", *(f"{count:6} {reason}" for reason, count in self.reasons.most_common())]
        whole = self.areas["all"]
        hidden = sum(count for reason, count in self.reasons.items() if reason != "excused")
        reachable = whole.mutated - hidden
        lines.append(f"reachable: {reachable} of {whole.mutated} ({_share(reachable, whole.mutated)})")
        # What was excused first: it is what the checks could have caught.
        self.uncaught.sort(key=lambda line: "| excused" not in line)
        return "\n".join([*lines, "", *self.uncaught[:most]])


def _excepted(held: Trial, tried: Iterable[Trial]) -> bool:
    """Whether the record of a law that held excuses the wrong figure, as it is `tried` now."""
    identity = held.identity
    if held.printed is not None and is_loose(identity, held.printed):
        return True
    reasons = {t.reason for t in tried if t.identity.id == identity.id and t.reason is not None}
    # What the words call 年初预算 need not be the 预算数 of a table, which some years' forms fill with another.
    may_differ = identity.differing == "unknown" or identity.kind == "restated_in_words_and_tables"
    by_scope = "different_scope" in reasons and may_differ
    left_out = identity.omitted == "unknown" and identity.kind == "sum"
    return by_scope or (left_out and any(reason.startswith("missing_operand") for reason in reasons))


def _base(figure: Printed) -> Decimal:
    if isinstance(figure, Fact):
        return figure.value_base if figure.amount is None else figure.amount
    return figure.amount if figure.amount is not None else figure.value or Decimal(0)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "–"


def cost(path: Path, runs: int = 5) -> float:
    """What all checks of a file cost beside everything else that a worker does to extract it, the best of some runs.

    From the file to the rows committed, in processor time.
    """
    spent = [0.0]

    def timed(*args: Any, **given: Any) -> Verdicts:
        start = time.process_time()
        found = check(*args, **given)
        spent[0] += time.process_time() - start
        return found

    least = 1.0
    task = Task(0, (Input(str(path), path.name, named=True),))
    with tempfile.TemporaryDirectory() as out, patch("juesuan.running.document.check", timed):
        work = Making(out, choice=Choice(Redo.EXTRACTING)).start()
        work(task, Attempt(), lambda _: None)
        for _ in range(runs):
            spent[0], start = 0.0, time.process_time()
            assert work(task, Attempt(), lambda _: None).status == "ok"
            least = min(least, spent[0] / (time.process_time() - start - spent[0]))
    return least


def main() -> None:
    """Run over the files given, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--every", type=int, default=1, help="mutate only every N-th figure")
    parser.add_argument("--uncaught", type=int, default=40, help="how many uncaught mutations to list")
    given = parser.parse_args()
    loaded, benchmark = engine(), Benchmark()
    labels = {concept.id: concept.zh for concept in loaded.patterns.vocabulary.values()}
    with localcontext(EXACT):
        for path in given.files or [SAMPLES / name for name in DEFAULT]:
            understood = loaded.understand(path)
            facts, items, verdicts = understood.facts, understood.items, understood.verdicts
            failed = [row for row in verdicts.checks if row.outcome is Outcome.FAIL]
            print(f"{path.name}: {len(verdicts.checks)} checks, {len(failed)} fail untouched", end="; ")
            print(f"checking costs {100 * cost(path):.1f} % of extracting")
            for row in failed:
                print(f"    {row.identity}: {row.says}")
            benchmark.run(Document(facts, items, labels), given.every)
    print(benchmark.told(given.uncaught))
    every = benchmark.areas["all"].mutated
    print(f"\n{every} mutations, {1000 * benchmark.seconds / max(every, 1):.1f} ms each for all checks of the document")


if __name__ == "__main__":
    main()
