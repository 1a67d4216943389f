"""Checking a draft, on the page and over the API, on a record of weirs and dentists."""

import json
import signal
import subprocess
import sys

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.samples import answerable, environment, listed, official, running, served

RIVERS = "To ask the Secretary of State for Rivers, "
HEALTH = "To ask the Secretary of State for Health, "
HEALTH_BODY = {"answeringBodyName": "Department for Health", "answeringBodyId": 17}
TOWNS = ("Overwater", "Sedge", "Marsh End", "Reed Bridge", "Lowford", "Highford", "Eelgate", "Weirham", "Pike", "Otter")
DENTISTS = [
    official(
        f"{1400 + at}",
        questionText=f"{HEALTH}how many patients wait for a dental appointment with a dentist in {town}.",
        answerText=f"<p>In {town} {at + 3} patients wait for a dental appointment.</p>",
        heading="Dental Services",
        **HEALTH_BODY,
    )
    for at, town in enumerate(TOWNS)
]
WEIRS = [
    official("1501", questionText=f"{RIVERS}how many weirs were inspected in Overwater in 2024."),
    official(
        "1502",
        questionText=f"{RIVERS}what plans she has to mend the weirs of Sedge.",
        answerText="<p>This information is not held centrally.</p>",
    ),
    official("1503", questionText=f"{RIVERS}whether eels pass the weirs.", answerText=None, dateAnswered=None),
]
HOSTILE = "<script>alert('draft')</script> weirs & \"eels\""


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    place = tmp_path_factory.mktemp("checked")
    (place / "list.json").write_bytes(listed(*DENTISTS, *WEIRS))
    done = answerable("add", place / "list.json", record=place / "record")
    assert done.returncode == 0, done.stderr
    return place / "record"


@pytest.fixture(scope="module")
def site(record):
    with served(record) as address:
        yield address


def told(site, draft, status=200, **asked):
    answered = httpx.post(f"{site}/api/v1/check", json={"draft": draft, "as_of": "2025-10-01"} | asked)
    assert answered.status_code == status, answered.text
    return answered.json()


def rules(found):
    return [flag["rule"] for flag in found["flags"]]


def send(site, draft, status=200):
    """The page that the form's answer is, sent as a browser does."""
    with httpx.Client(base_url=site) as browser:
        form = LexborHTMLParser(browser.get("/check").text)
        token = form.css_first("form.draft input[name=_csrf_token]").attributes["value"]
        answered = browser.post("/check", data={"draft": draft, "_csrf_token": token})
    assert answered.status_code == status, answered.text
    assert answered.headers["cache-control"] == "no-store"
    return LexborHTMLParser(answered.text)


def test_the_nearest_come_first_with_the_words_that_match(site):
    found = told(site, f"{RIVERS}how many weirs were inspected in Overwater since 2020.", limit=2)
    first = found["near"][0]
    assert (first["id"], len(found["near"])) == ("uk-commons/2025-09-16/1501", 2)
    assert (first["status"], first["outcome"], first["session"], first["this_session"]) == (
        "answered", "answered", "2024-26", True,
    )  # fmt: skip
    marked = {
        one["field"]: [one["text"][span["start"] : span["end"]] for span in one["spans"]] for one in first["highlights"]
    }
    assert {"weirs", "inspected"} <= set(marked["question"]) and "inspected" in marked["answer"]


def test_what_was_answered_this_session_is_flagged_with_the_question(site):
    found = told(site, f"{RIVERS}how many weirs were inspected in Overwater in 2024?")
    flag = next(flag for flag in found["flags"] if flag["rule"] == "answered")
    assert flag["questions"] == ["/q/uk-commons/2025-09-16/1501"]
    assert flag["source"] == "Erskine May 22.19"
    later = told(site, f"{RIVERS}how many weirs were inspected in Overwater in 2024?", as_of="2019-11-01")
    assert "answered" not in rules(later) and later["session"] == "2019-19"


def test_an_open_question_is_no_repeat_of_an_answered_one(site):
    found = told(site, f"{RIVERS}whether eels pass the weirs.")
    assert found["near"][0]["likeness"] == 100 and found["near"][0]["answered"] is None
    assert "answered" not in rules(found)


def test_another_bodys_business_is_flagged_with_its_base(site):
    found = told(site, f"{RIVERS}how many patients wait for a dental appointment with a dentist in Lowford.")
    assert "responsibility" in rules(found)
    to = found["addressed"]
    assert (to["body"]["id"], to["other"]["id"]) == ("department-for-rivers", "department-for-health")
    assert to["count"] == len(to["questions"]) >= 9 and to["base"] == 10
    own = told(site, f"{HEALTH}how many patients wait for a dental appointment with a dentist in Lowford.")
    assert "responsibility" not in rules(own) and own["addressed"]["other"] is None


