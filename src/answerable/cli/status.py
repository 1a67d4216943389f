"""`answerable status`: what is in the record."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table

from answerable.cli.gaps import show_gaps
from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import clean, columns, console, count, moment, print_json
from answerable.model.dates import in_full
from answerable.queries.status import Nothing, Status
from answerable.queries.status import status as standing
from answerable.record.summary import Summary, UnreadPlace

_MOST_PLACES = 10  # of what could not be read, and of what waits


GapsOption = Annotated[
    bool, typer.Option("--gaps", help="Day by day: what the source has, what is held, clipped, missing or not read.")
]


def status(gaps: GapsOption = False, record: RecordOption = None, as_json: JsonOption = False) -> None:
    """Say what is in the record, from where, how fresh, what could not be read, and what is lacking."""
    with workspace(record) as opened:
        if gaps:
            show_gaps(opened, as_json)
            return
        told = standing(opened, Nothing())
    print_json(told) if as_json else _print(told)


def _print(told: Status) -> None:
    held = told.summary
    answered = f"{held.answered:,} with an answer, in {count(held.answers, 'answer')}"
    console.print(f"{told.record}: [bold]{count(held.questions, 'question')}[/], {answered}")
    if held.first_tabled:
        console.print(f"tabled {in_full(held.first_tabled)} to {in_full(held.last_tabled)}")
        console.print(f"last answer {in_full(held.last_answered) or 'none'}; added last {moment(held.last_added)}")
    if not held.sources:
        console.print("The record is empty: `answerable add FILE` fills it.")
        return
    console.print("", _sources(held), "", _standings(held), sep="\n")
    _places(f"{count(held.unread, 'place')} could not be read", told.unread)
    waits = "text waits for its" if held.waiting == 1 else "texts wait for their"
    _places(f"{held.waiting:,} {waits} question or answer", told.waiting)


def _places(what: str, newest: Sequence[UnreadPlace]) -> None:
    if newest:
        console.print(f"\n{what}; the newest:")
    for one in newest[:_MOST_PLACES]:
        console.print(clean(f"  {one.document}, {one.place}: {one.reason}"))


def _sources(held: Summary) -> Table:
    table = columns("source", "documents#", "observations#", "not read#", "waiting#", "added last")
    for one in held.sources:
        counts = (f"{number:,}" for number in (one.documents, one.observations, one.unread, one.waiting))
        table.add_row(one.source, *counts, moment(one.last_added))
    return table


def _standings(held: Summary) -> Table:
    table = columns("status", "questions#")
    for word, number in held.status.items():
        table.add_row(word, f"{number:,}")
    return table
