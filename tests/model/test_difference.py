"""Differences by words: both texts can be read back from them, and only what changed is marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.model import difference as module
from answerable.model.difference import Piece, difference

WORDS = st.lists(st.sampled_from(["weir", "the", "41", "\n", "reed,", "ébb"])).map(" ".join)


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("We inspected 40 weirs.", "We inspected 41 weirs.", [("removed", "40"), ("added", "41")]),
        ("We inspected weirs.", "We inspected all weirs.", [("added", "all ")]),
        ("We inspected all weirs.", "We inspected weirs.", [("removed", "all ")]),
        ("", "Now.", [("added", "Now.")]),
        ("Gone.", "", [("removed", "Gone.")]),
        ("The same.", "The same.", []),
        ("a a", "a a a", [("added", " a")]),
    ],
)
def test_only_what_changed_is_marked(before, after, marked):
    assert [(one.kind, one.words) for one in difference(before, after) if one.kind != "same"] == marked


@given(WORDS, WORDS)
def test_both_texts_can_be_read_back(before, after):
    pieces = difference(before, after)
    assert "".join(one.words for one in pieces if one.kind != "added") == before
    assert "".join(one.words for one in pieces if one.kind != "removed") == after


def test_texts_too_long_to_compare_change_between_their_common_ends(monkeypatch):
    monkeypatch.setattr(module, "_MOST", 3)
    told = difference("one two three four", "one 2 3 four")
    assert told == (Piece("same", "one "), Piece("removed", "two three"), Piece("added", "2 3"), Piece("same", " four"))
