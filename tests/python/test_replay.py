"""Anyone can draw the lottery again: scripts/replay.py, which knows nothing of jinguo, gets the plan's draw."""

import collections
import csv
import hashlib
import hmac
import os
import subprocess
import sys

import pytest
from layout import ROOT

import jinguo as jg
from jinguo import _core

SAMPLES = int(os.environ.get("JINGUO_REPLAYS", "200"))
REPLAY = ROOT / "scripts" / "replay.py"

sys.path.insert(0, str(REPLAY.parent))
import replay  # noqa: E402


def policy(band, floor):
    """Yueyang's policy with wide bands, so that many tie, and bases' floors that cannot all be met."""
    text = (ROOT / "policies" / "yueyang-2016.toml").read_text(encoding="utf-8")
    assert text.count("band = 10 ") + text.count("band = 10\n") == 2
    text = text.replace("band = 10 ", f"band = {band} ").replace("band = 10\n", f"band = {band}\n")
    assert "at_least = 100" in text
    text = text.replace("at_least = 100", f"at_least = {floor}")
    lines = [line for line in text.splitlines() if not line.startswith("commitment")]
    return _core.parse_policy("\n".join(lines), "policy.toml")


@pytest.fixture(scope="module")
def registries(tmp_path_factory):
    data = os.path.join(os.path.dirname(jg.__file__), "data", "yueyang")
    return [jg.Registry(_core.sample_yueyang(data, 250 + 60 * seed, seed)[0]) for seed in range(5)]


def drawn(sheet):
    """What the replay draws, by pairing, and how often it differs from what is published."""
    _, pairings = replay.read(sheet)
    found = {name: {code: sorted(got) for code, got, _ in one.draw()} for name, one in pairings.items()}
    _, again = replay.read(sheet)
    different = sum(sorted(got) != sorted(told) for one in again.values() for _, got, told in one.draw())
    return found, different


