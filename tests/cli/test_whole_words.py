"""Whole words that know their question by its official number alone: they join it, or wait, or are at odds with it."""

import json

import pytest

from tests.samples import answerable, listed, official

QUESTION = "To ask the Secretary of State for Rivers, " + "whether the weirs at Overwater stand, " * 9 + "and by whom."
ANSWER = "The weirs are inspected each spring. " * 12
OPEN = {"answerText": None, "dateAnswered": None, "answeringMemberId": None, "answeringMember": None}


def clipped(**fields):
    return official(questionText=QUESTION[:255], answerText=ANSWER[:255] + "...", **fields)


def words(**fields):
    return {"id": 901201, "questionText": QUESTION, "answerText": f"<p>{ANSWER.strip()}</p>"} | fields


@pytest.fixture
def add(tmp_path):
    """Adds records of the list, or lines of whole words; returns what `add` says it did."""

    def add(*records):
        alone = "house" not in records[0]
        data = b"".join(json.dumps(one).encode() + b"\n" for one in records) if alone else listed(*records)
        (tmp_path / "given").write_bytes(data)
        done = answerable("add", tmp_path / "given", "--json", record=tmp_path / "record")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return add


@pytest.fixture
def shown(tmp_path):
    def shown(uin="1201"):
        done = answerable("show", f"uk-commons/2025-09-16/{uin}", "--json", record=tmp_path / "record")
        assert done.returncode == 0, done.stderr
        return done.stdout.decode()

    return shown


def status(tmp_path):
    return " ".join(answerable("status", record=tmp_path / "record").stdout.decode().split())


def test_words_make_a_clipped_question_whole(add, shown, tmp_path):
    add(clipped())
    before = shown()
    assert '"clipped":true' in before.replace(" ", "") and "and by whom." not in before
    assert {name: n for name, n in add(words()).items() if n} == {
        "source": "uk-parliament", "documents": 1, "questions": 1, "answers": 1, "changed": 1,
    }  # fmt: skip
    after = shown()
    assert '"clipped":true' not in after.replace(" ", "") and "and by whom." in after and ANSWER.strip() in after
    told = json.loads(after)
    assert [event["kind"] for event in told["history"]] == [event["kind"] for event in json.loads(before)["history"]]
    again = add(words())
    assert (again["unchanged"], again["changed"], again["unread"]) == (1, 0, 0)
    assert shown() == after and "not be read" not in status(tmp_path)


def test_words_wait_for_their_question_and_tell_so(add, shown, tmp_path):
    added = add(words(), words(id=901202))
    assert (added["waiting"], added["unread"]) == (2, 0)
    assert "words of question number 901201, which is not in the record" in status(tmp_path)
    assert add(words())["unchanged"] == 1
    add(clipped())
    assert "and by whom." in shown()
    assert "901201" not in status(tmp_path) and "901202" in status(tmp_path)


def test_words_wait_for_the_answer(add, shown, tmp_path):
    add(clipped() | OPEN)
    added = add(words())
    assert (added["waiting"], added["unread"]) == (1, 0)
    assert "the answer to uk-commons/2025-09-16/1201 is not in the record" in status(tmp_path)
    assert ANSWER[:30] not in shown()
    add(clipped())
    assert ANSWER.strip() in shown() and "not be read" not in status(tmp_path)


@pytest.mark.parametrize(
    ("other", "what"),
    [
        ({"questionText": QUESTION.replace("Overwater", "Sedge")}, "the question goes '"),
        ({"answerText": ANSWER.replace("spring", "autumn")}, "the answer goes '"),
        ({"id": 901202, "questionText": "To ask, whether the mill is whole."}, "the question goes '"),
    ],
)
def test_words_at_odds_are_told_and_join_nothing(add, shown, tmp_path, other, what):
    add(clipped(), official("1202"))
    before = shown(), shown("1202")
    added = add(words(**other))
    assert (added["unread"], added["waiting"]) == (1, 0)
    assert (shown(), shown("1202")) == before
    assert "at odds with uk-commons/2025-09-16/120" in status(tmp_path) and what in status(tmp_path)
    assert "1 place could not be read" in status(tmp_path)


def test_adding_says_in_words_that_they_wait(tmp_path):
    (tmp_path / "words").write_text(json.dumps(words()) + "\n" + json.dumps(words(id=901202)) + "\n")
    told = answerable("add", tmp_path / "words", record=tmp_path / "record").stdout.decode()
    assert told.endswith("0 new, 0 changed, 0 unchanged; 2 texts wait until their question or answer is here\n")
    assert "could not be read" not in told
    told = status(tmp_path)
    assert "2 texts wait for their question or answer; the newest:" in told and "could not be read" not in told
    again = answerable("add", tmp_path / "words", record=tmp_path / "record").stdout.decode()
    assert "nothing new: all of it was in the record already" in again


def test_a_restored_dump_says_of_words_that_they_wait_or_are_at_odds(add, tmp_path):
    add(clipped())
    add(words(questionText=QUESTION.replace("Overwater", "Sedge")), words(id=901202))
    answerable("dump", tmp_path / "dump", record=tmp_path / "record")
    told = answerable("add", tmp_path / "dump", "--json", record=tmp_path / "other").stdout
    assert (json.loads(told)["unread"], json.loads(told)["waiting"]) == (1, 1)
    for record in ("record", "other"):
        held = json.loads(answerable("status", "--json", record=tmp_path / record).stdout)
        assert (held["summary"]["unread"], held["summary"]["waiting"]) == (1, 1)
        assert [one["reason"].split(",")[0] for one in held["waiting"]] == ["words of question number 901202"]
        assert held["unread"][0]["reason"].startswith("at odds with uk-commons/2025-09-16/1201")


def test_words_of_a_dump_are_at_odds_or_wait_by_the_question_that_is_here(add, tmp_path):
    add(words(), words(id=901202))
    answerable("dump", tmp_path / "dump", record=tmp_path / "record")
    (tmp_path / "list.json").write_bytes(listed(clipped() | {"questionText": "To ask, whether the mill is whole."}))
    answerable("add", tmp_path / "list.json", record=tmp_path / "other")
    for _ in range(2):
        answerable("add", tmp_path / "dump", record=tmp_path / "other")
        held = json.loads(answerable("status", "--json", record=tmp_path / "other").stdout)
        assert [one["reason"][:43] for one in held["unread"]] == ["at odds with uk-commons/2025-09-16/1201: th"]
        assert [one["reason"][:31] for one in held["waiting"]] == ["words of question number 901202"]


def test_words_that_wait_in_a_dump_have_joined_their_question_here(add, shown, tmp_path):
    add(words())
    answerable("dump", tmp_path / "dump", record=tmp_path / "record")
    add(clipped())
    whole = shown()
    told = answerable("add", tmp_path / "dump", record=tmp_path / "record")
    assert (told.returncode, told.stderr) == (0, b"")
    assert "nothing new: all of it was in the record already" in told.stdout.decode()
    assert shown() == whole and "not be read" not in status(tmp_path) and "text waits" not in status(tmp_path)
