"""Every public name of the headers has a comment that says what it is.

Left out, since another line says it: what a template or trait asks of every record or coded enumeration (`fields`,
`codes`, `synonyms`, `serialize`, `table`), enumerators whose row in a table of codes has their Chinese name, and
constructors and assignments that every class has.
"""

import re

import pytest
from layout import INCLUDE, load_script

headers = load_script("headers")
ASKED_OF_ALL = {"codes", "fields", "synonyms", "serialize", "table", "table_zh"}
ROW = re.compile(r'\{(\w+::\w+),\s*"[^"]*",\s*"[^"]*",\s*"[^"]+"\}')


def told_elsewhere(one):
    name = one.name.rpartition("::")[2]
    if one.special or name in ASKED_OF_ALL or name.endswith(("_codes", "_synonyms")):
        return True
    return one.kind == headers.KIND.ENUM_CONSTANT_DECL and "::".join(one.name.split("::")[-2:]) in coded()


def coded():
    return {name for path in headers.public_headers() for name in ROW.findall(path.read_text(encoding="utf-8"))}


def test_every_public_name_has_a_comment():
    every = headers.declarations()
    assert len(every) > 1500  # 2,178 declarations, overloads taken together, when this was written
    bare = [f"{one.header}:{one.line} {one.name}" for one in every if not one.comment and not told_elsewhere(one)]
    assert bare == []


def test_no_comment_only_repeats_the_name():
    def words(text):
        return {word for word in re.findall(r"[a-z]+", text.lower()) if word not in ("the", "a", "an", "of", "its")}

    noise = [
        f"{one.header}:{one.line} {one.name}: {one.comment}" for one in headers.declarations()
        if one.comment and words(one.comment) <= words(one.name.rpartition("::")[2].replace("_", " "))
    ]
    assert noise == []


def test_clang_finds_no_fault_in_a_comment():
    """-Wdocumentation: a parameter that is not there, an empty paragraph, a command that does not fit."""
    found = [str(one) for one in headers.parse().diagnostics if str(INCLUDE) in str(one)]
    assert found == []


@pytest.mark.parametrize("comment, summary", [
    ("The first. The second.", "The first."), ("For example 1.5 m. Then.", "For example 1.5 m."), ("No end", "No end"),
    ("Of (a. b) one.\nMore.", "Of (a. b) one."),
])  # fmt: skip
def test_a_summary_is_the_first_sentence(comment, summary):
    assert headers.summary(comment) == summary


def test_a_comment_becomes_text():
    assert headers.plain("/// One\n/// line.\n///\n///   Two.") == "One line.\nTwo."
    assert headers.plain("///< Behind it.") == "Behind it."
