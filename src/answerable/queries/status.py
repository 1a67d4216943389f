"""What can be asked about the record itself."""

from msgspec import Struct

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


def status(workspace: Workspace, _: Nothing) -> Status:
    """What is in the record, from where, how fresh, what could not be read, and what waits for its question."""
    record = workspace.record
    unread, waiting = (tuple(unread_places(record, waiting=one)) for one in (False, True))
    return Status(record.directory.name, summary(record), unread, waiting)
