"""A dump goes back into a record: looked through to its end first, then taken in as a whole or not at all."""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import IO, Any, TypeVar, cast

import msgspec
from msgspec import Struct

from answerable.errors import UnreadableInput
from answerable.pipeline.dump import FORMAT, MANIFEST, VERSION, DumpedFile, Manifest, Progress
from answerable.record.adding import Tally
from answerable.record.dump import DOCUMENTS, QUESTIONS, DocumentLine, QuestionLine, plain_tables, row_line
from answerable.record.record import Record
from answerable.record.restoring import BadLine, Restoring
from answerable.sources.documents import BOMB, FACTOR, LARGEST

_LARGEST_MANIFEST = 1 << 20
_LONGEST_DOCUMENT, _LONGEST_LINE = 6 * LARGEST, LARGEST  # bytes of a line; a document's may all be escaped
_PIECE = 1 << 20
_SOME = 1_000  # lines taken in together
_DAMAGE = (EOFError, OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError)
T = TypeVar("T")


class Dump(Struct, frozen=True):
    """A dump whose files were all found whole; `name` is what people call it."""

    path: Path
    name: str
    manifest: Manifest


class _Head(Struct):
    """What every manifest has, whatever its version."""

    format: str
    version: int


def is_dump(path: Path) -> bool:
    """Whether there is a manifest: in the directory, or in the zip."""
    if path.is_dir():
        return (path / MANIFEST).is_file()
    try:
        with zipfile.ZipFile(path) as archive:
            return MANIFEST in archive.namelist()
    except _DAMAGE:
        return False


def looked_through(path: Path, name: str) -> Dump:
    """The dump, every file of which is as its manifest tells. UnreadableInput for one that is not."""
    with _opened(path, name) as files:
        manifest = _manifest(files, name)
        for one in manifest.files:
            _check(files, one, name)
    return Dump(path, name, manifest)


def restore(record: Record, dumped: Dump, progress: Progress | None = None) -> Tally:
    """Takes in all that the record lacks, in one transaction. UnreadableInput for a line that is none of a dump."""
    tally, read = Tally(), _Lines(dumped)
    with record.writing() as connection, _opened(dumped.path, dumped.name) as files, read.errors():
        restoring = Restoring(connection, datetime.now(UTC).isoformat(timespec="seconds"))
        for documents in read.some(files, DOCUMENTS, DocumentLine, 1):  # one may be large
            tally += restoring.documents(documents)
        for questions in read.some(files, QUESTIONS, QuestionLine, _SOME):
            tally += restoring.questions(questions)
            if progress:
                progress("adding", len(questions))
        for name, table in plain_tables().items():
            for rows in read.some(files, name, row_line(table), _SOME):
                tally += restoring.rows(table, rows)
        restoring.close()
    return tally


class _Lines:
    """Reads the lines of a dump's files, and remembers where it is."""

    def __init__(self, dumped: Dump) -> None:
        self._name, self._place = dumped.name, ""

    def some(self, files: "_Files", name: str, kind: type[T], at_once: int) -> Iterator[list[T]]:
        """The lines of a file, so many at once."""
        lines = self._each(files, name, msgspec.json.Decoder(kind))
        while some := list(islice(lines, at_once)):
            yield some

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Says where a line is that cannot be used: the last that was read, or one shortly before it."""
        try:
            yield
        except (msgspec.DecodeError, RecursionError, BadLine) as error:
            raise UnreadableInput(self._name, "lines of a dump", f"one that breaks: {error}", self._place) from None

    def _each(self, files: "_Files", name: str, decoder: "msgspec.json.Decoder[T]") -> Iterator[T]:
        longest = _LONGEST_DOCUMENT if name == DOCUMENTS else _LONGEST_LINE
        with files.open(name) as file:
            number = 0
            while line := file.readline(longest):
                number += 1
                self._place = f"{name}, line {number:,}"
                yield decoder.decode(line)


class _Files:
    """The files of a dump: those of a directory, or of a zip."""

    def __init__(self, path: Path, archive: zipfile.ZipFile | None) -> None:
        self._path, self._archive = path, archive

    @property
    def names(self) -> list[str] | None:
        """The names of all files in the zip; None for a directory, which may hold others."""
        return self._archive.namelist() if self._archive else None

    def size(self, name: str) -> int:
        """The bytes that a file says it has; KeyError or OSError when there is none of that name."""
        return self._archive.getinfo(name).file_size if self._archive else (self._path / name).stat().st_size

    def open(self, name: str) -> IO[bytes]:
        """The file, to be read."""
        if self._archive:
            return BufferedReader(cast(Any, self._archive.open(name)), _PIECE)
        return (self._path / name).open("rb")


@contextmanager
def _opened(path: Path, name: str) -> Iterator[_Files]:
    """The dump's files, and what the system and the unpackers say of them in our words."""
    try:
        if path.is_dir():
            yield _Files(path, None)
            return
        with zipfile.ZipFile(path) as archive:
            size = sum(one.file_size for one in archive.infolist())
            if size > max(BOMB, FACTOR * path.stat().st_size):
                expected = f"a dump that unpacks to at most {FACTOR} times its size"
                raise UnreadableInput(name, expected, f"one of {size:,} bytes")
            yield _Files(path, archive)
    except KeyError as error:
        raise UnreadableInput(name, "all files that the manifest names", f"none called {error.args[0]}") from None
    except _DAMAGE as error:
        raise UnreadableInput(name, "a whole dump", str(error).rstrip(".") or "one that breaks off") from None


def _manifest(files: _Files, name: str) -> Manifest:
    with files.open(MANIFEST) as file:
        told = file.read(_LARGEST_MANIFEST)
    try:
        head = msgspec.json.decode(told, type=_Head)
        if (head.format, head.version) != (FORMAT, VERSION):
            came = f"{head.format[:40]!r}, version {head.version}"
            raise UnreadableInput(name, f"{FORMAT!r}, version {VERSION}", came, MANIFEST)
        manifest = msgspec.json.decode(told, type=Manifest)
    except (msgspec.DecodeError, RecursionError) as error:
        raise UnreadableInput(name, "the manifest of a dump", f"one that breaks: {error}", MANIFEST) from None
    _check_names(files, manifest, name)
    return manifest


def _check_names(files: _Files, manifest: Manifest, name: str) -> None:
    """A dump has just the files that it must have, once each: no name leads anywhere else."""
    known = sorted([DOCUMENTS, QUESTIONS, *plain_tables()])
    for place, names in ((MANIFEST, [one.name for one in manifest.files]), ("the zip", files.names)):
        if (names is not None and sorted({*names} - {MANIFEST}) != known) or len({*(names or ())}) != len(names or ()):
            raise UnreadableInput(name, f"the files {', '.join(known)}", ", ".join(map(repr, names or ()))[:300], place)


def _check(files: _Files, told: DumpedFile, name: str) -> None:
    size = files.size(told.name)
    if size != told.bytes:
        raise UnreadableInput(name, f"{told.bytes:,} bytes, as the manifest says", f"{size:,}", told.name)
    digest, lines, last = hashlib.sha256(), 0, b"\n"
    with files.open(told.name) as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            lines, last = lines + piece.count(b"\n"), piece[-1:]
    if (digest.hexdigest(), lines, last) != (told.sha256, told.lines, b"\n"):
        expected = f"{told.lines:,} lines with the SHA-256 {told.sha256[:64]}, as the manifest says"
        raise UnreadableInput(name, expected, f"{lines:,} with {digest.hexdigest()}", told.name)
