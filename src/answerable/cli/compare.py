"""`answerable compare`: where the words of two answers differ."""

from typing import Annotated

import typer
from rich.table import Table

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import clean, columns, console, print_json
from answerable.cli.words import changed_words
from answerable.queries.compare import Comparison, OneOfTwo, TwoAnswers
from answerable.queries.compare import compare as compared

Id = Annotated[str, typer.Argument(metavar="ID", help="Such as uk-commons/2025-09-16/77123.")]


def compare(first: Id, second: Id, record: RecordOption = None, as_json: JsonOption = False) -> None:
    """Show the words that only one of two answers has: [−in the first], [+in the second]; both, if they share few."""
    with workspace(record) as opened:
        ids = [one.removeprefix("/q/").strip("/") for one in (first, second)]
        found = compared(opened, TwoAnswers(*ids))
    print_json(found) if as_json else _print(found)


def _print(found: Comparison) -> None:
    console.print(clean(f"−  {_told(found.here)}\n+  {_told(found.there)}\n"))
    if found.apart:
        console.print("They share hardly any words: each is shown as it was given.\n")
        console.print(_beside(found))
        return
    if all(one.kind == "same" for one in found.words):
        console.print("Their words are the same.\n")
    console.print(changed_words(found.words, "", whole=True))


def _beside(found: Comparison) -> Table:
    table = columns("−", "+")
    table.add_row(clean(found.here.answer), clean(found.there.answer))
    return table


def _told(one: OneOfTwo) -> str:
    return f"{one.id}{f', {one.heading}' if one.heading else ''}"
