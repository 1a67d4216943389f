"""A line of JSON for each request: which page, how it went, how long it took.

Nothing personal is written: not who asked, not what they looked for, and of an address only the kind of page.
"""

import logging
import sys
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

import msgspec
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

REQUESTS = logging.getLogger("answerable.requests")


class Lines(logging.Formatter):
    """A record as a line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """`at` is UTC; `told` is what the record brought along; a fault has its trace."""
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        told |= getattr(record, "told", {})
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return msgspec.json.encode(told).decode()


def log_lines() -> None:
    """From now on all that answerable logs goes to standard error, a line of JSON each."""
    out = logging.StreamHandler(sys.stderr)
    out.setFormatter(Lines())
    root = logging.getLogger("answerable")
    root.handlers, root.propagate = [out], False
    root.setLevel(logging.INFO)


def page_kind(scope: Scope) -> str:
    """The kind of page that was asked for: `/q/{question_id:path}`; empty where there is none of the address."""
    return str(scope.get("path_template", ""))


def logging_requests(app: ASGIApp) -> ASGIApp:
    """Logs each request when it has been answered."""

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        began, status = perf_counter(), 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await app(scope, receive, sending)
        finally:
            taken = round(1000 * (perf_counter() - began), 1)
            told = {"method": str(scope["method"]), "page": page_kind(scope), "status": status, "ms": taken}
            REQUESTS.info("request", extra={"told": told})

    return answering
