"""The official calendar service's JSON (What's On) → days; pure, the fetching is somebody else's.

Form: the service's own OpenAPI document; no reply of it was at hand when this was written. Sessions are not taken from
it, for the document does not say whether a session's end is its last day.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TypeVar

import msgspec
from msgspec import Struct

from answerable.errors import InputError, UnreadableInput
from answerable.findings.timeliness.calendar import Calendar, Span
from answerable.findings.timeliness.days import DayLine, as_date, day_line

T = TypeVar("T")
_RECESS = "REC"  # the service's category code; others are single non-sitting days, prorogation and dissolution
_LONGEST = 366 * 5  # days in one sync; a wrong year in a request should not forget decades


class _Sitting(Struct, rename="pascal"):
    date: datetime


class _SittingDates(Struct, rename="pascal"):
    sitting_dates: list[_Sitting]


class _NonSitting(Struct, rename="pascal"):
    start_date: datetime
    end_date: datetime | None = None
    description: str | None = None
    house: str | None = None
    category_code: str | None = None


def sitting_dates(document: bytes, name: str) -> tuple[date, ...]:
    """The days in a reply of `proceduraldates/{house}/sittingdates`; UnreadableInput says what does not fit."""
    return tuple(sorted({one.date.date() for one in _read(document, name, _SittingDates).sitting_dates}))


def recesses(document: bytes, name: str, house: str) -> tuple[Span, ...]:
    """The recesses of one House in a reply of `events/nonsitting`; UnreadableInput says what does not fit."""
    return tuple(sorted(_recesses(_read(document, name, list[_NonSitting]), house), key=lambda span: span.start))


def synced(calendar: Calendar, days: tuple[date, ...], first: date, last: date) -> Calendar:
    """The calendar with these as the only sitting days from `first` to `last`, the days that the service was asked for.

    InputError when a day lies outside them, or when they leave a gap to the days that are known already.
    """
    outside = next((day for day in days if not first <= day <= last), None)
    if outside or not 0 <= (last - first).days <= _LONGEST:
        raise InputError("sitting days", f"days from {first} to {last}, at most five years", str(outside or last))
    known = calendar.sitting
    if known.first <= known.last and (first.toordinal() > known.last + 1 or last.toordinal() < known.first - 1):
        span = f"{as_date(known.first)} to {as_date(known.last)}"
        raise InputError("sitting days", f"a span that meets the one known, {span}", f"{first} to {last}")
    return msgspec.structs.replace(calendar, sitting=_joined(known, days, first, last))


def _joined(known: DayLine, days: tuple[date, ...], first: date, last: date) -> DayLine:
    if known.last < known.first:
        return day_line(days, first, last)
    kept = (day for day in map(date.fromordinal, known.days.tolist()) if not first <= day <= last)
    start, end = date.fromordinal(known.first), date.fromordinal(known.last)
    return day_line([*kept, *days], min(start, first), max(end, last))


def _recesses(told: list[_NonSitting], house: str) -> Iterator[Span]:
    for one in told:
        start, end = one.start_date.date(), (one.end_date or one.start_date).date()
        if one.category_code == _RECESS and one.house == house and start <= end:
            yield Span(one.description or "Recess", start, end)


def _read(document: bytes, name: str, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(document, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableInput(name, "the calendar service's JSON", str(error)) from None
