"""Money: what a loan is paid back by, and who pays its interest. Exact: whole fen, decimals, no floats.

`schedule` is for any terms, `loan_schedule` for a loan of a registry, `bill` for all of them by year, payer
and product; docs/loans.md says the rules and where they come from.
"""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from . import _core
from ._arrays import Door, kind_of
from ._core import Issue, Message
from ._errors import InputError
from ._frames import Backend, frame_of
from ._public import only

__all__ = [
    "LoanSchedule",
    "Schedule",
    "bill",
    "loan_schedule",
    "schedule",
    "split",
    "why_not_eligible",
]
__dir__ = only(__all__)

Day = datetime.date | str
Number = decimal.Decimal | str | int | float


class Schedule(_core.Schedule):
    """The instalments of a loan: `to_frame`, ``columns()``, ``instalment``, ``interest``, ``len``."""

    def to_frame(self, *, backend: Backend | None = None) -> Any:
        """A row an instalment: number, due (a date), and as Decimal in yuan principal, interest, total
        and the balance left after it."""
        return frame_of(self.columns(), backend)

    def __repr__(self) -> str:
        return f"<Schedule: {len(self)} instalments, interest {self.interest}>"


def schedule(
    principal: Number,
    rate: Number,
    n: int,
    *,
    method: Literal["equal_instalment", "equal_principal", "interest_only", "flat"] = "equal_instalment",
    frequency: Literal["monthly", "weekly", "daily"] = "monthly",
    every: int = 1,
    day_count: Literal["30/360", "actual/365", "actual/360", "actual/actual", "364"] = "30/360",
    start: Day,
    first_due: Day | None = None,
    rate_per: Literal["year", "month"] = "year",
    principal_grace: int = 0,
    interest_grace: int = 0,
    rounding: Literal["half_even", "half_up"] = "half_even",
    multiple: Number = "0.01",
    emi_adjustment: bool = False,
    principal_share: Number | None = None,
    disbursements: Sequence[tuple[Day, Number]] = (),
) -> Schedule:
    """The instalments of a loan of ``principal`` yuan in ``n`` periods from the day ``start``.

    rate        a fraction, from 0 to 1, of at most 12 decimals: "0.0435" or "4.35%". A float is read as it
                is printed (0.0435 is 0.0435 exactly)
    method      equal_instalment: the same sum each time, interest on what is left; equal_principal: the
                same part of the principal; interest_only: the principal with the last instalment; flat:
                interest on the whole principal each time
    frequency   of the due dates, times ``every``. Monthly ones keep the day of the start, or of
                ``first_due``, where the month has it: 31 January, 28 February, 31 March
    day_count   what part of a year a period is. "30/360": a whole month is 30 of 360 days, odd days of a
                first period as they are, and weekly and daily periods are their days / 360. "364": days / 364
    first_due   the first due date, if it is not one period after the start
    principal_grace   so many first instalments are of interest only
    interest_grace    interest of so many first periods is not paid then but with the next instalment,
                      without interest on it
    rounding    to the nearest; a tie goes to the even neighbour or up
    multiple    yuan, whole fen. equal_instalment and flat: the instalment is a multiple of it, interest is to
                the fen; equal_principal and interest_only: principal parts and interest are multiples. The
                last principal part takes the residue and need be none
    emi_adjustment    equal_instalment: where the last instalment differs from the others by more than n/2
                      fen, tries them nearer by that difference / n, and keeps the try if it differs less
    principal_share   equal_principal: this share of the principal each time, the rest with the last
    disbursements     pairs (day, yuan), by day: when the principal is paid out in parts; all of it on the
                      start unless said. They sum to the principal. From each on, instalments are computed
                      anew from what is then owed; a part bears interest from its day on, with "30/360" of
                      monthly periods for its share of the period's days; one on a due date is paid out
                      after that instalment. Not with flat

    Principal parts sum to the principal, no balance is negative, and each amount is the exact number
    rounded once. Raises InputError with every fault at once; OverflowError where a sum does not fit.
    """
    given: dict[str, Any] = {
        "principal": _yuan("principal", principal),
        "rate": _decimal("rate", rate),
        "n": n,
        "method": method,
        "frequency": frequency,
        "every": every,
        "day_count": day_count,
        "start": _day(start),
        "first_due": _day(first_due),
        "rate_per": rate_per,
        "principal_grace": principal_grace,
        "interest_grace": interest_grace,
        "rounding": rounding,
        "multiple": _yuan("multiple", multiple),
        "emi_adjustment": emi_adjustment,
        "principal_share": None if principal_share is None else _decimal("principal_share", principal_share),
        "disbursements": (
            [_day(day) for day, _ in disbursements],
            [_yuan("disbursements", amount) for _, amount in disbursements],
        ),
    }
    with _in_words():
        return Schedule(_core.finance_schedule(given))


