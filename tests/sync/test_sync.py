"""A sync against a stand-in of our own words: what it brings, what it asks for, and what it survives."""

import fcntl
import json
import subprocess
import sys
from datetime import date, datetime, timedelta

import pytest
from msgspec.structs import replace

from answerable.errors import Refused, ServiceError, SyncRunning
from answerable.model.ids import parse_id
from answerable.model.question import Status
from answerable.pipeline import window
from answerable.pipeline.sync import sync
from answerable.pipeline.window import Asked
from answerable.record.listing import Listing
from answerable.sources.http import Service
from answerable.sources.uk_parliament import parse
from answerable.sources.uk_parliament.fetch import WrittenQuestions, kept_line, unlisted_line
from answerable.workspace import Workspace
from tests.samples import answerable, environment, official
from tests.sync.standin import CLIP, QUESTIONS, QUICK, StandIn, breaks_off, says, serving, status

LONG = "<p>" + "The Department inspected forty-one weirs along the upper reaches. " * 9 + "</p>"
OPEN = {"answerText": None, "dateAnswered": None, "answeringMemberId": None, "answeringMember": None}
SEPTEMBER = Asked(date(2025, 9, 1), date(2025, 9, 30))
FILE = {"title": "Table of weirs", "url": "https://weirs.example/t.pdf", "fileType": "pdf", "fileSizeBytes": 12}


def name(uin, day="2025-09-16", house="commons"):
    return f"uk-{house}/{day}/{uin}"


@pytest.fixture
def standin():
    records = [
        official("1201", answerText=LONG, attachments=[FILE], attachmentCount=1),
        official("1202", **OPEN),
        official("1203", isWithdrawn=True, **OPEN),
        official("1204", house="Lords"),
    ]
    with serving(StandIn(*records)) as service:
        yield service


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace.open(tmp_path / "record", create=True)
    yield opened
    opened.close()


def run(workspace, standin, asked=SEPTEMBER):
    service = Service(standin.url, QUICK)
    try:
        return sync(workspace, WrittenQuestions(service), asked)
    finally:
        service.close()


def news(done):
    kinds = ("new", "answered", "corrected", "moved", "withdrawn", "gone", "changed")
    return {kind: number for kind in kinds if (number := getattr(done, kind))}


def kinds(workspace, id_):
    return [event.kind.value for event in workspace.record.history(id_)]


def trouble(workspace, official_id):
    with workspace.record.reading() as connection:
        return Listing(connection).seen([official_id])[official_id].trouble


def test_a_first_sync_brings_whole_texts_attachments_and_the_withdrawn(workspace, standin):
    done = run(workspace, standin)
    assert news(done) == {"new": 4}
    assert (done.listed, done.read, done.failed) == (4, 4, 0)
    held = workspace.record.question(name("1201"))
    assert held.answer.text.markup == LONG and not held.clipped
    assert held.answer.attachments[0].title == "Table of weirs"
    assert workspace.record.question(name("1203")).status is Status.WITHDRAWN
    assert workspace.record.question(name("1204", house="lords")).house == "Lords"
    assert kinds(workspace, name("1201")) == ["tabled", "answered"]


def test_a_second_sync_asks_for_no_record_and_changes_nothing(workspace, standin):
    run(workspace, standin)
    cursor = workspace.record.cursor()
    asked = standin.requests("one")
    done = run(workspace, standin)
    assert news(done) == {}
    assert (done.read, standin.requests("one")) == (0, asked)
    assert workspace.record.cursor() == cursor


def test_one_house_alone(workspace, standin):
    assert news(run(workspace, standin, Asked(SEPTEMBER.first, SEPTEMBER.last, "Lords"))) == {"new": 1}
    assert standin.requests("one") == 1


def test_each_kind_of_news_is_counted_from_the_records_own_history(workspace, standin):
    standin.put(*(official(str(number), **OPEN) for number in range(1300, 1304)))
    run(workspace, standin)
    standin.put(
        official("1202"),
        official("1300", answeringBodyName="Office of Tides", answeringBodyId=32, **OPEN),
        official("1301", isWithdrawn=True, **OPEN),
        official("1302", dateForAnswer="2025-09-25T00:00:00", **OPEN),
        official("1201", answerText="<p>Forty.</p>", dateAnswerCorrected="2025-09-28T00:00:00"),
    )
    standin.hidden.add(901303)
    done = run(workspace, standin)
    assert news(done) == {"answered": 1, "moved": 1, "withdrawn": 1, "changed": 1, "corrected": 1, "gone": 1}
    assert done.read == 6
    assert kinds(workspace, name("1302")) == ["tabled", "due date changed"]


