"""The Houses' days from a calendar service of our own, in the shape of the official one's document, over a socket.

The calendar that comes along knows the Commons' sitting days to Thursday 16 July 2026.
"""

import json
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from answerable.errors import InputError, ServiceError
from answerable.findings.timeliness.calendars import own_calendars
from answerable.pipeline.calendar import sync_calendar
from answerable.pipeline.ingest import add_paths
from answerable.record.calendar import told
from answerable.record.summary import unread_places
from answerable.record.tables import document
from answerable.sources.http import Service
from answerable.workspace import Workspace
from tests.samples import answerable, listed, official
from tests.sync.standin import QUICK, StandIn, breaks_off, says, serving, status
from tests.timely import OPEN, on

SITTING = "/calendar/proceduraldates/{}/sittingdates.json"
AWAY = "/calendar/events/nonsitting.json"
SPAN = ("--from", "2026-07-06", "--to", "2026-09-24")


def sat(first, last):
    """Mondays to Thursdays."""
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 4]


def at(day):
    return f"{day}T00:00:00"


SEPTEMBER = sat(date(2026, 9, 1), date(2026, 9, 24))
COMMONS = [*sat(date(2026, 7, 6), date(2026, 7, 14)), *SEPTEMBER]  # rises on the 14th, two days before announced
LORDS = [*sat(date(2026, 7, 6), date(2026, 7, 23)), *SEPTEMBER]


def recess(house, start, end):
    return {"StartDate": at(start), "EndDate": at(end), "Description": "Summer", "House": house, "CategoryCode": "REC"}


@pytest.fixture
def service():
    standin = StandIn()
    standin.days = {"Commons": COMMONS, "Lords": LORDS}
    standin.away = [recess("Commons", "2026-07-15", "2026-08-31"), recess("Lords", "2026-07-24", "2026-08-31")]
    with serving(standin):
        yield standin


@pytest.fixture
def record(tmp_path):
    """A record with one question tabled on Monday 13 July 2026, whose fifth sitting day lies in September."""
    (tmp_path / "list.json").write_bytes(listed(official("1", **OPEN, **on("2026-07-13"))))
    opened = Workspace.open(tmp_path / "record", create=True)
    add_paths(opened, [str(tmp_path / "list.json")])
    opened.close()
    return tmp_path / "record"


def sync(service, record, *words):
    return answerable("sync", "uk-calendar", "--base-url", service.url, "--rate", "0", *words, record=record)


def refused(service, record):
    done = sync(service, record, *SPAN)
    assert done.returncode == 2, done
    (line,) = done.stderr.decode().splitlines()
    return line


def waits(record):
    """The question as the command tells of it: its state and its due date."""
    done = answerable("waiting", "--as-of", "2026-09-30", "--json", record=record)
    (line,) = json.loads(done.stdout)["lines"]
    return line["state"], line["due"]


def test_a_due_date_beyond_the_calendar_is_known_after_a_sync(service, record):
    assert waits(record) == ("calendar not known", None)
    done = sync(service, record, *SPAN)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().splitlines() == [
        "uk-calendar, 6 July 2026 to 24 September 2026",
        "Commons: 70 days learnt, 2 changed; sitting days are known to 24 September 2026",
        "Lords: 7 days learnt; sitting days are known to 24 September 2026",
    ]
    # 14 July, then after the recess 1, 2, 3 and 7 September.
    assert waits(record) == ("overdue", "2026-09-07")


@pytest.fixture
def workspace(record):
    opened = Workspace.open(record)
    yield opened
    opened.close()


def kept(workspace):
    """What the record has of the calendar: days, the replies that told of them, and what could not be read."""
    with workspace.record.reading() as connection:
        names = connection.scalars(select(document.c.name).where(document.c.source == "uk-calendar"))
        return told(workspace.record), len(names.all()), [one.reason for one in unread_places(workspace.record)]


def test_a_second_sync_brings_nothing_new(service, record, workspace):
    sync(service, record, *SPAN)
    first = kept(workspace)
    done = json.loads(sync(service, record, *SPAN, "--json").stdout)
    assert [(one["learnt"], one["changed"]) for one in done["houses"]] == [(0, 0), (0, 0)]
    assert (done["requests"], done["repeated"]) == (4, 0)
    assert kept(workspace) == first
    assert first[1] == 4


def test_days_told_anew_take_the_place_of_those_told_before(service, record):
    sync(service, record, *SPAN)
    service.days["Commons"] = [day for day in COMMONS if day != date(2026, 9, 2)]
    assert "Commons: 0 days learnt, 1 changed;" in sync(service, record, *SPAN).stdout.decode()
    assert waits(record) == ("overdue", "2026-09-08")


def test_an_open_workspace_sees_what_another_process_synced(service, record, workspace):
    before = workspace.calendars.of("uk-commons")
    assert before.sitting.has(date(2026, 9, 1)) is None
    assert workspace.calendars is workspace.calendars
    sync(service, record, *SPAN)
    after = workspace.calendars.of("uk-commons")
    assert after.sitting.has(date(2026, 9, 1)) is True
    assert after.recess(date(2026, 8, 3)).end == date(2026, 8, 31)
    assert "read 20" in after.source
    assert workspace.calendars.of("uk-lords").recess(date(2026, 7, 20)) is None


