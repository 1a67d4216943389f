"""`answerable show`: one question, its answer and its history."""

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.text import Text

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import clean, columns, console, count, print_json, steps
from answerable.cli.words import changed_words
from answerable.model.dates import in_full
from answerable.model.history import Happening
from answerable.queries.one import OneQuestion
from answerable.queries.questions import QuestionPage, question
from answerable.queries.standing import StandingView
from answerable.queries.views import AnswerView, EventView, Person, QuestionView

Id = Annotated[str, typer.Argument(metavar="ID", help="Such as uk-commons/2025-09-16/77123.")]


def show(question_id: Id, record: RecordOption = None, as_json: JsonOption = False) -> None:
    """Show a question with its answer and history."""
    with workspace(record) as opened, steps() as progress:
        opened.refresh(progress)
        found = question(opened, OneQuestion(question_id.removeprefix("/q/").strip("/")))
    print_json(found) if as_json else _print(found)


def _print(view: QuestionPage) -> None:
    facts = columns("", "")
    facts.show_header = False
    for name, value in _facts(view):
        if value:
            facts.add_row(name, clean(value))
    console.print(Text(view.heading or view.id, "bold"), facts, "", clean(view.question), "", sep="\n")
    _print_answer(view.answer)
    if view.grouped:
        console.print(clean(f"Answered together with {_questions(view)}\n"))
    if view.same and view.same.answers > 1:
        others = count(view.same.questions - 1, "other question")
        console.print(
            f"Given to {others}, in {count(view.same.answers, 'separate answer')}: answerable same {view.id}\n"
        )
    if view.clipped:
        console.print(Text("Only the beginning of these words is held.\n", "italic"))
    console.print(Text("History", "bold"))
    for event in view.history:
        console.print(clean(f"  {_told(event)}"))
        if event.words:
            console.print(changed_words(event.words, "    "))
    console.print("", clean(view.cite), Text(view.attribution, "dim"), sep="\n")


def _questions(view: QuestionPage) -> str:
    """Question 77124, or Questions 77124 and 77125 …"""
    *most, last = [one.uin for one in view.grouped]
    return f"Questions {', '.join(most)} and {last}" if most else f"Question {last}"


def _facts(view: QuestionView) -> Iterator[tuple[str, str]]:
    yield "Asked by", _who(view.asked_by)
    yield "Of", view.body.name if view.body else ""
    yield "UIN", view.uin or ""
    yield "Tabled", in_full(view.tabled)
    yield "Named day" if view.named_day else "For answer", in_full(view.for_answer)
    yield "Status", view.status
    yield "Due", _due(view.standing)
    yield "Sources", ", ".join(view.sources)


def _due(standing: StandingView) -> str:
    """When, how that turned out, and by which rule."""
    due = f"{in_full(standing.due)}: " if standing.due else ""
    return f"{due}{standing.state}" + (f" (rule {standing.rule.id}: {standing.rule.words})" if standing.rule else "")


def _who(person: Person | None) -> str:
    if person is None:
        return ""
    seat = ", ".join(part for part in (person.party, person.constituency) if part)
    return f"{person.name} ({seat}{', as last told' if person.as_of == 'now' else ''})" if seat else person.name


def _print_answer(answer: AnswerView | None) -> None:
    if answer is None:
        console.print("No answer is in the record.\n")
        return
    said = ", ".join(part for part in (_who(answer.answered_by), _role(answer), in_full(answer.date)) if part)
    kind = "Holding answer" if answer.holding else "Answered"
    console.print(Text(f"{kind} by {said}" if said else kind, "bold"), clean(answer.text), "", sep="\n")


def _role(answer: AnswerView) -> str | None:
    return f"{answer.role} [from a list of posts]" if answer.role_from == "posts" else answer.role


def _told(event: EventView) -> str:
    """When, what, from what to what, and who said so."""
    on = in_full(event.on) or (f"seen {event.said[:10]}" if event.said else "no date")
    change = f": {event.before} → {event.after}" if event.before and event.after and not event.words else ""
    if event.kind is Happening.UNLISTED and event.before:
        change = f", last seen on {event.before}"
    return f"{on}: {event.kind.value}{change} ({event.source})"
