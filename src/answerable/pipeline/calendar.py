"""What the official calendar service tells of the Houses' days: kept as it came, and remembered day by day.

Nothing is remembered unless both Houses' replies could be had and read, so a sync that fails leaves all as it was.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from msgspec import Struct

from answerable.errors import InputError, ServiceError, UnreadableInput
from answerable.findings.timeliness.calendar import Calendar
from answerable.findings.timeliness.calendars import own_calendars
from answerable.findings.timeliness.days import as_date
from answerable.findings.timeliness.told import with_told
from answerable.model.calendar_day import CalendarDay
from answerable.model.observation import Unread
from answerable.model.people import House
from answerable.pipeline.lock import only_sync
from answerable.pipeline.window import next_moment
from answerable.record.calendar import TOLD, told
from answerable.record.codec import Codec
from answerable.record.gaps import CHAMBERS
from answerable.record.heard import Given, give
from answerable.record.record import Record
from answerable.sources.fields import excerpt
from answerable.sources.http import Service
from answerable.sources.uk_calendar.fetch import Came, Reply, ask, facts
from answerable.sources.uk_calendar.parse import NAME, calendar_days, recesses, sitting_dates
from answerable.workspace import Workspace

_DAY = timedelta(days=1)
T = TypeVar("T")


class SyncedHouse(Struct, frozen=True):
    """Days of a House: `learnt`, of which it was not known whether it sits, and `changed`; sitting days are known
    to the day `known_to`.
    """

    house: House
    learnt: int
    changed: int
    known_to: date | None


class SyncedCalendar(Struct, frozen=True):
    """The days that were asked for, and what came of it."""

    first: date
    last: date
    houses: tuple[SyncedHouse, ...]
    requests: int
    repeated: int


def sync_calendar(
    workspace: Workspace, service: Service, first: date | None = None, last: date | None = None
) -> SyncedCalendar:
    """Asks for the days `first` to `last`; where None, from where the calendar ends or lately, for a year to come.

    SyncRunning when another sync is at work; InputError for days that cannot be asked for; ServiceError when the
    service fails or says what cannot be read, which is kept.
    """
    record = workspace.record
    with only_sync(record.directory):
        known, today = told(record), datetime.now(UTC).date()
        before = {house: _calendar(chamber, known.get(chamber, {})) for house, chamber in CHAMBERS.items()}
        first, last = _span(first, last, before, today)
        came = [ask(service, house, first, last) for house in CHAMBERS]
        days = {one.house: _heard(record, one, (first, last, today), before[one.house]) for one in came}
        after = {
            house: _calendar(chamber, known.get(chamber, {}) | {one.day: one for one in days[house]})
            for house, chamber in CHAMBERS.items()
        }
        _keep(record, came, days)
    houses = tuple(_told(house, days[house], before[house], after[house]) for house in CHAMBERS)
    return SyncedCalendar(first, last, houses, service.sent, service.repeated)


def _calendar(chamber: str, days: Mapping[date, CalendarDay]) -> Calendar:
    return with_told(own_calendars().of(chamber), days, NAME)


def _span(first: date | None, last: date | None, known: Mapping[House, Calendar], today: date) -> tuple[date, date]:
    """The days to ask for: they must meet those known, or what lies between would be known no more."""
    begins = max(date.fromordinal(one.sitting.first) for one in known.values())
    ends = min(date.fromordinal(one.sitting.last) for one in known.values())
    first = first or min(today - facts().look_back * _DAY, ends + _DAY, last or date.max)
    last = last or max(first, today + facts().look_ahead * _DAY)
    if not 0 <= (last - first).days < facts().longest:
        expected = f"a first day that is not after the last, and at most {facts().longest:,} days"
        raise InputError("days to read", expected, f"{first} to {last}")
    if first > ends + _DAY or last < begins - _DAY:
        raise InputError("days to read", f"days that meet those known, {begins} to {ends}", f"{first} to {last}")
    return first, last


def _heard(record: Record, came: Came, span: tuple[date, date, date], known: Calendar) -> tuple[CalendarDay, ...]:
    first, last, today = span
    sitting = _read(record, came.sitting, lambda body, name: sitting_dates(body, name, first, last))
    away = _read(record, came.away, lambda body, name: recesses(body, name, came.house))
    if not sitting and any(first.toordinal() <= day <= last.toordinal() for day in known.sitting.days.tolist()):
        # Whole years without a sitting are likelier a fault of the service than news.
        reason = f"{came.sitting.name}: expected sitting days, for some are known there; got none"
        raise _kept(record, came.sitting, reason)
    return calendar_days(sitting, away, first, last, today)


def _read(record: Record, reply: Reply, parse: Callable[[bytes, str], T]) -> T:
    try:
        return parse(reply.body, reply.name)
    except UnreadableInput as error:
        raise _kept(record, reply, str(error)) from None


def _kept(record: Record, reply: Reply, reason: str) -> ServiceError:
    """Keeps a reply that cannot be used, with the reason."""
    shown = excerpt(reply.body.decode("utf-8", "replace"))
    with record.adding() as adding:
        adding.page(_given(reply), [Unread(reply.name, reason, shown)])
    return ServiceError(reason)


def _given(reply: Reply) -> Given:
    return give(reply.body, NAME, reply.name, Codec())


def _keep(record: Record, came: list[Came], days: Mapping[House, tuple[CalendarDay, ...]]) -> None:
    """All of it or nothing: the replies as they came, and what they say."""
    with record.adding() as adding:
        for one in came:
            adding.page(_given(one.away))
            adding.calendar(CHAMBERS[one.house], days[one.house], adding.page(_given(one.sitting)))
        adding.listing.mark(TOLD, next_moment(adding.listing))


def _told(house: House, days: tuple[CalendarDay, ...], before: Calendar, after: Calendar) -> SyncedHouse:
    was = [(before.sitting.has(one.day), one.sits) for one in days]
    learnt = sum(known is None for known, _ in was)
    changed = sum(known is not None and known != sits for known, sits in was)
    return SyncedHouse(house, learnt, changed, as_date(after.sitting.last))
