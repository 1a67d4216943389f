"""The official calendar service's JSON, and a calendar brought up to date by it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.errors import InputError, UnreadableInput
from answerable.findings.timeliness.calendar import Span, no_calendar
from answerable.findings.timeliness.days import as_date
from answerable.findings.timeliness.official import recesses, sitting_dates, synced
from tests.findings.timeliness.asked import calendar
from tests.findings.timeliness.fed import on

SITTING = b'{"SittingDates": [{"Date": "2026-07-15T00:00:00"}, {"Date": "2026-07-13T00:00:00", "Note": "x"}]}'
AWAY = b"""[
  {"Id": 1, "StartDate": "2026-07-17T00:00:00", "EndDate": "2026-08-31T00:00:00", "Description": "Summer recess",
   "House": "Commons", "CategoryCode": "REC"},
  {"Id": 2, "StartDate": "2026-05-01T00:00:00", "EndDate": null, "House": "Commons", "CategoryCode": "REC"},
  {"Id": 3, "StartDate": "2026-07-24T00:00:00", "EndDate": "2026-08-31T00:00:00",
   "House": "Lords", "CategoryCode": "REC"},
  {"Id": 4, "StartDate": "2026-06-05T00:00:00", "EndDate": "2026-06-05T00:00:00",
   "House": "Commons", "CategoryCode": "NSD"}
]"""


def test_sitting_dates_in_order() -> None:
    assert sitting_dates(SITTING, "sitting.json") == (date(2026, 7, 13), date(2026, 7, 15))


def test_the_recesses_of_one_house() -> None:
    assert recesses(AWAY, "away.json", "Commons") == (
        Span("Recess", date(2026, 5, 1), date(2026, 5, 1)),
        Span("Summer recess", date(2026, 7, 17), date(2026, 8, 31)),
    )
    assert [span.start for span in recesses(AWAY, "away.json", "Lords")] == [date(2026, 7, 24)]


@pytest.mark.parametrize(
    "document", [b"", b"{", b"[]", b'{"SittingDates": [{"Date": "soon"}]}', b'{"SittingDates": [{}]}', b"\xff"]
)
def test_what_does_not_fit_is_said(document: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"^sitting.json: expected the calendar service's JSON; got "):
        sitting_dates(document, "sitting.json")


def test_a_calendar_brought_up_to_date() -> None:
    """13 to 17 July 2026 is told anew: the 14th and 16th fall out, and Friday the 17th is known not to sit."""
    before = calendar()
    after = synced(before, sitting_dates(SITTING, "x"), on("2026-07-13"), on("2026-07-17"))
    assert [after.sitting.has(date(2026, 7, day)) for day in (10, 13, 14, 15, 16, 17, 18)] == [
        before.sitting.has(date(2026, 7, 10)),
        *(True, False, True, False, False, None),
    ]
    assert after.sitting.has(date(2024, 3, 5)) is True


def test_a_calendar_begun_by_the_service() -> None:
    begun = synced(no_calendar("ow-moot"), (date(2026, 7, 13),), on("2026-07-13"), on("2026-07-17"))
    assert [begun.sitting.has(date(2026, 7, day)) for day in (12, 13, 14, 18)] == [None, True, False, None]


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        (["2026-07-20"], "2026-07-13", "2026-07-17"),  # a day nobody asked for
        ([], "2026-07-17", "2026-07-13"),
        ([], "2020-01-01", "2026-07-13"),  # more than five years
        ([], "2026-07-20", "2026-07-24"),  # a gap after the last day known, 16 July
        ([], "2017-01-02", "2017-01-06"),
    ],
)
def test_days_that_cannot_be_joined(days: list[str], first: str, last: str) -> None:
    with pytest.raises(InputError, match="sitting days: expected"):
        synced(calendar(), tuple(map(on, days)), on(first), on(last))


START = date(2026, 7, 1)


@settings(deadline=None)
@given(st.sets(st.integers(0, 30)), st.integers(0, 30), st.integers(0, 30))
def test_inside_the_span_only_what_was_told_outside_only_what_was_known(told: set[int], one: int, two: int) -> None:
    first, last = (START + timedelta(days=count) for count in sorted((one, two)))
    if first > date(2026, 7, 17):
        return
    days = tuple(day for day in (START + timedelta(days=count) for count in told) if first <= day <= last)
    before, after = calendar().sitting, synced(calendar(), days, first, last).sitting
    then, now = ({as_date(day) for day in line.days.tolist()} for line in (before, after))
    inside = {first + timedelta(days=count) for count in range((last - first).days + 1)}
    assert now & inside == set(days)
    assert now - inside == then - inside
