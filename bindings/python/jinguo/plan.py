"""Plans: who gets what, from whom, and why."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any, overload

from . import _core
from ._arrays import kind_of, watch
from ._frames import Backend, Kind, frame_of
from ._public import only
from .explanation import Explanation, explained, ids_of
from .policy import Policy
from .registry import Registry
from .solver._ids import Ids
from .solver._market import Market

__all__ = ["Faults", "Plan", "market_of", "match", "verify"]
__dir__ = only(__all__)


#: Why a woman has no place, in English and Chinese (docs/reasons.md).
REASONS = {
    "not_eligible": ("not eligible anywhere", "不符合任何名额的条件"),
    "loses_points": ("the plan would lose points", "整个方案会损失分值"),
    "lottery": ("lottery", "抽签"),
    "bound": ("a floor, lock or must-match decided", "由下限、锁定或必须安置决定"),
    "stopped": ("the solve was stopped", "求解中止"),
}


#: Columns of plans that do not hold whole numbers.
_KINDS: dict[str, Kind] = dict.fromkeys(
    ("pairing", "left_id", "right_id", "right", "kind", "standing", "reason", "rule", "text"), "text"
)


def _frame(columns: Mapping[str, Any], backend: Backend | None, **kinds: Kind) -> Any:
    known: dict[str, Kind] = {name: _KINDS.get(name, "int") for name in columns}
    return frame_of(columns, backend, known | kinds)


def rule_text(rule: str, lang: str) -> str:
    """A rule of a policy in the catalogue's words."""
    text = _core.Message(f"engine.rule.{rule}").text(lang)
    return rule if text.startswith("engine.rule.") else text


def reason_text(reason: str, rule: str, lang: str) -> str:
    """A reason for people, with the rule that decided if one did."""
    said = REASONS[reason][lang == "zh"]
    if not rule:
        return said
    return f"{said}{'：' if lang == 'zh' else ': '}{rule_text(rule, lang)}"


class Faults(list[_core.Issue]):
    """What `verify` found: a list of issues, empty where the plan holds.

    Parameters
    ----------
    issues : iterable of Issue, default ()
        The faults.
    unproven : sequence of str, default ()
        The fields that are not proven.

    Attributes
    ----------
    unproven : tuple of str
        The fields that are not proven, such as ``made_by`` and ``mentors.seconds``.

    Examples
    --------
    >>> import jinguo as jg
    >>> from importlib.resources import files
    >>> registry = jg.Registry.load("demo/tables")
    >>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
    >>> plan = jg.Plan.load("demo/plan")
    >>> faults = jg.verify(plan, registry, policy)
    >>> faults, faults.unproven[0]
    ([], 'made_by')
    """

    def __init__(self, issues: Iterable[_core.Issue] = (), unproven: Sequence[str] = ()) -> None:
        super().__init__(issues)
        self.unproven = tuple(unproven)


