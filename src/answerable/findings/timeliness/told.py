"""A chamber's calendar with what an official calendar told of its days since."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby

import msgspec

from answerable.errors import InputError
from answerable.findings.timeliness.calendar import Calendar, Span
from answerable.findings.timeliness.days import DayLine, day_line
from answerable.model.calendar_day import CalendarDay


def with_told(calendar: Calendar, told: Mapping[date, CalendarDay], source: str) -> Calendar:
    """The calendar in which each day that was told of is as told; `source` says by whom.

    InputError when they leave a gap between them, or to the days that are known already.
    """
    if not told:
        return calendar
    return msgspec.structs.replace(
        calendar,
        sitting=_sitting(calendar.sitting, told),
        recesses=_recesses(calendar.recesses, told),
        source=f"{calendar.source}; {source}" if calendar.source else source,
    )


def _sitting(known: DayLine, told: Mapping[date, CalendarDay]) -> DayLine:
    first, last = min(told), max(told)
    sits = [day for day, one in told.items() if one.sits]
    if known.first <= known.last:
        start, end = date.fromordinal(known.first), date.fromordinal(known.last)
        sits += (day for day in _each(start, end) if day not in told and known.has(day))
        first, last = min(first, start), max(last, end)
    covered = known.last - known.first + 1 + sum(not known.first <= day.toordinal() <= known.last for day in told)
    if covered < (last - first).days + 1:
        raise InputError("sitting days", "days that meet those known, without a gap", f"{min(told)} to {max(told)}")
    return day_line(sits, first, last)


def _recesses(known: tuple[Span, ...], told: Mapping[date, CalendarDay]) -> tuple[Span, ...]:
    """A recess without end stays as it is; of the others the days not told of."""
    names = {day: span.name for span in known if span.end for day in _each(span.start, span.end) if day not in told}
    names |= {day: one.recess for day, one in told.items() if one.recess}
    return (*_spans(names), *(span for span in known if not span.end))


def _spans(names: Mapping[date, str]) -> Iterator[Span]:
    """Days that follow each other under one name, as one span."""
    numbered = enumerate(sorted(names))
    for (_, name), run in groupby(numbered, lambda one: (one[1].toordinal() - one[0], names[one[1]])):
        days = [day for _, day in run]
        yield Span(name, days[0], days[-1])


def _each(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=count) for count in range((last - first).days + 1))
