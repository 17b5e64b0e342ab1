"""Measures: what a plan does for whom, what it changed, and whether it hangs on the exact weights.

A plan is a `Plan`, or a table of pairs from elsewhere: a frame of any kind that `Registry.from_frames`
takes with the columns ``pairing``, ``left_id`` (a woman's id), ``right_id`` (a provider's id); a column
``score`` counts where no policy is given, a column ``kind`` is needed only where two kinds of provider
share an id, other columns are ignored. Ids may be whole numbers, and come back in the dtype they had. In issues
``row`` counts as in a file with a heading: row 2 is a frame's first row. docs/evaluation.md defines every
figure.
`achievement` counts how far a programme's targets are met (docs/targets.md), `split` breaks one down.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np

from . import _core
from ._arrays import ArgumentChecks, kind_of, watch
from ._columns import Table, is_column, library_of, plain, table_of, values_of
from ._errors import InputError
from ._frames import (
    FIRST_ROW, Backend, Kind, Unsaid, backend_of, cell_text, frame_of, tenths,
)
from ._public import only
from .plan import _seed_bytes
from .policy import Policy, one_policy
from .solver._ids import Ids, gathered, native_of

__all__ = [
    "Achievement", "Needs", "achievement", "compare", "evaluate", "labels", "moved", "needs", "pairs",
    "robustness", "robustness_text", "split",
]  # fmt: skip
__dir__ = only(__all__)

Day = datetime.date | str


def evaluate(
    plan_or_pairs: Any,
    registry: _core.Registry,
    by: Any = None,
    pol: _core.Policy | None = None,
    *,
    policy: _core.Policy | None = None,
    day: Day | None = None,
    line: int | None = None,
    progress: Callable[[float, str], object] | None = None,
    time_limit: float | None = None,
    backend: Backend | None = None,
) -> Any:
    """What a plan does: a row for each pairing, in order, and one for any of them, for each group.

    docs/evaluation.md defines every figure.

    Parameters
    ----------
    plan_or_pairs : Plan or frame
        A plan, or a table of pairs with the columns pairing, left_id and right_id (see the module).
    registry : Registry
        The tables: of `Registry.load`, `Registry.from_frames`, or filled by hand.
    by : str, Series, dict, frame or callable, optional
        How women are grouped: "county", "township", "village", "cause", "household_type" or a column
        of women.csv or households.csv; or a label for each id: a pandas Series indexed by id, a dict, a
        frame of two columns (id, label), or a function of the id. An id that no woman of the registry
        has is an error; no label is the group "". None: one group, "all".
    pol : Policy, optional
        Judges each pair again: the columns eligible, served_eligible, coverage_of_eligible,
        not_allowed, rules and rank_... are there only with a policy, and ``score`` is the policy's.
    policy : Policy, optional
        Another name for ``pol``, as `jinguo.match` calls it; give one of the two.
    day : datetime.date or str, optional
        Of registration: the policy's, else what the table says today.
    line : int, optional
        Poverty line in whole yuan a head and year, 1 or more: the policy's, else 2,800.
    progress : callable, optional
        Called with (fraction in [0, 1], phase) at most 10 times a second; an exception from it stops
        the call.
    time_limit : float, optional
        Seconds of the whole call; None: no limit.
    backend : {"pandas", "polars", "pyarrow"}, optional
        Kind of the frame; the first library that is installed unless said.

    Returns
    -------
    frame
        Columns: pairing, group; women, registered; served (registered women with at least one award)
        and coverage (served / registered); need_coverage (the same, each woman counted by her poverty
        gap, gap_served_fen / gap_fen); going_on (registered women without an award who go on outside
        the market); off_register (women with an award who are not registered); pairs; score (points of
        the allowed pairs); not_allowed, and rules as "rule=count;..."; rank_first (share of pairs at a
        place than which no other gives her more points), rank_mean, rank_p50, rank_p90; distance_... in
        metres. A quantile is a value that was observed. A share of nobody is missing.

    Raises
    ------
    InputError
        With every fault at once: ids that nobody has, pairs given twice, a pairing that the policy
        lacks, a grouping that is not known.
    TimeoutError
        The time limit is over.

    Examples
    --------
    >>> import jinguo as jg
    >>> registry = jg.Registry.load("demo/tables")
    >>> plan = jg.Plan.load("demo/plan")
    >>> found = jg.measure.evaluate(plan, registry, by="county", backend="pandas")
    >>> found[["pairing", "group", "registered", "served"]].head(3)
          pairing   group  registered  served
    0  livelihood  430603           1       1
    1  livelihood  430611           5       2
    2  livelihood  430621           7       5
    """
    columns = _core.measure_evaluate(
        _pairs_of("plan_or_pairs", plan_or_pairs), _registry(registry), one_policy(pol, policy),
        _groups(registry, by), day, _line(line), *watch(progress, time_limit),
    )
    return frame_of(columns, backend, _kinds(columns))


def pairs(
    plan_or_pairs: Any,
    registry: _core.Registry,
    by: Any = None,
    pol: _core.Policy | None = None,
    *,
    policy: _core.Policy | None = None,
    day: Day | None = None,
    line: int | None = None,
    progress: Callable[[float, str], object] | None = None,
    time_limit: float | None = None,
    backend: Backend | None = None,
) -> Any:
    """Every pair measured, a row each: what `evaluate` counts.

    Parameters
    ----------
    plan_or_pairs : Plan or frame
        As of `evaluate`.
    registry : Registry
        The tables: of `Registry.load`, `Registry.from_frames`, or filled by hand.
    by : str, Series, dict, frame or callable, optional
        How women are grouped: "county", "township", "village", "cause", "household_type" or a column
        of women.csv or households.csv; or a label for each id: a pandas Series indexed by id, a dict, a
        frame of two columns (id, label), or a function of the id. An id that no woman of the registry
        has is an error; no label is the group "". None: one group, "all".
    pol : Policy, optional
        Judges each pair: the columns rule, rank and options are there only with a policy.
    policy : Policy, optional
        Another name for ``pol``, as `jinguo.match` calls it; give one of the two.
    day : datetime.date or str, optional
        Of registration: the policy's, else what the table says today.
    line : int, optional
        Poverty line in whole yuan a head and year, 1 or more: the policy's, else 2,800.
    progress : callable, optional
        Called with (fraction in [0, 1], phase) at most 10 times a second; an exception from it stops
        the call.
    time_limit : float, optional
        Seconds of the whole call; None: no limit.
    backend : {"pandas", "polars", "pyarrow"}, optional
        Kind of the frame; the first library that is installed unless said.

    Returns
    -------
    frame
        Columns: pairing, left_id, right_id, group, kind, registered, outside (goes on outside the
        market), score, gap_fen (her need), rule ("" where the policy allows the pair), rank (1: no
        place open to her has more points for her), options (places open to her), distance_m (metres).

    Raises
    ------
    InputError
        As `evaluate`.
    TimeoutError
        The time limit is over.

    Examples
    --------
    >>> import jinguo as jg
    >>> registry = jg.Registry.load("demo/tables")
    >>> plan = jg.Plan.load("demo/plan")
    >>> found = jg.measure.pairs(plan, registry, backend="pandas")
    >>> found[["left_id", "right_id", "distance_m"]].head(2)
        left_id right_id  distance_m
    0  W0000001    J0004     39584.0
    1  W0000005    J0012       570.0
    """
    given = _pairs_of("plan_or_pairs", plan_or_pairs)
    columns = _core.measure_pairs(
        given, _registry(registry), one_policy(pol, policy),
        _groups(registry, by), day, _line(line), *watch(progress, time_limit),
    )
    if isinstance(given, _Pairs):
        backend = backend_of(backend)
        for column, texts in (("left_id", given.left), ("right_id", given.right)):
            columns[column] = _as_they_came(columns[column], texts, given.table, column, backend)
    return frame_of(columns, backend, _kinds(columns))


def compare(
    plans: Mapping[str, Any],
    registry: _core.Registry,
    by: Any = None,
    pol: _core.Policy | None = None,
    *,
    policy: _core.Policy | None = None,
    day: Day | None = None,
    line: int | None = None,
    progress: Callable[[float, str], object] | None = None,
    time_limit: float | None = None,
    backend: Backend | None = None,
) -> Any:
    """What one plan changed against another, by pairing and group.

    Counts the registered women of each group. With a policy both scores are that policy's, so that
    plans made by different policies are judged on one scale.

    Parameters
    ----------
    plans : dict of str to Plan or frame
        At least two, by name; each is compared with the first: ``{"now": a, "new": b}``.
    registry : Registry
        The tables: of `Registry.load`, `Registry.from_frames`, or filled by hand.
    by : str, Series, dict, frame or callable, optional
        How women are grouped: "county", "township", "village", "cause", "household_type" or a column
        of women.csv or households.csv; or a label for each id: a pandas Series indexed by id, a dict, a
        frame of two columns (id, label), or a function of the id. An id that no woman of the registry
        has is an error; no label is the group "". None: one group, "all".
    pol : Policy, optional
        Judges the pairs of both plans.
    policy : Policy, optional
        Another name for ``pol``, as `jinguo.match` calls it; give one of the two.
    day : datetime.date or str, optional
        Of registration: the policy's, else what the table says today.
    line : int, optional
        Poverty line in whole yuan a head and year, 1 or more: the policy's, else 2,800.
    progress : callable, optional
        Called with (fraction, phase) at most 10 times a second, for each two plans anew.
    time_limit : float, optional
        Seconds for each two plans; None: no limit.
    backend : {"pandas", "polars", "pyarrow"}, optional
        Kind of the frame; the first library that is installed unless said.

    Returns
    -------
    frame
        Columns: baseline, plan, pairing, group, registered; kept (served by both at the same places),
        moved, newly_served, lost; coverage, need-weighted coverage and score before, after, and their
        change.

    Raises
    ------
    InputError
        As `evaluate`, each fault with the name of its plan as file.
    TimeoutError
        The time limit is over.

    Examples
    --------
    >>> import jinguo as jg
    >>> registry = jg.Registry.load("demo/tables")
    >>> plan = jg.Plan.load("demo/plan")
    >>> found = jg.measure.compare({"now": plan, "new": plan}, registry, backend="pandas")
    >>> found[["plan", "pairing", "kept", "moved"]].head(2)
      plan     pairing  kept  moved
    0  new  livelihood    47      0
    1  new     mentors    33      0
    """
    if not isinstance(plans, Mapping):
        raise TypeError(f"plans: expected {{name: plan}}, not {kind_of(plans)}")
    checks = ArgumentChecks()
    if len(plans) < 2:
        checks.fault("python.shape", "plans", expected="at least two plans", actual=len(plans))
    checks.close()
    pol = one_policy(pol, policy)
    groups = _groups(_registry(registry), by)
    given: dict[str, _core.Plan | _Pairs] = {str(name): _pairs_of(str(name), plan) for name, plan in plans.items()}
    (first, before), *others = given.items()
    out: dict[str, list[Any]] = {}
    for name, after in others:
        try:
            columns = _core.measure_compare(
                before, after, registry, pol, groups, day, _line(line), *watch(progress, time_limit)
            )
        except InputError as error:
            raise _faults_of(given, error, registry, pol) from None
        rows = len(columns["pairing"])
        named = {"baseline": [first] * rows, "plan": [name] * rows, **columns}
        for column, values in named.items():
            out.setdefault(column, []).extend(values)
    return frame_of(out, backend)


def _faults_of(
    plans: Mapping[str, _core.Plan | _Pairs], error: InputError, registry: _core.Registry, pol: Any
) -> InputError:
    """The faults of every plan under its own name; the error itself if they are no plan's."""
    issues: list[_core.Issue] = []
    for name, plan in plans.items():
        try:
            _core.measure_pairs(plan, registry, pol, [], None, None, None, None)
        except InputError as found:
            issues.extend(_of_file(issue, name) for issue in found.issues if issue.file == "pairs")
    return InputError(issues) if issues else error


