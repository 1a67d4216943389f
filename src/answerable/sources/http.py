"""Asking services on the network: politely, with patience, and never believing a reply that is not whole."""

import random
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import Path
from threading import Event, Lock
from typing import Any, TypeVar
from urllib.request import getproxies, proxy_bypass

import msgspec
from msgspec import Struct
from urllib3 import BaseHTTPResponse, PoolManager, ProxyManager, Timeout, make_headers
from urllib3.exceptions import (
    DecodeError,
    HTTPError,
    IncompleteRead,
    LocationParseError,
    NewConnectionError,
    ProtocolError,
    TimeoutError,
)
from urllib3.util import Url, parse_url

from answerable.errors import InputError, NotThere, Refused, ServiceError
from answerable.sources.jsontext import BadJson, decoded

_AHEAD = 256  # replies that may wait until an earlier one is there
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})  # statuses of faults that pass
_GONE = frozenset({404, 410})
_SHOWN = 60  # characters of a reply in a message
_PIECE = 1 << 16  # bytes of a reply read at once
_STEADY = 0.98  # how fast the pace returns to the usual after a service was crowded


class Manners(Struct, frozen=True):
    """How a service is asked. Times are in seconds, sizes in bytes; `rate` is requests a second, 0 for no bound.

    `longest_wait` is how long we wait between two tries, and how much a service may ask us to; `patience` is what
    one reply may take from the first byte asked to the last one read.
    """

    rate: float = 20
    at_once: int = 8
    tries: int = 6
    first_wait: float = 0.5
    longest_wait: float = 60
    patience: float = 60
    largest: int = 32 << 20


class ServiceFacts(Struct, frozen=True, kw_only=True):
    """What the `source.toml` of every service says; `look_back` is in days: how far back to read anew, or when."""

    base_url: str
    look_back: int
    manners: Manners


F = TypeVar("F", bound=ServiceFacts)


def facts_beside(module: str, kind: type[F]) -> F:
    """The facts in the `source.toml` that stands beside a module's file."""
    return msgspec.toml.decode(Path(module).with_name("source.toml").read_bytes(), type=kind)


class Pace:
    """When the next request may leave: evenly spaced, later when the service asks for it, slower after it did."""

    def __init__(self, rate: float) -> None:
        self._usual = 1 / rate if rate else 0.0
        self._gap = self._usual
        self._next = 0.0
        self._held = 0.0
        self._lock = Lock()

    def turn(self) -> float:
        """Takes the next turn; returns how many seconds it is away."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next)
            self._next = turn + self._gap
        return turn - now

    def hold(self, seconds: float) -> None:
        """Nobody asks for so long; many replies that ask for it at once slow us down only once."""
        with self._lock:
            now = time.monotonic()
            if now >= self._held:
                self._gap = max(1.5 * self._gap, 0.005)
            self._held = max(self._held, now + seconds)
            self._next = max(self._next, self._held)

    def ease(self) -> None:
        """A reply came: back towards the usual pace."""
        with self._lock:
            self._gap = max(self._usual, self._gap * _STEADY)


class _Fault(Exception):
    """A reply that is none; it may pass. `wait` is what the service asks us to wait."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class Service:
    """A service that answers in JSON. `sent` counts requests, `repeated` those that had to be sent again."""

    def __init__(self, base_url: str, manners: Manners) -> None:
        url = _checked(base_url)
        self.base_url, self.manners = base_url.rstrip("/"), manners
        self.sent = self.repeated = 0
        self._counting = Lock()
        self._stopped = Event()
        self._pace = Pace(manners.rate)
        self._connections = _connections(url, manners)

    def close(self) -> None:
        """Lets go of connections."""
        self._connections.clear()

    def get(self, path: str, query: Mapping[str, str] | None = None) -> bytes:
        """The reply, one whole JSON value.

        Raises NotThere, Refused, or ServiceError when the service could not be brought to answer.
        """
        address = self.base_url + path
        for tried in range(1, self.manners.tries + 1):
            self._rest(self._pace.turn())
            self._count(tried)
            try:
                reply = self._once(address, query)
            except _Fault as fault:
                self._wait_after(fault, tried, address)
            else:
                self._pace.ease()
                return reply
        raise AssertionError("the last try either answers or raises")

    def each(self, paths: Iterable[str], query: Mapping[str, str] | None = None) -> Iterator[bytes | ServiceError]:
        """The reply to each path, in their order, several being asked at once; a failure stands in its place.

        Whoever stops before the end has done with the service.
        """
        waiting: deque[Future[bytes | ServiceError]] = deque()
        with ThreadPoolExecutor(self.manners.at_once) as asking:
            try:
                for path in paths:
                    waiting.append(asking.submit(self._tried, path, query))
                    if len(waiting) >= _AHEAD:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            except BaseException:  # also when nobody wants the rest: a request that waits must not hold us up
                self._stopped.set()
                asking.shutdown(wait=False, cancel_futures=True)
                raise

    def _tried(self, path: str, query: Mapping[str, str] | None) -> bytes | ServiceError:
        try:
            return self.get(path, query)
        except ServiceError as error:
            return error

    def _count(self, tried: int) -> None:
        with self._counting:
            self.sent += 1
            self.repeated += tried > 1

    def _once(self, address: str, query: Mapping[str, str] | None) -> bytes:
        try:
            reply = self._connections.request("GET", address, fields=query, redirect=False, preload_content=False)
            try:
                _check_status(reply, address)
                body = self._body(reply, address)
            except BaseException:  # what is left of the reply must not be taken for the next one
                reply.close()
                raise
            finally:
                reply.release_conn()
        except HTTPError as error:
            raise _Fault(_in_our_words(error)) from None
        _check_json(body)
        return body

    def _body(self, reply: BaseHTTPResponse, address: str) -> bytes:
        """The bytes of the reply, given up when there are too many or they come too slowly."""
        end = time.monotonic() + self.manners.patience
        pieces, size = [], 0
        while piece := reply.read1(_PIECE, decode_content=True):
            pieces.append(piece)
            size += len(piece)
            if size > self.manners.largest:
                raise Refused(f"{address}: expected at most {self.manners.largest:,} bytes; got more")
            if time.monotonic() > end:
                raise _Fault("its reply came too slowly")
        return b"".join(pieces)

    def _wait_after(self, fault: _Fault, tried: int, address: str) -> None:
        manners = self.manners
        if tried == manners.tries:
            raise ServiceError(f"{address}: no reply in {tried} tries; the last time: {fault}")
        if fault.wait is not None and fault.wait > manners.longest_wait:
            raise ServiceError(f"{address}: {fault}; it asks to wait {fault.wait:,.0f} seconds, so try again then")
        if fault.wait is not None:
            self._pace.hold(fault.wait)
        else:
            longest = min(manners.first_wait * 2 ** (tried - 1), manners.longest_wait)
            self._rest(longest * random.uniform(0.5, 1))  # so that many do not come back at once

    def _rest(self, seconds: float) -> None:
        if self._stopped.wait(seconds) if seconds > 0 else self._stopped.is_set():
            raise ServiceError(f"{self.base_url}: no more is asked for")


