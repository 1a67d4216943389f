"""What can be asked about two answers: where their words differ."""

from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import asdict

from answerable.findings.reuse.align import align
from answerable.model.difference import Piece, difference
from answerable.model.question import Question
from answerable.queries.names import named
from answerable.queries.views import QuestionLine, line
from answerable.workspace import Workspace


class TwoAnswers(Struct, frozen=True):
    """`id` and `other`: the questions whose answers are laid beside each other."""

    id: str
    other: Annotated[str, Meta(max_length=200)]


class OneOfTwo(QuestionLine, frozen=True):
    """One of the two: the question, and its answer's words."""

    answer: str


class Comparison(Struct, frozen=True):
    """Two answers and their difference: in `words`, those removed are only `here`, those added only `there`.

    `containment` is the share, 0 to 1, of the runs of five words of the shorter answer that the longer has too.
    """

    here: OneOfTwo
    there: OneOfTwo
    containment: float
    words: tuple[Piece, ...]


def compare(workspace: Workspace, asked: TwoAnswers) -> Comparison:
    """The answers to two questions beside each other, with the words that only one of them has."""
    record = workspace.record
    here, there = named(record, [record.question(asked.id), record.question(asked.other.strip("/"))])
    one, other = here.answer_words, there.answer_words
    return Comparison(
        _side(here),
        _side(there),
        align(one, other).containment,
        difference(one, other),
    )


def _side(question: Question) -> OneOfTwo:
    return OneOfTwo(**asdict(line(question)), answer=question.answer_words)
