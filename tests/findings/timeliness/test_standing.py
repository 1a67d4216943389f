"""Where a question stands: hand-worked cases for every rule, odd dates, and what must always hold."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.findings.timeliness.assess import State
from answerable.findings.timeliness.calendar import no_calendar
from answerable.findings.timeliness.dates import Dates
from answerable.findings.timeliness.rules import Kind
from answerable.findings.timeliness.standing import Taken, standing
from answerable.model.history import Event, Happening
from answerable.model.people import House
from answerable.model.question import Answer, Question, Status
from tests.findings.timeliness.asked import asked, calendar, rule, under

WORKING, SITTING, CALENDAR = "ordinary-5-working", "ordinary-5-sitting", "ordinary-7-calendar"
LORDS = "lords-10-working"


@pytest.mark.parametrize(
    ("name", "house", "tabled", "due"),
    [
        # Monday to Monday
        (WORKING, "Commons", "2023-12-04", "2023-12-11"),
        (SITTING, "Commons", "2023-12-04", "2023-12-12"),  # Friday the 8th did not sit
        (CALENDAR, "Commons", "2023-12-04", "2023-12-11"),
        # tabled before the cut-off on Thursday 7 March 2024, or after it and so on the Friday
        (WORKING, "Commons", "2024-03-07", "2024-03-14"),
        (WORKING, "Commons", "2024-03-08", "2024-03-15"),
        (SITTING, "Commons", "2024-03-08", "2024-03-15"),
        # over Christmas: 25 and 26 December are bank holidays; the House came back on 8 January
        (WORKING, "Commons", "2023-12-18", "2023-12-27"),
        (SITTING, "Commons", "2023-12-18", "2024-01-11"),
        (CALENDAR, "Commons", "2023-12-18", "2023-12-25"),
        # over the summer recess of 2024, 31 July to 1 September, with the bank holiday of 26 August
        (WORKING, "Commons", "2024-08-23", "2024-09-02"),
        (SITTING, "Commons", "2024-08-23", "2024-09-09"),
        # over the early May bank holiday
        (WORKING, "Commons", "2024-05-02", "2024-05-10"),
        # Lords over Easter: Good Friday 29 March and Easter Monday 1 April do not count
        (LORDS, "Lords", "2024-03-27", "2024-04-12"),
        (LORDS, "Lords", "2024-03-13", "2024-03-27"),
        # the dissolution of 2024: the House next sat on 9 July
        (WORKING, "Commons", "2024-05-20", "2024-05-28"),
        (SITTING, "Commons", "2024-05-20", "2024-07-09"),
    ],
)
def test_the_day_due(name: str, house: House, tabled: str, due: str) -> None:
    """On that day an answer is on time, and without one it is open; a day later it is late, or overdue."""
    day, after = due, (date.fromisoformat(due) + timedelta(days=1)).isoformat()
    assert under(name, asked(tabled, house=house), tabled).due == date.fromisoformat(due)
    assert under(name, asked(tabled, day, house=house), after).state == State.ON_TIME
    assert under(name, asked(tabled, after, house=house), after).state == State.LATE
    ended = tabled <= "2024-05-24" < day
    assert under(name, asked(tabled, house=house), day).state == (State.DIED if ended else State.OPEN)
    assert under(name, asked(tabled, house=house), after).state == (State.DIED if ended else State.OVERDUE)


@pytest.mark.parametrize(
    ("tabled", "named", "held", "answered", "as_of", "state", "both"),
    [
        # over a weekend: tabled on a Friday, named for the Wednesday
        ("2023-12-01", "2023-12-06", None, "2023-12-06", "2024-01-31", State.ON_TIME, (True, True)),
        ("2023-12-01", "2023-12-06", None, "2023-12-05", "2024-01-31", State.ON_TIME, (True, True)),
        ("2023-12-01", "2023-12-06", None, "2023-12-07", "2024-01-31", State.LATE, (False, False)),
        # over a recess: answered while the House was away
        ("2023-12-18", "2024-01-08", None, "2023-12-28", "2024-01-31", State.ON_TIME, (True, True)),
        ("2023-12-18", "2024-01-08", None, "2024-01-09", "2024-01-31", State.LATE, (False, False)),
        # a holding answer, counted both ways
        ("2023-12-01", "2023-12-06", "2023-12-06", "2023-12-12", "2024-01-31", State.HOLDING, (False, True)),
        ("2023-12-01", "2023-12-06", "2023-12-06", "2023-12-12", "2023-12-08", State.HOLDING, (False, True)),
        ("2023-12-01", "2023-12-06", "2023-12-06", "2023-12-12", "2023-12-06", State.OPEN, (None, None)),
        ("2023-12-01", "2023-12-06", "2023-12-06", None, "2024-01-31", State.HOLDING, (False, True)),
        ("2023-12-01", "2023-12-06", "2023-12-07", "2023-12-12", "2024-01-31", State.LATE, (False, False)),
        ("2023-12-01", "2023-12-06", "2023-12-07", None, "2024-01-31", State.OVERDUE, (False, False)),
        # no answer yet
        ("2023-12-01", "2023-12-06", None, None, "2023-12-06", State.OPEN, (None, None)),
        ("2023-12-01", "2023-12-06", None, None, "2023-12-07", State.OVERDUE, (False, False)),
        ("2023-12-01", "2023-12-06", None, None, "2023-11-30", State.NOT_YET, (None, None)),
        # due before the session ended and after
        ("2024-05-20", "2024-05-23", None, None, "2024-06-10", State.DIED, (False, False)),
        ("2024-05-20", "2024-05-23", "2024-05-23", None, "2024-06-10", State.DIED, (False, True)),
        ("2024-05-22", "2024-06-04", None, None, "2024-06-10", State.DIED, (None, None)),
    ],
)
def test_a_named_day(
    tabled: str, named: str, held: str | None, answered: str | None, as_of: str, state: State, both: tuple[Any, Any]
) -> None:
    found = under("named-day", asked(tabled, answered, named=named, held=held), as_of)
    assert (found.state, (found.on_time, found.on_time_with_holding)) == (state, both)
    assert found.due == date.fromisoformat(named)


@pytest.mark.parametrize(
    ("tabled", "answered", "as_of", "state", "on_time"),
    [
        # prorogued after Thursday 26 October 2023
        ("2023-10-16", None, "2023-10-23", State.OPEN, None),
        ("2023-10-16", None, "2023-10-26", State.OVERDUE, False),
        ("2023-10-16", None, "2023-10-27", State.DIED, False),
        ("2023-10-23", None, "2023-10-26", State.OPEN, None),
        ("2023-10-23", None, "2023-11-20", State.DIED, None),
        ("2023-10-23", "2023-10-26", "2023-11-20", State.ON_TIME, True),
        ("2023-10-16", "2023-10-26", "2023-11-20", State.LATE, False),
        # the session that ended on 24 May 2024 before the dissolution of 30 May
        ("2024-05-20", None, "2024-05-24", State.OPEN, None),
        ("2024-05-20", None, "2024-05-25", State.DIED, None),
        ("2024-05-13", None, "2024-07-09", State.DIED, False),
        ("2024-05-20", "2024-05-24", "2024-07-09", State.ON_TIME, True),
    ],
)
def test_the_end_of_a_session(tabled: str, answered: str | None, as_of: str, state: State, on_time: bool) -> None:
    found = under(WORKING, asked(tabled, answered), as_of)
    assert (found.state, found.on_time) == (state, on_time)


def test_the_clock_stops_when_the_session_ends() -> None:
    found = under(WORKING, asked("2024-05-13"), "2025-01-31")
    assert found.taken == Taken(calendar=11, working=9, sitting=9)


def test_days_taken_in_each_unit() -> None:
    """Over Christmas: two sitting days, and twelve working days for four bank holidays and weekends fewer than 21."""
    taken = Taken(calendar=21, working=12, sitting=2)
    assert under(WORKING, asked("2023-12-18", "2024-01-08"), "2024-02-01").taken == taken
    assert under(WORKING, asked("2023-12-18", "2024-02-08"), "2024-01-08").taken == taken
    assert under(WORKING, asked("2023-12-18"), "2024-01-08").taken == taken
    assert under(WORKING, asked("2023-12-18", "2023-12-18"), "2024-01-08").taken == Taken(0, 0, 0)


def test_the_european_parliament_by_weeks() -> None:
    dates = Dates(
        chamber="eu-parliament", kind=Kind.UNSAID, tabled=date(2024, 3, 1), named=None, held=None, answered=None
    )
    place, as_of = calendar("eu-parliament"), date(2024, 4, 1)
    assert standing(dates, rule("eu-six-weeks"), place, as_of).due == date(2024, 4, 12)
    priority = msgspec.structs.replace(dates, kind=Kind.PRIORITY)
    found = standing(priority, rule("eu-priority"), place, as_of)
    assert (found.due, found.state) == (date(2024, 3, 22), State.OVERDUE)
    assert found.taken == Taken(calendar=31, working=None, sitting=None)


@pytest.mark.parametrize(
    ("question", "name", "state"),
    [
        (asked(), WORKING, State.NO_DATES),  # a pasted page
        (asked(answered="2024-03-20"), WORKING, State.NO_DATES),
        (msgspec.structs.replace(asked("2024-03-04"), answer=Answer()), WORKING, State.NO_DATES),
        (msgspec.structs.replace(asked("2024-03-04"), named_day=True), "named-day", State.NO_DATES),
        (asked("2024-03-04", "2024-03-01"), WORKING, State.CONTRADICTED),
        (asked("2024-03-04", "2024-03-20", held="2024-03-01"), WORKING, State.CONTRADICTED),
        (asked("2024-03-04", named="2024-03-01"), "named-day", State.CONTRADICTED),
        (asked("1999-03-01", "1999-03-10"), SITTING, State.UNKNOWN),
        (asked("1995-03-01", "1995-03-30"), WORKING, State.UNKNOWN),
        (asked("1995-03-01"), CALENDAR, State.UNKNOWN),  # whether it died with its session is not known
        (asked("1995-03-01", "1995-03-30"), CALENDAR, State.LATE),  # this rule needs no calendar
        (asked("2035-03-01", "2035-03-30"), WORKING, State.UNKNOWN),
        (asked("2024-03-04", named="2024-03-07"), WORKING, State.OUTSIDE),
        (asked("2024-03-04"), "named-day", State.OUTSIDE),
        (asked("2024-03-04", house="Lords"), WORKING, State.OUTSIDE),
        (msgspec.structs.replace(asked("2024-03-04"), named_day=None), WORKING, State.OUTSIDE),
        (msgspec.structs.replace(asked("2024-03-04", house="Lords"), named_day=None), LORDS, State.OVERDUE),
        (asked("2024-03-04", status=Status.UNLISTED), WORKING, State.UNLISTED),
        (asked("2024-03-04", "2024-03-06", status=Status.UNLISTED), WORKING, State.ON_TIME),
        (asked("2024-03-04", status=Status.WITHDRAWN), WORKING, State.WITHDRAWN),
        (msgspec.structs.replace(asked("2024-03-04"), for_answer=date(2024, 3, 6)), WORKING, State.OVERDUE),
    ],
)
def test_odd_dates_are_never_called_late(question: Question, name: str, state: State) -> None:
    as_of = "2024-04-30" if question.tabled is None or question.tabled.year < 2030 else "2035-12-31"
    found = under(name, question, as_of)
    assert found.state == state
    if state in (State.NO_DATES, State.CONTRADICTED, State.UNKNOWN, State.OUTSIDE, State.UNLISTED, State.WITHDRAWN):
        assert found.on_time is None and found.on_time_with_holding is None


def test_the_date_for_answer_of_an_ordinary_question_is_no_deadline() -> None:
    question = msgspec.structs.replace(asked("2024-03-04", "2024-03-11"), for_answer=date(2024, 3, 6))
    for name in (WORKING, SITTING, CALENDAR):
        assert under(name, question, "2024-04-30") == under(name, asked("2024-03-04", "2024-03-11"), "2024-04-30")


@pytest.mark.parametrize(
    ("question", "name", "note"),
    [
        (asked("1999-03-01", "1999-03-10"), SITTING, "calendar not known for 1999"),
        (asked("2023-03-06", "2023-03-08"), WORKING, "the five-working-day rule was not in force on 6 March 2023"),
        (asked("2024-03-05", named="2024-03-07"), "named-day", "named with less than 3 days' notice"),
        (asked("2024-03-05", named="2024-03-08"), "named-day", "8 March 2024, the day named, was not a sitting day"),
    ],
)
def test_what_a_reader_should_know_is_said(question: Question, name: str, note: str) -> None:
    assert any(said.startswith(note) for said in under(name, question, "2024-04-30").notes)


def test_nothing_is_noted_of_a_plain_case() -> None:
    assert under("named-day", asked("2024-03-01", named="2024-03-06"), "2024-04-30").notes == ()


def test_a_history_tells_of_transfers_and_stops_the_clock_at_withdrawal() -> None:
    events = (
        Event(Happening.TABLED, date(2024, 3, 4), "2024-03-04"),
        Event(
            Happening.MOVED, None, "2024-03-08T09:00:00", "uk-parliament", "Department for Rivers", "Home Department"
        ),
        Event(Happening.MOVED, None, "2024-05-01", "uk-parliament", "Home Department", "Department for Rivers"),
        Event(Happening.WITHDRAWN, None, "2024-03-12"),
    )
    question = asked("2024-03-04", status=Status.WITHDRAWN)
    found = standing(question, rule(WORKING), calendar(), date(2024, 4, 30), events)
    assert found.taken == Taken(calendar=8, working=6, sitting=5)
    (moved,) = found.moves
    assert (moved.seen, moved.after, moved.sitting_days) == (date(2024, 3, 8), "Home Department", 3)
    earlier = standing(question, rule(WORKING), calendar(), date(2024, 3, 11), events)
    assert earlier.state == State.OPEN
    assert under(WORKING, question, "2024-04-30").taken is None  # nobody said when


def test_a_holding_answer_not_yet_followed() -> None:
    question = msgspec.structs.replace(
        asked("2023-12-01", named="2023-12-06"), answer=Answer(on=date(2023, 12, 6), holding=True)
    )
    found = under("named-day", question, "2023-12-20")
    assert (found.state, found.answered, found.held) == (State.HOLDING, None, date(2023, 12, 6))


def test_a_chamber_without_a_calendar_has_calendar_days_still() -> None:
    found = standing(asked("2024-03-04", "2024-03-08"), rule(WORKING), no_calendar("uk-commons"), date(2024, 4, 1))
    assert (found.state, found.taken) == (State.UNKNOWN, Taken(calendar=4, working=None, sitting=None))


days = st.dates(date(2017, 6, 13), date(2026, 1, 31))
later = st.integers(0, 400).map(lambda count: timedelta(days=count))
NOW = date(2026, 3, 2)


def _answered(tabled: date, answered: date | None) -> Dates:
    return Dates(chamber="uk-commons", kind=Kind.ORDINARY, tabled=tabled, named=None, held=None, answered=answered)


@settings(deadline=None)
@given(days, later, later, st.sampled_from([WORKING, SITTING, CALENDAR]))
def test_a_later_answer_never_took_fewer_days(tabled: date, first: timedelta, more: timedelta, name: str) -> None:
    sooner = standing(_answered(tabled, tabled + first), rule(name), calendar(), date(2026, 7, 16)).taken
    after = standing(_answered(tabled, tabled + first + more), rule(name), calendar(), date(2026, 7, 16)).taken
    assert sooner is not None and after is not None
    for unit in ("calendar", "working", "sitting"):
        assert getattr(sooner, unit) <= getattr(after, unit)


@settings(deadline=None)
@given(days, later, st.integers(1, 30), st.integers(0, 9), st.sampled_from([WORKING, SITTING, CALENDAR]))
def test_what_is_on_time_is_on_time_under_a_laxer_rule(
    tabled: date, wait: timedelta, count: int, more: int, name: str
) -> None:
    strict, lax = (msgspec.structs.replace(rule(name), count=count + extra) for extra in (0, more))
    dates = _answered(tabled, tabled + wait)
    if standing(dates, strict, calendar(), NOW).on_time:
        assert standing(dates, lax, calendar(), NOW).state in (State.ON_TIME, State.UNKNOWN)


@settings(deadline=None)
@given(days, later, later)
def test_what_happens_after_the_day_asked_about_changes_nothing(tabled: date, ago: timedelta, on: timedelta) -> None:
    as_of = tabled + ago
    unheard = _answered(tabled, as_of + on + timedelta(days=1))
    silent = _answered(tabled, None)
    assert standing(unheard, rule(WORKING), calendar(), as_of) == standing(silent, rule(WORKING), calendar(), as_of)
