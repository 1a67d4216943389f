"""`answerable backup`: a copy of the record while it is in use."""

from pathlib import Path
from typing import Annotated

import typer

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import clean, console, print_json, steps
from answerable.pipeline.backup import backup as copy

To = Annotated[Path, typer.Argument(metavar="DIR", help="The copy: a directory that is not there yet.")]


def backup(to: To, record: RecordOption = None, as_json: JsonOption = False) -> None:
    """Copy the record, also while others read it and add to it; the copy is a record like any other."""
    with workspace(record) as opened, steps() as progress:
        progress.total("copying, per mille", 1000)
        made = copy(opened, to, lambda count: progress("copying, per mille", count))
    if as_json:
        print_json(made)
    else:
        size = f"{made.size / 1e6:,.1f} MB"
        console.print(clean(f"{made.directory}: {made.questions:,} questions, {size}"), soft_wrap=True)
