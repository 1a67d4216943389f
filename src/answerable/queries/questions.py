"""What can be asked about single questions."""

from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import asdict

from answerable.model.question import Question
from answerable.queries.chain import Chain, chain_of
from answerable.queries.names import named
from answerable.queries.one import OneQuestion
from answerable.queries.passages import Passage, outstanding, passages_of
from answerable.queries.roles import role_of
from answerable.queries.same import Elsewhere, elsewhere
from answerable.queries.series import SeriesView, series_of
from answerable.queries.standing import standing_of
from answerable.queries.texts import Texts
from answerable.queries.then import persons_of
from answerable.queries.views import QuestionLine, QuestionView, line, view
from answerable.record.people import newest
from answerable.workspace import Workspace

__all__ = ["Newest", "OneQuestion", "QuestionPage", "newest_questions", "question"]

_PASSAGES = 8
_SERIES = 12  # questions asked around the time of this one
_FOLLOW_UPS = 10


class Newest(Struct, frozen=True):
    """`limit`: how many; `offset`: how many newer ones to pass over."""

    limit: Annotated[int, Meta(ge=1, le=100)] = 10
    offset: Annotated[int, Meta(ge=0, le=1_000_000)] = 0


class QuestionPage(QuestionView, frozen=True, kw_only=True):
    """A question with what stands around it.

    `same`: where else its answer was given; `passages` of the answer that more answers have than have the whole of it;
    the `series` it belongs to, of which the 12 asked around its time are told; the `chain` of references.
    """

    same: Elsewhere | None
    passages: tuple[Passage, ...]
    series: SeriesView | None
    chain: Chain


def question(workspace: Workspace, asked: OneQuestion) -> QuestionPage:
    """A question and its answer: who, when and by when, its history, and where else its words were said."""
    with workspace.record.at_one_moment():
        return _question(workspace, asked)


def _question(workspace: Workspace, asked: OneQuestion) -> QuestionPage:
    record = workspace.record
    (found,) = named(record, [record.question(asked.id)])
    history, persons = record.history(found.id), persons_of(record, found)
    texts = Texts(record, found)
    same = elsewhere(workspace, found, texts)
    return QuestionPage(
        **asdict(view(found, history, standing_of(workspace, found, history), persons, role_of(record, found))),
        same=same,
        passages=_passages(workspace, found, same.answers if same else 1),
        series=series_of(workspace, found.id, texts, _SERIES),
        chain=chain_of(workspace, found, texts, _FOLLOW_UPS),
    )


def newest_questions(workspace: Workspace, asked: Newest) -> tuple[QuestionLine, ...]:
    """The questions tabled last."""
    return tuple(line(found) for found in named(workspace.record, newest(workspace.record, asked.limit, asked.offset)))


def _passages(workspace: Workspace, found: Question, beyond: int) -> tuple[Passage, ...]:
    """Those used most, in the order of the answer."""
    shared = passages_of(workspace, found, texts=2)  # what only the whole answer's uses have does not stand out
    told = sorted(outstanding(shared, beyond), key=lambda one: -one.answers)[:_PASSAGES]
    return tuple(sorted(told, key=lambda one: one.span))
