"""Runs us and the peers on the same instances and writes a dated table and JSON.

    run.py [--quick] [--only TEXT] [--results FOLDER]

Each case has a process of its own, so that its time and its peak memory are its own, and a time
limit. The best of three runs counts where one takes less than five seconds. The run fails if two
solvers that say "optimal" disagree on a total.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import subprocess
import sys
import tempfile
from importlib import metadata

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "build" / "release" / "bench" / "bench_instance"
PYTHON = ROOT / "build" / "bench-venv" / "bin" / "python"

FLOW, COLUMNS, ASSIGN = "ortools_flow", "ortools_columns", "ortools_assignment"
EMD, SPARSE_EMD = "pot_emd", "pot_sparse"
LSA, LINPROG = "scipy_assignment", "scipy_linprog"

# Shape, n, m, peers; the quick table first. What is missing does not fit (a matrix of 1e9) or does
# not say it (emd has no floors).
QUICK = [
    ("full", 2_000, 50, [FLOW, COLUMNS, EMD, LINPROG]),
    ("full", 10_000, 100, [FLOW, COLUMNS, EMD, LINPROG]),
    ("full", 30_000, 300, [FLOW, COLUMNS, EMD]),
    ("full", 100_000, 1_000, [COLUMNS]),
    ("nearest", 10_000, 100, [FLOW, SPARSE_EMD, LINPROG]),
    ("nearest", 100_000, 1_000, [FLOW, SPARSE_EMD]),
    ("floors", 100_000, 1_000, [FLOW]),
    ("nearest", 20_000, 4_000, [FLOW, SPARSE_EMD]),
    ("square", 1_000, 1_000, [FLOW, ASSIGN, EMD, LSA]),
    ("square", 2_000, 2_000, [ASSIGN, LSA]),
]
BIG = [
    ("full", 100_000, 1_000, [FLOW, COLUMNS, EMD]),
    ("full", 1_000_000, 1_000, [COLUMNS]),
    ("nearest", 1_000_000, 1_000, [FLOW, SPARSE_EMD]),
    ("nearest", 1_000_000, 10_000, [FLOW, SPARSE_EMD]),
    ("nearest", 100_000, 20_000, [FLOW, SPARSE_EMD]),
    ("square", 5_000, 5_000, [ASSIGN, EMD, LSA]),
]


def one_run(command, threads, limit):
    """What a process printed, or why there is nothing."""
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    environment = os.environ | dict.fromkeys(names, str(threads))
    try:
        done = subprocess.run(
            [str(part) for part in command], env=environment, capture_output=True, text=True,
            timeout=limit, check=False,
        )
    except subprocess.TimeoutExpired:
        return {"failed": f"over {limit} s"}
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        return {"failed": lines[-1][:200]}
    return json.loads(done.stdout)


def measure(command, threads, limit):
    best = None
    runs = 0
    while runs < 3:
        result = one_run(command, threads, limit)
        runs += 1
        if "failed" in result:
            return result
        if best is None or result["solve"] < best["solve"]:
            best = result
        if result["solve"] + result["build"] > 5:
            break
    return best | {"runs": runs}


def lines_of(path, key):
    for line in pathlib.Path(path).read_text().splitlines():
        if line.startswith(key):
            return line.split(":", 1)[1].strip()
    return "unknown"


def machine():
    return {
        "cpu": lines_of("/proc/cpuinfo", "model name"),
        "family": lines_of("/proc/cpuinfo", "cpu family"),
        "avx512": "avx512f" in lines_of("/proc/cpuinfo", "flags"),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(int(lines_of("/proc/meminfo", "MemTotal").split()[0]) / 2**20, 1),
        "system": " ".join(platform.freedesktop_os_release().get(k, "") for k in ("NAME", "VERSION")),
    }


def versions():
    compiler = subprocess.run(["c++", "--version"], capture_output=True, text=True, check=True)
    commit = subprocess.run(
        ["git", "rev-parse", "--short=12", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return {name: metadata.version(name) for name in ("ortools", "POT", "scipy", "numpy")} | {
        "python": platform.python_version(),
        "compiler": compiler.stdout.splitlines()[0],
        "commit": commit.stdout.strip() or "unknown",
    }


def main():
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--quick", action="store_true", help="the small table, about ten minutes")
    reader.add_argument("--only", default="", help="instances whose name holds this text")
    reader.add_argument("--results", type=pathlib.Path, default=ROOT / "bench" / "results")
    options = reader.parse_args()
    limit = 60 if options.quick else 600
    begin = datetime.datetime.now().astimezone()
    report = {
        "date": begin.isoformat(timespec="minutes"),
        "command": "scripts/bench.sh" + "".join(f" {word}" for word in sys.argv[1:]),
        "limit": limit,
        "machine": machine(),
        "versions": versions(),
        "load_before": [round(x, 2) for x in os.getloadavg()],
        "instances": [],
    }
    wrong = False
    for shape, n, m, peers in QUICK if options.quick else BIG:
        name = f"{shape} {n} x {m}"
        if options.only not in name:
            continue
        print(name, flush=True)
        cases = []
        with tempfile.TemporaryDirectory(prefix="jinguo-bench-") as folder:
            subprocess.run([PROGRAM, "write", shape, str(n), str(m), folder], check=True)
            plans = [("jinguo", [PROGRAM, "solve", shape, n, m, t], t) for t in (1, 2)]
            plans.append(("greedy", [PROGRAM, "greedy", shape, n, m], 1))
            for peer in peers:
                command = [PYTHON, ROOT / "bench" / "peers" / "peer.py", peer, folder]
                # Only its passes over the pairs take a second thread.
                plans += [(peer, command, t) for t in ((1, 2) if peer == COLUMNS else (1,))]
            for who, command, threads in plans:
                case = {"who": who, "threads": threads} | measure(command, threads, limit)
                cases.append(case)
                print("   ", json.dumps(case), flush=True)
        totals = {case["objective"] for case in cases if "objective" in case and case["who"] != "greedy"}
        if len(totals) > 1:
            print(f"{name}: the solvers disagree: {sorted(totals)}", file=sys.stderr)
            wrong = True
        if any("failed" in case for case in cases if case["who"] == "jinguo"):
            print(f"{name}: ours failed", file=sys.stderr)
            wrong = True
        report["instances"].append({"shape": shape, "n": n, "m": m, "cases": cases})
    report["load_after"] = [round(x, 2) for x in os.getloadavg()]
    report["minutes"] = round((datetime.datetime.now().astimezone() - begin).total_seconds() / 60, 1)
    if wrong:
        print("Nothing is written: the results are at fault.", file=sys.stderr)
        return 1
    options.results.mkdir(parents=True, exist_ok=True)
    kind = "quick" if options.quick else "big"
    path = options.results / f"{begin:%Y-%m-%d}-{kind}.json"
    path.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    from report import table

    path.with_suffix(".md").write_text(table(report), encoding="utf-8")
    print(f"\nwritten: {path} and the table beside it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
