"""Each Python example prints, to the letter, what its C++ twin prints."""

import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "examples"
EXAMPLES = sorted(FOLDER.glob("*.py"))


def test_every_example_has_its_twin_and_its_output():
    names = {path.stem for path in EXAMPLES}
    assert names == {path.stem for path in FOLDER.glob("*.cpp")} and len(names) >= 5
    assert names == {path.stem for path in FOLDER.glob("*.txt")} - {"CMakeLists"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_prints_what_it_should(path):
    done = subprocess.run(
        [sys.executable, "-W", "error", str(path)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == path.with_suffix(".txt").read_text(encoding="utf-8")
