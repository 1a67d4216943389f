"""A site with every kind of page, and Debian's Chromium to look at it, which may ask nothing of anybody else."""

import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.samples import HOSTILE, PAGE, answerable, listed, official, served, single

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
RICH = (
    "<p>The Department does three things:</p><ul><li>it inspects weirs;</li><li>it mends weirs;</li></ul><p>See"
    ' <a href="https://weirs.example/">the list of weirs</a>.</p><table>'
    + "<tr><td>River and the reach of it that was inspected</td><td>Weirs that need mending before winter</td></tr>" * 3
    + "</table>"
)
GROUP = [{"questionUin": str(uin), "dateTabled": "2025-09-16T00:00:00"} for uin in range(1301, 1321)]
NO_ANSWER = {"answerText": None, "dateAnswered": None, "heading": None, "answeringMember": None}
KINDS = {
    "1201": {"groupedQuestions": ["1202"], "groupedQuestionsDates": GROUP[:1], "memberHasInterest": True},
    "1203": {"answerIsHolding": True, "dateHoldingAnswer": "2025-09-18T00:00:00", "isNamedDay": True, "heading": None},
    "1204": {"answerText": HOSTILE, "heading": "<b>Weirs</b> & reeds"},
    "1205": NO_ANSWER,
    "1206": {
        "answerIsCorrection": True,
        "dateHoldingAnswer": "2025-09-18T00:00:00",
        "dateAnswerCorrected": "2025-09-30T00:00:00",
        "originalAnswerText": "<p>The Department inspected 40 weirs.</p>",
        "groupedQuestions": [one["questionUin"] for one in GROUP],
        "groupedQuestionsDates": GROUP,
        "answerText": "<p>The Department inspected 41 weirs.</p><p>More are to be inspected.</p>",
    },
    "1207": NO_ANSWER | {"isWithdrawn": True},
    "1208": {
        "answerText": RICH,
        "attachments": [{"title": "Weirs by river", "url": "https://weirs.example/a.pdf", "fileType": "pdf"}],
        "attachmentCount": 1,
    },
    "HL1209": {"house": "Lords", "answeringBodyName": "The Office of Tides", "answeringBodyId": 32},
}
GONE = {"value": official("1210"), "snapshot": "2025-10-30", "whole": True, "unlisted": True}
PLAIN = [official(str(uin), heading=f"Weirs: Inspections {uin}") for uin in range(1301, 1346)]


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    place = tmp_path_factory.mktemp("browsed")
    documents = {f"{uin}.json": single(official(uin, **fields)) for uin, fields in KINDS.items()}
    documents |= {"page.txt": PAGE.encode(), "list.json": listed(*PLAIN), "gone.jsonl": json.dumps(GONE).encode()}
    for name, data in documents.items():
        (place / name).write_bytes(data)
    done = answerable("add", *(place / name for name in documents), record=place / "record")
    assert done.returncode == 0, done.stderr
    with served(place / "record") as address:
        yield address


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory):
    record = tmp_path_factory.mktemp("nothing") / "record"
    answerable("add", "-", record=record, input=b"Asked by nobody\nQuestion to the")
    with served(record) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    if not CHROMIUM.exists() and not os.environ.get("CI"):
        pytest.skip(f"needs Debian's Chromium at {CHROMIUM}")
    with sync_playwright() as play, play.chromium.launch(executable_path=CHROMIUM, args=QUIET) as browser:
        yield browser


@pytest.fixture
def visit(chromium, site, empty_site):
    """Opens a page of the site in a window of its own; at the end nothing may have been said or asked elsewhere."""
    windows, places, asked, said = [], {site, empty_site}, [], []

    def hear(message):
        # Chromium itself reports that an address answered with an error: only that is to be expected.
        if not message.text.startswith("Failed to load resource: the server responded with a status of 4"):
            said.append(message.text)

    def refuse(dialog):
        said.append(dialog.message)
        dialog.dismiss()

    def open_(path, at=site, **options):
        window = chromium.new_context(base_url=at, **options)
        places.add(at)
        windows.append(window)
        window.on("request", lambda request: asked.append(request.url))
        window.on("console", hear)
        window.on("weberror", lambda error: said.append(str(error.error)))
        window.on("dialog", refuse)
        page = window.new_page()
        page.set_default_timeout(10_000)
        page.goto(path)
        return page

    yield open_
    for window in windows:
        window.close()
    assert [url for url in asked if not url.startswith(tuple(f"{place}/" for place in places))] == []
    assert said == []
