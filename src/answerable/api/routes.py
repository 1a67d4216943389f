"""The API's routes, made from the query catalogue."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from litestar import Router, get, post
from litestar.constants import RESERVED_KWARGS
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.params import Parameter
from msgspec import NODEFAULT, Meta
from msgspec.structs import FieldInfo, fields

from answerable.api.problems import failed, refused
from answerable.errors import AnswerableError
from answerable.queries.catalogue import CATALOGUE, Query

PREFIX = "/api/v1"
# Marks of a handler: it takes something in only to answer, and it changes nothing, so that it needs no form of ours.
KEEPS_NOTHING, FOR_PROGRAMS = "keeps_nothing", "exclude_from_csrf"
_LARGEST_BODY = 1_000_000  # bytes


def api_router() -> Router:
    """Every query of the catalogue under its address."""
    handlers = [_handler(query) for query in CATALOGUE]
    return Router(PREFIX, route_handlers=handlers, exception_handlers={AnswerableError: refused, HTTPException: failed})


def _handler(query: Query) -> Any:
    path = query.path.replace("{id}", "{id:path}")
    if query.private:
        return _asked_in_body(query, path)
    return get(path, summary=query.doc, operation_id=query.name, sync_to_thread=True)(_function(query))


def _asked_in_body(query: Query, path: str) -> Any:
    """A handler that takes what is asked as JSON in the body, so that it stands in no address."""

    def answer(state: State, data: Any) -> Any:
        return query.ask(state.workspace, data)

    answer.__annotations__ = {"state": State, "data": query.asks, "return": query.answers}
    answer.__name__, answer.__doc__ = query.name, query.doc
    marks = {KEEPS_NOTHING: True, FOR_PROGRAMS: True}
    return post(
        path, summary=query.doc, operation_id=query.name, sync_to_thread=True, status_code=200,
        request_max_body_size=_LARGEST_BODY, opt=marks,
    )(answer)  # fmt: skip


def _function(query: Query) -> Callable[..., Any]:
    """A function with the query's parameters as its own, for the framework to read."""

    def answer(state: State, **parameters: Any) -> Any:
        if "id" in parameters:
            parameters["id"] = parameters["id"].strip("/")
        return query.ask(state.workspace, query.asks(**{name.rstrip("_"): one for name, one in parameters.items()}))

    hints = get_type_hints(query.asks, include_extras=True)
    given = [_parameter(field, hints[field.name]) for field in fields(query.asks)]
    state = inspect.Parameter("state", inspect.Parameter.KEYWORD_ONLY, annotation=State)
    answer.__signature__ = inspect.Signature([state, *given], return_annotation=query.answers)  # type: ignore[attr-defined]
    answer.__annotations__ = {one.name: one.annotation for one in (state, *given)} | {"return": query.answers}
    answer.__name__, answer.__doc__ = query.name, query.doc
    return answer


def _parameter(field: FieldInfo, hint: Any) -> inspect.Parameter:
    default = inspect.Parameter.empty if field.default is NODEFAULT else field.default
    name = f"{field.name}_" if field.name in RESERVED_KWARGS else field.name
    alias = field.name if name != field.name else None
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=_bounded(hint, alias))


def _bounded(hint: Any, alias: str | None) -> Any:
    """A type with its bounds, and its name where the framework has another use for that one."""
    kind, *told = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    if not told and not alias:
        return hint
    bounds: Meta = told[0] if told else Meta()
    return Annotated[kind, Parameter(query=alias, ge=bounds.ge, le=bounds.le, max_length=bounds.max_length)]
