"""Where sentences end, and where they only seem to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.findings.outcomes.sentences import sentences

ROWS = [
    ("It rained. It snowed.", ["It rained.", "It snowed."]),
    ("Did it rain? Yes! It did.", ["Did it rain?", "Yes!", "It did."]),
    ("He said: “It rained.” We agreed.", ["He said: “It rained.”", "We agreed."]),
    ("One line\nanother line", ["One line", "another line"]),
    ("I refer the hon. Member to the rt. hon. Lady.", ["I refer the hon. Member to the rt. hon. Lady."]),
    ("Mr. Alder met Dr. Birch. They spoke.", ["Mr. Alder met Dr. Birch.", "They spoke."]),
    ("See J. R. Alder, e.g. No. 4 of it. It rained.", ["See J. R. Alder, e.g. No. 4 of it.", "It rained."]),
    ("No. It did not.", ["No.", "It did not."]),
    ("It cost 3.5 pounds. £4 was lost.", ["It cost 3.5 pounds.", "£4 was lost."]),
    ("Month\n | Boats\n | Rafts\nMay\n | 3\n | 4", ["Month\n | Boats\n | Rafts", "May\n | 3\n | 4"]),
    (" \n\n ", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_sentences_end_where_they_end(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == expected


@given(st.text(alphabet="A.b ?!\n|“”1£", max_size=200))
def test_every_word_is_in_one_sentence(text: str) -> None:
    found = sentences(text)
    assert sum(len(span.of(text).split()) for span in found) == len(text.split())
    assert [span.of(text) for span in found] == [span.of(text).strip() for span in found]
