"""The page about speed is what its script makes from the stored results, with nothing left out."""

import sys

from layout import ROOT

sys.path.insert(0, str(ROOT / "bench"))
import report as bench_report  # noqa: E402


def case(who, cpu, threads=1):
    return {"who": who, "threads": threads, "solve": 2 * cpu, "cpu": cpu, "build": 0.1,
            "peak_kib": 2048, "objective": 7}


def result():
    cases = [case("jinguo", 1.0), case("jinguo", 1.1, 2), case("ortools_flow", 4.0),
             case("pot_emd", 0.5), {"who": "scipy_linprog", "threads": 1, "failed": "over 60 s"}]
    return {
        "date": "2026-01-01", "command": "bench", "minutes": 1, "load_before": [0], "load_after": [1],
        "machine": {"cores": 2, "cpu": "c", "family": "f", "avx512": True, "memory_gib": 1,
                    "system": "s"},
        "versions": dict.fromkeys(
            ("commit", "compiler", "ortools", "POT", "scipy", "numpy", "python"), "v"),
        "instances": [{"shape": "full", "n": 1000, "m": 10, "cases": cases}],
    }


def test_docs_performance_is_made_from_the_newest_results():
    made = bench_report.page(bench_report.newest())
    assert bench_report.PAGE.read_text(encoding="utf-8") == made


def test_a_table_says_every_case_also_the_one_that_did_not_finish():
    table = bench_report.table(result())
    assert "| full 1,000 x 10 | jinguo | 1 | 2 | 1 | 0.1 | 2 | 1 |" in table
    assert "| OR-Tools min-cost flow | 1 | 8 | 4 | 0.1 | 2 | 4 |" in table
    assert "SciPy linprog (HiGHS) | 1 | over 60 s |" in table


def test_the_summary_names_the_best_peer_and_where_it_wins():
    rows, lost = bench_report.summary(result())
    assert rows[-1] == "| full 1,000 x 10 | POT emd | 0.5 | 1 | 0.5 | 2, 2.2 |"
    assert lost == ["* full 1,000 x 10: POT emd is 2 times as fast."]
