"""Errors as problem+json (RFC 9457)."""

import logging
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.status_codes import HTTP_500_INTERNAL_SERVER_ERROR
from msgspec import Struct

from answerable.errors import AnswerableError, QueryError

_log = logging.getLogger("answerable")


class Problem(Struct, frozen=True, omit_defaults=True):
    """What went wrong: `title` names the kind, `detail` says it in words; `start` and `end` mark a query's place."""

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
    return _response(Problem(_title(type(error).__name__), error.status, public(error), request.url.path, *place))


def failed(request: Request[Any, Any, Any], error: HTTPException) -> Response[Problem]:
    """What the framework refuses: an unknown address, a parameter of the wrong kind, too many requests."""
    reasons = error.extra if isinstance(error.extra, list) else []
    wrong = "; ".join(f"{one.get('key', '')}: {one.get('message', '')}" for one in reasons if isinstance(one, dict))
    detail = f"{error.detail}: {wrong}" if wrong else error.detail
    response = _response(Problem(_title(type(error).__name__), error.status_code, detail, request.url.path))
    response.headers.update(error.headers or {})
    return response


def _response(problem: Problem) -> Response[Problem]:
    return Response(problem, status_code=problem.status, media_type="application/problem+json")


def _title(name: str) -> str:
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).split()
    return " ".join(word for word in words if word != "exception").capitalize()