def test_the_lords_address_the_government(site):
    found = told(site, "To ask His Majesty's Government how many patients wait for a dental appointment.")
    assert found["addressed"] is None and "responsibility" not in rules(found)


def test_what_wordings_got_is_counted_with_its_examples(site):
    found = told(site, f"{HEALTH}how many patients wait for a dental appointment with a dentist in Lowford.")
    asked = found["wordings"][0]
    assert (asked["kind"], asked["asked"], asked["answers"], asked["figures"]) == ("how many", True, 10, 10)
    (got,) = asked["got"]
    assert (got["outcome"], got["parts"], got["share"]) == ("answered", 10, 1.0)
    assert set(got["questions"]) <= {f"/q/uk-commons/2025-09-16/{1400 + at}" for at in range(10)}


def test_too_few_answers_have_no_share(site):
    found = told(site, f"{RIVERS}what plans she has to mend the weirs of Sedge.")
    plans = next(one for one in found["wordings"] if one["kind"] == "what plans")
    assert plans["answers"] == 1 and plans["got"][0]["share"] is None


def test_a_draft_in_another_language_finds_nothing(site):
    found = told(site, "Combien de barrages fuient au nord ?")
    assert (found["near"], found["wordings"], rules(found)) == ([], [], ["no question"])


@pytest.mark.parametrize("draft", ["", "  \n ", "a" * 20_001])
def test_what_cannot_be_checked_is_refused_by_the_api(site, draft):
    assert "draft" in told(site, draft, status=400)["detail"]


def test_a_draft_stands_in_no_address(site):
    assert httpx.get(f"{site}/api/v1/check", params={"draft": "weirs"}).status_code == 405
    assert httpx.get(f"{site}/check", params={"draft": "weirs"}).text.count("weirs") == 0


def test_the_page_shows_flags_at_their_words_and_what_was_asked(site):
    page = send(site, f"{RIVERS}whether he is aware of the weirs that were inspected in Overwater.")
    assert page.css_first("#flags").text(strip=True) == "1 thing a clerk may look at"
    note = page.css_first("#flag-awareness")
    assert "Is he aware" in note.text() and "House of Commons guide" in note.text()
    assert "whether he is aware" in page.css_first(".marked").text()
    assert page.css_first(".near .name a").attributes["href"] == "/q/uk-commons/2025-09-16/1501"
    assert "inspected" in [mark.text() for mark in page.css(".near mark")]
    assert (
        page.css_first("textarea").text()
        == f"{RIVERS}whether he is aware of the weirs that were inspected in Overwater."
    )


def test_the_page_counts_wordings(site):
    page = send(site, f"{HEALTH}how many patients wait for a dental appointment with a dentist in Lowford.")
    row = page.css_first(".wordings-table tbody tr")
    assert "how many" in row.css_first("th").text() and "10 of 10, 100%" in row.text()
    assert row.css_first("td a").attributes["href"].startswith("/q/uk-commons/2025-09-16/14")


@pytest.mark.parametrize("draft", [HOSTILE, "\x07 how many weirs", "Wieviel Wehre wurden untersucht?"])
def test_an_odd_draft_is_only_words(site, draft):
    page = send(site, draft)
    assert all(script.attributes.get("src") and not script.text() for script in page.css("script"))
    assert page.css_first("textarea").text() == draft
    assert page.css_first("#near")


@pytest.mark.parametrize(
    ("draft", "said"), [(" ", "expected the words of a question; got nothing"), ("weirs " * 17_000, "at most 20,000")]
)
def test_what_cannot_be_checked_comes_back_with_the_reason(site, draft, said):
    page = send(site, draft, status=400)
    assert said in page.css_first("[role=alert]").text()


def test_a_form_of_another_site_is_refused(site):
    assert httpx.post(f"{site}/check", data={"draft": "weirs"}).status_code == 403


def test_a_copy_for_reading_checks_too(record):
    with running("serve", "--port", "0", "--read-only", record=record) as site:
        assert send(site, f"{RIVERS}how many weirs leak.").css(".near .name")
        assert told(site, f"{RIVERS}how many weirs leak.")["near"]


def test_nothing_of_a_draft_is_logged_or_kept(record):
    command = [sys.executable, "-m", "answerable", "serve", "--port", "0", "--log", "--json"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=environment(record), **pipes) as process:
        site = json.loads(b"".join(iter(process.stdout.readline, b"}\n")) + b"}")["url"].rstrip("/")
        httpx.get(f"{site}/about", timeout=60)
        send(site, f"{RIVERS}how many zanderweirs leak.")
        told(site, f"{RIVERS}how many zanderweirs leak.")
        process.send_signal(signal.SIGTERM)
        log = process.stderr.read()
    assert b"/check" in log and b"zanderweirs" not in log
    files = [file for file in record.rglob("*") if file.is_file()]
    assert files and not any(b"zanderweirs" in file.read_bytes() for file in files)