class Plan(_core.Plan):
    """A solved programme: ``plan["livelihood"]`` is one of its pairings.

    Compare and cite a plan by its ``digest``: the same registry, policy and seed give the same one.

    Parameters
    ----------
    plan : Plan
        The plan to copy; `match` makes plans, `load` reads them.

    Examples
    --------
    >>> import jinguo as jg
    >>> plan = jg.Plan.load("demo/plan")
    >>> plan.pairings
    ('livelihood', 'mentors')
    >>> plan["mentors"].awards[0]
    <PlanAward W0000005 -> M00008, 320>
    """

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Plan:
        """Reads a plan file, or the folder that holds ``plan.jinguo``.

        Parameters
        ----------
        path : str or os.PathLike
            The file or the folder.

        Returns
        -------
        Plan
            The plan.

        Raises
        ------
        InputError
            The file is no sound plan.
        OSError
            It cannot be read.

        Examples
        --------
        >>> import jinguo as jg
        >>> jg.Plan.load("demo/plan").policy_name
        'yueyang-2016'
        """
        return cls(_core.load_plan(_plan_file(path)))

    def save(self, path: str | os.PathLike[str], *, shared: bool = False) -> None:
        """Writes the plan, whole or not at all.

        Parameters
        ----------
        path : str or os.PathLike
            The file; a folder gets its ``plan.jinguo``.
        shared : bool, default False
            False: only its owner may read the file (mode 0600); True: whom the umask lets.

        Returns
        -------
        None
            Nothing.

        Raises
        ------
        OSError
            It cannot be written.

        Examples
        --------
        >>> import jinguo as jg
        >>> plan = jg.Plan.load("demo/plan")
        >>> plan.save("again.jinguo")
        >>> jg.Plan.load("again.jinguo") == plan
        True
        """
        _core.save_plan(self, _plan_file(path), shared)

    def save_folder(self, folder: str | os.PathLike[str], *, shared: bool = False) -> None:
        """Writes plan.jinguo, awards.csv, unmatched.csv and plan.json as a folder: all or none of them.

        Parameters
        ----------
        folder : str or os.PathLike
            The folder.
        shared : bool, default False
            False: only its owner may read the file (mode 0600); True: whom the umask lets.

        Returns
        -------
        None
            Nothing.

        Raises
        ------
        OSError
            It cannot be written.

        Examples
        --------
        >>> import jinguo as jg
        >>> plan = jg.Plan.load("demo/plan")
        >>> plan.save_folder("folder")
        >>> import os
        >>> sorted(os.listdir("folder"))
        ['awards.csv', 'plan.jinguo', 'plan.json', 'unmatched.csv']
        """
        _core.save_plan_folder(self, os.fspath(folder), shared)

    def to_json(self) -> str:
        """The whole plan as JSON, of a documented schema (docs/plan-json.md); written only, never read back.

        Returns
        -------
        str
            JSON.

        Examples
        --------
        >>> import jinguo as jg
        >>> plan = jg.Plan.load("demo/plan")
        >>> import json
        >>> json.loads(plan.to_json())["schema_version"]
        1
        """
        return _core.plan_json(self)

    @property
    def unproven(self) -> tuple[str, ...]:
        """The fields that `verify` does not prove, told for information only."""
        return tuple(_core.unproven(self, True))

    def to_frame(self, pairing: str | None = None, *, backend: Backend | None = None) -> Any:
        """Its awards as a frame.

        Parameters
        ----------
        pairing : str, optional
            Name of one pairing; None: all of them.
        backend : {"pandas", "polars", "pyarrow"}, optional
            Kind of the frame; the first library that is installed unless said.

        Returns
        -------
        frame
            Columns: pairing, left_id, right_id, score, then one for each part of the score.

        Raises
        ------
        KeyError
            The plan has no such pairing.

        Examples
        --------
        >>> import jinguo as jg
        >>> plan = jg.Plan.load("demo/plan")
        >>> plan.to_frame("mentors", backend="pandas")[["left_id", "right_id", "score"]].head(2)
            left_id right_id  score
        0  W0000005   M00008    320
        1  W0000006   M00002    590
        """
        return _frame(self.columns(pairing), backend)

    def unmatched_frame(
        self, pairing: str | None = None, *, lang: str = "zh", backend: Backend | None = None
    ) -> Any:
        """Who has no place, a row a woman and pairing.

        Parameters
        ----------
        pairing : str, optional
            Name of one pairing; None: all of them.
        lang : {"zh", "en"}, default "zh"
            Language of the texts.
        backend : {"pandas", "polars", "pyarrow"}, optional
            Kind of the frame; the first library that is installed unless said.

        Returns
        -------
        frame
            Columns: pairing, left_id, units, reason (not_eligible, loses_points, lottery, bound or stopped;
            docs/reasons.md), rule (which decided, where one did), text (both, in the language), best_places
            (ids of the kept places that she could have had, best first), more_short and losses (what the
            whole plan would lose with her there: women more that floors are short of, then points).

        Raises
        ------
        KeyError
            The plan has no such pairing.
        InputError
            Another language.

        Examples
        --------
        >>> import jinguo as jg
        >>> plan = jg.Plan.load("demo/plan")
        >>> plan.unmatched_frame(lang="en", backend="pandas")[["left_id", "reason", "text"]].head(2)
            left_id        reason                                               text
        0  W0000002  not_eligible      not eligible anywhere: age outside the limits
        1  W0000003  not_eligible  not eligible anywhere: the capacity to work do...
        """
        _core.Message("python.enumerator").text(lang)  # refuses other languages, also where all are placed
        columns: dict[str, list[Any]] = {
            name: []
            for name in ("pairing", "left_id", "units", "reason", "rule", "text", "best_places", "more_short", "losses")
        }
        for name in self.pairings if pairing is None else (pairing,):
            for one in self[name].unmatched:
                possible = [option for option in one.options if not option.impossible]
                row = (
                    name, one.left, one.units, one.reason, one.rule, reason_text(one.reason, one.rule, lang),
                    tuple(option.right for option in possible),
                    tuple(option.more_short for option in possible),
                    tuple(option.loss for option in possible),
                )
                for column, value in zip(columns.values(), row, strict=True):
                    column.append(value)
        return _frame(columns, backend, best_places="texts", more_short="ints", losses="ints")

    @overload
    def explain(self, id: str, lang: str = "zh") -> Explanation: ...
    @overload
    def explain(self, id: list[str] | tuple[str, ...], lang: str = "zh") -> list[Explanation]: ...
    def explain(self, id: str | list[str] | tuple[str, ...], lang: str = "zh") -> Explanation | list[Explanation]:
        """What the plan decided about a woman, as stored with it.

        In well under a millisecond. Of who is not placed the five best places are kept, with their true
        losses; `jinguo.explain` answers for every place.

        Parameters
        ----------
        id : str, or list or tuple of str
            Id of a woman; or of a provider, for its places, the worth of one more, the cost of its floor.
        lang : {"zh", "en"}, default "zh"
            Language of the texts.

        Returns
        -------
        Explanation, or list of Explanation
            A text, and the places as data; of several ids a list, in their order.

        Raises
        ------
        KeyError
            Ids that the plan does not know: all of them.
        InputError
            Another language.

        Examples
        --------
        >>> import jinguo as jg
        >>> plan = jg.Plan.load("demo/plan")
        >>> print(plan.explain("W0000004", lang="en").splitlines()[0])
        livelihood: not placed. Placing her at C0003 would cost the whole plan 80 points, elsewhere as much or more.
        """
        return explained(id, _core.explain_stored(self, ids_of(id), lang))

    def places_frame(self, pairing: str | None = None, *, backend: Backend | None = None) -> Any:
        """What each provider got, a row each.

        Parameters
        ----------
        pairing : str, optional
            Name of one pairing; None: all of them.
        backend : {"pandas", "polars", "pyarrow"}, optional
            Kind of the frame; the first library that is installed unless said.

        Returns
        -------
        frame
            Columns: pairing, right_id, kind, places, floor, taken, outside, shortfall; worth (points that
            one more place would give the plan), floor_cost_short and floor_cost (what one less of the floor
            would give it: women fewer that floors are short of, then points).

        Raises
        ------
        KeyError
            The plan has no such pairing.

        Examples
        --------
        >>> import jinguo as jg
        >>> plan = jg.Plan.load("demo/plan")
        >>> plan.places_frame("mentors", backend="pandas")[["right_id", "places", "taken", "worth"]].head(2)
          right_id  places  taken  worth
        0   M00001       5      2      0
        1   M00002       5      5      0
        """
        names = (
            "kind", "places", "floor", "taken", "outside", "shortfall", "worth", "floor_cost_short",
            "floor_cost",
        )  # fmt: skip
        columns: dict[str, list[Any]] = {name: [] for name in ("pairing", "right_id", *names)}
        for name in self.pairings if pairing is None else (pairing,):
            for place in self[name].places:
                columns["pairing"].append(name)
                columns["right_id"].append(place.right)
                for field in names:
                    columns[field].append(getattr(place, field))
        return _frame(columns, backend)

    def lottery_sheet(self) -> str:
        """What anyone needs to draw the lottery again, as CSV (docs/lottery.md).

        Tied women only, under pseudonyms that nobody can trace without the seed, with their numbers and
        options, and what each place must get of them.

        Returns
        -------
        str
            CSV with a heading.

        Raises
        ------
        InputError
            A plan of an earlier version, which does not hold it.

        Examples
        --------
        >>> import jinguo as jg
        >>> plan = jg.Plan.load("demo/plan")
        >>> print(plan.lottery_sheet().splitlines()[0])
        ﻿kind 类别,pairing 结对,name 名称或代号,number 号码,units 份数,options 选项（按先后）,least 最少,most 最多,result 结果
        """
        return _core.lottery_sheet(self)

    def lottery_pseudonym(self, pairing: str, id: str) -> str:
        """What stands for a woman on the published sheet of a pairing: for herself, not for others.

        Parameters
        ----------
        pairing : str
            Name of the pairing.
        id : str
            Id of the woman.

        Returns
        -------
        str
            Hexadecimal digits.

        Examples
        --------
        >>> import jinguo as jg
        >>> plan = jg.Plan.load("demo/plan")
        >>> len(plan.lottery_pseudonym("livelihood", "W0000001"))
        14
        """
        return _core.lottery_pseudonym(self, pairing, id)

    def __reduce__(self) -> Any:
        return _from_bytes, (_core.plan_to_bytes(self),)

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{name} {len(self[name].awards)} ({self[name].status})" for name in self.pairings
        )
        return f"<Plan {self.digest[:12]} of {self.policy_name}: {counts}>"

    def _repr_html_(self) -> str:
        rows = []
        for name in self.pairings:
            counts = self[name].counts()
            rows.append(
                f"<tr><td>{escape(name)}</td><td>{escape(self[name].status)}</td><td>{counts['awards']:,}</td>"
                f"<td>{counts['unmatched']:,}</td><td>{counts['floors_met']:,} / "
                f"{counts['floors']:,}</td></tr>"
            )
        note = "<caption>synthetic persons 合成数据</caption>" if self.synthetic else ""
        head = (
            "<tr><th>pairing 结对</th><th>status</th><th>placed 已安置</th>"
            "<th>unmatched 未安置</th><th>floors met 下限达标</th></tr>"
        )
        return f"<table>{note}{head}{''.join(rows)}</table>"


