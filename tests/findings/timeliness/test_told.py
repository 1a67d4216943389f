"""A calendar with what an official one told of its days since."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.errors import InputError
from answerable.findings.timeliness.calendar import Calendar, Span, no_calendar
from answerable.findings.timeliness.days import as_date
from answerable.findings.timeliness.told import with_told
from answerable.model.calendar_day import CalendarDay
from tests.findings.timeliness.asked import calendar


def days(first: str, last: str, sits: Iterable[str] = (), recess: str | None = None) -> dict[date, CalendarDay]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    each = (start + timedelta(days=count) for count in range((end - start).days + 1))
    return {day: CalendarDay(day, str(day) in sits, recess) for day in each}


def sat(held: Calendar, *numbers: int) -> list[bool | None]:
    """Whether it sat on these days of July 2026."""
    return [held.sitting.has(date(2026, 7, number)) for number in numbers]


def test_days_told_of_are_as_told_and_all_others_as_they_were() -> None:
    """13 to 17 July 2026 is told anew: the 14th and 16th fall out, and Friday the 17th is known not to sit."""
    before = calendar()
    after = with_told(before, days("2026-07-13", "2026-07-17", ["2026-07-13", "2026-07-15"]), "the clerk")
    assert sat(after, 10, 13, 14, 15, 16, 17, 18) == [*sat(before, 10), True, False, True, False, False, None]
    assert after.sitting.has(date(2024, 3, 5)) is True
    assert after.source == f"{before.source}; the clerk"


def test_a_calendar_begun_by_what_was_told() -> None:
    begun = with_told(no_calendar("ow-moot"), days("2026-07-13", "2026-07-17", ["2026-07-13"]), "the clerk")
    assert sat(begun, 12, 13, 14, 17, 18) == [None, True, False, False, None]
    assert begun.source == "the clerk"


def test_told_of_nothing_it_stays_what_it_was() -> None:
    before = calendar()
    assert with_told(before, {}, "the clerk") is before


@pytest.mark.parametrize(
    "told",
    [
        days("2026-07-20", "2026-07-24"),  # a gap after the last day known, 16 July
        days("2017-01-02", "2017-01-06"),
        days("2026-07-17", "2026-07-18") | days("2026-07-20", "2026-07-21"),
    ],
)
def test_a_gap_is_refused(told: dict[date, CalendarDay]) -> None:
    with pytest.raises(InputError, match="sitting days: expected days that meet those known"):
        with_told(calendar(), told, "the clerk")


def test_days_on_both_sides_of_what_is_known() -> None:
    told = days("2017-04-20", "2017-04-26", ["2017-04-24"]) | days("2026-07-17", "2026-07-21", ["2026-07-20"])
    both = with_told(calendar(), told, "the clerk")
    assert both.sitting.has(date(2017, 4, 24)) is True
    assert sat(both, 20, 21, 22) == [True, False, None]


def test_recesses_are_as_told_within_the_days_told_of() -> None:
    ash = Span("Ash", date(2026, 7, 6), date(2026, 7, 9))
    long, now = Span("Long", date(2025, 8, 1), date(2025, 8, 9)), Span("Now", date(2026, 7, 30))
    before = Calendar(
        chamber="ow-moot", name="Moot", working=calendar().working, sitting=calendar().sitting,
        recesses=(long, ash, now), cut_off={},
    )  # fmt: skip
    told = days("2026-07-08", "2026-07-10") | days("2026-07-11", "2026-07-17", recess="Elder")
    assert with_told(before, told, "the clerk").recesses == (
        long,
        Span("Ash", date(2026, 7, 6), date(2026, 7, 7)),
        Span("Elder", date(2026, 7, 11), date(2026, 7, 17)),
        now,
    )


START = date(2026, 7, 1)


@settings(deadline=None)
@given(st.sets(st.integers(0, 30)), st.integers(0, 15), st.integers(0, 30))
def test_told_days_are_as_told_outside_them_only_what_was_known(sits: set[int], one: int, two: int) -> None:
    first, last = sorted((one, two))
    told = {day: CalendarDay(day, n in sits) for n in range(first, last + 1) for day in [START + timedelta(days=n)]}
    before, after = calendar().sitting, with_told(calendar(), told, "the clerk").sitting
    then, now = ({as_date(day) for day in line.days.tolist()} for line in (before, after))
    assert now & told.keys() == {day for day, given in told.items() if given.sits}
    assert now - told.keys() == then - told.keys()
