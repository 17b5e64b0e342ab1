"""jinguo: matches people with help, exactly, with proofs and reasons."""

from __future__ import annotations

import logging as _logging

from . import solver
from ._core import Issue, Message, __version__
from ._errors import InfeasibleError, InputError

__all__ = [
    "InfeasibleError",
    "InputError",
    "Issue",
    "Message",
    "__version__",
    "solver",
]

_logging.getLogger("jinguo").addHandler(_logging.NullHandler())
