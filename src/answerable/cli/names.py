"""`answerable names`: whom names as printed are taken to mean, and which of them stay open."""

from typing import Annotated

import typer

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import clean, columns, console, count, print_json
from answerable.queries.printed_names import NamesTold, PrintedName, PrintedNames, Which, printed_names
from answerable.queries.views import Person

_HOW = {
    "exact": "exact",
    "normalised": "order, case, title",
    "initials": "initials",
    "seat": "by the seat",
    "like": "like it only",
}


WhichOption = Annotated[Which, typer.Option("--which", help="Which names to list.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many to show.")]


def names(
    which: WhichOption = "uncertain", limit: Limit = 100, record: RecordOption = None, as_json: JsonOption = False
) -> None:
    """List names as printed that may mean several Members, or only look like one's; nothing is guessed."""
    with workspace(record) as opened:
        told = printed_names(opened, PrintedNames(which, limit))
    print_json(told) if as_json else _print(told)


def _print(told: NamesTold) -> None:
    console.print(
        f"{count(told.total, 'name')} printed without an official number: {told.certain:,} certain, "
        f"{told.uncertain:,} uncertain, {told.none:,} of nobody known",
        soft_wrap=True,
    )
    if told.names:
        table = columns("as printed", "seat", "asked#", "answered#", "told by", "who")
        for one in told.names:
            table.add_row(
                clean(one.name), clean(one.seat or ""), f"{one.asked:,}", f"{one.answered:,}",
                _HOW.get(one.how or "", ""), clean(_who(one)),
            )  # fmt: skip
        console.print(table)
    if not told.certain and told.total:
        console.print("`answerable sync uk-members --all` reads who the Members are.")


def _who(one: PrintedName) -> str:
    if one.member:
        return _named(one.member)
    return "perhaps " + " or ".join(map(_named, one.candidates)) if one.candidates else "nobody known"


def _named(member: Person) -> str:
    return f"{member.name} ({member.id})"
