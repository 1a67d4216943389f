"""The finding over a record: the dates of all its questions, kept in step, and what can be asked of them."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Self

import numpy as np
from msgspec import Struct

from answerable.findings.base import Changes, Progress
from answerable.findings.timeliness.calendars import Calendars, own_calendars
from answerable.findings.timeliness.cohort import Cohort, cohort, figure, members, missed
from answerable.findings.timeliness.days import as_date
from answerable.findings.timeliness.rules import Rule, Unit
from answerable.findings.timeliness.scope import Period, Scope
from answerable.findings.timeliness.store import Growing, Stored, load, save
from answerable.findings.timeliness.waiting import Waiting, overdue_ids, waiting

FILE = "timeliness.npz"
_STEP = 1000  # changes between two reports of progress
_LATELY = 64  # answers that are kept until something changes, of each kind
_ANY = Scope()


class Extent(Struct, frozen=True):
    """Where the questions of a scope lie: their chambers, the one with most first, and the day the last was tabled."""

    chambers: tuple[str, ...]
    last: date | None


class _Held:
    """What is held, and what was asked of it lately: asking the same again costs nothing until something changes."""

    def __init__(self, stored: Stored) -> None:
        self.stored = stored
        self.cohort = lru_cache(_LATELY)(partial(cohort, stored))
        self.extent = lru_cache(_LATELY)(partial(_extent, stored))
        self.overdue = lru_cache(_LATELY)(partial(overdue_ids, stored))


class Timeliness:
    """Answers under any rule as of any day. Rules and calendars are not stored: a changed one needs no rebuilding."""

    name = "timeliness"

    def __init__(self, file: Path, identity: str, calendars: Callable[[], Calendars]) -> None:
        self._file, self._identity, self._calendars = file, identity, calendars
        self._seen = _signature(file)
        self._held = _Held(load(file, identity))

    @classmethod
    def open(cls, directory: Path, identity: str, calendars: Callable[[], Calendars] = own_calendars) -> Self:
        """The finding of the record with that identity; empty, to be refreshed, when there is none that can be used.

        `calendars` is asked each time, for what is known of days may grow.
        """
        return cls(directory / FILE, identity, calendars)

    def close(self) -> None:
        """Nothing is held open."""

    def refresh(self, record: Changes, progress: Progress | None = None) -> int:
        """Takes in what changed since last time; returns how many questions that was."""
        if record.identity != self._identity:
            self._identity, self._held = record.identity, _Held(load(self._file, record.identity))
        held = self._stored
        growing, cursor, count = Growing(held), held.cursor, 0
        for count, change in enumerate(record.changed(cursor), 1):
            cursor = change.cursor
            if change.question is None:
                growing.drop(change.id)
            else:
                growing.put(change.question)
            if progress and count % _STEP == 0:
                progress(_STEP)
        if count:
            self._keep(growing.stored(cursor))
            if progress and count % _STEP:
                progress(count % _STEP)
        return count

    def __len__(self) -> int:
        """How many questions are known."""
        return len(self._stored.ids)

    def waiting(
        self,
        reading: Sequence[Rule],
        as_of: date,
        scope: Scope = _ANY,
        *,
        overdue: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> Waiting:
        """What waits on that day, longest first, each by the first rule of the reading that speaks of it.

        `overdue`: the page has only what is past its day; the totals stay those of all.
        """
        part = slice(offset, None if limit is None else offset + limit)
        return waiting(self._stored, reading, self._calendars(), as_of, scope, overdue=overdue, part=part)

    def overdue(self, reading: Sequence[Rule], as_of: date) -> tuple[str, ...]:
        """The ids of all that is past its day on that day."""
        return self._now.overdue(tuple(reading), self._calendars(), as_of)

    def cohort(
        self, rule: Rule, period: Period, as_of: date, scope: Scope = _ANY, unit: Unit = Unit.CALENDAR
    ) -> Cohort:
        """The figures of a period under a rule, as known on `as_of`; the curve counts days in `unit`."""
        return self._now.cohort(rule, self._calendars().of(rule.chamber), period, as_of, scope, unit)

    def behind(
        self, rule: Rule, period: Period, as_of: date, scope: Scope = _ANY, name: str = "all"
    ) -> tuple[str, ...]:
        """The ids of the questions behind a cohort's figure of that name (FIGURES, LEFT_OUT), by day tabled."""
        stored = self._stored
        found = members(stored, rule, self._calendars().of(rule.chamber), period, as_of, scope)
        rows = figure(found, name, as_of)
        return tuple(stored.id_of(int(row)) for row in rows[np.argsort(stored.columns.tabled[rows], kind="stable")])

    def missed(self, reading: Sequence[Rule], due: Period, as_of: date) -> dict[str, date]:
        """What was due in the period and not answered by its day, answered since or not: ids, and the day due.

        Each by the first rule of the reading that speaks of it.
        """
        stored, calendars, found = self._stored, self._calendars(), dict[str, date]()
        for rule in reversed(reading):
            rows, days = missed(members(stored, rule, calendars.of(rule.chamber), due, as_of, _ANY))
            found |= {stored.id_of(int(row)): date.fromordinal(int(day)) for row, day in zip(rows, days, strict=True)}
        return found

    def extent(self, scope: Scope = _ANY) -> Extent:
        """Where the questions of the scope lie."""
        return self._now.extent(scope)

    @property
    def _stored(self) -> Stored:
        return self._now.stored

    @property
    def _now(self) -> _Held:
        """What is held; read again when another process has written it."""
        signature = _signature(self._file)
        if signature != self._seen:
            self._seen, self._held = signature, _Held(load(self._file, self._identity))
        return self._held

    def _keep(self, stored: Stored) -> None:
        save(self._file, stored)
        self._seen, self._held = _signature(self._file), _Held(stored)


def _extent(stored: Stored, scope: Scope) -> Extent:
    rows = scope.among(stored, np.arange(len(stored.ids)))
    sizes = np.bincount(stored.column("chamber")[rows])
    by_size = np.argsort(-sizes, kind="stable")
    chambers = tuple(stored.names["chamber"][code] for code in by_size if sizes[code])
    last = stored.columns.tabled[rows].max(initial=0)
    return Extent(chambers, as_date(int(last)))


def _signature(file: Path) -> tuple[int, int] | None:
    try:
        told = file.stat()
    except OSError:
        return None
    return told.st_ino, told.st_mtime_ns
