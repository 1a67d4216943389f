"""`answerable serve`: the site and the API on this machine."""

import socket
import sys
from contextlib import nullcontext
from typing import Annotated

import typer
import uvicorn

from answerable.cli.notify import notifying
from answerable.cli.options import JsonOption, RecordOption, chosen, workspace
from answerable.cli.printing import clean, console, print_json, steps
from answerable.errors import InputError

Port = Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="0 takes any free port.")]
WithNotify = Annotated[bool, typer.Option("--with-notify", help="Mail those who follow something, as notify does.")]
Host = Annotated[str, typer.Option("--host", help="The address to listen on.")]


def serve(
    port: Port = 8000, host: Host = "127.0.0.1", with_notify: WithNotify = False, record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:  # fmt: skip
    """Serve the site and the API; prints the address."""
    with workspace(record) as opened, steps() as progress:
        opened.refresh(progress)
    with notifying(chosen(record)) if with_notify else nullcontext():
        serve_record(port, host, record, as_json)


def serve_record(port: int, host: str, record: RecordOption, as_json: bool) -> None:
    """Serves until it is stopped."""
    directory = chosen(record)
    listening = _listen(host, port)
    told = {"record": str(directory), "url": f"http://{host}:{listening.getsockname()[1]}/"}
    print_json(told) if as_json else console.print(
        clean(f"answerable serves {directory} at {told['url']}"), soft_wrap=True
    )
    sys.stdout.flush()
    config = uvicorn.Config("answerable.web.app:application", factory=True, log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port))
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"{host}:{port}", "an address and port that are free", reason) from None
