"""What a policy file is asked before the TOML library sees it: size, nesting, encoding, kind of file."""

import os

import pytest

import jinguo as jg

HEAD = 'name = "p"\ndate = 2016-07-01\norigin = {lon = 113.0, lat = 29.0}\n'


def codes(text):
    with pytest.raises(jg.InputError) as error:
        jg.Policy.parse(text)
    assert all(issue.text(lang) for issue in error.value.issues for lang in ("zh", "en"))
    return [(issue.code, issue.row) for issue in error.value.issues]


# Just beyond the bound: the library would read these without harm.
@pytest.mark.parametrize(
    "line",
    [
        "x = " + "[" * 17 + "]" * 17,
        "x = " + "{a = " * 17 + "1" + "}" * 17,
        "x = " + "[{a = " * 9 + "1" + "}]" * 9,
        ".".join("a" * 17) + " = 1",
        "[" + ".".join("a" * 17) + "]",
        "[[" + " . ".join(['"a"'] * 17) + "]]",
        "x = {" + ".".join("a" * 17) + " = 1}",
    ],
)
def test_nesting_beyond_sixteen_is_refused_by_its_line(line):
    assert codes(HEAD + line + "\n") == [("policy.nesting", 4)]


@pytest.mark.parametrize(
    "line",
    [
        "x = " + "[" * 16 + "]" * 16,
        ".".join("a" * 16) + " = 1",
        "x = '" + "[" * 50 + "'",
        'x = "\\"' + "[" * 50 + '"',
        'x = """\n' + "[" * 50 + '\n""\\""""',
        "x = '''" + "[{" * 50 + "''''",
        "# " + "[" * 50 + " a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a",
        "x = [" + "[1.5], " * 40 + "]",
    ],
)
def test_what_only_looks_nested_goes_on_to_the_library(line):
    assert "policy.nesting" not in {code for code, _ in codes(HEAD + line + "\n")}


def test_long_keys_numbers_and_texts_are_refused():
    for line in ("k" * 10_001 + " = 1", '"' + "k" * 10_000 + '" = 1', "x = " + "1" * 10_001,
                 'x = """' + "y\n" * 5_000 + '"""'):
        assert codes(HEAD + line + "\n") == [("policy.token", 4)]
    assert codes('name = "' + "y" * 9_999 + '"\n' + "x = [" + "1, " * 10_001 + "]\n")
    assert codes("#" * (1 << 20) + "\n") == [("policy.too_large", 0)]


def test_a_file_that_is_too_large_is_told_as_a_text_is(tmp_path):
    path = tmp_path / "p.toml"
    path.write_bytes(b"#" * (3 << 20))
    with pytest.raises(jg.InputError) as error:
        jg.Policy.load(path)
    assert [issue.code for issue in error.value.issues] == ["policy.too_large"]


def test_keys_and_tables_that_stand_twice_are_told_as_such_and_others_with_what_to_look_at():
    assert codes(HEAD + 'name = "q"\n') == [("policy.twice", 4)]
    assert codes(HEAD + "[lottery]\n[lottery]\n") == [("policy.twice", 5)]
    with pytest.raises(jg.InputError) as error:
        jg.Policy.parse(HEAD + "x = \n")
    assert error.value.issues[0].code == "policy.syntax" and error.value.issues[0].mend.code == "policy.syntax.mend"


def test_a_text_that_is_not_utf8_is_told_with_its_line(tmp_path):
    path = tmp_path / "policy.toml"
    for bad in ("名称".encode("gb18030"), b"\xff\xfe", b"\xed\xa0\x80"):
        path.write_bytes(HEAD.encode() + b"# " + bad + b"\n")
        with pytest.raises(jg.InputError) as error:
            jg.Policy.load(path)
        (issue,) = error.value.issues
        assert (issue.code, issue.file, issue.row) == ("policy.utf8", "policy.toml", 4)
        assert "UTF-8" in issue.text("en")


def test_what_is_no_file_is_refused_at_once(tmp_path):
    pipe = tmp_path / "policy.toml"
    os.mkfifo(pipe)  # opening it would wait for a writer for ever
    with pytest.raises(jg.InputError) as error:
        jg.Policy.load(pipe)
    assert [issue.code for issue in error.value.issues] == ["policy.no_file"]
    with pytest.raises(jg.InputError):
        jg.Policy.load("/dev/zero")
    with pytest.raises(OSError):
        jg.Policy.load(tmp_path)
    with pytest.raises(OSError):
        jg.Policy.load(tmp_path / "missing.toml")


def test_dicts_that_nest_without_end_are_refused():
    deep = {}
    for _ in range(100_000):
        deep = {"a": deep}
    with pytest.raises(jg.InputError) as error:
        jg.Policy.from_dict({"name": "p", "x": deep})
    assert [issue.code for issue in error.value.issues] == ["policy.nesting"]
    while deep:  # without recursion
        deep = deep.pop("a")
