"""Time phrases, with the days they mean as the guideline of the labels reckons them from the day of the answer."""

from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from answerable.demo.dice import Dice

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = (("spring", 3), ("summer", 6), ("autumn", 9), ("winter", 12))
_PARTS_OF_YEAR = (("early", 1), ("mid", 5), ("late", 9))


class Due(Struct, frozen=True, gc=False):
    """The words, and the earliest and latest day (ISO 8601) they can mean, where they mean any."""

    words: str
    earliest: str | None = None
    latest: str | None = None


def _month_start(year: int, month: int) -> date:
    """The first of a month; months past December run on into the next year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _month_end(year: int, month: int) -> date:
    return _month_start(year, month + 1) - timedelta(1)


def _by_month(on: date, dice: Dice) -> Due:
    month = on.month + dice.between(1, 6)
    end = _month_end(on.year, month)
    return Due(f"by the end of {_MONTHS[end.month - 1]} {end.year}", None, end.isoformat())


def _by_day(on: date, dice: Dice) -> Due:
    day = on + timedelta(dice.between(20, 150))
    return Due(f"by {day.day} {_MONTHS[day.month - 1]} {day.year}", None, day.isoformat())


def _in_month(on: date, dice: Dice) -> Due:
    month = on.month + dice.between(1, 6)
    start, end = _month_start(on.year, month), _month_end(on.year, month)
    return Due(f"in {_MONTHS[start.month - 1]} {start.year}", start.isoformat(), end.isoformat())


def _in_season(on: date, dice: Dice) -> Due:
    name, month = dice.pick(_SEASONS)
    year = on.year if month > on.month else on.year + 1
    return Due(f"in {name} {year}", _month_start(year, month).isoformat(), _month_end(year, month + 2).isoformat())


def _part_of_year(on: date, dice: Dice) -> Due:
    name, month = dice.pick(_PARTS_OF_YEAR)
    year = on.year if month > on.month else on.year + 1
    return Due(f"in {name} {year}", _month_start(year, month).isoformat(), _month_end(year, month + 3).isoformat())


def _later_this_year(on: date, _dice: Dice) -> Due:
    return Due("later this year", on.isoformat(), f"{on.year}-12-31")


def _next_year(on: date, _dice: Dice) -> Due:
    return Due(f"in {on.year + 1}", f"{on.year + 1}-01-01", f"{on.year + 1}-12-31")


def _by_year(on: date, _dice: Dice) -> Due:
    return Due(f"by the end of {on.year}", None, f"{on.year}-12-31")


_DATED: tuple[Callable[[date, Dice], Due], ...] = (
    _by_month, _by_month, _by_day, _in_month, _in_month, _in_season, _in_season, _part_of_year, _later_this_year,
    _next_year, _by_year,
)  # fmt: skip
_VAGUE = (
    *(Due("in due course"),) * 6,
    *(Due("shortly"),) * 3,
    Due("as soon as possible"),
    Due("in the coming weeks"),
    Due("when parliamentary time allows"),
)


def dated(on: date, dice: Dice) -> Due:
    """A phrase that names a time."""
    return dice.pick(_DATED)(on, dice)


def vague(dice: Dice) -> Due:
    """A phrase that names none."""
    return dice.pick(_VAGUE)
