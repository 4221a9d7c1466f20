"""One year's accounts of an invented body, in 元 and consistent in themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from maker import catalogue
from maker.catalogue import Account

ZERO = Decimal(0)
CENT = Decimal("0.01")
FUNDS = ("general", "government_fund", "state_capital")
OWN = ("superior_subsidy", "institutional", "operating", "subsidiary_remittance", "other")
"""Sources of income that are not fiscal, in the order of the tables."""
VEHICLES = (
    "副部（省）级及以上领导用车", "主要领导干部用车", "机要通信用车", "应急保障用车", "执法执勤用车",
    "特种专业技术用车", "离退休干部用车", "其他用车",
)  # fmt: skip
TRIPS, BUYING, DRIVING, GUESTS = "overseas", "vehicle.purchase", "vehicle.operation", "reception"


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum, a Decimal even of nothing."""
    return sum(amounts, ZERO)


@dataclass(frozen=True)
class Purpose:
    """One functional item with its money; `own` is project money that is not fiscal, `prior` is last year's fiscal."""

    account: Account
    fund: str
    basic: Decimal
    project: Decimal
    own: Decimal
    budget: Decimal
    prior: Decimal

    @property
    def fiscal(self) -> Decimal:
        """Paid from the fiscal appropriation."""
        return self.basic + self.project


@dataclass(frozen=True)
class Expense:
    """Budget, actual and last year's amount of one of the three public expenses."""

    budget: Decimal
    actual: Decimal
    prior: Decimal

    def __add__(self, other: Expense) -> Expense:
        return Expense(self.budget + other.budget, self.actual + other.actual, self.prior + other.prior)


@dataclass(frozen=True)
class Project:
    """A project with its self-evaluation."""

    name: str
    budget: Decimal
    executed: Decimal
    score: Decimal


@dataclass(frozen=True)
class Books:
    """Everything a report can tell. Money is in 元; dictionaries are keyed by the last part of the concept."""

    year: int
    unit: str
    purposes: tuple[Purpose, ...]
    opening: Mapping[str, Decimal]
    closing: Mapping[str, Decimal]
    own_income: Mapping[str, Decimal]
    surplus_used: Decimal
    distributed: Decimal
    remitted: Decimal
    operating: Decimal
    granted: Decimal
    economic: Mapping[str, Decimal]
    public: Mapping[str, Expense]
    counts: Mapping[str, int]
    prior: Mapping[str, Decimal]
    procurement: Mapping[str, Decimal]
    vehicles: Mapping[str, int]
    staff: Mapping[str, int]
    projects: tuple[Project, ...]
    meetings: Mapping[str, Decimal]
    assets: Mapping[str, Decimal]

    def spent(self, fund: str | None = None, field: str = "fiscal", code: str = "") -> Decimal:
        """Expenditure of the year of one fund (None: all fiscal funds), of accounts that begin with `code`."""
        chosen = (p for p in self.purposes if fund in (None, p.fund) and p.account.code.startswith(code))
        return total(getattr(p, field) for p in chosen)

    def income(self, fund: str) -> Decimal:
        """Income of one fund: what was spent plus what the carry-over grew by."""
        return self.spent(fund) + self.closing[fund] - self.opening[fund]

    def classes(self, fund: str | None = "general") -> dict[str, str]:
        """Code and name of the classes 类 with money in them."""
        return {p.account.code[:3]: p.account.names[0] for p in self.purposes if fund in (None, p.fund)}

    @property
    def basic(self) -> Decimal:
        """基本支出, all of it from the general budget."""
        return self.spent("general", "basic")

    @property
    def project(self) -> Decimal:
        """项目支出 of all sources."""
        return self.spent(None, "project") + self.spent(None, "own")

    @property
    def expenditure(self) -> Decimal:
        """本年支出合计."""
        return self.basic + self.project + self.remitted + self.operating + self.granted

    @property
    def fiscal_income(self) -> Decimal:
        """财政拨款收入."""
        return total(self.income(fund) for fund in FUNDS)

    @property
    def total_income(self) -> Decimal:
        """本年收入合计."""
        return self.fiscal_income + total(self.own_income.values())

    @property
    def opened(self) -> Decimal:
        """年初结转和结余."""
        return total(self.opening.values())

    @property
    def closed(self) -> Decimal:
        """年末结转和结余."""
        return total(self.closing.values())

    @property
    def side(self) -> Decimal:
        """收、支总计."""
        return self.total_income + self.surplus_used + self.opened

    @property
    def fiscal_side(self) -> Decimal:
        """财政拨款收、支总计."""
        return self.fiscal_income + total(self.opening[fund] for fund in FUNDS)

    @property
    def personnel(self) -> Decimal:
        """人员经费."""
        return total(v for code, v in self.economic.items() if code[:3] in ("301", "303"))

    @property
    def running(self) -> Decimal:
        """公用经费."""
        return self.basic - self.personnel

    @property
    def budget(self) -> Decimal:
        """Initial budget of the general fund."""
        return self.spent("general", "budget")

    @property
    def cars(self) -> Expense:
        """公务用车购置及运行维护费."""
        return self.public[BUYING] + self.public[DRIVING]

    @property
    def score(self) -> Decimal:
        """Of the evaluation of the body as a whole."""
        return Decimal(8000 + int(self.expenditure) % 2000) / 100

    @property
    def three_public(self) -> Expense:
        """“三公”经费."""
        return self.public[TRIPS] + self.cars + self.public[GUESTS]


