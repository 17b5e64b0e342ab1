"""Random loans, each compared with a second calculation that shares no code with the library.

The reference computes with 100 decimal digits (Python's decimal), its own calendar and its own rules of
rounding, written from docs/loans.md. For each loan it is checked that the principal parts sum to the principal,
no part and no balance is negative, balances fall by the principal parts, totals are principal + interest; that
every amount is the reference's; that each interest is within one fen of the reference's balance times its rate,
rounded nowhere else; and that the interest split by payer sums to the interest, each share within one fen.

    python scripts/loan_check.py [NUMBER] [SEED]        scripts/loans.sh runs it on 100,000
"""

from __future__ import annotations

import calendar
import datetime
import math
import random
import sys
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, getcontext

import jinguo as jg

getcontext().prec = 100
FEN = Decimal("0.01")
METHODS = ("equal_instalment", "equal_principal", "interest_only", "flat")
COUNTS = ("30/360", "actual/365", "actual/360", "actual/actual", "364")


def months_on(day, months, seed):
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    return datetime.date(year, month + 1, min(seed, calendar.monthrange(year, month + 1)[1]))


def dues(loan):
    anchor = loan["first_due"] or loan["start"]
    out = []
    for k in range(loan["n"]):
        steps = loan["every"] * (k if loan["first_due"] else k + 1)
        if loan["frequency"] == "monthly":
            out.append(months_on(anchor, steps, anchor.day))
        else:
            out.append(anchor + datetime.timedelta(days=steps * (7 if loan["frequency"] == "weekly" else 1)))
    return out


def year_part(loan, from_, to, regular):
    """What part of a year a period is, as a quotient: what terminates stays exact."""
    days = (to - from_).days
    count = loan["day_count"]
    if count == "actual/actual":
        leap, day = 0, from_
        while day < to:  # day by day
            leap += calendar.isleap(day.year)
            day += datetime.timedelta(days=1)
        return leap * 365 + (days - leap) * 366, 365 * 366
    if count == "30/360":
        if loan["frequency"] != "monthly":
            return days, 360
        if regular:
            return 30 * loan["every"], 360
        months = 0
        while months_on(from_, months + 1, from_.day) <= to:
            months += 1
        return 30 * months + (to - months_on(from_, months, from_.day)).days, 360
    return days, {"actual/365": 365, "actual/360": 360, "364": 364}[count]


def paid_out(loan, due):
    """For each period what is paid out in it and the part of the year from then on: (amount, part, denominator)."""
    out = [[] for _ in due]
    for day, amount in loan["disbursements"] or [(loan["start"], loan["principal"])]:
        k = next(k for k in range(len(due)) if day < due[k])
        before = due[k - 1] if k else loan["start"]
        regular = k > 0 or loan["first_due"] is None or months_on(loan["start"], loan["every"], loan["start"].day) == due[0]
        if loan["day_count"] == "30/360" and loan["frequency"] == "monthly":
            part, year = year_part(loan, before, due[k], regular)
            out[k].append((amount, part * (due[k] - day).days, year * (due[k] - before).days))
        else:
            out[k].append((amount, *year_part(loan, day, due[k], False)))
    return out


