"""Every text for people uses the glossary's words, and none that it rules out."""

import re

import pytest
from layout import INCLUDE, ROOT

GLOSSARY = ROOT / "docs" / "glossary.md"
PACKAGE = ROOT / "bindings" / "python" / "jinguo"


def ruled_out():
    """Words of the last column of the first table."""
    words = []
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and cells[0] not in ("中文", "---"):
            words += [word for word in re.split(r"; |、", cells[3]) if word]
    return words


def texts():
    """(name, text) of whatever an officer or a woman may read."""
    yield from ((p.name, p.read_text(encoding="utf-8")) for p in ROOT.glob("README*.md"))
    for path in sorted((ROOT / "docs").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        if path.name == "tables.md":  # officers' own words for a code, in the lists' last column
            head, lists = text.split("\n## Codes")
            text = head + re.sub(r"(?m)^((?:\|[^|\n]*){3}\|)[^|\n]*\|$", r"\1", lists)
        if path != GLOSSARY:
            yield path.name, text
    for path in sorted((INCLUDE / "core" / "texts").glob("*.hpp")):
        strings = re.findall(r'"((?:[^"\\]|\\.)*)"', path.read_text(encoding="utf-8"))
        yield path.name, " ".join(strings)
    path = PACKAGE / "report" / "texts.py"
    yield "report/texts.py", path.read_text(encoding="utf-8")
    for path in sorted(PACKAGE.rglob("*.html")) + sorted((ROOT / "policies").glob("*.toml")):
        yield path.name, path.read_text(encoding="utf-8")


def uses(word, text):
    """Whether a text uses a word: Chinese anywhere, English as a whole word."""
    if word.isascii():
        return re.search(rf"\b{re.escape(word)}s?\b", text, re.IGNORECASE) is not None
    return word in text


def test_the_glossary_rules_words_out():
    assert len(ruled_out()) > 15
    assert uses("tutor", "Two Tutors of hers") and not uses("tutor", "a tutorial")
    assert uses("导师", "她的导师") and not uses("导师", "她的女能人")


TEXTS = dict(texts())


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_uses_a_word_that_is_ruled_out(name):
    assert [word for word in ruled_out() if uses(word, TEXTS[name])] == []


def test_every_kind_of_provider_and_relation_is_in_the_glossary():
    english = GLOSSARY.read_text(encoding="utf-8").lower()
    for word in ("mentor", "demonstration base", "project", "chain", "mentorship", "placement"):
        assert f"| {word} |" in english
