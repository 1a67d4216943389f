"""What a query may be given by those who ask from outside: the shape of it, and values made sure of.

A list is paged through by `limit` and `cursor`, whatever its query counts by itself.
"""

import inspect
import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, get_type_hints

import msgspec
from msgspec import NODEFAULT, Meta, Struct
from msgspec.structs import FieldInfo, asdict, fields

from answerable.errors import BadParameter
from answerable.queries.catalogue import Query
from answerable.queries.listing import is_list

USUAL, MOST = 100, 1_000  # things on a page of a list that sets no bounds itself
LONGEST_CURSOR = 1_000  # characters
_CLAUSE = re.compile(r"; |\. |\.?\n\n|\n")
_NAME = re.compile(r"`(\w+)`")
_PLACE = re.compile(r" - at `\$\.?(\w*).*`$")
_AMISS = re.compile(r"Object (contains unknown|missing required) field `(.*)`")
_SHOWN = 80  # characters of a value in a message


class Asked(Struct, frozen=True):
    """What somebody asks of a query: `limit` things on a page, after the `cursor`, where it answers with a list."""

    query: Query
    asks: Struct
    limit: int = USUAL
    cursor: str = ""


def asked(query: Query, given: Mapping[str, Any]) -> Asked:
    """What is asked, from values in their own types or as printed in an address. BadParameter says what is amiss."""
    try:
        sure = asdict(msgspec.convert(dict(given), shape(query), strict=False))
    except msgspec.ValidationError as error:
        raise BadParameter(_mistake(query, str(error), given)) from None
    own = {name: value for name, value in sure.items() if name in query.asks.__struct_fields__}
    paging = {name: sure[name] for name in ("limit", "cursor") if is_list(query)}
    return Asked(query, query.asks(**own), **paging)


@cache
def shape(query: Query) -> type[Struct]:
    """All that a query may be given, each field with what it means."""
    told, hints = docs(query.asks), get_type_hints(query.asks, include_extras=True)
    own = [_field(one, hints[one.name], told.get(one.name, "")) for one in fields(query.asks)]
    if not is_list(query):
        return msgspec.defstruct(query.name, own, frozen=True, forbid_unknown_fields=True)
    limit = hints.get("limit", Annotated[int, Meta(ge=1, le=MOST)])
    usual = next((one.default for one in fields(query.asks) if one.name == "limit"), USUAL)
    paging = [
        ("limit", Annotated[limit, Meta(description="how many at most on a page")], usual),
        ("cursor", Annotated[str, Meta(max_length=LONGEST_CURSOR, description=_CURSOR, extra_json_schema=_FORM)], ""),
    ]
    kept = [one for one in own if one[0] not in ("limit", "offset")]
    return msgspec.defstruct(query.name, [*kept, *paging], frozen=True, forbid_unknown_fields=True)


_FORM = {"format": "cursor"}  # only what this list gave
_CURSOR = "where the page before ended, as told with that page; everything else must be asked as before"


def docs(asks: type[Struct]) -> dict[str, str]:
    """What each field means: the clauses of the docstring that name it, those inherited where it has none."""
    told: dict[str, str] = {}
    for kind in reversed(asks.__mro__):
        told |= _told(" ".join(inspect.cleandoc(kind.__doc__ or "").split()), set(asks.__struct_fields__))
    return told


def _told(doc: str, names: set[str]) -> dict[str, str]:
    told: dict[str, str] = {}
    named: list[str] = []
    for clause in _CLAUSE.split(doc.removesuffix(".")):
        named = [name for name in _NAME.findall(clause) if name in names] or named
        told |= {name: f"{told[name]}; {clause}" if name in told else clause for name in dict.fromkeys(named)}
    return {name: _alone(name, clause) for name, clause in told.items()}


def _alone(name: str, clause: str) -> str:
    """The clause without the name where it only begins with that."""
    return clause.removeprefix(f"`{name}`: ")


def _field(field: FieldInfo, hint: Any, doc: str) -> Any:
    kind = Annotated[hint, Meta(description=doc)] if doc else hint
    if field.name == "id":
        kind = Annotated[kind, Meta(min_length=1)]
    return (field.name, kind) if field.default is NODEFAULT else (field.name, kind, field.default)


def _mistake(query: Query, said: str, given: Mapping[str, Any]) -> str:
    """What was expected, what came, and of which parameter."""
    if amiss := _AMISS.search(said):
        names = shape(query).__struct_fields__
        there = f"there are {', '.join(names)}" if names else "it takes none"
        unknown = f"{query.name} has no parameter {amiss[2][:_SHOWN]!r}; {there}"
        return unknown if amiss[1].startswith("contains") else f"{query.name} needs {amiss[2]}"
    place = _PLACE.search(said)
    name = place[1] if place else ""
    wanted = _PLACE.sub("", said).replace("`", "").replace("Expected", "expected")
    if said.startswith("Invalid enum"):
        schema = msgspec.json.schema(shape(query))["$defs"][query.name]["properties"][name]
        wanted = f"expected one of {', '.join(str(one) or 'nothing' for one in schema['enum'])}"
    return f"{name}: {wanted}; got {str(given.get(name, ''))[:_SHOWN]!r}"


def most_at_once(query: Query) -> int:
    """How many things at most are on a page of a list."""
    schema = msgspec.json.schema(shape(query))["$defs"][query.name]["properties"]["limit"]
    return int(schema["maximum"])
