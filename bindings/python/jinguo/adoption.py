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
    """The registry with the plan's new pairs as records: a ``Mentorship`` for a mentor, a ``Placement``
    for a base, project or chain, each ``proposed``.

    pol        checked against the plan (``policy=`` will do); its date is the day on which the new records begin
    starts_on  that day, if another; needed without a policy

    Pairs that go on are left as they are. The ids of new records come from the plan's digest, so that
    adopting twice is adopting once, whatever became of the records since. To keep an officer's files
    as they are, use `jinguo adopt`.

    Raises InputError when the registry (or the policy) is not the plan's.
    """
    adoption = adoption_of(plan, registry, one_policy(pol, policy), starts_on)
    return Registry(_core.adopted(registry, adoption))


def why_not_change(earlier: str, now: str, *, lang: str = "zh") -> str | None:
    """Why one state of a mentorship or placement cannot become another between two versions of the
    tables, or None: proposed, accepted, declined, active, ended. InputError for another word."""
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
