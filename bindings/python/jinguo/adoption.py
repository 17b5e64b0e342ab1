"""Adopting a plan: its new pairs become records of the tables, proposed; the next year runs on them."""

from __future__ import annotations

import datetime
from typing import Any

from . import _core
from ._arrays import kind_of
from ._public import only
from .policy import one_policy
from .registry import Registry

__all__ = ["adopt", "why_not_change"]
__dir__ = only(__all__)


def adopt(
    plan: _core.Plan,
    registry: _core.Registry,
    pol: _core.Policy | None = None,
    *,
    policy: _core.Policy | None = None,
    starts_on: datetime.date | str | None = None,
) -> Registry:
    """What adopting a plan adds to the tables that it was made from.

    Each new pair becomes a ``Mentorship`` for a mentor, a ``Placement`` for a base, project or chain,
    each ``proposed``. Pairs that go on are left as they are. The ids of new records come from the
    plan's digest, so that adopting twice is adopting once, whatever became of the records since. To
    keep an officer's files as they are, use the command `jinguo adopt`.

    Parameters
    ----------
    plan : Plan
        Made by `match` from this registry and policy, or read by `Plan.load`.
    registry : Registry
        The tables: of `Registry.load`, `Registry.from_frames`, or filled by hand.
    pol : Policy, optional
        Checked against the plan; its date is the day on which the new records begin.
    policy : Policy, optional
        Another name for ``pol``, as `jinguo.match` calls it; give one of the two.
    starts_on : datetime.date or str, optional
        That day, if another; needed without a policy.

    Returns
    -------
    Registry
        The registry with the new records.

    Raises
    ------
    InputError
        The registry (or the policy) is not the plan's.
    TypeError
        Neither a policy nor a day.

    Examples
    --------
    >>> import jinguo as jg
    >>> from importlib.resources import files
    >>> registry = jg.Registry.load("demo/tables")
    >>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
    >>> plan = jg.Plan.load("demo/plan")
    >>> adopted = jg.adopt(plan, registry, policy)
    >>> len(adopted.placements) > len(registry.placements)
    True
    """
    adoption = adoption_of(plan, registry, one_policy(pol, policy), starts_on)
    return Registry(_core.adopted(registry, adoption))


def why_not_change(earlier: str, now: str, *, lang: str = "zh") -> str | None:
    """Why one state of a mentorship or placement cannot follow another; nothing if it may.

    Parameters
    ----------
    earlier : {"proposed", "accepted", "declined", "active", "ended"}
        The state in the earlier tables.
    now : {"proposed", "accepted", "declined", "active", "ended"}
        The state in the tables of today.
    lang : {"zh", "en"}, default "zh"
        Language of the texts.

    Returns
    -------
    str or None
        What the state should have been instead; None if it may follow.

    Raises
    ------
    InputError
        Another word.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.why_not_change("proposed", "accepted")
    >>> jg.why_not_change("ended", "active", lang="en")
    'ended, a state that nothing follows'
    """
    message = _core.why_not_change(earlier, now)
    return None if message is None else message.text(lang)


def adoption_of(
    plan: Any, registry: Any, pol: Any, starts_on: datetime.date | str | None
) -> _core.Adoption:
    if not isinstance(plan, _core.Plan):
        raise TypeError(f"plan: expected a Plan, not {kind_of(plan)}")
    if not isinstance(registry, _core.Registry):
        raise TypeError(f"registry: expected a Registry, not {kind_of(registry)}")
    if pol is None and starts_on is None:
        raise TypeError("adopt: give the policy, or starts_on")
    return _core.adopt(plan, registry, pol, starts_on)
