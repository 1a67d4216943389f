"""CSV bytes → the header and its rows, each with its place; a row that cannot be split is unread with its words."""

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from answerable.errors import UnreadableInput
from answerable.model.observation import Unread
from answerable.sources.tables.columns import field_called

LONGEST_CELL = 1 << 24  # characters; the longest answer known has 17,616
_DELIMITERS = ",;\t|"
_EXCERPT = 2000
_PIECE = 1 << 20


class Row(Struct, frozen=True):
    """One row's cells and its place; the header is the first."""

    place: str
    cells: list[str]


def rows_of(document: bytes, name: str, wanted: tuple[str, ...] = (), first_line: int = 1) -> Iterator[Row | Unread]:
    """All rows, the header first. UnreadableInput when the bytes are text in no encoding that we read."""
    encoding = encoding_of(document, name, first_line)
    lines = _Lines(io.TextIOWrapper(io.BytesIO(document), encoding, newline=""), first_line)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(
        lines, delimiter=delimiter_of(document[:_PIECE].decode(encoding, "ignore"), wanted), strict=True
    )
    while True:
        place = lines.next_row()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Unread(
                place, f"expected cells parted and quoted as in CSV; got a row that breaks: {error}", lines.words
            )
        else:
            if any(cells):
                yield Row(place, cells)


def delimiter_of(beginning: str, wanted: tuple[str, ...] = ()) -> str:
    """What parts the cells: whatever makes most known (or wanted) headers of the first row; else most cells."""
    return max(_DELIMITERS, key=lambda delimiter: _merit(header_of(beginning, delimiter), wanted))


def header_of(beginning: str, delimiter: str) -> list[str]:
    """The first row, or nothing if it cannot be split so."""
    first = csv.reader(islice(io.StringIO(beginning, newline=""), 100), delimiter=delimiter)
    try:
        return next(first, [])
    except csv.Error:
        return []


def _merit(header: list[str], wanted: tuple[str, ...]) -> tuple[int, int]:
    return sum(cell in wanted or field_called(cell) is not None for cell in header), len(header)


def encoding_of(document: bytes, name: str, first_line: int = 1) -> str:
    """What the bytes are text in; UnreadableInput, with the line, when they are none."""
    marked = document.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if marked else ("utf-8-sig", "windows-1252")
    for encoding in encodings:
        broken = _broken(document, encoding)
        if broken is None:
            return encoding
    came, line = f"the byte 0x{document[broken or 0]:02x}", first_line + _line_ends(document, broken or 0)
    expected = "text in " + " or ".join(one.removesuffix("-sig").upper() for one in encodings)
    raise UnreadableInput(name, expected, came, f"line {line}")


def _line_ends(document: bytes, end: int) -> int:
    """How many lines end before that byte, as the csv module's reader sees them."""
    feeds, returns, both = (document.count(mark, 0, end) for mark in (b"\n", b"\r", b"\r\n"))
    return feeds + returns - both


def _broken(document: bytes, encoding: str) -> int | None:
    """Where the bytes stop being text, or None if they do not; piece by piece, so that memory stays flat."""
    decoder = codecs.getincrementaldecoder(encoding)()
    start = 0
    try:
        for start in range(0, len(document), _PIECE):
            decoder.decode(document[start : start + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return min(start + error.start, len(document) - 1)
    return None


class _Lines:
    """The lines of a table, remembering those of the present row."""

    def __init__(self, lines: Iterator[str], first_line: int) -> None:
        self._lines, self._line = lines, first_line
        self.words = ""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._line += 1
        self.words = (self.words + line)[:_EXCERPT] if len(self.words) < _EXCERPT else self.words
        return line

    def next_row(self) -> str:
        """The place of the row that comes now."""
        self.words = ""
        return f"line {self._line}"
