"""Years of one county on the command line, as its officers live them: match, verify, adopt, a year of
answers and changes in the tables, match again. Checks each year that no state is illegal, that every
pair that stands goes on, and that every change is explained; prints what happened.

  five_years.py [--years 5] [--households 20000] [--county 430626] [--seed 1] [--out DIR] [--release]

--households of the whole sampled city, of which the county is taken; --release also matches each later
year as if nothing stood, and counts the standing pairs that such a plan would have broken.
Exit code 1 as soon as anything fails.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import hashlib
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

POLICY = Path(__file__).resolve().parents[1] / "policies" / "yueyang-2016.toml"
PROVIDERS = {"mentor": "mentors", "base": "bases", "project": "projects", "chain": "chains"}
STANDING = ("proposed", "accepted", "active")
OWN = ("x_telephone", "备注")  # an officer's own columns, which nothing may touch


class Failure(Exception):
    """What must not happen happened."""


def jinguo(*arguments: object) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "jinguo", *map(str, arguments), "--json", "--lang", "en"],
        capture_output=True, text=True, encoding="utf-8",
    )
    if done.returncode != 0:
        raise Failure(f"jinguo {arguments[0]}: {done.stdout[-3000:]}{done.stderr[-3000:]}")
    return json.loads(done.stdout)


class Table:
    """A CSV file as an officer's spreadsheet has it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / f"{name}.csv"
        with open(self.path, encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            self.rows = list(reader)
            self.header = list(reader.fieldnames or [])

    def keep(self, wanted) -> None:
        self.rows = [row for row in self.rows if wanted(row)]

    def ids(self) -> set[str]:
        return {row["id"] for row in self.rows}

    def save(self) -> None:
        with open(self.path, "w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, self.header, lineterminator="\r\n")
            writer.writeheader()
            writer.writerows(self.rows)


def provider_of(row: dict[str, str]) -> tuple[str, str]:
    return ("mentor", row["mentor"]) if "mentor" in row else (row["kind"], row["provider"])


def take_county(city: Path, folder: Path, county: str) -> None:
    """The part of a city's tables that lies in one county, with an officer's own columns."""
    folder.mkdir(parents=True)
    names = ("regions", "households", "women", "members", "anchors", *PROVIDERS.values(),
             "mentorships", "placements", "pairs")  # fmt: skip
    for name in names:
        shutil.copy(city / f"{name}.csv", folder)
    shutil.copy(city / "SYNTHETIC.txt", folder)
    tables = {name: Table(folder, name) for name in names}
    for name in ("households", "bases", "projects", "chains"):
        tables[name].keep(lambda row: row["region"].startswith(county))
    chained = {row["mentor"] for row in tables["chains"].rows}
    tables["mentors"].keep(lambda row: row["region"].startswith(county) or row["id"] in chained)
    homes = tables["households"].ids()
    for name in ("women", "members"):
        tables[name].keep(lambda row: row["household"] in homes)
    women = tables["women"].ids()
    for row in tables["mentors"].rows:
        if row["woman"] not in women:
            row["woman"] = ""
    known = {(kind, id) for kind, name in PROVIDERS.items() for id in tables[name].ids()}
    ids = {id for _, id in known}
    for name in ("mentorships", "placements"):
        tables[name].keep(lambda row: row["woman"] in women and provider_of(row) in known)
        tables[name].header[2:2] = OWN
        for k, row in enumerate(tables[name].rows):
            row |= {OWN[0]: f"0730-{k:07}", OWN[1]: "见纸质档案, \"第1柜\""}
    tables["pairs"].keep(lambda row: row["left"] in women and row["right"] in ids)
    for table in tables.values():
        table.save()


def policy_of(year: int, path: Path, existing: str = "keep") -> Path:
    text = POLICY.read_text(encoding="utf-8")
    seed = hashlib.sha256(f"five years {year}".encode()).hexdigest()
    lines = [
        f'seed = "{seed}"' if line.startswith("commitment =") else line for line in text.splitlines()
    ]
    text = "\n".join(lines).replace("date = 2016-07-01", f"date = {year}-07-01")
    text = text.replace('existing = "keep"', f'existing = "{existing}"')
    path.write_text(text + "\n", encoding="utf-8")
    return path


def live_a_year(folder: Path, year: int, draw: random.Random) -> Counter:
    """What happens between two July days, in the tables: answers, ends, deaths, moves, arrivals, closed
    providers, cut and new places."""
    seen: Counter = Counter()
    relations = [Table(folder, "mentorships"), Table(folder, "placements")]
    women, homes, members = (Table(folder, name) for name in ("women", "households", "members"))
    pairs = Table(folder, "pairs")
    providers = {kind: Table(folder, name) for kind, name in PROVIDERS.items()}

    def on() -> str:
        day = datetime.date(year, 7, 2) + datetime.timedelta(days=draw.randrange(350))
        return day.isoformat()

    def end(row: dict[str, str], reason: str) -> None:
        row |= {"status": "ended", "ends_on": max(on(), row["starts_on"]), "end_reason": reason}
        seen[f"ended: {reason}"] += 1

    rows = [row for table in relations for row in table.rows]
    stood = {row["woman"] for row in rows if row["status"] in STANDING}
    for row in rows:
        if row["status"] == "proposed":
            chance = draw.random()
            if chance < 0.12:
                row["status"] = "declined"
                seen["declined"] += 1
            elif chance < 0.94:
                row["status"] = "accepted" if chance < 0.22 else "active"
                seen[row["status"]] += 1
        elif row["status"] == "accepted":
            if draw.random() < 0.1:
                end(row, "family")
            else:
                row["status"] = "active"
                seen["active"] += 1
        elif row["status"] == "active":
            chance = draw.random()
            for reason, share in (("completed", 0.06), ("health", 0.03), ("family", 0.03), ("other", 0.01)):
                if chance < share:
                    end(row, reason)
                    break
                chance -= share

    of_woman: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        of_woman.setdefault(row["woman"], []).append(row)
    mentors = {row["woman"] for row in providers["mentor"].rows}
    gone: set[str] = set()
    for row in women.rows:
        chance = draw.random()
        if chance > 0.02 or row["id"] in mentors:
            continue
        word = "death" if chance < 0.008 else "moved"
        standing = [one for one in of_woman.get(row["id"], []) if one["status"] in STANDING]
        for one in standing:
            end(one, word)
        if not standing:
            if row["id"] in stood:  # what ended this year stays for a year, and she with it
                continue
            gone.add(row["id"])
        elif word == "moved":
            row["away"] = "true"
        seen[f"{'deaths' if word == 'death' else 'moved away'}"] += 1
    women.keep(lambda row: row["id"] not in gone)
    # A lock has done its work once its record stands; kept, it would bind whom the record no longer does.
    pairs.keep(lambda row: row["left"] not in gone and row["rule"] != "lock")
    for table in relations:
        table.keep(lambda row: row["woman"] not in gone)
    seen["women taken off the tables"] = len(gone)

    home_of = {row["id"]: row["household"] for row in women.rows}
    leaving = set()
    for row in homes.rows:
        if row["status"] == "registered" and draw.random() < 0.03:
            row |= {"status": "exited", "exited_on": on()}
            leaving.add(row["id"])
    seen["households left the register"] = len(leaving)
    for id, own in of_woman.items():
        if home_of.get(id) in leaving and draw.random() < 0.5:
            for one in own:
                if one["status"] in STANDING:
                    end(one, "exited_poverty")

    closed = set()
    for kind, share in (("base", 0.03), ("project", 0.03), ("chain", 0.02), ("mentor", 0.02)):
        table = providers[kind]
        for row in table.rows:
            places, chance = int(row["places"]), draw.random()
            if places == 0:
                continue
            if chance < share:
                row["places"] = "0"
                closed.add((kind, row["id"]))
                seen["providers closed"] += 1
            elif chance < share + 0.06:
                row["places"] = str(places // 2)
                seen["providers with fewer places"] += 1
            elif chance < share + 0.12:
                row["places"] = str(places + max(1, places // 4))
                seen["providers with more places"] += 1
        table.save()
    for row in rows:
        if row["woman"] not in gone and row["status"] in STANDING and provider_of(row) in closed:
            end(row, "provider_closed")

    models = [row for row in homes.rows if row["status"] == "registered"]
    by_home: dict[str, list[dict[str, str]]] = {}
    for row in women.rows:
        by_home.setdefault(row["household"], []).append(row)
    models = [row for row in models if row["id"] in by_home]
    count = max(1, len(models) // 25)
    for k in range(count):
        model = draw.choice(models)
        home = model | {"id": f"N{year}-{k:05}", "registered_on": on()}
        homes.rows.append(home)
        for j, row in enumerate(by_home[model["id"]]):
            women.rows.append(row | {"id": f"NW{year}-{k:05}-{j}", "household": home["id"]})
            seen["women newly registered"] += 1
    for table in (*relations, women, homes, members, pairs):
        table.save()
    return seen


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def require(holds: bool, what: str) -> None:
    if not holds:
        raise Failure(what)


def read_pairs(plan: Path) -> set[tuple[str, str]]:
    """(woman, provider) of every award and of those who go on outside the market."""
    told = json.loads((plan / "plan.json").read_text(encoding="utf-8"))
    pairs = set()
    for pairing in told["pairings"]:
        pairs |= {(one["left"], one["right"]) for one in pairing["awards"]}
        pairs |= {(one["left"], one["right"]) for one in pairing["outside"]}
    return pairs


def standing_of(folder: Path) -> set[tuple[str, str]]:
    return {
        (row["woman"], provider_of(row)[1])
        for name in ("mentorships", "placements")
        for row in Table(folder, name).rows
        if row["status"] in STANDING
    }


def run(args: argparse.Namespace, out: Path) -> None:
    print(f"County {args.county} of a city of {args.households:,} households, seed {args.seed}")
    jinguo("sample", "yueyang", "--households", args.households, "--seed", args.seed, "--out", out / "city")
    folder = out / "tables-2016"
    take_county(out / "city", folder, args.county)
    shutil.rmtree(out / "city")
    draw = random.Random(args.seed)
    before: Path | None = None
    for year in range(2016, 2016 + args.years):
        checked = jinguo("check", folder)
        policy, plan = policy_of(year, out / f"policy-{year}.toml"), out / f"plan-{year}"
        started = time.monotonic()
        matched = jinguo("match", folder, "--policy", policy, "--out", plan)
        took = time.monotonic() - started
        require(jinguo("verify", plan, folder, "--policy", policy)["proven"], f"{year}: not proven")
        standing, pairs = standing_of(folder), read_pairs(plan)
        lost = standing - pairs
        require(not lost, f"{year}: {len(lost)} standing pairs do not go on")
        count = checked["tables"]
        floors = matched["pairings"]["livelihood"]
        print(
            f"\n{year}: {count['women']:,} women, {len(standing):,} standing pairs, all go on "
            f"({sum(one['outside'] for one in matched['pairings'].values()):,} outside the market); "
            f"{len(pairs) - len(standing):,} new; floors met {floors['floors_met']} of {floors['floors']}; "
            f"proven; match {took:.1f} s"
        )
        if before is not None:
            explain(before, plan, folder, policy, year)
            if args.release:
                free = out / f"plan-{year}-release"
                jinguo("match", folder, "--policy",
                       policy_of(year, out / f"policy-{year}-release.toml", "release"), "--out", free)
                broken = len(standing - read_pairs(free))
                print(f"   a plan made as if nothing stood would break {broken:,} of the {len(standing):,}")

        adopted = out / f"tables-{year}-adopted"
        done = jinguo("adopt", plan, folder, "--policy", policy, "--out", adopted)
        require(done["going_on"] == len(standing), f"{year}: {done['going_on']} go on")
        kept = bytes_of(adopted)
        for name, bytes in bytes_of(folder).items():
            require(kept[name].startswith(bytes), f"{year}: {name} lost what stood in it")
        again = jinguo("adopt", plan, adopted, "--policy", policy)
        require(not again["changed"] and bytes_of(adopted) == kept, f"{year}: adopted twice")
        jinguo("check", adopted, "--since", folder)
        print(f"   adopted: {done['mentorships']:,} mentorships and {done['placements']:,} placements proposed")

        folder = out / f"tables-{year + 1}"
        shutil.copytree(adopted, folder)
        seen = live_a_year(folder, year, draw)
        jinguo("check", folder, "--since", adopted)
        told = ", ".join(f"{word} {number:,}" for word, number in sorted(seen.items()))
        print(f"   the year: {told}")
        before = plan
    print(f"\n{args.years} years: no illegal state, no standing pair lost, every change explained.")


def explain(before: Path, plan: Path, folder: Path, policy: Path, year: int) -> None:
    """Every pair of the old plan that is not in the new one, and every new one, has its reason."""
    told = jinguo("changes", before, plan, folder, "--policy", policy)
    require(told["let_go"] == 0, f"{year}: {told['let_go']} let go")
    old, new = read_pairs(before), read_pairs(plan)
    gone = {(one["woman"], id) for one in told["changes"] for id in one["gone"]}
    come = {(one["woman"], id) for one in told["changes"] for id in one["come"]}
    require(gone == old - new, f"{year}: pairs ended without a word")
    require(come == new - old, f"{year}: pairs begun without a word")
    women = Table(folder, "women").ids()
    for one in told["changes"]:
        reasons = one["reasons"]
        require(len(reasons) == len(one["gone"]) + len(one["come"]) + len(one["kept"]), "a reason is missing")
        for reason in reasons:
            known = {"right", "rule", "on", "from", "to"}
            require(set(reason["parameters"]) <= known, f"parameters of {reason['code']}")
            require(not women & set(reason["parameters"].values()), "a reason names a woman")
    counts: Counter = Counter()
    for row in told["totals"]:
        counts[row["kind"], row["reason"].removeprefix("engine.change.")] += row["women"]
    for kind in ("kept", "newly_placed", "moved", "ended"):
        reasons = {reason: number for (k, reason), number in counts.items() if k == kind}
        words = ", ".join(f"{reason} {n:,}" for reason, n in sorted(reasons.items(), key=lambda i: -i[1]))
        print(f"   {kind} {sum(reasons.values()):,}: {words or '-'}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--households", type=int, default=20_000)
    parser.add_argument("--county", default="430626")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", help="an empty folder that keeps every year (default: none is kept)")
    parser.add_argument("--release", action="store_true")
    args = parser.parse_args()
    try:
        if args.out is not None:
            Path(args.out).mkdir(parents=True)
            run(args, Path(args.out))
        else:
            with tempfile.TemporaryDirectory(prefix="five-years-") as folder:
                run(args, Path(folder))
    except Failure as failure:
        print(f"Failed: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