def _checked(base_url: str) -> Url:
    with suppress(LocationParseError):
        url = parse_url(base_url)
        if url.scheme in ("http", "https") and url.host:
            return url
    raise InputError("address of a service", "one like https://service.example", repr(base_url[:80]))


def _connections(url: Url, manners: Manners) -> PoolManager:
    """Kept open between requests, as many as may be under way; through a proxy where the system names one."""
    options: dict[str, Any] = {
        "headers": make_headers(
            accept_encoding=True,
            user_agent=f"answerable/{version('answerable')} (keeps the record of written questions)",
        ),
        "timeout": Timeout(min(manners.patience, 30)),
        "maxsize": manners.at_once,
        "block": True,
        "retries": False,
    }
    proxy = getproxies().get(url.scheme or "")
    if proxy and not proxy_bypass(url.host or ""):
        return ProxyManager(proxy, **options)
    return PoolManager(**options)


def _in_our_words(error: HTTPError) -> str:
    if isinstance(error, NewConnectionError):
        why = error.__cause__
        return f"it cannot be reached ({(isinstance(why, OSError) and why.strerror) or why or error})"
    if isinstance(error, TimeoutError):
        return "it took too long"
    if isinstance(error, DecodeError):
        return f"its reply could not be unpacked ({error.args[0]})"
    if isinstance(error, ProtocolError | IncompleteRead):
        return "it closed the connection before its reply was whole"
    return str(error) or type(error).__name__


def _check_status(reply: BaseHTTPResponse, address: str) -> None:
    status = reply.status
    said = f"{status} {reply.reason or ''}".strip()
    if status in _GONE:
        raise NotThere(f"{address}: the service has nothing here ({said})")
    if status in _PASSING:
        raise _Fault(f"it said {said}", _seconds(reply.headers.get("Retry-After"), crowded=status == 429))
    if reply.get_redirect_location() is not False:
        raise Refused(f"{address}: expected an answer; got sent on to {reply.headers.get('Location', '')[:200]}")
    if status != 200:
        raise Refused(f"{address}: expected an answer; got {said}")


def _seconds(retry_after: str | None, *, crowded: bool) -> float | None:
    """Retry-After in seconds, from a number or a date (RFC 9110 10.2.3); one second where a crowded service is mute."""
    if retry_after is None:
        return 1.0 if crowded else None
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return 1.0
    return max((moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds(), 0.0)


def _check_json(body: bytes) -> None:
    start = body[:1000].lstrip()
    if start.startswith(b"<"):
        raise _Fault(f"expected JSON; got HTML or XML: {_beginning(start)}")
    try:
        decoded(body)
    except BadJson as error:
        raise _Fault(f"expected whole JSON; got {_beginning(start)} ({error})") from None


def _beginning(body: bytes) -> str:
    return repr(" ".join(body[:200].decode("utf-8", "replace").split())[:_SHOWN])
