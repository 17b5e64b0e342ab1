#!/bin/bash
# highspy 1.16.0 prints two lines to the process's standard output as soon as a Highs() is made, before any option
# (output_flag, log_to_console, silent()) can be set; so a command that answers in JSON on standard output cannot use it.
# SciPy's linprog, which carries HiGHS too, prints nothing. We hide numbers of the report page by SciPy and use highspy in tests only.
# Seen: highspy 1.16.0, SciPy 1.17.1, Python 3.11.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q highspy==1.16.0 scipy==1.17.1
said=$("$folder/venv/bin/python" -c '
import highspy
solver = highspy.Highs()
solver.setOptionValue("output_flag", False)')
echo "highspy: $said"
quiet=$("$folder/venv/bin/python" -c '
from scipy.optimize import linprog
assert linprog([1.0], bounds=[(1, 2)], method="highs").fun == 1.0')
echo "scipy: ${quiet:-nothing}"
[[ $said == *"Running HiGHS 1.16.0"* && -z $quiet ]]
