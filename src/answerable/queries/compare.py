"""What can be asked about two answers: where their words differ."""

from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import asdict

from answerable.findings.reuse.align import align
from answerable.findings.reuse.difference import LONGEST, Piece, difference
from answerable.model.question import Question
from answerable.model.text import Span
from answerable.queries.views import QuestionLine, line
from answerable.workspace import Workspace

Side = Literal["both", "here", "there"]


class TwoAnswers(Struct, frozen=True):
    """`id` and `other`: the questions whose answers are laid beside each other."""

    id: str
    other: Annotated[str, Meta(max_length=200)]


class Stretch(Struct, frozen=True):
    """Words in `both` answers, or only `here` (in the first) or only `there`; with the spaces that follow them."""

    side: Side
    words: str


class OneOfTwo(QuestionLine, frozen=True):
    """One of the two: the question, and its answer's words."""

    answer: str


class Comparison(Struct, frozen=True):
    """Two answers and their difference, word for word; `here` is the first.

    `containment` is the share, 0 to 1, of the runs of five words of the shorter answer that the longer has too. `cut`:
    an answer is so long that only its first 20,000 words were compared.
    """

    here: OneOfTwo
    there: OneOfTwo
    containment: float
    stretches: tuple[Stretch, ...]
    cut: bool


def compare(workspace: Workspace, asked: TwoAnswers) -> Comparison:
    """The answers to two questions beside each other, with the words that only one of them has."""
    record = workspace.record
    here, there = record.question(asked.id), record.question(asked.other.strip("/"))
    one, other = here.answer_words, there.answer_words
    return Comparison(
        _side(here),
        _side(there),
        align(one, other).containment,
        stretches(one, other),
        max(len(one.split()), len(other.split())) > LONGEST,
    )


def stretches(here: str, there: str) -> tuple[Stretch, ...]:
    """The two texts as one."""
    return tuple(_stretch(piece, here, there) for piece in difference(here, there))


def _stretch(piece: Piece, here: str, there: str) -> Stretch:
    if piece.there is None:
        return Stretch("here", _with_space(piece.here, here))
    if piece.here is None:
        return Stretch("there", _with_space(piece.there, there))
    return Stretch("both", _with_space(piece.here, here))


def _with_space(span: Span | None, text: str) -> str:
    """The words and the space or line end after them."""
    return text[span.start : span.end + 1] if span else ""


def _side(question: Question) -> OneOfTwo:
    return OneOfTwo(**asdict(line(question)), answer=question.answer_words)
