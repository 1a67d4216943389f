"""A chamber's calendar: when it sat and will sit, its sessions, and the working days around it."""

from datetime import date, datetime, time, timedelta
from functools import cached_property

import numpy as np
from msgspec import Struct

from answerable.findings.timeliness.days import NEVER, NOT_KNOWN, DayLine, Ordinals, one, unknown_line


class Span(Struct, frozen=True):
    """A session, a recess or a closure (prorogation, dissolution), first and last day; `end` None: not over yet."""

    name: str
    start: date
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.start <= day and (self.end is None or day <= self.end)


class Calendar(Struct, frozen=True, eq=False, kw_only=True, dict=True):
    """What is known of one chamber's days. `source` says from whom; `cut_off` is by day of the week, Monday 0."""

    chamber: str
    name: str
    parliament: str = ""
    source: str = ""
    working: DayLine
    sitting: DayLine
    sessions: tuple[Span, ...] = ()
    closures: tuple[Span, ...] = ()
    recesses: tuple[Span, ...] = ()
    cut_off: dict[int, time]

    def session(self, day: date) -> Span | None:
        """The session of that day; None in a closure, or when not known."""
        return next((span for span in self.sessions if span.covers(day)), None)

    def closure(self, day: date) -> Span | None:
        """The prorogation or dissolution of that day, if any; the later of two that meet."""
        return next((span for span in reversed(self.closures) if span.covers(day)), None)

    def recess(self, day: date) -> Span | None:
        """The recess of that day, if any."""
        return next((span for span in self.recesses if span.covers(day)), None)

    @cached_property
    def _ends(self) -> Ordinals:
        return np.array([span.end.toordinal() if span.end else NEVER for span in self.sessions], np.int32)

    def session_ends(self, tabled: Ordinals) -> Ordinals:
        """The day on which a question tabled then falls if it has no answer.

        NEVER in a session that is not over and in a chamber without sessions; NOT_KNOWN before the first or after the
        last. A question dated between two sessions belongs to the next.
        """
        if not self.sessions:
            return np.full(len(tabled), NEVER, np.int32)
        place = np.searchsorted(self._ends, tabled)
        found = self._ends[np.minimum(place, len(self._ends) - 1)]
        known = (tabled >= self.sessions[0].start.toordinal()) & (place < len(self._ends))
        return np.where(known, found, NOT_KNOWN).astype(np.int32)

    def tabled_on(self, handed_in: datetime) -> date | None:
        """The day on which a question handed in at that moment counts as tabled; None: not known.

        That day while it is a working day and the chamber's cut-off has not passed, else the next working day.
        A cut-off holds only on sitting days; on others none is stated, and the day stands.
        """
        day = handed_in.date()
        limit = self.cut_off.get(day.weekday()) if self.sitting.has(day) else None
        if limit and handed_in.time() > limit:
            return self._next_working(day)
        return self._next_working(day - timedelta(days=1))

    def _next_working(self, day: date) -> date | None:
        found = int(self.working.after(one(day), 1)[0])
        return date.fromordinal(found) if found != NOT_KNOWN else None


def no_calendar(chamber: str) -> Calendar:
    """The calendar of a chamber of which we know none: every count of it is not known, but for calendar days."""
    return Calendar(chamber=chamber, name=chamber, working=unknown_line(), sitting=unknown_line(), cut_off={})
