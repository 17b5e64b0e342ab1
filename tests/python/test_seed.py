"""Where a lottery's seed comes from: none in a new policy, a commitment, a state lottery's numbers."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

import jinguo as jg
from jinguo import _core

ROOT = Path(__file__).resolve().parents[2]
TEXT = "岳阳市2016年妇女帮扶安置公开抽签。种子取自双色球第2016077期：红球从小到大六个号码，然后蓝球号码，每个号码两位数字。"
DIGITS = "03 08 15 19 27 31 + 09"


def jinguo(*arguments, code=0):
    done = subprocess.run(
        [sys.executable, "-m", "jinguo", *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr + done.stdout
    return done


def by_hand(text, digits, secret=b""):
    parts = [text.encode(), digits.encode(), secret]
    fed = b"jinguo public draw v1\0" + b"".join(len(p).to_bytes(4, "little") + p for p in parts)
    return hashlib.sha256(fed).hexdigest()


def test_the_rule_is_the_documented_one():
    seed = jg.public_seed(TEXT, DIGITS)
    assert seed == by_hand(TEXT, "03081519273109")
    assert seed in (ROOT / "docs" / "lottery.md").read_text(encoding="utf-8")
    assert jg.public_seed(f"\r\n {TEXT}\n\n", "03,08,15,19,27,31|09") == seed
    assert jg.public_seed("a\r\nb", DIGITS) == jg.public_seed("a\nb", DIGITS) != jg.public_seed("a b", DIGITS)
    assert jg.public_seed(TEXT, "03 08 15 19 27 31 + 10") != seed
    assert jg.public_seed(TEXT, "08 03 15 19 27 31 + 09") != seed


def test_a_secret_whose_commitment_was_announced_goes_in():
    secret = bytes(range(32))
    commitment = _core.lottery_commitment(secret)
    assert commitment == hashlib.sha256(b"jinguo seed v1\0" + secret).hexdigest()
    text = TEXT + commitment
    assert jg.public_seed(text, DIGITS, secret) == by_hand(text, "03081519273109", secret)
    assert jg.public_seed(text, DIGITS) != jg.public_seed(text, DIGITS, secret)
    for wrong, short in ((TEXT, secret), (text, secret[:15]), (text, secret[:31])):
        with pytest.raises(jg.InputError) as error:
            jg.public_seed(wrong, DIGITS, short)
        assert [issue.code for issue in error.value.issues] == ["engine.lottery.secret"]


@pytest.mark.parametrize("digits", ["", "3 8 15", "0308151927310", "03 08 15 19 27 31 九", "０３０８１５１９２７３１０９"])
def test_numbers_that_are_no_draw_are_refused(digits):
    with pytest.raises(jg.InputError) as error:
        jg.public_seed("", digits)
    assert [issue.code for issue in error.value.issues] == ["engine.lottery.announced", "engine.lottery.digits"]
    assert all(issue.text(lang) for issue in error.value.issues for lang in ("zh", "en"))


def test_a_new_policy_holds_no_seed_and_match_says_how_to_get_one(tmp_path):
    policy = tmp_path / "policy.toml"
    jinguo("policy", "new", policy)
    assert "seed =" not in policy.read_text(encoding="utf-8") and jg.Policy.load(policy).needs_seed
    tables = tmp_path / "tables"
    jinguo("sample", "yueyang", "--households", 40, "--seed", 3, "--out", tables)
    command = ("match", tables, "--policy", policy, "--out", tmp_path / "plan")
    told = jinguo(*command, "--lang", "en", code=1).stderr
    assert "lottery commit" in told and "lottery seed" in told and "--lottery-seed" in told
    assert "彩票" in jinguo(*command, "--lang", "zh", code=1).stderr
    assert not (tmp_path / "plan").exists()
    with pytest.raises(jg.InputError, match="lottery seed"):
        jg.match(jg.Registry.load(tables), jg.Policy.load(policy))

    announced = tmp_path / "announced.txt"
    announced.write_text(TEXT + "\n", encoding="utf-8")
    seed = jinguo("lottery", "seed", "--announced", announced, "--digits", DIGITS).stdout.strip()
    assert seed == jg.public_seed(TEXT, DIGITS)
    jinguo("lottery", "seed", "--announced", announced, "--digits", DIGITS, "--out", tmp_path / "seed.hex")
    jinguo(*command, "--lottery-seed", f"@{tmp_path / 'seed.hex'}")
    assert jg.Plan.load(tmp_path / "plan").seed_hex == seed
    assert jinguo("lottery", "seed", "--announced", announced, "--digits", "1 2 3", code=1).stderr


def test_a_seed_is_committed_and_fits_its_commitment(tmp_path):
    out = tmp_path / "seed.hex"
    answer = json.loads(jinguo("lottery", "commit", "--out", out, "--json").stdout)
    assert out.stat().st_mode & 0o777 == 0o600 and len(out.read_text().strip()) == 64
    assert out.read_text().strip() not in json.dumps(answer)
    assert answer["commitment"] == _core.lottery_commitment(bytes.fromhex(out.read_text()))
    before = out.read_bytes()
    jinguo("lottery", "commit", "--out", out, code=1)
    assert out.read_bytes() == before

    policy = tmp_path / "policy.toml"
    jinguo("policy", "new", policy)
    text = policy.read_text(encoding="utf-8")
    policy.write_text(
        text.replace("[lottery]", f'[lottery]\ncommitment = "{answer["commitment"]}"'), encoding="utf-8"
    )
    tables = tmp_path / "tables"
    jinguo("sample", "yueyang", "--households", 40, "--seed", 3, "--out", tables)
    command = ("match", tables, "--policy", policy, "--out", tmp_path / "plan", "--lottery-seed")
    jinguo(*command, "ab" * 32, code=1)
    jinguo(*command, f"@{out}")


def test_the_seed_of_our_examples_is_warned_of(tmp_path):
    policy = tmp_path / "policy.toml"
    jinguo("policy", "new", policy)
    text = policy.read_text(encoding="utf-8")
    policy.write_text(
        text.replace("[lottery]", '[lottery]\nseed = "00112233445566778899aabbccddeeff"'), encoding="utf-8"
    )
    tables = tmp_path / "tables"
    jinguo("sample", "yueyang", "--households", 40, "--seed", 3, "--out", tables)
    done = jinguo("match", tables, "--policy", policy, "--out", tmp_path / "plan", "--lang", "en")
    assert "everyone knows" in done.stderr
