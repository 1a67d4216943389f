"""`answerable serve`: the site and the API on this machine."""

import sys
from contextlib import nullcontext
from typing import Annotated

import typer

from answerable.cli.listening import listen
from answerable.cli.notify import notifying
from answerable.cli.options import JsonOption, RecordOption, chosen, workspace
from answerable.cli.printing import clean, console, print_json, steps
from answerable.errors import InputError
from answerable.web.serving import Options, serve_site

Port = Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="0 takes any free port.")]
WithNotify = Annotated[bool, typer.Option("--with-notify", help="Mail those who follow something, as notify does.")]
Workers = Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes that answer; one for each core.")]
Log = Annotated[bool, typer.Option("--log", help="A line of JSON on standard error for each request.")]
Metrics = Annotated[bool, typer.Option("--metrics", help="Counts and times under /metrics, for Prometheus.")]
ReadOnly = Annotated[bool, typer.Option("--read-only", help="Take nothing in: no forms, and findings as they are.")]
Host = Annotated[str, typer.Option("--host", help="The address to listen on.")]

_PLAIN = Options()


def serve(
    port: Port = 8000,
    host: Host = "127.0.0.1",
    workers: Workers = 1,
    log: Log = False,
    metrics: Metrics = False,
    read_only: ReadOnly = False,
    with_notify: WithNotify = False,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Serve the site and the API; prints the address."""
    if read_only and with_notify:
        raise InputError("--with-notify", "a record that is not for reading only", "--read-only")
    with workspace(record) as opened, steps() as progress:
        if not read_only:
            opened.refresh(progress)
    with notifying(chosen(record)) if with_notify else nullcontext():
        serve_record(port, host, record, as_json, Options(log, metrics, read_only), workers)


def serve_record(
    port: int, host: str, record: RecordOption, as_json: bool, options: Options = _PLAIN, workers: int = 1
) -> None:
    """Serves until it is stopped."""
    directory = chosen(record)
    listening = listen(host, port, workers)
    told = {"record": str(directory), "url": f"http://{host}:{listening.getsockname()[1]}/"}

    def ready() -> None:
        print_json(told) if as_json else console.print(
            clean(f"answerable serves {directory} at {told['url']}"), soft_wrap=True
        )
        sys.stdout.flush()

    serve_site(listening, options, workers, ready)