def _amount(rng: Random, low: float = 3.0, high: float = 7.2) -> Decimal:
    """A random amount between 10^low and 10^high 元, now and then a round one."""
    value = Decimal(str(round(10 ** rng.uniform(low, high), 2)))
    if rng.random() < 0.3:
        value = value.quantize(Decimal(1)) // 100 * 100
    return value.quantize(CENT)


def _near(rng: Random, value: Decimal, same: float = 0.12, none: float = 0.08) -> Decimal:
    """Another year's or the budget's amount of the same thing: the same, nothing, or some way off."""
    chance = rng.random()
    if chance < same:
        return value
    if chance < same + none:
        return ZERO
    return (value * Decimal(str(round(rng.uniform(0.45, 1.9), 4)))).quantize(CENT)


def _maybe(rng: Random, chance: float, low: float = 3.0, high: float = 6.0) -> Decimal:
    return _amount(rng, low, high) if rng.random() < chance else ZERO


def _purposes(rng: Random, organ: tuple[Account, ...]) -> list[Purpose]:
    accounts = list(organ[:1]) + [a for a in organ[1:] if rng.random() < 0.7]
    accounts += [a for a in catalogue.COMMON if rng.random() < 0.4]
    accounts.sort(key=lambda a: a.code)
    rows = []
    for account in accounts:
        basic = _amount(rng, 4.2, 7.0) if account.kind in ("basic", "both") else ZERO
        project = _amount(rng, 3.6, 7.4) if account.kind in ("project", "both") else ZERO
        paid = basic + project
        rows.append(Purpose(account, "general", basic, project, ZERO, _near(rng, paid), _near(rng, paid)))
    if not any(p.basic for p in rows):
        first = rows[0]
        basic = _amount(rng, 5, 6.8)
        rows[0] = Purpose(first.account, "general", basic, first.project, ZERO, _near(rng, basic), _near(rng, basic))
    for fund, names, chance in (
        ("government_fund", catalogue.FUND, 0.4), ("state_capital", catalogue.CAPITAL, 0.15),
    ):  # fmt: skip
        if rng.random() < chance:
            account = rng.choice(names)
            paid = _amount(rng, 4, 6.8)
            rows.append(Purpose(account, fund, ZERO, paid, ZERO, _near(rng, paid), _near(rng, paid)))
    return rows


