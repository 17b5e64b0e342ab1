"""What is installed, for bug reports."""

from __future__ import annotations

import importlib.metadata
import platform
import sys

from . import _core

OPTIONAL = ("numpy", "scipy", "pandas", "polars", "pyarrow", "narwhals", "openpyxl")


def show_versions() -> None:
    """Prints the versions of jinguo, Python, the machine and what it can work with.

    Returns
    -------
    None
        Nothing; it prints, for reports of faults.

    Examples
    --------
    >>> import jinguo as jg
    >>> jg.show_versions()  # doctest: +ELLIPSIS
    jinguo    ...
    """
    print(f"jinguo    {_core.__version__}")
    print(f"python    {sys.version.split()[0]}")
    print(f"machine   {platform.platform()} {platform.machine()}")
    for name in OPTIONAL:
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            version = "-"
        print(f"{name:<9} {version}")
