"""What can be asked about Members and answering bodies."""

from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from answerable.model.people import Tenure
from answerable.model.question import Question
from answerable.queries.names import directory, named
from answerable.queries.search import FacetCount, facets
from answerable.queries.views import QuestionLine, line
from answerable.record import people
from answerable.record.lineage import Stage
from answerable.record.people import BodyCount, MemberCount, MonthCount, Whose
from answerable.record.record import Record
from answerable.record.tenures import tenures
from answerable.workspace import Workspace


class Everybody(Struct, frozen=True):
    """`name`: only those whose name contains these words."""

    name: str = ""


class OneOf(Struct, frozen=True):
    """`id`: of a Member or body; `limit` and `offset` page through their questions, newest first."""

    id: str
    limit: Annotated[int, Meta(ge=1, le=100)] = 20
    offset: Annotated[int, Meta(ge=0)] = 0


class MonthsOf(Struct, frozen=True):
    """`id`: of a Member or body."""

    id: str


class MemberView(Struct, frozen=True):
    """A Member, how many questions they asked and answered, and the newest of both.

    `printed_as`: printed names without an official number that are read as this Member. `held`: what they were called,
    of which party they were and where they sat, when, as the Members service told; empty where it was not asked.
    `months` counts what they asked by the month it was tabled, `asked_of` by body, `outcomes` by what the answers do;
    `answered_for` counts what they answered by body. The last three count what the search index holds, ten at most.
    """

    member: MemberCount
    url: str
    asked: tuple[QuestionLine, ...]
    answered: tuple[QuestionLine, ...]
    printed_as: tuple[str, ...]
    held: tuple[Tenure, ...]
    months: tuple[MonthCount, ...]
    asked_of: tuple[FacetCount, ...]
    outcomes: tuple[FacetCount, ...]
    answered_for: tuple[FacetCount, ...]


class StageView(Struct, frozen=True):
    """A body under one name for a time; `since` and `until` are a year, a month or a day, empty where not known.

    `came_from` it replaced, `parts` gave it work; `url` is its page where this record has questions put to it, and
    `first` tells whether these are not counted with another stage of the same name.
    """

    name: str
    url: str | None
    since: str
    until: str
    came_from: tuple[str, ...]
    parts: tuple[str, ...]
    asked: int
    answered: int
    first: bool


class BodyView(Struct, frozen=True):
    """An answering body, its counts, and the newest questions put to it.

    `months` counts these by the month they were tabled, `askers` and `parties` by who asked, `outcomes` by what the
    answers do: of what the search index holds, the ten largest. `line`: what came to be this body and what it came to
    be, the newest first, empty where that is not known; `line_asked` and `line_answered` are its counts together.
    """

    body: BodyCount
    url: str
    questions: tuple[QuestionLine, ...]
    months: tuple[MonthCount, ...]
    askers: tuple[FacetCount, ...]
    parties: tuple[FacetCount, ...]
    outcomes: tuple[FacetCount, ...]
    line: tuple[StageView, ...]
    line_asked: int
    line_answered: int


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
    """A Member: what they asked, of whom and how it was answered, and what they answered themselves.

    What was asked or answered under printed names that mean them for certain is among it.
    """
    record = workspace.record
    known, (id_, whose) = directory(record).members, _meant(record, asked.id)
    found = people.member(record, id_, whose)
    put, replied = facets(workspace, "by", id_), facets(workspace, "answered-by", id_)
    return MemberView(
        member=found,
        url=f"/member/{found.id}",
        asked=_lines(record, people.asked_by(record, whose, asked.limit, asked.offset)),
        answered=_lines(record, people.answered_by(record, whose, asked.limit, asked.offset)),
        printed_as=tuple(sorted({*(known.names[one] for one in whose.ids[1:]), *(way.name for way in whose.apart)})),
        held=tuple(tenures(record, [id_]).get(id_, ())),
        months=tuple(people.months(record, people.asked(whose))),
        asked_of=put["body"],
        outcomes=put["outcome"],
        answered_for=replied["body"],
    )


def body(workspace: Workspace, asked: OneOf) -> BodyView:
    """An answering body: what it was asked and by whom, how it answered, and the line of bodies that it stands in."""
    record = workspace.record
    found = people.body(record, asked.id)
    put = facets(workspace, "to", found.id)
    line = _line(workspace, found.id)
    return BodyView(
        body=found,
        url=f"/body/{found.id}",
        questions=_lines(record, people.put_to(record, found.id, asked.limit, asked.offset)),
        months=tuple(people.months(record, people.put(found.id))),
        askers=put["asker"],
        parties=put["party"],
        outcomes=put["outcome"],
        line=line,
        line_asked=sum(one.asked for one in line if one.first),
        line_answered=sum(one.answered for one in line if one.first),
    )


def member_months(workspace: Workspace, asked: MonthsOf) -> tuple[MonthCount, ...]:
    """How many questions a Member asked in each month, from the first to the last, and how many have an answer."""
    id_, whose = _meant(workspace.record, asked.id)
    people.member(workspace.record, id_, whose)
    return tuple(people.months(workspace.record, people.asked(whose)))


def body_months(workspace: Workspace, asked: MonthsOf) -> tuple[MonthCount, ...]:
    """How many questions were put to a body in each month, from the first to the last, and how many have an answer."""
    found = people.body(workspace.record, asked.id)
    return tuple(people.months(workspace.record, people.put(found.id)))


def _meant(record: Record, member_id: str) -> tuple[str, Whose]:
    """The Member whom an id means, a printed name's too, and all that is theirs."""
    known = directory(record).members
    meant = known.readings.whole.get(member_id, member_id)
    return meant, known.whose(meant)


def _line(workspace: Workspace, body_id: str) -> tuple[StageView, ...]:
    """The line of succession; a body that bore its name twice is counted where it is told first."""
    line = workspace.lineage.line(body_id)
    known = directory(workspace.record).bodies.names
    ids = {id_ for stage in line for id_ in stage.ids if id_ in known}
    counts = {id_: people.body(workspace.record, id_) for id_ in ids}
    told: list[StageView] = []
    seen: set[str] = set()
    for stage in line:
        held = [counts[id_] for id_ in stage.ids if id_ in counts]
        fresh = [one for one in held if one.id not in seen]
        seen |= {one.id for one in held}
        told.append(_stage(stage, held, first=bool(fresh)))
    return tuple(told)


def _stage(stage: Stage, held: list[BodyCount], *, first: bool) -> StageView:
    return StageView(
        name=stage.name,
        url=f"/body/{held[0].id}" if held else None,
        since=stage.since,
        until=stage.until,
        came_from=stage.came_from,
        parts=stage.parts,
        asked=sum(one.asked for one in held),
        answered=sum(one.answered for one in held),
        first=first,
    )


def _lines(record: Record, questions: list[Question]) -> tuple[QuestionLine, ...]:
    return tuple(line(one) for one in named(record, questions))
