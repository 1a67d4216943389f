"""What the API offers, read off the query catalogue for its page."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, fields

from answerable.queries.asking import shape
from answerable.queries.catalogue import CATALOGUE, PREFIX, Query
from answerable.queries.examples import EXAMPLES

_OF_EACH = ("cursor",)  # told once for all


class Described(Struct, frozen=True):
    """A query for a person: how it is asked, its address, what it tells, its parameters and an example."""

    method: str
    address: str
    doc: str
    parameters: tuple[tuple[str, str], ...]
    example: str


def described() -> list[Described]:
    """Every query of the catalogue."""
    return [_described(query) for query in CATALOGUE]


def _described(query: Query) -> Described:
    schema = msgspec.json.schema(shape(query))["$defs"][query.name]["properties"]
    given = tuple((name, _told(schema[name])) for name in schema if name not in _OF_EACH)
    method = "POST" if query.private else "GET"
    return Described(method, PREFIX + query.path, query.doc, given, _example(query))


def _told(schema: dict[str, Any]) -> str:
    """`how many at most on a page; a whole number from 1 to 100; 20 unless given`."""
    default = f"{_printed(schema['default'])} unless given" if "default" in schema else "needed"
    said = schema.get("description", "")
    told = all(one in said for one in schema.get("enum", ("not one of a few",)))
    return "; ".join(one for one in (said, "" if told else _kind(schema), default) if one)


def _printed(value: Any) -> str:
    """A default as people read it: as it stands in an address."""
    return str(value).lower() if isinstance(value, bool) else str(value) or "nothing"


def _kind(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return " or ".join(str(one) for one in schema["enum"] if one)
    least, most = schema.get("minimum"), schema.get("maximum")
    if schema.get("type") == "integer":
        return (
            f"a whole number from {least:,} to {most:,}" if most is not None else f"a whole number from {least or 0:,}"
        )
    longest = schema.get("maxLength")
    text = f"text of at most {longest:,} characters" if longest else "text"
    return "true or false" if schema.get("type") == "boolean" else text


def _example(query: Query) -> str:
    """An address or a body to try on the demo record, without what is as it would be anyway; "" while there is none."""
    if query.name not in EXAMPLES:
        return ""
    given = dict(_chosen(EXAMPLES[query.name]))
    if query.private:
        return msgspec.json.encode(given).decode()
    path = query.path.replace("{id}", str(given.pop("id", "")))
    return f"{PREFIX}{path}?{urlencode(given)}".removesuffix("?")


def _chosen(example: Struct) -> Iterator[tuple[str, Any]]:
    values = asdict(example)
    for field in fields(example):
        if values[field.name] != field.default:
            value = values[field.name]
            yield field.name, str(value).lower() if isinstance(value, bool) else value
