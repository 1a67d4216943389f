"""What counts as the same answer, and as the same but for figures."""

import pytest

from answerable.findings.reuse.normal import identity, likeness, normal
from answerable.findings.words import read_words

SAID = "I refer the hon. Member to the answer that I gave her on the eel pass."


def strict(text: str) -> int:
    return int(identity(normal(read_words([text])))[0])


def loose(text: str) -> int:
    words = read_words([text])
    return int(likeness(words, normal(words))[0])


@pytest.mark.parametrize(
    "text",
    [
        "I refer the hon. Lady to the answer that I gave her on the eel pass.",
        "I refer the hon. Gentleman to the answer that I gave him on the eel pass.",
        "I refer the right hon. Member to the answer that I gave her on the eel pass.",
        "I refer the Rt Hon Member to the answer that I gave him on the eel pass.",
        "I refer the Right Honourable Gentleman to the answer that I gave him on the eel pass.",
        "I refer my hon. Friend to the answer that I gave her on the eel pass.",
        "I refer my right hon. and learned Friend to the answer that I gave him on the eel pass.",
        "I refer the hon. and gallant Member to the answer that I gave him on the eel pass.",
        "I refer the Noble Lord to the answer that I gave him on the eel pass.",
        "I refer the noble Baroness to the answer that I gave her on the eel pass.",
        "I refer my honorable friend to the answer that I gave her on the eel pass.",
        "i refer  the hon member,\nto the answer that I gave her — on the eel pass",
    ],
)
def test_the_salutation_case_spacing_and_punctuation_do_not_count(text: str) -> None:
    assert strict(text) == strict(SAID)


@pytest.mark.parametrize(
    "text",
    [
        "I refer the hon. Member to the answer that I gave her on the otter pass.",
        "I refer the hon. Member to the answer that I gave her on the eel.",
        "I refer the hon. Member to the right answer that I gave her on the eel pass.",
        "The Lady of the Lake and her eel pass.",
    ],
)
def test_other_words_count(text: str) -> None:
    assert strict(text) != strict(SAID)


def test_pronouns_count_where_no_member_is_addressed() -> None:
    assert strict("The keeper said she would mend it.") != strict("The keeper said he would mend it.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We mended 41 weirs.", "We mended 7 weirs."),
        ("It cost £1,234.50 in 2023.", "It cost £9 in 2024."),
        ("Table 3b applies.", "Table 12 applies."),
    ],
)
def test_figures_do_not_count_at_the_looser_level(one: str, other: str) -> None:
    assert loose(one) == loose(other)
    assert strict(one) != strict(other)


@pytest.mark.parametrize(("one", "other"), [("We mended 41 weirs.", "We mended weirs."), ("41 eels.", "forty eels.")])
def test_a_figure_is_not_nothing(one: str, other: str) -> None:
    assert loose(one) != loose(other)


def test_a_text_does_not_change_its_neighbours() -> None:
    texts = ["He is right", "hon. Members agree", "12", "34 eels", ""]
    words = read_words(texts)
    kept = normal(words)
    assert identity(kept).tolist() == [strict(text) for text in texts]
    assert likeness(words, kept).tolist() == [loose(text) for text in texts]
