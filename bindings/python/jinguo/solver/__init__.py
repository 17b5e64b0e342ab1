"""Numbers only: markets, the exact transport solver, and the referees that judge its answers.

Left nodes ``i = 0..n-1`` ask for units, right nodes ``j = 0..m-1`` have places. `Market` says who may
be matched with whom, at which score and under which bounds; `transport` finds the plan of the
greatest total; the ``why_not_...`` functions judge any plan and return None or the reason.
"""

from __future__ import annotations

from .._errors import InputError
from .._public import only as _only
from ._calls import (
    Losses,
    Method,
    OnInfeasible,
    UnscaledLosses,
    floor_gains,
    losses,
    lottery_number,
    transport,
    why_not_drawn,
    why_not_feasible,
    why_not_infeasible,
    why_not_least,
    why_not_optimal,
)
from ._market import Market
from ._result import UNBOUNDED, Status, TransportResult, Unscaled, Witness

__all__ = [
    "InputError",
    "Losses",
    "Market",
    "Method",
    "OnInfeasible",
    "Status",
    "TransportResult",
    "UNBOUNDED",
    "Unscaled",
    "UnscaledLosses",
    "Witness",
    "floor_gains",
    "losses",
    "lottery_number",
    "transport",
    "why_not_drawn",
    "why_not_feasible",
    "why_not_infeasible",
    "why_not_least",
    "why_not_optimal",
]
__dir__ = _only(__all__)

# They are known, pickled and shown by the name under which people import them.
for _public in (
    Losses, Market, TransportResult, Unscaled, UnscaledLosses, Witness, transport, losses, floor_gains,
):  # fmt: skip
    _public.__module__ = __name__
del _public