def _economic(rng: Random, basic: Decimal) -> dict[str, Decimal]:
    """`basic` divided over economic items, the last one taking what is left."""
    people = rng.sample(sorted(catalogue.PERSONNEL), rng.randint(5, 12))
    things = rng.sample(sorted(catalogue.RUNNING), rng.randint(5, 14))
    shares = {code: rng.uniform(2, 12) for code in people} | {code: rng.uniform(0.1, 2) for code in things}
    whole = sum(shares.values())
    parts = {code: (basic * Decimal(str(share / whole))).quantize(CENT) for code, share in shares.items()}
    largest = max(people, key=lambda code: parts[code])
    parts[largest] += basic - total(parts.values())
    return dict(sorted(parts.items()))


def _public(rng: Random) -> dict[str, Expense]:
    found = {}
    for name, chance in ((TRIPS, 0.25), (BUYING, 0.25), (DRIVING, 0.8), (GUESTS, 0.75)):
        actual = _maybe(rng, chance, 3.2, 5.4)
        budget = _near(rng, actual, 0.2, 0.05) if actual else _maybe(rng, 0.3, 3.2, 5)
        found[name] = Expense(budget, actual, _near(rng, actual) if actual else _maybe(rng, 0.2, 3.2, 5))
    return found


def _counts(rng: Random, public: Mapping[str, Expense]) -> dict[str, int]:
    trips, bought, driven, guests = (bool(public[n].actual) for n in (TRIPS, BUYING, DRIVING, GUESTS))
    batches = rng.randint(1, 120) if guests else 0
    groups = rng.randint(1, 4) if trips else 0
    return {
        "groups": groups, "travellers": max(groups, rng.randint(1, 15)) if trips else 0,
        "bought": rng.randint(1, 3) if bought else 0, "held": rng.randint(1, 24) if driven else 0,
        "batches": batches, "guests": batches * rng.randint(4, 12),
        "foreign_batches": 0, "foreign_guests": 0,
        "prior_batches": rng.randint(1, 90), "subordinates": rng.randint(0, 9), "offices": rng.randint(2, 14),
        "general_equipment": rng.choice((0, 0, 1, 3, 12)), "special_equipment": rng.choice((0, 0, 0, 2, 5)),
        "meetings": rng.randint(1, 12), "attendants": rng.randint(20, 900), "trainings": rng.randint(1, 9),
        "trainees": rng.randint(15, 600), "indicators": rng.randint(3, 24), "units": rng.randint(1, 6),
    }  # fmt: skip


def _procurement(rng: Random) -> dict[str, Decimal]:
    parts = {name: _maybe(rng, 0.75, 3.5, 6.6) for name in ("goods", "works", "services")}
    whole = total(parts.values())
    sme = whole if rng.random() < 0.35 else (whole * Decimal(str(round(rng.random(), 3)))).quantize(CENT)
    micro = sme if rng.random() < 0.3 else (sme * Decimal(str(round(rng.random(), 3)))).quantize(CENT)
    rates, left = {}, sme
    for name in parts:
        # What small enterprises won is of one kind after the other.
        won = min(left, parts[name])
        left -= won
        rates[f"{name}_share"] = won / parts[name] * 100 if parts[name] else Decimal(0)
    return {**parts, "total": whole, "sme": sme, "micro": micro, **rates}


def _projects(rng: Random) -> tuple[Project, ...]:
    found = []
    for name in rng.sample(catalogue.PROJECTS, rng.randint(2, 6)):
        budget = _amount(rng, 4, 6.5)
        part = Decimal(1) if rng.random() < 0.35 else Decimal(str(round(rng.uniform(0.3, 1), 4)))
        score = Decimal(str(round(rng.uniform(70, 100), rng.choice((0, 1, 2)))))
        found.append(Project(name, budget, (budget * part).quantize(CENT), score))
    return tuple(found)


