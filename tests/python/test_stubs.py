"""The stub of the extension is current, and the examples and the package pass mypy."""

import subprocess
import sys
from pathlib import Path

import jinguo

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


def test_mypy_accepts_the_examples_and_the_package(tmp_path):
    package = Path(jinguo.__file__).parent
    done = subprocess.run(
        [
            sys.executable, "-m", "mypy", "--check-untyped-defs", "--ignore-missing-imports",
            "--cache-dir", str(tmp_path), *map(str, sorted((ROOT / "examples").glob("*.py"))),
            *map(str, sorted(package.glob("*.py"))),
        ],
        capture_output=True, text=True, timeout=300, cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout + done.stderr
