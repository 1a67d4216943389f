"""Names in queries: parts of names, accents, ids; the newest names of the record."""

import pytest

from answerable.errors import Ambiguous, NotFound
from answerable.model.people import body_of_name, member_of_number
from answerable.queries.names import directory
from answerable.record.record import Record
from tests.record.say import official, tell


@pytest.fixture
def record(tmp_path):
    record = Record.open(tmp_path / "record", create=True)
    yield record
    record.close()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("fenn", ["uk-1", "uk-2"]),
        ("Ida Fenn", ["uk-1"]),
        ("fenn ida", ["uk-1"]),
        ("siân", ["uk-2"]),
        ("sian o'fenn", []),
        ("SIAN FENN-REED", ["uk-2"]),
        ("uk-1", ["uk-1"]),
        ("fen", []),
        ("rivers", []),
    ],
)
def test_people_by_words_of_their_names(record, words, expected):
    tell(
        record,
        official("1", asker=member_of_number(1, "Ida Fenn"), body=body_of_name("Department for Rivers")),
        official("2", asker=member_of_number(2, "Siân Fenn-Reed"), body=body_of_name("Office of Tides")),
    )
    assert list(directory(record).members.find(words)) == expected


def test_one_thing_by_its_name(record):
    tell(
        record,
        official("1", asker=member_of_number(1, "Ida Fenn"), body=body_of_name("Department for Rivers")),
        official("2", asker=member_of_number(2, "Ida Fenn"), body=body_of_name("Department for Rivers and Weirs")),
    )
    bodies, members = directory(record).bodies, directory(record).members
    assert bodies.one("weirs", "body") == "department-for-rivers-and-weirs"
    assert bodies.one("department for RIVERS", "body") == "department-for-rivers"  # all of a name, before a part of one
    assert members.one("uk-2", "Member") == "uk-2"
    with pytest.raises(Ambiguous, match=r"'rivers' is the name of more than one body: Department for Rivers \("):
        bodies.one("rivers", "body")
    with pytest.raises(Ambiguous, match=r"Ida Fenn \(uk-1\), Ida Fenn \(uk-2\)$"):
        members.one("ida fenn", "Member")
    with pytest.raises(NotFound, match="no Member has the name or id 'quill'"):
        members.one("quill", "Member")


def test_a_name_that_comes_later_counts_for_what_was_there_before(record):
    tell(record, official("1", asker=member_of_number(1)))
    assert list(directory(record).members.find("fenn")) == []
    tell(record, official("2", asker=member_of_number(1, "Ida Fenn")))
    assert list(directory(record).members.find("fenn")) == ["uk-1"]
