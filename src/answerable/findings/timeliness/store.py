"""The dates of every question in columns: one file, read at once, written whole, so that it is never half new."""

import os
from array import array
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from answerable.findings.timeliness.dates import Columns, dates_of
from answerable.findings.timeliness.days import NO_DAY, Ordinals
from answerable.findings.timeliness.rules import KINDS
from answerable.model.question import Question

VERSION = 2
_NAMES = ("chamber", "body", "member", "party")
_NUMBERS = ("kind", "tabled", "named", "held", "answered", "flags", *_NAMES)
_UNDATED, _WITHDRAWN, _UNLISTED = 1, 2, 4
_NONE = ""  # the name where a source gave none


class Stored(Struct, frozen=True, eq=False, dict=True):
    """All questions up to a change of the record, by the day tabled. `numbers` has a row for each of _NUMBERS and a
    column a question; names are numbers into `names`.
    """

    identity: str
    cursor: int
    ids: NDArray[np.bytes_]
    numbers: NDArray[np.int32]
    names: dict[str, tuple[str, ...]]

    def column(self, name: str) -> Ordinals:
        """One of _NUMBERS, for all questions."""
        row: Ordinals = self.numbers[_NUMBERS.index(name)]
        return row

    @cached_property
    def columns(self) -> Columns:
        """All questions' days."""
        flags = self.column("flags")
        return Columns(
            kind=self.column("kind"),
            tabled=self.column("tabled"),
            named=self.column("named"),
            held=self.column("held"),
            answered=self.column("answered"),
            withdrawn_on=np.zeros_like(flags),
            undated=(flags & _UNDATED) != 0,
            withdrawn=(flags & _WITHDRAWN) != 0,
            unlisted=(flags & _UNLISTED) != 0,
        )

    def tabled_within(self, first: int, last: int) -> slice:
        """Where those stand that were tabled from one day to another, both included."""
        begin, end = np.searchsorted(self.column("tabled"), [first, last + 1])
        return slice(int(begin), int(end))

    def code(self, column: str, name: str) -> int:
        """The number of a name; -1, which no question has, when it is not among them."""
        names = self.names[column]
        return names.index(name) if name in names else -1

    def id_of(self, row: int) -> str:
        """The question's id."""
        return bytes(self.ids[row]).decode()


def nothing(identity: str) -> Stored:
    """What is held before the first change."""
    return Stored(identity, 0, np.array([], "S1"), np.zeros((len(_NUMBERS), 0), np.int32), dict.fromkeys(_NAMES, ()))


def load(file: Path, identity: str) -> Stored:
    """What the file holds; nothing when it is missing, damaged, of another version or made from another record."""
    try:
        with np.load(file, allow_pickle=False) as held:
            if int(held["version"]) != VERSION or str(held["identity"]) != identity:
                return nothing(identity)
            names = {name: tuple(held[f"{name}_names"].tolist()) for name in _NAMES}
            return Stored(identity, int(held["cursor"]), held["ids"], held["numbers"], names)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return nothing(identity)


def save(file: Path, stored: Stored) -> None:
    """Writes the file anew beside the old one, then puts it in its place."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(f".{os.getpid()}.new")  # two processes may write at once
    arrays: dict[str, Any] = {f"{name}_names": np.array(stored.names[name], dtype=np.str_) for name in _NAMES}
    arrays |= {"version": VERSION, "identity": stored.identity, "cursor": stored.cursor}
    with beside.open("wb") as out:
        np.savez(out, ids=stored.ids, numbers=stored.numbers, **arrays)
    beside.replace(file)


class Growing:
    """Columns that take in changes: a new question at the end, a changed one in its place."""

    def __init__(self, stored: Stored) -> None:
        self._identity = stored.identity
        self._rows = {one.decode(): row for row, one in enumerate(stored.ids.tolist())}
        self._columns = [array("i", column.tobytes()) for column in stored.numbers]
        self._names = {name: {one: code for code, one in enumerate(stored.names[name])} for name in _NAMES}
        self._dropped: list[int] = []

    def put(self, question: Question) -> None:
        """Takes in a question as it is now."""
        row = self._rows.setdefault(question.id, len(self._columns[0]))
        numbers = self._numbers(question)
        if row == len(self._columns[0]):
            for column, number in zip(self._columns, numbers, strict=True):
                column.append(number)
        else:
            for column, number in zip(self._columns, numbers, strict=True):
                column[row] = number

    def drop(self, question_id: str) -> None:
        """Forgets a question that is no longer one of its own."""
        row = self._rows.pop(question_id, None)
        if row is not None:
            self._dropped.append(row)

    def stored(self, cursor: int) -> Stored:
        """What came of it, those of one day in the order in which they came."""
        numbers = np.array([np.frombuffer(column, np.int32) for column in self._columns], np.int32)
        numbers = np.delete(numbers, self._dropped, axis=1)
        ids = np.array([one.encode() for one in self._rows], np.bytes_) if self._rows else np.array([], "S1")
        names = {name: tuple(codes) for name, codes in self._names.items()}
        order = np.argsort(numbers[_NUMBERS.index("tabled")], kind="stable")
        return Stored(self._identity, cursor, ids[order], np.ascontiguousarray(numbers[:, order]), names)

    def _numbers(self, question: Question) -> Iterable[int]:
        dates = dates_of(question)
        flags = _UNDATED * dates.undated | _WITHDRAWN * dates.withdrawn | _UNLISTED * dates.unlisted
        days = (dates.tabled, dates.named, dates.held, dates.answered)
        asker = question.asker
        return (
            KINDS.index(dates.kind),
            *map(_ordinal, days),
            flags,
            self._code("chamber", dates.chamber),
            self._code("body", question.body.id if question.body else _NONE),
            self._code("member", asker.id if asker else _NONE),
            self._code("party", (asker.party if asker else None) or _NONE),
        )

    def _code(self, column: str, name: str) -> int:
        codes = self._names[column]
        return codes.setdefault(name, len(codes))


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else NO_DAY
