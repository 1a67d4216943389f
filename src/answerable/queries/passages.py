"""What can be asked about parts of an answer: which of its passages other answers have, and which are partly it."""

from collections.abc import Iterator, Sequence
from datetime import date as Day
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import asdict

from answerable.findings.reuse.answers import Stock
from answerable.model.difference import Piece, difference
from answerable.model.question import Question
from answerable.model.text import Span
from answerable.queries.names import directory
from answerable.queries.one import OneQuestion
from answerable.queries.texts import Texts
from answerable.queries.views import QuestionLine, line, question_url
from answerable.workspace import Workspace


class PartsOf(Struct, frozen=True):
    """`id`: the question whose answer it is; `limit`: how many of the nearest."""

    id: str
    limit: Annotated[int, Meta(ge=1, le=20)] = 5


class Passage(Struct, frozen=True):
    """A sentence or paragraph, at `span` of the answer's words, that other answers have too.

    `answers` have it, this one among them, a grouped answer counting once; `earlier` of them before its day.
    `first` is the question of which the answer had it first, on `first_use`.
    """

    span: Span
    words: str
    answers: int
    earlier: int
    first: str
    first_url: str
    first_use: Day | None
    last_use: Day | None
    bodies: dict[str, int]


class PartialCopy(QuestionLine, frozen=True):
    """A question whose answer is partly this one.

    `containment` is the share, 0.5 to 1, of the shorter answer's runs of five words that the longer has too; in
    `differs` words removed are only in this answer, words added only in that one.
    """

    containment: float
    differs: tuple[Piece, ...]


def passages(workspace: Workspace, asked: OneQuestion) -> tuple[Passage, ...]:
    """The passages of an answer that other answers have too, with first use, last use and bodies."""
    return passages_of(workspace, workspace.record.question(asked.id))


def copies(workspace: Workspace, asked: PartsOf) -> tuple[PartialCopy, ...]:
    """Other answers of which half or more is in this one, or that hold half or more of it; nearest first."""
    question = workspace.record.question(asked.id)
    texts = Texts(workspace.record, question)
    found = workspace.reuse.copies(question.id, texts.answers, asked.limit)
    held = texts.held([one.id for one in found])
    return tuple(
        PartialCopy(
            **asdict(line(held[one.id])),
            containment=one.alignment.containment,
            differs=difference(question.answer_words, held[one.id].answer_words),
        )
        for one in found
    )


def passages_of(workspace: Workspace, question: Question, texts: int = 1) -> tuple[Passage, ...]:
    """As `passages`, of a question in hand; `texts`: those that stand in at least so many different answers."""
    if not question.answer_words:
        return ()
    on = question.answered_on.isoformat() if question.answered_on else ""
    names = directory(workspace.record).bodies.names
    found = workspace.reuse.stock(question.answer_words, on, texts)
    return tuple(_passage(one, question.answer_words, names) for one in found)


def outstanding(found: Sequence[Passage], beyond: int) -> Iterator[Passage]:
    """Of passages within one another those that tell more than those around them, and than the whole (`beyond`)."""
    told: list[Passage] = []
    for one in sorted(found, key=lambda one: (one.span.start, -one.span.end)):
        around = [other for other in told if other.span.start <= one.span.start and one.span.end <= other.span.end]
        if one.answers > max([beyond, *(other.answers for other in around)]):
            told.append(one)
            yield one


def _passage(one: Stock, answer: str, names: dict[str, str]) -> Passage:
    users = one.users
    return Passage(
        one.span,
        one.span.of(answer),
        users.answers,
        users.earlier,
        users.first,
        question_url(users.first),
        Day.fromisoformat(users.first_use) if users.first_use else None,
        Day.fromisoformat(users.last_use) if users.last_use else None,
        {names.get(id_, id_): count for id_, count in users.bodies.items()},
    )
