"""What can be asked about the record itself."""

from msgspec import Struct

from answerable.record.summary import Summary, UnreadPlace, summary, unread_places
from answerable.workspace import Workspace


class Nothing(Struct, frozen=True):
    """No parameters."""


class Status(Struct, frozen=True):
    """The record in figures, and the newest of what could not be read; `record` is its directory's name."""

    record: str
    summary: Summary
    unread: tuple[UnreadPlace, ...]


def status(workspace: Workspace, _: Nothing) -> Status:
    """What is in the record, from where, how fresh, and what could not be read."""
    record = workspace.record
    return Status(record.directory.name, summary(record), tuple(unread_places(record)))
