"""Turns results of the bench into words: a table of one run, and docs/performance.md.

    report.py [--check]      writes docs/performance.md from the newest result of each kind;
                             with --check only says whether it is up to date

No figure on the page is copied by hand.
"""

import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
RESULTS = ROOT / "bench" / "results"

WHO = {
    "jinguo": "jinguo",
    "greedy": "greedy, one pass, no optimum",
    "ortools_flow": "OR-Tools min-cost flow",
    "ortools_columns": "OR-Tools + column generation",
    "ortools_assignment": "OR-Tools assignment",
    "pot_emd": "POT emd",
    "pot_sparse": "POT emd, sparse",
    "scipy_assignment": "SciPy linear_sum_assignment",
    "scipy_linprog": "SciPy linprog (HiGHS)",
}
SHAPES = {
    "full": "every pair allowed",
    "nearest": "best 32 within 30 km",
    "floors": "best 32 within 30 km, floors at a fifth of the providers",
    "square": "one place each, every pair allowed",
}


def seconds(value):
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"


def memory(case):
    return f"{case['peak_kib'] / 1024:.0f}"


def solved(instance, who=None, threads=None):
    return [
        case for case in instance["cases"]
        if "objective" in case and (who is None or case["who"] == who)
        and (threads is None or case["threads"] == threads)
    ]


def peers_of(instance):
    return [case for case in solved(instance) if case["who"] not in ("jinguo", "greedy")]


def ratio(peer, ours):
    """How many times as long as ours; below 1 the peer is faster."""
    value = peer["cpu"] / ours["cpu"]
    return f"{value:.2g}" if value < 10 else f"{value:.0f}"


def name(instance):
    return f"{instance['shape']} {instance['n']:,} x {instance['m']:,}"


def table(report):
    """One run as Markdown."""
    rows = [
        "| instance | solver | threads | solve s | CPU s | build s | peak MiB | CPU: times our 1 thread |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for instance in report["instances"]:
        ours = solved(instance, "jinguo", 1)
        label = name(instance)
        for case in instance["cases"]:
            who = WHO[case["who"]]
            if "failed" in case:
                rows.append(f"| {label} | {who} | {case['threads']} | {case['failed']} | | | | |")
            else:
                share = ratio(case, ours[0]) if ours else ""
                rows.append(
                    f"| {label} | {who} | {case['threads']} | {seconds(case['solve'])} | "
                    f"{seconds(case['cpu'])} | {seconds(case['build'])} | {memory(case)} | {share} |"
                )
            label = ""
    return "\n".join([*origin(report), "", *rows]) + "\n"


def origin(report):
    """Where the figures come from."""
    machine, versions = report["machine"], report["versions"]
    return [
        f"`{report['command']}` on {report['date']}, {report['minutes']} minutes; load before "
        f"{report['load_before'][0]}, after {report['load_after'][0]} (a quiet machine: 0 and 1).",
        "",
        f"Machine: {machine['cores']} cores, {machine['cpu']} (family {machine['family']}, "
        f"{'with' if machine['avx512'] else 'without'} AVX-512), {machine['memory_gib']} GiB, "
        f"{machine['system']}. jinguo at {versions['commit']}, {versions['compiler']}; OR-Tools "
        f"{versions['ortools']}, POT {versions['POT']}, SciPy {versions['scipy']}, NumPy "
        f"{versions['numpy']}, Python {versions['python']}.",
    ]


def summary(report):
    """The best peer of each instance beside us, one thread against one, and where we lose."""
    rows = [
        "| instance | best peer, 1 thread | its CPU s | our CPU s, 1 thread | ratio | our wall s, 1 and 2 threads |",
        "|---|---|--:|--:|--:|--:|",
    ]
    lost = []
    for instance in report["instances"]:
        ours, two = solved(instance, "jinguo", 1)[0], solved(instance, "jinguo", 2)[0]
        best = min(
            (case for case in peers_of(instance) if case["threads"] == 1),
            key=lambda case: case["cpu"], default=None,
        )
        if best is None:
            rows.append(
                f"| {name(instance)} | none finished | | {seconds(ours['cpu'])} | | "
                f"{seconds(ours['solve'])}, {seconds(two['solve'])} |"
            )
            continue
        who = WHO[best["who"]]
        rows.append(
            f"| {name(instance)} | {who} | {seconds(best['cpu'])} | {seconds(ours['cpu'])} | "
            f"{ratio(best, ours)} | {seconds(ours['solve'])}, {seconds(two['solve'])} |"
        )
        for case in peers_of(instance):
            if case["threads"] == 1 and case["cpu"] < ours["cpu"]:
                factor = ours["cpu"] / case["cpu"]
                much = "as fast as we are" if f"{factor:.2g}" == "1" else f"{factor:.2g} times as fast"
                lost.append(f"* {name(instance)}: {WHO[case['who']]} is {much}.")
    return rows, lost


def page(reports):
    out = [
        "# How fast it is",
        "",
        "Made by `bench/report.py` from the JSON files in `bench/results/`; no figure is copied by hand. To measure again on your machine:",
        "",
        "<!-- not run: takes ten minutes and a quiet machine -->",
        "```bash",
        "./scripts/bench.sh --quick",
        "```",
        "",
        "**What is solved.** Women in 200 villages of a square of 100 km, providers anywhere in it, 16 features from 0 to 15 on either side; the score is their",
        "product minus a point for every 100 m; capacities are skewed and hold 0.9 of the women (1.1 with floors). All seeds are fixed.",
        "",
        *(f"* `{shape}`: {text}" for shape, text in SHAPES.items()),
        "",
        "**How it is measured.** Every case has a process of its own. `solve` is the wall time of the call that solves, `CPU` the time of all its threads, `build` what",
        "it takes to bring the arrays into the solver's form, `peak` the process's peak memory (an interpreter with its libraries is 60 to 150 MiB of it). The best of three runs",
        "counts where one takes less than five seconds. All totals are equal, or the run fails; ours is judged by the referee besides.",
        "Ratios are of CPU time, one thread against one, since others may be at work on the machine: the load says how much wall times count. Our time holds more",
        "than the optimum: the public lottery among the best plans, the least and greatest prices and the worth of every place.",
        "OR-Tools with column generation (`bench/peers/columns.py`) is what a good engineer does where a matrix of all pairs is too large or too slow; its passes are NumPy's.",
    ]
    for kind, report in reports:
        rows, lost = summary(report)
        out += ["", f"## The {kind} table", "", *origin(report), "", *rows, ""]
        if lost:
            out += ["Where we lose, one thread against one:", "", *lost, ""]
        else:
            out += ["No peer was faster on these, one thread against one.", ""]
        out += ["Every case:", "", table(report).split("\n\n")[-1].rstrip()]
    return "\n".join(out) + "\n"


def newest():
    """The newest result of each kind, the quick one first."""
    found = []
    for kind in ("quick", "big"):
        paths = sorted(RESULTS.glob(f"*-{kind}.json"))
        if paths:
            found.append((kind, json.loads(paths[-1].read_text(encoding="utf-8"))))
    return found


def main():
    text = page(newest())
    if "--check" in sys.argv[1:]:
        return 0 if PAGE.read_text(encoding="utf-8") == text else 1
    PAGE.write_text(text, encoding="utf-8")
    print(f"written: {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
