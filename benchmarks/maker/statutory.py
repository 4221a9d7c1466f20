"""The nine statutory tables of the books: header paths, printed rows, and every number cell as an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from maker import catalogue
from maker.books import BUYING, DRIVING, FUNDS, GUESTS, TRIPS, Books, Purpose, total
from maker.habits import Habits
from maker.teller import numeral

ORDER = {
    "STD9a": ("three_public", "government_fund", "state_capital"),
    "STD9b": ("government_fund", "state_capital", "three_public"),
}
TITLES = {
    "income_expenditure": ("收入支出决算总表",), "income": ("收入决算表",), "expenditure": ("支出决算表",),
    "fiscal_income_expenditure": ("财政拨款收入支出决算总表",),
    "general_budget_expenditure": ("一般公共预算财政拨款支出决算表",),
    "basic_expenditure": ("一般公共预算财政拨款基本支出决算表", "一般公共预算财政拨款基本支出决算明细表"),
    "three_public": ("一般公共预算财政拨款“三公”经费支出决算表", "财政拨款“三公”经费支出决算表"),
    "government_fund": ("政府性基金预算财政拨款收入支出决算表",),
    "state_capital": ("国有资本经营预算财政拨款支出决算表",),
}  # fmt: skip
FIRST = ("income_expenditure", "income", "expenditure", "fiscal_income_expenditure", "general_budget_expenditure",
         "basic_expenditure")  # fmt: skip
Path = tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One number cell: the row's code or name, the leaf column, and the number as printed without separators."""

    table: str
    row: str
    column: str
    value: Decimal


