"""What can be asked about promises: who promised what by when, and what later answers tell of it."""

from calendar import monthrange
from datetime import date as Day
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from answerable.findings.commitments.commitment import Act, Hedge
from answerable.findings.commitments.finding import Promise, State, Wanted
from answerable.queries.deadlines import about, day_asked
from answerable.queries.names import directory
from answerable.queries.views import body_link, question_url
from answerable.workspace import Workspace

Due = Literal["all", "this month", "from now on", "overdue", "without a day"]
MOST = 5_000  # promises of one answer: what a calendar or a table takes


class Promises(Struct, frozen=True):
    """`due`: all, this month, from now on, without a day, overdue (its last day passed, nothing later tells of it).

    `as_of`: the day that counts as today, as 2025-09-16; today unless given. `to`: a body (id or name). `act`, `hedge`,
    `followed` (what later answers tell): only promises of that kind.
    """

    due: Due = "all"
    to: Annotated[str, Meta(max_length=200)] = ""
    act: Literal["", Act] = ""
    hedge: Literal["", Hedge] = ""
    followed: Literal["", State] = ""
    as_of: Annotated[str, Meta(max_length=10)] = ""
    limit: Annotated[int, Meta(ge=1, le=MOST)] = 50
    offset: Annotated[int, Meta(ge=0, le=100_000)] = 0


class PromiseLine(Struct, frozen=True):
    """A promise in the register; `told_in` is the address of the later answer that tells its state."""

    promise: Promise
    body: str
    body_url: str
    url: str
    told_in: str


def promises(workspace: Workspace, asked: Promises) -> tuple[PromiseLine, ...]:
    """Promises made in answers, by the day they are due, with what later answers tell of each."""
    today = day_asked(asked.as_of, "as_of")
    body = about(workspace, asked.to, "").scope.body
    wanted = replace(_due(asked.due, today), body=body, act=asked.act, hedge=asked.hedge, state=asked.followed)
    found = workspace.commitments.promises(wanted, today, asked.limit, asked.offset)
    names = directory(workspace.record).bodies.names
    return tuple(_line(one, names) for one in found)


def _due(due: Due, today: Day) -> Wanted:
    if due == "this month":
        last = today.replace(day=monthrange(today.year, today.month)[1])
        return Wanted(due="between", first=today.replace(day=1), last=last)
    return Wanted(due="between", first=today) if due == "from now on" else Wanted(due=due)


def _line(promise: Promise, names: dict[str, str]) -> PromiseLine:
    told = question_url(promise.evidence.question) if promise.evidence else ""
    return PromiseLine(promise, *body_link(promise.body, names), question_url(promise.question), told)
