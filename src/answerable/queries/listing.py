"""The list in a query's answer, for whoever pages through it or makes rows of it."""

from collections.abc import Sequence
from typing import Any, get_args, get_origin

from msgspec.structs import fields, replace

from answerable.queries.catalogue import Query
from answerable.queries.rows import struct_of


def is_list(query: Query) -> bool:
    """Whether the answer is a list, or holds one that can be paged through."""
    return bool(query.lists) or _bare(query)


def kind(query: Query) -> Any:
    """The struct of one thing in the list; of the answer itself where there is no list."""
    if _bare(query):
        return get_args(query.answers)[0]
    if not query.lists:
        return struct_of(query.answers)
    listed = next(one.type for one in fields(struct_of(query.answers)) if one.name == query.lists)
    return get_args(listed)[0]


def items(query: Query, answer: Any) -> Sequence[Any]:
    """The things in the list; none where there is no answer, the answer alone where it holds no list."""
    if _bare(query):
        return tuple(answer)
    if answer is None:
        return ()
    return tuple(getattr(answer, query.lists)) if query.lists else (answer,)


def with_items(query: Query, answer: Any, chosen: Sequence[Any]) -> Any:
    """The answer with only these things in its list."""
    if _bare(query):
        return get_origin(query.answers)(chosen)
    return replace(answer, **{query.lists: tuple(chosen)}) if query.lists and answer is not None else answer


def _bare(query: Query) -> bool:
    return get_origin(query.answers) in (tuple, list)
