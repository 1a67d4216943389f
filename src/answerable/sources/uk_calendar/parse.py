"""Replies of the calendar service → days. Pure: bytes in, nouns out."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

from answerable.errors import UnreadableInput
from answerable.model.calendar_day import CalendarDay
from answerable.model.people import House

NAME = "uk-calendar"
_RECESS = "REC"  # the service's category code; others are single non-sitting days, prorogation and dissolution
_LONGEST_NAME = 100
_DAY = timedelta(days=1)
T = TypeVar("T")
# A midnight with an offset might be another day in London; none is documented, so none is guessed at.
_Moment = Annotated[datetime, Meta(tz=False)]


class Recess(Struct, frozen=True):
    """A recess of one House, first and last day."""

    name: str
    start: date
    end: date


class _Sitting(Struct, rename="pascal"):
    date: _Moment


class _SittingDates(Struct, rename="pascal"):
    sitting_dates: list[_Sitting]


class _NonSitting(Struct, rename="pascal"):
    start_date: _Moment
    end_date: _Moment | None = None
    description: str | None = None
    house: str | None = None
    category_code: str | None = None


def sitting_dates(reply: bytes, name: str, first: date, last: date) -> tuple[date, ...]:
    """The days, in order, in a reply to `sittingdates` that was asked for `first` to `last`.

    UnreadableInput when it is of another shape or tells of a day that nobody asked for.
    """
    days = sorted({one.date.date() for one in _read(reply, name, _SittingDates).sitting_dates})
    outside = next((day for day in days if not first <= day <= last), None)
    if outside:
        raise UnreadableInput(name, f"sitting days from {first} to {last}", str(outside))
    return tuple(days)


def recesses(reply: bytes, name: str, house: House) -> tuple[Recess, ...]:
    """The recesses of one House, in order, in a reply to `nonsitting`; UnreadableInput when it is of another shape."""
    return tuple(sorted(_recesses(_read(reply, name, list[_NonSitting]), house), key=lambda one: one.start))


def calendar_days(
    sitting: Sequence[date], away: Sequence[Recess], first: date, last: date, today: date
) -> tuple[CalendarDay, ...]:
    """All days that such replies tell of: from `first` to the last sitting day announced, and to `today` in any case.

    Beyond these a day that is not listed may only not have been announced yet, so nothing is said of it.
    """
    known_to = max((min(last, today), *sitting))
    sits = set(sitting)
    return tuple(
        CalendarDay(day, day in sits, next((one.name for one in away if one.start <= day <= one.end), None))
        for day in (first + count * _DAY for count in range((known_to - first).days + 1))
    )


def _recesses(told: list[_NonSitting], house: House) -> Iterator[Recess]:
    for one in told:
        start, end = one.start_date.date(), (one.end_date or one.start_date).date()
        if one.category_code == _RECESS and one.house == house and start <= end:
            yield Recess(" ".join((one.description or "Recess").split())[:_LONGEST_NAME] or "Recess", start, end)


def _read(reply: bytes, name: str, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(reply, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableInput(name, "the calendar service's JSON", str(error)) from None