@dataclass(frozen=True)
class Head:
    """A cell of a header: its words and the grid it covers, ends excluded."""

    text: str
    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Statutory:
    """A table as printed: `paths` are the header cells above each column, `rows` the body with texts."""

    table: str
    title: str
    form: str
    agency: str
    unit: str
    paths: tuple[Path, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    cells: tuple[Cell, ...]
    note: str = ""

    @property
    def depth(self) -> int:
        """Rows of the header."""
        return max(map(len, self.paths))

    def heads(self) -> Iterator[Head]:
        """The cells of the header, row by row in each group; neighbours of the same path are one cell."""
        spans = [(0, len(self.paths), 0)]
        while spans:
            low, high, level = spans.pop()
            at = low
            while at < high:
                path, end = self.paths[at], at + 1
                last = len(path) == level + 1
                while not last and end < high and self.paths[end][: level + 1] == path[: level + 1]:
                    end += 1
                yield Head(path[level], level, at, self.depth if last else level + 1, end)
                if not last:
                    spans.append((at, end, level + 1))
                at = end

    @property
    def landscape(self) -> bool:
        """Whether it needs the long side of the page."""
        return sum(self.widths) > 480


class _Draft:
    """Rows being collected; a number goes in through `put`, which keeps the answer."""

    def __init__(self, table: str, habits: Habits) -> None:
        self.table, self.habits = table, habits
        self.rows: list[tuple[str, ...]] = []
        self.cells: list[Cell] = []

    def put(self, row: str, column: str, amount: Decimal, zero: bool = True) -> str:
        text = self.habits.cell(amount)
        if text and text not in ("-", "—"):
            self.cells.append(Cell(self.table, row, column, Decimal(text.replace(",", ""))))
        return text


def _two_sided(d: _Draft, left: list[tuple[str, Decimal | None]], right: list[tuple[str, list[Decimal | None]]],
               heads: list[str]) -> None:  # fmt: skip
    for i in range(max(len(left), len(right))):
        row: list[str] = []
        name, amount = left[i] if i < len(left) else ("", None)
        row += [name, "" if amount is None else d.put(name, "决算数", amount)]
        label, amounts = right[i] if i < len(right) else ("", [None] * len(heads))
        row.append(label)
        row += ["" if a is None else d.put(label, h, a) for h, a in zip(heads, amounts, strict=True)]
        d.rows.append(tuple(row))


def _ordinal(names: list[str]) -> list[str]:
    return [f"{numeral(i)}、{name}" for i, name in enumerate(names, 1)]


def _by_class(b: Books, fund: str | None, own: bool) -> list[Decimal]:
    return [
        b.spent(fund, code=code) + (b.spent(None, "own", code) if own else Decimal(0)) for code, _ in catalogue.CLASSES
    ]


def _income_expenditure(b: Books, d: _Draft) -> tuple[tuple[Path, ...], tuple[int, ...]]:
    names = _ordinal(["一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入",
                      "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"])  # fmt: skip
    amounts = [b.income(f) for f in FUNDS] + list(b.own_income.values())
    left: list[tuple[str, Decimal | None]] = list(zip(names, amounts, strict=True))
    classes = _ordinal([name for _, name in catalogue.CLASSES])
    sums = _by_class(b, None, True)
    loose = b.remitted + b.operating + b.granted
    if loose:
        # What is no project of a class is shown under the first class with money, as accounts do.
        at = next(i for i, s in enumerate(sums) if s)
        sums[at] += loose
    right: list[tuple[str, list[Decimal | None]]] = [(n, [s]) for n, s in zip(classes, sums, strict=True)]
    left += [("", None)] * (len(right) - len(left))
    left += [
        ("本年收入合计", b.total_income),
        ("使用非财政拨款结余", b.surplus_used),
        ("年初结转和结余", b.opened),
        ("总计", b.side),
    ]
    right += [
        ("本年支出合计", [b.expenditure]),
        ("结余分配", [b.distributed]),
        ("年末结转和结余", [b.closed]),
        ("总计", [b.side]),
    ]
    _two_sided(d, left, right, ["决算数"])
    return (("收入", "项目"), ("收入", "决算数"), ("支出", "项目"), ("支出", "决算数")), (150, 85, 150, 85)


def _fiscal(b: Books, d: _Draft) -> tuple[tuple[Path, ...], tuple[int, ...]]:
    names = _ordinal(["一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"])
    left: list[tuple[str, Decimal | None]] = [(n, b.income(f)) for n, f in zip(names, FUNDS, strict=True)]
    heads = ["合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
    by_fund = [_by_class(b, f, False) for f in FUNDS]
    right: list[tuple[str, list[Decimal | None]]] = []
    for i, name in enumerate(_ordinal([name for _, name in catalogue.CLASSES])):
        parts = [column[i] for column in by_fund]
        right.append((name, [total(parts), *parts]))
    left += [("", None)] * (len(right) - len(left))
    opened, closed = total(b.opening[f] for f in FUNDS), total(b.closing[f] for f in FUNDS)
    left += [("本年收入合计", b.fiscal_income), ("年初财政拨款结转和结余", opened), ("总计", b.fiscal_side)]
    right += [
        ("本年支出合计", [b.spent(), *(b.spent(f) for f in FUNDS)]),
        ("年末财政拨款结转和结余", [closed, *(b.closing[f] for f in FUNDS)]),
        ("总计", [b.fiscal_side, *(b.spent(f) + b.closing[f] for f in FUNDS)]),
    ]
    _two_sided(d, left, right, heads)
    paths = (("收入", "项目"), ("收入", "决算数"), ("支出", "项目"), *(("支出", h) for h in heads))
    return paths, (130, 75, 130, 75, 85, 85, 85)


Sums = Callable[[Callable[[Purpose], bool]], list[Decimal]]


def _tree(b: Books, d: _Draft, heads: list[str], sums: Sums, fund: str | None, first: bool) -> None:
    """A total and the rows of every class, group and item; `first` puts the total first."""
    chosen = [p for p in b.purposes if fund in (None, p.fund)]
    rows: list[tuple[str, str, list[Decimal]]] = []
    seen: set[str] = set()
    for p in sorted(chosen, key=lambda p: p.account.code):
        for size, name in zip((3, 5, 7), p.account.names, strict=True):
            code = p.account.code[:size]
            if code not in seen:
                seen.add(code)
                rows.append((code, name, sums(lambda q, code=code: q.account.code.startswith(code))))  # type: ignore[misc]
    whole = ("", "合计", sums(lambda q: True))
    for code, name, amounts in [whole, *rows] if first else [*rows, whole]:
        row = code or name
        d.rows.append((code, name, *(d.put(row, h, a) for h, a in zip(heads, amounts, strict=True))))


def _income(b: Books, d: _Draft) -> tuple[tuple[Path, ...], tuple[int, ...]]:
    heads = ["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"]
    grew = {f: b.closing[f] - b.opening[f] for f in FUNDS}
    main = {f: next((p for p in b.purposes if p.fund == f), None) for f in FUNDS}
    holder = next(p for p in b.purposes if p.own or p is b.purposes[-1])

    def sums(keep: Callable[[Purpose], bool]) -> list[Decimal]:
        kept = [p for p in b.purposes if keep(p)]
        fiscal = total(p.fiscal for p in kept) + total(
            grew[f] for f in FUNDS if main[f] is not None and main[f] in kept
        )
        own = list(b.own_income.values()) if holder in kept else [Decimal(0)] * 5
        return [fiscal + total(own), fiscal, *own]

    _tree(b, d, heads, sums, None, True)
    paths = (("项目", "科目编码"), ("项目", "科目名称"), *((h,) for h in heads))
    return paths, (60, 140, *([76] * 7))


def _expenditure(b: Books, d: _Draft) -> tuple[tuple[Path, ...], tuple[int, ...]]:
    heads = ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]
    holder = b.purposes[0]

    def sums(keep: Callable[[Purpose], bool]) -> list[Decimal]:
        kept = [p for p in b.purposes if keep(p)]
        loose = [b.remitted, b.operating, b.granted] if holder in kept else [Decimal(0)] * 3
        basic, project = total(p.basic for p in kept), total(p.project + p.own for p in kept)
        return [basic + project + total(loose), basic, project, *loose]

    _tree(b, d, heads, sums, None, True)
    paths = (("项目", "科目编码"), ("项目", "科目名称"), *((h,) for h in heads))
    return paths, (60, 140, *([80] * 6))


def _general(b: Books, d: _Draft, first: bool) -> tuple[tuple[Path, ...], tuple[int, ...]]:
    heads = ["合计", "基本支出", "项目支出"]

    def sums(keep: Callable[[Purpose], bool]) -> list[Decimal]:
        kept = [p for p in b.purposes if keep(p) and p.fund == "general"]
        return [total(p.fiscal for p in kept), total(p.basic for p in kept), total(p.project for p in kept)]

    _tree(b, d, heads, sums, "general", first)
    return (("项目", "科目编码"), ("项目", "科目名称"), *(("本年支出", h) for h in heads)), (70, 170, 80, 80, 80)


def _basic(b: Books, d: _Draft) -> tuple[tuple[Path, ...], tuple[int, ...]]:
    people = {**{k: v for k, v in catalogue.PERSONNEL.items() if k.startswith("301")}}
    left = {"301": "工资福利支出", **people, "303": "对个人和家庭的补助",
            **{k: v for k, v in catalogue.PERSONNEL.items() if k.startswith("303")}}  # fmt: skip
    right = {"302": "商品和服务支出", **{k: v for k, v in catalogue.RUNNING.items() if k.startswith("302")},
             "310": "资本性支出", **{k: v for k, v in catalogue.RUNNING.items() if k.startswith("310")}}  # fmt: skip

    def triples(names: dict[str, str]) -> list[tuple[str, str, str]]:
        return [
            (code, name, d.put(code, "决算数", total(v for k, v in b.economic.items() if k.startswith(code))))
            for code, name in names.items()
        ]

    one, two = triples(left), triples(right)
    long = max(len(one), len(two))
    one += [("", "", "")] * (long - len(one))
    two += [("", "", "")] * (long - len(two))
    d.rows += [(*a, *c) for a, c in zip(one, two, strict=True)]
    d.rows.append(
        (
            "",
            "人员经费合计",
            d.put("人员经费合计", "决算数", b.personnel),
            "",
            "公用经费合计",
            d.put("公用经费合计", "决算数", b.running),
        )
    )
    heads = tuple((side, h) for side in ("人员经费", "公用经费") for h in ("科目编码", "科目名称", "决算数"))
    return heads, (52, 125, 65, 52, 125, 65)


def _three_public(b: Books, d: _Draft, mixed: bool) -> tuple[tuple[Path, ...], tuple[int, ...]]:
    cars = "公务用车购置及运行维护费"
    items = [(("合计",), b.three_public), (("因公出国（境）费",), b.public[TRIPS]), ((cars, "小计"), b.cars),
             ((cars, "公务用车购置费"), b.public[BUYING]), ((cars, "公务用车运行维护费"), b.public[DRIVING]),
             (("公务接待费",), b.public[GUESTS])]  # fmt: skip
    order = [(i, k) for i in items for k in (0, 1)] if mixed else [(i, k) for k in (0, 1) for i in items]
    paths, row = [], []
    for (path, e), k in order:
        kind = ("预算数", "决算数")[k]
        full = (*path, kind) if mixed else (kind, *path)
        paths.append(full)
        row.append(d.put("", "/".join(full), (e.budget, e.actual)[k]))
    d.rows.append(tuple(row))
    return tuple(paths), (62,) * 12


def _fund(b: Books, d: _Draft, fund: str) -> tuple[tuple[Path, ...], tuple[int, ...]]:
    if fund == "state_capital":
        heads = ["合计", "基本支出", "项目支出"]

        def outlays(keep: Callable[[Purpose], bool]) -> list[Decimal]:
            kept = [p for p in b.purposes if keep(p) and p.fund == fund]
            return [total(p.fiscal for p in kept), total(p.basic for p in kept), total(p.project for p in kept)]

        _tree(b, d, heads, outlays, fund, True)
        return (("项目", "科目编码"), ("项目", "科目名称"), *(("本年支出", h) for h in heads)), (70, 170, 80, 80, 80)
    heads = ["年初结转和结余", "本年收入", "小计", "基本支出", "项目支出", "年末结转和结余"]

    def sums(keep: Callable[[Purpose], bool]) -> list[Decimal]:
        kept = [p for p in b.purposes if keep(p) and p.fund == fund]
        if not kept:
            return [Decimal(0)] * 6
        spent = total(p.fiscal for p in kept)
        return [b.opening[fund], b.income(fund), spent, total(p.basic for p in kept), total(p.project for p in kept),
                b.closing[fund]]  # fmt: skip

    _tree(b, d, heads, sums, fund, True)
    paths = (("项目", "科目编码"), ("项目", "科目名称"), ("年初结转和结余",), ("本年收入",),
             *(("本年支出", h) for h in heads[2:5]), ("年末结转和结余",))  # fmt: skip
    return paths, (60, 150, *([78] * 6))


def statutory(books: Books, habits: Habits, order: str, form: str, rng: Random) -> tuple[Statutory, ...]:
    """The nine tables in the order of the set `order`; `form` prints their numbers, N being the place."""
    shown = Habits(unit=habits.unit, places=min(habits.places, 2), thousands=habits.thousands,
                   nothing=rng.choice(("", "0.00", "0", "-", "")))  # fmt: skip
    first, mixed = rng.random() < 0.7, rng.random() < 0.3
    makers: dict[str, Callable[[_Draft], tuple[tuple[Path, ...], tuple[int, ...]]]] = {
        "income_expenditure": lambda d: _income_expenditure(books, d), "income": lambda d: _income(books, d),
        "expenditure": lambda d: _expenditure(books, d), "fiscal_income_expenditure": lambda d: _fiscal(books, d),
        "general_budget_expenditure": lambda d: _general(books, d, first), "basic_expenditure": lambda d: _basic(books, d),
        "three_public": lambda d: _three_public(books, d, mixed),
        "government_fund": lambda d: _fund(books, d, "government_fund"),
        "state_capital": lambda d: _fund(books, d, "state_capital"),
    }  # fmt: skip
    made = []
    for i, table in enumerate((*FIRST, *ORDER[order]), 1):
        draft = _Draft(table, shown)
        paths, widths = makers[table](draft)
        made.append(
            Statutory(
                table=table,
                title=rng.choice(TITLES[table]),
                form=form.replace("N", str(i)),
                agency=books.unit,
                unit=shown.unit,
                paths=paths,
                widths=widths,
                rows=tuple(draft.rows),
                cells=tuple(draft.cells),
                note=f"注：本表反映{('本年度', '当年')[i % 2]}有关收支情况。",
            )
        )
    return tuple(made)
