"""Files and folders that Python writes: whole or not at all, for their owner alone unless shared."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import _core

__all__ = ["read_text", "whole_folder", "write_text"]


def write_text(path: str | os.PathLike[str], text: str, *, shared: bool = False) -> None:
    """Writes a file in UTF-8. OSError; then nothing has changed."""
    _core.write_file(os.fspath(path), text.encode(), shared=shared)


@contextmanager
def whole_folder(folder: Path, *, shared: bool = False) -> Iterator[Path]:
    """A folder beside it to write into, which takes its place at the end; nothing stays of it else."""
    whole = _core.WholeFolder(os.fspath(folder), shared=shared)
    try:
        yield Path(whole.parts)
        whole.commit()
    finally:
        whole.discard()


def read_text(path: str | os.PathLike[str], *, most: int = 64 << 20) -> str | None:
    """A text file in UTF-8, with or without its mark; None for one that is none, or is larger."""
    with open(path, "rb") as file:
        data = file.read(most + 1)
    try:
        return data.decode("utf-8-sig") if len(data) <= most else None
    except UnicodeDecodeError:
        return None
