"""When an answer was due under each named rule, and whether it was late on the parliament's last day."""

from collections.abc import Callable, Iterator
from typing import Any

from answerable.demo.calendar import Calendar
from answerable.demo.exchange import Exchange, Slip


def _named_day(_calendar: Calendar, slip: Slip) -> int:
    """SO 22(4), Erskine May 22.4: on the day named."""
    return slip.for_answer


def _five_working(calendar: Calendar, slip: Slip) -> int:
    """Procedure Committee, HC 461 (2024-25)."""
    return calendar.working_after(slip.tabled, 5)


def _five_sitting(calendar: Calendar, slip: Slip) -> int:
    """Procedure Committee on the 2017 Parliament."""
    return calendar.sitting_after(slip.house, slip.tabled, 5)


def _seven_calendar(_calendar: Calendar, slip: Slip) -> int:
    """Not late before day 8, as the Commons Library counts."""
    return slip.tabled + 7


def _ten_working(calendar: Calendar, slip: Slip) -> int:
    """Lords business paper."""
    return calendar.working_after(slip.tabled, 10)


_Rule = Callable[[Calendar, Slip], int]
_NAMED: dict[str, _Rule] = {"named-day": _named_day}
_ORDINARY: dict[str, _Rule] = {
    "ordinary-5-working": _five_working,
    "ordinary-5-sitting": _five_sitting,
    "ordinary-7-calendar": _seven_calendar,
}
_LORDS: dict[str, _Rule] = {"lords-10-working": _ten_working}


def timeliness(calendar: Calendar, exchange: Exchange) -> dict[str, Any]:
    """The dates that count, and for each rule that applies the day due and whether the question was late."""
    slip, fate, iso = exchange.slip, exchange.fate, calendar.iso
    answered, holding = (_seen(calendar, day) for day in (fate.answered, fate.holding))
    return {
        "id": slip.id, "body": slip.office.name, "named_day": slip.named_day, "tabled": iso[slip.tabled],
        "for_answer": iso[slip.for_answer], "holding": None if holding is None else iso[holding],
        "answered": None if answered is None else iso[answered],
        "rules": list(_rules(calendar, exchange, answered, holding)),
    }  # fmt: skip


def _rules(
    calendar: Calendar, exchange: Exchange, answered: int | None, holding: int | None
) -> Iterator[dict[str, Any]]:
    """`late` counts the answer itself, `late_if_holding_counts` the holding answer where there was one."""
    slip, fate = exchange.slip, exchange.fate
    gone = _seen(calendar, fate.withdrawn if fate.withdrawn is not None else fate.vanished)
    rules = _LORDS if slip.house == "Lords" else _NAMED if slip.named_day else _ORDINARY
    for name, rule in rules.items():
        due = rule(calendar, slip)
        late = _late(calendar, due, answered, gone)
        either = late if holding is None else _late(calendar, due, holding, gone)
        yield {"rule": name, "due": calendar.iso[due], "late": late, "late_if_holding_counts": either}


def _late(calendar: Calendar, due: int, answered: int | None, gone: int | None) -> bool | None:
    """None while the day due has not passed, and for a question that was gone by then."""
    if answered is not None:
        return answered > due
    if gone is not None and gone <= due:
        return None
    return True if calendar.last > due else None


def _seen(calendar: Calendar, day: int | None) -> int | None:
    return day if day is not None and day <= calendar.last else None
