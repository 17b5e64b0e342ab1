"""Whoever changes a plan's file, its sheet, its evidence, the records, the policy or the seed is found out.

Every field is met by walking: a plan file is read here by a reader of its own, from the description below, which
must come out at the last byte and name what docs/verify.md names; tables, policies and results by what they
say of themselves. So a field that is added later is walked too, or a test fails that it is not described.
"""

import csv
import datetime
import decimal
import hashlib
import io
import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import jinguo as jg
import numpy as np
import pytest
from jinguo import _core
from random_registry import COLUMNS, Draw, random_registry

ROOT = Path(__file__).parents[2]
HEAD = 88  # magic, version, zero, length, SHA-256 of the rest, digest of the plan
SEED = bytes(range(16))
COMMITMENT = hashlib.sha256(b"jinguo seed v1\0" + SEED).hexdigest()

POLICY = """
name = "mutated"
date = 2019-07-01
origin = {{lon = 113.1, lat = 29.3}}
existing = "keep"
on_infeasible = "{on_infeasible}"
[lottery]
commitment = "{commitment}"
[pairings.mentors]
band = 200
part_time = true
[pairings.mentors.reach]
max_distance_m = 60000
[pairings.mentors.need]
full = 200
line_yuan = 2800
household = {{allowance = 30}}
[pairings.mentors.kinds.mentor.eligibility]
min_age = 16
registered = false
max_age = 75
[pairings.mentors.kinds.mentor.merit]
base = 500
skill = 30
distance = [[1000, 0], [30000, 400]]
[pairings.livelihood]
band = 400
[pairings.livelihood.kinds.base.eligibility]
min_age = 16
registered = false
max_age = 60
[pairings.livelihood.kinds.base.merit]
base = 600
skill = 40
risk = {{medium = -20, high = -60}}
[[pairings.livelihood.kinds.base.floors]]
at_least = {floor}
[pairings.livelihood.kinds.project.eligibility]
min_age = 16
registered = false
[pairings.livelihood.kinds.project.merit]
base = 600
wish = [60, 40, 20]
"""


def policy(on_infeasible="least_shortfall", floor=4):
    text = POLICY.format(on_infeasible=on_infeasible, commitment=COMMITMENT, floor=floor)
    return text, _core.parse_policy(text, "policy.toml")


def records(seed, size=16, locks=False):
    """A random registry that the policy fits: near each other, with few places; pairs are of one pairing, and
    locks, which are wild, become exclusions unless they are asked for."""
    draw = Draw(seed + 1000)

    def near():
        return (113.1 + draw.below(1000) / 1000, 29.0 + draw.below(500) / 1000)

    made = []
    for record in records_of(random_registry(seed, size)):
        if hasattr(record, "position"):
            record = record.replace(position=near())
        if record.table == "pairs":
            record = record.replace(pairing="mentors", **({} if locks else {"rule": "exclude"}))
        if record.table == "women":
            record = record.replace(health="healthy", labour="ordinary", max_distance_m=60_000)
        if record.table in ("mentors", "bases", "projects"):
            record = record.replace(places=draw.between(1, 2) if draw.chance(30) else 0)
        made.append(record)
    return registry_of(made)


def records_of(registry):
    return [record for table in COLUMNS for record in getattr(registry, table)]


def registry_of(made):
    registry = jg.Registry()
    for record in made:
        registry.add(record)
    return registry


def made_plan(seed, floor):
    text, rules = policy(floor=floor)
    registry = records(seed)
    plan = jg.match(registry, rules, seed=SEED)
    assert jg.verify(plan, registry, rules) == []
    return plan, registry, rules


@pytest.fixture(scope="module")
def plans():
    """Plans with ties, relations that go on, women without a place by each reason; floors met, and missed."""
    made = [made_plan(seed, floor) for seed, floor in ((2, 0), (9, 1), (10, 4))]
    pairings = [plan[name] for plan, *_ in made for name in plan.pairings]
    assert {one.status for one in pairings} == {"optimal", "optimal_short"}
    reasons = {left.reason for one in pairings for left in one.unmatched}
    assert reasons == {"not_eligible", "loses_points", "lottery", "bound"}
    assert sum(one.tied for one in pairings) > 20 and sum(one.counts()["outside"] for one in pairings) > 10
    return made


