"""`answerable add`: files, archives or standard input go into the record."""

from typing import Annotated

import typer

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import console, count, print_json, steps
from answerable.pipeline.ingest import Added, add_paths

Paths = Annotated[
    list[str], typer.Argument(metavar="PATH…|-", help="Files to add (gz and zip too), or - for standard input.")
]


def add(paths: Paths, record: RecordOption = None, as_json: JsonOption = False) -> None:
    """Add saved pages, official files or exports; their form is found by their content."""
    with workspace(record, create=True) as opened, steps() as progress:
        added = add_paths(opened, paths, progress)
    print_json(added) if as_json else console.print(told(added), soft_wrap=True)


def told(added: Added) -> str:
    """What adding did, in a sentence."""
    if not added.new and not added.changed:
        news = "nothing new: all of it was in the record already"
    else:
        news = f"{added.new:,} new, {added.changed:,} changed, {added.unchanged:,} unchanged"
    unread = f"; {count(added.unread, 'place')} could not be read (see `answerable status`)" if added.unread else ""
    return f"{added.source}: {count(added.questions, 'question')}, {count(added.answers, 'answer')}; {news}{unread}"
