"""One sync at a time: a lock on a file beside the record, which the system lets go however its holder ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from answerable.errors import SyncRunning

_FILE = "sync.lock"


@contextmanager
def only_sync(directory: Path) -> Iterator[None]:
    """Holds the lock; SyncRunning, naming the other process, when it is held already."""
    with (directory / _FILE).open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read(20).strip() or "unknown"
            raise SyncRunning(f"{directory}: another sync is at work here (process {holder}); let it end") from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
