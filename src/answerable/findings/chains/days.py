"""Days as printed in a reference: with or without a year, an ordinal or the day of the week."""

import re
from datetime import date

from msgspec import Struct

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_NAMES = "|".join(MONTHS)
DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:the )?)?"
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_NAMES})\b(?:,? (?P<year>(?:19|20)\d\d)\b)?"
)


class Printed(Struct, frozen=True):
    """A day at characters `start` to `end`; `on` is None when it is no real day or its year cannot be known."""

    start: int
    end: int
    on: date | None


def printed_days(text: str, said_on: date | None) -> list[Printed]:
    """The days in a text; one without a year is the latest such day not after `said_on`."""
    return [Printed(found.start(), found.end(), _day(found, said_on)) for found in DAY.finditer(text)]


def _day(found: re.Match[str], said_on: date | None) -> date | None:
    month, day = MONTHS.index(found["month"]) + 1, int(found["day"])
    if found["year"]:
        return _real(int(found["year"]), month, day)
    if said_on is None:
        return None
    years = (_real(year, month, day) for year in range(said_on.year, said_on.year - 5, -1))
    return next((on for on in years if on and on <= said_on), None)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
