"""The shapes in which queries answer: what the API documents and every face shows."""

import re
from collections.abc import Mapping
from datetime import date as Day
from typing import Literal

from msgspec import Struct

from answerable.model.difference import Piece, difference
from answerable.model.history import Event, Happening
from answerable.model.licence import ATTRIBUTION, LICENCE
from answerable.model.people import Body, Member
from answerable.model.question import Answer, Attachment, Grouped, Question
from answerable.model.text import Text
from answerable.queries.roles import Role
from answerable.queries.standing import StandingView

_OF_WORDS = (Happening.REWORDED, Happening.REVISED, Happening.CORRECTED)
_ASKS = re.compile(
    r"^To ask (?:(?:His|Her) Majesty's Government,?\s|[^\n]{1,400}?,\s)(?:and )?"
    r"((?:(?:for|to|by|on|in|at|from) )?(?:what|which|whether|how|if|when|where|who|whose|why)\b)"
)


class Person(Struct, frozen=True):
    """A Member as at the question: `url` is their page here."""

    id: str
    name: str
    party: str | None
    constituency: str | None
    url: str


class BodyRef(Struct, frozen=True):
    """An answering body; `url` is its page here."""

    id: str
    name: str
    url: str


class AnswerView(Struct, frozen=True):
    """An answer: its plain words in `text`, their blocks and links in `shown`.

    `original` is what a correction replaced, where the source tells. `role_from`: whether `role` was printed with the
    answer, or is the post that who answered held on that day, from a list of posts.
    """

    text: str
    shown: Text
    date: Day | None
    answered_by: Person | None
    role: str | None
    role_from: Literal["printed", "posts"] | None
    holding: bool
    corrected: Day | None
    corrected_by: Person | None
    original: str | None
    attachments: tuple[Attachment, ...]


class EventView(Event, frozen=True, omit_defaults=True):
    """A change, with the words that changed where the change is one of words."""

    words: tuple[Piece, ...] = ()


class QuestionView(Struct, frozen=True):
    """A question with all that is known of it; `clipped` says that only the beginning of its words is held.

    `title` is its heading, or what it asks without the words before.
    """

    id: str
    url: str
    title: str
    uin: str | None
    house: str | None
    status: str
    tabled: Day | None
    for_answer: Day | None
    named_day: bool | None
    interest: bool | None
    asked_by: Person | None
    body: BodyRef | None
    addressee: str | None
    heading: str | None
    question: str
    shown: Text
    answer: AnswerView | None
    holding_on: Day | None
    standing: StandingView
    grouped: tuple[Grouped, ...]
    clipped: bool
    sources: tuple[str, ...]
    also: tuple[str, ...]
    history: tuple[EventView, ...]
    cite: str
    licence: str = LICENCE
    attribution: str = ATTRIBUTION


class QuestionLine(Struct, frozen=True):
    """A question in a list."""

    id: str
    url: str
    asked_by: str | None
    body: str | None
    tabled: Day | None
    answered: Day | None
    status: str
    heading: str | None
    question: str


def question_url(question_id: str) -> str:
    """The address of a question's page."""
    return f"/q/{question_id}"


def person(member: Member | None) -> Person | None:
    """A Member for showing."""
    if member is None:
        return None
    return Person(member.id, member.known_as, member.party, member.constituency, f"/member/{member.id}")


def body_ref(body: Body | None) -> BodyRef | None:
    """A body for showing."""
    return BodyRef(body.id, body.name, f"/body/{body.id}") if body else None


def body_link(body_id: str, names: Mapping[str, str]) -> tuple[str, str]:
    """A body's name and the address of its page; both empty where there is no body."""
    return (names.get(body_id, body_id), f"/body/{body_id}") if body_id else ("", "")


def line(question: Question) -> QuestionLine:
    """A question for a list."""
    return QuestionLine(
        question.id,
        question_url(question.id),
        question.asker.known_as if question.asker else None,
        question.body.name if question.body else None,
        question.tabled,
        question.answered_on,
        question.status.value,
        question.heading,
        question.words,
    )


def view(question: Question, history: tuple[Event, ...], standing: StandingView, role: Role | None) -> QuestionView:
    """A question with all that is known of it."""
    return QuestionView(
        id=question.id,
        url=question_url(question.id),
        title=title(question),
        uin=question.uin,
        house=question.house,
        status=question.status.value,
        tabled=question.tabled,
        for_answer=question.for_answer,
        named_day=question.named_day,
        interest=question.interest,
        asked_by=person(question.asker),
        body=body_ref(question.body),
        addressee=question.addressee,
        heading=question.heading,
        question=question.words,
        shown=_shown(question.text),
        answer=_answer(question.answer, role),
        holding_on=question.holding_on,
        standing=standing,
        grouped=question.grouped or (),
        clipped=question.clipped,
        sources=question.sources,
        also=question.also,
        history=tuple(told(event) for event in history),
        cite=cite(question),
    )


def told(event: Event) -> EventView:
    """A change for showing."""
    words = difference(event.before, event.after) if event.kind in _OF_WORDS and event.before else ()
    return EventView(event.kind, event.on, event.said, event.source, event.before, event.after, words)


def _answer(answer: Answer | None, role: Role | None) -> AnswerView | None:
    if answer is None:
        return None
    return AnswerView(
        text=answer.text.plain if answer.text else "",
        shown=_shown(answer.text),
        date=answer.on,
        answered_by=person(answer.by),
        role=role.words if role else None,
        role_from=role.told_by if role else None,
        holding=answer.holding,
        corrected=answer.corrected_on,
        corrected_by=person(answer.corrected_by),
        original=answer.original.plain if answer.original else None,
        attachments=answer.attachments or (),
    )


def _shown(text: Text | None) -> Text:
    """Blocks and links; the published markup stays in the record and in exports."""
    return Text(text.blocks, text.links, clipped=text.clipped) if text else Text()


def title(question: Question) -> str:
    """The heading; without one, the words from the first "what", "whether" …; without these, the id."""
    if question.heading or not question.words:
        return question.heading or question.id
    asks = _ASKS.search(question.words)
    words = question.words[asks.start(1) :] if asks else question.words
    return words[:1].upper() + words[1:]


def cite(question: Question) -> str:
    """How to cite a question, in the form that libraries use; what is not known is left out."""
    chamber = {"Commons": "HC", "Lords": "HL"}.get(question.house or "", "")
    number = f"{chamber} written question {question.uin}".strip() if question.uin else "Written question"
    parts = [
        question.asker.known_as if question.asker else "",
        f"{number}{f', {question.heading}' if question.heading else ''}",
        f"tabled {_day(question.tabled)}" if question.tabled else "",
        f"answered {_day(question.answered_on)}" if question.answered_on else "",
        question.body.name if question.body else "",
    ]
    return ", ".join(part for part in parts if part) + "."


def _day(day: Day) -> str:
    return f"{day.day} {day:%B %Y}"
