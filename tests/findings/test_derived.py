"""The mechanism under findings whose rows each follow from one question: in step, in parts, by several processes."""

import pytest

from answerable.findings.derived import Derived, Form
from tests.findings.feed import Feed, question

SCHEMA = "CREATE TABLE word(question TEXT NOT NULL, word TEXT NOT NULL); CREATE INDEX word_question ON word(question);"
FORM = Form("words", "1", SCHEMA, {"word": 2})
MANY = 2_300  # questions: several chunks, so several processes


def words(asked):
    return {"word": [(word,) for word in asked.answer_words.split()]}


def words_until(asked):
    if asked.uin == "2150":
        raise MemoryError("as if it were killed here")
    return words(asked)


def kept(finding):
    return sorted(finding.kept.rows("SELECT question, word FROM word"))


def opened(place, derive=words, form=FORM, identity="one"):
    return Derived(place / "words", identity, form, derive)


@pytest.fixture
def feed():
    return Feed(question("1", "reeds grow"), question("2", "weirs"), question("3"))


def test_rows_are_kept_and_replaced_and_dropped_as_their_questions_change(feed, tmp_path):
    finding = opened(tmp_path)
    assert finding.refresh(feed) == 3
    assert [word for _, word in kept(finding)] == ["grow", "reeds", "weirs"]
    feed.say(question("1", "reeds"), question("4", "tides"))
    feed.cease(question("2").id)
    assert finding.refresh(feed) == 3
    assert [word for _, word in kept(finding)] == ["reeds", "tides"]
    assert finding.refresh(feed) == 0


def test_several_processes_come_to_the_same(tmp_path):
    feed = Feed(*(question(str(number), f"weir {number}") for number in range(MANY)))
    finding, told = opened(tmp_path), []
    assert finding.refresh(feed, told.append) == MANY == sum(told)
    assert len(kept(finding)) == 2 * MANY
    assert {row for row in kept(finding) if row[1] != "weir"} == {
        (question(str(number)).id, str(number)) for number in range(MANY)
    }
    assert finding.kept.cursor == feed.cursor()


def test_what_breaks_off_goes_on_from_the_last_chunk_that_was_kept(tmp_path):
    feed = Feed(*(question(str(number), f"weir {number}") for number in range(MANY)))
    finding = opened(tmp_path, words_until)
    with pytest.raises(MemoryError):
        finding.refresh(feed)
    reached = finding.kept.cursor
    assert 0 < reached < MANY
    assert len(kept(finding)) == 2 * reached
    finding.close()
    again = opened(tmp_path)
    assert again.refresh(feed) == MANY - reached
    assert len(kept(again)) == 2 * MANY


def test_another_version_or_record_or_damage_begins_anew(feed, tmp_path):
    opened(tmp_path).refresh(feed)
    assert kept(opened(tmp_path, form=Form("words", "2", SCHEMA, {"word": 2}))) == []
    finding = opened(tmp_path)
    assert finding.refresh(feed) == 3
    assert finding.refresh(Feed(question("9", "moss"), identity="other")) == 1
    assert [word for _, word in kept(finding)] == ["moss"]
    finding.close()
    (tmp_path / "words" / "kept.sqlite").write_bytes(b"not a database, but long enough to be looked at as one" * 9)
    assert opened(tmp_path).refresh(feed) == 3
