"""Loans: third-party schedules, a second calculation, who pays the interest, and the commands."""

import datetime
import importlib.util
import json
import random
import subprocess
import sys
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import pytest

import jinguo as jg

ROOT = Path(__file__).parents[2]
CASES = json.loads((ROOT / "tests" / "cases" / "loans" / "schedules.json").read_text(encoding="utf-8"))


def by_id(cases):
    return [pytest.param(case, id=case["id"]) for case in cases]


def checker():
    spec = importlib.util.spec_from_file_location("loan_check", ROOT / "scripts" / "loan_check.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("case", by_id(CASES["schedules"]))
def test_a_third_party_schedule_comes_out_to_the_fen(case):
    loan = dict(case["loan"])
    made = jg.finance.schedule(loan.pop("principal"), loan.pop("rate"), loan.pop("n"), **loan)
    columns = made.columns()
    for period, expected in case["expected"].items():
        for name, value in expected.items():
            got = columns[name][int(period) - 1]
            assert got == (datetime.date.fromisoformat(value) if name == "due" else Decimal(value)), (period, name)
    assert sum(columns["principal"]) == Decimal(case["loan"]["principal"])


def test_a_loan_without_interest_is_the_same_flat():
    case = next(case for case in CASES["schedules"] if case["id"] == "FIN-17")
    made = jg.finance.schedule(1250, 0, 4, start="2023-01-01", multiple=1, method="flat").columns()
    assert [str(total) for total in made["total"]] == [
        f"{row['total']}.00" for row in case["expected"].values()
    ]


def test_the_adjustment_of_the_instalment_is_what_two_of_the_cases_need_and_refuse():
    two_weekly = {"frequency": "weekly", "every": 2, "day_count": "364", "start": "2024-01-01"}
    plain = jg.finance.schedule(100, "0.094822", 3, **two_weekly).columns()["total"]
    assert [str(total) for total in plain] == ["33.58", "33.58", "33.56"]
    refused = {"day_count": "actual/365", "start": "2024-01-01"}
    assert jg.finance.schedule(100, "0.15678", 6, **refused) == jg.finance.schedule(
        100, "0.15678", 6, **refused, emi_adjustment=True
    )


@pytest.mark.parametrize("case", by_id(CASES["instalments"]))
def test_an_unrounded_instalment_agrees_in_every_digit_that_is_known(case):
    """The instalment grows with the principal: a principal 10^7 times as large shows 9 decimals."""
    scale = Decimal(10) ** 7
    made = jg.finance.schedule(
        Decimal(case["principal"]) * scale, case["rate"], case["n"], start="2016-01-01",
        rate_per=case.get("rate_per", "year"),
    )
    known = Decimal(case["instalment"])
    digits = Decimal(1).scaleb(max(known.as_tuple().exponent, -9))
    assert (made.instalment / scale).quantize(digits, ROUND_HALF_EVEN) == known.quantize(digits, ROUND_HALF_EVEN)


def test_random_loans_are_those_of_a_second_calculation():
    check = checker()
    draw, tally = random.Random(7), check.Tally()
    for _ in range(1500):
        tally.check(check.random_loan(draw), draw)
    assert tally.same == tally.loans == 1500
    assert tally.widest <= Decimal("0.005")


def test_the_second_calculation_rejects_a_wrong_schedule(monkeypatch):
    check = checker()
    right = jg.finance.schedule

    class Wrong:
        def __init__(self, made):
            self.made, self.instalment = made, made.instalment

        def __len__(self):
            return len(self.made)

        def columns(self):
            columns = self.made.columns()
            columns["interest"][-1] += Decimal("0.01")
            columns["total"][-1] += Decimal("0.01")
            return columns

    monkeypatch.setattr(check.jg.finance, "schedule", lambda **loan: Wrong(right(**loan)))
    draw = random.Random(7)
    with pytest.raises(AssertionError):
        check.Tally().check(check.random_loan(draw), draw)


def test_numbers_are_read_as_they_are_printed():
    written = jg.finance.schedule("30000", "4.35%", 12, start="2016-09-01")
    for principal, rate in ((30000, 0.0435), (30000.0, Decimal("0.0435")), (Decimal("30000.000"), "0.04350")):
        assert jg.finance.schedule(principal, rate, 12, start=datetime.date(2016, 9, 1)) == written
    with pytest.raises(TypeError, match="rate"):
        jg.finance.schedule(1, None, 1, start="2016-09-01")
    with pytest.raises(TypeError, match="every"):
        jg.finance.schedule(1, 0, 1, start="2016-09-01", every="1")


@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_a_schedule_is_a_frame_of_decimals(backend):
    pytest.importorskip(backend)
    frame = jg.finance.schedule(100, "0.07", 12, start="2024-01-01").to_frame(backend=backend)
    assert list(frame.columns) == ["number", "due", "principal", "interest", "total", "balance"]
    assert frame["total"].to_list() == [Decimal("8.65")] * 11 + [Decimal("8.69")]
    assert frame["due"].to_list()[0] == datetime.date(2024, 2, 1)


def test_every_fault_is_told_at_once():
    with pytest.raises(jg.InputError) as told:
        jg.finance.schedule(
            "1.005", 4.35, 0, start="2016-02-30", method="equal", multiple="0.001", principal_share="x",
            principal_grace=2**40,
        )
    assert {issue.column for issue in told.value.issues} == {
        "principal", "rate", "n", "start", "method", "multiple", "principal_share", "principal_grace",
    }
    assert "0.0435 is 4.35 %" in str(told.value)


def test_what_cannot_be_read_is_told_what_could_be_in_both_languages():
    with pytest.raises(jg.InputError) as told:
        jg.finance.schedule("3万", "low", 12, start="2016-13-01", disbursements=[("soon", "half")])
    expected = [
        ("principal", "an amount in yuan such as 1234.50; write digits with at most two decimals",
         "以元为单位的金额，如 1234.50；写数字，最多两位小数"),
        ("rate", "a rate from 0 to 1: 0.0435 is 4.35 %", "0 至 1 的利率：0.0435 即 4.35%"),
        ("start", "a date such as 2016-03-01; write year-month-day", "日期，如 2016-03-01；请写成 年-月-日"),
        ("disbursements", "a date such as 2016-03-01; write year-month-day", "日期，如 2016-03-01；请写成 年-月-日"),
        ("disbursements", "an amount in yuan such as 1234.50; write digits with at most two decimals",
         "以元为单位的金额，如 1234.50；写数字，最多两位小数"),
    ]
    assert [(i.column, i.text("en"), i.text("zh")) for i in told.value.issues] == [
        (column, f"{column}: expected {en}", f"{column}：应为 {zh}") for column, en, zh in expected
    ]


def test_a_loan_paid_out_in_parts_is_asked_for_by_day_and_yuan():
    parts = [("2024-01-01", 100), (datetime.date(2024, 2, 15), Decimal("100.00"))]
    made = jg.finance.schedule(200, "9.4822%", 6, start="2024-01-01", disbursements=parts)
    assert made.instalment == Decimal("37.53")
    with pytest.raises(jg.InputError) as told:
        jg.finance.schedule(200, 0, 6, start="2024-01-01", disbursements=[("2024-02-30", 100), ("2024-03-01", "1.001")])
    assert {issue.column for issue in told.value.issues} == {"disbursements"}
    assert len(told.value.issues) >= 2


def loans():
    """Two women, two products, four loans."""
    registry = jg.Registry()
    registry.synthetic = True
    for k in (1, 2):
        registry.add(jg.Household(id=f"H{k}", region="430626", main_cause="illness", registered_on="2014-03-01"))
        registry.add(jg.Beneficiary(id=f"W{k}", household=f"H{k}", birth_date="1980-05-20"))
    common = {"valid_from": "2014-01-01", "max_term_months": 36, "min_age": 18, "max_age": 60}
    registry.add(jg.LoanProduct(id="micro", scheme="poverty_micro_credit", ceiling=50000, subsidy_bp=[10000] * 3,
                                payer_bp=[0, 5000, 1000, 4000], registered_only=True, **common))
    registry.add(jg.LoanProduct(id="guaranteed", scheme="entrepreneurship_guaranteed", ceiling=100000,
                                subsidy_bp=[10000, 6667, 3333], payer_bp=[7500, 1000, 0, 1500], **common))
    terms = {"rate_bp": 435, "starts_on": "2015-06-30", "term_months": 12}
    registry.add(jg.Loan(id="A", woman="W1", product="micro", principal=30000, **terms))
    registry.add(jg.Loan(id="B", woman="W1", product="guaranteed", principal="50000.01", method="equal_principal",
                         **terms | {"term_months": 30, "rate_bp": 475}))
    registry.add(jg.Loan(id="C", woman="W2", product="micro", principal=20000, status="extended",
                         extended_to="2016-12-15", **terms))
    registry.add(jg.Loan(id="D", woman="W2", product="guaranteed", principal=60000, status="overdue",
                         overdue_on="2016-01-30", method="equal_instalment", **terms))
    return registry


PAYERS = ["borrower", "county", "city", "province", "centre"]


def test_each_payer_pays_its_part_of_the_interest_on_its_dates():
    registry = loans()
    for loan in registry.loans:
        columns = jg.finance.loan_schedule(registry, loan.id).columns()
        for k, interest in enumerate(columns["interest"]):
            assert sum(columns[payer][k] for payer in PAYERS) == interest
        assert sum(columns["principal"]) == loan.principal
    extended = jg.finance.loan_schedule(registry, "C").columns()
    assert extended["standing"] == ["normal"] * 12 + ["extended"] * 6
    assert extended["borrower"][:12] == [0] * 12 and extended["borrower"][12:] == extended["interest"][12:]
    overdue = jg.finance.loan_schedule(registry, "D").columns()
    assert overdue["standing"] == ["normal"] * 7 + ["overdue"] * 5
    assert overdue["borrower"][:7] == [0] * 7 and overdue["borrower"][7:] == overdue["interest"][7:]
    with pytest.raises(KeyError):
        jg.finance.loan_schedule(registry, "E")


def test_the_bill_sums_to_the_interest_of_all_loans():
    registry = loans()
    bill = jg.finance.bill(registry)
    assert list(bill.columns) == ["year", "payer", "product", "loans", "amount"]
    every = [jg.finance.loan_schedule(registry, loan.id).columns() for loan in registry.loans]
    assert bill.amount.sum() == sum(sum(columns["interest"]) for columns in every)
    for payer in PAYERS:
        assert bill[bill.payer == payer].amount.sum() == sum(sum(columns[payer]) for columns in every)
    of_year = [i for c in every for d, i in zip(c["due"], c["interest"], strict=True) if d.year == 2016]
    assert bill[bill.year == 2016].amount.sum() == sum(of_year)
    until = jg.finance.bill(registry, until="2015-12-30")
    assert set(until.year) == {2015} and until.amount.sum() == sum(
        i for c in every for d, i in zip(c["due"], c["interest"], strict=True) if d.isoformat() <= "2015-12-30"
    )


def test_reasons_against_a_loan_are_all_told():
    registry = loans()
    assert [r.code for r in jg.finance.why_not_eligible(registry, "W1", product="micro", date="2016-09-01")] == [
        "domain.loan.why.same_scheme"
    ]
    codes = [r.code for r in jg.finance.why_not_eligible(
        registry, "W2", product="guaranteed", date="2016-09-01", amount=200000, term_months=48)]
    assert codes == ["domain.loan.why.overdue", "domain.loan.why.same_scheme", "domain.loan.why.ceiling",
                     "domain.loan.why.term"]
    with pytest.raises(KeyError):
        jg.finance.why_not_eligible(registry, "W9", product="micro", date="2016-09-01")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("loans")
    loans().save(path)
    return str(path)


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "jinguo", *arguments], capture_output=True, text=True, timeout=120
    )


