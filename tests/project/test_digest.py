"""Same records, policy and seed: the same plan, with any number of threads, run after run."""

import subprocess

from layout import BUILD, ROOT


def digest(households, threads):
    return subprocess.run(
        [BUILD / "tests" / "project" / "plan_digest", ROOT, str(households), str(threads)],
        check=True, capture_output=True, text=True, timeout=600,
    ).stdout


def test_one_and_two_threads_give_the_same_plan_twice():
    digests = [digest(1700, threads) for threads in (1, 2, 1, 2)]
    assert len(digests[0].split()[0]) == 64
    assert int(digests[0].split()[1]) >= 2000
    assert set(digests) == {digests[0]}


def test_another_registry_gives_another_plan():
    assert digest(300, 1).split()[0] != digest(301, 1).split()[0]
