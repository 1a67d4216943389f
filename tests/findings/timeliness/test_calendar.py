"""The calendar against hand-worked days, its file against mistakes, and its data against its source."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.errors import InputError, UnreadableInput
from answerable.findings.timeliness.calendar import Calendar, no_calendar
from answerable.findings.timeliness.calendars import calendars_of, own_calendars, read_calendars
from answerable.findings.timeliness.days import NEVER, NOT_KNOWN, as_date, day_line, one
from answerable.findings.timeliness.toml import parse_toml
from tests.findings.timeliness.asked import calendar
from tests.shared import real

GOOD = """\
parliament = "Overwater"
source = "the Clerk of Overwater"
session = [ { name = "first", start = 2024-01-08, end = 2024-02-29 }, { name = "second", start = 2024-03-04 } ]

[working]
country = "GB"
subdivision = "SCT"
known_from = 2024-01-01
known_to = 2024-12-31

[chamber.ow-moot]
name = "The Moot"
known_from = 2024-01-08
known_to = 2024-03-08

[chamber.ow-moot.sitting]
2024-01 = "8-10 15"
2024-03 = "4 8"
"""


def test_another_parliament_by_toml() -> None:
    moot = calendars_of(parse_toml(GOOD, "moot.toml"))["ow-moot"]
    assert moot.sitting.has(date(2024, 1, 15)) is True
    assert moot.sitting.has(date(2024, 1, 16)) is False
    assert moot.sitting.has(date(2024, 3, 9)) is None
    assert moot.working.has(date(2024, 1, 2)) is False  # a bank holiday in Scotland only
    assert moot.session(date(2024, 2, 29)) == moot.sessions[0]
    assert moot.session(date(2024, 3, 1)) is None


@pytest.mark.parametrize(
    ("was", "now", "place", "reason"),
    [
        ('source = "the Clerk of Overwater"', "", "source", "source in words"),
        ('source = "the Clerk of Overwater"', "source = 7", "line 2", "source in words"),
        ("start = 2024-03-04", "start = 2024-01-02", "line 3", "session 2"),
        ("end = 2024-02-29", "end = 2023-02-28", "line 3", "session 1"),
        ("start = 2024-01-08,", "", "line 3", "session 1"),
        (', end = 2024-02-29 }, { name = "second"', ' }, { name = "second"', "line 3", "session 1"),
        ("known_to = 2024-12-31", "known_to = 2023-12-31", "line 9", "a day after known_from"),
        ("known_to = 2024-12-31", "known_to = 9024-12-31", "line 9", "at most 200 years"),
        ("known_from = 2024-01-08", "", "line 11", "known_from as a day"),
        ("known_from = 2024-01-08", "known_from = 2024-01-08T10:00:00", "line 13", "known_from as a day"),
        ('country = "GB"', 'country = "ZQ"', "line 6", "a country and subdivision"),
        ('2024-03 = "4 8"', '2024-03 = "4 8-32"', "line 18", "days of 2024-03"),
        ('2024-03 = "4 8"', '2024-03 = "4,8"', "line 18", "days of 2024-03"),
        ('2024-03 = "4 8"', '2024-13 = "4 8"', "line 18", "a month and its days"),
        ('2024-03 = "4 8"', "2024-03 = 4", "line 18", "a month and its days"),
        ('2024-03 = "4 8"', '2024-04 = "4 8"', "line 18", "days from 2024-01-08 to 2024-03-08"),
        (
            "[chamber.ow-moot.sitting]",
            "[chamber.ow-moot.cut_off]\nTueday = 10:00:00\n[x]",
            "line 17",
            "a day of the week",
        ),
        ("[chamber.ow-moot]\n", "[chamber.ow-moot\n", "line 11", "TOML"),
    ],
)
def test_a_mistake_has_its_line_and_reason(was: str, now: str, place: str, reason: str) -> None:
    assert GOOD.count(was) == 1
    with pytest.raises(InputError) as caught:
        calendars_of(parse_toml(GOOD.replace(was, now), "moot.toml"))
    assert str(caught.value).startswith("moot.toml, ")
    assert place in caught.value.place
    assert reason in str(caught.value)


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="a file that can be read"):
        read_calendars(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b'source = "\xff"')
    with pytest.raises(UnreadableInput, match="UTF-8"):
        read_calendars(tmp_path / "bytes.toml")


def test_a_file_adds_to_our_own_calendars(tmp_path: Path) -> None:
    (tmp_path / "moot.toml").write_text(GOOD)
    both = own_calendars().extended(tmp_path / "moot.toml")
    assert both.of("ow-moot").name == "The Moot"
    assert both.of("uk-lords").name == "House of Lords"
    assert both.of("nowhere").sitting.has(date(2024, 1, 8)) is None


@pytest.mark.parametrize(
    ("handed_in", "counts_as"),
    [
        ("2024-03-04 18:30", "2024-03-04"),  # a Monday, on the stroke
        ("2024-03-04 18:31", "2024-03-05"),
        ("2024-03-05 18:31", "2024-03-06"),
        ("2024-03-06 18:31", "2024-03-07"),
        ("2024-03-07 17:29", "2024-03-07"),
        ("2024-03-07 17:31", "2024-03-08"),  # Thursday's cut-off is an hour earlier; Friday the 8th does not sit
        ("2024-03-01 14:29", "2024-03-01"),  # a sitting Friday
        ("2024-03-01 14:31", "2024-03-04"),
        ("2024-03-08 16:00", "2024-03-08"),  # a Friday that does not sit has no stated cut-off
        ("2024-03-09 10:00", "2024-03-11"),  # a Saturday
        ("2024-03-29 10:00", "2024-04-02"),  # Good Friday: Easter Monday is no working day either
        ("1990-03-05 10:00", None),
    ],
)
def test_a_question_handed_in_after_the_cut_off(handed_in: str, counts_as: str | None) -> None:
    found = calendar().tabled_on(datetime.fromisoformat(handed_in))
    assert (found.isoformat() if found else None) == counts_as


@pytest.mark.parametrize(
    ("tabled", "end"),
    [
        ("1997-05-06", NOT_KNOWN),
        ("1999-03-01", date(1999, 11, 11).toordinal()),
        ("2023-10-26", date(2023, 10, 26).toordinal()),
        ("2023-10-30", date(2024, 5, 24).toordinal()),  # prorogued: it can only belong to the next session
        ("2024-05-24", date(2024, 5, 24).toordinal()),
        ("2025-01-06", NEVER),
    ],
)
def test_the_day_a_session_ends(tabled: str, end: int) -> None:
    assert calendar().session_ends(one(date.fromisoformat(tabled)))[0] == end


def test_what_kind_of_day_it_was() -> None:
    commons = calendar()
    closed, away = commons.closure(date(2024, 6, 15)), commons.recess(date(2024, 8, 15))
    assert closed is not None and closed.name == "dissolution"
    assert away is not None and away.name == "Summer recess"
    assert commons.closure(date(2024, 8, 15)) is None
    assert commons.working.has(date(2022, 9, 19)) is False  # the day of the late Queen's funeral
    assert commons.sitting.has(date(1999, 3, 1)) is None


def test_the_data_say_what_their_source_says() -> None:
    days: dict[str, set[date]] = {"Commons": set(), "Lords": set()}
    with real("data/reference/calendar/sitting-days.csv").open() as rows:
        for row in csv.DictReader(rows):
            days[row["house"]].add(date.fromisoformat(row["start"]))
    for house, sat in days.items():
        held = own_calendars().of(f"uk-{house.lower()}").sitting
        assert {as_date(int(ordinal)) for ordinal in held.days} == {one for one in sat if one.year >= 2017}
        assert len(held.days) > 1300


@pytest.mark.parametrize(
    ("file", "name", "attribute"),
    [("sessions.csv", "session", "sessions"), ("prorogations-dissolutions.csv", "kind", "closures")],
)
def test_sessions_and_closures_say_what_their_source_says(file: str, name: str, attribute: str) -> None:
    with real(f"data/reference/calendar/{file}").open() as rows:
        told = [(row[name], row["start"], row["end"]) for row in csv.DictReader(rows)]
    held = getattr(calendar(), attribute)
    assert told == [(span.name, f"{span.start}", f"{span.end or ''}") for span in held]


@pytest.mark.parametrize("house", ["Commons", "Lords"])
def test_recesses_say_what_their_source_says(house: str) -> None:
    with real("data/reference/calendar/recesses.csv").open() as rows:
        told = {(row["start"], row["end"]) for row in csv.DictReader(rows) if row["house"] == house}
    assert told == {(f"{span.start}", f"{span.end}") for span in calendar(f"uk-{house.lower()}").recesses}


FIRST = date(2024, 1, 1)
some_days = st.sets(st.integers(0, 60).map(lambda n: FIRST + timedelta(days=n)))
some_day = st.integers(-5, 70).map(lambda n: FIRST + timedelta(days=n))


@settings(deadline=None)
@given(some_days, some_day, st.integers(1, 9))
def test_counting_forward_is_walking_day_by_day(known: set[date], start: date, count: int) -> None:
    last = FIRST + timedelta(days=60)
    found = as_date(int(day_line(known, FIRST, last).after(one(start), count)[0]))
    walked = [day for day in sorted(known) if day > start]
    expected = walked[count - 1] if FIRST <= start <= last and len(walked) >= count else None
    assert found == expected


@settings(deadline=None)
@given(some_days, some_day, some_day)
def test_counting_between_is_walking_day_by_day(known: set[date], start: date, end: date) -> None:
    last = FIRST + timedelta(days=60)
    found = day_line(known, FIRST, last).between(one(start), one(end))[0]
    if FIRST <= start <= last and FIRST <= end <= last:
        assert abs(found) == sum(min(start, end) < day <= max(start, end) for day in known)
    else:
        assert found == NOT_KNOWN


def test_no_calendar_knows_nothing() -> None:
    nothing: Calendar = no_calendar("nowhere")
    assert nothing.working.has(date(2024, 1, 2)) is None
    assert nothing.sitting.after(np.array([1, 738000], np.int32), 1).tolist() == [NOT_KNOWN, NOT_KNOWN]
    assert nothing.sitting.between(one(date(2024, 1, 2)), one(date(2024, 1, 3)))[0] == NOT_KNOWN
