"""What can be asked about the record itself."""

from typing import Annotated

from msgspec import Meta, Struct

from answerable.record.summary import Summary, UnreadPlace, summary, unread_places
from answerable.workspace import Workspace


class Nothing(Struct, frozen=True):
    """No parameters."""


class Status(Struct, frozen=True):
    """The record in figures, the newest of what could not be read, and of what waits for its question or answer.

    `record` is its directory's name.
    """

    record: str
    summary: Summary
    unread: tuple[UnreadPlace, ...]
    waiting: tuple[UnreadPlace, ...]


class UnreadAsked(Struct, frozen=True):
    """`waiting`: instead of what could not be read, the texts that wait for their question or answer.

    `limit` and `offset` page through, what came last first.
    """

    waiting: bool = False
    limit: Annotated[int, Meta(ge=1, le=100)] = 20
    offset: Annotated[int, Meta(ge=0, le=1_000_000)] = 0


class UnreadView(Struct, frozen=True):
    """How many places of documents could not be read, or hold texts that wait, and some of them."""

    total: int
    places: tuple[UnreadPlace, ...]


def status(workspace: Workspace, _: Nothing) -> Status:
    """What is in the record, from where, how fresh, what could not be read, and what waits for its question."""
    record = workspace.record
    unread, waiting = (tuple(unread_places(record, waiting=one)) for one in (False, True))
    return Status(record.directory.name, summary(record), unread, waiting)


def unread(workspace: Workspace, asked: UnreadAsked) -> UnreadView:
    """What could not be read of what was added, or what waits for its question or answer: where it stood, and why."""
    record, counted = workspace.record, summary(workspace.record)
    places = unread_places(record, asked.limit, asked.offset, waiting=asked.waiting)
    return UnreadView(counted.waiting if asked.waiting else counted.unread, tuple(places))
