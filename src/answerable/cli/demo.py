"""`answerable demo`: a made-up parliament, to look around in."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from answerable.cli.add import told
from answerable.cli.options import JsonOption, RecordOption, named, workspace
from answerable.cli.printing import clean, console, print_json, steps
from answerable.cli.serve import Host, Port, serve_record
from answerable.demo.older import documents as written
from answerable.demo.parliament import FIRST, LAST, Parliament
from answerable.demo.server import serve as serve_official
from answerable.demo.truth import write_truth
from answerable.errors import InputError
from answerable.pipeline.demo import add_parliament

Questions = Annotated[int, typer.Option("--questions", metavar="N", help="How many to make up.")]
Seed = Annotated[int, typer.Option("--seed", help="Another seed makes another parliament.")]
From = Annotated[
    datetime | None,
    typer.Option("--from", formats=["%Y-%m-%d"], metavar="DATE", help=f"The first day [default: {FIRST}]."),
]
To = Annotated[
    datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], metavar="DATE", help=f"The last day [default: {LAST}].")
]
Truth = Annotated[
    Path | None, typer.Option("--truth", metavar="DIR", help="Write down there, as JSONL, all that is true of it.")
]
Documents = Annotated[
    Path | None,
    typer.Option(
        "--documents", metavar="DIR", help="Write down there what was answered, in the older and other forms."
    ),
]
Service = Annotated[
    bool, typer.Option("--service", help="Answer like the official service, with a clock, for trying `sync`.")
]
NoServe = Annotated[bool, typer.Option("--no-serve", help="Only make the record.")]


def demo(
    questions: Questions = 600,
    seed: Seed = 1,
    first: From = None,
    last: To = None,
    truth: Truth = None,
    documents: Documents = None,
    service: Service = False,
    no_serve: NoServe = False,
    port: Port = 8000,
    host: Host = "127.0.0.1",
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make up a parliament from a seed, and serve its record."""
    parliament = Parliament(questions, seed, first.date() if first else FIRST, last.date() if last else LAST)
    if truth:
        write_truth(parliament, truth)
    if documents:
        _write(parliament, documents)
    if service:
        _serve_service(parliament, port, as_json)
        return
    directory = named(record) or _place(seed, parliament.first, parliament.last)
    with workspace(directory, create=True) as opened, steps() as progress:
        added = add_parliament(opened, parliament, progress)
    if not as_json:
        console.print(clean(f"{directory}: a made-up parliament; {told(added)}"), soft_wrap=True)
    elif no_serve:
        print_json(added)
    if not no_serve:
        serve_record(port, host, directory, as_json)


def _write(parliament: Parliament, directory: Path) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    for name, data in written(parliament):
        with (directory / name).open("wb") as file:
            file.writelines(data)


def _serve_service(parliament: Parliament, port: int, as_json: bool) -> None:
    """Answers as the official service would on a day that whoever asks can move, until it is stopped."""
    try:
        server = serve_official(parliament, port, parliament.first)
    except OSError as error:
        raise InputError(f"127.0.0.1:{port}", "a port that is free", error.strerror or str(error)) from None
    url = f"http://127.0.0.1:{server.server_address[1]}"
    if as_json:
        print_json({"url": url, "day": parliament.first})
    else:
        console.print(f"A made-up official service at {url}, on {parliament.first}.", soft_wrap=True)
        console.print(f"answerable sync uk-parliament --base-url {url} --from {parliament.first}", soft_wrap=True)
        console.print(f"curl -X PUT -d {parliament.last} {url}/clock  # moves its day", soft_wrap=True)
    sys.stdout.flush()
    server.serve_forever()


def _place(seed: int, first: date, last: date) -> Path:
    """A record of its own for each parliament, for two in one would make no sense."""
    usual = (seed, first, last) == (1, FIRST, LAST)
    return Path("answerable-demo.record" if usual else f"answerable-demo-{seed}-{first}-{last}.record")
