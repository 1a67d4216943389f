"""Which column holds which field: by known headers, or as its keeper says in a small TOML."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from answerable.errors import InputError, UnreadableInput

_NOT_LETTERS = re.compile(r"[\W_]+")
_ASK = "say which with --columns"


class Columns(Struct, frozen=True):
    """What a keeper says of a table: field → header; field → value in every row; how dates are written (strptime).

    `text = "Wording"` is a column, `[always] house = "Lords"` a value, `dates = "%m/%d/%Y"` the form of all dates.
    """

    given: dict[str, str] = {}
    always: dict[str, str] = {}
    dates: str | None = None


def read_columns(document: bytes, name: str) -> Columns:
    """A `--columns` file; InputError for one that is no TOML, or names no field of ours."""
    try:
        told = tomllib.loads(document.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableInput(name, 'TOML such as text = "Wording"', str(error)) from None
    always, dates = told.pop("always", {}), told.pop("dates", None)
    if not isinstance(always, dict) or not isinstance(dates, str | None):
        raise InputError(name, "always as a table and dates as a text", f"{type(always).__name__}, {dates!r}")
    return Columns(_checked(told, name), _checked(always, name), dates)


def fields_of(headers: Sequence[str], name: str, columns: Columns) -> dict[str, int]:
    """The column of each field; InputError when two columns would do, or one that was named is not there."""
    chosen = {field: _place(header, headers, name) for field, header in columns.given.items()}
    found: dict[str, list[int]] = defaultdict(list)
    for at, header in enumerate(headers):
        field = field_called(header)
        if field and field not in chosen and at not in chosen.values():
            found[field].append(at)
    for field, places in found.items():
        if len(places) > 1 and field not in columns.always:
            names = " and ".join(repr(headers[at]) for at in places)
            raise InputError(name, f"one column for the field {field} ({_ASK})", names, "the header")
    return chosen | {field: places[0] for field, places in found.items() if field not in columns.always}


def field_called(header: str) -> str | None:
    """The field that a column with this header is known to hold."""
    return _known().get(_letters(header.strip().removeprefix("value.")))


def empty_cells() -> frozenset[str]:
    """What stands in a cell that says nothing."""
    return frozenset({"", *_table()["cells"]["empty"]})


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("headers.toml").read_text("utf-8"))


@cache
def _known() -> dict[str, str]:
    return {_letters(header): field for field, headers in _table()["fields"].items() for header in headers}


def _letters(header: str) -> str:
    return _NOT_LETTERS.sub("", header.casefold())


def _place(header: str, headers: Sequence[str], name: str) -> int:
    places = [at for at, one in enumerate(headers) if one == header]
    if len(places) != 1:
        came = f"{len(places)} of them" if places else f"the columns {_listed(headers)}"
        raise InputError(name, f"one column called {header!r}, as --columns says", came, "the header")
    return places[0]


def _listed(headers: Iterable[str]) -> str:
    return ", ".join(map(repr, headers))[:300]


def _checked(told: dict[str, Any], name: str) -> dict[str, str]:
    fields = _table()["fields"]
    for field, value in told.items():
        if field not in fields or not isinstance(value, str):
            raise InputError(name, f'lines such as text = "Wording", for {", ".join(fields)}', f"{field} = {value!r}")
    return dict(told)
