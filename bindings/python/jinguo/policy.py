"""Policies: what is fair and what counts, as strict TOML."""

from __future__ import annotations

import datetime
import json
import os
import re
from collections.abc import Mapping
from typing import Any

from . import _core
from ._arrays import ArgumentChecks, kind_of
from ._core import Issue
from ._errors import InputError
from ._public import only

__all__ = ["Policy"]
__dir__ = only(__all__)

def one_policy(pol: Any, policy: Any) -> Any:
    """The policy of a call that takes ``pol=`` and, as `match` calls it, ``policy=``; or None."""
    if pol is not None and policy is not None:
        raise TypeError("give pol or policy, not both")
    given = policy if pol is None else pol
    if given is not None and not isinstance(given, _core.Policy):
        raise TypeError(f"{'policy' if pol is None else 'pol'}: expected a Policy, not {kind_of(given)}")
    return given


class Policy(_core.Policy):
    """What is fair and what counts: a policy that was checked.

    Read with `load`, `parse` or `from_dict`; docs/policy.md has every key.

    Parameters
    ----------
    policy : Policy
        The policy to copy.

    Raises
    ------
    TypeError
        It is no policy.

    Examples
    --------
    >>> import jinguo as jg
    >>> from importlib.resources import files
    >>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
    >>> policy
    <Policy yueyang-2016 of 2016-07-01: livelihood, mentors>
    """

    def __init__(self, policy: _core.Policy) -> None:
        if not isinstance(policy, _core.Policy):
            raise TypeError(
                f"Policy: expected a Policy, not {kind_of(policy)}; use Policy.load, parse or from_dict"
            )
        super().__init__(policy)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Policy:
        """Reads a policy file, strictly.

        Parameters
        ----------
        path : str or os.PathLike
            A TOML file, in UTF-8.

        Returns
        -------
        Policy
            The policy.

        Raises
        ------
        InputError
            With every fault; an issue's ``row`` is the line, its ``column`` the key.
        OSError
            The file cannot be read.

        Examples
        --------
        >>> import jinguo as jg
        >>> from importlib.resources import files
        >>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
        >>> policy.pairings
        ('livelihood', 'mentors')
        """
        return cls(_core.load_policy(os.fspath(path)))

    @classmethod
    def parse(cls, text: str, name: str = "policy") -> Policy:
        """Reads a policy from a text.

        Parameters
        ----------
        text : str
            TOML, as a policy file holds it.
        name : str, default "policy"
            Stands as ``file`` in the issues.

        Returns
        -------
        Policy
            The policy.

        Raises
        ------
        InputError
            With every fault; an issue's ``row`` is the line, its ``column`` the key.

        Examples
        --------
        >>> import jinguo as jg
        >>> from importlib.resources import files
        >>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
        >>> jg.Policy.parse(policy.to_toml()) == policy
        True
        """
        return cls(_core.parse_policy(text, name))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Policy:
        """Reads a policy from nested dicts and lists, such as `to_dict` gives.

        Parameters
        ----------
        data : dict
            The keys of a policy file; ``Policy.from_dict(p.to_dict()) == p``.

        Returns
        -------
        Policy
            The policy.

        Raises
        ------
        InputError
            With every fault; an issue's ``column`` is the key.
        TypeError
            A value that a policy file cannot hold.

        Examples
        --------
        >>> import jinguo as jg
        >>> from importlib.resources import files
        >>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
        >>> without = {key: value for key, value in policy.to_dict().items() if key != "lottery"}
        >>> jg.Policy.from_dict(without).needs_seed
        True
        """
        if not isinstance(data, Mapping):
            raise TypeError(f"data: expected a dict, not {kind_of(data)}")
        text = "".join(f"{_key(key)} = {_toml(value, str(key))}\n" for key, value in data.items())
        try:
            return cls.parse(text)
        except InputError as error:  # there are no lines that the caller knows
            raise InputError(_without_row(issue) for issue in error.issues) from None

    def to_dict(self) -> dict[str, Any]:
        """Its data, every default filled in.

        Returns
        -------
        dict
            Nested dicts and lists, as a policy file is read by ``tomllib``.

        Examples
        --------
        >>> import jinguo as jg
        >>> from importlib.resources import files
        >>> policy = jg.Policy.load(files("jinguo") / "policies" / "yueyang-2016.toml")
        >>> sorted(policy.to_dict())
        ['date', 'existing', 'lottery', 'name', 'on_infeasible', 'origin', 'pairings', 'reopen_after']
        """
        import tomllib

        return tomllib.loads(self.to_toml())

    def __repr__(self) -> str:
        return f"<Policy {self.name} of {self.date}: {', '.join(self.pairings)}>"


DEEPEST = 16  # tables, lists and keys in each other, as in a file


def _toml(value: Any, path: str, depth: int = 1) -> str:
    """A value in TOML; ``path`` names it where it cannot be written."""
    if depth > DEEPEST:
        checks = ArgumentChecks()
        checks.fault("policy.nesting", path[:80])
        checks.close()
    if hasattr(value, "item") and getattr(value, "ndim", 1) == 0:
        value = value.item()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        pairs = (f"{_key(key)} = {_toml(one, f'{path}.{key}', depth + 1)}" for key, one in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_toml(one, path, depth + 1) for one in value) + "]"
    where = _core.mask_citizen_numbers(path)
    raise TypeError(f"{where}: expected text, a number, a date, a list or a dict, not {kind_of(value)}")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"key: expected text, not {kind_of(key)}")
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _toml(key, key)


def _without_row(issue: Issue) -> Issue:
    return Issue(
        issue.code, severity=issue.severity, file=issue.file, column=issue.column, value=issue.value,
        expected=issue.expected, mend=issue.mend, subject=issue.subject,
    )
