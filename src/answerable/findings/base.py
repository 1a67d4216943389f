"""What every finding is to the rest: something derived from the record, versioned, kept in step, and rebuildable."""

from collections.abc import Callable, Iterator
from typing import Protocol

from answerable.record.changes import Change

Progress = Callable[[int], None]  # called with how many more changes have been taken in


class Changes(Protocol):
    """The part of a record that findings read: what changed after a cursor, oldest first."""

    @property
    def identity(self) -> str:
        """Names this very record; a finding made from another one is rebuilt."""

    def cursor(self) -> int:
        """The newest change."""

    def changed(self, after: int = 0) -> Iterator[Change]:
        """Every question that changed after the cursor, once, as it is now; streamed, oldest change first."""


class Finding(Protocol):
    """A finding as the pipeline sees it. Opening one that is missing, damaged or of another version starts it anew."""

    name: str

    def refresh(self, record: Changes, progress: Progress | None = None) -> int:
        """Takes in what changed since last time; returns how many questions that was."""

    def close(self) -> None:
        """Lets go of files."""