def test_what_is_no_longer_listed_is_kept_with_the_day_last_seen_and_may_come_back(workspace, standin):
    run(workspace, standin)
    standin.hidden.add(901201)
    assert news(run(workspace, standin)) == {"gone": 1}
    held = workspace.record.question(name("1201"))
    assert held.status is Status.UNLISTED
    assert held.answer.text.markup == LONG
    gone = workspace.record.history(held.id)[-1]
    assert gone.before == date.today().isoformat() or gone.before < gone.said
    asked = standin.requests("one")
    assert news(run(workspace, standin)) == {}
    assert standin.requests("one") == asked
    standin.hidden.clear()
    run(workspace, standin)
    assert kinds(workspace, held.id) == ["tabled", "answered", "no longer listed", "listed again"]
    assert workspace.record.question(held.id).status is Status.ANSWERED


def test_no_answer_of_an_earlier_state_comes_back_when_a_question_goes(workspace, standin):
    run(workspace, standin)
    standin.put(official("1204", house="Lords", **OPEN))
    run(workspace, standin)
    standin.hidden.add(901204)
    run(workspace, standin)
    held = workspace.record.question(name("1204", house="lords"))
    assert held.answer is None and held.status is Status.UNLISTED


def test_older_questions_answered_corrected_or_due_in_the_window_come_too(workspace, standin):
    old = {"dateTabled": "2025-07-01T00:00:00", "dateForAnswer": "2025-07-03T00:00:00"}
    standin.put(
        official("801", **old),
        official("802", **old | {"dateAnswered": "2025-07-04T00:00:00"}),
        official("803", **old | {"dateAnswered": "2025-07-04T00:00:00", "dateAnswerCorrected": "2025-09-02T00:00:00"}),
        official("804", **OPEN | old | {"dateForAnswer": "2025-09-09T00:00:00"}),
    )
    assert news(run(workspace, standin)) == {"new": 7}
    assert not workspace.record.questions([name("802", "2025-07-01")])


def test_all_that_is_still_open_is_read_again(workspace, standin):
    july = {"dateTabled": "2025-07-01T00:00:00", "dateForAnswer": "2025-07-03T00:00:00"}
    held = {"dateHoldingAnswer": "2025-07-04T00:00:00"}
    reply = {"answerIsHolding": True, "dateAnswered": "2025-07-04T00:00:00", "answerText": "As soon as possible."}
    standin.put(*(official(str(number), **OPEN | july) for number in range(810, 814)))
    standin.put(official("814", **july | held | reply))
    run(workspace, standin, Asked(date(2025, 7, 1), date(2025, 7, 31)))
    before = standin.requests("one")
    standin.put(
        official("810", answeringBodyName="Office of Tides", answeringBodyId=32, **OPEN | july),
        official("811", isWithdrawn=True, **OPEN | july),
    )
    standin.hidden.add(900812)
    assert news(run(workspace, standin)) == {"new": 4, "moved": 1, "withdrawn": 1, "gone": 1}
    # The one that stayed as it was is not asked for; the one that is held is, for no list of the open shows it.
    assert standin.requests("one") - before == 4 + 4
    assert standin.asked[f"{QUESTIONS}/900813"] == 1


def test_a_record_that_got_another_day_is_one_question_gone_and_one_new(workspace, standin):
    run(workspace, standin)
    standin.put(official("1202", dateTabled="2025-09-17T00:00:00", **OPEN))
    assert news(run(workspace, standin)) == {"new": 1, "gone": 1}
    assert workspace.record.question(name("1202")).status is Status.UNLISTED


def test_a_list_in_pages_smaller_than_asked_for_is_read_to_its_end(workspace, standin):
    standin.page = 3
    standin.put(*(official(str(number)) for number in range(1300, 1310)))
    assert news(run(workspace, standin)) == {"new": 14}


def test_a_list_that_changes_while_it_is_read_is_read_again(workspace, standin):
    standin.page = 2
    late = [official("1310"), official("1311")]
    standin.between = lambda: late and standin.put(late.pop())
    done = run(workspace, standin)
    assert (done.new, done.unsteady) == (6, 0)


def test_a_list_that_never_holds_still_is_said_and_left_for_the_next_sync(workspace, standin):
    standin.page = 2
    number = iter(range(1400, 1500))
    standin.between = lambda: standin.put(official(str(next(number))))
    done = run(workspace, standin)
    assert done.unsteady >= 1
    standin.between = lambda: None
    again = run(workspace, standin)
    assert again.unsteady == 0
    held = {record["id"] for record in standin.records.values()}
    with workspace.record.reading() as connection:
        assert set(Listing(connection).seen(held)) == held


