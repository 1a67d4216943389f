"""One day of one chamber, as an official calendar tells of it."""

from datetime import date

from msgspec import Struct


class CalendarDay(Struct, frozen=True):
    """Whether the chamber sits on that day, and the name of the recess that the day lies in, if any."""

    day: date
    sits: bool
    recess: str | None = None
