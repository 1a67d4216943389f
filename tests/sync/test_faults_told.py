"""The program itself against a service with faults: what it says, how it ends, and that the next run mends it."""

import json
import os
import signal
import subprocess
import sys
import threading

import pytest

from tests.samples import answerable, environment, official
from tests.sync.standin import QUESTIONS, StandIn, breaks_off, says, serving, status

OPEN = {"answerText": None, "dateAnswered": None, "answeringMemberId": None, "answeringMember": None}
ONE = f"{QUESTIONS}/901202"
HTML = says(b"<!doctype html><p>We are busy with works.</p>")


@pytest.fixture
def standin():
    with serving(StandIn(official(), official("1202", **OPEN))) as service:
        yield service


@pytest.fixture
def sync(tmp_path, standin):
    """Runs the command; returns its exit code and all it said."""

    def sync(*more):
        done = answerable(*_words(standin), *more, record=tmp_path / "record")
        return done.returncode, " ".join((done.stdout + done.stderr).decode().split())

    return sync


def _words(standin):
    return ("sync", "uk-parliament", "--base-url", standin.url, "--from", "2025-09-01", "--to", "2025-09-30")


@pytest.mark.parametrize(
    "fault", [status(503), status(429, Retry_After="1"), breaks_off, HTML], ids=["503", "429", "breaks off", "HTML"]
)
def test_what_passes_is_asked_again_and_counted(sync, standin, fault):
    standin.faults = {QUESTIONS: [fault], ONE: [fault]}
    code, said = sync("--rate", "0", "--at-once", "3")
    assert code == 0 and ": 2 new" in said and "of them 2 sent again after a fault" in said


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (status(429, Retry_After="86400"), "it asks to wait 86,400 seconds, so try again then"),
        (status(403), "expected an answer; got 403"),
        (status(302, Location="https://elsewhere.example/"), "got sent on to https://elsewhere.example/"),
        (says(b'{"totalResults": "many", "results": []}'), "expected a list with totalResults and results"),
    ],
    ids=["wait a day", "no leave", "elsewhere", "another shape"],
)
def test_what_does_not_pass_ends_the_sync_in_a_line_and_the_next_mends_it(sync, standin, fault, words):
    standin.faults = {QUESTIONS: [fault]}
    code, said = sync()
    assert code == 2 and said.startswith(f"answerable: {standin.url}{QUESTIONS}: ") and words in said
    assert sync()[0] == 0 and sync("--json")[1].startswith("{")


@pytest.mark.parametrize(
    ("record", "fault", "words"),
    [
        (official("1202", isNamedDay="perhaps", **OPEN), None, 'isNamedDay: expected true or false; got "perhaps"'),
        (None, says(json.dumps({"value": official("1299")}).encode()), "expected 901202, uk-commons/2025-09-16/1202;"),
        (None, says(b'{"value": []}'), "expected a question's record; got another"),
        (None, status(404), "the list shows it, but it is not there by itself"),
    ],
    ids=["another type", "another question", "another shape", "not there"],
)
def test_one_record_that_cannot_be_taken_is_told_among_the_gaps_and_mended(
    sync, standin, tmp_path, record, fault, words
):
    standin.put(*([record] if record else []))
    standin.faults = {ONE: [fault]} if fault else {}
    code, said = sync()
    assert code == 0 and ": 1 new" in said and "1 record could not be read (see `answerable status --gaps`)" in said
    gaps = " ".join(answerable("status", "--gaps", record=tmp_path / "record").stdout.decode().split())
    assert f"uk-commons/2025-09-16/1202: {words}" in gaps
    standin.put(official("1202", **OPEN))
    assert ": 1 new" in sync()[1]
    assert "1202: " not in answerable("status", "--gaps", record=tmp_path / "record").stdout.decode()


def test_a_service_that_is_down_is_named_with_what_it_said(tmp_path):
    words = ("sync", "uk-parliament", "--base-url", "http://127.0.0.1:9", "--from", "2025-09-01")
    done = answerable(*words, record=tmp_path / "record")
    assert done.returncode == 2
    address = "http://127.0.0.1:9/api/writtenquestions/questions"
    said = f"answerable: {address}: no reply in 6 tries; the last time: it cannot be reached (Connection refused)"
    assert " ".join(done.stderr.decode().split()) == said


def test_of_two_syncs_at_once_the_second_says_so_and_the_first_can_be_stopped(sync, standin, tmp_path):
    asked, on = threading.Event(), threading.Event()

    def holds(handler, body):
        asked.set()
        on.wait(60)
        handler.reply(200, body)

    standin.faults = {ONE: [holds]}
    command = [sys.executable, "-m", "answerable", *_words(standin)]
    with subprocess.Popen(command, env=environment(tmp_path / "record"), stdout=subprocess.PIPE) as first:
        assert asked.wait(60)
        code, said = sync()
        os.kill(first.pid, signal.SIGKILL)
        on.set()
    assert code == 2 and "another sync is at work" in said
    assert sync()[0] == 0
