"""What the command line and the pages tell after syncs: gaps, changes, and the words that changed."""

import json
from datetime import date

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

from answerable.pipeline.ingest import add_paths
from answerable.queries.changes import Since, changes
from answerable.queries.gaps import GapsAsked, gaps
from answerable.workspace import Workspace
from tests.samples import answerable, listed, official, served
from tests.sync.standin import QUESTIONS, QUICK, StandIn, serving, status
from tests.sync.test_sync import LONG, OPEN, run

CORRECTED = {
    "dateAnswerCorrected": "2025-09-28T00:00:00",
    "answerText": "<p>The Department inspected 40 weirs in 2024.</p>",
}
CORRECTED_ID = "uk-commons/2025-09-16/1201"


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    """A record that lacks this and that, and in which a question was corrected, one withdrawn and one is gone."""
    place = tmp_path_factory.mktemp("faces")
    beyond = listed(official("1400", dateTabled="2025-10-01T00:00:00", answerText="x" * 255 + "..."))
    (place / "list.json").write_bytes(beyond)
    workspace = Workspace.open(place / "record", create=True)
    add_paths(workspace, [str(place / "list.json")])
    uins = (1201, 1202, 1205, 1206, 1301)
    with serving(StandIn(*(official(str(uin)) for uin in uins), official("HL77", house="Lords", **OPEN))) as standin:
        run(workspace, standin)
        standin.put(official("1201", **CORRECTED), official("1202", isWithdrawn=True), official("1207"))
        standin.hidden.add(901206)
        standin.faults = {f"{QUESTIONS}/901207": [status(500)] * QUICK.tries}
        run(workspace, standin)
    workspace.close()
    return place / "record"


@pytest.fixture(scope="module")
def workspace(record):
    opened = Workspace.open(record)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def site(record):
    with served(record) as address:
        yield address


def test_gaps_say_what_is_listed_held_gone_clipped_missing_and_not_read(workspace):
    told = gaps(workspace, GapsAsked())
    by_day = {(one.house, one.day.isoformat()): one for one in told.days}
    assert list(by_day) == [("Commons", "2025-10-01"), ("Lords", "2025-09-16"), ("Commons", "2025-09-16")]
    day = by_day["Commons", "2025-09-16"]
    assert (day.listed, day.held, day.gone, day.clipped) == (5, 5, 1, 0)
    assert (day.missing, day.missing_count) == (("1203–1204",), 2)
    assert [one.id for one in day.not_read] == ["uk-commons/2025-09-16/1207"]
    assert "it said 500" in day.not_read[0].reason
    added = by_day["Commons", "2025-10-01"]
    assert (added.listed, added.held, added.clipped) == (None, 1, 1)
    assert by_day["Lords", "2025-09-16"].whole
    assert (told.total.days, told.total.lacking, told.total.unlisted_days) == (3, 2, 1)


def test_gaps_can_be_asked_by_house_and_days(workspace):
    assert [one.house for one in gaps(workspace, GapsAsked(house="lords")).days] == ["Lords"]
    assert [one.day for one in gaps(workspace, GapsAsked(tabled_from="2025-10")).days] == [date(2025, 10, 1)]
    assert len(gaps(workspace, GapsAsked(lacking=True)).days) == 2


def test_status_prints_the_gaps(record):
    done = answerable("status", "--gaps", record=record)
    printed = done.stdout.decode()
    assert "3 days, of which 2 lack something" in printed
    assert "1203–1204" in printed
    assert "uk-commons/2025-09-16/1207: " in printed and "it said 500" in printed
    assert json.loads(answerable("status", "--gaps", "--json", record=record).stdout)["total"]["not_read"] == 1


def test_the_page_of_gaps_tells_the_same(site):
    page = LexborHTMLParser(httpx.get(f"{site}/gaps").text)
    rows = [" ".join(row.text(separator=" ").split()) for row in page.css("tbody tr")]
    assert rows[0].startswith("1 October 2025 Commons not known 1 0 1")
    assert "2: 1203–1204" in rows[2] and "was not read" in rows[2]
    assert len(LexborHTMLParser(httpx.get(f"{site}/gaps?lacking=true").text).css("tbody tr")) == 2


def test_changes_are_told_since_a_day(workspace):
    told = changes(workspace, Since("2025-09-01"))
    assert told.counts == {
        "answered": 6, "corrected": 1, "no longer listed": 1, "tabled": 7, "withdrawn": 1,
    }  # fmt: skip
    # The first reading's news counts by its own days, later ones' by the day on which they came to light.
    assert set(changes(workspace, Since("2025-10-02")).counts) == {"corrected", "no longer listed", "withdrawn"}
    assert changes(workspace, Since("2999")).total == 0
    assert [one.id for one in changes(workspace, Since("2025", kind="corrected")).changes] == [CORRECTED_ID]


def test_the_command_prints_changes_with_signs(record):
    printed = answerable("changes", "--since", "2025-10-02", record=record).stdout.decode()
    assert "1 corrected, 1 no longer listed, 1 withdrawn" in printed
    assert "[−41] [+40]" in printed
    told = json.loads(
        answerable("changes", "--since", "2025-10-02", "--kind", "withdrawn", "--json", record=record).stdout
    )
    assert [one["id"] for one in told["changes"]] == ["uk-commons/2025-09-16/1202"]


def test_a_day_that_is_none_is_refused(record):
    done = answerable("changes", "--since", "yesterday", record=record)
    assert done.returncode == 2
    assert "expected a date like 2025" in done.stderr.decode()


def test_show_marks_the_words_that_a_correction_changed(record):
    printed = answerable("show", CORRECTED_ID, record=record).stdout.decode()
    assert "28 September 2025: corrected (uk-parliament)" in printed
    assert "The Department inspected [−41] [+40] weirs in 2024." in " ".join(printed.split())
    gone = answerable("show", "uk-commons/2025-09-16/1206", record=record).stdout.decode()
    assert "no longer listed, last seen on " in gone


def test_the_question_page_marks_them_too(site):
    page = LexborHTMLParser(httpx.get(f"{site}/q/{CORRECTED_ID}").text)
    assert [one.text() for one in page.css(".history del")] == ["removed: 41"]
    assert [one.text() for one in page.css(".history ins")] == ["added: 40"]


def test_a_list_that_becomes_whole_is_no_change_of_words(tmp_path):
    (tmp_path / "list.json").write_bytes(listed(official(answerText=LONG[3:258] + "...")))
    workspace = Workspace.open(tmp_path / "record", create=True)
    add_paths(workspace, [str(tmp_path / "list.json")])
    assert workspace.record.question(CORRECTED_ID).clipped
    with serving(StandIn(official(answerText=LONG))) as standin:
        run(workspace, standin)
    assert not workspace.record.question(CORRECTED_ID).clipped
    assert [event.kind for event in workspace.record.history(CORRECTED_ID)] == ["tabled", "answered"]
    workspace.close()
