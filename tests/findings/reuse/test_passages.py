"""Sentences and paragraphs and their keys."""

import pytest

from answerable.findings.reuse.normal import normal
from answerable.findings.reuse.passages import PARAGRAPH, SIZE, Passages, passages
from answerable.findings.words import read_words


def cut(text: str) -> tuple[list[str], Passages]:
    words = read_words([text])
    found = passages(words, normal(words))
    return [text[words.start[a] : words.end[b - 1]] for a, b in zip(found.start, found.end, strict=True)], found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rains.", ["It rains"]),
        ("It rains. Eels swim!", ["It rains", "It rains. Eels swim", "Eels swim"]),
        ("It rains? Eels swim", ["It rains", "It rains? Eels swim", "Eels swim"]),
        ("It rains\nEels swim", ["It rains", "Eels swim"]),
        ("The hon. Member asked of No. 5 and Mr. Pike", ["The hon. Member asked of No. 5 and Mr. Pike"]),
        ("Rain of 3.5 inches, i.e. much", ["Rain of 3.5 inches, i.e. much"]),
        ("It rains. and then stops", ["It rains. and then stops"]),
        ("J. Pike asked", ["J. Pike asked"]),
        ("वर्षा होती है। मछली तैरती है", ["वर्षा होती है", "वर्षा होती है। मछली तैरती है", "मछली तैरती है"]),
        ("hon. Hon.", []),
        ("", []),
    ],
)
def test_where_passages_end(text: str, expected: list[str]) -> None:
    assert cut(text)[0] == expected


def test_a_key_says_how_long_its_passage_is_and_of_which_kind() -> None:
    said, found = cut("The weir is shut. Eels swim past it.")
    assert [int(key & SIZE) for key in found.key] == [4, 8, 4]
    assert [bool(key & PARAGRAPH) for key in found.key] == [False, True, False]
    assert len(said) == 3


def test_a_sentence_has_one_key_in_every_text() -> None:
    first, second = cut("Well. The weir is shut.")[1], cut("THE WEIR IS SHUT, \nNo.")[1]
    assert first.key[2] == second.key[0]
