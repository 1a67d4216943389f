"""Acronyms that a text itself explains: "Security and Ferries Partnership (SFP)" gives SFP its meaning."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from answerable.model.text import Span

_DEFINED = re.compile(r"\s\(([A-Z][A-Za-z&]{1,9})\)")
_WORD = re.compile(r"[A-Za-z][\w’'-]*|&")
_SMALL = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with", "&")
)
_REACH = 120  # characters before the bracket that may hold the words it stands for


class Meaning(Struct, frozen=True):
    """An acronym where it stands in a text, and the words it stands for."""

    span: Span
    words: str


def defined(text: str) -> dict[str, str]:
    """The acronyms that a text explains, each with its words as printed there first."""
    found: dict[str, str] = {}
    for bracket in _DEFINED.finditer(text):
        words = _expansion(text, bracket.start(), bracket[1])
        if words:
            found.setdefault(bracket[1], words)
    return found


def meanings(text: str, known: Mapping[str, str]) -> Iterator[Meaning]:
    """Every place where a known acronym stands in a text, but for the bracket that explains it."""
    if not known:
        return
    names = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    for found in re.finditer(rf"(?<![\w(])(?:{names})(?!\w)", text):
        yield Meaning(Span(*found.span()), known[found[0]])


def _expansion(text: str, end: int, acronym: str) -> str:
    """The fewest words before the bracket whose first letters are the acronym's; small words may count or not."""
    letters = [letter.lower() for letter in acronym if letter.isupper()]
    if len(letters) < 2:
        return ""
    line = text.rfind("\n", max(0, end - _REACH), end)
    words = list(_WORD.finditer(text, line + 1 if line >= 0 else max(0, end - _REACH), end))
    for word in reversed(words):
        letter = word[0][0].lower()
        if letter == letters[-1] and (word[0] not in _SMALL or _counts(words, word, letters)):
            letters.pop()
            if not letters:
                return text[word.start() : end]
        elif word[0] not in _SMALL:
            return ""
    return ""


def _counts(words: list[re.Match[str]], word: re.Match[str], letters: list[str]) -> bool:
    """Whether a small word's letter is needed: the words left without it would not give the letters left."""
    before = [one[0] for one in words[: words.index(word)] if one[0] not in _SMALL]
    initials = [one[0].lower() for one in before[-len(letters) :]]
    return initials != letters
