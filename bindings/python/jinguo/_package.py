"""The parts of a workbook: a zip of XML files, hostile until checked, each read within limits.

Whatever is wrong with it is an InputError that says what to do; only a file that cannot be opened at all
is an OSError.
"""

from __future__ import annotations

import io
import os
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO
from urllib.parse import unquote
from xml.parsers import expat

from ._core import Issue, Message
from ._errors import InputError
from ._files import paths_masked

__all__ = ["MAIN", "RELATIONS", "WORKBOOKS", "Package", "Relation", "Tag", "is_workbook", "refusal"]

MAX_UNPACKED = 1 << 30  # bytes of one part, and of all parts together
MAX_PARTS = 10_000  # and what a part may refer to
MAX_THIN = 1 << 27  # bytes of a part that packs as nothing does but a bomb
MAX_RATIO = 200  # sheets of many equal cells pack to a tenth
MAX_DEPTH = 100
MAX_STEP = 1 << 22  # bytes of a tag and the text before it; expat begins a tag anew with every chunk
CHUNK = 1 << 16

# What is read as a workbook, by the end of its name; what is in it is known by its content.
WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".et", ".ett", ".ods", ".ots", ".fods")

# Both dialects of the format: the usual one and ISO's strict one.
MAIN = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
KINDS = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ".xls, .et",
    b"\x09\x08": ".xls",  # before it was packed into a container
    b"\x09\x04": ".xls",
    b"{\\rtf": "RTF",
    b"%PDF": "PDF",
    b"7z\xbc\xaf": "7z",
    b"Rar!": "RAR",
}

Tag = tuple[str, dict[str, str], int, int]  # name, attributes, where its start tag begins and ends


def is_workbook(path: str | os.PathLike[str]) -> bool:
    """Whether a path is named as a workbook of any spreadsheet program."""
    return os.fspath(path).lower().endswith(WORKBOOKS)


def refusal(code: str, file: str, *, column: str = "", mend: bool = True, **parameters: object) -> InputError:
    """An InputError of one issue about a whole workbook, or a sheet of it."""
    pairs = [(key, str(value)) for key, value in parameters.items()]
    wanted = Message(f"{code}.mend", pairs) if mend else None
    return InputError([Issue(code, file=file, column=column, expected=Message(code, pairs), mend=wanted)])


class Relation:
    """What one part says of another."""

    def __init__(self, key: str, kind: str, target: str, external: bool) -> None:
        self.key, self.kind, self.target, self.external = key, kind, target, external


