"""How the terminal shows things: tables for people, JSON for programs, progress on long work."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import msgspec
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from answerable.model.dates import in_full

console = Console(highlight=False)


def print_json(result: Any) -> None:
    """One JSON value, indented."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(result)).decode() + "\n")


def columns(*headings: str) -> Table:
    """A table with room between its columns and no boxes; headings that end in # are numbers."""
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style="bold")
    for heading in headings:
        number = heading.endswith("#")
        table.add_column(heading.rstrip("#"), justify="right" if number else "left")
    return table


def moment(printed: str) -> str:
    """An ISO 8601 moment in UTC as 16 September 2025, 14:05 UTC; nothing for nothing."""
    return f"{in_full(date.fromisoformat(printed[:10]))}, {printed[11:16]} UTC" if printed else ""


def count(number: int, noun: str) -> str:
    """1 question, 2,989 questions."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def clean(words: str) -> Text:
    """Words from outside, without the control characters that could command a terminal."""
    return Text("".join(letter for letter in words if letter in "\n\t" or letter.isprintable()))


class _Done(ProgressColumn):
    """How many are done, and of how many where that is known."""

    def render(self, task: Task) -> Text:
        """1,200 of 9,622."""
        return Text(f"{task.completed:,.0f}" + (f" of {task.total:,.0f}" if task.total else ""))


class Steps:
    """Progress of named steps; shown on standard error, and only to a person."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, step: str, count: int) -> None:
        """`count` more of `step` are done."""
        if step not in self._tasks:
            self._tasks[step] = self._progress.add_task(step, total=None)
        self._progress.advance(self._tasks[step], count)

    def total(self, step: str, total: int) -> None:
        """Says how many of `step` there will be."""
        self(step, 0)
        self._progress.update(self._tasks[step], total=total)


@contextmanager
def steps() -> Iterator[Steps]:
    """A place for steps to show how far they are."""
    shown = Console(stderr=True)
    columns_ = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), _Done())
    times = (TimeElapsedColumn(), TimeRemainingColumn(elapsed_when_finished=True))
    with Progress(*columns_, *times, console=shown, transient=True, disable=not shown.is_terminal) as bar:
        yield Steps(bar)
