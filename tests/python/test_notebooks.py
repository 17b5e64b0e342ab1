"""Every notebook runs from a clean kernel and says again what it says; pictures by existence.

Renew the outputs kept with: .venv/bin/python tests/python/test_notebooks.py
"""

import copy
import os
import re
import sys
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


def executed(path, folder):
    """The notebook with the outputs of a run in a kernel of its own."""
    notebook = copy.deepcopy(nbformat.read(path, as_version=4))
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    path_before = os.environ["PATH"]
    os.environ["PATH"] = f"{Path(sys.executable).parent}:{path_before}"  # for !jinguo
    try:
        nbclient.NotebookClient(
            notebook, timeout=300, kernel_name="python3", record_timing=False,
            resources={"metadata": {"path": str(folder)}},
        ).execute()
    finally:
        os.environ["PATH"] = path_before
    # What is printed in one go may come in parts.
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        joined = []
        for output in cell.outputs:
            output.pop("transient", None)
            before = joined[-1] if joined else None
            if before is not None and output.output_type == before.output_type == "stream" and (
                output.name == before.name
            ):
                before.text += output.text
            else:
                joined.append(output)
        cell.outputs = joined
    return notebook


def said(cell):
    """What a cell put out: its texts, and of pictures that there was one."""
    lines = []
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            lines.append((output.name, output.text.replace("\r\n", "\n")))
        elif output.output_type == "error":
            lines.append(("error", output.ename))
        else:
            data = output.data
            lines.append((output.output_type, "".join(data.get("text/plain", "")),
                          sorted(kind for kind in data if kind.startswith("image/"))))
    return lines


def test_there_are_notebooks_with_outputs_and_without_paths_of_a_machine():
    assert [path.name[0] for path in NOTEBOOKS] == ["1", "1", "2", "3"]
    for path in NOTEBOOKS:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        assert any(kind for cell in notebook.cells for kind in said(cell))
        assert not re.search(r"(/home/|/root/|/tmp/)\w", path.read_text(encoding="utf-8"))
        counts = [c.execution_count for c in notebook.cells if c.cell_type == "code"]
        assert counts == list(range(1, len(counts) + 1))


@pytest.mark.filterwarnings("default")  # of the notebook's machinery; cells are judged by their output
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_says_again_what_it_says(path, tmp_path):
    kept = nbformat.read(path, as_version=4)
    made = executed(path, tmp_path)
    for number, (before, now) in enumerate(zip(kept.cells, made.cells, strict=True)):
        told = f"{path.name}, cell {number}: {before.source}"
        if "wording" in before.metadata.get("tags", []):  # sentences may be worded anew
            assert said(now) and said(before)[0][0] == said(now)[0][0] == "stdout", told
        else:
            assert said(before) == said(now), told


def test_the_chinese_quick_start_runs_the_same_code():
    english, chinese = (nbformat.read(path, as_version=4) for path in NOTEBOOKS[:2])

    def code(notebook):
        return [re.sub(r"--lang \w+|lang=\"\w+\"|#.*", "", c.source) for c in notebook.cells
                if c.cell_type == "code"]

    mine = code(chinese)
    assert [cell for cell in mine if cell in code(english)] == mine


if __name__ == "__main__":
    import tempfile

    for notebook_path in NOTEBOOKS:
        with tempfile.TemporaryDirectory() as place:
            nbformat.write(executed(notebook_path, place), notebook_path)
        print(notebook_path.name)
