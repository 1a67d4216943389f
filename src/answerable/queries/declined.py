"""What can be asked about what a body does not give, and on what ground it says so."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from answerable.findings.outcomes.finding import Declined, Judged
from answerable.model.outcome import Ground
from answerable.queries.views import question_url
from answerable.record import people
from answerable.record.people import BodyCount
from answerable.workspace import Workspace

GroundWord = Literal[
    "", "cost", "not_held", "commercial", "security", "confidential", "legal", "other_body", "policy", "timing", "other"
]


class OfBody(Struct, frozen=True):
    """`id`: of a body; `year` and `ground`: whose answers to list; `limit` and `offset` page through them."""

    id: str
    year: Annotated[int, Meta(ge=0, le=9999)] = 0
    ground: GroundWord = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 20
    offset: Annotated[int, Meta(ge=0, le=100_000)] = 0


class DeclinedLine(Struct, frozen=True):
    """An answer that did not give all: `judged.words` is the sentence that says so."""

    url: str
    judged: Judged


class DeclinedView(Struct, frozen=True):
    """A body's figures by year and ground, and the answers behind the one asked for."""

    body: BodyCount
    figures: tuple[Declined, ...]
    answers: tuple[DeclinedLine, ...]


def declined(workspace: Workspace, asked: OfBody) -> DeclinedView:
    """What a body declined, in whole or in part, and on what ground, by year, with the sentences that say so."""
    body = people.body(workspace.record, asked.id)
    answers: list[Judged] = []
    if asked.year and asked.ground:
        ground = Ground(asked.ground)
        answers = workspace.outcomes.declining(body.id, asked.year, ground, asked.limit, asked.offset)
    figures = tuple(workspace.outcomes.declined(body.id))
    return DeclinedView(body, figures, tuple(DeclinedLine(question_url(one.question), one) for one in answers))
