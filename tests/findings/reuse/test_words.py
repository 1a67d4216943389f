"""Words as numbers: the same word is the same number wherever it stands."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.findings.words import batches, numbered, read_words, sums


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The weir’s gate.", ["The", "weir", "s", "gate"]),
        ("41 weirs, 1,234 gates", ["41", "weirs", "1", "234", "gates"]),
        ("", []),
        ("… — !", []),
        ("नदी का पानी", ["नदी", "का", "पानी"]),
        ("Ça coûte 5€", ["Ça", "coûte", "5"]),
        ("a𝒷c", ["a𝒷c"]),
    ],
)
def test_words_are_runs_of_letters_digits_and_marks(text: str, words: list[str]) -> None:
    read = read_words([text])
    assert [text[start:end] for start, end in zip(read.start, read.end, strict=True)] == words


def test_case_does_not_count() -> None:
    assert numbered("WEIR") == numbered("weir") != numbered("weirs")


def test_nothing_has_no_number() -> None:
    assert numbered("…") == 0


@given(st.lists(st.text("ab É.\n", max_size=30), max_size=6))
def test_texts_read_together_are_as_read_alone(texts: list[str]) -> None:
    together = read_words(texts)
    for place, text in enumerate(texts):
        alone = read_words([text])
        mine = together.text == place
        assert together.number[mine].tolist() == alone.number.tolist()
        assert (together.start[mine] - together.offset[place]).tolist() == alone.start.tolist()


@given(st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=20), st.data())
def test_a_run_has_one_number_wherever_it_stands(run: list[int], data: st.DataObject) -> None:
    before = data.draw(st.lists(st.integers(0, 2**64 - 1), max_size=10))
    numbers = np.array([*before, *run], np.uint64)
    place, size = np.array([len(before)]), len(run)
    alone = sums(np.array(run, np.uint64), np.array([0]), np.array([size]))
    assert sums(numbers, place, place + size) == alone


def test_batches_hold_every_text_once() -> None:
    texts = ["x" * size for size in (5, 1, 40, 2, 3)]
    assert [text for part in batches(texts, 6) for text in texts[part]] == texts
    assert list(batches([], 6)) == []
