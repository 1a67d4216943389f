"""Names in queries: parts of names, accents, ids; the newest names of the record."""

import pytest

from answerable.model.people import body_of_name, member_of_number
from answerable.queries.names import directory
from answerable.record.codec import Codec
from answerable.record.heard import hear
from answerable.record.record import Record
from tests.record.say import official


@pytest.fixture
def record(tmp_path):
    record = Record.open(tmp_path / "record", create=True)
    yield record
    record.close()


def add(record, *observations):
    with record.adding() as adding:
        adding.document(repr(observations).encode(), "test", "t", [hear(one, Codec()) for one in observations])


@pytest.mark.parametrize(
    ("field", "words", "expected"),
    [
        ("by", "fenn", ["uk-1", "uk-2"]),
        ("by", "Ida Fenn", ["uk-1"]),
        ("by", "fenn ida", ["uk-1"]),
        ("by", "siân", ["uk-2"]),
        ("by", "sian o'fenn", []),
        ("by", "SIAN FENN-REED", ["uk-2"]),
        ("answered-by", "uk-1", ["uk-1"]),
        ("by", "fen", []),
        ("by", "rivers", []),
        ("to", "rivers", ["department-for-rivers"]),
        ("to", "department-for-rivers", ["department-for-rivers"]),
        ("to", "—", []),
    ],
)
def test_names_by_their_words(record, field, words, expected):
    add(
        record,
        official("1", asker=member_of_number(1, "Ida Fenn"), body=body_of_name("Department for Rivers")),
        official("2", asker=member_of_number(2, "Siân Fenn-Reed"), body=body_of_name("Office of Tides")),
    )
    assert list(directory(record).find(field, words)) == expected


def test_a_name_that_comes_later_counts_for_what_was_there_before(record):
    add(record, official("1", asker=member_of_number(1)))
    assert list(directory(record).find("by", "fenn")) == []
    add(record, official("2", asker=member_of_number(1, "Ida Fenn")))
    assert list(directory(record).find("by", "fenn")) == ["uk-1"]