def test_replay_draws_the_plan_again_on_many_samples_with_bands(registries, tmp_path):
    tied = collections.Counter()
    for k in range(SAMPLES):
        registry = registries[k % len(registries)]
        rules = policy((10, 50, 100, 200, 400)[k // 5 % 5], (0, 3, 12, 100)[k // 7 % 4])
        plan = jg.match(registry, rules, seed=bytes([k]) * 16)
        sheet = tmp_path / f"{k}.csv"
        sheet.write_text(plan.lottery_sheet(), encoding="utf-8", newline="")
        found, different = drawn(sheet)
        assert different == 0, k
        for name in plan.pairings:
            women = plan[name].tied_women
            assert len(women) == plan[name].tied
            tied[name] += len(women)
            awards = collections.defaultdict(list)
            places = {one.right: one for one in plan[name].places}
            for award in plan[name].awards:
                awards[award.left].append(award.right)
            assert len(found.get(name, {})) == len(women)
            for woman in women:
                got = found[name][plan.lottery_pseudonym(name, woman)]
                hers = awards[woman] or ["(none)"]
                if all(right in places and places[right].kind != "mentor" for right in awards[woman]):
                    assert got == sorted(hers), (k, name, woman)
    assert min(tied[name] for name in ("mentors", "livelihood")) > 10 * SAMPLES


def short_registry(seed):
    """Bases in three places, all with floors that cannot be met, and women near one, two or all of them."""
    random = seed

    def below(n):
        nonlocal random
        random = (random * 6364136223846793005 + 1442695040888963407) % 2**64
        return (random >> 33) % n

    women = range(30)
    at = [(113.1 + 0.1 * below(5), 29.3) for _ in women]
    households = {
        "id": [f"H{k}" for k in women], "region": ["430602001001"] * 30, "status": ["registered"] * 30,
        "registered_on": ["2014-01-01"] * 30, "standard": ["national"] * 30, "type": ["general"] * 30,
        "main_cause": ["skills"] * 30, "lon": [f"{x:.4f}" for x, _ in at], "lat": [f"{y:.4f}" for _, y in at],
    }
    people = {
        "id": [f"W{k}" for k in women], "household": households["id"], "birth_date": ["1985-01-01"] * 30,
        "relation": ["spouse"] * 30, "education": ["primary"] * 30, "health": ["healthy"] * 30,
        "labour": ["ordinary"] * 30, "max_distance_m": [str((15000, 25000, 60000)[below(3)]) for _ in women],
    }
    bases = {
        "id": ["B1", "B2", "B3", "B4"], "kind": ["agriculture"] * 4,
        "level": ["national", "national", "national", "county"], "title_year": ["2014"] * 4,
        "region": ["430602001001"] * 4, "lon": ["113.1000", "113.3000", "113.5000", "113.3000"],
        "lat": ["29.3000"] * 4, "industry": ["tea"] * 4, "work": ["light"] * 4, "places": ["40", "8", "40", "3"],
        "income": ["8000"] * 4, "risk": ["low"] * 4,
    }
    return jg.Registry.from_frames(households=households, women=people, bases=bases)


def test_replay_draws_again_where_floors_are_missed_by_the_least(tmp_path):
    together = 0
    for k in range(40):
        plan = jg.match(short_registry(k), policy((200, 2000)[k % 2], 12 + k % 5), seed=bytes([k]) * 16)
        sheet = tmp_path / f"{k}.csv"
        text = plan.lottery_sheet()
        sheet.write_text(text, encoding="utf-8", newline="")
        _, different = drawn(sheet)
        assert different == 0, k
        together += "\r\ntogether," in text
    assert together > 5


@pytest.fixture(scope="module")
def sheet(registries, tmp_path_factory):
    plan = jg.match(registries[4], policy(100, 3), seed=b"0123456789abcdef")
    path = tmp_path_factory.mktemp("sheet") / "sheet.csv"
    path.write_text(plan.lottery_sheet(), encoding="utf-8", newline="")
    return path, plan, registries[4]


def run(path):
    return subprocess.run([sys.executable, "-I", str(REPLAY), str(path)], capture_output=True, text=True,
                          timeout=120)


def test_the_script_says_who_was_called_and_that_all_is_as_published(sheet):
    path, plan, _ = sheet
    done = run(path)
    assert done.returncode == 0, done.stderr
    tied = sum(plan[name].tied for name in plan.pairings)
    assert f"{tied} called 已叫号, 0 not as published 与公布不符" in done.stdout
    assert f"plan {plan.digest}" in done.stdout


def test_the_script_tells_a_changed_result_a_changed_number_and_a_sheet_that_contradicts_itself(sheet, tmp_path):
    path, _, _ = sheet
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    women = [row for row in rows if row[0] == "woman"]

    def written(change):
        copy = [list(row) for row in rows]
        change(copy)
        changed = tmp_path / "changed.csv"
        with open(changed, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(copy)
        return run(changed)

    def cheat(copy):
        row = copy[rows.index(women[0])]
        row[8] = next(option for option in row[5].split() if option != row[8])

    assert written(cheat).returncode == 1
    last = rows.index(next(row for row in reversed(women) if row[8] != row[5].split()[0]))

    def push(copy):  # the last one called is called first: she gets her first choice
        copy[last][3] = "ffff-ffff-ffff-ffff"

    assert "NOT AS PUBLISHED" in written(push).stdout

    def overfill(copy):
        for row in copy:
            if row[0] == "place":
                row[6] = row[7] = "100000"

    assert "contradicts itself" in written(overfill).stderr
    assert run(ROOT / "README.md").returncode == 2
    assert run(tmp_path / "nothing.csv").returncode == 2


def test_a_sheet_names_nobody_and_cannot_be_traced_without_the_seed(sheet):
    path, plan, registry = sheet
    text = path.read_text(encoding="utf-8")
    cells = {word for row in csv.reader(text.splitlines()) for cell in row for word in cell.split()}
    assert not cells & {one.id for one in registry.women}
    assert not cells & {one.id for one in registry.mentors}
    assert plan["mentors"].tied > 0 and plan["livelihood"].tied > 0
    woman = plan["livelihood"].tied_women[0]
    assert plan.lottery_pseudonym("livelihood", woman) in cells
    assert plan.lottery_pseudonym("mentors", woman) != plan.lottery_pseudonym("livelihood", woman)
    other = jg.match(registry, policy(100, 3), seed=b"fedcba9876543210")
    assert other.lottery_pseudonym("livelihood", woman) not in cells


def test_pseudonyms_and_numbers_are_what_the_page_says(sheet):
    path, plan, _ = sheet
    seed = b"0123456789abcdef"

    def keyed(purpose, woman):
        words = [purpose, "livelihood", "left", woman]
        told = b"".join(len(w.encode()).to_bytes(4, "little") + w.encode() for w in words)
        return int.from_bytes(hmac.new(seed, told, hashlib.sha256).digest()[:8], "big")

    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    numbers = {row[2]: row[3] for row in rows if row[0] == "woman" and row[1] == "livelihood"}
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    for woman in plan["livelihood"].tied_women:
        bits = keyed("jinguo pseudonym v1", woman) >> 4
        code = "".join(letters[bits >> 5 * (11 - k) & 31] for k in range(12))
        code = f"{code[:4]}-{code[4:8]}-{code[8:]}"
        assert plan.lottery_pseudonym("livelihood", woman) == code
        assert int(numbers[code].replace("-", ""), 16) == keyed("jinguo lottery v1", woman)
    assert list(numbers.values()) == sorted(numbers.values(), reverse=True)


def test_the_same_plan_gives_the_same_sheet_whoever_solved_it(sheet):
    path, plan, registry = sheet
    again = jg.match(registry, policy(100, 3), seed=b"0123456789abcdef", threads=2)
    assert again.lottery_sheet() == plan.lottery_sheet()


def test_a_plan_of_an_earlier_version_says_that_it_holds_no_sheet():
    plan = jg.Plan.load(ROOT / "tests" / "io" / "golden" / "plan-1.jinguo")
    with pytest.raises(jg.InputError) as refused:
        plan.lottery_sheet()
    assert refused.value.issues[0].code == "plan.ties"
