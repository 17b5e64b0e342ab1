"""Part 7 of the report page: who pays the interest of loans, and how loans stand."""

import importlib.util
import random
from decimal import Decimal

import pytest
import report_cases as cases

import jinguo as jg

for needed in ("jinja2", "vl_convert"):
    if importlib.util.find_spec(needed) is None:
        pytest.skip(f"needs {needed}", allow_module_level=True)

from report_audit import Audit  # noqa: E402

from jinguo.report import page  # noqa: E402
from jinguo.report.texts import TEXTS  # noqa: E402

TABLE = "Interest by year and payer in yuan"


def programme(loans):
    """Loans of (product, status, number); each woman has one at most."""
    registry = cases.registry(women=[("430626", "illness")] * 80)
    for id, subsidy in (("micro", [10000] * 3), ("plain", [])):
        registry.add(jg.LoanProduct(
            id=id, name={"micro": "小额信贷", "plain": "一般贷款"}[id], scheme="poverty_micro_credit" if id == "micro" else "women_guaranteed",
            valid_from="2014-01-01", ceiling=50000, max_term_months=36, min_age=16, max_age=60, subsidy_bp=subsidy,
            payer_bp=[0, 5000, 1000, 4000] if subsidy else [],
        ))
    k = 0
    for product, status, number in loans:
        for _ in range(number):
            registry.add(jg.Loan(
                id=f"L{k}", woman=f"WX{k:06}", product=product, principal=30000, rate_bp=435, starts_on="2015-07-01",
                term_months=12, status=status, overdue_on="2016-01-01" if status == "overdue" else None,
            ))
            k += 1
    return registry


def pages(registry):
    rules = cases.policy()
    text = page(jg.match(registry, rules), registry, policy=rules, lang="en")
    return text, cases.Page(text, "en"), cases.Page(text, "zh")


def findings(shown):
    return " ".join(text for _, text in shown.headings)


def test_interest_by_year_and_payer_is_the_bill_in_whole_yuan():
    registry = programme([("micro", "active", 20), ("micro", "overdue", 15), ("plain", "repaid", 12)])
    text, english, chinese = pages(registry)
    bill = jg.finance.bill(registry)
    table = english.table(TABLE)
    payers = {"Central budget": "centre", "Provincial budget": "province", "City budget": "city",
              "County budgets": "county", "Borrowers": "borrower"}
    shown = table["head"][1:-1]
    assert shown == ["Provincial budget", "City budget", "County budgets", "Borrowers"]  # the centre pays nothing
    for row in [*table["rows"], ["", *table["foot"][1:]]]:
        of = bill[bill.year == int(row[0])] if row[0] else bill
        for name, cell in zip(shown, row[1:-1], strict=True):
            assert cases.number(cell) == round(of[of.payer == payers[name]].amount.sum()), (row[0], name)
        assert cases.number(row[-1]) == round(of.amount.sum())
    state = bill[bill.payer != "borrower"].amount.sum()
    assert f"{round(state):,} yuan are subsidised" in findings(english)
    assert f"贴息 {round(state):,} 元" in findings(chinese)
    assert "provincial budget" in text and "省级财政" in text


def test_loans_by_product_with_what_is_overdue():
    _, english, chinese = pages(programme([("micro", "active", 20), ("micro", "overdue", 15), ("plain", "repaid", 12)]))
    table = english.table("Loans by product")
    assert [row[1:] for row in table["rows"]] == [
        ["35", "1,050,000", "20", "0", "15", "0", "42.9%"],
        ["12", "360,000", "0", "0", "0", "12", "—"],
    ]
    assert [row[0] for row in table["rows"]] == ["Micro-credit against poverty", "Guaranteed loan for women"]
    assert [row[0] for row in chinese.table("各产品贷款")["rows"]] == ["小额信贷", "一般贷款"]
    assert "47 loans of 1,410,000 yuan were paid out; 35 are not repaid, and 42.9% of their principal is overdue." in findings(english)


def test_amounts_that_rest_on_few_loans_are_hidden():
    registry = programme([("micro", "active", 30), ("micro", "overdue", 2), ("plain", "active", 3)])
    text, english, _ = pages(registry)
    loans = english.table("Loans by product")  # by status all would be hidden
    assert loans["head"] == ["Loan product", "Loans", "Principal (yuan)"]
    assert [row[1:] for row in loans["rows"]] == [["hidden", "hidden"], ["<10", "hidden"]]
    assert "are too small to be shown" in findings(english)
    # The borrowers' interest rests on five loans: they are left out, and so is every sum with them.
    interest = english.table(TABLE)
    assert "Borrowers" not in interest["head"] and interest["head"][-1] == "Subsidy"
    bill = jg.finance.bill(registry)
    state = round(bill[bill.payer != "borrower"].amount.sum())
    assert cases.number(interest["foot"][-1]) == state and f"{state:,} yuan of the interest" in findings(english)
    assert f"{round(bill.amount.sum()):,}" not in text
    few, english, _ = pages(programme([("micro", "active", 9)]))
    assert "There are fewer than ten loans" in findings(english) and "270,000" not in few


