"""A list as CSV, for tables elsewhere."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec import Struct

from answerable.queries.rows import cells, columns

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so would be run by a spreadsheet


def as_csv(kind: type[Struct], lines: Iterable[Struct], wanted: Sequence[str] = ()) -> Iterator[str]:
    """A row of the columns' names, all of the kind's or those wanted, then a row for each line.

    Words that a spreadsheet would run get a ' before.
    """
    names = wanted or [one.name for one in columns(kind)]
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(names)
    for line in lines:
        yield _taken(out)
        rows.writerow(_cell(value) for value in cells(msgspec.to_builtins(line), names))
    yield _taken(out)


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
