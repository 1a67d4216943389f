"""A copy of the record, made while it is in use."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import mkdtemp

from msgspec import Struct

from answerable.errors import InputError, RecordError, RecordFull
from answerable.record.record import FILE
from answerable.settings import FILE as SETTINGS
from answerable.workspace import Workspace

_PAGES = 2_000  # copied between two words on progress, 32 MB


class Backed(Struct, frozen=True):
    """Where the copy is, how large in bytes, and how many questions it holds."""

    directory: str
    size: int
    questions: int


def backup(workspace: Workspace, to: Path, progress: Callable[[int], None] | None = None) -> Backed:
    """Copies the record as it is at one moment to a new directory, which is a record like any other.

    Findings are left out, since they are made anew from the record. `progress` hears per mille. InputError where the
    directory is there already; RecordFull without space; then nothing of the copy is left.
    """
    if to.exists():
        raise InputError(str(to), "the name of a directory that is not there yet", "one that is")
    to.parent.mkdir(parents=True, exist_ok=True)
    making = Path(mkdtemp(prefix=f".{to.name}.", dir=to.parent))
    try:
        questions = _copied(workspace.record.directory, making, progress)
        making.replace(to)
    except sqlite3.Error as error:
        reason = RecordFull if "full" in str(error) or "disk I/O" in str(error) else RecordError
        raise reason(f"{to}: the copy could not be made ({error}); nothing of it is left") from None
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return Backed(str(to), (to / FILE).stat().st_size, questions)


def _copied(directory: Path, making: Path, progress: Callable[[int], None] | None) -> int:
    making.chmod(directory.stat().st_mode)
    if (directory / SETTINGS).exists():
        shutil.copy2(directory / SETTINGS, making / SETTINGS)
    with closing(sqlite3.connect(directory / FILE)) as held, closing(sqlite3.connect(making / FILE)) as copy:
        # Held at one moment, for a copy of what is being written to would begin anew with every change.
        held.isolation_level = None
        held.execute("BEGIN")
        held.execute("SELECT COUNT(*) FROM about").fetchone()
        held.backup(copy, pages=_PAGES, progress=_told(progress))
        (sound,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        if sound != "ok":
            raise sqlite3.DatabaseError(f"it does not check: {sound}")
        (questions,) = copy.execute("SELECT COUNT(*) FROM question").fetchone()
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without others beside it
    return int(questions)


def _told(progress: Callable[[int], None] | None) -> Callable[[int, int, int], None] | None:
    told = 0

    def tell(_: int, remaining: int, total: int) -> None:
        nonlocal told
        done = 1000 * (total - remaining) // max(total, 1)
        if progress and done > told:
            progress(done - told)
            told = done

    return tell if progress else None
