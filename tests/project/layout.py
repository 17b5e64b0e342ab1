"""Where things are, for the guards."""

import functools
import importlib.util
import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("JINGUO_BUILD", ROOT / "build" / "dev"))
INCLUDE = ROOT / "include" / "jinguo"
SOURCE = ROOT / "src"


def sources(folder, *endings):
    """Files of a folder in a fixed order."""
    return sorted(p for p in folder.rglob("*") if p.suffix in endings and p.is_file())


def modules_of_code():
    """(module, file) of every header and source of the library."""
    for base in (INCLUDE, SOURCE):
        for path in sources(base, ".hpp", ".cpp"):
            parts = path.relative_to(base).parts
            yield (parts[0] if len(parts) > 1 else None), path


@functools.cache
def load_script(name):
    """A program of scripts/ as a module."""
    spec = importlib.util.spec_from_file_location(f"scripts_{name}", ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
