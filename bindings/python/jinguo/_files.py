"""Files and folders that Python writes: whole or not at all, for their owner alone unless shared."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import _core

__all__ = ["paths_masked", "read_bytes", "read_text", "rewrite_bytes", "whole_folder", "write_bytes", "write_text"]


@contextmanager
def paths_masked() -> Iterator[None]:
    """An OSError from within names its path without citizen numbers: it may be logged."""
    try:
        yield
    except OSError as error:
        name = error.filename if isinstance(error.filename, str) else ""
        shown = _core.mask_citizen_numbers(name)
        if shown == name:
            raise
        raise OSError(error.errno, error.strerror, shown) from None


def write_bytes(path: str | os.PathLike[str], data: bytes, *, shared: bool = False) -> None:
    """Writes a file. OSError; then nothing has changed."""
    _core.write_file(os.fspath(path), data, shared=shared)


def rewrite_bytes(path: str | os.PathLike[str], data: bytes) -> None:
    """The same, for whom the file was before."""
    _core.rewrite_file(os.fspath(path), data)


def write_text(path: str | os.PathLike[str], text: str, *, shared: bool = False) -> None:
    """Writes a file in UTF-8. OSError; then nothing has changed."""
    write_bytes(path, text.encode(), shared=shared)


@contextmanager
def whole_folder(folder: Path, *, shared: bool = False) -> Iterator[Path]:
    """A folder beside it to write into, which takes its place at the end; nothing stays of it else."""
    whole = _core.WholeFolder(os.fspath(folder), shared=shared)
    try:
        yield Path(whole.parts)
        whole.commit()
    finally:
        whole.discard()


def read_bytes(path: str | os.PathLike[str], *, most: int = 64 << 20) -> bytes | None:
    """A file; None for one that is larger."""
    with paths_masked(), open(path, "rb") as file:
        data = file.read(most + 1)
    return data if len(data) <= most else None


def read_text(path: str | os.PathLike[str], *, most: int = 64 << 20) -> str | None:
    """A text file in UTF-8, with or without its mark; None for one that is none, or is larger."""
    data = read_bytes(path, most=most)
    try:
        return None if data is None else data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
