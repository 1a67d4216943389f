"""Patterns of which every match begins with one of a few words, tried only where such a word stands.

An automaton of Aho and Corasick finds all the words in one pass; a pattern of many alternatives, tried at each
character, takes ten times as long and more.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from itertools import product

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

DIGITS = "0 1 2 3 4 5 6 7 8 9"
_SPACES = [character for character in map(chr, range(0x3001)) if character.isspace()]  # all that `\s` takes
_LONE = re.compile(r"[\ud800-\udfff]")  # halves of characters, which no well-formed text holds
_DIGIT = re.compile(r"\d(?<![0-9])")


class Openings:
    """Finds what `pattern` finds, which always begins with one of `words`.

    In the words, which single spaces part, a low line stands for any white space, and they are in small letters where
    the pattern ignores case. Of a pattern that ignores case `DIGITS` open all that begins with a digit of any script.
    """

    def __init__(self, pattern: re.Pattern[str], words: str) -> None:
        self.pattern = pattern
        self._folds = bool(pattern.flags & re.IGNORECASE)
        self._words = Automaton((spelt for word in words.split(" ") for spelt in _spellings(word)), overlapping=True)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Every match between `start` and `end`, in order."""
        after = start
        for at in self._places(text, start, end):
            if at >= after and (found := self.pattern.match(text, at, end)):
                yield found
                after = found.end()

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match between `start` and `end`."""
        for at in self._places(text, start, end):
            if found := self.pattern.match(text, at, end):
                return found
        return None

    def _places(self, text: str, start: int, end: int) -> list[int]:
        """Where one of the words stands, in order."""
        part = text[start:end]
        hits = self._words.places(_folded(part) if self._folds else part)
        return sorted({start + at for _, at, _ in hits}) if hits else []


class AnyOf:
    """Tells whether a text holds any of some words, in or out of other words."""

    def __init__(self, *words: str) -> None:
        self._words = Automaton(words, overlapping=True)

    def within(self, text: str) -> bool:
        """Whether the text holds one of them."""
        return bool(self._words.places(text))


class Automaton:
    """Finds words in a text, in or out of other words: all of them, or at each place the longest and none within it."""

    def __init__(self, words: Iterable[str], *, overlapping: bool) -> None:
        kind = MatchKind.Standard if overlapping else MatchKind.LeftmostLongest
        self._found = AhoCorasick(words, matchkind=kind, implementation=Implementation.DFA)
        self._overlapping = overlapping

    def places(self, text: str) -> list[tuple[int, int, int]]:
        """For each word that stands there its number among the words, its start and its end."""
        try:
            return self._found.find_matches_as_indexes(text, self._overlapping)
        except UnicodeEncodeError:
            return self._found.find_matches_as_indexes(_LONE.sub("\ufffd", text), self._overlapping)


def _spellings(word: str) -> list[str]:
    choices = [_SPACES if character == "_" else [character] for character in word]
    return ["".join(chosen) for chosen in product(*choices)]


def _folded(text: str) -> str:
    """The text in small letters, one for each character, as `re.IGNORECASE` takes them: ſ is an s."""
    if text.isascii():
        return text.lower()
    return _DIGIT.sub("0", text.replace("ſ", "s").replace("ı", "i").replace("İ", "i")).lower()