# --- the plan's file -----------------------------------------------------------------------------------

MESSAGE = {"code": "text", "parameters": [{"name": "text", "value": "text"}]}
AWARD = {
    "left": "text", "right": "text", "kind": 5, "score": "int", "parts": ["int"], "existing": "bool", "rule": "text",
}  # fmt: skip
#: What a plan file of version 5 holds, in its order. A number: a word of so many, by its place.
FILE = {
    "pairings": [
        {
            "name": "text",
            "status": "int",
            "part_names": ["text"],
            "awards": [AWARD],
            "unmatched": [
                {
                    "left": "text", "units": "int", "reason": 5, "rule": "text",
                    "options": [
                        {
                            "right": "text", "score": "int", "loss": "int", "impossible": "bool", "more_short": "int",
                            "rule": "text",
                        }
                    ],
                }
            ],
            "places": [
                {
                    "right": "text", "kind": 5, "places": "int", "floor": "int", "taken": "int", "outside": "int",
                    "shortfall": "int", "price": "int", "greatest_price": "int", "worth": "int", "forced": "bool",
                    "floor_cost_short": "int", "floor_cost": "int", "has_floor_before": "bool", "floor_before": "int",
                }
            ],
            "warnings": [
                {
                    "code": "text", "severity": 2, "file": "text", "row": "int", "column": "text", "value": "text",
                    "expected": MESSAGE, "mend": MESSAGE, "subject": "text",
                }
            ],
            "outside": [AWARD],
            "total": "int",
            "has_gap": "bool",
            "gap": "int",
            "tied": "int",
            "custom": "bool",
            "seconds": "double",
            "income_assumed": ["text"],
            "unknown_income": "text",
            "has_ties": "bool",
            "ties": {
                "places": [{"right": "text", "least": "int", "most": "int", "missing": "bool"}],
                "women": [{"left": "text", "units": "int", "options": "int"}],
                "options": [["int"]],
                "missing_total": "int",
            },
        }
    ],
    "policy_name": "text",
    "digest_form": "int",
    "registry_digest": "digest",
    "policy_digest": "digest",
    "seed_hex": "text",
    "made_by": "text",
    "synthetic": "bool",
    "asked": "text",
}  # fmt: skip


def read(data, kind=FILE):
    """A value of a kind off the front of a stream."""
    if isinstance(kind, dict):
        out = {}
        for name, inner in kind.items():
            if name != "ties" or out["has_ties"]:
                out[name] = read(data, inner)
        return out
    if isinstance(kind, list):
        return [read(data, kind[0]) for _ in range(read(data, "int"))]
    if kind == "text":
        return data.read(read(data, "int")).decode()
    if kind == "digest":
        return data.read(32)
    return struct.unpack("<d" if kind == "double" else "<q", data.read(8))[0]


def written(value, kind=FILE):
    if isinstance(kind, dict):
        return b"".join(written(value[name], inner) for name, inner in kind.items() if name in value)
    if isinstance(kind, list):
        return written(len(value), "int") + b"".join(written(one, kind[0]) for one in value)
    if kind == "text":
        return written(len(value.encode()), "int") + value.encode()
    if kind == "digest":
        return value
    return struct.pack("<d" if kind == "double" else "<q", value)


def body_of(plan):
    return _core.plan_to_bytes(plan)[HEAD:]


def tree_of(body):
    stream = io.BytesIO(body)
    tree = read(stream)
    assert stream.read() == b"", "the file holds more than FILE describes"
    return tree


