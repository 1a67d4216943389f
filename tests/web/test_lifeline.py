"""A question's life as one line: its sentence, its places, and labels that do not touch."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from answerable.model.history import Event, Happening
from answerable.web.lifeline import Point, lifeline, rows

TABLED = date(2025, 9, 16)
ORDER = (Happening.TABLED, Happening.HOLDING, Happening.ANSWERED, Happening.CORRECTED)


def events(**days: int) -> list[Event]:
    return [Event(Happening[kind], TABLED + timedelta(day)) for kind, day in days.items()]


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"TABLED": 0, "ANSWERED": 1}, "Answered 1 day after it was tabled."),
        ({"TABLED": 0, "ANSWERED": 0}, "Answered on the day it was tabled."),
        ({"TABLED": 0, "HOLDING": 2}, "Holding answer 2 days after it was tabled."),
        (
            {"TABLED": 0, "HOLDING": 2, "ANSWERED": 9, "CORRECTED": 1040},
            "Holding answer 2 days after it was tabled, answered after 9 days, corrected after 1,040 days.",
        ),
    ],
)
def test_the_sentence_says_what_the_picture_shows(days, sentence):
    life = lifeline(events(**days))
    assert life and life.sentence == sentence
    assert LexborHTMLParser(life.svg).css_first("desc").text() == sentence


@pytest.mark.parametrize("days", [{}, {"TABLED": 0}, {"ANSWERED": 3, "CORRECTED": 9}, {"TABLED": 5, "ANSWERED": 3}])
def test_no_line_without_the_day_of_tabling_and_a_later_one(days):
    assert lifeline(events(**days)) is None


def test_events_without_a_day_or_a_place_on_the_line_are_passed_over():
    others = [Event(Happening.ANSWERED), Event(Happening.MOVED, TABLED)]
    assert lifeline([*events(TABLED=0), *others]) is None


def test_places_are_to_scale():
    svg = LexborHTMLParser(lifeline(events(TABLED=0, HOLDING=2, ANSWERED=8, CORRECTED=10)).svg)
    assert [one.attributes["x"] for one in svg.css("svg svg")] == ["0.0%", "20.0%", "80.0%", "100.0%"]
    assert [one.text() for one in svg.css("text")] == [
        "tabled", "holding answer, day 2", "answered, day 8", "corrected, day 10",
    ]  # fmt: skip
    waiting = svg.css_first("line.waiting").attributes
    assert (waiting["x1"], waiting["x2"]) == ("0%", "80.0%")


@given(st.lists(st.integers(0, 100), min_size=3, max_size=3).map(sorted))
def test_no_two_labels_touch_and_none_leaves_the_page(days):
    points = [Point(kind, day, float(day)) for kind, day in zip(ORDER, [0, *days], strict=True)]
    labels = sorted(zip(rows(points), (point.reach for point in points), strict=True))
    for (row, (_, end)), (next_row, (start, _)) in pairwise(labels):
        assert row != next_row or end < start
    assert all(start >= 0 and end <= 100 for _, (start, end) in labels)
