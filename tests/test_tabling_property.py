"""A law: any consistent table, printed in any manner, comes back with the same rows, columns and values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from test_tabling_pages import LEFT, UP, Sheet, items_of, report, sheet, tables_of

NAMES = ("教育", "普及科学技术", "文化场馆运行与维护", "优抚对象医疗补助及其他优抚事务支出", "城乡居民养老", "公路养护")
PARTS = ("本年支出合计", "基本支出", "项目支出")


@dataclass(frozen=True)
class Printed:
    """A table and the manner it is printed in; `rows` are code, name, and the cents of basic and project."""

    rows: tuple[tuple[str, str, int, int], ...]
    split: bool
    rulings: str
    thousands: bool
    zero: str
    total_last: bool
    break_at: int
    header_again: bool

    def amount(self, cents: int) -> str:
        """An amount as printed."""
        if not cents:
            return self.zero
        return f"{Decimal(cents) / 100:{',' if self.thousands else ''}.2f}"

    def head(self) -> list[list[str]]:
        """The header: one row, or two with the parts of the code below its name."""
        if not self.split:
            return [["科目编码", "科目名称", *PARTS]]
        return [["科目编码", LEFT, LEFT, "科目名称", *PARTS], ["类", "款", "项", UP, UP, UP, UP]]

    def body(self) -> list[list[str]]:
        """Every row as printed, the total among them."""
        leaves = [r for r in self.rows if len(r[0]) == 7]
        made = [[*self._code(code), name, *self._amounts(b, p)] for code, name, b, p in self.rows]
        total = [*self._code(""), "合计", *self._amounts(sum(r[2] for r in leaves), sum(r[3] for r in leaves))]
        return [*made, total] if self.total_last else [total, *made]

    def _code(self, code: str) -> list[str]:
        return [code[:3], code[3:5], code[5:]] if self.split else [code]

    def _amounts(self, basic: int, project: int) -> list[str]:
        return [self.amount(basic + project), self.amount(basic), self.amount(project)]

    def sheets(self) -> list[Sheet]:
        """The pages it is printed on."""
        widths = [*([30.0, 30.0, 30.0] if self.split else [80.0]), 120.0, 100.0, 100.0, 100.0]
        head, body = self.head(), self.body()
        first, rest = body[: self.break_at], body[self.break_at :]
        pages = [sheet("支出决算表")]
        pages[0].height = 1800
        pages[0].table([*head, *first], widths, head=len(head), lines=self.rulings, high=44)
        if rest:
            again = head if self.header_again else []
            pages.append(Sheet(2, height=1800))
            pages[1].table([*again, *rest], widths, y=40, head=len(again), lines=self.rulings, high=44)
        return pages


cents = st.one_of(st.just(0), st.integers(1, 10**9))


@st.composite
def printed(draw: st.DrawFn) -> Printed:
    """A tree of classes, groups and items whose sums are right, and a manner."""
    rows: list[tuple[str, str, int, int]] = []
    for c in range(draw(st.integers(1, 3))):
        groups: list[tuple[str, str, int, int]] = []
        for g in range(draw(st.integers(1, 2))):
            code = f"{205 + c}{g + 1:02}"
            items = [
                (f"{code}{i + 1:02}", draw(st.sampled_from(NAMES)), draw(cents), draw(cents))
                for i in range(draw(st.integers(1, 2)))
            ]
            groups += [(code, draw(st.sampled_from(NAMES)), *_sums(items)), *items]
        rows += [(str(205 + c), draw(st.sampled_from(NAMES)), *_sums([g for g in groups if len(g[0]) == 5])), *groups]
    return Printed(
        rows=tuple(rows),
        split=draw(st.booleans()),
        rulings=draw(st.sampled_from(["hv", "h", ""])),
        thousands=draw(st.booleans()),
        zero=draw(st.sampled_from(["", "-", "0.00"])),
        total_last=draw(st.booleans()),
        # Two rows at least on the first page: one alone does not show its columns where nothing is ruled.
        break_at=draw(st.integers(2, len(rows) + 1)),
        header_again=draw(st.booleans()),
    )


def _sums(rows: list[tuple[str, str, int, int]]) -> tuple[int, int]:
    return sum(r[2] for r in rows), sum(r[3] for r in rows)


@settings(max_examples=60, deadline=None)
@given(printed())
def test_any_consistent_table_comes_back_whatever_its_manner(table: Printed) -> None:
    reading = report(*table.sheets())
    (read,) = tables_of(reading)
    assert [c.name for c in read.numbers] == list(PARTS)
    head = 3 if table.split else 1
    wanted = [("".join(r[:head]), r[head], r[head + 1 :]) for r in table.body()]
    back = [
        ("".join(row.codes), row.label, [c.print.text for c in read.cells if c.row is row]) for row in read.rows
    ]
    assert back == wanted
    items = items_of(reading, [read])
    for column in PARTS:
        cells = [i for i in items if i.column == column]
        leaves = sum(i.value for i in cells if i.is_leaf and i.value is not None)
        assert leaves == sum(i.value for i in cells if i.level == "total" and i.value is not None)
