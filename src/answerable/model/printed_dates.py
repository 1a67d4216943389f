"""Dates as they are printed in running text: "24th of June 2025", "7 January", "June 2025"."""

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from answerable.model.dates import BadDate, PartialDate, parse_partial
from answerable.model.text import Span

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_SHORT = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_NAMES = "|".join([*MONTHS, "Sept", *(name[:3] for name in MONTHS)])
_PRINTED = re.compile(
    r"(?=[\dJFMASOND])"  # tells at most places, and at once, that none begins here
    r"(?:(?<![\d/.])(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\sof)?\s)?"
    rf"\b(?P<month>{_NAMES})\b(?:\.(?=\s\d))?"
    r"(?:(?:,|\sof)?\s(?P<year>1[5-9]\d\d|20\d\d)(?!\d|[-/–]\d))?"
)
_BEFORE_MAY = re.compile(r"\b(?:in|by|until|till|from|since|of|to|and|during|early|late|mid|this|next|last)[ -]$", re.I)


class PrintedDate(Struct, frozen=True):
    """A date as printed: where it stands, and what it says of day, month and year."""

    span: Span
    year: int | None
    month: int
    day: int | None

    def settled(self, said_on: date | None) -> PartialDate | None:
        """The date meant by somebody looking back from `said_on`: without a year, the last such day or month.

        None when there is neither a year nor a `said_on`, or no such day.
        """
        if self.year is not None:
            return real_date(self.year, self.month, self.day)
        if said_on is None:
            return None
        this_year = real_date(said_on.year, self.month, self.day)
        if this_year is not None and this_year.first() <= said_on:
            return this_year
        return real_date(said_on.year - 1, self.month, self.day)


def month_number(name: str) -> int:
    """1 to 12 for "June", "Jun" or "Sept"."""
    return _SHORT[name[:3]]


def real_date(year: int, month: int, day: int | None) -> PartialDate | None:
    """The partial date, or None for a day that does not exist."""
    try:
        return parse_partial(str(PartialDate(year, month, day)))
    except BadDate:
        return None


def printed_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[PrintedDate]:
    """Every date with at least a month between `start` and `end`, in order."""
    for found in _PRINTED.finditer(text, start, len(text) if end is None else end):
        day, month, year = found["day"], found["month"], found["year"]
        if month == "May" and not (day or year or _BEFORE_MAY.search(text, max(0, found.start() - 8), found.start())):
            continue  # the verb: "May I draw attention to …"
        yield PrintedDate(
            Span(*found.span()), int(year) if year else None, month_number(month), int(day) if day else None
        )
