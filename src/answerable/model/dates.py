"""Dates as the record has them: whole days, and what is printed with less than a day."""

import re
from calendar import monthrange
from datetime import date

from msgspec import Struct

from answerable.errors import AnswerableError

_PRINTED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class BadDate(AnswerableError):
    """Text that is not a year, a month or a day."""


class PartialDate(Struct, frozen=True, order=True):
    """A year, a month of a year, or a day: `2025`, `2025-09`, `2025-09-16`."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def first(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """The latest day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


def in_full(day: date | None) -> str:
    """A day as people write it, 16 September 2025; nothing for none."""
    return f"{day.day} {day:%B %Y}" if day else ""


def parse_partial(printed: str) -> PartialDate:
    """`2025`, `2025-09` or `2025-09-16` as a PartialDate; BadDate when it is none of these or no real day."""
    found = _PRINTED.fullmatch(printed.strip())
    if not found:
        raise BadDate(f"expected a date like 2025, 2025-09 or 2025-09-16; got {printed[:40]!r}")
    parsed = PartialDate(*(int(part) if part else None for part in found.groups()))  # type: ignore[arg-type]
    try:
        parsed.first()
    except ValueError as error:
        raise BadDate(f"expected a real day; got {printed[:40]!r} ({error})") from None
    return parsed
