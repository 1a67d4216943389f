"""`answerable changes`: what happened lately."""

from typing import Annotated

import typer
from rich.text import Text

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import clean, console, count, print_json
from answerable.cli.words import changed_words
from answerable.model.dates import in_full
from answerable.model.history import Happening
from answerable.queries.changes import Changed, Changes, Since
from answerable.queries.changes import changes as happened

_LONGEST = 90  # letters of a title

SinceOption = Annotated[str, typer.Option("--since", metavar="DATE", help="A day, a month or a year: 2025-09-16.")]
Kind = Annotated[
    Happening | None, typer.Option("--kind", metavar="KIND", help="Only one kind, such as corrected or withdrawn.")
]
Limit = Annotated[int, typer.Option("--limit", min=1, max=10_000, help="How many to show.")]
Offset = Annotated[int, typer.Option("--offset", min=0, help="How many to pass over.")]


def changes(
    since: SinceOption,
    kind: Kind = None,
    limit: Limit = 100,
    offset: Offset = 0,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what happened to questions, or came to light, on a day or later."""
    with workspace(record) as opened:
        found = happened(opened, Since(since, kind.value if kind else "", limit, offset))
    print_json(found) if as_json else _print(found)


def _print(found: Changes) -> None:
    counts = ", ".join(f"{number:,} {kind}" for kind, number in found.counts.items())
    console.print(clean(f"since {in_full(found.since)}: {counts or 'nothing'}"), soft_wrap=True)
    for one in found.changes:
        _print_one(one)
    if len(found.changes) < found.total:
        console.print(Text(f"{count(len(found.changes), 'change')} of {found.total:,}; --offset shows others", "dim"))


def _print_one(one: Changed) -> None:
    title = one.title if len(one.title) <= _LONGEST else one.title[:_LONGEST].rsplit(" ", 1)[0] + " …"
    console.print(clean(f"\n{in_full(one.day) or 'no date'}: {one.change.kind.value}, {title}"))
    if one.change.words:
        console.print(changed_words(one.change.words, "  "))
    elif one.change.before and one.change.after:
        console.print(clean(f"  {one.change.before} → {one.change.after}"))
    console.print(Text(f"  {one.id}", "dim"))
