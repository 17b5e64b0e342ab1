"""Loans and who pays their interest, as numbers of the page: small numbers of women are hidden."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from .. import _core
from .places import clean
from .suppression import SMALLEST, Hidden, suppress

STATUSES = ("active", "extended", "overdue", "repaid")
PAYERS = ("centre", "province", "city", "county", "borrower")


@dataclass
class Year:
    """Interest that falls due in a year, by payer."""

    year: int
    amounts: dict[str, Decimal]
    hidden: dict[str, str]  # payer: why its amount is not shown
    whole: bool  # the year's total may be shown


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
    until: Decimal | None  # subsidy of these payers due by the page's day

    @property
    def few(self) -> bool:
        return self.loans < SMALLEST

    def paid_by(self, payer: str) -> Decimal:
        return sum((year.amounts[payer] for year in self.years), Decimal(0))


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
    until = None
    if date is not None:
        due = _bill(registry, date)[1]
        until = sum(
            (due[y][payer] for y in due if y in counts for payer in payers if payer != "borrower"), Decimal(0)
        )
    return Money(
        len(loans["id"]), sum(loans["principal"], Decimal(0)),
        sum((product.unpaid for product in products), Decimal(0)),
        sum((product.overdue for product in products), Decimal(0)),
        products, hidden, by_status, payers, len(counts) < every or any(0 < n < SMALLEST for n in most.values()),
        _years(counts, amounts, payers), until,
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


def _years(
    loans: dict[int, dict[str, int]], amounts: dict[int, dict[str, Decimal]], payers: list[str]
) -> list[Year]:
    """An amount of fewer than ten loans is hidden, and what would give it back. Each year has ten."""
    hidden = suppress([[of[payer] for payer in payers] for of in loans.values()])
    return [
        Year(
            year, {payer: amounts[year][payer] for payer in payers},
            {payer: why for c, payer in enumerate(payers) if (why := hidden.why(r, c))},
            not hidden.why(r, len(payers)),
        )
        for r, year in enumerate(loans)
    ]
