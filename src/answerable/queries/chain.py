"""What can be asked about references: what a question and its answer point to, and what follows up on them."""

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct

from answerable.findings.chains.following import Pointer, Step
from answerable.model.question import Question
from answerable.model.text import Span
from answerable.queries.texts import Texts
from answerable.queries.views import QuestionLine, line
from answerable.workspace import Workspace

Place = Literal["question", "answer"]


class Following(Struct, frozen=True):
    """`id`: the question; `limit`: how many of those that follow up on it."""

    id: str
    limit: Annotated[int, Meta(ge=1, le=100)] = 20


class Pointing(Struct, frozen=True):
    """One step along a chain. `words`, at `span` of the question or answer of `source`, point to `target`.

    `depth` 0: in the question's own words; 1: in its answer; 2: in the answer that this one points to, and so on.
    `answer` are the words of the answer pointed to. `basis`: what the resolution rests on; `agrees`: whether the day
    printed is the record's. `end`: how the step ends; `why_not`: why there is no target.
    """

    depth: int
    source: str
    place: Place
    span: Span
    words: str
    target: QuestionLine | None
    answer: str
    basis: str | None
    agrees: bool | None
    end: str
    why_not: str


class FollowUp(Struct, frozen=True):
    """A question that points to this one with these `words`, in its own words or in the answer it got."""

    question: QuestionLine
    place: Place
    words: str


class Chain(Struct, frozen=True):
    """What a question and its answer point to, step by step, and some of the `follow_ups` that point to it."""

    points_to: tuple[Pointing, ...]
    followed_by: tuple[FollowUp, ...]
    follow_ups: int


def chain(workspace: Workspace, asked: Following) -> Chain:
    """The answers that a question points to, followed to the last, and the questions that follow up on it."""
    question = workspace.record.question(asked.id)
    return chain_of(workspace, question, Texts(workspace.record, question), asked.limit)


def chain_of(workspace: Workspace, question: Question, texts: Texts, limit: int) -> Chain:
    """As `chain`, of a question in hand."""
    own = workspace.chains.pointers(question.id, "question")
    steps, later = workspace.chains.chain(question.id), workspace.chains.follow_ups(question.id)
    targets = [one.resolution.target for one in (*own, *(step.pointer for step in steps))]
    sources = [*(step.source for step in steps), *(one.id for one in later[:limit])]
    texts.held([id_ for id_ in (*targets, *sources) if id_])
    followed = tuple(
        FollowUp(line(held), one.place, one.pointer.reference.span.of(_words(held, one.place)))
        for one in later[:limit]
        for held in texts.held([one.id]).values()
    )
    return Chain(tuple(_pointings(question, own, steps, texts)), followed, len(later))


def _pointings(
    question: Question, own: tuple[Pointer, ...], steps: tuple[Step, ...], texts: Texts
) -> Iterator[Pointing]:
    for pointer in own:
        yield _pointing(0, question, "question", pointer, "", texts)
    for step in steps:
        for source in texts.held([step.source]).values():
            yield _pointing(step.depth, source, "answer", step.pointer, step.end.value, texts)


def _pointing(depth: int, source: Question, place: Place, pointer: Pointer, end: str, texts: Texts) -> Pointing:
    told, span = pointer.resolution, pointer.reference.span
    target = texts.held([told.target]).get(told.target) if told.target else None
    return Pointing(
        depth,
        source.id,
        place,
        span,
        span.of(_words(source, place)),
        line(target) if target else None,
        target.answer_words if target else "",
        told.basis.value if told.basis else None,
        told.agrees,
        end,
        told.why_not,
    )


def _words(question: Question, place: Place) -> str:
    return question.words if place == "question" else question.answer_words