class LoanSchedule:
    """The instalments of a loan of a registry, and who pays the interest of each."""

    def __init__(self, id: str, columns: dict[str, list[Any]]) -> None:
        self.id = id
        self._columns = columns

    def columns(self) -> dict[str, list[Any]]:
        """Each column as a list; amounts are Decimal in yuan."""
        return {name: list(values) for name, values in self._columns.items()}

    def to_frame(self, *, backend: Backend | None = None) -> Any:
        """A row an instalment: number, due, principal, interest, total, balance; year (of the loan, from
        1), standing ("normal", "extended", "overdue"), and what each pays of the interest: borrower,
        county, city, province, centre. These five sum to the interest."""
        return frame_of(self._columns, backend)

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LoanSchedule) and (self.id, self._columns) == (other.id, other._columns)

    def __len__(self) -> int:
        return len(self._columns["number"])

    def __repr__(self) -> str:
        return f"<LoanSchedule of {self.id}: {len(self)} instalments>"


def loan_schedule(registry: _core.Registry, id: str) -> LoanSchedule:
    """What a loan of the registry is paid back by, and who pays its interest.

    Monthly, 30/360, rounded half to even, by the loan's method (interest_only where it names none); by the
    product's subsidy for the year of the loan, none on what is due after ``overdue_on`` or after the end of
    the term; see docs/loans.md. Raises KeyError for an id that no loan has, InputError with every fault of
    the loan.
    """
    return LoanSchedule(id, _core.finance_loan_schedule(registry, id))


def bill(
    registry: _core.Registry, *, until: Day | None = None, backend: Backend | None = None
) -> Any:
    """Who owes what for the interest of all loans, as a frame: year, payer, product, loans, amount.

    A row for each calendar year of the due dates, payer (the borrowers are one: "borrower", "county",
    "city", "province", "centre") and product, with the number of loans to which the payer pays something
    and the amount in yuan as Decimal; rows of 0 are left out, so that the amounts sum to the interest.

    until   only instalments due by that day; all of them unless said

    Raises InputError with the faults of all loans at once.
    """
    with _in_words():
        return frame_of(_core.finance_bill(registry, until), backend)


def split(
    interest: Number, subsidy_bp: int, payer_bp: Sequence[int]
) -> dict[str, decimal.Decimal]:
    """Splits the interest of a period: what each payer pays, in yuan; they sum to it.

    subsidy_bp  ten-thousandths that the state pays; the rest is the borrower's
    payer_bp    how it divides that: centre, province, city, county, summing to 10,000

    Each exact share is cut to whole fen; the fen left over go one each to the greatest remainders, equal
    ones in the order centre, province, city, county, borrower. Who has no share never pays a fen.
    """
    with _in_words():
        return _core.finance_split(_yuan("interest", interest), subsidy_bp, list(payer_bp))


def why_not_eligible(
    registry: _core.Registry,
    woman: str,
    *,
    product: str,
    date: Day,
    amount: Number | None = None,
    term_months: int | None = None,
) -> tuple[_core.Message, ...]:
    """Every reason why a woman may not take a loan of a product on a day; empty: she may.

    ``amount`` (yuan) and ``term_months`` are judged where they are given. Raises KeyError for an id that no
    woman, or no product, has.
    """
    yuan = None if amount is None else _yuan("amount", amount)
    with _in_words():
        return tuple(
            _core.finance_why_not_eligible(registry, woman, product, _day(date), yuan, term_months)
        )


@contextmanager
def _in_words() -> Iterator[None]:
    """Says of an amount, a day or a rate that could not be read what would be one, in both languages."""
    try:
        yield
    except InputError as error:
        raise InputError(_worded(issue) for issue in error.issues) from None


def _worded(issue: Issue) -> Issue:
    if issue.code != "python.dtype":
        return issue
    expected, mend = {
        "yuan with at most two decimals": ("io.expect.money", "io.money.mend"),
        "a day as YYYY-MM-DD": ("io.expect.date", "io.date.mend"),
        "a decimal number": (f"finance.{issue.column}", None),
    }.get(dict(issue.expected.parameters).get("expected", ""), (None, None))
    if expected is None:
        return issue
    return Issue(issue.code, column=issue.column, expected=Message(expected), mend=Message(mend) if mend else None)


def _text(name: str, value: Any) -> str:
    """A number as the decimal text that it is printed as."""
    if hasattr(value, "item") and getattr(value, "ndim", 1) == 0:
        value = value.item()
    if isinstance(value, bool) or not isinstance(value, (decimal.Decimal, str, int, float)):
        raise TypeError(f"{name}: expected a Decimal, str, int or float, not {kind_of(value)}")
    if isinstance(value, str):
        return value.strip()
    number = decimal.Decimal(repr(value)) if isinstance(value, float) else decimal.Decimal(value)
    if not number.is_finite():
        door = Door()
        door.fault("python.dtype", name, expected="a finite number", actual=str(number))
        door.close()
    return format(number, "f")


def _decimal(name: str, value: Any) -> str:
    text = _text(name, value)
    return text.rstrip("0").rstrip(".") if "." in text and not text.endswith("%") else text


def _yuan(name: str, value: Any) -> str:
    """Yuan as the library reads them: 100.000 is 100.00, 0.001 is a fault."""
    text = _text(name, value)
    whole, point, rest = text.partition(".")
    return f"{whole}.{rest[:2]}" if point and len(rest) > 2 and not rest[2:].strip("0") else text


def _day(value: Any) -> Any:
    return value.date() if isinstance(value, datetime.datetime) else value
