"""Pictures of the frames of `jinguo.measure`, by matplotlib (``pip install 'jinguo[plots]'``).

Each function draws on ``ax`` (a new figure unless given) and returns it. ``lang`` is "zh" or "en";
``labels`` names groups for people (`measure.labels`). Titles are sentences that say what the picture
shows. Chinese needs a font that has it: the first installed of `CHINESE_FONTS`; if there is none, a
warning says so once. A pairing (or plan) that the frame does not hold is an InputError that names those
that it holds.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from . import _core
from ._frames import tenths
from ._public import only

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["CHINESE_FONTS", "compare", "coverage", "distance", "rank", "robustness"]
__dir__ = only(__all__)

CHINESE_FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC",
    "Microsoft YaHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "Heiti SC",
    "Noto Sans CJK JP", "Arial Unicode MS", "Droid Sans Fallback",
)
_ACCENT = "#1f5a99"
_GREY = "#767676"
_LIGHT = "#c9d6e4"
_LONGEST = 40  # letters of a group's name
_warned = False


def coverage(
    frame: Any,
    *,
    pairing: str = "any",
    labels: Mapping[str, str] | None = None,
    lang: str = "zh",
    ax: Axes | None = None,
) -> Axes:
    """Coverage by group, each woman counting the same and weighted by need, with the mean.

    Parameters
    ----------
    frame : frame
        Of `measure.evaluate`, with a grouping.
    pairing : str, default "any"
        Which pairing of the frame; "any": a place in any of them.
    labels : dict of str to str, optional
        Names of the groups for people (`jinguo.measure.labels`); the groups as they are unless given.
    lang : {"zh", "en"}, default "zh"
        Language of the texts.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    matplotlib.axes.Axes
        Where it was drawn.

    Raises
    ------
    InputError
        A column or the pairing is not in the frame.
    ImportError
        There is no matplotlib.

    Examples
    --------
    >>> import jinguo as jg
    >>> registry = jg.Registry.load("demo/tables")
    >>> plan = jg.Plan.load("demo/plan")
    >>> ax = jg.plots.coverage(jg.measure.evaluate(plan, registry, by="county"), lang="en")
    >>> print(ax.get_xlabel())
    share of registered women served
    """
    rows = _rows(frame, pairing, ("registered", "served", "coverage", "need_coverage"))
    rows = [row for row in rows if row["registered"]]
    rows.sort(key=lambda row: (row["coverage"], row["group"]))
    ax = _axes(ax, len(rows))
    served = sum(row["served"] for row in rows)
    registered = sum(row["registered"] for row in rows)
    percent = _percent(served, registered)
    _by_group(ax, rows, labels, lang)
    heights = range(len(rows))
    ax.hlines(heights, [_number(r["need_coverage"], r["coverage"]) for r in rows],
              [r["coverage"] for r in rows], color=_LIGHT, zorder=1)
    ax.scatter([r["need_coverage"] for r in rows], heights, s=42, facecolors="white",
               edgecolors=_ACCENT, zorder=2, label=_text("coverage_need", lang))
    ax.scatter([r["coverage"] for r in rows], heights, s=42, color=_ACCENT, zorder=3,
               label=_text("coverage_plain", lang))
    if registered:
        ax.axvline(served / registered, color=_GREY, linewidth=1, linestyle=(0, (4, 3)), zorder=0)
        ax.annotate(_text("coverage_mean", lang, percent=percent), (served / registered, 1),
                    xycoords=("data", "axes fraction"), xytext=(4, -4), va="top",
                    textcoords="offset points", color=_GREY, fontsize=9)
    title = _text("coverage_title", lang, served=f"{served:,}", registered=f"{registered:,}",
                  percent=percent) if served else _text("nobody", lang)
    _shares(ax)
    _legend(ax)
    return _finish(ax, title, _text("coverage_axis", lang), "")


def distance(
    frame: Any,
    *,
    lang: str = "zh",
    labels: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """How far the women go: the share of pairs within each distance, a line a pairing.

    Parameters
    ----------
    frame : frame
        Of `measure.pairs`; pairs without a distance (work at home) are left out.
    lang : {"zh", "en"}, default "zh"
        Language of the texts.
    labels : dict of str to str, optional
        Names of the pairings for people.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    matplotlib.axes.Axes
        Where it was drawn.

    Raises
    ------
    InputError
        A column is not in the frame.
    ImportError
        There is no matplotlib.

    Examples
    --------
    >>> import jinguo as jg
    >>> registry = jg.Registry.load("demo/tables")
    >>> plan = jg.Plan.load("demo/plan")
    >>> ax = jg.plots.distance(jg.measure.pairs(plan, registry), lang="en")
    >>> print(ax.get_xlabel())
    way from home, km
    """
    found: dict[str, list[float]] = {}
    for row in _table(frame, ("pairing", "outside", "distance_m")):
        if not row["outside"] and _known(row["distance_m"]):
            found.setdefault(row["pairing"], []).append(row["distance_m"] / 1000)
    ax = _axes(ax, 8)
    every = sorted(km for ways in found.values() for km in ways)
    spare: list[float] = []
    for k, (name, ways) in enumerate(sorted(found.items())):
        ways.sort()
        shares = [(i + 1) / len(ways) for i in range(len(ways))]
        ax.step([0, *ways], [0, *shares], where="post", color=(_ACCENT, _GREY, "#000000")[k % 3],
                linewidth=1.8, linestyle=("-", "--", ":")[k % 3])
        at = next((x for x in (0.5, 0.3, 0.7, 0.4, 0.6) if x not in spare), 0.5)
        spare.append(at)
        ax.annotate(_fit((labels or {}).get(name, name)), (ways[int(at * (len(ways) - 1))], at),
                    xytext=(7, -11), textcoords="offset points", fontsize=9,
                    color=(_ACCENT, _GREY, "#000000")[k % 3])
    title = _text("nobody", lang)
    if every:
        title = _text("distance_title", lang, median=f"{_quantile(every, 50):.1f}",
                      far=f"{_quantile(every, 90):.1f}")
    ax.set_xlim(left=0)
    _shares(ax, vertical=True)
    return _finish(ax, title, _text("distance_axis", lang), _text("distance_share", lang))


def rank(
    frame: Any,
    *,
    pairing: str | None = None,
    lang: str = "zh",
    ax: Axes | None = None,
) -> Axes:
    """Which of the places open to her each woman has: 1 is the one with the most points for her.

    Parameters
    ----------
    frame : frame
        Of `measure.pairs` with a policy.
    pairing : str, optional
        Only this one.
    lang : {"zh", "en"}, default "zh"
        Language of the texts.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    matplotlib.axes.Axes
        Where it was drawn.

    Raises
    ------
    InputError
        A column or the pairing is not in the frame.
    ImportError
        There is no matplotlib.

    Examples
    --------
    >>> import jinguo as jg
    >>> from importlib.resources import files
    >>> registry = jg.Registry.load("demo/tables")
    >>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
    >>> plan = jg.Plan.load("demo/plan")
    >>> ax = jg.plots.rank(jg.measure.pairs(plan, registry, policy=policy), lang="en")
    >>> print(ax.get_xlabel())
    rank of her place among those open to her
    """
    rows = _table(frame, ("pairing", "rank"))
    if pairing is not None:
        rows = _only(rows, "pairing", pairing)
    ranks = [int(row["rank"]) for row in rows if _known(row["rank"])]
    edges = ((1, 1), (2, 2), (3, 3), (4, 5), (6, 10), (11, 20), (21, 50), (51, None))
    names, counts = [], []
    for low, high in edges:
        names.append(_text("rank_more", lang, rank=low) if high is None
                     else str(low) if low == high else f"{low}–{high}")
        counts.append(sum(low <= r and (high is None or r <= high) for r in ranks))
    while len(counts) > 1 and counts[-1] == 0:
        counts.pop()
        names.pop()
    ax = _axes(ax, 8)
    shares = [count / len(ranks) if ranks else 0.0 for count in counts]
    bars = ax.bar(range(len(shares)), shares, color=[_ACCENT] + [_LIGHT] * (len(shares) - 1),
                  width=0.7)
    for bar, share in zip(bars, shares, strict=True):
        ax.annotate(f"{_points(share)} %", (bar.get_x() + bar.get_width() / 2, share),
                    xytext=(0, 3), textcoords="offset points", ha="center", fontsize=9)
    ax.set_xticks(range(len(names)), names)
    title = _text("rank_title", lang, percent=_percent(counts[0], len(ranks))) if ranks else _text(
        "nobody", lang)
    _shares(ax, vertical=True, top=1.15 * max([*shares, 0.1]))
    return _finish(ax, title, _text("rank_axis", lang), _text("rank_share", lang))


def compare(
    frame: Any,
    *,
    plan: str | None = None,
    pairing: str = "any",
    labels: Mapping[str, str] | None = None,
    lang: str = "zh",
    ax: Axes | None = None,
) -> Axes:
    """What a plan changed by group: women newly served to the right, lost to the left, moved in grey.

    Parameters
    ----------
    frame : frame
        Of `measure.compare`.
    plan : str, optional
        Which plan, where several were compared with the baseline; the first unless said.
    pairing : str, default "any"
        Which pairing of the frame; "any": a place in any of them.
    labels : dict of str to str, optional
        Names of the groups for people (`jinguo.measure.labels`); the groups as they are unless given.
    lang : {"zh", "en"}, default "zh"
        Language of the texts.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    matplotlib.axes.Axes
        Where it was drawn.

    Raises
    ------
    InputError
        A column, the plan or the pairing is not in the frame.
    ImportError
        There is no matplotlib.

    Examples
    --------
    >>> import jinguo as jg
    >>> registry = jg.Registry.load("demo/tables")
    >>> plan = jg.Plan.load("demo/plan")
    >>> changed = jg.measure.compare({"now": plan, "new": plan}, registry, by="county")
    >>> print(jg.plots.compare(changed, lang="en").get_xlabel())
    registered women
    """
    wanted = ("baseline", "plan", "registered", "newly_served", "lost", "moved")
    rows = _rows(frame, pairing, wanted)
    chosen = plan if plan is not None else (rows[0]["plan"] if rows else "")
    rows = _only(rows, "plan", chosen)
    rows.sort(key=lambda r: (r["newly_served"] - r["lost"], r["group"]))
    ax = _axes(ax, len(rows))
    _by_group(ax, rows, labels, lang)
    heights = list(range(len(rows)))
    news = [r["newly_served"] for r in rows]
    moves = [r["moved"] for r in rows]
    losses = [-r["lost"] for r in rows]
    ax.barh(heights, news, color=_ACCENT, height=0.62, label=_text("compare_newly_served", lang))
    ax.barh(heights, losses, color="#b5541c", height=0.62, label=_text("compare_lost", lang))
    ax.barh(heights, moves, left=news, color="#d9d9d9", height=0.62,
            label=_text("compare_moved", lang))
    ax.axvline(0, color="black", linewidth=0.8)
    for h, row in zip(heights, rows, strict=True):
        net = row["newly_served"] - row["lost"]
        ax.annotate(f"{net:+,}".replace("-", "−"), (row["newly_served"] + row["moved"], h),
                    xytext=(4, 0), textcoords="offset points", va="center", fontsize=9,
                    color=_GREY)
    ax.xaxis.set_major_formatter(lambda x, _: f"{abs(x):,.0f}")
    ax.margins(x=0.12)
    total = {key: f"{sum(r[key] for r in rows):,}" for key in ("newly_served", "lost", "moved")}
    title = _text("nobody", lang)
    if rows:
        title = _text("compare_title", lang, plan=chosen, baseline=rows[0]["baseline"], **total)
    _legend(ax)
    return _finish(ax, title, _text("compare_axis", lang), "")


def robustness(
    frame: Any,
    *,
    pairing: str = "any",
    labels: Mapping[str, str] | None = None,
    lang: str = "zh",
    ax: Axes | None = None,
) -> Axes:
    """Share of the served women of each group who stay served when weights move: mean and worst run.

    Parameters
    ----------
    frame : frame
        Of `measure.robustness`.
    pairing : str, default "any"
        Which pairing of the frame; "any": a place in any of them.
    labels : dict of str to str, optional
        Names of the groups for people (`jinguo.measure.labels`); the groups as they are unless given.
    lang : {"zh", "en"}, default "zh"
        Language of the texts.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure unless given.

    Returns
    -------
    matplotlib.axes.Axes
        Where it was drawn.

    Raises
    ------
    InputError
        A column or the pairing is not in the frame.
    ImportError
        There is no matplotlib.

    Examples
    --------
    >>> import jinguo as jg
    >>> from importlib.resources import files
    >>> registry = jg.Registry.load("demo/tables")
    >>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
    >>> plan = jg.Plan.load("demo/plan")
    >>> frame = jg.measure.robustness(registry, policy, runs=2, seed=plan.seed_hex)
    >>> print(jg.plots.robustness(frame, lang="en").get_xlabel())
    share of served women who stay served
    """
    from .measure import robustness_text

    rows = [row for row in _rows(frame, pairing, ("served", "served_stay", "served_stay_least"))
            if row["served"] and _known(row["served_stay"])]
    rows.sort(key=lambda row: (row["served_stay"], row["group"]))
    ax = _axes(ax, len(rows))
    _by_group(ax, rows, labels, lang)
    heights = range(len(rows))
    ax.hlines(heights, [r["served_stay_least"] for r in rows], [r["served_stay"] for r in rows],
              color=_LIGHT, zorder=1)
    ax.scatter([r["served_stay_least"] for r in rows], heights, marker="|", s=90, color=_GREY,
               zorder=2, label=_text("robustness_least", lang))
    ax.scatter([r["served_stay"] for r in rows], heights, s=42, color=_ACCENT, zorder=3,
               label=_text("robustness_mean", lang))
    _shares(ax)
    _legend(ax)
    return _finish(ax, robustness_text(frame, lang, pairing=pairing), _text("robustness_axis", lang), "")


def _text(what: str, lang: str, **parameters: object) -> str:
    pairs = [(name, str(value)) for name, value in parameters.items()]
    return _core.Message(f"measure.plot.{what}", pairs).text(lang)


def _known(value: Any) -> bool:
    return value is not None and value == value


def _number(value: Any, otherwise: float) -> float:
    return float(value) if _known(value) else otherwise


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "0.0"


def _points(share: float) -> str:
    """A share in per cent to a tenth at most: 82.5 is not 82, and 40 is not 40.0."""
    return tenths(round(1000 * share))


def _quantile(rising: Sequence[float], percent: int) -> float:
    return rising[max(1, -(-len(rising) * percent // 100)) - 1]


def _table(frame: Any, wanted: Sequence[str]) -> list[dict[str, Any]]:
    import narwhals as nw

    from ._arrays import ArgumentChecks

    table = nw.from_native(frame, eager_only=True)
    checks = ArgumentChecks()
    for column in wanted:
        if column not in table.columns:
            checks.fault("python.missing", "frame", what="column", value=column)
    checks.close()
    return list(table.iter_rows(named=True))


def _rows(frame: Any, pairing: str, wanted: Sequence[str]) -> list[dict[str, Any]]:
    return _only(_table(frame, ("pairing", "group", *wanted)), "pairing", pairing)


def _only(rows: Sequence[dict[str, Any]], column: str, value: str) -> list[dict[str, Any]]:
    """The rows of a pairing or plan. InputError that names those there are, if it is none of them."""
    from ._arrays import ArgumentChecks

    checks = ArgumentChecks()
    if rows:  # a frame of nothing has none, and says so in the picture
        checks.one_of(column, value, {row[column] for row in rows})
    checks.close()
    return [row for row in rows if row[column] == value]


def _axes(ax: Axes | None, lines: int) -> Axes:
    if ax is not None:
        return ax
    try:
        import matplotlib.pyplot as plt
    except ImportError:
        raise ImportError("pictures need matplotlib: pip install 'jinguo[plots]'") from None

    _, made = plt.subplots(figsize=(7.2, max(2.6, 1.7 + 0.34 * lines)), layout="constrained")
    return made


def _by_group(
    ax: Axes, rows: Sequence[dict[str, Any]], labels: Mapping[str, str] | None, lang: str
) -> None:
    names = [_fit((labels or {}).get(row["group"], row["group"]) or _text("no_group", lang)) for row in rows]
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(-0.7, len(names) - 0.3)
    ax.grid(axis="x", color="#e6e6e6", linewidth=0.8)
    ax.tick_params(axis="y", length=0)


def _fit(name: object) -> str:
    """A name as long as leaves room for the picture: a Chinese character is as wide as two letters."""
    text, width = str(name), 0
    for k, ch in enumerate(text):
        width += 2 if ord(ch) >= 0x2E80 else 1
        if width > _LONGEST:
            return text[:k].rstrip() + "…"
    return text


def _shares(ax: Axes, *, vertical: bool = False, top: float | None = None) -> None:
    axis = ax.yaxis if vertical else ax.xaxis
    axis.set_major_formatter(lambda x, _: f"{_points(x)} %")
    if vertical:
        ax.set_ylim(0, top if top is not None else 1.02)
        ax.grid(axis="y", color="#e6e6e6", linewidth=0.8)
    else:
        left, right = ax.get_xlim()
        ax.set_xlim(0 if left < 0.6 else max(0.0, left), min(max(right, 0.05), 1.02))


def _legend(ax: Axes) -> None:
    # Rows rise from the lower left, so the lower right is free.
    ax.legend(loc="lower right", frameon=True, framealpha=0.9, edgecolor="none", fontsize=9)


def _finish(ax: Axes, title: str, x: str, y: str) -> Axes:
    """Title and axis names, and a font for every text that has Chinese."""
    ax.set_title(title, loc="left", fontsize=11)
    ax.set_xlabel(x)
    ax.set_ylabel(y)
    ax.set_axisbelow(True)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    legend = ax.get_legend()
    texts = [ax.title, ax._left_title, ax.xaxis.label, ax.yaxis.label, *ax.texts]  # type: ignore[attr-defined]
    texts += [*ax.get_xticklabels(), *ax.get_yticklabels()]
    texts += legend.get_texts() if legend is not None else []
    chinese = [text for text in texts if any(ord(c) >= 0x2E80 for c in text.get_text())]
    if chinese:
        families = _families()
        for text in chinese:
            text.set_fontfamily(families)
    return ax


def _families() -> list[str]:
    global _warned
    from matplotlib import font_manager, rcParams

    installed = {font.name for font in font_manager.fontManager.ttflist}
    for name in CHINESE_FONTS:
        if name in installed:
            return [name, *rcParams["font.family"]]
    if not _warned:
        _warned = True
        warnings.warn(
            "no font with Chinese characters is installed (Debian: apt install fonts-noto-cjk), so "
            "the picture shows boxes; lang='en' needs none",
            stacklevel=4,
        )
    return list(rcParams["font.family"])