def match(
    registry: _core.Registry,
    policy: _core.Policy,
    pairing: str | None = None,
    seed: bytes | str | None = None,
    *,
    custom: Mapping[str, Callable[[list[str], list[str], Any], object]] | None = None,
    threads: int = 0,
    progress: Callable[[float, str], object] | None = None,
    time_limit: float | None = None,
) -> Plan:
    """Turns the registry into one market a pairing by the policy, and solves each exactly.

    Ctrl-C raises KeyboardInterrupt whose ``result`` is what was found until then, or None.

    Parameters
    ----------
    registry : Registry
        The tables: of `Registry.load`, `Registry.from_frames`, or filled by hand.
    policy : Policy
        Who may go where, what counts, which floors hold.
    pairing : str, optional
        Only this pairing of the policy; all unless said.
    seed : bytes or str, optional
        The lottery's seed: bytes, or at least 32 hexadecimal digits; None: the policy's own. A policy
        without one needs it: draw it once the ids are closed (docs/lottery.md).
    custom : dict of str to callable, optional
        {pairing: function(women, places, scores)}: a policy of your own. It is called with the ids of
        some women and of all places and a matrix of what the policy says of each pair, the least int64
        where a rule excludes it, and changes that matrix in place.
    threads : int, default 0
        Number of threads; 0: one a core. The answer does not depend on it.
    progress : callable, optional
        Called with (fraction in [0, 1], phase) at most 10 times a second; an exception from it stops
        the call.
    time_limit : float, optional
        Seconds of the whole call, for all pairings together; a pairing that was stopped says so in its
        status, and one that was not begun lists no places. None: no limit.

    Returns
    -------
    Plan
        A pairing each, with awards, reasons and prices.

    Raises
    ------
    InputError
        Registry, policy or seed at fault; every fault of all pairings at once, at the file and row in
        which its record was read.
    InfeasibleError
        No plan keeps every rule; with its witness.
    TypeError
        An argument of a wrong kind.

    Examples
    --------
    >>> import jinguo as jg
    >>> from importlib.resources import files
    >>> registry = jg.Registry.load("demo/tables")
    >>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
    >>> plan = jg.Plan.load("demo/plan")
    >>> jg.match(registry, policy, seed=plan.seed_hex) == plan
    True
    """
    if not isinstance(registry, _core.Registry):
        raise TypeError(f"registry: expected a Registry, not {kind_of(registry)}")
    if not isinstance(policy, _core.Policy):
        raise TypeError(f"policy: expected a Policy, not {kind_of(policy)}")
    rows: Any = getattr(registry, "_rows", None)
    found, stopped_by = _core.match(
        registry,
        policy,
        _seed_bytes(seed),
        pairing or "",
        dict(custom or {}),
        threads,
        *watch(progress, time_limit),
        rows,
    )
    plan = None if found is None else Plan(found)
    if stopped_by is not None:
        stopped_by.result = plan
        raise stopped_by
    assert plan is not None
    return plan


