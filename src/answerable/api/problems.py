"""Errors as problem+json (RFC 9457)."""

import logging
from typing import Any

from litestar import Request, Response
from litestar.exceptions import (
    ClientException,
    HTTPException,
    MethodNotAllowedException,
    TooManyRequestsException,
)
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.status_codes import (
    HTTP_404_NOT_FOUND,
    HTTP_405_METHOD_NOT_ALLOWED,
    HTTP_406_NOT_ACCEPTABLE,
    HTTP_414_REQUEST_URI_TOO_LONG,
    HTTP_429_TOO_MANY_REQUESTS,
    HTTP_500_INTERNAL_SERVER_ERROR,
)
from msgspec import Struct

from answerable.errors import (
    Ambiguous,
    AnswerableError,
    BadCursor,
    BadId,
    BadParameter,
    CursorGone,
    DamagedFinding,
    InputError,
    NotFound,
    QueryError,
    RecordBusy,
)
from answerable.model.dates import BadDate
from answerable.queries.catalogue import PREFIX

MEDIA_TYPE = "application/problem+json"
_DETAILS = {
    HTTP_404_NOT_FOUND: "Nothing is at this address; /api/v1 tells what there is.",
    HTTP_405_METHOD_NOT_ALLOWED: "Another method is meant for this address; Allow says which.",
    HTTP_429_TOO_MANY_REQUESTS: "Too many requests from your network address; Retry-After says when to go on.",
}
_log = logging.getLogger("answerable")


class NotAcceptableException(ClientException):
    """The asker takes none of the forms there are."""

    status_code = HTTP_406_NOT_ACCEPTABLE


class AddressTooLongException(ClientException):
    """More in the address than anything that can be asked."""

    status_code = HTTP_414_REQUEST_URI_TOO_LONG


class Problem(Struct, frozen=True, omit_defaults=True):
    """What went wrong: `type` and `title` name the kind, `detail` says it in words.

    `start` and `end` mark a query's place.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    start: int | None = None
    end: int | None = None


def public(error: AnswerableError) -> str:
    """What those who ask are told; what only the keeper of the record should see goes to the server's log."""
    if error.status >= HTTP_500_INTERNAL_SERVER_ERROR:
        _log.error("%s", error)
    return error.public


def refused(request: Request[Any, Any, Any], error: AnswerableError) -> Response[Problem]:
    """Something the caller can mend."""
    place = (error.start, error.end) if isinstance(error, QueryError) else (None, None)
    return _response(request, error.title(), error.status, public(error), *place)


def failed(request: Request[Any, Any, Any], error: HTTPException) -> Response[Problem]:
    """What the framework refuses: an unknown address, another method than GET, too many requests."""
    detail = _DETAILS.get(error.status_code, error.detail)
    response = _response(request, _title(type(error)), error.status_code, detail)
    response.headers.update(error.headers or {})
    if error.status_code == HTTP_429_TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = response.headers["RateLimit-Reset"]
    return response


def broken(request: Request[Any, Any, Any]) -> Response[Problem]:
    """A fault of ours."""
    detail = "This is a fault of the site, not of what you asked. It has been logged."
    return _response(request, "Internal error", HTTP_500_INTERNAL_SERVER_ERROR, detail)


def slug(title: str) -> str:
    """The name of a kind of problem, which its address ends in."""
    return title.lower().replace(" ", "-")


def problems() -> list[tuple[str, str, str]]:
    """The kinds that those who ask may meet: the end of its address, its title, and what it means."""
    told = [(kind.title(), (kind.__doc__ or "").partition("\n")[0]) for kind in _MET]
    told += [(_title(kind), words) for kind, words in _REFUSED.items()]
    return [(slug(title), title, words) for title, words in told]


_MET: tuple[type[AnswerableError], ...] = (
    BadParameter, InputError, QueryError, BadDate, BadId, Ambiguous, NotFound, BadCursor, CursorGone, RecordBusy,
    DamagedFinding,
)  # fmt: skip
_REFUSED: dict[type[HTTPException], str] = {
    MethodNotAllowedException: "Another method than the one for this address: GET nearly everywhere.",
    NotAcceptableException: "The Accept header allows none of the forms there are.",
    RequestEntityTooLarge: "A larger body than anything that can be asked needs.",
    AddressTooLongException: "More in the address than anything that can be asked.",
    TooManyRequestsException: "More requests in a minute than are answered.",
}


def _response(
    request: Request[Any, Any, Any], title: str, status: int, detail: str, *place: int | None
) -> Response[Problem]:
    problem = Problem(f"{PREFIX}#{slug(title)}", title, status, detail, request.url.path, *place)
    return Response(problem, status_code=status, media_type=MEDIA_TYPE)


def _title(kind: type[HTTPException]) -> str:
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in kind.__name__).split()
    return " ".join(word for word in words if word != "exception").capitalize()
