"""Which numbers a day lacks."""

from datetime import date, timedelta

import pytest

from answerable.record.gaps import day_counts, day_gaps
from answerable.record.record import Record
from tests.record.say import official, tell

DAY = date(2025, 9, 16)


@pytest.fixture
def record(tmp_path):
    opened = Record.open(tmp_path, create=True)
    yield opened
    opened.close()


def put(record, *numbers, day=DAY, **fields):
    tell(record, *(official(one, words=f"To ask about {one}.", tabled=day, **fields) for one in numbers))


def lacks(record, house="Commons"):
    days = day_gaps(record, day_counts(record, house, date.min, date.max))
    return {one.day: (one.held, one.missing, one.missing_count) for one in days}


def test_numbers_between_those_of_a_day_are_missing_but_not_those_of_another_run(record):
    put(record, "1201", "1203", "1207", "1257", "1308", "900001", "X-1")
    assert lacks(record) == {DAY: (7, ("1202", "1204–1206", "1208–1256"), 53)}


def test_a_number_that_a_day_around_has_is_not_missing(record):
    put(record, "1201", "1204")
    put(record, "1202", day=DAY + timedelta(30))
    put(record, "1203", day=DAY + timedelta(31))
    assert lacks(record)[DAY] == (2, ("1203",), 1)


def test_the_numbers_of_the_lords_are_counted_without_their_letters_and_apart(record):
    put(record, "HL12", "HL14", house="Lords")
    put(record, "13", "15")
    assert lacks(record, "Lords") == {DAY: (2, ("13",), 1)}
    assert lacks(record) == {DAY: (2, ("14",), 1)}