def digest_of(tree):
    """The plan's digest as docs/digest.md has it: whoever forges a plan puts this right too."""
    out = []

    def feed(*values):
        for value in values:
            if isinstance(value, int):
                out.append(struct.pack("<q", value))
            else:
                data = value.encode() if isinstance(value, str) else value
                out.append(struct.pack("<I", len(data)) + data)

    feed(f"jinguo digest {tree['digest_form']}", "plan", tree["registry_digest"], tree["policy_digest"], tree["seed_hex"])
    feed(len(tree["pairings"]))
    for one in sorted(tree["pairings"], key=lambda one: one["name"].encode()):
        feed(one["name"], len(one["part_names"]), *one["part_names"], len(one["awards"]))
        for award in one["awards"]:
            feed(award["left"], award["right"], award["score"], len(award["parts"]), *award["parts"])
        feed(len(one["unmatched"]))
        for left in one["unmatched"]:
            feed(left["left"], left["units"])
        short = [place for place in one["places"] if place["shortfall"]]
        feed(len(short))
        for place in short:
            feed(place["right"], place["shortfall"])
    return hashlib.sha256(b"".join(out)).digest()


def forged(tree, magic):
    """The file of a tree with length, checksum and digest put right."""
    body = written(tree)
    head = magic[:16] + struct.pack("<Q", len(body)) + hashlib.sha256(body).digest() + digest_of(tree)
    return head + body


def walk(value, kind=FILE, path=()):
    """(holder, key, kind, path) of every field and entry."""
    inner = kind.items() if isinstance(kind, dict) else enumerate(kind * len(value))
    for key, one in inner:
        if isinstance(kind, dict) and key not in value:
            continue
        name = (*path, key if isinstance(kind, dict) else "entries")
        if isinstance(kind, list) and isinstance(one, dict):
            name = path  # of a list of records the fields are named
        else:
            yield value, key, one, name
        if isinstance(one, (dict, list)):
            yield from walk(value[key], one, name)


#: Changes of a field of a plan that are tried.
TRIES = int(os.environ.get("JINGUO_MUTATIONS", "6"))

#: A record is told by its fields.
RECORD = {"pairings.ties", "pairings.warnings.expected", "pairings.warnings.mend"}


def others(value, kind):
    """Other values of a field."""
    if kind == "text":
        return [value + "x", "", "A", value[:-1], value.swapcase()]
    if kind == "digest":
        return [bytes([value[0] ^ 1]) + value[1:], value[:31] + bytes([value[31] ^ 128]), bytes(32)]
    if kind == "bool":
        return [1 - value]
    if kind == "double":
        return [value + 1, -1.0]
    if isinstance(kind, int):
        return [one for one in range(kind) if one != value]
    if isinstance(kind, list):
        return [value[1:], value[:-1], value[::-1], value[:1] * 2 + value[1:], [*value, blank(kind[0])]]
    return [one for one in (value + 1, value - 1, -value, 0, 2**43) if -(2**63) <= one < 2**63]


def blank(kind):
    """The least value of a kind."""
    if isinstance(kind, dict):
        return {name: blank(inner) for name, inner in kind.items() if name != "ties"}
    if isinstance(kind, list):
        return []
    return {"text": "", "digest": bytes(32), "double": 0.0}.get(kind, 0)


def outcome(data, plan, registry, rules):
    """What becomes of a forged file: refused, proven (found wrong), digest, named or silent."""
    try:
        changed = jg.Plan(_core.plan_from_bytes(data))
    except jg.InputError:
        return "refused", ()
    found = jg.verify(changed, registry, rules, pairs=100)
    if found:
        return "proven", ()
    if changed.digest != plan.digest:
        return "digest", ()
    return ("named" if found.unproven else "silent"), found.unproven


def documented():
    """Each field of docs/verify.md, and how it is proven."""
    table = {}
    for line in (ROOT / "docs" / "verify.md").read_text(encoding="utf-8").splitlines():
        cells = line.split("|")
        if len(cells) == 5 and cells[2].strip() in ("proven", "digest", "named"):
            table |= dict.fromkeys(cells[1].replace("`", " ").split(), cells[2].strip())
    return table


def test_the_reader_here_reads_and_writes_every_byte_and_knows_the_digest(plans):
    for plan, *_ in plans:
        data = _core.plan_to_bytes(plan)
        tree = tree_of(data[HEAD:])
        assert forged(tree, data) == data
        assert digest_of(tree).hex() == plan.digest