def _prior(rng: Random, books: Books) -> dict[str, Decimal]:
    fields = {
        "side": books.side, "fiscal_side": books.fiscal_side, "income": books.total_income,
        "expenditure": books.expenditure, "general": books.spent("general"), "basic": books.basic,
        "project": books.project, "personnel": books.personnel, "running": books.running,
        "fiscal_income": books.fiscal_income, "closed": books.closed, "general_income": books.income("general"),
    }  # fmt: skip
    found = {name: _near(rng, value, 0.06, 0.03) if value else ZERO for name, value in fields.items()}
    # The books of the year before balanced, too, and closed with what this year opened with.
    found["closed"] = books.opened
    found["side"] = found["expenditure"] + found["closed"]
    # What belongs to a whole was no more than the whole in the year before either.
    found["fiscal_side"] = min(found["fiscal_side"], found["side"])
    return found


def make_books(rng: Random) -> Books:
    """A random consistent year."""
    organ = rng.choice(catalogue.ORGANS)
    place, body = rng.choice(catalogue.PLACES), rng.choice(catalogue.BODIES[organ[0].code[:5]])
    rows = _purposes(rng, organ)
    spent = {fund: total(p.fiscal for p in rows if p.fund == fund) for fund in FUNDS}
    opening = {fund: min(_maybe(rng, 0.4), spent[fund]) if spent[fund] else ZERO for fund in FUNDS}
    closing = {fund: _maybe(rng, 0.4) if spent[fund] else ZERO for fund in FUNDS}
    opening["own"], closing["own"] = _maybe(rng, 0.3), _maybe(rng, 0.25)
    chances = {"superior_subsidy": 0.1, "institutional": 0.3, "operating": 0.1, "subsidiary_remittance": 0.06,
               "other": 0.5}  # fmt: skip
    own_income = {name: _maybe(rng, chances[name], 3, 6.5) for name in OWN}
    used, distributed = _maybe(rng, 0.12), ZERO
    available = total(own_income.values()) + opening["own"] + used
    if closing["own"] > available:
        closing["own"] = ZERO
    left = available - closing["own"]
    operating = min(own_income["operating"], left)
    remitted = (left - operating) // 7 if rng.random() < 0.06 else ZERO
    granted = (left - operating) // 9 if rng.random() < 0.05 else ZERO
    if rng.random() < 0.1:
        distributed = (left - operating) // 11
    own = left - operating - remitted - granted - distributed
    at = rng.randrange(len(rows))
    while rows[at].fund != "general":
        at = rng.randrange(len(rows))
    p = rows[at]
    rows[at] = Purpose(p.account, p.fund, p.basic, p.project, own, p.budget, p.prior)
    public = _public(rng)
    staff = {"在职": rng.randint(5, 400), "离休": rng.choice((0, 0, 1, 2)), "退休": rng.randint(0, 150)}
    staff["行政"] = rng.randint(0, staff["在职"])
    vehicles = {kind: rng.choice((0, 0, 0, 1, 2, 6)) for kind in VEHICLES}
    counts = _counts(rng, public)
    # Vehicles paid from the appropriation are among those the body has.
    vehicles["其他用车"] += max(0, counts["held"] - sum(vehicles.values()))
    draft = Books(
        year=rng.randint(2019, 2024), unit=place + body, purposes=tuple(rows), opening=opening, closing=closing,
        own_income=own_income, surplus_used=used, distributed=distributed, remitted=remitted, operating=operating,
        granted=granted, economic=_economic(rng, total(r.basic for r in rows)), public=public,
        counts=counts, prior={}, procurement=_procurement(rng), vehicles=vehicles, staff=staff,
        projects=_projects(rng),
        meetings={n: _maybe(rng, 0.7, 3, 5.3) for n in ("meeting", "training", "festival")},
        assets={n: _amount(rng, 5, 8) for n in ("total", "fixed", "area")},
    )  # fmt: skip
    fields = {name: getattr(draft, name) for name in Books.__dataclass_fields__}
    books = Books(**{**fields, "prior": _prior(rng, draft)})
    assert books.side == books.expenditure + books.distributed + books.closed, "the sides must be equal"
    return books