def market_of(
    registry: _core.Registry,
    policy: _core.Policy,
    pairing: str,
    seed: bytes | str | None = None,
) -> Market:
    """The market that match() solves for a pairing of the policy.

    For solvers, referees and studies of your own. It brings the lottery's numbers and the policy's way
    with floors, so that ``jg.solver.transport(market)`` gives the awards of ``plan[pairing]`` (without
    those that go on outside the market).

    Parameters
    ----------
    registry : Registry
        The tables: of `Registry.load`, `Registry.from_frames`, or filled by hand.
    policy : Policy
        The policy.
    pairing : str
        Name of a pairing of the policy.
    seed : bytes or str, optional
        As for `match`; without any, the numbers are those of the solver's own seed.

    Returns
    -------
    jinguo.solver.Market
        ``left_ids`` are the women's ids, ``right_ids`` the providers', both in byte order.

    Raises
    ------
    InputError
        Registry, policy, pairing or seed at fault.

    Examples
    --------
    >>> import jinguo as jg
    >>> from importlib.resources import files
    >>> registry = jg.Registry.load("demo/tables")
    >>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
    >>> plan = jg.Plan.load("demo/plan")
    >>> market = jg.market_of(registry, policy, "mentors", seed=plan.seed_hex)
    >>> jg.solver.transport(market).total == plan["mentors"].total
    True
    """
    if not isinstance(registry, _core.Registry):
        raise TypeError(f"registry: expected a Registry, not {kind_of(registry)}")
    if not isinstance(policy, _core.Policy):
        raise TypeError(f"policy: expected a Policy, not {kind_of(policy)}")
    if not isinstance(pairing, str):
        raise TypeError(f"pairing: expected the name of a pairing, not {kind_of(pairing)}")
    market, women, places, left, right, on_infeasible = _core.market_of(
        registry, policy, pairing, _seed_bytes(seed), registry
    )
    asked = {"on_infeasible": on_infeasible, "left_number": left, "right_number": right}
    return Market._of(market, Ids(women), Ids(places), asked)


