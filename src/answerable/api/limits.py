"""How much one network address may ask in a while, counted by all processes of a site together."""

import os
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
from litestar import Litestar
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.exceptions import TooManyRequestsException
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

COUNTS_VARIABLE = "ANSWERABLE_REQUEST_COUNTS"  # the file that several processes count in
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS counted "
    "(what TEXT, who TEXT, times INTEGER, until INTEGER, PRIMARY KEY (what, who)) WITHOUT ROWID"
)
_COUNT = (
    "INSERT INTO counted VALUES (:what, :who, 1, :now + :seconds) ON CONFLICT DO UPDATE "
    "SET times = iif(until <= :now, 1, times + 1), until = iif(until <= :now, :now + :seconds, until) "
    "RETURNING times, until"
)
_FORGET = "DELETE FROM counted WHERE until <= ?"


class Counts:
    """The requests of each network address, in a file that the processes share, or in memory where one serves alone.

    The file is no part of the record: it begins empty and goes when the site stops.
    """

    def __init__(self, file: str) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("PRAGMA journal_mode = MEMORY")
        self._connection.execute(_SCHEMA)

    def another(self, what: str, who: str, seconds: int) -> tuple[int, int]:
        """How often they asked for it in this while, this time too, and in how many seconds the next while begins."""
        now = int(time.time())
        asked = {"what": what, "who": who, "seconds": seconds, "now": now}
        times, until = self._connection.execute(_COUNT, asked).fetchone()
        return times, until - now

    def forget(self) -> None:
        """Lets go of the addresses whose while is over."""
        self._connection.execute(_FORGET, (int(time.time()),))

    def close(self) -> None:
        """Ends the counting."""
        self._connection.close()


def counts_of_site() -> Counts:
    """The counts that the environment names, else new ones."""
    return Counts(os.environ.get(COUNTS_VARIABLE, ":memory:"))


class Limit(ASGIMiddleware):
    """Refuses with 429 what a network address asks beyond `most` requests in so many seconds, and tells how it stands.

    The headers are those of the IETF's draft-ietf-httpapi-ratelimit-headers-06; `what` names the count.
    """

    scopes = (ScopeType.HTTP,)

    def __init__(self, what: str, most: int, seconds: int) -> None:
        self._what, self._most, self._seconds = what, most, seconds

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Counts a request, and answers or refuses it."""
        who = scope["client"][0] if scope["client"] else ""
        times, left = scope["litestar_app"].state.counts.another(self._what, who, self._seconds)
        told = {
            "RateLimit-Policy": f"{self._most}; w={self._seconds}",
            "RateLimit-Limit": str(self._most),
            "RateLimit-Remaining": str(max(self._most - times, 0)),
            "RateLimit-Reset": str(left),
        }
        if times > self._most:
            raise TooManyRequestsException(headers=told)

        async def telling(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableScopeHeaders.from_message(message).update(told)
            await send(message)

        await next_app(scope, receive, telling)


@asynccontextmanager
async def forgetting_askers(app: Litestar) -> AsyncIterator[None]:
    """Lets go, each minute, of the network addresses whose while is over."""

    async def forget() -> None:
        while True:
            await anyio.sleep(60)
            app.state.counts.forget()

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(forget)
        yield
        tasks.cancel_scope.cancel()
