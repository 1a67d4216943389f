"""What can be asked about single questions."""

from typing import Annotated

from msgspec import Meta, Struct

from answerable.queries.names import named
from answerable.queries.standing import standing_of
from answerable.queries.views import QuestionLine, QuestionView, line, view
from answerable.record.people import newest
from answerable.workspace import Workspace


class OneQuestion(Struct, frozen=True):
    """`id`: a question's id, or one that led to it before."""

    id: str


class Newest(Struct, frozen=True):
    """`limit`: how many."""

    limit: Annotated[int, Meta(ge=1, le=100)] = 10


def question(workspace: Workspace, asked: OneQuestion) -> QuestionView:
    """A question with its answer, who asked and answered, when it was due, and its history."""
    (found,) = named(workspace.record, [workspace.record.question(asked.id)])
    history = workspace.record.history(found.id)
    return view(found, history, standing_of(workspace, found, history))


def newest_questions(workspace: Workspace, asked: Newest) -> tuple[QuestionLine, ...]:
    """The questions tabled last."""
    return tuple(line(found) for found in named(workspace.record, newest(workspace.record, asked.limit)))
