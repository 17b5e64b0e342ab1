"""The report page: one self-contained HTML file in Chinese and English, made from a plan and its registry.

``write(plan, registry, path)`` makes it. The page needs no network, holds no row of a person, hides small
counts of women with all that would give them back, and says nothing that it has no data for. Needs
``pip install 'jinguo[report]'`` (Jinja2, vl-convert and SciPy).
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from .. import _core
from .._files import write_text
from .._public import only
from .suppression import Hidden, suppress

__all__ = ["Hidden", "page", "suppress", "write"]
__dir__ = only(__all__)


def page(
    plan: _core.Plan,
    registry: _core.Registry,
    *,
    policy: _core.Policy | None = None,
    issues: Sequence[_core.Issue] = (),
    proven: bool = False,
    robustness: Any = None,
    boundaries: str | os.PathLike[str] | None = None,
    lang: Literal["zh", "en"] = "zh",
) -> str:
    """The report page as HTML: self-contained, in both languages, with its pictures.

    The same plan, registry and arguments give the same bytes.

    Parameters
    ----------
    plan : Plan
        Made by `match` from this registry and policy, or read by `Plan.load`.
    registry : Registry
        The tables: of `Registry.load`, `Registry.from_frames`, or filled by hand.
    policy : Policy, optional
        The plan's policy: the page then says its day and counts ages.
    issues : sequence of Issue, default ()
        What reading the tables found (the second result of ``Registry.read``).
    proven : bool, default False
        Whether `verify` found no fault: the page says that a second method checked the plan.
    robustness : frame, optional
        Of `jinguo.measure.robustness`, or a dict of its columns: how many women stay served when every
        weight moves; pairing ("any" counts), runs, served, stay_served (summed over the runs).
    boundaries : str or os.PathLike, optional
        GeoJSON of places, "code" among the properties; the counties of Yueyang unless said. Where fewer
        than two places have a boundary there is no map, the tables say everything.
    lang : {"zh", "en"}, default "zh"
        The language shown first.

    Returns
    -------
    str
        The page.

    Raises
    ------
    ImportError
        There is no Jinja2, vl-convert or SciPy.
    InputError
        The plan was not made from this registry or by this policy.

    Examples
    --------
    >>> import jinguo as jg
    >>> registry = jg.Registry.load("demo/tables")
    >>> plan = jg.Plan.load("demo/plan")
    >>> import jinguo.report
    >>> jg.report.page(plan, registry).startswith("<!DOCTYPE html>")
    False
    """
    for needed in ("jinja2", "vl_convert", "scipy"):
        if importlib.util.find_spec(needed) is None:
            raise ImportError(f"the report page needs {needed}: pip install 'jinguo[report]'")
    from .gather import gather
    from .render import render

    facts = gather(
        plan, registry, policy=policy, issues=issues, proven=proven, robustness=robustness, boundaries=boundaries
    )
    return render(facts, lang)


def write(
    plan: _core.Plan, registry: _core.Registry, path: str | os.PathLike[str], *, shared: bool = False, **options: Any
) -> None:
    """Writes the report page to a file, whole or not at all.

    Parameters
    ----------
    plan : Plan
        Made by `match` from this registry and policy, or read by `Plan.load`.
    registry : Registry
        The tables: of `Registry.load`, `Registry.from_frames`, or filled by hand.
    path : str or os.PathLike
        The file; its folder is made.
    shared : bool, default False
        False: only its owner may read the file (mode 0600); True: whom the umask lets.
    **options : object
        Those of `page`, by name.

    Returns
    -------
    None
        Nothing.

    Raises
    ------
    OSError
        It cannot be written.
    ImportError
        As `page`.
    InputError
        As `page`.

    Examples
    --------
    >>> import jinguo as jg
    >>> registry = jg.Registry.load("demo/tables")
    >>> plan = jg.Plan.load("demo/plan")
    >>> import jinguo.report
    >>> jg.report.write(plan, registry, "report.html", lang="en")
    """
    text = page(plan, registry, **options)
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_text(target, text, shared=shared)