def test_products_that_all_loans_together_would_tell_are_left_out():
    _, english, _ = pages(programme([("micro", "active", 10), ("plain", "active", 1)]))
    assert "11 loans of 330,000 yuan were paid out" in findings(english)
    assert not any(table["caption"] == "Loans by product" for table in english.tables)  # 10 and 1: nothing else fits


def test_a_year_of_few_loans_is_left_out():
    registry = programme([("micro", "active", 20), ("plain", "active", 15)])
    for k in range(3):  # three women go on into 2017
        registry.add(jg.Loan(id=f"M{k}", woman=f"WX{70 + k:06}", product="micro", principal=30000, rate_bp=435,
                             starts_on="2016-01-01", term_months=18))
    text, english, _ = pages(registry)
    bill = jg.finance.bill(registry)
    table = english.table(TABLE)
    assert [row[0] for row in table["rows"]] == ["2015", "2016"]
    assert cases.number(table["foot"][-1]) == round(bill[bill.year < 2017].amount.sum())
    assert f"{round(bill.amount.sum()):,}" not in text


def test_an_amount_of_few_loans_is_hidden_and_never_alone():
    registry = programme([("micro", "active", 20), ("micro", "overdue", 12), ("plain", "active", 3)])
    text, english, _ = pages(registry)
    table = english.table(TABLE)
    borrowers = table["head"].index("Borrowers")
    assert [row[borrowers] for row in table["rows"]] == ["hidden", "hidden"]  # 3 loans in 2015, 15 in 2016
    for row in table["rows"]:
        assert row.count("hidden") > 1
    for column in range(1, len(table["head"])):
        assert [row[column] for row in table["rows"]].count("hidden") != 1
    bill = jg.finance.bill(registry)
    amount = bill[(bill.year == 2015) & (bill.payer == "borrower")].amount.sum()
    assert f"{round(amount):,}" not in text
    assert [row[-1] for row in table["rows"]] == ["hidden", "hidden"] and table["foot"][-1] != "hidden"
    # The state's shares are known: where one payer is shown all are, and no picture tells the rest.
    assert all("hidden" not in row[1:borrowers] for row in table["rows"])
    assert not any(said and said.startswith("Stacked bars") for said in english.alternatives)


def test_a_programme_without_loans_or_without_subsidy_says_only_what_is_there():
    text, english, _ = pages(programme([]))
    assert "Who pays" not in text
    _, english, _ = pages(programme([("plain", "active", 20)]))
    assert "nothing is subsidised: the borrowers pay it all" in findings(english)
    assert "20 are not repaid, and none is overdue" in findings(english)
    assert not any(table["caption"].startswith(TABLE) for table in english.tables)


def test_the_picture_stacks_what_the_table_says():
    registry = programme([("micro", "active", 20), ("micro", "overdue", 15)])
    text, english, _ = pages(registry)
    assert any(said and said.startswith("Stacked bars of the interest due each year from 2015 to 2016") for said in english.alternatives)
    bill = jg.finance.bill(registry)
    first = bill[(bill.year == 2015) & (bill.payer == "county")].amount.sum()
    assert f"2015, county budgets: {round(Decimal(first)):,} yuan" in text


@pytest.mark.parametrize("seed", range(30))
def test_no_hidden_amount_follows_from_sums_and_shares(seed):
    """Random loans: who knows the shares of the state's payers cannot tell an amount of few loans."""
    draw = random.Random(seed)
    loans = [
        (draw.choice(["micro", "micro", "plain"]), draw.choice(["active", "active", "overdue", "repaid"]), draw.choice([1, 2, 4, 9, 11, 14]))
        for _ in range(draw.choice([3, 5, 6]))
    ]
    registry = programme(loans)
    for k in range(draw.choice([0, 2, 5, 12])):
        registry.add(jg.Loan(id=f"M{k}", woman=f"WX{60 + k:06}", product=draw.choice(["micro", "plain"]), principal=draw.choice([10000, 30000]),
                             rate_bp=435, starts_on=draw.choice(["2014-03-01", "2016-01-01"]), term_months=draw.choice([12, 30])))
    rules = cases.policy()
    text = page(jg.match(registry, rules), registry, policy=rules)
    for lang in ("en", "zh"):
        audit = Audit(text, lang, ["livelihood", "mentors"])
        if not hasattr(audit, "years"):
            continue
        parts = {"province": 0.5, "city": 0.1, "county": 0.4}  # of every subsidy: the product's payer_bp
        names = {TEXTS[f"payer.{payer}"][lang == "zh"].capitalize(): part for payer, part in parts.items()}
        if set(audit.state_payers) == set(names):
            audit.shares(names)
        hidden = [name for name, kind in audit.hidden.items() if kind == "amount"]
        for name, (low, high) in audit.ranges(hidden).items():
            assert high - low >= 0.18 * high, (seed, loans, name, low, high)
        counts = [name for name, kind in audit.hidden.items() if kind == "count"]
        assert {name: ends for name, ends in audit.ranges(counts).items() if ends[1] - ends[0] < 1 - 1e-6} == {}, (seed, loans)
