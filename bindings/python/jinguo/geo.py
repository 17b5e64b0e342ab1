"""From longitude and latitude to metres in a plane, as the markets of a policy have them."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import _core
from ._arrays import Array, ArgumentChecks, is_number, numbers_of, numbers_of_list
from ._columns import plain
from ._public import only

__all__ = ["project"]
__dir__ = only(__all__)


def project(lon: Any, lat: Any, origin: tuple[float, float]) -> tuple[Any, Any]:
    """Projects to the plane that touches at the origin's latitude.

    x = rint((lon - lon0) * kx) and y = rint((lat - lat0) * ky), with kx = rint(111412.84 cos lat0 -
    93.5 cos 3 lat0) and ky = rint(111132.95 - 559.82 cos 2 lat0) metres a degree; halves to even. Good
    to 0.2 % within 150 km. Degrees of at most six decimals, which is what records hold, are computed
    in integers, just as the markets of a policy do.

    Parameters
    ----------
    lon : float or array-like of shape (k,)
        Longitudes in degrees, -180 to 180.
    lat : float or array-like of shape (k,)
        Latitudes in degrees, -90 to 90; as many as ``lon``.
    origin : tuple of (float, float)
        (lon0, lat0) in degrees; a policy has its own (``policy.to_dict()["origin"]``).

    Returns
    -------
    x : int or ndarray of shape (k,), int32
        Metres east of the origin.
    y : int or ndarray of shape (k,), int32
        Metres north of the origin; ``numpy.column_stack((x, y))`` is a market's ``left_xy``.

    Raises
    ------
    InputError
        A value is missing or off the globe.
    TypeError
        A value is no number.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.project(113.58, 28.70, origin=(113.1, 29.37))
    (46603, -74264)
    """
    checks = ArgumentChecks()
    east = _degrees(checks, "lon", lon, 180)
    north = _degrees(checks, "lat", lat, 90)
    if not isinstance(origin, (tuple, list, np.ndarray)) or len(origin) != 2:
        raise TypeError("origin: expected (lon0, lat0) in degrees")
    east0 = _degrees(checks, "origin", origin[0], 180)
    north0 = _degrees(checks, "origin", origin[1], 90)
    if east.shape != north.shape or is_number(lon) != is_number(lat):
        checks.fault("python.length", "lat", expected=len(east), actual=len(north))
    labels: Any = getattr(lon, "index", None)
    if hasattr(labels, "equals") and hasattr(lat, "iloc") and not labels.equals(lat.index):
        checks.fault("python.dtype", "lat", expected="the labels of lon", actual="others")
    checks.close()
    given = np.stack([east, north], axis=1)
    start = np.array([[east0[0], north0[0]]])
    millionths, start_millionths = np.rint(given * 1e6), np.rint(start * 1e6)
    first = start_millionths.astype(np.int32)[0].tolist()
    exact = ((millionths / 1e6 == given) & (start_millionths / 1e6 == start)).all(axis=1)
    # One degree further lies as far as a degree has metres.
    degree = _core.project(np.array([[first[0] + 10**6, first[1] + 10**6]], np.int32), *first)
    out = np.rint((given - start) * degree).astype(np.int32)
    out[exact] = _core.project(millionths[exact].astype(np.int32), *first)
    if is_number(lon):
        return int(out[0, 0]), int(out[0, 1])
    return np.ascontiguousarray(out[:, 0]), np.ascontiguousarray(out[:, 1])


def _degrees(checks: ArgumentChecks, name: str, value: Any, most: int) -> Array:
    numbers = numbers_of_list([plain(value)]) if is_number(value) else numbers_of(name, value)
    nothing = np.zeros(numbers.array.shape[:1])
    array = checks.vector(name, numbers)
    if array is None:
        return nothing
    if array.dtype.kind not in "iuf":
        raise TypeError(f"{name}: expected degrees, not {array.dtype}")
    degrees = array.astype(np.float64)
    off = ~(np.abs(degrees) <= most)
    if off.any():
        at = int(np.flatnonzero(off)[0])
        expected = f"degrees from -{most} to {most}"
        checks.fault("python.dtype", f"{name}[{at}]", expected=expected, actual=degrees[at])
        return nothing
    return degrees
