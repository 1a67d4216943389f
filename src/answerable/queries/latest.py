"""What is going on: what was asked and answered last, what waits longest, what is said most, what was promised."""

from datetime import date as Day
from datetime import timedelta
from typing import Annotated

from msgspec import Meta, Struct

from answerable.findings.commitments.finding import Wanted
from answerable.queries.names import named
from answerable.queries.promises import PromiseLine, Promises, promises
from answerable.queries.same import Largest, RepeatedAnswer, largest
from answerable.queries.views import QuestionLine, line
from answerable.queries.waiting import Awaited, Waiting, waiting
from answerable.record.people import LastDay, last_days, newest, newest_answered
from answerable.workspace import Workspace

_SOON = timedelta(days=30)


class Latest(Struct, frozen=True):
    """`limit`: how many of each."""

    limit: Annotated[int, Meta(ge=1, le=20)] = 5


class LatestView(Struct, frozen=True):
    """What is going on in the record as of today.

    `asked_on` and `answered_on`: the last days on which anything was, with how many questions. `repeated`: the answers
    given most often, without being officially grouped, in the `year` of the last answer. `due`: the promises due next;
    `due_soon` is how many in the next 30 days, `unmentioned` how many are past their day and told of by nothing later.
    """

    asked_on: LastDay
    answered_on: LastDay
    asked: tuple[QuestionLine, ...]
    answered: tuple[QuestionLine, ...]
    waits: Awaited
    year: int
    repeated: tuple[RepeatedAnswer, ...]
    due: tuple[PromiseLine, ...]
    due_soon: int
    unmentioned: int


def latest(workspace: Workspace, asked: Latest) -> LatestView:
    """What was asked and answered last, waits longest, was said most often this year, and was promised next."""
    record, limit, today = workspace.record, asked.limit, Day.today()
    asked_on, answered_on = last_days(record)
    year = answered_on.day.year if answered_on.day else 0
    return LatestView(
        asked_on,
        answered_on,
        tuple(line(one) for one in named(record, newest(record, limit))),
        tuple(line(one) for one in named(record, newest_answered(record, limit))),
        waiting(workspace, Waiting(limit=limit)),
        year,
        largest(workspace, Largest(year=year, undeclared=True, limit=limit)).answers,
        promises(workspace, Promises(due="from now on", limit=limit)),
        workspace.commitments.count(Wanted(due="between", first=today, last=today + _SOON), today),
        workspace.commitments.count(Wanted(due="overdue"), today),
    )
