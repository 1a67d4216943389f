"""What the words of a question and its answer do, each with the words it rests on."""

from collections.abc import Iterator
from datetime import date as Day
from typing import Literal

from msgspec import Struct

from answerable.findings.acronyms import Meaning, defined, meanings
from answerable.findings.citations.finding import CitedThing
from answerable.findings.commitments.finding import Promise
from answerable.findings.outcomes.finding import Judged, Part
from answerable.model.question import Question
from answerable.model.text import Span
from answerable.queries.questions import OneQuestion
from answerable.queries.views import question_url
from answerable.workspace import Workspace

Where = Literal["question", "answer"]


class CitationView(Struct, frozen=True):
    """Something cited: `span` counts in the question or answer; `url` is the document's page here, if it has one."""

    where: Where
    span: Span
    quote: str
    kind: str
    number: str
    locator: str
    date: str
    title: str
    url: str


class PromiseView(Struct, frozen=True):
    """A promise in the answer, and what later answers tell of it; `told_at` is the address of the one that does."""

    promise: Promise
    told_at: str


class AcronymView(Struct, frozen=True):
    """An acronym where it stands, and the words that this question or answer explains it with."""

    where: Where
    span: Span
    words: str


class AnnotationsView(Struct, frozen=True):
    """What the words do. `outcome` is None where there is no whole answer to judge."""

    id: str
    outcome: Judged | None
    parts: tuple[Part, ...]
    citations: tuple[CitationView, ...]
    promises: tuple[PromiseView, ...]
    acronyms: tuple[AcronymView, ...]


def annotations(workspace: Workspace, asked: OneQuestion) -> AnnotationsView:
    """What an answer does with each part of its question, what both cite, what is promised, and acronyms explained."""
    question = workspace.record.question(asked.id)
    promised = workspace.commitments.of(question.id, Day.today())
    return AnnotationsView(
        question.id,
        workspace.outcomes.of(question.id),
        workspace.outcomes.parts(question.id),
        tuple(_citation(question, one) for one in workspace.citations.of(question.id)),
        tuple(PromiseView(one, question_url(one.evidence.question) if one.evidence else "") for one in promised),
        tuple(_acronyms(question)),
    )


def _citation(question: Question, one: CitedThing) -> CitationView:
    words = question.words if one.where == "question" else question.answer_words
    url = f"/document/{one.document}" if one.document else ""
    return CitationView(
        one.where, one.span, one.span.of(words), one.kind, one.number, one.locator, one.date, one.title, url
    )


def _acronyms(question: Question) -> Iterator[AcronymView]:
    known = defined(question.words) | defined(question.answer_words)
    yield from (_acronym("question", one) for one in meanings(question.words, known))
    yield from (_acronym("answer", one) for one in meanings(question.answer_words, known))


def _acronym(where: Where, one: Meaning) -> AcronymView:
    return AcronymView(where, one.span, one.words)
