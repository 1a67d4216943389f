"""What can be asked about two answers: where their words differ."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import asdict

from answerable.findings.reuse.align import align
from answerable.model.difference import Piece, difference
from answerable.model.question import Question
from answerable.queries.names import named
from answerable.queries.views import QuestionLine, line
from answerable.workspace import Workspace

_RUN = 3  # words: fewer stand in one order in any two texts
_HARDLY = 0.1  # of the shorter answer's words; 99 of 100 pairs of unrelated published answers share less


class TwoAnswers(Struct, frozen=True):
    """`id` and `other`: the questions whose answers are laid beside each other."""

    id: str
    other: Annotated[str, Meta(max_length=200)]


class OneOfTwo(QuestionLine, frozen=True):
    """One of the two: the question, and its answer's words."""

    answer: str


class Comparison(Struct, frozen=True):
    """Two answers and their difference: in `words`, those removed are only `here`, those added only `there`.

    `containment` is the share, 0 to 1, of the runs of five words of the shorter answer that the longer has too;
    `shared` that of its words which the longer has too, in the same order and three or more together.
    """

    here: OneOfTwo
    there: OneOfTwo
    containment: float
    shared: float
    words: tuple[Piece, ...]

    @property
    def apart(self) -> bool:
        """Whether they share so little that marking each difference would show nothing."""
        return bool(self.here.answer and self.there.answer) and max(self.shared, self.containment) < _HARDLY


def compare(workspace: Workspace, asked: TwoAnswers) -> Comparison:
    """The answers to two questions beside each other, with the words that only one of them has."""
    record = workspace.record
    here, there = named(record, [record.question(asked.id), record.question(asked.other.strip("/"))])
    one, other = here.answer_words, there.answer_words
    pieces = difference(one, other)
    return Comparison(
        _side(here),
        _side(there),
        align(one, other).containment,
        _shared(pieces, min(_count(one), _count(other))),
        pieces,
    )


def _shared(pieces: Iterable[Piece], shorter: int) -> float:
    runs = (_count(one.words) for one in pieces if one.kind == "same")
    return sum(run for run in runs if run >= _RUN) / shorter if shorter else 0.0


def _count(words: str) -> int:
    return len(words.split())


def _side(question: Question) -> OneOfTwo:
    return OneOfTwo(**asdict(line(question)), answer=question.answer_words)
