"""`answerable mcp`: the record as tools for assistants."""

import sys
from importlib import import_module
from typing import Annotated

import typer

from answerable.cli.listening import listen
from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import console, print_json, steps
from answerable.cli.serve import Host

Http = Annotated[bool, typer.Option("--http", help="Listen at an address instead of standard input and output.")]
Port = Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="With --http; 0 takes any free port.")]
Site = Annotated[
    str,
    typer.Option(
        "--site",
        metavar="URL",
        help="Where the record's site is, so that addresses are whole; else the site of settings.toml.",
    ),
]


def mcp(
    http: Http = False,
    port: Port = 8001,
    host: Host = "127.0.0.1",
    site: Site = "",
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Serve the queries as tools for assistants (MCP), on standard input and output or over HTTP."""
    with workspace(record) as opened:
        with steps() as progress:
            opened.refresh(progress)
        # What speaks the protocol takes a while to read, and no other command needs it.
        server = import_module("answerable.mcp.server")
        if not http:
            server.serve_stdio(opened, site or opened.settings.site)
            return
        listening = listen(host, port)
        url = f"http://{host}:{listening.getsockname()[1]}{server.PATH}"
        print_json({"url": url}) if as_json else console.print(f"answerable answers assistants at {url}")
        sys.stdout.flush()
        server.serve_http(opened, site or opened.settings.site, listening)
