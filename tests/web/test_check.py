"""Checking a draft through the page, the API and the command: what it finds, and that nothing of it is kept."""

import json
import signal
import subprocess
import sys

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.samples import answerable, environment, listed, official, running

TEXTS = [
    "how many weirs were inspected by divers in each of the last three years",
    "what assessment she has made of the effect of otters on weirs",
    "what steps she is taking to mend the weir at Sedge Lock",
    "whether she plans to publish the divers' reports on weirs",
]
OTHERS = [f"what plans, if any, whether or how she is to be in charge of lighthouse {at}" for at in range(80)]
RECORDS = [
    official(str(1201 + at), questionText=f"To ask the Secretary of State for Rivers, {words}.", heading=f"Weirs {at}")
    for at, words in enumerate([*TEXTS, *OTHERS])
]
DRAFT = (
    "To ask the Secretary of State for Rivers, whether she is aware of the shameful state of weirs, and how many weirs"
    " were inspected by divers in each of the last five years."
)


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    place = tmp_path_factory.mktemp("check")
    (place / "list.json").write_bytes(listed(*RECORDS))
    done = answerable("add", place / "list.json", record=place / "record")
    assert done.returncode == 0, done.stderr
    return place / "record"


@pytest.fixture(scope="module")
def site(record):
    with running("serve", "--port", "0", "--read-only", record=record) as address:
        yield address


@pytest.fixture(scope="module")
def own_site(record):
    with running("serve", "--port", "0", record=record) as address:
        yield address


def pasted(site, draft):
    form = httpx.get(f"{site}/check")
    token = form.text.partition('name="_csrf_token" value="')[2].partition('"')[0]
    return httpx.post(f"{site}/check", data={"draft": draft, "_csrf_token": token}, cookies=form.cookies)


@pytest.mark.parametrize("which", ["site", "own_site"], ids=["for reading only", "with forms"])
def test_the_page_tells_the_nearest_the_flags_and_what_wordings_got(which, request):
    answered = pasted(request.getfixturevalue(which), DRAFT)
    assert answered.status_code == 200
    assert answered.headers["cache-control"] == "no-store"
    page = LexborHTMLParser(answered.text)
    assert page.css_first("ol.near a").attributes["href"] == "/q/uk-commons/2025-09-16/1201"
    assert "divers" in {mark.text() for mark in page.css("ol.near mark")}
    notes = {note.css_first("p").text() for note in page.css(".note")}
    assert {"Is he aware", "Argument"} <= notes
    assert page.css_first("textarea").text() == DRAFT


@pytest.mark.parametrize(
    ("draft", "status", "said"),
    [
        ("", 400, "expected the words of a question"),
        ("   \n", 400, "expected the words of a question"),
        ("x" * 100_000, 400, "expected at most 20,000 characters; got 100,000"),
        ("Wieviel Wehre wurden untersucht?", 200, "No question in this record"),
        ("<script>alert(1)</script> how many weirs", 200, "Asked before"),
        ("\x00\x07 how many weirs", 200, "Asked before"),
    ],
)
def test_odd_drafts_get_clear_words(own_site, draft, status, said):
    answered = pasted(own_site, draft)
    assert answered.status_code == status
    assert said in " ".join(LexborHTMLParser(answered.text).css_first("main").text().split())
    assert "<script>alert" not in answered.text


def test_programs_ask_with_the_draft_in_the_body(own_site):
    told = httpx.post(f"{own_site}/api/v1/check", json={"draft": DRAFT, "limit": 2})
    assert told.status_code == 200
    assert told.json()["near"][0]["id"].endswith("/1201")
    assert httpx.get(f"{own_site}/api/v1/check?draft=weirs").status_code == 405
    assert httpx.post(f"{own_site}/api/v1/check", json={"draft": ""}).status_code == 400


def test_the_command_takes_words_a_file_and_standard_input(record, tmp_path):
    (tmp_path / "draft.txt").write_text(DRAFT)
    ways = (
        answerable("check", DRAFT, "--json", record=record),
        answerable("check", tmp_path / "draft.txt", "--json", record=record),
        answerable("check", "-", "--json", record=record, input=DRAFT.encode()),
    )
    told = [json.loads(one.stdout) for one in ways]
    assert told[0] == told[1] == told[2]
    assert {flag["rule"] for flag in told[0]["flags"]} >= {"awareness", "argument"}
    assert all(flag["source"] for flag in told[0]["flags"])
    shown = answerable("check", DRAFT, record=record).stdout.decode()
    assert "things a clerk may look at" in shown and "shameful" in shown and "Asked before" in shown


def test_a_command_without_a_draft_says_so(record):
    done = answerable("check", "-", record=record, input=b" ")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"expected the words of a question" in done.stderr


def test_nothing_of_a_draft_is_logged_or_kept(record):
    command = [sys.executable, "-m", "answerable", "serve", "--port", "0", "--log", "--json"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=environment(record), **pipes) as process:
        site = json.loads(b"".join(iter(process.stdout.readline, b"}\n")) + b"}")["url"].rstrip("/")
        httpx.get(f"{site}/about", timeout=60)
        assert pasted(site, DRAFT.replace("weirs", "zanderweirs")).status_code == 200
        process.send_signal(signal.SIGTERM)
        log = process.stderr.read()
    assert b"/check" in log and b"zanderweirs" not in log
    assert not any(b"zanderweirs" in file.read_bytes() for file in record.rglob("*") if file.is_file())
