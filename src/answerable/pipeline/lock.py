"""One process at a time for a kind of work: a lock on a file beside the record, let go however its holder ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from answerable.errors import NotifyRunning, RecordError, SyncRunning


@contextmanager
def only_sync(directory: Path) -> Iterator[None]:
    """Holds the lock; SyncRunning, naming the other process, when it is held already."""
    with _only(directory, "sync", SyncRunning):
        yield


@contextmanager
def only_notify(directory: Path) -> Iterator[None]:
    """Holds the lock; NotifyRunning, naming the other process, when it is held already."""
    with _only(directory, "notify", NotifyRunning):
        yield


@contextmanager
def _only(directory: Path, work: str, error: type[RecordError]) -> Iterator[None]:
    with (directory / f"{work}.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read(20).strip() or "unknown"
            raise error(f"{directory}: another {work} is at work here (process {holder}); let it end") from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
