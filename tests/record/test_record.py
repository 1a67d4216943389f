"""The record in its directory: what it takes in, what it refuses, and that nothing is lost."""

import multiprocessing
import os
import signal
import sqlite3
import time
from datetime import date

import pytest
from msgspec.structs import replace

from answerable.errors import NewerRecord, NotFound, RecordError
from answerable.model.observation import Unread
from answerable.model.question import Status
from answerable.record.people import Whose, asked_by, bodies, body, member, members, newest, put_to
from answerable.record.record import FILE, Record
from answerable.record.summary import summary, unread_places
from tests.record.say import REPLY, WORDS, answer, official, page, tell, tell_in

ID = "uk-commons/2025-09-16/1201"


@pytest.fixture
def record(tmp_path):
    record = Record.open(tmp_path / "record", create=True)
    yield record
    record.close()


def test_adding_the_same_thing_twice_changes_nothing_and_says_so(record):
    first = tell(record, official("1"), official("2", answer=answer()))
    cursor = record.cursor()
    again = tell(record, official("1"), official("2", answer=answer()))
    assert (first.new, first.questions, first.answers) == (2, 2, 1)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)
    assert record.cursor() == cursor
    assert summary(record).sources[0].documents == 1


def test_an_older_word_heard_again_is_no_news_but_a_return_to_it_is(record):
    tell(record, official(said="2025-09-17"))
    tell(record, official(said="2025-09-18", answer=answer()))
    assert tell(record, official(said="2025-09-17")).unchanged == 1
    assert tell(record, official(said="2025-09-19")).changed == 1
    assert record.question(ID).status is Status.TABLED


def test_the_change_feed_gives_each_changed_question_once_as_it_is_now(record):
    tell(record, official("1"), official("2"))
    seen = record.cursor()
    tell(record, official("2", said="2025-10-03", answer=answer()))
    assert [change.id for change in record.changed()] == ["uk-commons/2025-09-16/1", "uk-commons/2025-09-16/2"]
    (change,) = record.changed(seen)
    assert change.cursor == record.cursor()
    assert change.question and change.question.answer_words == REPLY


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_page_and_the_official_record_of_one_question_become_one(record, order):
    observations = (page(), official(answer=answer()))
    old = str(page().question_id)
    for which in order:
        tell(record, observations[which])
    assert summary(record).questions == 1
    assert record.question(old) == record.question(ID)
    merged = record.question(ID)
    assert merged.also == (old,)
    assert set(merged.sources) == {"page", "uk-parliament"}
    assert merged.asker and merged.asker.name == "Ida Fenn"


def test_the_feed_tells_of_a_page_id_that_was_taken_in(record):
    tell(record, page())
    seen = record.cursor()
    tell(record, official(answer=answer()))
    changes = {change.id: change.question for change in record.changed(seen)}
    assert changes[str(page().question_id)] is None
    assert changes[ID] is not None


def test_a_page_added_again_after_it_became_one_is_unchanged(record):
    tell(record, page())
    tell(record, official(answer=answer()))
    assert tell(record, page()).unchanged == 1
    assert summary(record).questions == 1


def test_two_numbered_questions_with_the_same_words_leave_a_page_by_itself(record):
    tell(record, official("1"), official("2"))
    tell(record, page())
    assert summary(record).questions == 3


def test_another_asker_is_another_question(record):
    tell(record, replace(official(), asker=page(asker="Ann Other").asker))
    tell(record, page())
    assert summary(record).questions == 2


def test_history_and_documents_are_kept_whole(record):
    tell(record, official(said="2025-09-17"), data=b"first bytes")
    tell(record, official(said="2025-10-03", answer=answer()), data=b"second bytes")
    assert [event.kind.value for event in record.history(ID)] == ["tabled", "answered"]
    with sqlite3.connect(record.directory / FILE) as raw:
        assert raw.execute("select count(*) from observation").fetchone() == (2,)
        assert raw.execute("select sum(size) from document").fetchone() == (len(b"first bytessecond bytes"),)


def test_what_could_not_be_read_is_kept_with_place_and_reason(record):
    tell(record, official(), unread=[Unread("line 7", "no asker", "Question to nobody")])
    (missed,) = unread_places(record)
    assert (missed.document, missed.place, missed.reason) == ("test.json", "line 7", "no asker")
    assert summary(record).unread == 1


