"""The API's routes, made from the query catalogue."""

from typing import Any

from litestar import HttpMethod, Request, Response, Router, route
from litestar.datastructures import MutableScopeHeaders, State
from litestar.exceptions import HTTPException
from litestar.types import Message, Scope

from answerable.api.answering import answer
from answerable.api.limits import Limit
from answerable.api.openapi import description
from answerable.api.problems import failed, refused
from answerable.errors import AnswerableError
from answerable.queries.catalogue import CATALOGUE, PREFIX, Query

# Marks of a handler: it takes something in only to answer, and it changes nothing, so that it needs no form of ours.
KEEPS_NOTHING, FOR_PROGRAMS = "keeps_nothing", "exclude_from_csrf"
_MINUTE = 60  # seconds
_READING = [HttpMethod.GET, HttpMethod.HEAD]
_LIMITS = ["RateLimit-Policy", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "Retry-After"]
_FOR_OTHER_SITES = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
    "Access-Control-Expose-Headers": ", ".join(["ETag", "Link", *_LIMITS]),
    "Access-Control-Max-Age": "86400",
}


def api_router(rate: int) -> Router:
    """Every query of the catalogue under its address; `rate` requests a minute from one network address, 0: any."""
    limits = [Limit("api", rate, _MINUTE)] if rate else []
    return Router(
        PREFIX,
        route_handlers=[*map(_handler, CATALOGUE), openapi],
        exception_handlers={AnswerableError: refused, HTTPException: failed},
        middleware=limits,
        opt={FOR_PROGRAMS: True, KEEPS_NOTHING: True},
    )


async def open_to_other_sites(message: Message, scope: Scope) -> None:
    """Lets pages of any site read the API, refusals too (CORS). Nobody is known here, so nothing can leak by it."""
    if message["type"] == "http.response.start" and scope["path"].startswith(f"{PREFIX}/"):
        MutableScopeHeaders.from_message(message).update(_FOR_OTHER_SITES)


@route("/openapi.json", http_method=_READING, sync_to_thread=False, include_in_schema=False)
def openapi() -> Response[Any]:
    """The API described for programs."""
    return Response(description(), media_type="application/json")


def _handler(query: Query) -> Any:
    def asked(request: Request[Any, Any, Any], state: State) -> Response[Any]:
        return answer(query, request, state.workspace)

    def asked_in_body(request: Request[Any, Any, Any], state: State, body: bytes) -> Response[Any]:
        return answer(query, request, state.workspace, body)

    path, methods = query.path.replace("{id}", "{id:path}"), [HttpMethod.POST] if query.private else _READING
    handler = asked_in_body if query.private else asked
    handler.__name__ = query.name
    return route(path, http_method=methods, status_code=200, sync_to_thread=True, include_in_schema=False)(handler)