def verify(
    plan: _core.Plan,
    registry: _core.Registry,
    policy: _core.Policy,
    *,
    custom: Mapping[str, Callable[[list[str], list[str], Any], object]] | None = None,
    pairs: int = 20_000,
    referees: bool = True,
    progress: Callable[[float, str], object] | None = None,
    time_limit: float | None = None,
) -> Faults:
    """Judges a plan again from records and policy, by code that shares nothing with the solver.

    Every award and ``pairs`` other pairs of each pairing are judged again; reasons, warnings, what
    floors cost and what the lottery chose among are computed again. docs/verify.md says what is proven.

    Parameters
    ----------
    plan : Plan
        Made by `match` from this registry and policy, or read by `Plan.load`.
    registry : Registry
        The tables: of `Registry.load`, `Registry.from_frames`, or filled by hand.
    policy : Policy
        The policy by which the plan was made.
    custom : dict of str to callable, optional
        Scores of your own for a pairing, as they were given to `match`.
    pairs : int, default 20_000
        How many pairs that were not awarded are judged again, of each pairing.
    referees : bool, default True
        Whether the plan is also proven the best, drawn by its lottery and rightly priced.
    progress : callable, optional
        Called with (fraction in [0, 1], phase) at most 10 times a second; an exception from it stops
        the call.
    time_limit : float, optional
        Seconds of the whole call; None: no limit.

    Returns
    -------
    Faults
        Every fault as an issue; empty: it holds, but for the fields in ``.unproven``, which are told
        for information only.

    Raises
    ------
    TimeoutError
        The time limit is over: what was not judged to the end is not said to hold.

    Examples
    --------
    >>> import jinguo as jg
    >>> from importlib.resources import files
    >>> registry = jg.Registry.load("demo/tables")
    >>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
    >>> plan = jg.Plan.load("demo/plan")
    >>> jg.verify(plan, registry, policy)
    []
    """
    faults = _core.verify(
        plan, registry, policy, dict(custom or {}), pairs, referees, *watch(progress, time_limit)
    )
    return Faults(faults, _core.unproven(plan, referees))


