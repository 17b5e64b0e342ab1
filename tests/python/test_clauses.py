"""docs/clauses.md names every clause once, and only tests, commands and calls that are there."""

import re
from pathlib import Path

import pytest

import jinguo as jg
from jinguo import cli

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/clauses.md").read_text(encoding="utf-8")
CLAUSES = (
    [f"G{k}" for k in range(1, 6)]
    + [f"{room}.{k}" for room, last in zip(range(1, 7), (5, 4, 5, 5, 5, 6), strict=True) for k in range(1, last + 1)]
    + [f"S{k}" for k in range(1, 8)]
)


def rows():
    found = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("|")]
    return [row for row in found if row[0] not in ("id", "---")]


def test_every_clause_has_one_row_in_the_plans_order():
    assert [row[0] for row in rows()] == CLAUSES
    assert all(len(row) == 6 for row in rows())


def test_what_has_no_test_is_said_to_be_missing():
    for row in rows():
        assert row[4] or row[5], row[0]


def test_every_test_and_page_named_is_there():
    named = set(re.findall(r"`(tests/[\w./]+)`", PAGE)) | {f"docs/{name}" for name in re.findall(r"\(([\w-]+\.md)\)", PAGE)}
    assert len(named) > 20
    for path in sorted(named):
        assert (ROOT / path).is_file(), path


@pytest.mark.parametrize("words", sorted(set(re.findall(r"`jinguo ([a-z]+(?: [a-z]+)?)(?: --\w+)?`", PAGE))))
def test_every_command_named_is_there(words, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main([*words.split(), "--help"])
    assert left.value.code == 0
    assert words in capsys.readouterr().out


def test_every_target_is_named_by_its_clause():
    assert set(re.findall(r"\((T\d)", PAGE)) == {f"T{k}" for k in range(1, 9)}


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`jg\.([\w.]+)", PAGE))))
def test_every_call_named_is_there(name):
    found = jg
    for part in name.split("."):
        found = getattr(found, part)
    assert callable(found)
