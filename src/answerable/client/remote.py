"""A record that a server tells of, over the API."""

import time
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import msgspec
from msgspec import Struct
from msgspec.structs import fields

from answerable.client.source import Told
from answerable.errors import AnswerableError, InputError, QueryError, Refused, ServiceError
from answerable.queries.asking import Asked
from answerable.queries.catalogue import PREFIX
from answerable.queries.listing import is_list, items

PATIENCE = 120  # seconds that a server that asks to wait is waited for in all
_TIMEOUT = httpx.Timeout(60, connect=10)
_TRIES = 2  # more, where no connection came about
_WAIT = 5  # seconds, where the server does not say how long
_TOO_MANY, _BROKEN = 429, 500


class _Problem(Struct, frozen=True):
    """What the server says is wrong (RFC 9457)."""

    title: str
    detail: str
    start: int = 0
    end: int = 0


class Remote:
    """Asks the server at an address: of its site, or of its API."""

    def __init__(self, url: str, patience: float) -> None:
        self._url, self._patience = url.rstrip("/").removesuffix(PREFIX), patience
        if not _host(self._url):
            raise InputError(url[:200], "the address of a server, such as http://127.0.0.1:8000", "none")
        self._client = httpx.Client(
            base_url=self._url + PREFIX,
            headers={"User-Agent": f"answerable/{version('answerable')}", "Accept": "application/json"},
            timeout=_TIMEOUT,
            transport=httpx.HTTPTransport(retries=_TRIES),
            follow_redirects=True,
        )

    def told(self, asked: Asked) -> Told:
        """The answer, or the page of it after the cursor."""
        reply = self._reply(asked)
        try:
            answer = msgspec.json.decode(reply.content, type=asked.query.answers)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            came = reply.headers.get("content-type", "nothing")
            raise ServiceError(f"{self._url}: expected an answer of answerable; got {came} ({error})") from None
        return Told(answer, items(asked.query, answer), _next(reply))

    def close(self) -> None:
        """Ends the connections."""
        self._client.close()

    def _reply(self, asked: Asked) -> httpx.Response:
        """A reply that answers; whoever asks to wait is waited for."""
        left = self._patience
        while True:
            reply = self._get(asked)
            wait = _asked_to_wait(reply)
            if reply.status_code != _TOO_MANY or wait > left:
                return reply if reply.is_success else self._refused(reply, asked)
            left -= wait
            time.sleep(wait)

    def _get(self, asked: Asked) -> httpx.Response:
        given = dict(_parameters(asked))
        path = asked.query.path.replace("{id}", quote(str(given.pop("id", ""))))
        try:
            return self._client.post(path, json=given) if asked.query.private else self._client.get(path, params=given)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ServiceError(f"{self._url}: no answer ({error or type(error).__name__})") from None

    def _refused(self, reply: httpx.Response, asked: Asked) -> httpx.Response:
        try:
            problem = msgspec.json.decode(reply.content, type=_Problem)
        except (msgspec.DecodeError, UnicodeDecodeError):
            said = f"expected an answer of answerable; got {reply.status_code} {reply.reason_phrase}"
            raise (ServiceError if reply.status_code >= _BROKEN else Refused)(f"{self._url}: {said}") from None
        raise self._error(problem, asked)

    def _error(self, problem: _Problem, asked: Asked) -> AnswerableError:
        """The error as it would be with the record at hand."""
        kind = {one.title(): one for one in _kinds(AnswerableError)}.get(problem.title, ServiceError)
        if issubclass(kind, QueryError):
            query = str(getattr(asked.asks, "q", ""))
            message = problem.detail.partition(f" (at character {problem.start + 1} of ")[0]
            return kind(query, problem.start, problem.end, message)
        if issubclass(kind, InputError):
            name, _, said = problem.detail.partition(": expected ")
            expected, _, came = said.partition("; got ")
            return kind(name, expected, came)
        return kind(problem.detail)


def _parameters(asked: Asked) -> Iterator[tuple[str, Any]]:
    """What stands in the address: all that is not as it would be anyway."""
    paged = is_list(asked.query)
    for field in fields(asked.asks):
        value = getattr(asked.asks, field.name)
        if value != field.default and not (paged and field.name in ("limit", "offset")):
            yield field.name, str(value).lower() if isinstance(value, bool) else value
    if paged:
        yield "limit", asked.limit
    if asked.cursor:
        yield "cursor", asked.cursor


def _host(url: str) -> str:
    try:
        return httpx.URL(url).host
    except httpx.InvalidURL:
        return ""


def _next(reply: httpx.Response) -> str:
    """The cursor in the link to the next page."""
    link = reply.links.get("next", {}).get("url", "")
    return parse_qs(urlsplit(link).query).get("cursor", [""])[0]


def _asked_to_wait(reply: httpx.Response) -> float:
    said = reply.headers.get("retry-after", "")
    return float(said) if said.isdecimal() else _WAIT


def _kinds(kind: type[AnswerableError]) -> Iterator[type[AnswerableError]]:
    yield kind
    for one in kind.__subclasses__():
        yield from _kinds(one)