def test_long_windows_are_read_in_slices(workspace, standin, monkeypatch):
    for day in range(1, 29):
        when = f"2025-09-{day:02d}T00:00:00"
        standin.put(*(official(f"{day:02d}{n}", dateTabled=when) for n in range(10)))
    monkeypatch.setattr("answerable.pipeline.sync.facts", lambda: replace(window.facts(), slice=40))
    assert run(workspace, standin).new == 284
    with workspace.record.reading() as connection:
        assert len(Listing(connection).days_within("uk-commons", SEPTEMBER.first, SEPTEMBER.last)) == 28


def test_a_sync_that_was_stopped_goes_on_behind_the_slices_it_has_read(workspace, standin, monkeypatch):
    for day in range(1, 29):
        standin.put(*(official(f"{day:02d}{n}", dateTabled=f"2025-09-{day:02d}T00:00:00") for n in range(10)))
    monkeypatch.setattr("answerable.pipeline.sync.facts", lambda: replace(window.facts(), slice=40))
    standin.faults = {f"{QUESTIONS}/{902000 + number}": [status(503)] * 4 for number in range(20)}
    standin.faults |= {f"{QUESTIONS}/{900200 + number}": [status(503)] * 4 for number in range(20)}
    with pytest.raises(ServiceError):
        run(workspace, standin)
    held = sum(1 for _ in workspace.record.everything())
    assert 0 < held < 284
    standin.faults.clear()
    standin.queries.clear()
    assert run(workspace, standin).new == 284 - held
    assert standin.queries[0]["tabledWhenFrom"] > SEPTEMBER.first.isoformat()


@pytest.mark.parametrize("fault", [status(503), status(429, Retry_After="1"), breaks_off, says(b"<html>")])
def test_faults_on_any_route_lose_nothing(workspace, standin, fault):
    standin.faults = {QUESTIONS: [fault], f"{QUESTIONS}/901201": [fault], f"{QUESTIONS}/901204": [fault]}
    done = run(workspace, standin)
    assert news(done) == {"new": 4}
    assert (done.repeated, done.failed) == (3, 0)


def test_one_record_that_cannot_be_had_is_noted_and_mended_by_the_next_sync(workspace, standin):
    standin.faults = {f"{QUESTIONS}/901202": [status(500)] * 4}
    done = run(workspace, standin)
    assert (done.new, done.failed) == (3, 1)
    assert "it said 500" in trouble(workspace, 901202)
    again = run(workspace, standin)
    assert (again.new, again.failed, again.read) == (1, 0, 1)
    assert trouble(workspace, 901202) == ""


def test_a_service_that_goes_down_ends_the_sync_and_keeps_what_came(workspace, standin, monkeypatch):
    standin.put(*(official(str(number)) for number in range(1300, 1320)))
    monkeypatch.setattr("answerable.pipeline.sync._BATCH", 5)
    standin.faults = {f"{QUESTIONS}/{901300 + number}": [status(502)] * 4 for number in range(15)}
    with pytest.raises(ServiceError, match="10 records in a row"):
        run(workspace, standin)
    held = sum(1 for _ in workspace.record.everything())
    assert 0 < held < 24
    standin.faults = {}
    assert run(workspace, standin).new == 24 - held


def test_a_record_of_another_type_is_kept_and_said_and_mended(workspace, standin):
    standin.put(official("1202", isNamedDay="perhaps", **OPEN))
    done = run(workspace, standin)
    assert (done.new, done.failed) == (3, 1)
    assert trouble(workspace, 901202) == 'isNamedDay: expected true or false; got "perhaps"'
    again = run(workspace, standin)
    assert again.failed == 1
    told = json.loads(answerable("status", "--json", record=workspace.record.directory).stdout)
    assert [one["reason"] for one in told["unread"]] == ['isNamedDay: expected true or false; got "perhaps"']
    standin.put(official("1202", **OPEN))
    assert news(run(workspace, standin)) == {"new": 1}


def test_a_record_of_the_list_that_names_no_question_is_kept_and_said(workspace, standin):
    standin.put(official("1209") | {"uin": None})
    done = run(workspace, standin)
    assert (done.new, done.failed) == (4, 1)
    told = json.loads(answerable("status", "--json", record=workspace.record.directory).stdout)
    assert len(told["unread"]) == 1 and "uin" in told["unread"][0]["reason"]


def test_a_new_unknown_field_is_kept_and_told_of(workspace, standin):
    run(workspace, standin)
    standin.put(official("1202", weather="fair", **OPEN))
    assert news(run(workspace, standin)) == {"changed": 1}
    told = json.loads(answerable("status", "--json", record=workspace.record.directory).stdout)
    assert [one["reason"] for one in told["unread"]] == [
        "a field that is not known here: weather (1 times); kept as it came"
    ]


def test_an_id_that_comes_back_as_another_question_is_not_taken(workspace, standin):
    standin.faults = {f"{QUESTIONS}/901202": [says(json.dumps({"value": official("1299")}).encode())]}
    done = run(workspace, standin)
    assert (done.new, done.failed) == (3, 1)
    assert "expected 901202, uk-commons/2025-09-16/1202; got 901299" in trouble(workspace, 901202)
    assert not workspace.record.questions([name("1299")])
    assert run(workspace, standin).new == 1


