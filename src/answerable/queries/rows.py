"""Answers as rows: which columns a type has, which of them are wanted, and a value's cells."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from answerable.errors import BadParameter

MOST_NAMES = 50  # that can be chosen at a time
_DEEPEST = 6  # structs within structs


class Column(Struct, frozen=True):
    """A column: the way to its value, as `answer.text`, and the value's type."""

    name: str
    type: Any


@cache
def columns(kind: Any) -> tuple[Column, ...]:
    """All columns of a type: a struct within it has its own, a list or mapping is one."""
    return tuple(_columns(kind, "", 0))


@cache
def names(kind: Any) -> tuple[str, ...]:
    """All that can be chosen of a type: its columns, those of what is in its lists, and what they stand together in."""
    return tuple(dict.fromkeys(_names(kind, "", 0)))


def chosen(kind: Any, wanted: str) -> tuple[str, ...]:
    """The names in a list like `id,answer.text`, in its order; all columns for none. BadParameter."""
    if not wanted.strip():
        return tuple(one.name for one in columns(kind))
    there, found = names(kind), [name.strip() for name in wanted.split(",")]
    if len(found) > MOST_NAMES:
        raise BadParameter(f"fields: expected at most {MOST_NAMES} names; got {len(found)}")
    for name in found:
        if name not in there:
            told = ", ".join(name for name in there if "." not in name)
            raise BadParameter(f"fields: expected some of {told}, or parts of them as one.part; got {name[:80]!r}")
    return tuple(dict.fromkeys(found))


def selected(value: Any, wanted: Sequence[str]) -> Any:
    """Of a value made of mappings, lists and plain values, what the names lead to, in their order."""
    tree: dict[str, Any] = {}
    for name in wanted:
        at = tree
        for step in name.split("."):
            at = at.setdefault(step, {})
    return _selected(value, tree)


def cells(value: Mapping[str, Any], wanted: Sequence[str]) -> list[Any]:
    """What stands in each column; a list or mapping as JSON, None for what is not there."""
    return [_cell(reached(value, name)) for name in wanted]


def reached(value: Any, name: str) -> Any:
    """What a name like `answer.text` leads to; None where there is nothing, all of them where that is in a list."""
    step, _, rest = name.partition(".")
    if isinstance(value, list | tuple):
        return [reached(one, name) for one in value]
    found = value.get(step) if isinstance(value, dict) else None
    return reached(found, rest) if rest else found


def _selected(value: Any, tree: Mapping[str, Any]) -> Any:
    if isinstance(value, list | tuple):
        return [_selected(one, tree) for one in value]
    if not tree or not isinstance(value, dict):
        return value
    return {name: _selected(value[name], under) for name, under in tree.items() if name in value}


def _cell(value: Any) -> Any:
    return msgspec.json.encode(value).decode() if isinstance(value, list | tuple | dict) else value


def _columns(kind: Any, before: str, depth: int) -> Iterator[Column]:
    for field in fields(kind):
        name = f"{before}{field.name}"
        struct = struct_of(field.type)
        if struct and depth < _DEEPEST:
            yield from _columns(struct, f"{name}.", depth + 1)
        else:
            yield Column(name, field.type)


def _names(kind: Any, before: str, depth: int) -> Iterator[str]:
    for field in fields(kind):
        yield f"{before}{field.name}"
        within = struct_of(field.type) or struct_of(item_of(field.type))
        if within and depth < _DEEPEST:
            yield from _names(within, f"{before}{field.name}.", depth + 1)


def struct_of(kind: Any) -> Any:
    """The struct that a type is, alone or beside None; None for any other type."""
    if isinstance(kind, type) and issubclass(kind, Struct):
        return kind
    alone = [one for one in get_args(kind) if one is not type(None)] if get_origin(kind) in (Union, UnionType) else []
    return struct_of(alone[0]) if len(alone) == 1 else None


def item_of(kind: Any) -> Any:
    """What a list is of; None for any other type."""
    told = get_args(kind)
    if get_origin(kind) is list or (get_origin(kind) is tuple and told[1:] == (...,)):
        return told[0]
    return None