class Package:
    """A workbook's parts by name; names differ by more than case and the direction of slashes."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = os.fspath(path)
        self.file = os.path.basename(self.path)
        with paths_masked(), open(self.path, "rb") as stream:  # what cannot be read at all is an OSError
            self._stamp = self._stamp_of(os.fstat(stream.fileno()))
            self._look(stream)
        with self._sound("zip"):
            self.zip = zipfile.ZipFile(self.path)
        self.parts: dict[str, zipfile.ZipInfo] = {}
        try:
            self._list()
        except InputError:
            self.zip.close()
            raise

    def close(self) -> None:
        self.zip.close()

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @staticmethod
    def _stamp_of(stat: os.stat_result) -> tuple[int, int, int]:
        return stat.st_ino, stat.st_size, stat.st_mtime_ns

    def has_changed(self) -> bool:
        """Whether somebody has saved the file since it was opened."""
        return self._stamp_of(os.stat(self.path)) != self._stamp

    def damaged(self, part: str) -> InputError:
        return refusal("python.workbook.damaged", self.file, part=part)

    def _look(self, stream: BinaryIO) -> None:
        head = stream.read(512)
        if head.startswith(b"PK\x03\x04"):
            return
        kind = next((name for magic, name in KINDS.items() if head.startswith(magic)), "")
        if kind == ".xls, .et":
            # An encrypted .xlsx is packed into the old format's container, under this name.
            name, before = "EncryptedPackage".encode("utf-16-le"), b""
            while chunk := stream.read(1 << 20):
                if name in before + chunk:
                    raise refusal("python.workbook.encrypted", self.file)
                before = chunk[-len(name):]
        kind = kind or self._text_kind(head)
        if not kind:
            raise self.damaged("zip")
        raise refusal("python.workbook.kind", self.file, kind=kind)

    @staticmethod
    def _text_kind(head: bytes) -> str:
        """What a text is; "" for bytes that are none."""
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = head[: len(head) // 2 * 2].decode("utf-16", "replace")
        else:
            text = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
        if not text or re.search(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text):
            return ""
        return "XML, HTML" if text.lstrip().startswith("<") else "CSV"

    def _list(self) -> None:
        entries = self.zip.infolist()
        if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise refusal("python.workbook.large", self.file, most="1 GiB")
        for entry in entries:
            if entry.flag_bits & 0x1:
                raise refusal("python.workbook.encrypted", self.file)
            if entry.file_size > max(MAX_THIN, MAX_RATIO * entry.compress_size):
                raise refusal("python.workbook.large", self.file, most="128 MiB")
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise self.damaged("zip")
            name = self._plain(entry.filename)
            if name in self.parts:
                raise self.damaged("zip")
            self.parts[name] = entry
        if "mimetype" in self.parts or "content.xml" in self.parts:
            raise refusal("python.workbook.kind", self.file, kind=".ods")
        if "_rels/.rels" not in self.parts:
            if any(name.startswith("xl/") for name in self.parts):
                raise self.damaged("_rels/.rels")
            raise refusal("python.workbook.kind", self.file, kind="ZIP")
        if any(name.startswith("xl/workbook.bin") for name in self.parts):
            raise refusal("python.workbook.kind", self.file, kind=".xlsb")

    @staticmethod
    def _plain(name: str) -> str:
        return name.replace("\\", "/").lstrip("/").lower()

    @contextmanager
    def _sound(self, part: str) -> Iterator[None]:
        """Turns what the zip and XML libraries raise over damaged bytes into one refusal."""
        try:
            yield
        except InputError:
            raise
        except (
            zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, struct.error,
            UnicodeError, NotImplementedError, ValueError, OverflowError, RuntimeError,
            LookupError,  # an encoding that nobody knows
        ) as error:
            raise self.damaged(part) from error
        except OSError as error:
            if error.errno != 22:  # a position before the file's begin
                raise
            raise self.damaged(part) from error

    # --- reading ----------------------------------------------------------------------------------------

    def has(self, part: str) -> bool:
        return self._plain(part) in self.parts

    def name_of(self, part: str) -> str:
        """A part as the zip names it."""
        if not self.has(part):
            raise self.damaged(part)
        return self.parts[self._plain(part)].filename

    @contextmanager
    def open(self, part: str) -> Iterator[BinaryIO]:
        with self._sound(part):
            entry = self.parts.get(self._plain(part))
            if entry is None:
                raise self.damaged(part)
            with self.zip.open(entry) as stream:
                yield stream  # type: ignore[misc]  # read() is all that is used

    def read(self, part: str) -> bytes:
        """A whole part."""
        whole = io.BytesIO()  # gives its bytes without a copy
        with self.open(part) as stream:
            for chunk in self._chunks(stream):
                whole.write(chunk)
        return whole.getvalue()

    def _chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        size = 0
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > MAX_UNPACKED:
                raise refusal("python.workbook.large", self.file, most="1 GiB")
            yield chunk

    def feed(self, part: str, parser: Any, thin: Callable[[Iterator[bytes]], Iterator[bytes]] = iter) -> None:
        """A part through an expat parser that holds its handlers, thinned out before if that is wished. No
        document type, so no entities."""

        def refuse(*_: object) -> None:
            raise self.damaged(part)

        parser.StartDoctypeDeclHandler = refuse

        step = 0
        with self.open(part) as stream:
            for chunk in thin(self._chunks(stream)):
                end = chunk.rfind(b">") + 1
                step = len(chunk) - end if end else step + len(chunk)
                if step > MAX_STEP:
                    raise self.damaged(part)
                parser.Parse(chunk, False)
            parser.Parse(b"", True)

    def walk(
        self,
        part: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Calls for each element of the workbook's own language by its name, in either dialect; of
        attributes a relation's id is "r:id"."""
        depth = 0
        names: dict[str, str] = {}

        def own(name: str) -> str:
            if name not in names:
                space, _, local = name.rpartition(" ")
                names[name] = local if space in MAIN or not space else "r:" + local if space in RELATIONS else ""
            return names[name]

        def on_start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > MAX_DEPTH:
                raise self.damaged(part)
            if local := own(name):
                start(local, {own(key): value for key, value in attributes.items()})

        def on_end(name: str) -> None:
            nonlocal depth
            depth -= 1
            if end is not None and (local := own(name)):
                end(local)

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = on_start, on_end
        if text is not None:
            parser.CharacterDataHandler = text
        self.feed(part, parser)

    def relations(self, part: str) -> list[Relation]:
        """What a part (or, with "", the package) refers to."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(listed):
            return []
        found: list[Relation] = []
        depth = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > MAX_DEPTH:
                raise self.damaged(listed)
            if name.rpartition(" ")[2] != "Relationship":
                return
            external = attributes.get("TargetMode") == "External"
            target = attributes.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target).replace("\\", "/"))).lstrip("/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            if len(found) >= MAX_PARTS:
                raise self.damaged(listed)
            found.append(Relation(attributes.get("Id", ""), kind, target, external))

        def end(_: str) -> None:
            nonlocal depth
            depth -= 1

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler = start, end
        self.feed(listed, parser)
        return found

    def related(self, part: str, kind: str) -> str | None:
        """The first part of a kind that a part refers to, if it is there."""
        for relation in self.relations(part):
            if relation.kind == kind and not relation.external and self.has(relation.target):
                return relation.target
        return None

    # --- writing ----------------------------------------------------------------------------------------

    def write(self, path: str | os.PathLike[str], parts: Mapping[str, bytes]) -> None:
        """A copy in which some parts are replaced or new; all others keep their bytes."""
        changed = {self._plain(name): data for name, data in parts.items()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            for name, entry in self.parts.items():
                copy = zipfile.ZipInfo(entry.filename, entry.date_time)
                copy.compress_type, copy.external_attr = entry.compress_type, entry.external_attr
                if name in changed:
                    out.writestr(copy, changed.pop(name))
                    continue
                with self.open(name) as stream, out.open(copy, "w", force_zip64=entry.file_size >= 1 << 31) as to:
                    while chunk := stream.read(CHUNK):
                        to.write(chunk)
            for name in parts:
                if self._plain(name) in changed:
                    out.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), parts[name], zipfile.ZIP_DEFLATED)
