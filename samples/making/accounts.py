"""The accounts of one invented body for one year; whatever can be derived is derived, never typed twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from making.amounts import ZERO

FUNDS = ("general", "government_fund", "state_capital")


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """One functional item 项 with its money, all 万元.

    `basic` and `project` are paid from `fund`; `own` is project money from sources that are not fiscal.
    """

    code: str
    names: tuple[str, str, str]
    basic: Decimal = ZERO
    project: Decimal = ZERO
    budget: Decimal = ZERO
    own: Decimal = ZERO
    fund: str = "general"
    why: str = ""

    @property
    def fiscal(self) -> Decimal:
        """Paid from the fiscal appropriation."""
        return self.basic + self.project

    @property
    def all(self) -> Decimal:
        """Paid from all sources."""
        return self.fiscal + self.own


@dataclass(frozen=True, kw_only=True)
class Accounts:
    """One year's accounts. `opening` and `closing` are keyed by fund, "own" for the rest.

    `main` is the code whose income absorbs the carry-over, `own_income` the sources that are not fiscal,
    `economic` the basic expenditure by economic code.
    """

    purposes: tuple[Purpose, ...]
    main: str
    opening: dict[str, Decimal]
    closing: dict[str, Decimal]
    own_income: dict[str, Decimal]
    economic: dict[str, Decimal]
    three_public: dict[str, tuple[Decimal, Decimal]]
    surplus_used: Decimal = ZERO
    surplus_distributed: Decimal = ZERO

    def __post_init__(self) -> None:
        if self.income_side != self.expenditure_side:
            raise ValueError(f"{self.income_side} in, {self.expenditure_side} out")
        if sum(self.economic.values()) != self.basic:
            raise ValueError(f"economic classes {sum(self.economic.values())}, basic {self.basic}")

    def fund(self, fund: str) -> Decimal:
        """Expenditure of the year from one fund."""
        return sum((p.fiscal for p in self.purposes if p.fund == fund), ZERO)

    def income(self, fund: str) -> Decimal:
        """Income of the year of one fund: what was spent, plus what the carry-over grew by."""
        return self.fund(fund) + self.closing.get(fund, ZERO) - self.opening.get(fund, ZERO)

    def income_of(self, purpose: Purpose) -> Decimal:
        """The fiscal income shown for one purpose."""
        if purpose.fund != "general":
            return self.income(purpose.fund)
        grew = self.closing.get("general", ZERO) - self.opening.get("general", ZERO)
        return purpose.fiscal + (grew if purpose.code == self.main else ZERO)

    def of_class(self, code: str, field: str = "fiscal", fund: str | None = "general") -> Decimal:
        """A sum over the purposes whose code begins with `code`, of one fund or of all."""
        chosen = (p for p in self.purposes if p.code.startswith(code) and fund in (None, p.fund))
        return total(getattr(p, field) for p in chosen)

    def classes(self, fund: str | None = "general") -> dict[str, str]:
        """Code and name of each functional class 类 with money in it, in the order of codes."""
        return {p.code[:3]: p.names[0] for p in self.purposes if fund in (None, p.fund)}

    @property
    def basic(self) -> Decimal:
        """Basic expenditure; the samples pay all of it from the general budget."""
        return total(p.basic for p in self.purposes)

    @property
    def general_project(self) -> Decimal:
        """Project expenditure from the general budget."""
        return self.of_class("", "project")

    @property
    def budget(self) -> Decimal:
        """Initial general budget."""
        return self.of_class("", "budget")

    @property
    def project(self) -> Decimal:
        """Project expenditure from all sources."""
        return total(p.project + p.own for p in self.purposes)

    @property
    def expenditure(self) -> Decimal:
        """本年支出合计."""
        return self.basic + self.project

    @property
    def fiscal_income(self) -> Decimal:
        """财政拨款收入."""
        return total(self.income(fund) for fund in FUNDS)

    @property
    def fiscal_expenditure(self) -> Decimal:
        """财政拨款支出."""
        return total(self.fund(fund) for fund in FUNDS)

    @property
    def total_income(self) -> Decimal:
        """本年收入合计."""
        return self.fiscal_income + total(self.own_income.values())

    @property
    def opened(self) -> Decimal:
        """年初结转和结余, all sources."""
        return total(self.opening.values())

    @property
    def closed(self) -> Decimal:
        """年末结转和结余, all sources."""
        return total(self.closing.values())

    @property
    def income_side(self) -> Decimal:
        """The grand total of income."""
        return self.total_income + self.surplus_used + self.opened

    @property
    def expenditure_side(self) -> Decimal:
        """The grand total of expenditure."""
        return self.expenditure + self.surplus_distributed + self.closed

    @property
    def fiscal_side(self) -> Decimal:
        """The grand total of the fiscal appropriation, one side."""
        return self.fiscal_income + total(self.opening.get(fund, ZERO) for fund in FUNDS)

    @property
    def personnel(self) -> Decimal:
        """人员经费: economic classes 301 and 303."""
        return total(v for code, v in self.economic.items() if code[:3] in ("301", "303"))

    @property
    def running(self) -> Decimal:
        """公用经费: the other economic classes."""
        return self.basic - self.personnel


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum, a Decimal even of nothing."""
    return sum(amounts, ZERO)
