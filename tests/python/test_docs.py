"""The code on the pages runs, and prints what the pages say.

Every fenced block of python, bash or cpp in the README and docs/ is run, those of one page in order,
in one empty folder; $JINGUO is the folder of the project. A `text` block right after one is what it prints, to the letter. A block
below a line `<!-- not run: reason -->` is left out; the reason is for the reader.
"""

import contextlib
import io
import os
import re
import subprocess
import sys

import pytest
from layout import BUILD, ROOT

PAGES = [ROOT / "README.md", ROOT / "README.zh.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```\s*$", re.MULTILINE | re.DOTALL)
RUN = {"python", "bash", "cpp"}
NOT_RUN = re.compile(r"<!-- not run: \S.* -->\s*$")


def blocks(text):
    """[language, code, expected output or None, line] of every block that is to be run."""
    found = []
    end = 0
    for match in FENCE.finditer(text):
        language, code = match.groups()
        between = text[end : match.start()]
        end = match.end()
        if language == "text" and found and not between.strip() and found[-1][2] is None:
            found[-1][2] = code
        elif language in RUN and not NOT_RUN.search(between):
            found.append([language, code, None, text.count("\n", 0, match.start()) + 1])
    return found


def run_bash(code, folder):
    path = f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", code], cwd=folder, env=os.environ | {"PATH": path, "JINGUO": str(ROOT)},
        capture_output=True, text=True, timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def run_cpp(code, folder):
    if "int main(" not in code:
        heads = re.findall(r"^\s*#include.*$", code, re.MULTILINE)
        rest = re.sub(r"^\s*#include.*$", "", code, flags=re.MULTILINE)
        code = "\n".join(heads) + "\nint main() {\n" + rest + "\n}\n"
    (folder / "page.cpp").write_text(code)
    libraries = [str(BUILD / f"lib{name}.a") for name in ("jinguo_io", "jinguo", "jinguo_solver")]
    compiler = os.environ.get("CXX", "c++")
    done = subprocess.run(
        [compiler, "-std=c++20", "-Wall", "-Wextra", "-Werror", f"-I{ROOT / 'include'}",
         "-I/usr/include/eigen3", "page.cpp", "-o", "page", *libraries,
         "-lsodium", "-pthread"],
        cwd=folder, capture_output=True, text=True, timeout=600,
    )
    assert done.returncode == 0, done.stderr
    done = subprocess.run(["./page"], cwd=folder, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def run_python(code, names):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "page", "exec"), names)
    return out.getvalue()


def test_the_reader_sees_blocks_outputs_and_marks():
    page = (
        "```python\nprint(1)\n```\n\n```text\n1\n```\n"
        "<!-- not run: takes minutes -->\n```bash\nfalse\n```\n"
        "```cpp\nint x;\n```\nwords\n```text\nno output\n```\n```toml\na = 1\n```\n"
    )
    assert blocks(page) == [["python", "print(1)\n", "1\n", 1], ["cpp", "int x;\n", None, 12]]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_the_code_on_a_page_runs(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = {"__name__": "page"}
    for language, code, expected, line in blocks(page.read_text(encoding="utf-8")):
        if language == "bash":
            printed = run_bash(code, tmp_path)
        elif language == "cpp":
            printed = run_cpp(code, tmp_path)
        else:
            printed = run_python(code, names)
        if expected is not None:
            assert printed == expected, f"{page.name}, line {line}"


def test_both_readmes_show_the_same_code():
    english, chinese = (blocks(p.read_text(encoding="utf-8")) for p in PAGES[:2])

    def skeleton(found):  # comments and the words printed are translated
        return [
            (language, re.sub(r'"[^"]*"|(#|//).*|\s+$', "", code, flags=re.MULTILINE))
            for language, code, _, _ in found
        ]

    assert skeleton(english) == skeleton(chinese)
