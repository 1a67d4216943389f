"""A reader's methods, made from the queries of the catalogue."""

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Any

from msgspec import NODEFAULT
from msgspec.structs import fields

from answerable.client.listed import Listed
from answerable.client.source import Source
from answerable.queries.asking import asked, most_at_once, shape
from answerable.queries.catalogue import Query
from answerable.queries.listing import is_list

_PAGING = ("limit", "cursor")


def parameters(query: Query) -> list[Parameter]:
    """What a query's method takes; of a list the `limit` last, None for all of it."""
    names = [one for one in fields(shape(query)) if one.name not in _PAGING or not is_list(query)]
    taken = [_parameter(one.name, Parameter.empty if one.default is NODEFAULT else one.default) for one in names]
    return [*taken, _parameter("limit", None)] if is_list(query) else taken


def _parameter(name: str, default: Any) -> Parameter:
    return Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=default)


def method(query: Query) -> Callable[..., Any]:
    """The method of a reader that asks the query."""
    signature = Signature([_parameter("self", Parameter.empty), *parameters(query)])

    def ask(*given: Any, **named: Any) -> Any:
        """Binds what is given as Python does, makes sure of it, and asks."""
        bound = signature.bind(*given, **named).arguments
        source: Source = bound.pop("self").source
        if not is_list(query):
            return source.told(asked(query, bound)).answer
        most = bound.pop("limit", None)
        page = most_at_once(query) if most is None else min(most, most_at_once(query))
        return Listed(source, asked(query, bound | {"limit": page}), most)

    ask.__name__, ask.__qualname__, ask.__doc__ = query.name, f"Reader.{query.name}", query.ask.__doc__
    ask.__signature__ = signature  # type: ignore[attr-defined]
    return ask
