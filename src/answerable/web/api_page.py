"""What the API offers, read off the query catalogue for its page."""

from typing import Annotated, Any, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Meta, Struct
from msgspec.structs import FieldInfo, fields

from answerable.queries.catalogue import CATALOGUE, PREFIX, Query


class Described(Struct, frozen=True):
    """A query for a person: its address, what it tells, its parameters and an address to try."""

    address: str
    doc: str
    asks: str
    parameters: tuple[tuple[str, str], ...]


def described() -> list[Described]:
    """Every query of the catalogue."""
    return [_described(query) for query in CATALOGUE]


def _described(query: Query) -> Described:
    hints = get_type_hints(query.asks, include_extras=True)
    given = tuple((field.name, _told(field, hints[field.name])) for field in fields(query.asks))
    return Described(PREFIX + query.path, query.doc, (query.asks.__doc__ or "").partition("\n")[0], given)


def _told(field: FieldInfo, hint: Any) -> str:
    """`a whole number from 1 to 100; 20 unless given`."""
    kind, *told = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    default = "needed" if field.default is NODEFAULT else f"{field.default!r} unless given"
    return f"{_kind(kind)}{_bounds(told[0]) if told else ''}; {default}"


def _kind(kind: Any) -> str:
    if kind in (int, bool):
        return "a whole number" if kind is int else "true or false"
    return " or ".join(get_args(kind)) or "text"


def _bounds(bounds: Meta) -> str:
    if bounds.ge is not None and bounds.le is not None:
        return f" from {bounds.ge:,} to {bounds.le:,}"
    if bounds.ge is not None:
        return f" from {bounds.ge:,}"
    return f" of at most {bounds.max_length:,} characters"
