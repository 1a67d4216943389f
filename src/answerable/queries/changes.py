"""What can be asked about what happened lately."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from answerable.model.dates import parse_partial
from answerable.model.history import Event
from answerable.queries.views import EventView, question_url, title, told
from answerable.record.events import day_seen
from answerable.record.happened import happened
from answerable.workspace import Workspace


class Since(Struct, frozen=True):
    """`since`: a day, or the first of a month or year; `kind`: only changes of this kind; `limit` and `offset` page."""

    since: str
    kind: str = ""
    limit: Annotated[int, Meta(ge=1, le=10_000)] = 100
    offset: Annotated[int, Meta(ge=0)] = 0


class Changed(Struct, frozen=True):
    """One change of one question; `day` is when it happened, or when it was seen where the record bears no day."""

    id: str
    url: str
    title: str
    body: str | None
    day: date | None
    change: EventView


class Changes(Struct, frozen=True):
    """How many changes of each kind there were, and some of them, the latest first."""

    since: date
    counts: dict[str, int]
    total: int
    changes: tuple[Changed, ...]


def changes(workspace: Workspace, asked: Since) -> Changes:
    """What happened to questions, or came to light, on a day or later.

    BadDate when `since` is no date.
    """
    since = parse_partial(asked.since).first()
    told = happened(workspace.record, since, asked.kind, limit=asked.limit, offset=asked.offset)
    return Changes(since, told.counts, sum(told.counts.values()), _changed(workspace, told.some))


def _changed(workspace: Workspace, shown: Sequence[tuple[str, Event]]) -> tuple[Changed, ...]:
    held = workspace.record.questions({id_ for id_, _ in shown})
    return tuple(
        Changed(id_, question_url(id_), title(one), one.body.name if one.body else None, _day_of(event), told(event))
        for id_, event in shown
        if (one := held.get(id_))
    )


def _day_of(event: Event) -> date | None:
    day = day_seen(event)
    return date.fromisoformat(day) if day else None
