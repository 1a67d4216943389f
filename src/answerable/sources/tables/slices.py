"""A large CSV → tables of some megabytes, each with the header and whole rows, so that memory stays flat."""

import csv
import io
from collections.abc import Callable, Iterator
from typing import cast

from answerable.errors import UnreadableInput
from answerable.sources.documents import LONGEST_LINE, SLICE
from answerable.sources.jsontext import BOM
from answerable.sources.tables.rows import LONGEST_CELL, encoding_of

Read = Callable[[int], bytes]  # so many bytes at most; none at the end


def slices(read: Read, name: str, delimiter: str) -> Iterator[tuple[int, bytes]]:
    """Each slice with the line on which it begins; of those that repeat the header, the line as if it stood there.

    Rows end where the csv module, by which they are read afterwards, says that they do. UnreadableInput for bytes that
    are text in no encoding that we read, and for a row that does not end.
    """
    rows = _Rows(read, name, delimiter)
    header = rows.header()
    above, line, pending = rows.line - 1, 1, bytearray(header)
    while row := rows.next():
        pending += row
        if len(pending) >= SLICE:
            yield line, _text(bytes(pending), name, line)
            line, pending = rows.line - above, bytearray(header)
    if line == 1 or len(pending) > len(header):
        yield line, _text(bytes(pending), name, line)


def _text(data: bytes, name: str, line: int) -> bytes:
    """The same, once it is known to be text: better before anything is added."""
    encoding_of(data, name, line)
    return data


class _Rows:
    """The bytes of one row after the other; `line` is that of the next."""

    def __init__(self, read: Read, name: str, delimiter: str) -> None:
        self._name, self.line = name, 1
        self._taken, self._size = list[bytes](), 0
        csv.field_size_limit(LONGEST_CELL)
        # What parts cells and rows is ASCII, so any encoding that has it will do to find where rows end.
        self._lines = io.TextIOWrapper(io.BufferedReader(_Raw(read)), "latin-1", newline="")
        self._reader = csv.reader(self._told(), delimiter=delimiter, strict=True)
        self._says = False

    def header(self) -> bytes:
        """The first row that says something, and what stands above it."""
        above = b""
        while row := self.next():
            above += row
            if self._says:
                break
        return above

    def next(self) -> bytes:
        """Nothing at the end. A row that breaks is one too: whoever reads it says so."""
        self._taken, self._size = [], 0
        try:
            self._says = any(next(self._reader, ()))
        except csv.Error:
            self._says = True
        return b"".join(self._taken)

    def _told(self) -> Iterator[str]:
        while line := self._lines.readline(LONGEST_LINE):
            told = line.encode("latin-1")
            self._taken.append(told)
            self._size += len(told)
            if self._size >= LONGEST_LINE:
                place, most = f"line {self.line}", LONGEST_LINE >> 20
                raise UnreadableInput(self._name, f"rows of less than {most} MB", "a longer one", place)
            self.line += 1
            yield line[len(BOM) :] if told.startswith(BOM) and self.line == 2 else line


class _Raw(io.RawIOBase):
    """What is read, as a file."""

    def __init__(self, read: Read) -> None:
        self._read = read

    def readable(self) -> bool:
        """It is for nothing else."""
        return True

    def readinto(self, buffer: object) -> int:
        """As many bytes as there are and fit."""
        room = memoryview(cast(bytearray, buffer))
        data = self._read(len(room))
        room[: len(data)] = data
        return len(data)
