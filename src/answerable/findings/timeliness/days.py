"""A kind of day – calendar, working, sitting – that can be counted, for a million questions at once.

Days are proleptic ordinals (`date.toordinal()`) in int32 arrays; `NO_DAY` is a date nobody gave, `NOT_KNOWN` one that
lies outside what a calendar knows.
"""

from collections.abc import Iterable
from datetime import date

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Ordinals = NDArray[np.int32]
NO_DAY = 0
NOT_KNOWN = -1
NEVER = 2**31 - 1  # later than every day


class DayLine(Struct, frozen=True, eq=False):
    """Days of one kind, known from `first` to `last`; `upto[d - first]` is how many of them are not after day d."""

    first: int
    last: int
    days: Ordinals
    upto: Ordinals

    def knows(self, when: Ordinals) -> NDArray[np.bool_]:
        """Which of the days lie in the span that is known."""
        return (when >= self.first) & (when <= self.last)

    def has(self, day: date) -> bool | None:
        """Whether `day` is of this kind; None: not known."""
        when = day.toordinal()
        if not self.first <= when <= self.last:
            return None
        return bool(when in self.days)

    def after(self, start: Ordinals, count: int) -> Ordinals:
        """The `count`th day of this kind after each start (not counting it), or NOT_KNOWN."""
        places = self.upto[np.clip(start - self.first, 0, self.last - self.first)] + (count - 1)
        found = self.days[np.minimum(places, len(self.days) - 1)]
        return np.where(self.knows(start) & (places < len(self.days)), found, NOT_KNOWN).astype(np.int32)

    def between(self, start: Ordinals, end: Ordinals) -> Ordinals:
        """How many days of this kind come after each start and not after its end, or NOT_KNOWN."""
        span = self.last - self.first
        counted = self.upto[np.clip(end - self.first, 0, span)] - self.upto[np.clip(start - self.first, 0, span)]
        return np.where(self.knows(start) & self.knows(end), counted, NOT_KNOWN).astype(np.int32)


def day_line(known: Iterable[date], first: date, last: date) -> DayLine:
    """The line of the days given, all of which there are between `first` and `last`, both included."""
    start, end = first.toordinal(), last.toordinal()
    days = np.array(sorted({day.toordinal() for day in known}), dtype=np.int32)
    days = days[(days >= start) & (days <= end)]
    upto = np.searchsorted(days, np.arange(start, end + 1), side="right").astype(np.int32)
    return DayLine(start, end, days if len(days) else np.array([NOT_KNOWN], np.int32), upto)


def unknown_line() -> DayLine:
    """A line of which nothing is known."""
    return DayLine(1, 0, np.array([NOT_KNOWN], np.int32), np.array([0], np.int32))


def one(day: date | None) -> Ordinals:
    """A single day as an array of one."""
    return np.array([day.toordinal() if day else NO_DAY], dtype=np.int32)


def as_date(ordinal: int) -> date | None:
    """A day again; None for NO_DAY, NOT_KNOWN and NEVER."""
    return date.fromordinal(ordinal) if 0 < ordinal < NEVER else None
