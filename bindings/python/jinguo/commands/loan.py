"""``jinguo loan``: what a loan is paid back by, who pays its interest, who may take one."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .. import _core, finance
from .._core import Issue
from .._errors import InputError
from .._session import Fault
from ..registry import Registry

if TYPE_CHECKING:
    from .._session import Session
    from ._parser import Arguments

HEADINGS = {
    "number": ("no.", "期次"),
    "due": ("due", "应还日"),
    "principal": ("principal", "本金"),
    "interest": ("interest", "利息"),
    "total": ("total", "合计"),
    "balance": ("balance", "余额"),
    "standing": ("standing", "状态"),
    "borrower": ("borrower", "借款人"),
    "county": ("county", "县级"),
    "city": ("city", "市级"),
    "province": ("province", "省级"),
    "centre": ("centre", "中央"),
}
# Of free terms: option of the command, argument of finance.schedule.
CHOICES: dict[str, tuple[str, ...]] = {
    "method": ("equal_instalment", "equal_principal", "interest_only", "flat"),
    "frequency": ("monthly", "weekly", "daily"),
    "day_count": ("30/360", "actual/365", "actual/360", "actual/actual", "364"),
    "rate_per": ("year", "month"),
    "rounding": ("half_even", "half_up"),
}


def add_arguments(to: Arguments) -> None:
    t = to.t
    actions = to.actions("loan", "loans, to the fen", "贷款，精确到分")

    made = actions.command(
        "schedule", run_schedule, "what is paid when, and who pays the interest",
        "每期还款额，以及利息由谁承担",
    )
    made.add_argument("folder", metavar="FOLDER", nargs="?", help=to.folder_help)
    made.add_argument("--id", metavar="LOAN", help=t("a loan of FOLDER", "FOLDER 中的贷款编号"))
    free = made.add_argument_group(t("terms, where there is no FOLDER", "不给 FOLDER 时的贷款条件"))
    free.add_argument("--principal", metavar="YUAN")
    free.add_argument("--rate", metavar="RATE", help=t("0.0435 or 4.35%%", "0.0435 或 4.35%%"))
    free.add_argument("--n", type=int, metavar="N", help=t("number of instalments", "期数"))
    free.add_argument("--start", metavar="DATE", help=t("the day it is paid out", "放款日"))
    for name, words in CHOICES.items():
        free.add_argument(f"--{name.replace('_', '-')}", choices=words)
    free.add_argument("--every", type=int, metavar="K", help=t("every K months, weeks or days", "每 K 个月、周或日一期"))
    free.add_argument("--first-due", metavar="DATE", help=t("the first due date", "首个还款日"))
    free.add_argument("--principal-grace", type=int, metavar="K", help=t("first K instalments: interest only", "前 K 期只付利息"))
    free.add_argument("--interest-grace", type=int, metavar="K", help=t("interest of the first K is paid with the next", "前 K 期利息随下一期支付"))
    free.add_argument("--multiple", metavar="YUAN", help=t("what amounts are rounded to", "金额取整单位"))
    free.add_argument("--principal-share", metavar="SHARE", help=t("equal_principal: this share each time", "等额本金：每期还本比例"))
    free.add_argument("--pay-out", action="append", type=_pay_out, dest="disbursements", metavar="DATE:YUAN", help=t("a part paid out that day; give it for each part", "当日放款的一笔；每笔给一次"))
    free.add_argument("--emi-adjustment", action="store_true", default=None, help=t("bring the last instalment near the others", "使末期接近其他各期"))

    made = actions.command(
        "eligible", run_eligible, "who may take a loan, with every reason why not",
        "能否贷款，以及全部理由",
    )
    made.add_argument("folder", metavar="FOLDER", help=to.folder_help)
    made.add_argument("--id", required=True, metavar="W", help=t("her id", "她的编号"))
    made.add_argument("--product", metavar="P", help=t("only this product (default: each)", "只看该产品（不给则逐一列出）"))
    made.add_argument("--date", metavar="DATE", help=t("on this day (default: today)", "日期（不给则为今天）"))
    made.add_argument("--amount", metavar="YUAN", help=t("how much she asks for", "申请金额"))
    made.add_argument("--months", type=int, metavar="N", help=t("for how long", "期限（月）"))


def run_schedule(args: argparse.Namespace, say: Session) -> int:
    free = {
        name: getattr(args, name)
        for name in ("principal", "rate", "n", "start", *CHOICES, "every", "first_due", "principal_grace",
                     "interest_grace", "multiple", "principal_share", "emi_adjustment", "disbursements")
        if getattr(args, name) is not None
    }
    if args.folder is not None:
        if args.id is None or free:
            raise Fault("usage", say.t("with FOLDER give --id LOAN and no terms", "给出 FOLDER 时须给 --id，且不给贷款条件"))
        registry = _registry(args.folder)
        try:
            columns = finance.loan_schedule(registry, args.id).columns()
        except KeyError:
            raise Fault("unknown_id", say.t("no loan has this id", "没有这个编号的贷款")) from None
        say.answer["loan"] = args.id
        shown = [name for name in HEADINGS if name != "total"]
    else:
        missing = [f"--{name}" for name in ("principal", "rate", "n", "start") if name not in free]
        if args.id is not None or missing:
            listed = ", ".join(missing)
            if args.id is None:
                say.issues(_faults_of_terms(free))
            raise Fault("usage", say.t(f"give FOLDER and --id, or terms; missing: {listed}", f"须给出 FOLDER 和 --id，或贷款条件；缺少：{listed}"))
        principal, rate = free.pop("principal"), free.pop("rate")
        columns = finance.schedule(principal, rate, free.pop("n"), **free).columns()
        shown = ["number", "due", "principal", "interest", "total", "balance"]
    interest = sum(columns["interest"], Decimal(0))
    payers = {payer: sum(columns[payer], Decimal(0)) for payer in _core.payers if payer in columns}
    say.answer |= {
        "instalments": [
            {name: _plain(values[k]) for name, values in columns.items()}
            for k in range(len(columns["number"]))
        ],
        "interest": str(interest),
    }
    if payers:
        say.answer["interest_by_payer"] = {payer: str(amount) for payer, amount in payers.items()}
    if not say.as_json:
        print(_table(columns, shown, say))
    say.print(f"Interest {interest:,} yuan", f"利息合计 {interest:,} 元")
    if payers:
        parts = [(payer, amount) for payer, amount in payers.items() if amount]
        say.print(
            "paid by " + ", ".join(f"{payer} {amount:,}" for payer, amount in parts),
            "其中：" + "，".join(f"{_core.payers[payer]} {amount:,} 元" for payer, amount in parts),
        )
        _tell_years_without_subsidy(columns, say)
    return 0


def _tell_years_without_subsidy(columns: Mapping[str, Sequence[Any]], say: Session) -> None:
    """Of a loan that is subsidised in some of its years: the others, which she may not expect."""
    hers: dict[int, Decimal] = {}
    helped = set()
    for k, year in enumerate(columns["year"]):
        if columns["borrower"][k] < columns["interest"][k]:
            helped.add(year)
        elif columns["interest"][k] > 0:
            hers[year] = hers.get(year, Decimal(0)) + columns["interest"][k]
    without = {year: amount for year, amount in hers.items() if year not in helped}
    say.answer["years_without_subsidy"] = {str(year): str(amount) for year, amount in without.items()}
    if not helped or not without:
        return
    years, amount = ", ".join(map(str, without)), sum(without.values(), Decimal(0))
    say.print(
        f"No subsidy in year {years} of the loan: {amount:,} yuan of interest are hers alone.",
        f"贷款第 {years} 年没有贴息：{amount:,} 元利息全部由她本人承担。",
    )


def _faults_of_terms(free: Mapping[str, Any]) -> Sequence[Issue]:
    """What is wrong with the terms that are given, whatever is missing beside them."""
    stand_in: dict[str, Any] = {"principal": "1", "rate": "0", "n": 1, "start": "2016-01-01"}
    try:
        finance.schedule(**{**stand_in, **free})
    except InputError as error:
        return [issue for issue in error.issues if issue.column in free]
    return []


def run_eligible(args: argparse.Namespace, say: Session) -> int:
    registry = _registry(args.folder)
    date = args.date or datetime.date.today().isoformat()
    products = {product.id: product for product in registry.loan_products}
    if args.product is not None and args.product not in products:
        raise Fault("unknown_product", say.t("there is no such product", "没有这个贷款产品"))
    chosen = [args.product] if args.product is not None else sorted(products)
    answers = []
    for id in chosen:
        try:
            reasons = finance.why_not_eligible(
                registry, args.id, product=id, date=date, amount=args.amount, term_months=args.months
            )
        except KeyError:
            raise Fault("unknown_id", say.t("no woman has this id", "没有这个编号的妇女")) from None
        answers.append({"product": id, "eligible": not reasons, "reasons": [reason.code for reason in reasons]})
        name = products[id].name
        head = f"{id}（{name}）" if say.lang == "zh" and name else f"{id}"
        say.print(
            f"{head}: {'she may' if not reasons else 'she may not'}",
            f"{head}：{'可以申请' if not reasons else '不能申请'}",
        )
        for reason in reasons:
            say.print(f"  {reason.text('en')}", f"  {reason.text('zh')}")
    if not chosen:
        say.print("There are no loan products.", "没有贷款产品。")
    say.answer |= {"id": args.id, "date": date, "products": answers}
    return 0


def _pay_out(text: str) -> tuple[str, str]:
    day, colon, yuan = text.partition(":")
    if not colon:
        raise argparse.ArgumentTypeError("DATE:YUAN, such as 2016-09-01:10000")
    return day, yuan


def _registry(folder: str) -> Any:
    registry, issues = Registry.read(folder)
    if any(issue.severity == "error" for issue in issues):
        raise InputError(issues)
    return registry


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, (Decimal, datetime.date)) else value


def _table(columns: dict[str, list[Any]], shown: list[str], say: Session) -> str:
    """The columns side by side, figures to the right."""

    def text(name: str, value: Any) -> str:
        if name == "standing":
            return value if say.lang == "en" else _core.standings[value]
        return f"{value:,}" if isinstance(value, Decimal) else str(value)

    cells = [[say.t(*HEADINGS[name]), *(text(name, value) for value in columns[name])] for name in shown]
    widths = [max(_width(cell) for cell in column) for column in cells]
    return "\n".join(
        "  ".join(" " * (width - _width(cell)) + cell for cell, width in zip(row, widths, strict=True))
        for row in zip(*cells, strict=True)
    )


def _width(text: str) -> int:
    """Columns of a terminal: a Chinese character takes two."""
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)
