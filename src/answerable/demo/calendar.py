"""The days of the made-up parliament: when each House sits, its sessions, and days as they are printed.

A day is a whole number, counted from the calendar's own beginning, so that questions are dated without arithmetic on
dates. Members sit from Monday to Thursday, and on every third Friday in the Commons, outside the recesses.
"""

from collections.abc import Iterator
from datetime import date, timedelta

_BEFORE, _AFTER = 420, 240  # days of calendar on either side of the period, for what is cited and what is promised
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# Recesses as (month, day) to (month, day), the same every year.
_RECESSES = (
    ((1, 1), (1, 6)), ((2, 14), (2, 21)), ((4, 1), (4, 15)), ((5, 24), (6, 1)),
    ((7, 23), (9, 1)), ((9, 17), (10, 8)), ((12, 20), (12, 31)),
)  # fmt: skip


class Calendar:
    """All days from before `first` to after `last`; `sitting[house]` lists the days on which that House sits."""

    def __init__(self, first: date, last: date) -> None:
        self._zero = first - timedelta(_BEFORE)
        count = (last - self._zero).days + _AFTER
        self.days = [self._zero + timedelta(number) for number in range(count)]
        self.first, self.last = _BEFORE, (last - self._zero).days
        self.iso = [day.isoformat() for day in self.days]
        self.stamp = [f"{iso}T00:00:00" for iso in self.iso]
        self.words = [f"{day.day} {_MONTHS[day.month - 1]} {day.year}" for day in self.days]
        self.month = [f"{_MONTHS[day.month - 1]} {day.year}" for day in self.days]
        self.working = [number for number, day in enumerate(self.days) if day.weekday() < 5]
        self._working_from = _next_place(self.working, count)
        self.sessions = self._sessions()
        self.session_of = [sum(start <= number for start in self.sessions) for number in range(count)]
        # The last day of each session that another follows: the House is prorogued until that one opens.
        self.prorogations = {
            number: self.working_after(start - 8, 0) for number, start in enumerate(self.sessions[1:], 1)
        }
        self.sitting = {house: list(self._sitting_days(house)) for house in ("Commons", "Lords")}
        self._sitting_from = {house: _next_place(days, count) for house, days in self.sitting.items()}

    def number(self, day: date) -> int:
        """The number of a day."""
        return (day - self._zero).days

    def working_after(self, day: int, count: int) -> int:
        """The working day so many working days after; Mondays to Fridays, in recess too."""
        return self.working[self._working_from[day + 1] + count - 1] if count else self.working[self._working_from[day]]

    def sitting_after(self, house: str, day: int, count: int) -> int:
        """The sitting day so many sitting days after; with none, the day itself or the next on which the House sits."""
        days, place = self.sitting[house], self._sitting_from[house]
        return days[min(place[day + 1] + count - 1 if count else place[day], len(days) - 1)]

    def _sessions(self) -> list[int]:
        """First days of the sessions: about one a year, at least two in the period, each opened while Members sit."""
        count = max(2, round((self.last - self.first) / 365))
        length = (self.last - self.first) / count
        return [self.first, *(self._opening(self.first + round(length * number)) for number in range(1, count))]

    def _opening(self, day: int) -> int:
        """The first day from that one on that has no recess in the weeks before it; that day if the period is short."""
        later = (start for start in range(day, self.last - 10) if not self._recess_before(start))
        return next(later, day)

    def _recess_before(self, day: int) -> bool:
        return any(_in_recess(self.days[day - back]) for back in range(0, 22, 3))

    def _sitting_days(self, house: str) -> Iterator[int]:
        for number in self.working:
            day = self.days[number]
            friday = day.weekday() == 4
            if _in_recess(day) or self._prorogued(number):
                continue
            if not friday or (house == "Commons" and day.isocalendar().week % 3 == 0):
                yield number

    def _prorogued(self, number: int) -> bool:
        return any(end < number < self.sessions[place] for place, end in self.prorogations.items())


def _in_recess(day: date) -> bool:
    return any(start <= (day.month, day.day) <= end for start, end in _RECESSES)


def _next_place(days: list[int], count: int) -> list[int]:
    """For each day of the calendar, the place in `days` of the first that is not before it."""
    places, at = [], 0
    for number in range(count + 1):
        while at < len(days) and days[at] < number:
            at += 1
        places.append(at)
    return places
