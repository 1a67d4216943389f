"""Where the stock words of a question end and its asking begins."""

import pytest

from answerable.model.opening import opening

OPENINGS = [
    ("To ask the Secretary of State for Rivers, ", "how many weirs leak."),
    ("To ask the Minister of State, Rivers, Weirs and Tides Office, ", "what steps he is taking."),
    ("To ask His Majesty's Government ", "whether tide tables are printed."),
    ("To ask Her Majesty’s Government, ", "what plans they have."),
    ("To ask the Secretary of State for Rivers, ", "pursuant to the Answer of 3 May, which weirs leak."),
    ("To ask the Secretary of State for Rivers, ", "for what reason weirs leak."),
    ("", "How many weirs leak."),
    ("", "To ask about weirs."),
    ("", ""),
]


@pytest.mark.parametrize(("words", "asking"), OPENINGS)
def test_openings(words, asking):
    assert opening(words + asking).of(words + asking) == words


def test_a_long_line_without_an_asking_ends():
    assert opening("To ask " + "so , " * 50_000).end == 0
