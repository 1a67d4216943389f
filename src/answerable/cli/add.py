"""`answerable add`: files, archives or standard input go into the record."""

from pathlib import Path
from typing import Annotated

import typer

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import console, count, print_json, steps
from answerable.pipeline.ingest import Added, add_paths, tables_of
from answerable.workspace import FINDINGS

Paths = Annotated[
    list[str], typer.Argument(metavar="PATH…|-", help="Files to add (gz and zip too), or - for standard input.")
]
ColumnsOption = Annotated[
    Path | None, typer.Option("--columns", metavar="FILE", help="TOML that says what a table's columns are.")
]
LaterOption = Annotated[
    bool, typer.Option("--later", help="Only make it searchable now; all else follows when it is next asked for.")
]


def add(
    paths: Paths,
    columns: ColumnsOption = None,
    later: LaterOption = False,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add saved pages, official files, tables, lists of ministers' posts or exports; their content tells their form."""
    source = tables_of(columns) if columns else None
    with workspace(record, create=True) as opened, steps() as progress:
        added = add_paths(opened, paths, source, progress, ("search",) if later else FINDINGS)
    print_json(added) if as_json else console.print(told(added), soft_wrap=True)


def told(added: Added) -> str:
    """What adding did, in a sentence."""
    unread = f"; {count(added.unread, 'place')} could not be read (see `answerable status`)" if added.unread else ""
    if added.waiting:
        wait = "text waits until its" if added.waiting == 1 else "texts wait until their"
        unread += f"; {added.waiting:,} {wait} question or answer is here"
    if added.posts and not added.questions:
        posts = f"{count(added.posts, 'post')} of ministers, {added.fresh_posts:,} new or changed"
        return f"{added.source}: {posts}{unread}"
    if not added.new and not added.changed and not added.waiting:
        news = "nothing new: all of it was in the record already"
    else:
        news = f"{added.new:,} new, {added.changed:,} changed, {added.unchanged:,} unchanged"
    return f"{added.source}: {count(added.questions, 'question')}, {count(added.answers, 'answer')}; {news}{unread}"
