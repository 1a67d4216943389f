"""The calendar service's JSON, in the shape of its own document, as days."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.errors import UnreadableInput
from answerable.model.calendar_day import CalendarDay
from answerable.sources.uk_calendar.parse import Recess, calendar_days, recesses, sitting_dates

FIRST, LAST = date(2026, 7, 13), date(2026, 7, 17)
SITTING = b'{"SittingDates": [{"Date": "2026-07-15T00:00:00"}, {"Date": "2026-07-13T00:00:00", "Note": "x"}]}'
AWAY = b"""[
  {"Id": 1, "StartDate": "2026-07-17T00:00:00", "EndDate": "2026-08-31T00:00:00", "Description": " Summer\\n recess",
   "House": "Commons", "CategoryCode": "REC"},
  {"Id": 2, "StartDate": "2026-05-01T00:00:00", "EndDate": null, "House": "Commons", "CategoryCode": "REC"},
  {"Id": 3, "StartDate": "2026-07-24T00:00:00", "EndDate": "2026-08-31T00:00:00", "Description": " ",
   "House": "Lords", "CategoryCode": "REC"},
  {"Id": 4, "StartDate": "2026-06-05T00:00:00", "EndDate": "2026-06-05T00:00:00",
   "House": "Commons", "CategoryCode": "NSD"},
  {"Id": 5, "StartDate": "2026-06-05T00:00:00", "EndDate": "2026-06-04T00:00:00",
   "House": "Commons", "CategoryCode": "REC"}
]"""
SUMMER = Recess("Summer recess", date(2026, 7, 17), date(2026, 8, 31))


def test_sitting_dates_in_order() -> None:
    assert sitting_dates(SITTING, "sitting", FIRST, LAST) == (date(2026, 7, 13), date(2026, 7, 15))


def test_the_recesses_of_one_house() -> None:
    assert recesses(AWAY, "away", "Commons") == (Recess("Recess", date(2026, 5, 1), date(2026, 5, 1)), SUMMER)
    assert recesses(AWAY, "away", "Lords") == (Recess("Recess", date(2026, 7, 24), date(2026, 8, 31)),)


@pytest.mark.parametrize(
    "reply",
    [
        b"", b"{", b"[]", b"\xff", b'{"SittingDates": [{}]}', b'{"SittingDates": null}',
        b'{"SittingDates": [{"Date": "soon"}]}', b'{"SittingDates": [{"Date": "2026-07-13T23:00:00Z"}]}',
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said(reply: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"^sitting: expected the calendar service's JSON; got "):
        sitting_dates(reply, "sitting", FIRST, LAST)


@pytest.mark.parametrize("day", [FIRST - timedelta(days=1), LAST + timedelta(days=1)])
def test_a_day_that_nobody_asked_for_does_not_fit(day: date) -> None:
    reply = json.dumps({"SittingDates": [{"Date": f"{day}T00:00:00"}]}).encode()
    with pytest.raises(UnreadableInput, match=f"expected sitting days from 2026-07-13 to 2026-07-17; got {day}"):
        sitting_dates(reply, "sitting", FIRST, LAST)


@pytest.mark.parametrize(
    ("today", "known_to"),
    [
        (date(2026, 7, 1), date(2026, 7, 15)),  # beyond the last day announced nothing is known
        (date(2026, 7, 16), date(2026, 7, 16)),  # what is over is known
        (date(2026, 12, 1), LAST),  # but no more than was asked for
    ],
)
def test_how_far_days_are_known(today: date, known_to: date) -> None:
    days = calendar_days((date(2026, 7, 13), date(2026, 7, 15)), (), FIRST, LAST, today)
    assert [one.day for one in days] == [FIRST + timedelta(days=count) for count in range((known_to - FIRST).days + 1)]
    assert [one.sits for one in days] == [one.day.day in (13, 15) for one in days]


def test_nothing_is_told_of_days_to_come_of_which_none_is_announced() -> None:
    assert calendar_days((), (), FIRST, LAST, date(2026, 7, 1)) == ()


def test_a_day_tells_its_recess() -> None:
    (last,) = calendar_days((), (SUMMER,), LAST, LAST, LAST)
    assert last == CalendarDay(LAST, sits=False, recess="Summer recess")


@given(st.sets(st.integers(0, 40)), st.integers(-10, 50), st.integers(0, 40))
def test_all_sitting_days_come_back_and_no_day_is_told_twice_or_passed_over(
    told: set[int], today: int, length: int
) -> None:
    first, last = FIRST, FIRST + timedelta(days=length)
    sitting = tuple(sorted(first + timedelta(days=count) for count in told if count <= length))
    reply = json.dumps({"SittingDates": [{"Date": f"{day}T00:00:00"} for day in sitting]}).encode()
    days = calendar_days(sitting_dates(reply, "sitting", first, last), (), first, last, first + timedelta(days=today))
    assert [one.day for one in days if one.sits] == list(sitting)
    assert [one.day for one in days] == [first + timedelta(days=count) for count in range(len(days))]
    assert len(days) <= length + 1