def _of_file(issue: _core.Issue, file: str) -> _core.Issue:
    return _core.Issue(
        issue.code, severity=issue.severity, file=file, row=issue.row, column=issue.column,
        value=issue.value, expected=issue.expected, mend=issue.mend, subject=issue.subject,
    )


def robustness(
    registry: _core.Registry,
    pol: _core.Policy | None = None,
    spread: float = 0.2,
    runs: int = 50,
    *,
    policy: _core.Policy | None = None,
    by: Any = "county",
    seed: bytes | str | None = None,
    draw: int = 0,
    threads: int = 0,
    progress: Callable[[float, str], object] | None = None,
    time_limit: float | None = None,
    backend: Backend | None = None,
) -> Any:
    """How many pairs and served women stay when every weight of the policy moves a little, by group.

    The policy is matched ``runs`` times, each time with every weight (one part of the merit of one
    kind, or of a pairing's need) multiplied by a factor drawn from [1 - spread, 1 + spread]; rules,
    places, floors and the lottery's seed stay. Same arguments, same bytes, on every machine.

    Costs one match and ``runs`` solves: seconds for 2,000 women; for a city each run takes about as
    long as a match, so begin with few. Ctrl-C raises KeyboardInterrupt whose ``result`` is the frame of
    the runs done until then.

    Parameters
    ----------
    registry : Registry
        The tables: of `Registry.load`, `Registry.from_frames`, or filled by hand.
    pol : Policy, optional
        The policy whose weights move; it must be given, by this name or the other.
    spread : float, default 0.2
        How far a weight moves, 0 to 1.
    runs : int, default 50
        Number of drawn policies, 1 to 10,000.
    policy : Policy, optional
        Another name for ``pol``, as `jinguo.match` calls it; give one of the two.
    by : str, Series, dict, frame or callable, default "county"
        How women are grouped, as of `evaluate`.
    seed : bytes or str, optional
        The lottery's, as in `jinguo.match`.
    draw : int, default 0
        The seed of the factors, 0 <= draw < 2**64.
    threads : int, default 0
        Number of threads; 0: one a core. The answer does not depend on it.
    progress : callable, optional
        Called with (fraction, phase) at each run.
    time_limit : float, optional
        Seconds of the whole call; the frame is then of the runs done until then (column runs).
    backend : {"pandas", "polars", "pyarrow"}, optional
        Kind of the frame; the first library that is installed unless said.

    Returns
    -------
    frame
        Columns: pairing, group, runs, spread; served, served_stay (mean share over the runs),
        served_stay_least (in the worst run), the same of pairs; stay_served and stay_pairs, summed over
        the runs. `robustness_text` says it in a sentence, and the report page takes the frame.

    Raises
    ------
    InputError
        As `jinguo.match`; a number out of range.
    InfeasibleError
        The policy as it stands has no plan: no weight can make a plan impossible.
    TypeError
        No policy is given.

    Examples
    --------
    >>> import jinguo as jg
    >>> from importlib.resources import files
    >>> registry = jg.Registry.load("demo/tables")
    >>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
    >>> plan = jg.Plan.load("demo/plan")
    >>> found = jg.measure.robustness(
    ...     registry, policy, runs=2, by=None, seed=plan.seed_hex, backend="pandas"
    ... )
    >>> found[["pairing", "runs", "served", "stay_served"]]
          pairing  runs  served  stay_served
    0  livelihood     2      47           93
    1     mentors     2      33           66
    2         any     2      47           93
    """
    pol = one_policy(pol, policy)
    if pol is None:
        raise TypeError("pol: expected a Policy, not NoneType")
    if isinstance(spread, bool) or not isinstance(spread, (int, float)):
        raise TypeError(f"spread: expected a number, not {kind_of(spread)}")
    checks = ArgumentChecks()
    count = checks.whole("runs", runs, 1, 10_000)
    key = checks.whole("draw", draw, 0, 2**64 - 1)
    checks.close()
    groups = _groups(_registry(registry), by)
    columns, _, stopped_by = _core.measure_robustness(
        registry, pol, float(spread), count, key, _seed_bytes(seed), groups, threads,
        *watch(progress, time_limit),
    )
    frame = frame_of(columns, backend)
    if stopped_by is not None:
        stopped_by.result = frame
        raise stopped_by
    return frame


