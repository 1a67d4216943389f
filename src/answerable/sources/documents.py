"""Files, archives and streams → documents of bounded size, so that memory stays flat whatever comes in."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from lzma import LZMAError
from pathlib import Path
from typing import IO, Protocol

from msgspec import Struct

from answerable.errors import UnreadableInput
from answerable.sources.jsontext import BOM, is_json, is_lines

HEAD = 1 << 20  # what is looked at to tell what a document is: saved pages begin with a lot of script
SLICE = 2 << 20  # lines of JSON and rows of tables are handed on in about this many bytes
LARGEST = 256 << 20  # a document that must be read whole
LONGEST_LINE = 64 << 20
_READ = 1 << 16
# An archive out of which comes more than so many bytes, and more than this factor of its size, is not one of text.
BOMB, FACTOR = 64 << 20, 400
_GZIP, _ZIPS = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")


class Document(Struct, frozen=True):
    """Bytes to parse; `name` is the file (and member), `first_line` where in it they begin."""

    name: str
    data: bytes
    first_line: int = 1


class Cutter(Protocol):
    """Knows documents that can be handed on in slices, each of which is one of the same kind."""

    def is_cut(self, head: bytes, /) -> bool:
        """Whether a document that begins so can."""

    def cut(self, head: bytes, read: Callable[[int], bytes], name: str, /) -> Iterator[tuple[int, bytes]]:
        """The slices of what `read` gives, and the line on which each begins."""


def open_documents(path: Path, name: str | None = None, cutter: Cutter | None = None) -> Iterator[Document]:
    """The documents in a file, a pipe, a gz or a zip. UnreadableInput when the bytes cannot be had or are too many.

    Lines of JSON come in slices, and what the `cutter` knows.
    """
    name = _printable(name or str(path))
    with _errors(name), path.open("rb") as file:
        magic = file.peek(4)[:4]
        if magic.startswith(_GZIP):
            with gzip.open(file) as unpacked:
                yield from _documents(_Bounded(unpacked, path.stat().st_size), name.removesuffix(".gz"), cutter)
        elif magic in _ZIPS:
            yield from _members(file, path.stat().st_size, name, cutter)
        else:
            yield from _documents(_Bounded(file), name, cutter)


def _printable(name: str) -> str:
    """A name fit for a message on one line, whatever the file system or an archive holds."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)


@contextmanager
def _errors(name: str) -> Iterator[None]:
    """What the system and the unpackers say, in our words."""
    try:
        yield
    except IsADirectoryError:
        raise UnreadableInput(name, "a file", "a directory") from None
    except (EOFError, zlib.error, LZMAError, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise UnreadableInput(name, "a whole archive", str(error).rstrip(".") or "one that breaks off") from None
    except (NotImplementedError, RuntimeError) as error:
        raise UnreadableInput(name, "an archive without password or rare packing", str(error)) from None
    except OSError as error:
        raise UnreadableInput(name, "a file that can be read", error.strerror or str(error)) from None


def _members(file: IO[bytes], packed: int, name: str, cutter: Cutter | None) -> Iterator[Document]:
    with zipfile.ZipFile(file) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if not members:
            raise UnreadableInput(name, "an archive with files in it", "an empty one")
        read = 0
        for member in members:
            with archive.open(member) as unpacked:
                bounded = _Bounded(unpacked, packed, read)
                yield from _documents(bounded, f"{name}/{_printable(member.filename)}", cutter)
                read = bounded.count


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _Bounded:
    """Reads on, unless what came out of an archive is out of all proportion to its size; `packed` 0: no archive."""

    def __init__(self, file: _Readable, packed: int = 0, count: int = 0) -> None:
        self._file, self._packed, self.count = file, packed, count

    def read(self, size: int, name: str) -> bytes:
        data = self._file.read(size)
        self.count += len(data)
        if self._packed and self.count > max(BOMB, FACTOR * self._packed):
            expected = f"text that unpacks to at most {FACTOR} times its size"
            raise UnreadableInput(name, expected, f"more than {self.count:,} bytes")
        return data

    @property
    def from_archive(self) -> bool:
        return bool(self._packed)


def _documents(file: _Bounded, name: str, cutter: Cutter | None) -> Iterator[Document]:
    beginning = file.read(_READ, name)
    if not beginning.removeprefix(BOM).strip():
        raise UnreadableInput(name, "a document", "nothing but white space" if beginning else "an empty file")
    if file.from_archive and beginning.startswith((_GZIP, *_ZIPS)):
        raise UnreadableInput(name, "a document in the archive", "another archive; unpack it first")
    while b"\n" not in beginning and len(beginning) < HEAD and (more := file.read(_READ, name)):
        beginning += more
    if is_lines(beginning):
        yield from _slices(file, name, beginning)
    elif cutter and cutter.is_cut(beginning):
        for line, data in cutter.cut(beginning, _all_of(beginning, file, name), name):
            yield Document(name, data, line)
    else:
        yield Document(name, _whole(file, name, beginning))


def _all_of(beginning: bytes, file: _Bounded, name: str) -> Callable[[int], bytes]:
    """Reads what was read already, and goes on."""
    before = io.BytesIO(beginning)
    return lambda size: before.read(size) or file.read(size, name)


def _whole(file: _Bounded, name: str, beginning: bytes) -> bytes:
    pieces = [beginning]
    size = len(beginning)
    while piece := file.read(SLICE, name):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise UnreadableInput(
                name, f"a document of at most {LARGEST >> 20} MB, lines of JSON, or CSV", "a larger one"
            )
    return b"".join(pieces)


def _slices(file: _Bounded, name: str, beginning: bytes) -> Iterator[Document]:
    """Whole lines, some megabytes at a time."""
    pending, line = beginning, 1
    while piece := file.read(SLICE, name):
        pending += piece
        cut = pending.rfind(b"\n") + 1
        if len(pending) - cut > LONGEST_LINE:
            place = f"line {line + pending.count(10)}"
            raise UnreadableInput(name, f"lines of at most {LONGEST_LINE >> 20} MB", "a longer one", place)
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
    if last.strip() and not is_json(last):
        place = f"line {line + pending[:start].count(10)}"
        raise UnreadableInput(name, "whole lines of JSON", "a last line that breaks off", place)