def test_the_command_schedules_a_loan_of_a_folder(folder):
    done = run("loan", "schedule", folder, "--id", "C", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    columns = jg.finance.loan_schedule(loans(), "C").columns()
    assert [row["interest"] for row in said["instalments"]] == [str(i) for i in columns["interest"]]
    assert said["interest"] == str(sum(columns["interest"]))
    assert sum(Decimal(v) for v in said["interest_by_payer"].values()) == Decimal(said["interest"])
    for lang, word in (("en", "extended"), ("zh", "展期")):
        assert word in run("loan", "schedule", folder, "--id", "C", "--lang", lang).stdout
    assert run("loan", "schedule", folder, "--id", "Z", "--lang", "en").returncode == 1
    assert run("loan", "schedule", folder, "--lang", "en").returncode == 2
    assert run("loan", "schedule", "--rate", "4.35%").returncode == 2
    for lang, words in (("en", "at most two decimals"), ("zh", "最多两位小数")):
        done = run("loan", "schedule", "--principal", "3万", "--lang", lang)
        assert words in done.stderr and "--rate, --n, --start" in done.stderr, done.stderr


def test_the_command_schedules_free_terms_by_every_option():
    terms = ["--principal", "10000000", "--rate", "0.02", "--rate-per", "month", "--n", "24", "--start", "2014-06-02",
             "--method", "equal_principal", "--multiple", "100", "--principal-grace", "5"]
    said = json.loads(run("loan", "schedule", *terms, "--json").stdout)
    assert [row["principal"] for row in said["instalments"]][4:6] == ["0.00", "526300.00"]
    done = run("loan", "schedule", *terms, "--interest-grace", "24", "--every", "0", "--lang", "en")
    assert done.returncode == 1 and "interest_grace" in done.stderr and "every" in done.stderr


def test_the_command_says_who_may_take_a_loan(folder):
    done = run("loan", "eligible", folder, "--id", "W1", "--date", "2016-09-01", "--json")
    said = json.loads(done.stdout)
    assert done.returncode == 0
    assert {p["product"]: p["eligible"] for p in said["products"]} == {"guaranteed": False, "micro": False}
    for lang, text in (("en", "Her loan A of the same scheme is still running."), ("zh", "其同类贷款 A 尚未结清。")):
        assert text in run("loan", "eligible", folder, "--id", "W1", "--date", "2016-09-01", "--lang", lang).stdout
    assert run("loan", "eligible", folder, "--id", "W7", "--lang", "en").returncode == 1
    assert run("loan", "eligible", folder, "--id", "W1", "--product", "none", "--lang", "en").returncode == 1
    bad = run("loan", "eligible", folder, "--id", "W1", "--date", "1.9.2016", "--lang", "en")
    assert bad.returncode == 1 and "day" in bad.stderr
