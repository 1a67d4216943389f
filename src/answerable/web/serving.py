"""How the site is served: in one process or several, patient with nobody who sends a request too slowly."""

import asyncio
import os
from collections.abc import Callable
from secrets import token_hex
from socket import socket
from tempfile import TemporaryDirectory

import uvicorn
from msgspec import Struct
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.supervisors import Multiprocess

from answerable.api.limits import COUNTS_VARIABLE
from answerable.errors import RecordError

OPTIONS_VARIABLE = "ANSWERABLE_SERVE_OPTIONS"  # the options that hold, for the processes that serve
SECRET_VARIABLE = "ANSWERABLE_FORM_SECRET"
_METRICS_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
_WHOLE_WITHIN = 20  # seconds that a request may take to arrive
_KEPT_OPEN = 10  # seconds between two requests of one connection
_AT_ONCE = 1_000  # connections and requests of one process; more are told to come again
_UP = 120  # seconds that a process may take to be ready
_GRACE = 20  # seconds that what is being answered may still take when the site is stopped


class Options(Struct, frozen=True):
    """`log`: a line of JSON for each request; `metrics`: under /metrics; `read_only`: nothing is taken in."""

    log: bool = False
    metrics: bool = False
    read_only: bool = False

    def told(self) -> str:
        """As `options_of` reads them."""
        return " ".join(name for name in self.__struct_fields__ if getattr(self, name))


def options_of(told: str) -> Options:
    """The options that the environment names."""
    return Options(**{name: name in told.split() for name in Options.__struct_fields__})


def serve_site(listening: socket, options: Options, workers: int, ready: Callable[[], None]) -> None:
    """Serves the record that the environment names until SIGTERM or SIGINT; what is being answered then is finished.

    `ready` is called when somebody who connects will be answered.
    """
    os.environ[OPTIONS_VARIABLE] = options.told()
    # A secret of this run: a form that was open while the site was started anew is refused, and says so.
    os.environ[SECRET_VARIABLE] = token_hex(32)
    config = uvicorn.Config(
        "answerable.web.app:application",
        factory=True,
        http=Prompt,
        workers=workers,
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=_AT_ONCE,
        timeout_keep_alive=_KEPT_OPEN,
        timeout_graceful_shutdown=_GRACE,
    )
    if workers == 1:
        ready()
        uvicorn.Server(config).run(sockets=[listening])
        return
    with TemporaryDirectory(prefix="answerable-") as counts:  # what the processes count, each or together
        os.environ[COUNTS_VARIABLE] = f"{counts}/requests.sqlite"
        if options.metrics:
            os.environ[_METRICS_VARIABLE] = counts
        several = _Several(config, [listening], ready)
        several.run()
    if several.failed:
        raise RecordError("the processes that serve did not start; what they said of it stands above")


class _Several(Multiprocess):
    """Processes that serve; says when all of them do."""

    def __init__(self, config: uvicorn.Config, sockets: list[socket], ready: Callable[[], None]) -> None:
        super().__init__(config, sockets)
        self._ready, self.failed = ready, False

    def init_processes(self) -> None:
        """Starts them; when one does not come up all are stopped, for it would not come up the next time either."""
        super().init_processes()
        if all(one.wait_until_ready(_UP, self.should_exit) for one in self.processes):
            self._ready()
        else:
            self.failed = True
            self.should_exit.set()
            for one in self.processes:
                one.kill()  # one that hangs would not end when it is told to, and be waited for without end


class Prompt(HttpToolsProtocol):
    """Closes a connection whose next request does not arrive whole in time."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """The first request is awaited from now on."""
        super().connection_made(transport)
        self._await()

    def on_message_begin(self) -> None:
        """A request begins to arrive."""
        super().on_message_begin()
        self._await()

    def on_message_complete(self) -> None:
        """A request has arrived."""
        super().on_message_complete()
        self._arrived()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is awaited any more."""
        self._arrived()
        super().connection_lost(exc)

    def _await(self) -> None:
        self._arrived()
        self._late = self.loop.call_later(_WHOLE_WITHIN, self.timeout_keep_alive_handler)

    def _arrived(self) -> None:
        if self._late:
            self._late.cancel()
        self._late = None
