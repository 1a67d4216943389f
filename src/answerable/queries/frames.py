"""Answers as Arrow tables: a column for each of a struct's, with the type that its field has."""

from collections.abc import Iterable, Sequence
from datetime import date
from importlib import import_module
from itertools import islice
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec
from msgspec.structs import fields

from answerable.errors import BadParameter, MissingPackage
from answerable.queries.rows import columns, item_of, reached, struct_of

_AT_ONCE = 1_000  # rows made at a time


def package(name: str) -> Any:
    """A package that answerable can do without. MissingPackage where it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        extra = "arrow" if name.startswith("pyarrow") else name
        raise MissingPackage(f"this needs {name}; pip install 'answerable[{extra}]' brings it") from None


def arrow_schema(kind: Any, wanted: Sequence[str] = ()) -> Any:
    """The columns of a struct and their Arrow types; what has no type of its own there is JSON text.

    `wanted`: only these columns, or those within them. BadParameter where one names none.
    """
    arrow, there = package("pyarrow"), columns(kind)
    for name in wanted:
        if not any(_within(one.name, name) for one in there):
            raise BadParameter(f"fields: expected whole columns for a table with types; got {name[:80]!r}")
    told = [one for one in there if not wanted or any(_within(one.name, name) for name in wanted)]
    return arrow.schema([(one.name, _type(one.type, arrow)) for one in told])


def arrow_table(schema: Any, things: Iterable[Any]) -> Any:
    """A table of the things, made some at a time."""
    arrow, batches, todo = package("pyarrow"), [], iter(things)
    while some := list(islice(todo, _AT_ONCE)):
        rows = [msgspec.to_builtins(one, builtin_types=(date,)) for one in some]
        values = [arrow.array([_fit(reached(row, one.name), one.type) for row in rows], one.type) for one in schema]
        batches.append(arrow.RecordBatch.from_arrays(values, schema=schema))
    return arrow.Table.from_batches(batches, schema)


def _within(column: str, name: str) -> bool:
    return column == name or column.startswith(f"{name}.")


def _type(kind: Any, arrow: Any) -> Any:
    """The Arrow type of a field's values."""
    bare = _bare(kind)
    simple = {bool: arrow.bool_, int: arrow.int64, float: arrow.float64, date: arrow.date32}
    if bare in simple:
        return simple[bare]()
    if struct := struct_of(bare):
        return arrow.struct([(field.name, _type(field.type, arrow)) for field in fields(struct)])
    listed = item_of(bare) or _pair(bare)
    return arrow.list_(_type(listed, arrow)) if listed else arrow.string()


def _bare(kind: Any) -> Any:
    """A type without bounds, and without the None beside it."""
    if get_origin(kind) is Annotated:
        return _bare(get_args(kind)[0])
    told = [one for one in get_args(kind) if one is not NoneType] if get_origin(kind) in (Union, UnionType) else [kind]
    return told[0] if len(told) == 1 else kind


def _pair(kind: Any) -> Any:
    """What a tuple of so many of one type is of; None for any other."""
    told = set(get_args(kind)) if get_origin(kind) is tuple else set()
    return told.pop() if len(told) == 1 else None


def _fit(value: Any, kind: Any) -> Any:
    """A value as its Arrow type takes it."""
    if value is None:
        return None
    if hasattr(kind, "value_type"):
        return [_fit(one, kind.value_type) for one in value]
    if isinstance(value, dict) and kind.num_fields:
        return {field.name: _fit(value.get(field.name), field.type) for field in kind}
    return msgspec.json.encode(value).decode() if isinstance(value, list | tuple | dict) else value
