"""`answerable check`, as people run it."""

import json

import pytest

from tests.samples import PAGE, answerable

DRAFT = "To ask the Secretary of State for Rivers, whether she is aware how many weirs need mending."


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    place = tmp_path_factory.mktemp("drafts")
    (place / "page.txt").write_text(PAGE)
    (place / "draft.txt").write_text(DRAFT)
    answerable("add", place / "page.txt", record=place / "record")
    return place / "record"


def test_a_draft_in_words(record):
    done = answerable("check", *DRAFT.split(), record=record)
    printed = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    assert "1 thing a clerk may look at" in printed and "Is he aware: whether she is aware" in printed
    assert "weirs need mending" in printed and "page/" in printed


@pytest.mark.parametrize("how", ["file", "-", "nothing"])
def test_a_file_and_standard_input_tell_the_same(record, how):
    words = {"file": [record.parent / "draft.txt"], "-": ["-"], "nothing": []}[how]
    done = answerable("check", *words, "--json", "--as-of", "2025-10-01", record=record, input=DRAFT.encode())
    told = json.loads(done.stdout)
    assert (told["draft"], told["session"]) == (DRAFT, "2024-26")
    assert [flag["rule"] for flag in told["flags"]] == ["awareness"]
    assert told["near"][0]["question"].endswith("how many weirs need mending.")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "expected the words of a question; got nothing"),
        (b"w" * 20_001, "expected at most 20,000 characters; got 20,001"),
        (b"w" * 200_000, "expected a draft of at most 20,000 characters; got more than that"),
        (b"\xff\xfe\x00", "expected text in UTF-8"),
    ],
)
def test_what_cannot_be_checked_is_said(record, data, said):
    done = answerable("check", "-", record=record, input=data)
    assert done.returncode == 2 and said in done.stderr.decode() and not done.stdout
