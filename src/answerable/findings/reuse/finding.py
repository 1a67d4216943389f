"""Which answers are the same answer: the finding over a record, kept in step with it."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Self

from answerable.errors import RecordError
from answerable.findings.base import Changes, Progress
from answerable.findings.kept import Kept
from answerable.findings.postings import Numbered
from answerable.findings.reuse.asking import Asking
from answerable.findings.reuse.tables import SCHEMA, TOUCHED
from answerable.findings.reuse.taking import Taking
from answerable.record.changes import Change

VERSION = "2"
_CHUNK = 5_000  # changes taken in at a time


class Reuse(Asking):
    """Reuse in `directory`, of the record with that identity. Asking sees what was last taken in, in any process."""

    name = "reuse"

    @classmethod
    def open(cls, directory: Path, identity: str) -> Self:
        """Opens it; when missing, damaged, of another record or another version it starts anew, empty."""
        found = cls(Kept(directory, identity, VERSION, SCHEMA))
        try:
            found.look()
        except RecordError:
            found._start_anew(identity)
        return found

    def refresh(self, record: Changes, progress: Progress | None = None) -> int:
        """Takes in what changed since last time, all of it or nothing; returns how many questions that was."""
        if record.identity != self.kept.identity:
            self._start_anew(record.identity)
        self.look()
        for shelf in self.shelves:
            shelf.sweep()
        try:
            return self._take_in(record, progress)
        finally:
            self.seen = -1

    def close(self) -> None:
        """Lets go of files."""
        self.kept.close()

    def _take_in(self, record: Changes, progress: Progress | None) -> int:
        cursor, taken = self.kept.cursor, 0
        changes = record.changed(cursor)
        with self.kept.writing() as connection:
            connection.execute(TOUCHED)
            taking = Taking(connection, *self.shelves, self.sizes)
            for chunk in _chunks(changes):
                taking.take(chunk)
                cursor, taken = chunk[-1].cursor, taken + len(chunk)
                if progress:
                    progress(len(chunk))
            if taken:
                taking.finish()
                self._remember(cursor, taking.sizes)
        return taken

    def _remember(self, cursor: int, sizes: Numbered) -> None:
        prints, passages = (" ".join(shelf.names) for shelf in self.shelves)
        self.kept.remember(cursor=cursor, prints=prints, passages=passages, sizes=sizes.astype("<u4").tobytes())

    def _start_anew(self, identity: str) -> None:
        self.kept.start_anew(identity)
        self.seen = -1
        self.look()


def _chunks(changes: Iterator[Change]) -> Iterator[list[Change]]:
    while chunk := list(islice(changes, _CHUNK)):
        yield chunk
