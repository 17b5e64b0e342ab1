#!/usr/bin/env python3
"""Prints the line coverage of each module from gcovr's summary: coverage_modules.py SUMMARY.json"""

import collections
import json
import sys
from pathlib import Path


def module_of(name):
    """src/engine/match.cpp and include/jinguo/engine/match.hpp are of the module engine."""
    parts = Path(name).parts
    parts = parts[2:] if parts[0] == "include" else parts[1:]
    return parts[0] if len(parts) > 1 else "(umbrella)"


def modules(summary):
    """{module: [lines run, lines, {file: lines not run}]}"""
    found = collections.defaultdict(lambda: [0, 0, {}])
    for file in summary["files"]:
        module = found[module_of(file["filename"])]
        module[0] += file["line_covered"]
        module[1] += file["line_total"]
        module[2][file["filename"]] = file["line_total"] - file["line_covered"]
    return dict(found)


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    found = modules(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    if not found:
        raise SystemExit("nothing was counted: is the preset coverage built, and did its tests run?")
    print(f"{'module':<12} {'lines':>7} {'run':>7} {'%':>6}  most lines not run")
    for module, (run, lines, files) in sorted(found.items()):
        worst = max(files, key=files.__getitem__)
        note = f"{files[worst]} of {worst}" if files[worst] else ""
        print(f"{module:<12} {lines:>7} {run:>7} {100 * run / max(1, lines):>6.1f}  {note}")
    run, lines = (sum(module[k] for module in found.values()) for k in (0, 1))
    print(f"{'all':<12} {lines:>7} {run:>7} {100 * run / max(1, lines):>6.1f}")


if __name__ == "__main__":
    main()