def test_every_field_of_a_plan_file_is_proven_or_named_as_not_proven(plans):
    """Changed one by one, length, checksum and digest put right: the table of docs/verify.md, by a second reader."""
    table, found, tried = documented(), {}, 0
    for number, (plan, registry, rules) in enumerate(plans):
        data = _core.plan_to_bytes(plan)
        tree = tree_of(data[HEAD:])
        fields = {}
        for holder, key, kind, path in walk(tree):
            fields.setdefault(".".join(path), []).append((holder, key, kind))
        for field, places in fields.items():
            found.setdefault(field, set())
            if isinstance(places[0][2], dict):
                assert field in RECORD, field
                continue
            changes = [
                (holder, key, value)
                for holder, key, kind in places
                # The same field of another record is the likeliest lie: a true value in the wrong place.
                for value in [*others(holder[key], kind), *(where[at] for where, at, _ in places[:2])]
                if value != holder[key]
            ]
            step = max(1, len(changes) // TRIES)
            for holder, key, value in changes[number % step :: step]:
                before, holder[key] = holder[key], value
                how, unproven = outcome(forged(tree, data), plan, registry, rules)
                holder[key] = before
                tried += 1
                if how == "named":
                    last = field.removeprefix("pairings.").replace(".has_", ".")
                    assert any(one == field or one.partition(".")[2] == last for one in unproven), (field, value)
                assert how != "silent", (field, before, value)
                found[field].add(how)
        assert forged(tree, data) == data
    assert set(found) - RECORD == set(table)
    assert tried > 600
    for field, how in table.items():
        assert found[field], f"{field} was never changed"
        accepted = found[field] - {"refused", "proven"}
        assert accepted <= {how}, (field, accepted)
        assert "named" in accepted or how != "named" or field == "pairings.places.has_floor_before", field


# --- records, policy, seed -----------------------------------------------------------------------------


def other(value, kind, codes):
    """Another value of a field of a record."""
    if isinstance(value, bool):
        return not value
    if kind == "region":
        return "430626103" if value != "430626103" else "430626104"
    if isinstance(value, (tuple, list)) and codes:
        return [code for code in codes if code not in value][:1]
    if isinstance(value, (tuple, list)):
        return [*value, *value[:1]]
    if codes:
        return next(code for code in codes if code != value)
    if isinstance(value, datetime.date):
        return value + datetime.timedelta(days=1)
    if isinstance(value, (int, decimal.Decimal)):
        return value + 1
    return value + "9"


def test_every_field_of_every_table_but_names_and_free_text_is_held(plans):
    """A plan proves nothing over other records, whatever field differs; names and notes may be mended."""
    plan, registry, rules = plans[0]
    made = records_of(registry)
    for table, columns in COLUMNS.items():
        for name, _, kind, _, use, _, codes in columns:
            field = "position" if name in ("lon", "lat") else name
            holders = [k for k, one in enumerate(made) if one.table == table and getattr(one, field) not in (None, ())]
            assert holders, f"{table}.{name}: no record has one"
            at = holders[len(holders) // 2]
            value = getattr(made[at], field)
            if field == "position":
                value = (value[0] + (name == "lon") * 1e-6, value[1] + (name == "lat") * 1e-6)
            else:
                value = other(value, kind, [code[0] for code in codes])
            changed = registry_of([*made[:at], made[at].replace(**{field: value}), *made[at + 1 :]])
            found = jg.verify(plan, changed, rules, referees=False)
            if use in ("personal", "free_text"):
                assert found == [], f"{table}.{name} may be mended without another digest"
            else:
                assert found, f"{table}.{name}"


def test_every_value_of_the_policy_is_held(plans):
    """Over the policy's whole text, every default filled in: its numbers, words, days and lists."""
    plan, registry, rules = plans[1]
    text, held, refused = rules.to_toml(), 0, 0
    values = re.compile(r'"[^"]*"|\d{4}-\d\d-\d\d|-?\d+(\.\d+)?|\b(true|false)\b|\[\]|\{\}')
    for line in re.finditer(r"(?m)^(\w+) = (.*)$", text):
        for found in values.finditer(line[2]):
            value = found[0]
            new = {"true": "false", "false": "true", "[]": '["x"]', "{}": "{x = 1}"}.get(value)
            if new is None and value[0] == '"':
                new = value[:-1] + 'x"'
            elif new is None:
                new = value[:-1] + ("0" if value[-1] == "9" else str(int(value[-1]) + 1))
            at = line.start(2) + found.start()
            try:
                changed = _core.parse_policy(text[:at] + new + text[at + len(value) :], "policy.toml")
            except jg.InputError:
                refused += 1
                continue
            assert jg.verify(plan, registry, changed, referees=False), (line[0], new)
            held += 1
    assert held > 40 and refused > 10


def test_no_other_seed_opens_a_commitment_and_no_other_commitment_a_plan(plans):
    plan, registry, rules = plans[0]
    for bit in range(len(SEED) * 8):
        seed = bytearray(SEED)
        seed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(jg.InputError) as error:
            jg.match(registry, rules, seed=bytes(seed))
        assert "commitment" in error.value.issues[0].code
    for seed in (SEED[:-1], SEED + b"\0", SEED[::-1]):
        with pytest.raises(jg.InputError):
            jg.match(registry, rules, seed=seed)
    for digit in range(0, 64, 7):
        wrong = COMMITMENT[:digit] + f"{15 - int(COMMITMENT[digit], 16):x}" + COMMITMENT[digit + 1 :]
        changed = _core.parse_policy(rules.to_toml().replace(COMMITMENT, wrong), "policy.toml")
        assert jg.verify(plan, registry, changed, referees=False)


# --- the sheet -----------------------------------------------------------------------------------------

#: Cells that the replay itself does not hold, and what does: changing one alone leaves the draw as it was.
NOT_DRAWN = {
    ("sheet", "name"): "the plan's digest, printed: compared with the published one",
    ("woman", "name"): "her pseudonym: she compares it with her card",
    ("woman", "pairing"): "drawn there, if its places are known there",
}


def sheet_rows(plan):
    return list(csv.reader(io.StringIO(plan.lottery_sheet().removeprefix("\ufeff"), newline="")))


def seen_by_the_replay(rows, folder):
    path = folder / "sheet.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    done = subprocess.run(
        [sys.executable, "-I", ROOT / "scripts" / "replay.py", path], capture_output=True, text=True, timeout=60
    )
    return done.returncode != 0


def test_every_cell_of_the_lottery_sheet_is_looked_at(plans, tmp_path):
    """By the replay, or by whom NOT_DRAWN says; a published result is never another than the one drawn."""
    plan = plans[0][0]
    rows = sheet_rows(plan)
    assert not seen_by_the_replay(rows, tmp_path)
    columns = ("kind", "pairing", "name", "number", "units", "options", "least", "most", "result")
    seen, tried = {}, {}
    for at, row in list(enumerate(rows))[1:]:
        for column, name in enumerate(columns):
            if not row[column]:
                continue
            tried.setdefault((row[0], name), []).append((at, column))
    for (kind, name), places in tried.items():
        for at, column in places[:: max(1, len(places) // 3)]:
            value = rows[at][column]
            words = value.split(" ")
            changes = [value + "9", ""]
            if name in ("least", "most", "units"):
                changes = [str(int(value) + 1), str(int(value) - 1), "x"]
            elif name == "options":
                changes = [" ".join(words[::-1]), " ".join(words[1:]), value + " nowhere"]
            elif name == "result":
                options = rows[at][columns.index("options")].split(" ")
                changes = [option for option in options if option != value]
            elif name == "number":
                changes = ["z" + value[1:]]
            for change in changes:
                changed = [*rows[:at], [*rows[at][:column], change, *rows[at][column + 1 :]], *rows[at + 1 :]]
                found = seen_by_the_replay(changed, tmp_path)
                assert found or name != "result", (kind, name, value, change)
                seen[kind, name] = seen.get((kind, name), False) or found
    unseen = {place for place, found in seen.items() if not found}
    assert unseen <= set(NOT_DRAWN), unseen


# --- evidence: prices, awards, shortfall, witness, repair ----------------------------------------------


def refused(market, result):
    """Whether a referee refuses what a result says."""
    solver = jg.solver
    if result.status == "infeasible":
        return solver.why_not_infeasible(market, result) is not None
    judges = (solver.why_not_feasible, solver.why_not_optimal, solver.why_not_least, solver.why_not_drawn)
    return any(judge(market, result) is not None for judge in judges)


#: What no referee judges, and why it may be.
NOT_JUDGED = {
    "counters": "what the work took, informative only",
    "award_score": "a changed plan asks the market for the scores of its awards",
    "scale": "how the scores were scaled is the market's, which is asked",
    "witness": "a plan has none",
}


def test_every_field_of_a_result_is_judged(plans):
    """Of the markets that the plans were made of."""
    for plan, registry, rules in plans[1:]:
        for name in plan.pairings:
            market = jg.market_of(registry, rules, name, seed=SEED)
            result = jg.solver.transport(market)
            assert not refused(market, result) and result.status == plan[name].status
            fields = [field for field in jg.solver.TransportResult.__slots__ if not field.startswith("_")]
            for field in fields:
                value = getattr(result, field)
                if field in NOT_JUDGED:
                    continue
                for changed in changes_of(field, value):
                    told = {"status": result.status, "gap": result.gap, field: changed}
                    assert refused(market, result.replace(**told)), (name, field, changed)


def changes_of(field, value):
    if field == "status":
        return ["optimal" if value == "optimal_short" else "optimal_short", "infeasible"]
    if field == "awards":
        last = np.array([value[0, 0], value[-1, 1]]), np.array([value[-1, 0], value[0, 1]])
        return [value[1:], value[:-1], np.vstack([value[1:-1], *last]) if value[0, 1] != value[-1, 1] else value[2:]]
    if isinstance(value, np.ndarray) and value.dtype == bool:
        return [np.where(np.arange(len(value)) == at, ~value, value) for at in range(0, len(value), 3)]
    if isinstance(value, np.ndarray):
        step = np.array([1, -1])
        changes = [value + by * (np.arange(len(value)) == at) for at in range(0, len(value), 3) for by in step]
        return [one for one in changes if (one >= (0 if field == "shortfall" else -(2**62))).all()]
    return [value + 1] + ([value - 1] if value else [])


def units(repair):
    """What a repair changes, in units."""
    return sum(abs(after - before) for _, _, before, after in repair)


def test_every_field_of_a_witness_and_its_repair_is_judged():
    """Of programmes that have no plan: locks and places that do not fit, floors above what is there."""
    found = 0
    for seed, locks, floor in ((3, True, 0), (9, False, 4), (5, True, 2)):
        registry, (_, rules) = records(seed, locks=locks), policy("stop", floor)
        with pytest.raises(jg.InfeasibleError) as error:
            jg.match(registry, rules, seed=SEED)
        market = jg.market_of(registry, rules, error.value.pairing, seed=SEED)
        result = jg.solver.transport(market)
        assert result.witness == error.value.witness and not refused(market, result)
        witness = result.witness
        lock_fault = any(kind == "lock" for kind, *_ in witness.rules)
        # The same by id, for people: made of the other two and of the market's ids, and judged by nobody.
        assert set(witness._fields) == {"rules", "deficit", "repair", "rules_by_id", "repair_by_id"}
        for changed in (witness.deficit + 1, -witness.deficit, 0):
            assert refused(market, result.replace(witness=witness._replace(deficit=changed))), changed
        for field in ("rules", "repair"):
            entries = getattr(witness, field)
            for at, entry in enumerate(entries):
                changes = [entries[:at] + entries[at + 1 :], [*entries, entry]]
                for part, value in enumerate(entry):
                    if (field, part) == ("rules", 1):
                        continue  # another rule of the market may be as true a proof
                    kinds = ("floor", "capacity", "must_match", "demand", "lock")
                    values = kinds if isinstance(value, str) else (value + 1, value - 1, value + 1000)
                    changes += [
                        [*entries[:at], (*entry[:part], one, *entry[part + 1 :]), *entries[at + 1 :]]
                        for one in values
                        if one != value
                    ]
                for change in changes:
                    if lock_fault and field == "repair" and units(change) > units(entries):
                        continue  # where locks cannot hold, the referee does not judge that no unit is spared
                    found += 1
                    assert refused(market, result.replace(witness=witness._replace(**{field: change}))), (field, entry, change)
    assert found > 100
