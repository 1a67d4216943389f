"""What can be asked about Members and answering bodies."""

from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from answerable.model.question import Question
from answerable.queries.names import directory, named
from answerable.queries.views import BodyView, MemberView, QuestionLine, line
from answerable.record import people
from answerable.record.people import BodyCount, MemberCount, Whose
from answerable.record.record import Record
from answerable.workspace import Workspace


class Everybody(Struct, frozen=True):
    """`name`: only those whose name contains these words."""

    name: str = ""


class OneOf(Struct, frozen=True):
    """`id`: of a Member or body; `limit` and `offset` page through their questions, newest first."""

    id: str
    limit: Annotated[int, Meta(ge=1, le=100)] = 20
    offset: Annotated[int, Meta(ge=0)] = 0


def members(workspace: Workspace, asked: Everybody) -> list[MemberCount]:
    """Everybody who asked or answered a question, by name, with counts; a printed name that is read is its Member's."""
    wanted, record = asked.name.casefold(), workspace.record
    known = directory(record).members
    found: dict[str, MemberCount] = {}
    for one in people.members(record):
        meant = known.readings.whole.get(one.id, one.id)
        before = found.get(meant)
        asked_too, answered_too = (before.asked, before.answered) if before else (0, 0)
        named = one if meant == one.id else (before or people.member(record, meant, Whose(())))
        found[meant] = replace(named, asked=one.asked + asked_too, answered=one.answered + answered_too)
    return sorted((one for one in found.values() if wanted in one.name.casefold()), key=lambda one: one.name)


def bodies(workspace: Workspace, asked: Everybody) -> list[BodyCount]:
    """Every answering body, by name, with counts."""
    wanted = asked.name.casefold()
    return [one for one in people.bodies(workspace.record) if wanted in one.name.casefold()]


def member(workspace: Workspace, asked: OneOf) -> MemberView:
    """A Member, with what they asked and what they answered, also under printed names that mean them for certain."""
    record = workspace.record
    known = directory(record).members
    id_ = known.readings.whole.get(asked.id, asked.id)
    whose = known.whose(id_)
    found = people.member(record, id_, whose)
    return MemberView(
        found,
        f"/member/{found.id}",
        _lines(record, people.asked_by(record, whose, asked.limit, asked.offset)),
        _lines(record, people.answered_by(record, whose, asked.limit, asked.offset)),
        printed_as=tuple(sorted({*(known.names[one] for one in whose.ids[1:]), *(way.name for way in whose.apart)})),
    )


def body(workspace: Workspace, asked: OneOf) -> BodyView:
    """An answering body, with what it was asked."""
    found = people.body(workspace.record, asked.id)
    put = people.put_to(workspace.record, asked.id, asked.limit, asked.offset)
    return BodyView(found, f"/body/{found.id}", _lines(workspace.record, put))


def _lines(record: Record, questions: list[Question]) -> tuple[QuestionLine, ...]:
    return tuple(line(one) for one in named(record, questions))
