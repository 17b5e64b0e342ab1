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
    """The page as text.

    policy      the plan's policy: the page then says its day and counts ages
    issues      what reading the tables found (the second result of ``Registry.read``)
    proven      whether `verify` found no fault: the page says that a second method checked the plan
    robustness  a frame, or dict of columns, of how many women stay served when every weight moves by up
                to a fifth: pairing ("any" counts), runs, served, stay_served (summed over the runs)
    boundaries  GeoJSON of places, "code" among the properties; the counties of Yueyang unless said.
                Where fewer than two places have a boundary there is no map, the tables say everything
    lang        the language shown first; the page holds both

    The same plan, registry and arguments give the same bytes. Raises ImportError without Jinja2,
    vl-convert or SciPy, InputError if the plan was not made from this registry or by this policy.
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
    """Writes the page to a file, whole or not at all, for its owner alone unless ``shared``. ``options`` are
    those of `page`."""
    text = page(plan, registry, **options)
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_text(target, text, shared=shared)
