"""`answerable member` and `answerable body`: who asked and answered what, of whom, and how."""

from collections.abc import Sequence
from typing import Annotated

import typer

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import clean, columns, console, count, print_json, steps
from answerable.model.dates import in_full
from answerable.queries.names import directory
from answerable.queries.people import BodyView, MemberView, OneOf
from answerable.queries.people import body as one_body
from answerable.queries.people import member as one_member
from answerable.queries.search import FacetCount
from answerable.queries.views import QuestionLine

Whom = Annotated[str, typer.Argument(metavar="ID|NAME", help="An id such as uk-4597, or words of a name.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=100, help="How many questions to show.")]


def member(who: Whom, limit: Limit = 10, record: RecordOption = None, as_json: JsonOption = False) -> None:
    """Say what a Member asked, of whom and how it was answered, and what they answered."""
    with workspace(record) as opened, steps() as progress:
        opened.refresh(progress)
        id_ = directory(opened.record).members.one(who, "Member")
        view = one_member(opened, OneOf(id_, limit))
    print_json(view) if as_json else _print_member(view)


def body(which: Whom, limit: Limit = 10, record: RecordOption = None, as_json: JsonOption = False) -> None:
    """Say what an answering body was asked and by whom, how it answered, and what it came from."""
    with workspace(record) as opened, steps() as progress:
        opened.refresh(progress)
        id_ = directory(opened.record).body(which, opened.lineage)
        view = one_body(opened, OneOf(id_, limit))
    print_json(view) if as_json else _print_body(view)


def _print_member(view: MemberView) -> None:
    one = view.member
    seat = ", ".join(filter(None, (one.party, one.constituency)))
    asked = f"{count(one.asked, 'question')} asked, {one.answered:,} answered"
    console.print(clean(f"{one.name}{f' ({seat}, as last told)' if seat else ''}: {asked}"), soft_wrap=True)
    if view.printed_as:
        console.print(clean(f"also printed as {'; '.join(view.printed_as)}"), soft_wrap=True)
    for held in view.held:
        span = f"{in_full(held.since)} to {in_full(held.until) or 'now'}"
        console.print(clean(f"  {held.kind}: {held.value}{f' ({held.house})' if held.house else ''}, {span}"))
    _print_counts("Asked of", view.asked_of)
    _print_counts("What the answers do", view.outcomes)
    _print_counts("Answered for", view.answered_for)
    _print_lines("Asked, newest first", view.asked)
    _print_lines("Answered, newest first", view.answered)


def _print_body(view: BodyView) -> None:
    asked = f"{count(view.body.asked, 'question')}, {view.body.answered:,} with an answer"
    console.print(clean(f"{view.body.name}: {asked}"), soft_wrap=True)
    if view.line:
        console.print(f"\nIts line: {count(view.line_asked, 'question')}, {view.line_answered:,} with an answer")
        table = columns("body", "from", "until", "questions#")
        for one in view.line:
            number = f"{one.asked:,}" if one.first else "counted above" if one.url else "none here"
            table.add_row(clean(one.name), one.since, one.until, number)
        console.print(table)
    _print_counts("Asked by", view.askers)
    _print_counts("Of party", view.parties)
    _print_counts("What its answers do", view.outcomes)
    _print_lines("Asked of it, newest first", view.questions)


def _print_counts(title: str, found: Sequence[FacetCount]) -> None:
    if found:
        table = columns(title, "questions#")
        for one in found:
            table.add_row(clean(one.label), f"{one.count:,}")
        console.print("", table)


def _print_lines(title: str, found: Sequence[QuestionLine]) -> None:
    if found:
        console.print(f"\n[bold]{title}[/]")
        for one in found:
            console.print(
                clean(
                    f"  {one.id}, {in_full(one.tabled) or 'no date'}, {one.status}: {one.heading or one.question[:80]}"
                )
            )
