"""`answerable notify`: mails to those who follow something."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGTERM, signal
from threading import Event, Thread
from types import FrameType
from typing import Annotated, NoReturn

import typer

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import clean, console, count, print_json
from answerable.errors import AnswerableError, NoMail, NotifyRunning
from answerable.pipeline.notify import Notified, would_notify
from answerable.pipeline.notify import notify as pass_on
from answerable.queries.alerts import gather
from answerable.workspace import Workspace

_log = logging.getLogger("answerable")
_EVERY = 5  # seconds between two passes of a server

DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what there is to tell; change and send nothing.")]


def notify(dry_run: DryRun = False, record: RecordOption = None, as_json: JsonOption = False) -> None:
    """Tell those who follow something what is new: one pass, for cron."""
    with workspace(record) as opened:
        done = would_notify(opened, gather) if dry_run else pass_on(opened, gather)
    if as_json:
        print_json(done)
    else:
        console.print(clean(_said(done, dry_run)), soft_wrap=True)
    if done.trouble:
        raise NoMail(done.trouble)


@contextmanager
def notifying(directory: Path) -> Iterator[None]:
    """Passes again and again beside what is done meanwhile; a pass that is at work is let end."""
    signal(SIGTERM, _leave)  # else the server, having stopped, would end the process at once
    stop = Event()
    beside = Thread(target=_again, args=(directory, stop), name="notify")
    beside.start()
    try:
        yield
    finally:
        stop.set()
        beside.join()


def _leave(number: int, _: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


def _again(directory: Path, stop: Event) -> None:
    opened = Workspace.open(directory)
    trouble = ""
    while True:
        before, trouble = trouble, _trouble(opened)
        if trouble and trouble != before:
            _log.error("notify: %s", trouble)
        if stop.wait(_EVERY):
            break
    opened.close()


def _trouble(opened: Workspace) -> str:
    try:
        return pass_on(opened, gather).trouble
    except NotifyRunning:
        return ""  # another does it
    except AnswerableError as error:
        return str(error)


def _said(done: Notified, dry_run: bool) -> str:
    if dry_run:
        found = f"would keep {count(done.news, 'alert')} and make {count(done.mails, 'mail')}"
        return f"{found}; {done.waiting:,} waiting already"
    told = [count(done.news, "new alert"), f"{count(done.sent, 'mail')} sent"]
    told += [f"{done.later:,} put off"] if done.later else []
    told += [f"addresses given up: {done.stopped:,}"] if done.stopped else []
    told += [f"{done.in_doubt:,} in doubt"] if done.in_doubt else []
    return ", ".join(told) + f"; {done.waiting:,} waiting"
