"""Options that many commands share."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from answerable.settings import RECORD_VARIABLE, record_directory
from answerable.workspace import Workspace

RecordOption = Annotated[
    Path | None,
    typer.Option("--record", help=f"The record's directory [{RECORD_VARIABLE}; default: answerable.record]"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def remember(record: Path | None) -> None:
    """Makes a `--record` that stands before the command count for it, and for a server that it starts."""
    if record:
        os.environ[RECORD_VARIABLE] = str(record)


def named(record: Path | None) -> Path | None:
    """The record's directory if anything names one: the option, before or after the command, or the environment."""
    remember(record)
    return Path(os.environ[RECORD_VARIABLE]) if os.environ.get(RECORD_VARIABLE) else None


def chosen(record: Path | None) -> Path:
    """The record's directory that the command works on."""
    return record_directory(named(record))


@contextmanager
def workspace(record: Path | None, *, create: bool = False) -> Iterator[Workspace]:
    """The chosen record with its findings, closed afterwards."""
    opened = Workspace.open(chosen(record), create=create)
    try:
        yield opened
    finally:
        opened.close()
