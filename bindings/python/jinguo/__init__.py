"""jinguo: matches people with help, exactly, with proofs and reasons.

`Registry` reads the tables, `Policy` says what is fair and what counts, `match` makes a `Plan`, `verify`
proves it and `explain` tells each woman why; `solver` is the exact engine by itself, for any numbers.

What women and officers read is in Chinese unless ``lang="en"`` is given (`explain`, ``Plan.unmatched_frame``,
``PlanChanges.to_frame``, `template`); exceptions speak English, and so do ``Issue.text()`` and
``Message.text()`` unless given ``"zh"``.

Examples in docstrings read the folder that ``jinguo demo --households 60 --out demo`` makes.
"""

from __future__ import annotations

import logging as _logging

from . import finance, measure, plots, solver
from ._core import (
    Activity,
    Anchor,
    Base,
    Beneficiary,
    Chain,
    ForcedPair,
    Household,
    Issue,
    Loan,
    LoanApplication,
    LoanProduct,
    Member,
    Mentor,
    Mentorship,
    Message,
    Person,
    Placement,
    Project,
    Region,
    Road,
    __version__,
)
from ._errors import InfeasibleError, InputError
from ._public import only as _only
from ._versions import show_versions
from .adoption import adopt, why_not_change
from .explanation import Explainer, Explanation, explain
from .geo import project
from .lottery import public_seed
from .next_year import PlanChanges, changes, check_changes
from .plan import Plan, market_of, match, verify
from .policy import Policy
from .registry import Registry

__all__ = [
    "Activity",
    "Anchor",
    "Base",
    "Beneficiary",
    "Chain",
    "Explainer",
    "Explanation",
    "ForcedPair",
    "Household",
    "InfeasibleError",
    "InputError",
    "Issue",
    "Loan",
    "LoanApplication",
    "LoanProduct",
    "Member",
    "Mentor",
    "Mentorship",
    "Message",
    "Person",
    "Placement",
    "Plan",
    "PlanChanges",
    "Policy",
    "Project",
    "Region",
    "Registry",
    "Road",
    "__version__",
    "adopt",
    "changes",
    "check_changes",
    "explain",
    "finance",
    "market_of",
    "match",
    "measure",
    "plots",
    "project",
    "public_seed",
    "show_versions",
    "solver",
    "verify",
    "why_not_change",
]
__dir__ = _only(__all__)

_logging.getLogger("jinguo").addHandler(_logging.NullHandler())
