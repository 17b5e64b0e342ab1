"""Where things are, for the guards."""

import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("JINGUO_BUILD", ROOT / "build" / "dev"))
INCLUDE = ROOT / "include" / "jinguo"
SOURCE = ROOT / "src"


def sources(folder, *endings):
    """Files of a folder in a fixed order."""
    return sorted(p for p in folder.rglob("*") if p.suffix in endings and p.is_file())


def rooms_of_code():
    """(room, file) of every header and source of the library."""
    for base in (INCLUDE, SOURCE):
        for path in sources(base, ".hpp", ".cpp"):
            parts = path.relative_to(base).parts
            yield (parts[0] if len(parts) > 1 else None), path
