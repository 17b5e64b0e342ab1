"""The public lottery: a seed from a draw that everyone saw."""

from __future__ import annotations

from . import _core

__all__ = ["public_seed"]


def public_seed(announced: str, digits: str, secret: bytes = b"") -> str:
    """The seed that a state lottery's numbers and an announcement make, as hexadecimal digits.

    announced  the text that was published before the draw: whose lottery, which draw decides
    digits     the draw's numbers in the order that the text says, two digits each; at least 14 digits
    secret     at least 16 bytes that only the office and its auditors know, or none; ``announced`` must
               hold its commitment

    docs/lottery.md has the rule, what it protects against, and a test vector. InputError for what it refuses.
    """
    return _core.public_seed(announced, digits, secret)
