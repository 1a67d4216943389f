"""Files, archives and streams → documents of bounded size, so that memory stays flat whatever comes in."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

import msgspec
from msgspec import Struct

from answerable.errors import UnreadableInput

HEAD = 1 << 16
SLICE = 4 << 20  # lines of JSON are handed on in about this many bytes
LARGEST = 256 << 20  # a document that must be read whole
LONGEST_LINE = 64 << 20
_LONGEST_FIRST = 1 << 20  # what is looked at to tell lines of JSON from one value
_BOMB = (64 << 20, 400)  # beyond so many bytes, growing by more than this factor in unpacking is no archive of text


class Document(Struct, frozen=True):
    """Bytes to parse; `name` is the file (and member), `first_line` where in it they begin."""

    name: str
    data: bytes
    first_line: int = 1


def open_documents(path: Path, name: str | None = None) -> Iterator[Document]:
    """The documents in a file, a gz or a zip. UnreadableInput when the bytes cannot be had or are too many."""
    name = name or str(path)
    with _errors(name), path.open("rb") as file:
        magic = file.read(4)
        file.seek(0)
        if magic.startswith(b"\x1f\x8b"):
            with gzip.open(file) as unpacked:
                yield from _documents(_Bounded(unpacked, name, path.stat().st_size), name.removesuffix(".gz"))
        elif magic == b"PK\x03\x04":
            yield from _members(file, name)
        else:
            yield from _documents(_Bounded(file, name, 0), name)


@contextmanager
def _errors(name: str) -> Iterator[None]:
    """What the system and the unpackers say, in our words."""
    try:
        yield
    except IsADirectoryError:
        raise UnreadableInput(name, "a file", "a directory") from None
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise UnreadableInput(name, "a whole archive", str(error).rstrip(".") or "one that breaks off") from None
    except (NotImplementedError, RuntimeError) as error:
        raise UnreadableInput(name, "an archive without password or rare packing", str(error)) from None
    except OSError as error:
        raise UnreadableInput(name, "a file that can be read", error.strerror or str(error)) from None


def _members(file: IO[bytes], name: str) -> Iterator[Document]:
    with zipfile.ZipFile(file) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if not members:
            raise UnreadableInput(name, "an archive with files in it", "an empty one")
        for member in members:
            with archive.open(member) as unpacked:
                inner = f"{name}/{member.filename}"
                yield from _documents(_Bounded(unpacked, inner, member.compress_size), inner)


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _Bounded:
    """Reads on, unless what comes out is out of all proportion to what went in."""

    def __init__(self, file: _Readable, name: str, packed: int) -> None:
        self._file, self._name, self._packed, self._read = file, name, packed, 0

    def read(self, size: int) -> bytes:
        data = self._file.read(size)
        self._read += len(data)
        floor, factor = _BOMB
        if self._packed and self._read > floor and self._read > factor * self._packed:
            raise UnreadableInput(
                self._name, f"text that unpacks to at most {factor} times its size", f"more than {self._read:,} bytes"
            )
        return data


def _documents(file: _Bounded, name: str) -> Iterator[Document]:
    beginning = file.read(HEAD)
    if not beginning.strip():
        raise UnreadableInput(name, "a document", "an empty file" if not beginning else "nothing but white space")
    while b"\n" not in beginning and len(beginning) < _LONGEST_FIRST and (more := file.read(HEAD)):
        beginning += more
    if _is_lines(beginning):
        yield from _slices(file, name, beginning)
    else:
        yield Document(name, _whole(file, name, beginning))


def _is_lines(beginning: bytes) -> bool:
    """Whether the first line is one whole JSON object, and so the document is lines of them."""
    first, newline, _ = beginning.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    return bool(newline) and first.startswith(b"{") and _is_json(first)


def _is_json(line: bytes) -> bool:
    try:
        msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True


def _whole(file: _Bounded, name: str, beginning: bytes) -> bytes:
    pieces = [beginning]
    size = len(beginning)
    while piece := file.read(SLICE):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise UnreadableInput(name, f"a document of at most {LARGEST >> 20} MB, or lines of JSON", "a larger one")
    return b"".join(pieces)


def _slices(file: _Bounded, name: str, beginning: bytes) -> Iterator[Document]:
    """Whole lines, some megabytes at a time."""
    pending, line = beginning, 1
    while piece := file.read(SLICE):
        pending += piece
        cut = pending.rfind(b"\n") + 1
        if not cut and len(pending) > LONGEST_LINE:
            raise UnreadableInput(name, f"lines of at most {LONGEST_LINE >> 20} MB", "a longer one", f"line {line}")
        if cut >= SLICE:
            yield Document(name, pending[:cut], line)
            line += pending.count(b"\n", 0, cut)
            pending = pending[cut:]
    _check_last(name, pending, line)
    if pending.strip():
        yield Document(name, pending, line)


def _check_last(name: str, pending: bytes, line: int) -> None:
    """A last line that was cut off means that the file was: better to know before anything is added."""
    start = pending.rfind(b"\n") + 1
    last = pending[start:]
    if last.strip() and not _is_json(last):
        place = f"line {line + pending[:start].count(10)}"
        raise UnreadableInput(name, "whole lines of JSON", "a last line that breaks off", place)