def _pairing_text(self: _core.PairingPlan) -> str:
    counts = self.counts()
    return (
        f"<PairingPlan {self.name} ({self.status}): {counts['awards']} awards, {counts['outside']} going on "
        f"outside, {counts['unmatched']} unmatched>"
    )


def _unmatched_text(self: _core.Unmatched) -> str:
    return f"<Unmatched {self.left}: {self.reason}{' by ' + self.rule if self.rule else ''}, {len(self.options)} best places>"


def _place_text(self: _core.PlaceResult) -> str:
    return f"<PlaceResult {self.right}: {self.taken} of {self.places} taken, floor {self.floor}, worth {self.worth}>"


def _place_reason_text(self: _core.PlaceReason) -> str:
    return f"<PlaceReason {self.pairing} {self.right}: {self.standing}, loss {self.loss}>"


def _option_text(self: _core.Option) -> str:
    return f"<Option {self.right}: {'barred by ' + self.rule if self.impossible else f'loss {self.loss}'}>"


# The compiled classes show nothing of themselves.
for _class, _text in (
    (_core.PairingPlan, _pairing_text),
    (_core.Unmatched, _unmatched_text),
    (_core.PlaceResult, _place_text),
    (_core.PlaceReason, _place_reason_text),
    (_core.Option, _option_text),
):
    setattr(_class, "__repr__", _text)


def _seed_bytes(seed: bytes | str | None) -> bytes:
    if seed is None:
        return b""
    if isinstance(seed, (bytes, bytearray)):
        return bytes(seed)
    if not isinstance(seed, str):
        raise TypeError(f"seed: expected bytes or hexadecimal digits, not {kind_of(seed)}")
    try:
        if len(seed) >= 32:
            return bytes.fromhex(seed)
    except ValueError:
        pass
    from ._arrays import ArgumentChecks

    checks = ArgumentChecks()
    checks.fault("policy.hexadecimal", "seed", least=32)
    checks.close()
    raise AssertionError


def _plan_file(path: str | os.PathLike[str]) -> str:
    name = os.fspath(path)
    return os.path.join(name, "plan.jinguo") if os.path.isdir(name) else name


def _from_bytes(archive: bytes) -> Plan:
    return Plan(_core.plan_from_bytes(archive))
