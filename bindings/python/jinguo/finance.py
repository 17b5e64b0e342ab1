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
from ._arrays import ArgumentChecks, kind_of
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
    """The instalments of a loan; made by `schedule`.

    Two are equal when their instalments are; ``len()`` is their number.

    Parameters
    ----------
    schedule : Schedule
        The instalments to copy.

    Examples
    --------
    >>> from jinguo import finance
    >>> finance.schedule("50000", "0.0435", 12, start="2016-01-31")
    <Schedule: 12 instalments, interest 1185.94>
    """

    def to_frame(self, *, backend: Backend | None = None) -> Any:
        """The instalments as a frame, a row each.

        Parameters
        ----------
        backend : {"pandas", "polars", "pyarrow"}, optional
            Kind of the frame; the first library that is installed unless said.

        Returns
        -------
        frame
            Columns: number (from 1), due (a date), and as Decimal in yuan principal, interest, total and
            balance, which is what is left after it.

        Examples
        --------
        >>> from jinguo import finance
        >>> plan = finance.schedule("50000", "0.0435", 3, start="2016-01-31")
        >>> plan.to_frame(backend="pandas")[["due", "principal", "interest", "balance"]]
                  due principal interest   balance
        0  2016-02-29  16606.40   181.25  33393.60
        1  2016-03-31  16666.60   121.05  16727.00
        2  2016-04-30  16727.00    60.64      0.00
        """
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
    """The instalments of a loan.

    Principal parts sum to the principal, no balance is negative, and each amount is the exact number
    rounded once. docs/loans.md says the rules and where they come from.

    Parameters
    ----------
    principal : Decimal, str, int or float
        Yuan, at most two decimals, above 0.
    rate : Decimal, str, int or float
        Interest as a fraction from 0 to 1, of at most 12 decimals: "0.0435" or "4.35%". A float is read
        as it is printed (0.0435 is 0.0435 exactly).
    n : int
        Number of periods, 1 or more.
    method : {"equal_instalment", "equal_principal", "interest_only", "flat"}
        equal_instalment: the same sum each time, interest on what is left; equal_principal: the same
        part of the principal; interest_only: the principal with the last instalment; flat: interest on
        the whole principal each time. Default equal_instalment.
    frequency : {"monthly", "weekly", "daily"}, default "monthly"
        Of the due dates, times ``every``. Monthly ones keep the day of the start, or of ``first_due``,
        where the month has it: 31 January, 28 February, 31 March.
    every : int, default 1
        Months, weeks or days between due dates.
    day_count : {"30/360", "actual/365", "actual/360", "actual/actual", "364"}, default "30/360"
        What part of a year a period is. "30/360": a whole month is 30 of 360 days, odd days of a first
        period as they are, and weekly and daily periods are their days / 360. "364": days / 364.
    start : datetime.date or str
        The day on which the loan is paid out, as a date or "YYYY-MM-DD".
    first_due : datetime.date or str, optional
        The first due date, if it is not one period after the start.
    rate_per : {"year", "month"}, default "year"
        What the rate is of.
    principal_grace : int, default 0
        So many first instalments are of interest only.
    interest_grace : int, default 0
        Interest of so many first periods is not paid then but with the next instalment, without
        interest on it.
    rounding : {"half_even", "half_up"}, default "half_even"
        To the nearest; a tie goes to the even neighbour or up.
    multiple : Decimal, str, int or float, default "0.01"
        Yuan, whole fen. equal_instalment and flat: the instalment is a multiple of it, interest is to
        the fen; equal_principal and interest_only: principal parts and interest are multiples. The last
        principal part takes the residue and need be none.
    emi_adjustment : bool, default False
        equal_instalment: where the last instalment differs from the others by more than n/2 fen, tries
        them nearer by that difference / n, and keeps the try if it differs less.
    principal_share : Decimal, str, int or float, optional
        equal_principal: this share of the principal each time, the rest with the last.
    disbursements : sequence of (day, yuan), optional
        When the principal is paid out in parts, by day; all of it on the start unless said. They sum to
        the principal. From each on, instalments are computed anew from what is then owed; a part bears
        interest from its day on, with "30/360" of monthly periods for its share of the period's days;
        one on a due date is paid out after that instalment. Not with flat.

    Returns
    -------
    Schedule
        The instalments; `Schedule.to_frame` shows them.

    Raises
    ------
    InputError
        With every fault of the arguments at once.
    OverflowError
        A period's rate or a sum does not fit.

    Examples
    --------
    >>> from jinguo import finance
    >>> plan = finance.schedule("50000", "4.35%", 12, start="2016-01-31")
    >>> plan.instalment, plan.interest
    (Decimal('4265.50'), Decimal('1185.94'))
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
    """The instalments of a loan of a registry, and who pays the interest of each.

    Made by `loan_schedule`; two are equal when loan and instalments are, ``len()`` is their number.

    Parameters
    ----------
    id : str
        Id of the loan.
    columns : dict of str to list
        The columns of `to_frame`.

    Attributes
    ----------
    id : str
        Id of the loan.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.finance.loan_schedule(jg.Registry.load("demo/tables"), "LN00001")
    <LoanSchedule of LN00001: 12 instalments>
    """

    def __init__(self, id: str, columns: dict[str, list[Any]]) -> None:
        self.id = id
        self._columns = columns

    def columns(self) -> dict[str, list[Any]]:
        """The columns of `to_frame`, each as a list.

        Returns
        -------
        dict of str to list
            Amounts are Decimal in yuan, days are dates.

        Examples
        --------
        >>> import jinguo as jg
        >>> found = jg.finance.loan_schedule(jg.Registry.load("demo/tables"), "LN00001")
        >>> found.columns()["due"][0], found.columns()["interest"][0]
        (datetime.date(2016, 3, 5), Decimal('145.00'))
        """
        return {name: list(values) for name, values in self._columns.items()}

    def to_frame(self, *, backend: Backend | None = None) -> Any:
        """The instalments as a frame, a row each.

        Parameters
        ----------
        backend : {"pandas", "polars", "pyarrow"}, optional
            Kind of the frame; the first library that is installed unless said.

        Returns
        -------
        frame
            Columns: number (from 1), due (a date), principal, interest, total, balance (Decimal, yuan),
            year (of the loan, from 1), standing ("normal", "extended" or "overdue"), and what each pays of
            the interest: borrower, county, city, province, centre. These five sum to the interest.

        Examples
        --------
        >>> import jinguo as jg
        >>> found = jg.finance.loan_schedule(jg.Registry.load("demo/tables"), "LN00001")
        >>> found.to_frame(backend="pandas")[["due", "interest", "borrower", "county"]].head(2)
                  due interest borrower county
        0  2016-03-05   145.00     0.00  58.00
        1  2016-04-05   145.00     0.00  58.00
        """
        return frame_of(self._columns, backend)

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LoanSchedule) and (self.id, self._columns) == (other.id, other._columns)

    def __len__(self) -> int:
        return len(self._columns["number"])

    def __repr__(self) -> str:
        return f"<LoanSchedule of {self.id}: {len(self)} instalments>"


def loan_schedule(registry: _core.Registry, id: str) -> LoanSchedule:
    """What a loan is paid back by, and who pays its interest.

    Monthly, 30/360, rounded half to even, by the loan's method (interest_only where it names none); by
    the product's subsidy for the year of the loan, none on what is due after ``overdue_on`` or after
    the end of the term; see docs/loans.md.

    Parameters
    ----------
    registry : Registry
        The tables: of `Registry.load`, `Registry.from_frames`, or filled by hand.
    id : str
        Id of a loan of the registry.

    Returns
    -------
    LoanSchedule
        Its instalments.

    Raises
    ------
    KeyError
        No loan has the id.
    InputError
        With every fault of the loan.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.finance.loan_schedule(jg.Registry.load("demo/tables"), "LN00001")
    <LoanSchedule of LN00001: 12 instalments>
    """
    return LoanSchedule(id, _core.finance_loan_schedule(registry, id))


def bill(
    registry: _core.Registry, *, until: Day | None = None, backend: Backend | None = None
) -> Any:
    """The interest of all loans of a registry by year, payer and product.

    A row for each calendar year of the due dates, payer (the borrowers are one) and product. Rows of 0
    are left out, so that the amounts sum to the interest.

    Parameters
    ----------
    registry : Registry
        The tables: of `Registry.load`, `Registry.from_frames`, or filled by hand.
    until : datetime.date or str, optional
        Only instalments due by that day; all of them unless said.
    backend : {"pandas", "polars", "pyarrow"}, optional
        Kind of the frame; the first library that is installed unless said.

    Returns
    -------
    frame
        Columns: year, payer ("borrower", "county", "city", "province" or "centre"), product, loans (to
        which the payer pays something) and amount (Decimal, yuan).

    Raises
    ------
    InputError
        With the faults of all loans at once.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.finance.bill(jg.Registry.load("demo/tables"), backend="pandas").head(3)
       year     payer            product  loans  amount
    0  2015    county  micro-credit-2014      1  107.66
    1  2015      city  micro-credit-2014      1   26.92
    2  2015  province  micro-credit-2014      1  134.58
    """
    with _in_words():
        return frame_of(_core.finance_bill(registry, until), backend)


def split(
    interest: Number, subsidy_bp: int, payer_bp: Sequence[int]
) -> dict[str, decimal.Decimal]:
    """Splits the interest of a period.

    Each exact share is cut to whole fen; the fen left over go one each to the greatest remainders,
    equal ones in the order centre, province, city, county, borrower. Who has no share never pays a fen.

    Parameters
    ----------
    interest : Decimal, str, int or float
        Yuan, at most two decimals, 0 or more.
    subsidy_bp : int
        Ten-thousandths of it that the state pays, 0 to 10,000; the rest is the borrower's.
    payer_bp : sequence of int
        How the state divides its part: ten-thousandths of centre, province, city, county, summing to
        10,000.

    Returns
    -------
    dict of str to Decimal
        What each payer pays, in yuan; they sum to the interest.

    Raises
    ------
    InputError
        Shares out of range or that do not sum; an amount that is none.

    Examples
    --------
    >>> from jinguo import finance
    >>> finance.split("100.00", 10_000, [0, 5_000, 1_000, 4_000])["province"]
    Decimal('50.00')
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
    """Every reason why a woman may not take a loan of a product on a day, in a fixed order; empty: she may.

    Parameters
    ----------
    registry : Registry
        The tables: of `Registry.load`, `Registry.from_frames`, or filled by hand.
    woman : str
        Id of a woman of the registry.
    product : str
        Id of a loan product of the registry.
    date : datetime.date or str
        The day on which she asks.
    amount : Decimal, str, int or float, optional
        Yuan; judged by the product's ceiling where it is given.
    term_months : int, optional
        Judged by the product's longest term where it is given.

    Returns
    -------
    tuple of Message
        The reasons, each with ``text(lang)``.

    Raises
    ------
    KeyError
        No woman, or no product, has the id.
    InputError
        A day or amount that is none.

    Examples
    --------
    >>> import jinguo as jg
    >>> registry = jg.Registry.load("demo/tables")
    >>> reasons = jg.finance.why_not_eligible(
    ...     registry, "W0000001", product="micro-credit-2014", date="2016-07-01", amount=90_000
    ... )
    >>> [reason.text() for reason in reasons]
    ['The amount is over the ceiling of 50000.00 yuan.']
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
        checks = ArgumentChecks()
        checks.fault("python.dtype", name, expected="a finite number", actual=str(number))
        checks.close()
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
