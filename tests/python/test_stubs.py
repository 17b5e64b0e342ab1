"""The stub of the extension is current, and the examples and the package pass mypy."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from test_docs import PAGES, blocks

import jinguo as jg
from jinguo import _core

ROOT = Path(__file__).parents[2]
STUB = ROOT / "bindings" / "python" / "jinguo" / "_core.pyi"


def test_the_stub_is_what_the_extension_says_today(tmp_path):
    """Renew with: pybind11-stubgen jinguo._core -o DIR, and copy DIR/jinguo/_core.pyi here."""
    subprocess.run(
        [sys.executable, "-m", "pybind11_stubgen", "jinguo._core", "-o", str(tmp_path)],
        check=True, capture_output=True, timeout=120,
    )
    made = (tmp_path / "jinguo" / "_core.pyi").read_text(encoding="utf-8")
    made = "\n".join(line.rstrip() for line in made.splitlines())
    kept = "\n".join(line.rstrip() for line in STUB.read_text(encoding="utf-8").splitlines())
    assert made == kept


SETTINGS = """[mypy]
check_untyped_defs = True
strict_equality = True
ignore_missing_imports = True
warn_unused_ignores = True
mypy_path = {package}
# The stub repeats what pybind11 says (__eq__ with its own class, __hash__ = None), which mypy would
# have otherwise; that it is current is tested above.
[mypy-jinguo._core]
ignore_errors = True
"""


def mypy(folder, *files):
    """What mypy finds in files; "" if nothing."""
    settings = folder / "mypy.ini"
    settings.write_text(SETTINGS.format(package=STUB.parents[1]))  # the sources: site-packages confuse mypy
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", str(settings), "--cache-dir", str(folder / "cache"), *map(str, files)],
        capture_output=True, text=True, timeout=300, cwd=folder, env=os.environ | {"MYPYPATH": str(STUB.parents[1])},
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_mypy_accepts_the_examples_and_the_package(tmp_path):
    assert mypy(tmp_path, *sorted((ROOT / "examples").glob("*.py")), *sorted(STUB.parent.rglob("*.py"))) == ""


def taught():
    """The Python code of the pages and notebooks, a file each."""
    for page in PAGES:
        code = "\n".join(code for language, code, *_ in blocks(page.read_text(encoding="utf-8")) if language == "python")
        if code:
            yield page.name.replace(".", "_"), code
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        lines = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code").split("\n")
        yield notebook.stem.replace(".", "_"), "\n".join("" if line[:1] in ("!", "%") else line for line in lines)


def test_mypy_accepts_what_the_pages_and_notebooks_teach(tmp_path):
    files = []
    for name, code in taught():
        files.append(tmp_path / f"page_{name}.py")
        files[-1].write_text(code, encoding="utf-8")
    assert len(files) > 10
    assert mypy(tmp_path, *files) == ""


def test_a_type_checker_knows_what_records_plans_and_policies_hold(tmp_path):
    assert mypy(tmp_path, Path(__file__).with_name("typed_use.py")) == ""


def test_the_words_that_a_type_checker_knows_are_those_of_the_catalogue():
    stub = STUB.read_text(encoding="utf-8")
    for record in (jg.Household, jg.Activity, jg.Placement, jg.Loan):
        for field, codes in record.codes.items():
            words = ", ".join(repr(word) for word, _, _ in codes)
            assert re.search(rf"def {field}\(self\) -> [^\n]*typing.Literal\[{re.escape(words)}\]", stub), field
    # What a policy's pairing may say: a plan from elsewhere is none of its own.
    statuses = ", ".join(repr(word) for word in _core.enumerators["Status"] if word != "given")
    assert f"typing.Literal[{statuses}]" in stub
