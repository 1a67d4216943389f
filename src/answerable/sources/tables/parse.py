"""Bytes → rows → observations, by the columns found or given."""

from collections.abc import Iterator

from answerable.errors import AnswerableError, InputError
from answerable.model.observation import Observation, Unread
from answerable.sources.fields import BadField, excerpt
from answerable.sources.tables.cells import Cells
from answerable.sources.tables.columns import Columns, empty_cells, field_called, fields_of
from answerable.sources.tables.parquet import MAGIC, parquet_rows
from answerable.sources.tables.question import NAME, observation
from answerable.sources.tables.rows import Row, delimiter_of, header_of, rows_of
from answerable.sources.tables.slices import Read, slices

_NEEDED = ("text", "answer")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Tables:
    """The source for tables whose keeper says what (some of) the columns are."""

    def __init__(self, columns: Columns | None = None) -> None:
        self.name = NAME
        self.columns = columns or Columns()

    def recognises(self, head: bytes) -> bool:
        """Parquet, or text whose first row has a column for the question or its answer, and one more."""
        if head.startswith(MAGIC):
            return True
        start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
        if not start or start.startswith((b"{", b"[", b"<")):
            return False
        beginning = _beginning(head)
        given = tuple(self.columns.given.values())
        header = header_of(beginning, delimiter_of(beginning, given))
        found = {field_called(cell) for cell in header} | {f for f, h in self.columns.given.items() if h in header}
        return len(found - {None}) > 1 and bool(found & {*_NEEDED})

    def is_cut(self, head: bytes) -> bool:
        """Whether a document that begins so may be handed on in slices: a CSV, in a form whose rows bytes show."""
        return not head.startswith((MAGIC, *_UTF_16)) and self.recognises(head)

    def cut(self, head: bytes, read: Read, name: str) -> Iterator[tuple[int, bytes]]:
        """The slices of a CSV that begins with `head`, all of which `read` gives, and the line on which each begins."""
        return slices(read, name, delimiter_of(_beginning(head), tuple(self.columns.given.values())))

    def parse(self, document: bytes, name: str, first_line: int = 1) -> Iterator[Observation | Unread]:
        """An observation for each row. InputError when the columns are not clear; no row is read then."""
        given = tuple(self.columns.given.values())
        is_parquet = document.startswith(MAGIC)
        rows = parquet_rows(document, name) if is_parquet else rows_of(document, name, given, first_line)
        header = next(rows, None)
        if not isinstance(header, Row):
            raise InputError(name, "a header", header.reason if header else "no row at all")
        table = _Table(header.cells, name, self.columns)
        for row in rows:
            yield row if isinstance(row, Unread) else table.read(row)


class _Table:
    """A header understood: reads rows."""

    def __init__(self, headers: list[str], name: str, columns: Columns) -> None:
        self._fields = fields_of(headers, name, columns)
        if not any(field in self._fields for field in _NEEDED):
            known = "a column for the question or the answer (say which with --columns)"
            raise InputError(name, known, ", ".join(map(repr, headers))[:300], "the header")
        self._others = {at: _distinct(at, headers) for at in range(len(headers)) if at not in self._fields.values()}
        self._width, self._columns, self._empty = len(headers), columns, empty_cells()

    def read(self, row: Row) -> Observation | Unread:
        cells = row.cells
        if len(cells) < self._width or any(cells[self._width :]):
            return Unread(
                row.place, f"expected {self._width} cells, as in the header; got {len(cells)}", excerpt(cells)
            )
        said = {field: self._said(cells[at]) for field, at in self._fields.items()}
        others = {header: cells[at] for at, header in self._others.items() if self._said(cells[at])}
        try:
            return observation(Cells(self._columns.always | said, self._columns.dates), row.place, others)
        except (BadField, AnswerableError) as error:
            return Unread(row.place, str(error), excerpt(cells))

    def _said(self, cell: str) -> str:
        return "" if cell.strip() in self._empty else cell


def _distinct(at: int, headers: list[str]) -> str:
    """The header, told apart from others of the same name; a column without one goes by its place."""
    same = headers[:at].count(headers[at])
    header = headers[at].strip() or f"column {at + 1}"
    return f"{header} ({same + 1})" if same and headers[at].strip() else header


def _beginning(head: bytes) -> str:
    if head.startswith(_UTF_16):
        return head.decode("utf-16", "ignore")
    return head.decode("utf-8-sig", "ignore")


_FOUND = Tables()
recognises, parse = _FOUND.recognises, _FOUND.parse