def reference(loan):
    """Rows (due, principal, interest, total, balance) and the exact interest of each period."""
    way = ROUND_HALF_EVEN if loan["rounding"] == "half_even" else ROUND_HALF_UP

    def to_multiple(value, multiple):
        return (value / multiple).quantize(Decimal(1), rounding=way) * multiple

    principal, n, grace = loan["principal"], loan["n"], loan["principal_grace"]
    multiple = loan["multiple"]
    rate = loan["rate"] * (12 if loan["rate_per"] == "month" else 1)
    due = dues(loan)
    factors = []
    for k, day in enumerate(due):
        before = due[k - 1] if k else loan["start"]
        regular = k > 0 or loan["first_due"] is None or months_on(loan["start"], loan["every"], loan["start"].day) == day
        part, year = year_part(loan, before, day, regular)
        factors.append(rate * part)  # over the year, the same for all periods

    parts = paid_out(loan, due)
    anew = [k == grace or (k > grace and bool(parts[k])) for k in range(n)]
    last = max(k for k in range(n) if anew[k])

    def owed_for(balance, k):
        """Interest of a period on what is owed at its start and what is paid out in it: one quotient, so that a tie is one."""
        common = math.lcm(year, *(denominator for _, _, denominator in parts[k]))
        over = balance * factors[k] * (common // year)
        over += sum(amount * rate * part * (common // denominator) for amount, part, denominator in parts[k])
        return over / common

    def run(part, unit, on_all=False):
        rows, exact, balance = [], [], Decimal(0)
        for k in range(n):
            owed = principal * factors[k] / year if on_all else owed_for(balance, k)
            interest = to_multiple(owed, unit)
            opening = balance
            balance += sum(amount for amount, _, _ in parts[k])
            paid = Decimal(0)
            if k >= grace:
                paid = min(max(part(k, opening, interest), Decimal(0)), balance)
            if k == n - 1:
                paid = balance
            balance -= paid
            rows.append([due[k], paid, interest, paid + interest, balance])
            exact.append(owed)
        return rows, exact

    level = Decimal(0)
    if loan["method"] == "equal_instalment":
        def level_from(opening, k):
            """What is owed after the period k, grown over the rest, by what one yuan a period grows to."""
            here = opening + sum(amount for amount, _, _ in parts[k])
            if rate == 0:
                return to_multiple(here / (n - k), multiple)
            grown, paid_in = here + owed_for(opening, k), Decimal(1)
            for factor in factors[k + 1:]:
                grown = grown * (year + factor) / year
                paid_in = paid_in * (year + factor) / year + 1
            return to_multiple(grown / paid_in, multiple)

        def levels(tried=None):
            at = Decimal(0)

            def part(k, opening, interest):
                nonlocal at
                if anew[k]:
                    at = tried if tried is not None and k == last else level_from(opening, k)
                return at - interest

            return (*run(part, FEN), at)

        rows, exact, level = levels()
        if loan["emi_adjustment"]:
            off = rows[-1][3] - level
            if 100 * abs(off) > (n - last) // 2:
                step = to_multiple(abs(off) / (n - last), multiple)
                tried = level + step if off > 0 else level - step
                if tried > 0:
                    again = levels(tried)
                    if abs(again[0][-1][3] - tried) < abs(off):
                        rows, exact, level = again
    elif loan["method"] == "flat":
        rows, exact = run(
            lambda k, _, interest: to_multiple((principal * year + principal * factors[k] * (n - grace)) / (year * (n - grace)), multiple) - interest,
            FEN, on_all=True,
        )
    else:
        share = loan["principal_share"]
        even = Decimal(0)

        def part(k, opening, _):
            nonlocal even
            if anew[k] and loan["method"] == "equal_principal":
                if share is None:
                    even = to_multiple((opening + sum(amount for amount, _, _ in parts[k])) / (n - k), multiple)
                else:
                    even = to_multiple(share * sum(amount for some in parts[:k + 1] for amount, _, _ in some), multiple)
            return even

        rows, exact = run(part, multiple)
    late = loan["interest_grace"]
    if late:
        rows[late][2] += sum(row[2] for row in rows[:late])
        exact[late] += sum(exact[:late])
        for k in range(late):
            rows[k][2], exact[k] = Decimal(0), Decimal(0)
        for row in rows:
            row[3] = row[1] + row[2]
    return rows, exact, level


def random_loan(draw):
    """Terms of every kind, the odd ones too."""
    frequency = draw.choice(("monthly", "monthly", "monthly", "weekly", "daily"))
    every = draw.choice((1, 1, 1, 2, 3, 6, 15)) if frequency != "weekly" else draw.choice((1, 2, 4))
    n = draw.choice((1, 2, 3, 4, 6, 8, 12, 24, 36, draw.randint(1, 60), draw.randint(1, 120)))
    n = n if every * n <= 240 or frequency != "monthly" else max(1, 240 // every)
    start = datetime.date(2014, 1, 1) + datetime.timedelta(days=draw.randrange(4000))
    method = draw.choice(METHODS)
    kind = draw.random()
    if kind < 0.7:
        rate = Decimal(draw.randint(0, 2400)) / 10_000
    elif kind < 0.8:
        rate = Decimal(0)
    else:
        rate = Decimal(draw.randint(0, 10**12)) / 10**12 / draw.choice((1, 4, 20))
        rate = rate.quantize(Decimal("1e-12"))
    rate_per = draw.choice(("year", "year", "year", "month"))
    if rate_per == "month":
        rate = (rate / 12).quantize(Decimal("1e-6"))
    loan = {
        "principal": draw.choice((
            Decimal(draw.randint(1, 100_000)), Decimal(draw.randint(1, 10_000_000)) / 100,
            Decimal(1000 * draw.randint(1, 100)), Decimal(draw.randint(1, 10**14)) / 100,
        )),
        "rate": rate,
        "n": n,
        "method": method,
        "frequency": frequency,
        "every": every,
        "day_count": draw.choice(COUNTS),
        "start": start,
        "first_due": start + datetime.timedelta(days=draw.randint(1, 90)) if draw.random() < 0.2 else None,
        "rate_per": rate_per,
        "principal_grace": draw.randrange(n) if draw.random() < 0.3 else 0,
        "interest_grace": draw.randrange(n) if draw.random() < 0.2 else 0,
        "rounding": draw.choice(("half_even", "half_up")),
        "multiple": draw.choice((*(FEN,) * 4, Decimal("0.1"), Decimal(1), Decimal(10), Decimal(100))),
        "emi_adjustment": method == "equal_instalment" and draw.random() < 0.3,
        "principal_share": Decimal(draw.randint(1, 100)) / 100
        if method == "equal_principal" and draw.random() < 0.2 else None,
        "disbursements": [],
    }
    if method != "flat" and draw.random() < 0.3:
        loan["disbursements"] = random_parts(loan, draw)
    return loan


def random_parts(loan, draw):
    """The principal in one to five parts, the first before the first due date, some of them on due dates."""
    due, start = dues(loan), loan["start"]
    days = {start + datetime.timedelta(days=draw.randrange((due[0] - start).days))}
    for _ in range(draw.randrange(5)):
        days.add(draw.choice(due[:-1]) if len(due) > 1 and draw.random() < 0.4
                 else start + datetime.timedelta(days=draw.randrange((due[-1] - start).days)))
    days = sorted(days)
    fen = int(loan["principal"] * 100)
    cuts = sorted({draw.randrange(1, fen) for _ in days[1:]}) if fen > len(days) else []
    amounts = [Decimal(b - a) / 100 for a, b in zip([0, *cuts], [*cuts, fen], strict=True)]
    return list(zip(days, amounts, strict=False)) if len(days) == len(amounts) else [(days[0], loan["principal"])]


SPLITS = (  # subsidy, payers: the products of data/yueyang and odd ones
    (10_000, (0, 5000, 1000, 4000)), (6667, (7500, 1000, 0, 1500)), (3333, (7500, 1000, 0, 1500)),
    (0, (7500, 1000, 0, 1500)), (5000, (3333, 3333, 3334)), (9999, (2500, 2500, 2500, 2500)),
)


def check_split(interest, draw):
    subsidy, payers = draw.choice(SPLITS)
    shares = jg.finance.split(interest, subsidy, payers)
    assert sum(shares.values()) == interest
    names = ("centre", "province", "city", "county")
    state = interest * subsidy / 10_000
    exact = dict.fromkeys(names, Decimal(0)) | {
        name: state * share / 10_000 for name, share in zip(names, payers, strict=False)
    }
    exact["borrower"] = interest - state
    for name, share in exact.items():
        assert share.quantize(FEN, rounding=ROUND_FLOOR) <= shares[name]
        assert abs(shares[name] - share) < FEN
        assert share or not shares[name]


class Tally:
    def __init__(self):
        self.loans = self.instalments = self.same = self.splits = 0
        self.widest = Decimal(0)  # interest against the exact one, where it is to the fen

    def check(self, loan, draw):
        """Raises AssertionError at the first thing that does not hold."""
        made = jg.finance.schedule(**loan)
        got = made.columns()
        rows, exact, level = reference(loan)
        assert len(made) == loan["n"] and got["number"] == list(range(1, loan["n"] + 1))
        assert sum(got["principal"]) == loan["principal"]
        balance, parts = Decimal(0), paid_out(loan, dues(loan))
        multiple = loan["multiple"] if loan["method"] in ("equal_principal", "interest_only") else FEN
        for k in range(loan["n"]):
            principal, interest = got["principal"][k], got["interest"][k]
            balance += sum(amount for amount, _, _ in parts[k]) - principal
            assert principal >= 0 and interest >= 0
            assert got["balance"][k] == balance >= 0
            assert got["total"][k] == principal + interest
            periods = loan["interest_grace"] + 1 if k == loan["interest_grace"] else 1
            off = abs(interest - exact[k]) / periods
            assert off <= max(multiple / 2, FEN)
            if multiple == FEN:
                self.widest = max(self.widest, off)
        assert balance == 0
        assert made.instalment == level
        same = all(
            [got[name][k] for name in ("due", "principal", "interest", "total", "balance")] == row
            for k, row in enumerate(rows)
        )
        assert same
        self.same += same
        interest = draw.choice(got["interest"])
        check_split(interest, draw)
        self.splits += 1
        self.loans += 1
        self.instalments += loan["n"]


def main(number=1000, seed=2016):
    draw = random.Random(seed)
    tally = Tally()
    for _ in range(number):
        loan = random_loan(draw)
        try:
            tally.check(loan, draw)
        except AssertionError:
            print({k: str(v) for k, v in loan.items()}, file=sys.stderr)
            raise
    print(
        f"{tally.loans:,} loans, {tally.instalments:,} instalments: principal parts sum to the principal, no balance "
        f"negative; {tally.same:,} schedules equal to the reference in every amount; interest to the fen within "
        f"{tally.widest:.4f} yuan a period of the exact one; {tally.splits:,} splits by payer sum to the interest."
    )


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:3]))
