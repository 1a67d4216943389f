"""`answerable demo`: a made-up parliament, to look around in."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from answerable.cli.add import told
from answerable.cli.options import JsonOption, RecordOption, named, workspace
from answerable.cli.printing import clean, console, print_json, steps
from answerable.cli.serve import Host, Port, serve_record
from answerable.demo.parliament import FIRST, LAST, Parliament
from answerable.demo.truth import write_truth
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
NoServe = Annotated[bool, typer.Option("--no-serve", help="Only make the record.")]


def demo(
    questions: Questions = 600,
    seed: Seed = 1,
    first: From = None,
    last: To = None,
    truth: Truth = None,
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
    directory = named(record) or _place(seed, parliament.first, parliament.last)
    with workspace(directory, create=True) as opened, steps() as progress:
        added = add_parliament(opened, parliament, progress)
    if not as_json:
        console.print(clean(f"{directory}: a made-up parliament; {told(added)}"), soft_wrap=True)
    elif no_serve:
        print_json(added)
    if not no_serve:
        serve_record(port, host, directory, as_json)


def _place(seed: int, first: date, last: date) -> Path:
    """A record of its own for each parliament, for two in one would make no sense."""
    usual = (seed, first, last) == (1, FIRST, LAST)
    return Path("answerable-demo.record" if usual else f"answerable-demo-{seed}-{first}-{last}.record")
