"""The stub of the extension is current, and the examples and the package pass mypy."""

import subprocess
import sys
from pathlib import Path

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
    package = STUB.parent  # the sources: files inside site-packages confuse mypy
    settings = tmp_path / "mypy.ini"
    # The stub repeats what pybind11 says (__eq__ with its own class, __hash__ = None), which mypy
    # would have otherwise; that it is current is tested above.
    settings.write_text(
        "[mypy]\ncheck_untyped_defs = True\nignore_missing_imports = True\n"
        "[mypy-jinguo._core]\nignore_errors = True\n"
    )
    done = subprocess.run(
        [
            sys.executable, "-m", "mypy", "--config-file", str(settings),
            "--cache-dir", str(tmp_path), *map(str, sorted((ROOT / "examples").glob("*.py"))),
            *map(str, sorted(package.rglob("*.py"))),
        ],
        capture_output=True, text=True, timeout=300, cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout + done.stderr
