"""The public lottery: a seed from a draw that everyone saw."""

from __future__ import annotations

from . import _core

__all__ = ["public_seed"]


def public_seed(announced: str, digits: str, secret: bytes = b"") -> str:
    """The seed of a public draw.

    From a state lottery's numbers and an announcement; docs/lottery.md has the rule, what it protects
    against, and a test vector.

    Parameters
    ----------
    announced : str
        The text that was published before the draw: whose lottery, which draw decides.
    digits : str
        The draw's numbers in the order that the text says, two digits each; at least 14 digits.
    secret : bytes, default b""
        At least 16 bytes that only the office and its auditors know, or none; ``announced`` must hold
        its commitment.

    Returns
    -------
    str
        Hexadecimal digits, as `match` takes them.

    Raises
    ------
    InputError
        An empty text, too few digits, a secret that is too short or whose commitment is not announced.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.public_seed("Double Colour Ball, draw 2016077", "01 09 14 21 27 30 12")[:16]
    '0143e8d4b4ac30f6'
    """
    return _core.public_seed(announced, digits, secret)
