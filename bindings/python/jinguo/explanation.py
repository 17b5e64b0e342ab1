"""Why a woman got what she got: what a plan decided, and what each other place would cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, overload

from . import _core
from ._arrays import kind_of, watch
from ._frames import Backend, Kind, frame_of
from ._public import only

__all__ = ["Explainer", "Explanation", "explain"]
__dir__ = only(__all__)

#: Columns that do not hold whole numbers.
_KINDS: dict[str, Kind] = dict.fromkeys(("pairing", "right", "standing", "rule", "floor"), "text")


class Explanation(str):
    """What a plan decided about a woman or a provider: a text, and ``places`` as data.

    Made by `explain` and `Plan.explain`. Of a place, standing is hers, possible, barred, excluded or
    unproven; what the whole plan would lose with her there is ``more_short`` women more that floors are
    short of, then ``loss`` points, both exact.

    Parameters
    ----------
    text : str
        What is said to people.
    places : sequence of PlaceReason, default ()
        The places behind it.

    Attributes
    ----------
    places : tuple of PlaceReason
        Every place that was judged: pairing, right, standing, score, more_short, loss, rule, floor,
        worth, and ``road_m``, the way from her village, where the policy measures by road.

    Examples
    --------
    >>> import jinguo as jg
    >>> from importlib.resources import files
    >>> registry = jg.Registry.load("demo/tables")
    >>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
    >>> plan = jg.Plan.load("demo/plan")
    >>> told = jg.explain(plan, registry, policy, "W0000001", lang="en")
    >>> print(told.splitlines()[0])
    livelihood: placed at J0004, 320 points.
    >>> told.places[0].standing
    'hers'
    """

    places: tuple[_core.PlaceReason, ...]
    _names = (
        "pairing", "right", "standing", "score", "more_short", "loss", "rule", "floor", "worth",
        "road_m",
    )  # fmt: skip

    def __new__(cls, text: str, places: Sequence[_core.PlaceReason] = ()) -> Explanation:
        self = super().__new__(cls, text)
        self.places = tuple(places)
        return self

    def __reduce__(self) -> Any:
        return type(self), (str(self), self.places)

    def rows(self) -> list[dict[str, Any]]:
        """The places as dicts, ready for JSON.

        What is no answer is None: the score of a place that excludes her, the loss of one that no plan can
        give her (``rule`` says why), or of a plan that is not proven.

        Returns
        -------
        list of dict
            A dict a place, by the names of `places`.

        Examples
        --------
        >>> import jinguo as jg
        >>> from importlib.resources import files
        >>> registry = jg.Registry.load("demo/tables")
        >>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
        >>> plan = jg.Plan.load("demo/plan")
        >>> jg.explain(plan, registry, policy, "W0000001").rows()[0]["right"]
        'J0004'
        """
        rows = [{name: getattr(place, name) for name in self._names} for place in self.places]
        for row in rows:
            told = row["standing"] in ("hers", "possible") or row["rule"] == "own_lock"
            if not told:
                row["more_short"] = row["loss"] = None
            if row["standing"] == "excluded":
                row["score"] = None
        return rows

    def to_frame(self, *, backend: Backend | None = None) -> Any:
        """The places as a frame, a row each.

        Parameters
        ----------
        backend : {"pandas", "polars", "pyarrow"}, optional
            Kind of the frame; the first library that is installed unless said.

        Returns
        -------
        frame
            Columns as of `rows`; what is no answer is missing.

        Examples
        --------
        >>> import jinguo as jg
        >>> from importlib.resources import files
        >>> registry = jg.Registry.load("demo/tables")
        >>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
        >>> plan = jg.Plan.load("demo/plan")
        >>> told = jg.explain(plan, registry, policy, "W0000001")
        >>> told.to_frame(backend="pandas")[["right", "standing", "loss"]].head(3)
           right  standing   loss
        0  J0004      hers    0.0
        1  B0005  possible  230.0
        2  J0002  possible  340.0
        """
        rows = self.rows()
        kinds = {name: _KINDS.get(name, "int") for name in self._names}
        return frame_of({name: [row[name] for row in rows] for name in self._names}, backend, kinds)


@overload
def explain(
    plan: _core.Plan,
    registry: _core.Registry,
    policy: _core.Policy,
    id: str,
    *,
    lang: str = "zh",
    custom: Mapping[str, Callable[[list[str], list[str], Any], object]] | None = None,
    threads: int = 0,
    progress: Callable[[float, str], object] | None = None,
    time_limit: float | None = None,
) -> Explanation: ...
@overload
def explain(
    plan: _core.Plan,
    registry: _core.Registry,
    policy: _core.Policy,
    id: list[str] | tuple[str, ...],
    *,
    lang: str = "zh",
    custom: Mapping[str, Callable[[list[str], list[str], Any], object]] | None = None,
    threads: int = 0,
    progress: Callable[[float, str], object] | None = None,
    time_limit: float | None = None,
) -> list[Explanation]: ...
def explain(
    plan: _core.Plan,
    registry: _core.Registry,
    policy: _core.Policy,
    id: str | list[str] | tuple[str, ...],
    *,
    lang: str = "zh",
    custom: Mapping[str, Callable[[list[str], list[str], Any], object]] | None = None,
    threads: int = 0,
    progress: Callable[[float, str], object] | None = None,
    time_limit: float | None = None,
) -> Explanation | list[Explanation]:
    """What the plan decided about any woman, placed or not, and every place that she could have had.

    Of each place: the rule that excludes her there, or what the whole plan would lose with her there
    (exact: force the pair and solve again), or what bars it. Names no other woman. About one scoring
    pass, for many ids too: ask for them at once. Nothing is kept for the next call, since the tables may be
    changed between two: who asks again and again makes an `Explainer`.

    Parameters
    ----------
    plan : Plan
        Made by `match` from this registry and policy, or read by `Plan.load`.
    registry : Registry
        The tables: of `Registry.load`, `Registry.from_frames`, or filled by hand.
    policy : Policy
        The policy by which the plan was made.
    id : str, or list or tuple of str
        Id of a woman of the registry, or of a provider.
    lang : {"zh", "en"}, default "zh"
        Language of the texts.
    custom : dict of str to callable, optional
        Scores of your own for a pairing, as they were given to `match`.
    threads : int, default 0
        Number of threads; 0: one a core. The answer does not depend on it.
    progress : callable, optional
        Called with (fraction in [0, 1], phase) at most 10 times a second; an exception from it stops
        the call.
    time_limit : float, optional
        Seconds of the whole call; None: no limit.

    Returns
    -------
    Explanation, or list of Explanation
        A text, and the places as data; of several ids a list, in their order.

    Raises
    ------
    KeyError
        Ids that nobody has: all of them.
    InputError
        The registry or policy are not the plan's.
    TimeoutError
        The time limit is over.

    Examples
    --------
    >>> import jinguo as jg
    >>> from importlib.resources import files
    >>> registry = jg.Registry.load("demo/tables")
    >>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
    >>> plan = jg.Plan.load("demo/plan")
    >>> told = jg.explain(plan, registry, policy, "W0000001", lang="en")
    >>> print(told.splitlines()[0])
    livelihood: placed at J0004, 320 points.
    >>> len(told.places)
    37
    """
    told = _core.explain(
        plan, registry, policy, ids_of(id), lang, dict(custom or {}), threads, *watch(progress, time_limit)
    )
    return explained(id, told)


class Explainer:
    """`explain` for who asks again and again, as an officer does with a woman before her.

    The tables are compared with the plan and each pairing is compiled once, and its scoring pass is done
    when a woman who is placed there is first asked about; after that an answer takes a fraction of a
    second, whatever the size of the tables. The answers are those of `explain`. It keeps the registry,
    and some 8 bytes for each two places of a pairing. One call at a time.

    Parameters
    ----------
    plan : Plan
        Made by `match` from this registry and policy, or read by `Plan.load`.
    registry : Registry
        The tables. Records added later are refused as another registry.
    policy : Policy
        The policy by which the plan was made.
    custom : dict of str to callable, optional
        Scores of your own for a pairing, as they were given to `match`.
    progress : callable, optional
        Called with (fraction in [0, 1], phase) at most 10 times a second while it is made; an exception
        from it stops the call.
    time_limit : float, optional
        Seconds until it is made; None: no limit.

    Raises
    ------
    InputError
        The registry or policy are not the plan's.
    TimeoutError
        The time limit is over.

    Examples
    --------
    >>> import jinguo as jg
    >>> from importlib.resources import files
    >>> registry = jg.Registry.load("demo/tables")
    >>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
    >>> explainer = jg.Explainer(jg.Plan.load("demo/plan"), registry, policy)
    >>> for woman in ("W0000001", "W0000004"):
    ...     print(explainer.explain(woman, lang="en").split(".")[0])
    livelihood: placed at J0004, 320 points
    livelihood: not placed
    """

    def __init__(
        self,
        plan: _core.Plan,
        registry: _core.Registry,
        policy: _core.Policy,
        *,
        custom: Mapping[str, Callable[[list[str], list[str], Any], object]] | None = None,
        progress: Callable[[float, str], object] | None = None,
        time_limit: float | None = None,
    ) -> None:
        self._explainer = _core.Explainer(
            plan, registry, policy, dict(custom or {}), *watch(progress, time_limit)
        )

    @overload
    def explain(
        self,
        id: str,
        *,
        lang: str = "zh",
        threads: int = 0,
        progress: Callable[[float, str], object] | None = None,
        time_limit: float | None = None,
    ) -> Explanation: ...
    @overload
    def explain(
        self,
        id: list[str] | tuple[str, ...],
        *,
        lang: str = "zh",
        threads: int = 0,
        progress: Callable[[float, str], object] | None = None,
        time_limit: float | None = None,
    ) -> list[Explanation]: ...
    def explain(
        self,
        id: str | list[str] | tuple[str, ...],
        *,
        lang: str = "zh",
        threads: int = 0,
        progress: Callable[[float, str], object] | None = None,
        time_limit: float | None = None,
    ) -> Explanation | list[Explanation]:
        """What the plan decided about any woman, placed or not, and every place that she could have had.

        Parameters
        ----------
        id : str, or list or tuple of str
            Id of a woman of the registry, or of a provider.
        lang : {"zh", "en"}, default "zh"
            Language of the texts.
        threads : int, default 0
            Number of threads; 0: one a core. The answer does not depend on it.
        progress : callable, optional
            Called with (fraction in [0, 1], phase) at most 10 times a second; an exception from it stops
            the call.
        time_limit : float, optional
            Seconds of the whole call; None: no limit.

        Returns
        -------
        Explanation, or list of Explanation
            As of `jinguo.explain`.

        Raises
        ------
        KeyError
            Ids that nobody has: all of them.
        InputError
            The registry has changed.
        TimeoutError
            The time limit is over.

        Examples
        --------
        >>> import jinguo as jg
        >>> from importlib.resources import files
        >>> registry = jg.Registry.load("demo/tables")
        >>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
        >>> explainer = jg.Explainer(jg.Plan.load("demo/plan"), registry, policy)
        >>> len(explainer.explain("W0000001").places)
        37
        """
        told = self._explainer.explain(ids_of(id), lang, threads, *watch(progress, time_limit))
        return explained(id, told)


def ids_of(id: object) -> list[str]:
    if isinstance(id, str):
        return [id]
    if isinstance(id, (bytes, Mapping)) or not isinstance(id, Iterable):
        raise TypeError(f"id: expected an id (text) or a sequence of ids, not {kind_of(id)}")
    ids = list(id)
    for k, one in enumerate(ids):
        if not isinstance(one, str):
            raise TypeError(f"id[{k}]: expected an id (text), not {kind_of(one)}")
    return ids


def explained(
    id: object, told: Sequence[tuple[str, Sequence[_core.PlaceReason]]]
) -> Any:  # Explanation of one id, a list of many
    explanations = [Explanation(*one) for one in told]
    return explanations[0] if isinstance(id, str) else explanations
