"""What the page hides stays hidden: an auditor reads the rendered page and computes what it can."""

import collections
import re

import pytest
import report_cases as cases
from report_audit import Audit, known_besides, posted

import jinguo as jg
from jinguo import _core
from jinguo.report import page


def issues():
    """What a check of tables may find: few of one kind, many of another."""
    return [
        _core.Issue("domain.activity.date", severity="warning", file="activities.csv", row=row, column="date")
        for row in (3, 8, 9)
    ] + [
        _core.Issue("domain.member.age", severity="warning", file="members.csv", row=row, column="birth_date")
        for row in range(10, 40)
    ] + [
        _core.Issue("domain.phone", severity="warning", file="mentors.csv", row=row, column="phone") for row in range(2, 13)
    ]


def one_township(households, seed):
    """A sample of which everybody lives in one township."""
    _, registry, policy = cases.sample(households, seed)
    moved = jg.Registry()
    moved.synthetic = True
    villages = [region.code for region in registry.regions if region.code.startswith("430626101") and len(region.code) == 12]
    columns = registry.columns("households")
    for values in zip(*columns.values(), strict=True):
        record = {name: value for name, value in zip(columns, values, strict=True) if name not in ("lon", "lat")}
        moved.add(jg.Household(**record | {"region": villages[len(moved.households) % len(villages)]}))
    for table in ("regions", "women", "members", "mentors", "bases", "anchors", "projects", "chains", "loan_products", "loan_applications",
                  "loans", "activities", "persons", "mentorships", "placements"):
        for record in getattr(registry, table):
            moved.add(record)
    return jg.match(moved, policy, seed=SEED), moved, policy


with open(cases.bundled("data", "yueyang", "lottery-seed.hex"), encoding="ascii") as file:
    SEED = file.read().strip()

SIZES = {
    "50": lambda: cases.sample(50, seed=2),
    "300": lambda: cases.sample(300, seed=7),
    "812": lambda: cases.sample(812, seed=5),
    "3000": lambda: cases.sample(3_000, seed=4),
    "one township": lambda: one_township(812, 5),
    "nobody with a mentor": lambda: one_township(260, 94986),
}


@pytest.fixture(scope="module", params=list(SIZES))
def programme(request):
    plan, registry, policy = SIZES[request.param]()
    return plan, registry, policy, page(plan, registry, policy=policy, issues=issues(), proven=True)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_hidden_number_follows_from_all_that_is_shown(programme, lang):
    plan, registry, _, text = programme
    main = next(n for n in plan.pairings if any(p.kind != "mentor" for p in plan[n].places))
    audit = Audit(text, lang, sorted(plan.pairings, key=lambda name: name != main))
    known_besides(audit, plan, registry)
    assert len(audit.read) >= len(audit.page.tables) - 6  # providers' tables are public
    assert audit.told_too_much() == {}
    assert len(audit.hidden) > 10
    listed = posted(audit, plan, registry)
    assert {name: ends for name, ends in audit.told_too_much().items() if name not in listed and ends[0] < 9.5} == {}


def test_the_auditor_finds_a_hidden_number_whose_neighbours_are_told():
    plan, registry, policy = SIZES["300"]()
    text = page(plan, registry, policy=policy, lang="en")
    audit = Audit(text, "en", ["livelihood", "mentors"])
    counts = collections.Counter(w.rule for w in plan["mentors"].unmatched if w.reason == "not_eligible")
    said = {("rule", "mentors", _core.Message(f"engine.rule.{rule}").text("en")): n for rule, n in counts.items()}
    hidden = next(name for name in said if audit.hidden.get(name) and said[name] < 10)
    low, high = audit.ranges([hidden])[hidden]
    assert high - low >= 1
    for name, n in said.items():
        if name != hidden:
            audit.told(name, f"{n:,}")
    audit.told(("ruled out", "mentors"), f"{sum(said.values()):,}")
    assert audit.ranges([hidden])[hidden] == (said[hidden], said[hidden])


def test_no_bar_and_no_order_tells_what_is_hidden(programme):
    _, _, _, text = programme
    for lang in ("en", "zh"):
        shown = cases.Page(text, lang)
        hidden = re.compile(r"<10|hidden|隐去")
        for cell, width, table in shown.bars:
            assert not hidden.search(cell), (cell, width)
            if table["caption"].startswith(("Women by home", "Mentors by", "妇女家乡", "各县女能人", "女能人主要产业")):
                of = [(cases.number(text), length) for text, length, other in shown.bars if other is table]
                most = max(n for n, _ in of)  # the longest bar is that of the greatest number shown
                assert all(length == pytest.approx(100 * n / most, abs=0.06) for n, length in of) or most == 0
        for said, path, _ in shown.marks:
            if hidden.search(said.split(":")[-1].split("：")[-1]):
                assert re.search(r"h0v|M0,|^$", path), (said, path)


PUBLIC = (  # tables of providers, which are public, and of promises
    "Every base", "Floors missed", "One more place adds most", "The targets as a table", "Interest by year", "Mentors by",
)


def test_no_table_of_persons_has_a_count_from_one_to_nine(programme):
    _, _, _, text = programme
    read = cases.Page(text, "en")
    checked = 0
    for table in read.tables:
        if table["caption"].startswith(PUBLIC):
            continue
        checked += 1
        totals = [] if table["caption"].startswith("Women by home") else [table["foot"]]  # of what providers take
        for row in [*table["rows"], *totals]:
            for cell, head in zip(row, table["head"], strict=False):
                assert head in ("Mean merit (points)", "Rows") or not re.fullmatch("[1-9]", cell), (table["caption"], row)
    assert checked > 4
    for said, _, picture in read.marks:
        if not picture.startswith(("One bar for each target", "Map of")):
            assert not re.search(r"(: |of )[1-9](?![\d,.%])", said), said