def test_a_calendar_of_the_readers_own_wins(service, record, workspace):
    sync(service, record, *SPAN)
    own = '[chamber.uk-commons]\nname = "Our own"\n'
    (record / "days.toml").write_text('parliament = "Overwater"\nsource = "its clerk"\n' + own)
    (record / "settings.toml").write_text('calendar = "days.toml"\n')
    assert workspace.calendars.of("uk-commons").source == "its clerk"
    assert workspace.calendars.of("uk-lords").sitting.has(date(2026, 9, 24)) is True


HTML = b"<!doctype html><title>Down for mending</title>"
FAULTS = [
    (status(403), "expected an answer; got 403", 0),
    (says(b'{"SittingDates": "soon"}'), "Expected `array`, got `str` - at `$.SittingDates`", 1),
    (says(b'{"SittingDates": [{"Date": 20260706}]}'), "`$.SittingDates[0].Date`", 1),
    (says(b'{"SittingDates": [{"Date": "2026-07-06T00:00:00Z"}]}'), "no timezone component", 1),
    (says(b'{"SittingDates": [{"Date": "2031-07-06T00:00:00"}]}'), "from 2026-07-06 to 2026-09-24; got 2031-07-06", 1),
    (says(b'{"Message": "moved"}'), "missing required field `SittingDates`", 1),
    (says(b'{"SittingDates": []}'), "expected sitting days, for some are known there; got none", 1),
]


@pytest.mark.parametrize(("fault", "said", "unread"), FAULTS)
@pytest.mark.parametrize("house", ["Commons", "Lords"])
def test_a_sync_that_fails_leaves_the_calendar_as_it_was(service, workspace, house, fault, said, unread):
    service.faults = {SITTING.format(house): [fault]}
    with pytest.raises(ServiceError, match=re.escape(said)):
        run(service, workspace)
    days, documents, reasons = kept(workspace)
    assert (days, documents, len(reasons)) == ({}, unread, unread)
    assert workspace.calendars.of("uk-commons") is own_calendars().of("uk-commons")


def test_the_command_says_in_a_line_what_it_could_not_read(service, record):
    sync(service, record, *SPAN)
    service.faults = {SITTING.format("Lords"): [says(b'{"SittingDates": 7}')]}
    assert "Expected `array`, got `int` - at `$.SittingDates`" in refused(service, record)
    assert waits(record) == ("overdue", "2026-09-07")


@pytest.mark.parametrize("fault", [says(b"{}"), says(b'[{"StartDate": "x"}]'), says(b'[{"StartDate": null}]')])
def test_recesses_of_another_shape_are_kept_and_nothing_else_is_taken(service, workspace, fault):
    service.faults = {AWAY: [fault]}
    with pytest.raises(ServiceError, match="expected the calendar service's JSON"):
        run(service, workspace)
    assert kept(workspace)[:2] == ({}, 1)


@pytest.mark.parametrize("fault", [status(503), says(HTML), breaks_off])
def test_faults_that_pass_are_asked_again(service, workspace, fault):
    service.faults = {SITTING.format("Lords"): [fault, fault]}
    done = run(service, workspace)
    assert (done.requests, done.repeated, done.houses[0].learnt) == (6, 2, 70)


@pytest.mark.parametrize("fault", [status(503), says(HTML), breaks_off])
def test_a_service_that_is_down_says_so(service, workspace, fault):
    service.faults = {SITTING.format("Lords"): [fault] * QUICK.tries}
    with pytest.raises(ServiceError, match="no reply in 4 tries"):
        run(service, workspace)
    assert kept(workspace) == ({}, 0, [])


def run(service, workspace, first="2026-07-06", last="2026-09-24"):
    asking = Service(service.url, QUICK)
    try:
        return sync_calendar(workspace, asking, date.fromisoformat(first), date.fromisoformat(last))
    finally:
        asking.close()


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-09-24", "2026-07-06", "a first day that is not after the last"),
        ("2020-01-01", "2026-07-06", "at most 1,827 days"),
        ("2026-08-01", "2026-09-24", "days that meet those known, 2017-04-27 to 2026-07-16"),
        ("2016-01-01", "2016-12-31", "days that meet those known"),
    ],
)
def test_days_that_cannot_be_asked_for_are_refused_before_anybody_is_asked(service, workspace, first, last, said):
    with pytest.raises(InputError, match=said):
        run(service, workspace, first, last)
    assert service.asked.total() == 0


def test_without_days_it_asks_from_where_the_calendar_ends_or_lately_for_a_year_to_come(service, record):
    done = json.loads(sync(service, record, "--json").stdout)
    first, last = date.fromisoformat(done["first"]), date.fromisoformat(done["last"])
    assert first <= date(2026, 7, 17)
    assert last > date.today() + timedelta(days=300)
