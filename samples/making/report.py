"""A report being written: blocks in reading order, and what the answers must say about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from making.amounts import Print, ratio
from making.ruled import RuledTable
from making.speech import CLOSE, OPEN, Quantity, Speech, clause, spoken

NOT_CORE = ("activity.", "performance.indicator")
SIGNED = ("change", "growth_pct")


@dataclass(frozen=True)
class Heading:
    """A heading; level 0 is a part, which begins a page."""

    level: int
    speech: Speech


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or a centred line of a title."""

    speech: Speech
    centred: bool = False


@dataclass(frozen=True)
class WordTable:
    """A ruled table of words. `widths` are shares of the text width."""

    title: Speech
    header: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Speech, ...], ...]


Block = Heading | Paragraph | WordTable | RuledTable


@dataclass(frozen=True)
class Stated:
    """A quantity with the place where the report states it."""

    part: int
    heading: str
    quote: str
    serial: int
    start: int
    quantity: Quantity


@dataclass
class Report:
    """Collects blocks and answers; `doc` is the file's stem, `unit` the unit's printed name."""

    doc: str
    unit: str
    year: int
    style: Print
    blocks: list[Block] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    answers: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    contradictions: list[dict[str, object]] = field(default_factory=list)
    _quantities: list[Quantity] = field(default_factory=list)
    _serial: int = 0
    _part: int = 0
    _heading: str = ""

    # Numbers: each returns a mark to put into a sentence.
    def q(
        self, value: Decimal | str, unit: str, concept: str, measure: str, item: str | None = None, *,
        kind: str | None = None, versus: str | None = None, base: str | None = None,
        silent: bool = False,
    ) -> str:  # fmt: skip
        """A quantity of any unit; `silent` leaves the unit unprinted.

        A string is printed as it is, a Decimal in the report's manner and without its sign.
        """
        if isinstance(value, str):
            shown = value
        else:
            shown = self.style.percent(value) if unit == "%" else self.style.money(value)
        sign = "-" if measure in SIGNED and isinstance(value, Decimal) and value < 0 else ""
        self._quantities.append(
            Quantity(
                concept=concept, measure=measure, value=sign + shown.replace(",", ""), print=shown, unit=unit,
                item=item, budget_kind=kind, compared_to=versus, base_concept=base, year=self.year,
                core=not concept.startswith(NOT_CORE),
            )
        )  # fmt: skip
        return f"{OPEN}{len(self._quantities) - 1}{CLOSE}{'' if silent else unit}"

    def money(
        self, value: Decimal, concept: str, item: str | None = None, measure: str = "actual", *,
        kind: str | None = None, versus: str | None = None,
    ) -> str:  # fmt: skip
        """An amount in 万元."""
        return self.q(value, "万元", concept, measure, item, kind=kind, versus=versus)

    def share(self, part: Decimal, whole: Decimal, concept: str, base: str, item: str | None = None) -> str:
        """What `part` is in percent of `whole`."""
        return self.q(ratio(part, whole), "%", concept, "share_pct", item, base=base)

    def completed(self, actual: Decimal, budget: Decimal, concept: str, kind: str, item: str | None) -> str:
        """The completion rate of a budget."""
        return self.q(ratio(actual, budget), "%", concept, "completion_pct", item, kind=kind, base=concept)

    def count(
        self, value: int, unit: str, concept: str, item: str | None = None, measure: str = "count"
    ) -> str:
        """Things, visits or persons."""
        return self.q(str(value), unit, concept, measure, item)

    def moved(self, now: Decimal, before: Decimal, concept: str, item: str | None = None, *,
              each: str = "", versus: str = "prior_year", comma: str = "，") -> str:  # fmt: skip
        """减少X万元，下降P% or 增加X万元，增长P%; raises on an unchanged figure, which has other words."""
        if now == before:
            raise ValueError(f"{concept} did not move")
        more = now > before
        by = self.money(now - before, concept, item, "change", versus=versus)
        rate = self.q(ratio(now - before, before), "%", concept, "growth_pct", item, versus=versus)
        return f"{each}{'增加' if more else '减少'}{by}{comma}{'增长' if more else '下降'}{rate}"

    def because(self, reason: str, about: str) -> str:
        """A stated reason, recorded with what it is about."""
        self.record("reasons", about=about, reason=reason)
        return reason

    # Blocks.
    def part(self, number: int, title: str, printed: str) -> None:
        """Begin a part; `printed` is its whole heading line."""
        self._part = number
        self.record("parts", part=number, title=title, first_sentence="")
        self._heading = printed
        self.blocks.append(Heading(0, self._speech(printed)))

    def heading(self, level: int, marked: str) -> None:
        """A heading inside a part; it may state a quantity itself."""
        speech = self._speech(marked, own=True)
        self.blocks.append(Heading(level, speech))

    def say(self, marked: str, centred: bool = False) -> Speech:
        """A paragraph."""
        speech = self._speech(marked)
        self.blocks.append(Paragraph(speech, centred))
        part = self.answers.get("parts", [{}])[-1]
        if not part.get("first_sentence") and not centred:
            part["first_sentence"] = "".join(speech.text.split("。")[0].split()) + "。"
        return speech

    def words(self, title: str, header: tuple[str, ...], widths: tuple[float, ...],
              rows: Callable[[], list[tuple[str, ...]]]) -> WordTable:  # fmt: skip
        """A table of words under its title; facts in its cells carry the title as their heading."""
        head = self._speech(title, own=True)
        body = tuple(tuple(self._speech(cell) for cell in row) for row in rows())
        table = WordTable(head, header, widths, body)
        self.blocks.append(table)
        return table

    def record(self, name: str, /, **answer: object) -> None:
        """One more answer of the list `name` of the text answers."""
        self.answers.setdefault(name, []).append(dict(answer))

    def contradict(self, says: str, printed: str, right: str, concept: str, measure: str) -> None:
        """Note a contradiction that is there on purpose, in the last clause that says `printed`."""
        quote = next(s.quote for s in reversed(self.stated) if printed in s.quote)
        place = {"part": self._part, "heading": self._heading, "quote": quote}
        said = {"printed": printed, "right": right, "says": says}
        self.contradictions.append({**place, "concept": concept, "measure": measure, **said})

    def _speech(self, marked: str, own: bool = False) -> Speech:
        self._serial += 1
        speech = spoken(self._serial, marked, self._quantities, self.style.gap)
        if own:
            self._heading = speech.text.rstrip("。")
        for start, end, quantity in speech.marks:
            quote = clause(speech.text, start, end)
            self.stated.append(Stated(self._part, self._heading, quote, speech.serial, start, quantity))
        return speech
