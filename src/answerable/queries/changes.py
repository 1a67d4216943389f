"""What can be asked about what happened lately."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Annotated

from msgspec import Meta, Struct

from answerable.model.dates import parse_partial
from answerable.model.history import Event
from answerable.queries.views import EventView, question_url, title, told
from answerable.record.happened import happened
from answerable.record.record import Record
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
    all_found = _found(workspace.record, workspace.record.cursor(), since)
    found = [one for one in all_found if asked.kind in ("", one[1].kind.value)]
    counts = Counter(event.kind.value for _, event in found)
    shown = found[asked.offset : asked.offset + asked.limit]
    return Changes(since, dict(sorted(counts.items())), len(found), _changed(workspace, shown))


@lru_cache(maxsize=1)
def _found(record: Record, _cursor: int, since: date) -> Sequence[tuple[str, Event]]:
    """The latest first; kept while nothing changes, for whoever reads them page by page."""
    return sorted(happened(record, since), key=lambda one: (_day(one[1]), one[0]), reverse=True)


def _changed(workspace: Workspace, shown: list[tuple[str, Event]]) -> tuple[Changed, ...]:
    held = workspace.record.questions({id_ for id_, _ in shown})
    return tuple(
        Changed(id_, question_url(id_), title(one), one.body.name if one.body else None, _day_of(event), told(event))
        for id_, event in shown
        if (one := held.get(id_))
    )


def _day(event: Event) -> str:
    return event.on.isoformat() if event.on else event.said[:10]


def _day_of(event: Event) -> date | None:
    day = _day(event)
    return date.fromisoformat(day) if day else None
