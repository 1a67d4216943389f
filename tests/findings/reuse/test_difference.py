"""Two texts as one: every word of both is there, in order, and what is called common is common."""

from hypothesis import given
from hypothesis import strategies as st

from answerable.findings.reuse.difference import difference

WORDS = st.lists(st.sampled_from(["weir", "otter", "eel", "Weir", "mill,", "\n", " "]), max_size=30).map(" ".join)


def told(here, there):
    return [(one.here and one.here.of(here), one.there and one.there.of(there)) for one in difference(here, there)]


def test_words_taken_out_come_before_those_put_in():
    assert told("the hon. Lady knows", "the right hon. Gentleman knows") == [
        ("the", "the"), (None, "right"), ("hon.", "hon."), ("Lady", None), (None, "Gentleman"), ("knows", "knows"),
    ]  # fmt: skip


def test_a_text_and_nothing():
    assert told("an eel", "") == [("an eel", None)]
    assert told("", "an eel") == [(None, "an eel")]
    assert told("", " \n") == []


def test_of_very_long_texts_the_beginning_is_compared():
    assert [len(one.here.of("a " * 30_000).split()) for one in difference("a " * 30_000, "a " * 30_000)] == [20_000]


@given(WORDS, WORDS)
def test_every_word_of_both_is_told_in_order(here, there):
    pieces = difference(here, there)
    assert " ".join(one.here.of(here) for one in pieces if one.here).split() == here.split()
    assert " ".join(one.there.of(there) for one in pieces if one.there).split() == there.split()
    for one in pieces:
        if one.here and one.there:
            assert one.here.of(here).split() == one.there.of(there).split()
