"""A list as CSV, for tables elsewhere."""

import csv
import io
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct
from msgspec.structs import fields

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so would be run by a spreadsheet


def as_csv(kind: type[Struct], lines: Iterable[Struct]) -> Iterator[str]:
    """A row of the kind's field names, then a row for each line; words that a spreadsheet would run get a ' before."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(field.name for field in fields(kind))
    for line in lines:
        yield _taken(out)
        rows.writerow(_cell(value) for value in msgspec.to_builtins(line).values())
    yield _taken(out)


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
