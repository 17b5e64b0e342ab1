"""The women of a registry as columns of numbers, and counts of them by place and group."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import Any

import numpy as np

from .. import _core
from .facts import Coverage, Table, Text
from .places import Places

def table_of(
    keys: Sequence[str], names: Sequence[Text], columns: Sequence[str], of_row: np.ndarray, of_column: np.ndarray
) -> Table:
    counts = np.zeros((len(keys), len(columns)), dtype=np.int64)
    inside = of_row >= 0
    np.add.at(counts, (of_row[inside], of_column[inside]), 1)
    return Table(list(keys), list(names), list(columns), counts.tolist())


def numbered(values: Sequence[Any]) -> tuple[list[Any], np.ndarray]:
    """Distinct values in order, and each one's number; None has -1."""
    order = sorted({value for value in values if value is not None})
    number = {value: k for k, value in enumerate(order)}
    return order, _found(number, values)


def coded(record: Any, name: str) -> dict[str, Text]:
    return {
        word: (word.replace("_", " ").replace("e commerce", "e-commerce"), zh)
        for word, _, zh in record.codes[name]
    }


def _bands(ages: np.ndarray) -> np.ndarray:
    return np.digitize(ages, [25, 35, 45, 55])


_AGES: list[Text] = [
    ("16 to 24", "16—24岁"),
    ("25 to 34", "25—34岁"),
    ("35 to 44", "35—44岁"),
    ("45 to 54", "45—54岁"),
    ("55 and over", "55岁及以上"),
]


def _found(number: Mapping[Any, int], values: Sequence[Any]) -> np.ndarray:
    """The number of each value, -1 where it has none."""
    return np.fromiter(map(number.get, values, repeat(-1)), dtype=np.int64, count=len(values))


class Women:
    """The women of the registry as columns of numbers, in the registry's order."""

    def __init__(self, registry: _core.Registry, date: datetime.date | None) -> None:
        households = registry.columns("households")
        women = registry.columns("women")
        of_household = {id: k for k, id in enumerate(households["id"])}
        self.ids: list[str] = women["id"]
        self.row = {id: k for k, id in enumerate(self.ids)}
        # Of each woman; -1 takes what is appended for women without a household.
        home = _found(of_household, women["household"])
        regions = [*households["region"], ""]
        self.regions: list[str] = [regions[k] for k in home.tolist()]
        if date is None:
            registered = [status == "registered" for status in households["status"]]
        else:  # as the policy counts: registered by its date and not left by then
            registered = [
                (since is None or since <= date)
                and (status == "registered" or (status == "exited" and left is not None and left > date))
                for status, since, left in zip(
                    households["status"], households["registered_on"], households["exited_on"], strict=True
                )
            ]
        on_register = np.array([*registered, False], dtype=bool)[home]
        self.on_register = on_register
        self.registered = int(on_register.sum())
        self.dimensions: list[tuple[str, list[Text], np.ndarray]] = []

        def add(code: str, record: Any, name: str, values: Sequence[Any], of_home: bool = False) -> None:
            words = coded(record, name)
            numbers = _found({word: k for k, word in enumerate(words)}, values)
            if of_home:
                numbers = np.append(numbers, -1)[home]
            names = [(f"@{code}.{word}", zh) for word, (_, zh) in words.items()]
            self.dimensions.append((code, names, numbers))

        add("household_type", _core.Household, "type", households["type"], of_home=True)
        add("cause", _core.Household, "main_cause", households["main_cause"], of_home=True)
        if date is not None:
            ages = np.array(
                [
                    date.year - born.year - ((date.month, date.day) < (born.month, born.day))
                    if born is not None
                    else -1
                    for born in women["birth_date"]
                ],
                dtype=np.int64,
            )
            self.dimensions.append(("age", _AGES, np.where(ages < 0, -1, _bands(ages))))
        add("care_duty", _core.Beneficiary, "care_duty", women["care_duty"])
        add("health", _core.Beneficiary, "health", women["health"])


# Below this the share of a group is not shown: as a whole per cent it would tell single women.
LEAST_FOR_A_SHARE = 200


def coverage(
    women: Women, places: Places, keys: Sequence[str], of_place: np.ndarray, helped: set[str]
) -> Coverage | None:
    registered = women.on_register
    if not registered.any():
        return None
    has = np.array([id in helped for id in women.ids], dtype=bool) & registered
    groups: list[tuple[str, Text, float | None]] = []
    dimensions = [*women.dimensions]
    if len(keys) > 1:
        dimensions.insert(0, (places.level, [places.name(key) for key in keys], of_place))
    for code, names, numbers in dimensions:
        of = np.bincount(numbers[registered & (numbers >= 0)], minlength=len(names))
        got = np.bincount(numbers[has & (numbers >= 0)], minlength=len(names))
        if (of > 0).sum() < 2:
            continue
        groups += [
            (code, name, round(got[k] / of[k], 2) if of[k] >= LEAST_FOR_A_SHARE else None)
            for k, name in enumerate(names)
            if of[k]
        ]
    return Coverage(float(has.sum() / registered.sum()), groups)
