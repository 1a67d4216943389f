"""`answerable same`: which answers are the same answer."""

from collections.abc import Iterable
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import clean, columns, console, count, print_json, steps
from answerable.model.dates import in_full
from answerable.queries.same import Largest, OneAnswer, Repetition, SameAnswer, Share, largest
from answerable.queries.same import same as cluster

_BEGINNING = 160  # letters of an answer

Id = Annotated[str | None, typer.Argument(metavar="[ID]", help="Such as uk-commons/2025-09-16/77123.")]
Body = Annotated[str, typer.Option("--body", help="Only answers of this body: its id, or words of its name.")]
Year = Annotated[int, typer.Option("--year", min=0, max=9999, help="Only answers of this year.")]
Undeclared = Annotated[bool, typer.Option("--undeclared", help="Only answers that were not officially grouped.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=100, help="How many to show.")]


def same(
    question_id: Id = None,
    body: Body = "",
    year: Year = 0,
    undeclared: Undeclared = False,
    limit: Limit = 20,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show who else got a question's answer, or the answers given most often."""
    with workspace(record) as opened:
        with steps() as progress:
            opened.refresh(progress)
        if question_id:
            one = cluster(opened, OneAnswer(question_id.removeprefix("/q/").strip("/"), limit))
            print_json(one) if as_json else _print_one(one)
        else:
            found = largest(opened, Largest(body, year, undeclared, limit))
            print_json(found) if as_json else _print_all(found)


def _print_all(found: Repetition) -> None:
    if not found.answers:
        console.print("No answer was given more than once.")
    for one in found.answers:
        given = f"given {one.answers:,} times" if one.answers > 1 else "given once"
        heading = f"{given}, to {count(one.questions, 'question')}"
        console.print(Text(f"{heading} · {one.body or ''}".rstrip(" ·"), "bold"))
        console.print(Padding(clean(_beginning(one.answer)), (0, 0, 0, 2)))
        console.print(Padding(Text(one.id, "dim"), (0, 0, 1, 2)))


def _print_one(one: SameAnswer | None) -> None:
    if one is None:
        console.print("It has no answer that can be compared with others.")
        return
    console.print(Text(told(one), "bold"))
    console.print(Padding(clean(one.words), (1, 0, 1, 2)))
    table = columns("question", "asked by", "answered")
    for member in one.members:
        table.add_row(member.id, clean(member.asked_by or ""), in_full(member.answered))
    console.print(table)
    if len(one.members) < one.questions:
        console.print(f"and {one.questions - len(one.members):,} more")
    console.print(clean(f"\nBodies: {_listed(one.bodies)}\nAskers: {_listed(one.askers)}"))


def told(one: SameAnswer) -> str:
    """How often the answer was given, to how many questions, and when."""
    if one.questions == 1:
        return "This answer was given to this question only."
    officially = "" if one.undeclared else ", officially grouped"
    when = f"{in_full(one.first_use)} to {in_full(one.last_use)}"
    days = "" if not one.first_use else f", {in_full(one.first_use)}" if one.first_use == one.last_use else f", {when}"
    return f"{count(one.questions, 'question')} got this answer, in {count(one.answers, 'answer')}{officially}{days}"


def _listed(shares: Iterable[Share]) -> str:
    return ", ".join(f"{one.name} {one.count:,}" for one in shares)


def _beginning(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) < _BEGINNING else flat[:_BEGINNING].rsplit(" ", 1)[0] + " …"
