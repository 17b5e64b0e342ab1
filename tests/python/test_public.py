"""What the package shows of itself: names, pickles, equality."""

import concurrent.futures
import datetime
import functools
import importlib
import inspect
import multiprocessing
import pickle
from pathlib import Path

import pytest
import random_registry as rr

import jinguo as jg
from jinguo import _core

MODULES = ["", ".adoption", ".finance", ".measure", ".next_year", ".plan", ".plots", ".policy", ".registry", ".solver"]


@pytest.mark.parametrize("name", MODULES)
def test_a_module_lists_what_is_public_and_nothing_else(name):
    module = importlib.import_module(f"jinguo{name}")
    assert dir(module) == sorted(module.__all__)
    for public in module.__all__:
        assert public == "__version__" or not public.startswith("_")
        value = getattr(module, public)
        if isinstance(value, type) or inspect.isroutine(value):
            assert value.__doc__, public
    # What is defined in a module under a public name is in its list, but for where the command line enters.
    own = {
        key for key, value in vars(module).items()
        if not key.startswith("_") and getattr(value, "__module__", "") == module.__name__ and callable(value)
    }
    internal = {"only", "one_policy", "rule_text", "reason_text", "adoption_of", "columns_of"}
    assert own - set(module.__all__) <= internal


@pytest.mark.parametrize("name", ["cards", "geo", "report"])
def test_a_package_of_papers_shows_what_is_public(name):
    module = importlib.import_module(f"jinguo.{name}")
    assert dir(module) == sorted(module.__all__)


@functools.cache
def world():
    """Tables, a policy and their plan."""
    registry, policy = small(), open_policy()
    plan = jg.match(registry, policy, seed="00" * 32)
    return registry, policy, plan


def open_policy():
    """The bundled policy without its commitment to a seed."""
    data = jg.Policy.load(Path(jg.__file__).parent / "policies" / "yueyang-2016.toml").to_dict()
    return jg.Policy.from_dict({key: value for key, value in data.items() if key != "lottery"})


def small():
    registry, _ = _core.sample_yueyang(str(Path(jg.__file__).parent / "data" / "yueyang"), 60, 5)
    return jg.Registry(registry)


def things():
    registry, policy, plan = world()
    woman = plan["livelihood"].unmatched[0].left if plan["livelihood"].unmatched else registry.women[0].id
    pairing = plan["livelihood"]
    yield from {
        "registry": registry, "policy": policy, "plan": plan, "pairing": pairing,
        "explanation": jg.explain(plan, registry, policy, woman), "stored": plan.explain(woman),
        "place": pairing.places[0], "award": pairing.awards[0], "changes": jg.changes(plan, plan, registry, policy),
        "achievement": jg.measure.achievement(registry, plan, policy=policy), "needs": jg.measure.needs(registry, plan),
        "schedule": jg.finance.schedule("50000", "0.0435", 12, start="2016-01-31"),
    }.items()
    for one in pairing.unmatched[:1]:
        yield "unmatched", one
        yield from (("option", option) for option in one.options[:1])
    for change in jg.changes(plan, plan, registry, policy).women[:1]:
        yield "change", change
    for reason in jg.explain(plan, registry, policy, woman).places[:1]:
        yield "reason", reason
    for record in {type(record): record for table in registry.counts() for record in getattr(registry, table)}.values():
        yield type(record).__name__, record
    for table in ("households", "women"):
        with pytest.raises(jg.InputError) as error:
            jg.Registry.from_frames(**{table: {"id": ["a b"], "colour": [1]}})
        yield f"issue of {table}", error.value.issues[0]
    yield "message", jg.Message("python.length", [("expected", "1"), ("actual", "2")])


def test_what_is_pickled_comes_back_equal():
    seen = set()
    for name, thing in things():
        again = pickle.loads(pickle.dumps(thing))
        assert type(again) is type(thing), name
        assert again == thing and not again != thing, name
        if isinstance(thing, jg.Explanation):
            assert again.places == thing.places and again.rows() == thing.rows()
        seen.add(name)
    assert {"registry", "plan", "pairing", "reason", "Beneficiary", "Household", "award", "schedule"} <= seen


def test_equal_questions_have_equal_answers():
    registry, policy, plan = world()
    for ask in (
        lambda: jg.measure.achievement(registry, plan, pol=policy), lambda: jg.measure.needs(registry, plan),
        lambda: jg.finance.schedule("50000", "0.0435", 12, start="2016-01-31"), lambda: jg.changes(plan, plan, registry),
        lambda: jg.explain(plan, registry, policy, registry.women[0].id),
    ):  # fmt: skip
        assert ask() == ask()
    assert jg.measure.needs(registry) != jg.measure.needs(registry, day=datetime.date(2010, 1, 1))


def refused(kind):
    """Raises, in a process of its own, the error of a kind."""
    registry = small()
    if kind == "input":
        jg.Registry.from_frames(households={"id": ["a b"], "colour": [1]})
    for base in registry.bases:  # one woman at every base
        registry.add(jg.ForcedPair(pairing="livelihood", left=registry.women[0].id, right=base.id, rule="lock"))
    jg.match(registry, open_policy(), seed="00" * 32)


@pytest.mark.parametrize("kind", ["input", "infeasible"])
def test_an_error_survives_a_pool_of_processes(kind):
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as pool:
        with pytest.raises(jg.InputError if kind == "input" else jg.InfeasibleError) as far:
            pool.submit(refused, kind).result()
    with pytest.raises(ValueError) as near:
        refused(kind)
    assert str(far.value) == str(near.value) and far.value.args == near.value.args
    if kind == "input":
        assert far.value.issues == near.value.issues and far.value.__notes__ == near.value.__notes__
    else:
        assert far.value.rules == near.value.rules and far.value.repairs == near.value.repairs
        assert far.value.witness == near.value.witness


def test_a_random_registry_of_every_record_is_pickled():
    registry = rr.random_registry(2)
    assert pickle.loads(pickle.dumps(registry)) == registry
    for table in registry.counts():
        for record in getattr(registry, table):
            assert pickle.loads(pickle.dumps(record)) == record