def test_a_list_of_another_shape_ends_the_sync_with_clear_words(workspace, standin):
    standin.faults = {QUESTIONS: [says(b'{"totalResults": "many", "results": []}')]}
    with pytest.raises(Refused, match="expected a list with totalResults and results"):
        run(workspace, standin)


def test_a_listed_record_that_is_not_there_by_itself_is_noted(workspace, standin):
    standin.faults = {f"{QUESTIONS}/901202": [status(404)]}
    assert run(workspace, standin).failed == 1
    assert trouble(workspace, 901202) == "the list shows it, but it is not there by itself"
    assert run(workspace, standin).new == 1


def test_a_clock_that_jumps_back_changes_no_order(workspace, standin, monkeypatch):
    run(workspace, standin)

    class Yesteryear(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) - timedelta(days=700)

    monkeypatch.setattr(window, "datetime", Yesteryear)
    standin.put(official("1202"))
    assert news(run(workspace, standin)) == {"answered": 1}
    assert workspace.record.question(name("1202")).status is Status.ANSWERED


def test_two_syncs_at_once_the_second_says_so_and_stops(workspace, standin):
    with (workspace.record.directory / "sync.lock").open("a+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(SyncRunning, match="another sync is at work"):
            run(workspace, standin)
    assert news(run(workspace, standin)) == {"new": 4}


def test_the_usual_sync_goes_on_from_where_the_last_one_came_to(workspace, standin):
    run(workspace, standin)
    done = run(workspace, standin, Asked())
    assert done.first == SEPTEMBER.last - timedelta(days=28)
    assert done.last >= date.today() - timedelta(days=1)
    assert run(workspace, standin, Asked()).first == done.last - timedelta(days=28)


def test_a_first_sync_without_days_reads_all_that_the_service_has(workspace, standin):
    standin.put(official("1", dateTabled="2014-06-05T00:00:00"))
    assert run(workspace, standin, Asked()).new == 5


def test_the_command_prints_what_it_did(tmp_path, standin):
    words = ("sync", "uk-parliament", "--base-url", standin.url, "--from", "2025-09-01", "--to", "2025-09-30")
    done = answerable(*words, record=tmp_path / "record")
    assert done.returncode == 0, done.stderr
    printed = done.stdout.decode()
    assert "1 September 2025 to 30 September 2025: 4 new" in printed
    assert "4 records listed, 4 read whole; 8 requests (2.000 a record)" in printed
    again = answerable(*words, "--json", record=tmp_path / "record")
    assert json.loads(again.stdout)["new"] == 0


@pytest.mark.parametrize(
    ("words", "says_"),
    [
        (("--base-url", "nowhere"), "expected one like https://service.example"),
        (("--from", "2025-09-02", "--to", "2025-09-01"), "a first day that is not after the last"),
        (("--house", "senate"), "expected commons or lords"),
    ],
)
def test_the_command_refuses_what_makes_no_sense(tmp_path, words, says_):
    done = answerable("sync", "uk-parliament", *words, record=tmp_path / "record")
    assert done.returncode == 2
    assert says_ in done.stderr.decode()


def test_watch_syncs_again_and_again(tmp_path, standin):
    words = ("sync", "uk-parliament", "--base-url", standin.url, "--from", "2025-09-01", "--watch", "0.001", "--json")
    command = [sys.executable, "-m", "answerable", *words]
    with subprocess.Popen(command, env=environment(tmp_path / "record"), stdout=subprocess.PIPE) as process:
        try:
            first = json.loads(b"".join(iter(process.stdout.readline, b"}\n")) + b"}")
            second = json.loads(b"".join(iter(process.stdout.readline, b"}\n")) + b"}")
        finally:
            process.kill()
    assert (first["new"], second["new"]) == (4, 0)


def test_lines_to_keep_are_read_back():
    value = json.dumps(official("1201", questionText="x" * CLIP)).encode()
    (whole,) = parse(kept_line(value, "2025-10-01T08:00:00+00:00"), "line")
    assert not whole.text.clipped and whole.said == "2025-10-01T08:00:00+00:00"
    id_ = parse_id(name("1201"))
    (silent,) = parse(unlisted_line(id_, 901201, "2025-10-02", date(2025, 10, 1), answered=True), "line")
    assert silent.unlisted and silent.last_seen == date(2025, 10, 1)
    assert not silent.unanswered and silent.leftover is None
    (plain,) = parse(unlisted_line(id_, 901201, "2025-10-02", None, answered=False), "line")
    assert plain.unanswered and silent.question_id == plain.question_id == whole.question_id
