"""Winnowing keeps few runs of words, yet no shared run of eight words is missed."""

from hypothesis import given
from hypothesis import strategies as st

from answerable.findings.reuse.fingerprints import fingerprints, runs_of_words
from answerable.findings.reuse.normal import normal
from answerable.findings.words import read_words

RIVER = st.sampled_from(["eel", "pike", "weir", "gate", "mill", "reed", "otter", "trout", "dam", "ford"])
WORDS = st.lists(RIVER, max_size=40)
RUN = st.lists(RIVER, min_size=8, max_size=12)


def prints(text: str) -> set[int]:
    return set(fingerprints(normal(read_words([text])))[0].tolist())


@given(WORDS, RUN, WORDS, WORDS, WORDS)
def test_texts_that_share_eight_words_in_a_row_share_a_fingerprint(
    before: list[str], run: list[str], after: list[str], other: list[str], end: list[str]
) -> None:
    assert prints(" ".join([*before, *run, *after])) & prints(" ".join([*other, *run, *end]))


@given(st.lists(WORDS.map(" ".join), max_size=5))
def test_texts_read_together_have_the_fingerprints_they_have_alone(texts: list[str]) -> None:
    number, text = fingerprints(normal(read_words(texts)))
    for place, one in enumerate(texts):
        assert set(number[text == place].tolist()) == prints(one)


def test_no_run_spans_two_texts() -> None:
    assert len(runs_of_words(normal(read_words(["one two three", "four five six"])))[0]) == 0


def test_fewer_than_half_are_kept() -> None:
    text = " ".join(f"reed{number}" for number in range(2000))
    assert 0.3 * 1996 < len(prints(text)) < 0.5 * 1996
