"""Loans and who pays their interest, as numbers of the page: small numbers of women are hidden."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from .. import _core
from .places import clean
from .suppression import SMALLEST, Hidden, Web, suppress

STATUSES = ("active", "extended", "overdue", "repaid")
PAYERS = ("centre", "province", "city", "county", "borrower")


@dataclass
class Year:
    """Interest that falls due in a year, by payer; what may be told of it: what the state pays (each payer
    and all together: their shares are known, so one of them tells the others), the borrowers, the sum."""

    year: int
    amounts: dict[str, Decimal]
    subsidy: bool = True
    borrower: bool = True
    whole: bool = True

    def shown(self, payer: str) -> bool:
        return self.borrower if payer == "borrower" else self.subsidy


@dataclass
class Product:
    """Loans of a product by status; ``hidden`` of the table of all products, at ``row``."""

    scheme: str
    name: str  # Chinese, as the table says it
    suffix: str  # its id, where another product would be called the same
    row: int
    counts: list[int]
    principal: Decimal
    unpaid: Decimal  # principal of its loans that are not repaid
    overdue: Decimal  # of them, of those that are overdue


@dataclass
class Money:
    """All loans of a registry. With fewer than ten, nothing but that is told."""

    loans: int
    principal: Decimal
    unpaid: Decimal
    overdue: Decimal
    products: list[Product]
    hidden: Hidden  # of the counts by status; or of the loans alone, where those would all be hidden
    by_status: bool
    payers: list[str]  # who pays something, for at least ten loans in some year
    left_out: bool  # somebody else pays something, or something falls due in a year of fewer than ten loans
    years: list[Year]
    all_years: Year  # the sums of the years, of which no more may be told than of a year
    until: Decimal | None  # subsidy of these payers due by the page's day

    @property
    def few(self) -> bool:
        return self.loans < SMALLEST

    @property
    def by_payer(self) -> bool:
        """Whether the state's sums may be told payer by payer: with the years they tell a year's."""
        return self.all_years.subsidy and all(year.subsidy for year in self.years)


def money_of(registry: _core.Registry, date: datetime.date | None) -> Money | None:
    """None where there are no loans."""
    loans = registry.columns("loans")
    if not loans["id"]:
        return None
    counts, amounts = _bill(registry, None)  # first: it tells what is wrong with a loan
    products = _products(registry, loans)
    hidden = suppress([product.counts for product in products])
    by_status = not all(hidden.why(r, len(STATUSES)) for r in range(len(products)))
    if not by_status:
        hidden = suppress([[sum(product.counts)] for product in products])
    every = len(counts)
    counts = {year: of for year, of in counts.items() if max(of.values()) >= SMALLEST}
    most = {payer: max((of[payer] for of in counts.values()), default=0) for payer in PAYERS}
    payers = [payer for payer in PAYERS if most[payer] >= SMALLEST]
    years, all_years = _years(counts, amounts, payers)
    until = None
    if date is not None and all(year.subsidy for year in years) and not _few_after(loans, date):
        of, due = _bill(registry, date)
        state = [payer for payer in payers if payer != "borrower"]
        if not any(0 < of[y][payer] < SMALLEST for y in of if y in counts for payer in state):
            until = sum((due[y][payer] for y in due if y in counts for payer in state), Decimal(0))
    return Money(
        len(loans["id"]), sum(loans["principal"], Decimal(0)),
        sum((product.unpaid for product in products), Decimal(0)),
        sum((product.overdue for product in products), Decimal(0)),
        products, hidden, by_status, payers, len(counts) < every or any(0 < n < SMALLEST for n in most.values()),
        years, all_years, until,
    )


def _products(registry: _core.Registry, loans: dict[str, list]) -> list[Product]:
    schemes = {word: zh for word, _, zh in _core.LoanProduct.codes["scheme"]}
    of = registry.columns("loan_products")
    known = {id: (scheme, clean(name)) for id, name, scheme in zip(of["id"], of["name"], of["scheme"], strict=True)}
    rows: dict[str, Product] = {}
    used = {id: known[id] for id in sorted(set(loans["product"]))}
    alike = Counter(scheme for scheme, _ in used.values())
    for id, (scheme, name) in used.items():
        suffix = clean(id) if alike[scheme] > 1 else ""
        rows[id] = Product(
            scheme, name or schemes[scheme], suffix, len(rows), [0] * len(STATUSES), Decimal(0), Decimal(0), Decimal(0)
        )
    for id, principal, status in zip(loans["product"], loans["principal"], loans["status"], strict=True):
        row = rows[id]
        row.counts[STATUSES.index(status)] += 1
        row.principal += principal
        if status != "repaid":
            row.unpaid += principal
        if status == "overdue":
            row.overdue += principal
    return list(rows.values())


def _bill(
    registry: _core.Registry, until: datetime.date | None
) -> tuple[dict[int, dict[str, int]], dict[int, dict[str, Decimal]]]:
    """Loans and amounts by year and payer."""
    bill = _core.finance_bill(registry, until)
    years = sorted(set(bill["year"]))
    loans = {year: dict.fromkeys(PAYERS, 0) for year in years}
    amounts = {year: dict.fromkeys(PAYERS, Decimal(0)) for year in years}
    for year, payer, count, amount in zip(
        bill["year"], bill["payer"], bill["loans"], bill["amount"], strict=True
    ):
        loans[year][payer] += count
        amounts[year][payer] += amount
    return loans, amounts


def _few_after(loans: dict[str, list], date: datetime.date) -> bool:
    """Whether a few loans only run on after the day: the rest of its year would tell their interest."""
    after = sum(
        status != "repaid" and (start.year - date.year) * 12 + start.month - date.month + months >= 0
        for status, start, months in zip(loans["status"], loans["starts_on"], loans["term_months"], strict=True)
    )
    return 0 < after < SMALLEST


def _years(
    loans: dict[int, dict[str, int]], amounts: dict[int, dict[str, Decimal]], payers: list[str]
) -> tuple[list[Year], Year]:
    """An amount of fewer than ten loans is hidden, and what would give it back."""
    state = [payer for payer in payers if payer != "borrower"]
    web = Web()
    for year, of in loans.items():
        subsidy, borrower = sum((amounts[year][payer] for payer in state), Decimal(0)), Decimal(0)
        if "borrower" in payers:
            borrower = amounts[year]["borrower"]
        few = any(0 < of[payer] < SMALLEST for payer in state)
        web.amount(("subsidy", year), float(subsidy), few, dear=4)
        web.amount(("borrower", year), float(borrower), "borrower" in payers and 0 < of["borrower"] < SMALLEST)
        web.amount(("whole", year), float(subsidy + borrower), False, dear=2)
        web.total(("whole", year), [("subsidy", year), ("borrower", year)])
    every = {payer: sum((amounts[year][payer] for year in loans), Decimal(0)) for payer in payers}
    for name in ("subsidy", "borrower", "whole"):
        value = sum((every[payer] for payer in payers if name == "whole" or (payer == "borrower") == (name == "borrower")), Decimal(0))
        web.amount((name, 0), float(value), False, dear=20)
        web.total((name, 0), [(name, year) for year in loans])
    web.total(("whole", 0), [("subsidy", 0), ("borrower", 0)])
    web.solve()

    def told(year: int, of: dict[str, Decimal]) -> Year:
        return Year(year, of, *(not web.why((name, year)) for name in ("subsidy", "borrower", "whole")))

    return [told(year, {payer: amounts[year][payer] for payer in payers}) for year in loans], told(0, every)