def test_counts_of_people_and_bodies(record):
    tell(record, page(), official("7", words="To ask about reeds.", answer=answer("Reeds grow.")))
    assert {one.id: (one.asked, one.answered) for one in members(record)} == {
        "ida-fenn": (1, 0),
        "tom-quill": (0, 1),
        "uk-901": (1, 0),
        "uk-902": (0, 1),
    }
    assert member(record, "uk-901").name == "Member 901"
    assert [(one.id, one.asked, one.answered) for one in bodies(record)] == [("department-for-rivers", 2, 2)]
    assert body(record, "department-for-rivers").name == "Department for Rivers"
    assert [question.uin for question in newest(record)] == ["7"]
    assert [question.words for question in asked_by(record, Whose(("ida-fenn",)))] == [WORDS]
    assert len(put_to(record, "department-for-rivers")) == 2
    figures = summary(record)
    assert (figures.questions, figures.answers, figures.first_tabled) == (2, 2, date(2025, 9, 16))
    for lookup in (member, body):
        with pytest.raises(NotFound):
            lookup(record, "nobody")


def test_an_answer_without_a_date_counts(record):
    tell(record, page())
    assert summary(record).answers == 1
    assert bodies(record)[0].answered == 1


def test_an_error_inside_leaves_the_record_as_it_was(record):
    with pytest.raises(RuntimeError), record.adding() as adding:
        tell_in(adding, official())
        raise RuntimeError
    assert record.cursor() == 0
    assert list(record.everything()) == []


def test_there_is_no_record_until_something_is_added(tmp_path):
    with pytest.raises(NotFound, match="no record here yet"):
        Record.open(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_unknown_ids_are_not_found(record):
    with pytest.raises(NotFound, match="uk-commons/2025-01-01/1"):
        record.question("uk-commons/2025-01-01/1")


def test_a_record_of_a_newer_version_is_refused_untouched(record):
    with sqlite3.connect(record.directory / FILE) as raw:
        raw.execute("update alembic_version set version_num = '9999'")
    with pytest.raises(NewerRecord, match="9999"):
        Record.open(record.directory)


def test_a_file_that_is_no_record_is_refused(tmp_path):
    (tmp_path / FILE).write_bytes(b"these bytes are not a database " * 100)
    with pytest.raises(RecordError, match="expected a record"):
        Record.open(tmp_path)


def test_a_record_that_cannot_grow_says_so_and_stays_whole(record):
    tell(record, official("1"))
    pages = sqlite3.connect(record.directory / FILE).execute("pragma page_count").fetchone()[0]
    with pytest.raises(RecordError, match="no space left"), record.adding() as adding:
        adding._connection.exec_driver_sql(f"pragma max_page_count={pages}")
        tell_in(adding, official("2"), data=os.urandom(1_000_000))
    assert summary(record).questions == 1


def _add_many(directory, numbers):
    record = Record.open(directory, create=True)
    for number in numbers:
        tell(record, official(str(number), words=f"To ask about weir {number}."))
    record.close()


def test_two_processes_may_add_at_once(tmp_path):
    spawn = multiprocessing.get_context("spawn")
    both = [spawn.Process(target=_add_many, args=(tmp_path, range(start, 40, 2))) for start in (0, 1)]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
    assert [process.exitcode for process in both] == [0, 0]
    record = Record.open(tmp_path)
    assert summary(record).questions == 40
    assert len({change.cursor for change in record.changed()}) == 40


def _hold_open(directory):
    record = Record.open(directory, create=True)
    with record.adding() as adding:
        tell_in(adding, official("1"), official("2"))
        (directory / "ready").touch()
        time.sleep(60)


def test_a_killed_add_leaves_the_record_whole_and_can_be_run_again(tmp_path):
    process = multiprocessing.get_context("spawn").Process(target=_hold_open, args=(tmp_path,))
    process.start()
    while not (tmp_path / "ready").exists():
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    record = Record.open(tmp_path)
    assert summary(record).questions == 0
    assert tell(record, official("1"), official("2")).new == 2
