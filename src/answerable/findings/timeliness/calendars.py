"""Calendars from TOML: the two that come with answerable, and any other parliament's."""

import re
from calendar import day_name, monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from holidays import country_holidays
from msgspec import Struct

from answerable.findings.timeliness.calendar import Calendar, Span, no_calendar
from answerable.findings.timeliness.days import DayLine, day_line, unknown_line
from answerable.findings.timeliness.told import with_told
from answerable.findings.timeliness.toml import Toml, is_day, read_toml
from answerable.model.calendar_day import CalendarDay

_HERE = Path(__file__).parent
_OWN = ("uk.toml", "eu.toml")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_RUN = re.compile(r"(\d{1,2})(?:-(\d{1,2}))?")
_YEARS = 200  # the longest span of working days that is worked out


class Calendars(Struct, frozen=True, eq=False):
    """Calendars by chamber."""

    known: dict[str, Calendar]

    def of(self, chamber: str) -> Calendar:
        """The chamber's calendar; one that knows nothing when there is none."""
        return self.known.get(chamber) or no_calendar(chamber)

    def extended(self, path: Path) -> "Calendars":
        """These and those of one more file, which wins where both speak of a chamber. InputError with the line."""
        return Calendars(self.known | read_calendars(path))

    def with_told(self, told: Mapping[str, Mapping[date, CalendarDay]], source: str) -> "Calendars":
        """These with what was told of chambers' days since; `source` says by whom. InputError when it leaves a gap."""
        return Calendars(self.known | {name: with_told(self.of(name), days, source) for name, days in told.items()})


@lru_cache(maxsize=1)
def own_calendars() -> Calendars:
    """The calendars that come with answerable, read when first asked for."""
    return Calendars({name: calendar for file in _OWN for name, calendar in read_calendars(_HERE / file).items()})


def read_calendars(path: Path) -> dict[str, Calendar]:
    """The chambers' calendars in a TOML file of the form of `uk.toml`; InputError with line and reason."""
    return calendars_of(read_toml(path))


def calendars_of(toml: Toml) -> dict[str, Calendar]:
    """The same from a file already read."""
    chambers = toml.table(toml.data.get("chamber"), "chamber")
    common = {
        "parliament": _words(toml, toml.data, "", "parliament"),
        "source": _words(toml, toml.data, "", "source"),
        "working": _working(toml),
        "sessions": tuple(_spans(toml, toml.data, "", "session", "name")),
        "closures": tuple(_spans(toml, toml.data, "", "closure", "kind")),
    }
    return {name: _calendar(toml, name, chambers[name], common) for name in chambers}


def _calendar(toml: Toml, chamber: str, value: Any, common: dict[str, Any]) -> Calendar:
    table = f"chamber.{chamber}"
    block = toml.table(value, table)
    return Calendar(
        chamber=chamber,
        name=_words(toml, block, table, "name"),
        sitting=_sitting(toml, block, table),
        recesses=tuple(_spans(toml, block, table, "recess", "name")),
        cut_off=_cut_off(toml, block, table),
        **common,
    )


def _words(toml: Toml, block: dict[str, Any], table: str, key: str) -> str:
    value = block.get(key)
    if not isinstance(value, str) or not value.strip():
        raise toml.mistake(table, key, f"{key} in words", "nothing" if value is None else value)
    return value


def _day(toml: Toml, block: dict[str, Any], table: str, key: str) -> date:
    value = block.get(key)
    if not isinstance(value, date) or not is_day(value):
        raise toml.mistake(table, key, f"{key} as a day like 2025-09-16", "nothing" if value is None else value)
    return value


def _span_known(toml: Toml, block: dict[str, Any], table: str) -> tuple[date, date]:
    first, last = _day(toml, block, table, "known_from"), _day(toml, block, table, "known_to")
    if last < first or last.year - first.year > _YEARS:
        raise toml.mistake(table, "known_to", f"a day after known_from, at most {_YEARS} years on", last)
    return first, last


def _spans(toml: Toml, block: dict[str, Any], table: str, key: str, named: str) -> Iterator[Span]:
    """The spans under `key`, in order of time; only the last may be without end."""
    listed = block.get(key, [])
    before: date | None = None
    for number, item in enumerate(listed if isinstance(listed, list) else [listed], 1):
        where = f"{key} {number}"
        if not isinstance(item, dict) or not isinstance(item.get(named), str):
            raise toml.mistake(table, key, f"{where} with {named}, start and end", item)
        span = Span(item[named], item.get("start"), item.get("end"))  # type: ignore[arg-type]
        whole = is_day(span.start) and (is_day(span.end) if span.end else number == len(listed))
        if not whole or (span.end and span.end < span.start) or (before and span.start < before):
            raise toml.mistake(table, key, f"{where} with a start, an end not before it, after the one above", item)
        before = span.start
        yield span


def _working(toml: Toml) -> DayLine:
    """Mondays to Fridays that are no bank holiday where the file says."""
    if "working" not in toml.data:
        return unknown_line()
    block = toml.table(toml.data["working"], "working")
    first, last = _span_known(toml, block, "working")
    country = _words(toml, block, "working", "country")
    years = range(first.year, last.year + 1)
    try:
        free = country_holidays(country, subdiv=block.get("subdivision"), years=years)
    except NotImplementedError as error:
        raise toml.mistake("working", "country", "a country and subdivision with known holidays", error) from None
    return day_line((day for day in _each(first, last) if day.weekday() < 5 and day not in free), first, last)


def _each(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=count) for count in range((last - first).days + 1))


def _sitting(toml: Toml, block: dict[str, Any], table: str) -> DayLine:
    if "sitting" not in block:
        return unknown_line()
    first, last = _span_known(toml, block, table)
    months = toml.table(block["sitting"], f"{table}.sitting")
    days = [day for month, runs in months.items() for day in _days_of(toml, f"{table}.sitting", month, runs)]
    outside = next((day for day in days if not first <= day <= last), None)
    if outside:
        raise toml.mistake(f"{table}.sitting", f"{outside:%Y-%m}", f"days from {first} to {last}", outside)
    return day_line(days, first, last)


def _days_of(toml: Toml, table: str, month: str, runs: object) -> Iterable[date]:
    """`2024-05 = "1-2 7-9"` as days."""
    named = _MONTH.fullmatch(month)
    if not named or not isinstance(runs, str):
        raise toml.mistake(table, month, 'a month and its days, like 2024-05 = "1-2 7-9"', f"{month} = {runs!r}")
    year, number = int(named[1]), int(named[2])
    for run in runs.split():
        found = _RUN.fullmatch(run)
        start, end = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 1 <= start <= end <= monthrange(year, number)[1]:
            raise toml.mistake(table, month, f"days of {month} like 7 or 7-9", run)
        yield from (date(year, number, day) for day in range(start, end + 1))


def _cut_off(toml: Toml, block: dict[str, Any], table: str) -> dict[int, time]:
    hours = toml.table(block.get("cut_off", {}), f"{table}.cut_off")
    names = {name: number for number, name in enumerate(day_name)}
    for name, hour in hours.items():
        if name not in names or not isinstance(hour, time):
            raise toml.mistake(f"{table}.cut_off", name, "a day of the week and an hour like 18:30:00", hour)
    return {names[name]: hour for name, hour in hours.items()}
