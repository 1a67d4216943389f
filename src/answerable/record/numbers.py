"""Which numbers the days of tabling lack: worked out anew for those days around which questions came, and kept."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import Connection, delete, func, insert, select

from answerable.model.ids import PAGE
from answerable.record import tables

_RUN = 50  # numbers further apart than this are not of one run
_NEIGHBOURS = timedelta(30)  # within which of a day its numbers may have been tabled instead
_NEVER = date.min.toordinal() - 2 * _NEIGHBOURS.days
_BETWEEN = ", "


def keep_missing(connection: Connection, days: Collection[str]) -> None:
    """Tells anew what is lacking around these days, which have other numbers than before; `uk-commons/2025-09-16`."""
    by_chamber: dict[str, list[date]] = {}
    for chamber, _, day in (one.partition("/") for one in days if one != PAGE):
        by_chamber.setdefault(chamber, []).append(date.fromisoformat(day))
    for chamber, its in by_chamber.items():
        for first, last in _around(its):
            _keep(connection, chamber, first, last)


def spans_of(numbers: str) -> tuple[str, ...]:
    """Kept numbers and spans, each by itself."""
    return tuple(numbers.split(_BETWEEN)) if numbers else ()


def missing(uins: Mapping[date, Collection[str]]) -> dict[date, list[int]]:
    """The numbers in each day's runs that neither it nor a day around it has; of Lords' numbers what follows HL."""
    numbers = {day: sorted(_numbers(its)) for day, its in sorted(uins.items())}
    lacking = {day: list(_within_runs(its)) for day, its in numbers.items()}
    for days in (list(numbers), list(reversed(numbers))):
        met: dict[int, int] = {}  # each number, with the day nearest to where we are that has it
        for day in days:
            at = day.toordinal()
            lacking[day] = [one for one in lacking[day] if abs(met.get(one, _NEVER) - at) > _NEIGHBOURS.days]
            met.update(dict.fromkeys(numbers[day], at))
    return lacking


def spans(numbers: list[int]) -> Iterator[str]:
    """Numbers in their order, as numbers and spans such as `4770–4772`."""
    start = 0
    for at, (one, following) in enumerate(pairwise([*numbers, -1]), 1):
        if following != one + 1:
            yield str(one) if at - start == 1 else f"{numbers[start]}–{one}"
            start = at


def _keep(connection: Connection, chamber: str, first: date, last: date) -> None:
    """Tells what the days from one to another lack, for which those around them count too."""
    table = tables.missing_numbers
    lacking = missing(_uins(connection, chamber, _shifted(first, -_NEIGHBOURS), _shifted(last, _NEIGHBOURS)))
    rows = [
        {"day": f"{chamber}/{day}", "count": len(numbers), "numbers": _BETWEEN.join(spans(numbers))}
        for day, numbers in lacking.items()
        if first <= day <= last and numbers
    ]
    connection.execute(delete(table).where(table.c.day.between(f"{chamber}/{first}", f"{chamber}/{last}")))
    if rows:
        connection.execute(insert(table), rows)


def _uins(connection: Connection, chamber: str, first: date, last: date) -> dict[date, list[str]]:
    """The numbers held of each day; SQLite joins those of a day, for a row each takes as long as all the rest."""
    id_, until = tables.question.c.id, len(f"{chamber}/")
    day = func.substr(id_, until + 1, len("2025-09-16"))
    joined = func.group_concat(func.substr(id_, until + 1 + len("2025-09-16/")), "/")
    within = id_.between(f"{chamber}/{first}/", f"{chamber}/{last}0")  # 0 follows /
    rows = select(day, joined).where(within).group_by(day)
    return {date.fromisoformat(day): uins.split("/") for day, uins in connection.execute(rows)}


def _around(days: Iterable[date]) -> list[tuple[date, date]]:
    """The spans of days that have one of these within reach; those that meet are one."""
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        first, last = _shifted(day, -_NEIGHBOURS), _shifted(day, _NEIGHBOURS)
        if found and first <= found[-1][1]:
            first, _ = found.pop()
        found.append((first, last))
    return found


def _shifted(day: date, by: timedelta) -> date:
    """That much earlier or later, as far as days go."""
    try:
        return day + by
    except OverflowError:
        return date.min if by < timedelta(0) else date.max


def _numbers(uins: Iterable[str]) -> Iterator[int]:
    return (int(digits) for uin in uins if (digits := uin.removeprefix("HL")).isdecimal())


def _within_runs(numbers: Iterable[int]) -> Iterator[int]:
    """All between one number and the next of these, unless they are too far apart to be of one run."""
    for one, following in pairwise(numbers):
        if following - one <= _RUN:
            yield from range(one + 1, following)