def robustness_text(frame: Any, lang: str = "zh", *, pairing: str = "any") -> str:
    """A frame of `robustness` as one sentence for people: of 100 women served, how many stay.

    Parameters
    ----------
    frame : frame
        Of `robustness`.
    lang : {"zh", "en"}, default "zh"
        Language of the texts.
    pairing : str, default "any"
        Which pairing of the frame; "any": a place in any of them.

    Returns
    -------
    str
        The sentence; its number is rounded down to a tenth, so that 100 means all.

    Raises
    ------
    InputError
        The frame has rows but none of the pairing.

    Examples
    --------
    >>> import jinguo as jg
    >>> one = {"pairing": ["any"], "runs": [10], "spread": [0.2], "served": [8], "stay_served": [76]}
    >>> print(jg.measure.robustness_text(one, "en"))
    Of 100 women served, 95 stay served when every weight moves by up to 20 % (10 runs).
    """
    table = table_of("frame", frame)
    rows = [dict(zip(table.names, row, strict=True)) for row in zip(*table.columns, strict=True)]
    checks = ArgumentChecks()
    if rows:
        checks.one_of("pairing", pairing, {row["pairing"] for row in rows})
    checks.close()
    rows = [row for row in rows if row["pairing"] == pairing]
    served = sum(int(row["served"]) * int(row["runs"]) for row in rows)
    stay = sum(int(row["stay_served"]) for row in rows)
    if served == 0:
        return _core.Message("measure.robustness_nobody", []).text(lang)
    parameters = [
        ("stay", tenths(stay * 1000 // served)),
        ("spread", tenths(round(float(rows[0]["spread"]) * 1000))),
        ("runs", str(rows[0]["runs"])),
    ]
    return _core.Message("measure.robustness", parameters).text(lang)


def moved(
    pol: _core.Policy | None = None,
    spread: float = 0.2,
    *,
    policy: _core.Policy | None = None,
    draw: int = 0,
    run: int = 0,
) -> Policy:
    """The policy of one run of `robustness`: every weight moved by its factor of that run.

    Parameters
    ----------
    pol : Policy, optional
        The policy whose weights move; it must be given, by this name or the other.
    spread : float, default 0.2
        How far a weight moves, 0 to 1; 0 changes nothing.
    policy : Policy, optional
        Another name for ``pol``, as `jinguo.match` calls it; give one of the two.
    draw : int, default 0
        The seed of the factors, 0 <= draw < 2**64.
    run : int, default 0
        Which run, from 0.

    Returns
    -------
    Policy
        The moved policy.

    Raises
    ------
    InputError
        A spread outside [0, 1].
    TypeError
        No policy is given.

    Examples
    --------
    >>> import jinguo as jg
    >>> from importlib.resources import files
    >>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
    >>> jg.measure.moved(policy, 0) == policy
    True
    """
    pol = one_policy(pol, policy)
    if pol is None:
        raise TypeError("pol: expected a Policy, not NoneType")
    return Policy(_core.measure_moved(pol, float(spread), draw, run))


def labels(registry: _core.Registry, by: str, lang: str = "zh") -> dict[str, str]:
    """Names of the groups of `evaluate` for people: {"430626": "平江县"}, {"illness": "因病"}.

    Divisions have the names of the registry in both languages; coded values are words in English.

    Parameters
    ----------
    registry : Registry
        The tables: of `Registry.load`, `Registry.from_frames`, or filled by hand.
    by : str
        The grouping: "county", "cause", "household_type", or a column with codes.
    lang : {"zh", "en"}, default "zh"
        Language of the texts.

    Returns
    -------
    dict of str to str
        Names by group; empty for a grouping that has none.

    Examples
    --------
    >>> import jinguo as jg
    >>> registry = jg.Registry.load("demo/tables")
    >>> jg.measure.labels(registry, "cause", "en")["illness"]
    'illness'
    """
    name = {"cause": "main_cause", "household_type": "type"}.get(by, by)
    if name in ("county", "township", "village", "region"):
        regions = _registry(registry).columns("regions")
        return dict(zip(regions["code"], regions["name"], strict=True))
    for record in (_core.Beneficiary, _core.Household):
        if name in record.codes:
            zh = lang == "zh"
            return {
                word: chinese if zh else word.replace("_", " ")
                for word, _, chinese in record.codes[name]
            }
    return {}


def _kinds(columns: Mapping[str, Any]) -> dict[str, Kind]:
    """What the columns of measures hold where no row says it; all else is whole numbers."""
    texts = ("pairing", "left_id", "right_id", "group", "kind", "rule", "rules")
    known: dict[str, Kind] = {
        **dict.fromkeys(texts, "text"), "outside": "bool", "coverage": "float", "need_coverage": "float",
        "coverage_of_eligible": "float", "rank_first": "float", "rank_mean": "float", "distance_mean": "float",
    }  # fmt: skip
    if "left_id" in columns:
        known["registered"] = "bool"
    return {name: known.get(name, "int") for name in columns}


class _Found:
    """What was found, as columns; two are equal when they found the same."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, found: dict[str, Any], backend: Backend | None) -> None:
        self._found = found
        self._backend = backend
        self.day: datetime.date = found["day"]

    def columns(self, name: str) -> dict[str, list[Any]]:
        """The columns behind a frame, by its name.

        Parameters
        ----------
        name : str
            The name of a property that is a frame ("parts", "needs" ...); of ``targets``: "rows".

        Returns
        -------
        dict of str to list
            The columns.

        Raises
        ------
        KeyError
            There is no such frame.

        Examples
        --------
        >>> import jinguo as jg
        >>> registry = jg.Registry.load("demo/tables")
        >>> jg.measure.achievement(registry).columns("rows")["target"][:3]
        ['T1', 'T1', 'T1']
        """
        return dict(self._found[name])

    def _frame(self, name: str) -> Any:
        return frame_of(self._found[name], self._backend)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._found == other._found


class Achievement(_Found):
    """How far a programme's targets are met; made by `achievement`, every frame when it is asked for.

    Parameters
    ----------
    found : dict
        What was counted.
    backend : {"pandas", "polars", "pyarrow"}, optional
        Kind of the frame; the first library that is installed unless said.

    Attributes
    ----------
    day : datetime.date
        The last day that counts.
    unproven : int
        Counted records that say nothing of their proof.
    waits : list of int
        Days from qualifying to aid, of each two-cancer patient aided, rising.

    Examples
    --------
    >>> import jinguo as jg
    >>> registry = jg.Registry.load("demo/tables")
    >>> plan = jg.Plan.load("demo/plan")
    >>> jg.measure.achievement(registry, plan)
    Achievement(2016-06-29, 4 of 8 met)
    """

    def __init__(self, found: dict[str, Any], backend: Backend | None) -> None:
        super().__init__(found, backend)
        self.unproven: int = found["unproven"]
        self.waits: list[int] = found["waits"]

    @property
    def targets(self) -> Any:
        """A row a target and period, and a base of a per-unit target; ``headline`` rows are the board.

        Columns: target, period (a year, or "programme"), base, headline, judged (the target names the
        period), state (met, on_pace, behind, missed, not_applicable), unit, actual, at_least, at_most,
        missing, above, percent (% met), whole (a coverage's who qualify; bases), units_met (bases at the
        floor), person_times, persons, planned (by the plan), reachable (by all bases together under the
        policy's rules), pace (needed by the day while the period runs).
        """
        return self._frame("rows")

    @property
    def not_counted(self) -> Any:
        """What is of the right kind and was not counted: id, subject, reason, other, amount, en, zh."""
        return self._frame("not_counted")

    @property
    def parts(self) -> Any:
        """What was counted, by county, brand, skill, whom, exemplar_kind, medium: columns by, key, count."""
        return self._frame("parts")

    @property
    def reach(self) -> Any:
        """Persons reached by each of the six channels and by "any": a union, beside the services."""
        return self._frame("reach")

    @property
    def unpaid(self) -> Any:
        """Two-cancer patients who qualify for aid and have none, with the days waited."""
        return self._frame("unpaid")

    def __repr__(self) -> str:
        board = self._found["rows"]
        states = [s for s, head in zip(board["state"], board["headline"], strict=True) if head]
        return f"Achievement({self.day}, {states.count('met')} of {len(states)} met)"


def achievement(
    registry: _core.Registry,
    plan: _core.Plan | None = None,
    programme: _core.Programme | None = None,
    *,
    pol: _core.Policy | None = None,
    policy: _core.Policy | None = None,
    day: Day | None = None,
    options: Mapping[str, str] | None = None,
    backend: Backend | None = None,
) -> Achievement:
    """How far the targets of a programme are met, counted from activities and placements.

    docs/targets.md defines what counts.

    Parameters
    ----------
    registry : Registry
        The tables: of `Registry.load`, `Registry.from_frames`, or filled by hand.
    plan : Plan, optional
        Shows what is planned beside what is proven (column ``planned``).
    programme : Programme, optional
        Yueyang's of 2016 unless given.
    pol : Policy, optional
        Makes known how many women each base could reach by its rules (column ``reachable``).
    policy : Policy, optional
        Another name for ``pol``, as `jinguo.match` calls it; give one of the two.
    day : datetime.date or str, optional
        The last day that counts: else the last day of any activity or start of a placement.
    options : dict of str to str, optional
        The points that the plan leaves open, by name: unstated_period, counting, two_bases,
        media_items, above_range, of_nobody, higher_levels, reached_women, management_areas, deficit,
        unproven; docs/targets.md lists their values and defaults.
    backend : {"pandas", "polars", "pyarrow"}, optional
        Kind of the frame; the first library that is installed unless said.

    Returns
    -------
    Achievement
        The targets, and what was counted.

    Raises
    ------
    InputError
        An option or value that is not known, or a programme at fault.

    Examples
    --------
    >>> import jinguo as jg
    >>> registry = jg.Registry.load("demo/tables")
    >>> found = jg.measure.achievement(registry, day="2016-06-29", backend="pandas")
    >>> found.targets[["target", "period", "state", "actual"]].head(2)
      target period           state  actual
    0     T1   2015  not_applicable   11200
    1     T1   2016  not_applicable    8400
    """
    found = _core.measure_achievement(
        _registry(registry),
        _core.programme_yueyang_2016() if programme is None else programme,
        day,
        [(str(name), str(value)) for name, value in (options or {}).items()],
        _plan(plan),
        one_policy(pol, policy),
    )
    return Achievement(found, backend)


class Needs(_Found):
    """Needs against measures; made by `needs`, every frame when it is asked for (docs/needs.md).

    Parameters
    ----------
    found : dict
        What was counted.
    backend : {"pandas", "polars", "pyarrow"}, optional
        Kind of the frame; the first library that is installed unless said.

    Attributes
    ----------
    day : datetime.date
        The last day that counts.

    Examples
    --------
    >>> import jinguo as jg
    >>> registry = jg.Registry.load("demo/tables")
    >>> plan = jg.Plan.load("demo/plan")
    >>> jg.measure.needs(registry, plan)
    Needs(2016-06-29, 11 unanswered)
    """

    @property
    def needs(self) -> Any:
        """Registered women by county and main cause: women, answered, planned, has_answer."""
        return self._frame("needs")

    @property
    def unanswered(self) -> Any:
        """Registered women whose need no measure answered, nor will by the plan: woman, region, cause."""
        return self._frame("unanswered")

    @property
    def unneeded(self) -> Any:
        """Measures that answer no cause of the household, or were given off the register."""
        return self._frame("unneeded")

    @property
    def mix(self) -> Any:
        """By county, year and kind (transfer, capability, earning): women, measures, yuan."""
        return self._frame("mix")

    @property
    def aid_only(self) -> Any:
        """Registered women able to work whom only transfers reached."""
        return self._frame("aid_only")

    @property
    def trained_unplaced(self) -> Any:
        """Registered women trained who have no work since, and none in the plan, with days since."""
        return self._frame("trained_unplaced")

    @property
    def townships(self) -> Any:
        """Townships with registered women that no outreach, leaflets or talk reached."""
        return self._frame("townships")

    @property
    def villages(self) -> Any:
        """Villages likewise."""
        return self._frame("villages")

    def __repr__(self) -> str:
        return f"Needs({self.day}, {len(self._found['unanswered']['woman'])} unanswered)"


def needs(
    registry: _core.Registry,
    plan: _core.Plan | None = None,
    *,
    day: Day | None = None,
    backend: Backend | None = None,
) -> Needs:
    """No measure without a need, no need without a measure, and how much is giving, how much earning.

    A need is the main cause of poverty of a registered woman's household; docs/needs.md lists which
    measures answer which cause.

    Parameters
    ----------
    registry : Registry
        The tables: of `Registry.load`, `Registry.from_frames`, or filled by hand.
    plan : Plan, optional
        Its awards answer needs too (column ``planned``), and place those who were trained.
    day : datetime.date or str, optional
        The last day that counts: else the last day of any activity or start of a placement.
    backend : {"pandas", "polars", "pyarrow"}, optional
        Kind of the frame; the first library that is installed unless said.

    Returns
    -------
    Needs
        What was found, as frames.

    Raises
    ------
    TypeError
        An argument of a wrong kind.

    Examples
    --------
    >>> import jinguo as jg
    >>> registry = jg.Registry.load("demo/tables")
    >>> found = jg.measure.needs(registry, backend="pandas")
    >>> found.needs.head(2)
       county       cause  has_answer  women  answered  planned
    0  430603  motivation        True      1         1        0
    1  430611     illness        True      1         0        0
    """
    return Needs(_core.measure_needs(_registry(registry), day, _plan(plan)), backend)


def split(
    registry: _core.Registry,
    total: int,
    *,
    day: Day,
    floor: int = 0,
    management_areas: str = "own",
    backend: Backend | None = None,
) -> Any:
    """Splits a whole number by weights into whole parts that sum to it.

    A target broken down to counties and, inside each, to townships; weights are the registered women on
    the day. Method: largest remainders (Hamilton); equal ones go to the larger weight, then the lower
    code.

    Parameters
    ----------
    registry : Registry
        The tables: of `Registry.load`, `Registry.from_frames`, or filled by hand.
    total : int
        The target, 0 or more.
    day : datetime.date or str
        Decides who is registered.
    floor : int, default 0
        What each county gets at least.
    management_areas : {"own", "inside"}, default "own"
        "inside" counts Quyuan in Miluo.
    backend : {"pandas", "polars", "pyarrow"}, optional
        Kind of the frame; the first library that is installed unless said.

    Returns
    -------
    frame
        Columns: region, parent ("" of a county), registered, part.

    Raises
    ------
    InputError
        A negative total, or floors that exceed it.

    Examples
    --------
    >>> import jinguo as jg
    >>> registry = jg.Registry.load("demo/tables")
    >>> parts = jg.measure.split(registry, 100, day="2016-12-31", backend="pandas")
    >>> int(parts[parts.parent == ""].part.sum())
    100
    """
    columns = _core.split_by_region(_registry(registry), total, day, floor, management_areas)
    return frame_of(columns, backend)


def _registry(registry: Any) -> _core.Registry:
    if not isinstance(registry, _core.Registry):
        raise TypeError(f"registry: expected a Registry, not {kind_of(registry)}")
    return registry


def _plan(plan: Any) -> Any:
    if plan is not None and not isinstance(plan, _core.Plan):
        raise TypeError(f"plan: expected a Plan, not {kind_of(plan)}")
    return plan


def _line(line: Any) -> int | None:
    if line is None:
        return None
    checks = ArgumentChecks()
    yuan = checks.whole("line", line, 1, 10_000_000)
    checks.close()
    return yuan


class _Pairs(NamedTuple):
    """The columns of a table of pairs as texts, and the table."""

    pairing: list[str]
    left: list[str]
    right: list[str]
    kind: list[str | None]
    score: list[int | None]
    table: Table


def _pairs_of(name: str, given: Any) -> _core.Plan | _Pairs:
    """A plan itself; of a frame its columns."""
    if isinstance(given, _core.Plan):
        return given
    try:
        table = table_of(name, given)
    except TypeError as error:
        raise TypeError(str(error).replace("expected a frame", "expected a Plan or a frame")) from None
    checks = ArgumentChecks()
    missing = [column for column in ("pairing", "left_id", "right_id") if column not in table.names]
    if missing:
        headed = ", ".join(str(column) for column in table.names[:20]) or "no column"
        if hidden := [column for column in missing if column in table.index]:
            headed += f", with {', '.join(hidden)} in its index: call reset_index()"
        checks.fault(
            "python.dtype", name, expected="a table with the columns pairing, left_id and right_id",
            actual=f"one of {headed} (missing: {', '.join(missing)})",
        )
    used = ("pairing", "left_id", "right_id", "kind", "score")
    there = {column: table.column(column) or [] for column in used if column in table.names}
    sizes = sorted({len(values) for values in there.values()})
    if len(sizes) > 1:
        checks.fault("python.shape", name, expected="columns of one length", actual=sizes)
    for column in there:
        if table.names.count(column) > 1:
            checks.fault("python.duplicate", name, what="column", value=column)
    checks.close()

    def texts(column: str) -> list[str]:
        return [_text(checks, column, row, value) for row, value in enumerate(there[column])]

    rows = sizes[0]
    scores = [_score(checks, row, value) for row, value in enumerate(there.get("score", [None] * rows))]
    said = texts("kind") if "kind" in there else [""] * rows
    kinds: list[str | None] = [text or None for text in said]
    found = _Pairs(texts("pairing"), texts("left_id"), texts("right_id"), kinds, scores, table)
    checks.close()
    return found


def _as_they_came(
    ids: list[str], texts: list[str], table: Table, column: str, backend: Backend
) -> Any:
    """Ids of pairs as the table's column has them, in its dtype where the backend is its library."""
    first: dict[str, int] = {}
    for row, text in enumerate(texts):
        first.setdefault(text, row)
    rows = np.array(list(first.values()), np.int64)
    values: list[Any] = table.column(column) or []
    native = native_of(table.as_it_came(column))
    known = Ids([values[row] for row in first.values()], None if native is None else gathered(native, rows))
    place = {text: at for at, text in enumerate(first)}
    return known.take(np.array([place[id] for id in ids], np.int64), backend)


def _text(checks: ArgumentChecks, column: str, row: int, value: Any) -> str:
    try:
        return cell_text(value, lists=False)
    except Unsaid as unsaid:
        mend = _core.Message(unsaid.code + ".mend")
        checks.issues.append(_row_fault(row, column, unsaid.code, _core.Message("io.expect.text"), mend))
        return ""


def _score(checks: ArgumentChecks, row: int, value: Any) -> int | None:
    if value is None:
        return None
    number = int(value) if isinstance(value, (float, Decimal)) and value == value // 1 else value
    if isinstance(number, bool) or not isinstance(number, int) or abs(number) > 2**62:
        parameters = [("expected", "whole points"), ("actual", kind_of(value))]
        expected = _core.Message("python.dtype", parameters)
        checks.issues.append(_row_fault(row, "score", "python.dtype", expected))
        return None
    return number


def _row_fault(
    row: int, column: str, code: str, expected: _core.Message, mend: _core.Message | None = None
) -> _core.Issue:
    return _core.Issue(
        code, file="pairs", row=FIRST_ROW + row, column=column, expected=expected, mend=mend
    )


def _groups(registry: _core.Registry, by: Any) -> list[str]:
    """A label for each woman in the registry's order; empty: no grouping."""
    if by is None:
        return []
    if isinstance(by, str):
        return _core.groups_by(registry, by)
    ids = _core.groups_by(registry, "id")
    checks = ArgumentChecks()
    if callable(by) and not hasattr(by, "index"):
        given: list[tuple[Any, Any]] = [(id, plain(by(id))) for id in ids]
    else:
        given = _labelled(checks, by)
    known = set(ids)
    label: dict[str, str] = {}
    strangers: list[str] = []
    for key, value in given:
        try:
            id, text = cell_text(key, lists=False), cell_text(value, lists=False)
        except Unsaid as unsaid:
            checks.fault("python.dtype", "by", expected="ids and labels that are text or numbers",
                       actual=unsaid.value)
            break
        if id in label:
            checks.fault("python.duplicate", "by", what="id", value=_shown(id))
            break
        label[id] = text
        if id not in known:
            strangers.append(id)
    if strangers:
        checks.fault("python.ids", "by", count=len(strangers), value=_shown(strangers[0]))
    checks.close()
    return [label.get(id, "") for id in ids]


def _labelled(checks: ArgumentChecks, by: Any) -> list[tuple[Any, Any]]:
    """(id, label) of a dict, a Series indexed by id, or a frame of two columns."""
    if isinstance(by, Mapping):
        return [(plain(key), plain(value)) for key, value in by.items()]
    if library_of(by) == "pandas" and is_column(by) and hasattr(by, "items"):
        return list(zip(values_of("by", by.index), values_of("by", by), strict=True))
    expected = (
        "the name of a column, a Series indexed by id, a dict, a frame of two columns (id, label) or a "
        "function of the id"
    )
    try:
        table = table_of("by", by)
    except TypeError:
        raise TypeError(f"by: expected {expected}, not {kind_of(by)}") from None
    if len(table.columns) != 2:
        checks.fault("python.shape", "by", expected="(id, label)", actual=f"{len(table.columns)} columns")
        checks.close()
    return list(zip(*table.columns, strict=True))


def _shown(id: str) -> str:
    """An id that is no record's, as an exception may say it: nothing that could be a person's number."""
    if not id:
        return "a missing one"
    return id if re.fullmatch(r"[\w.:/-]{0,40}", id) and not re.search(r"\d{11}", id) else "one that is no id"
