"""Words as the outcome model sees them: their stem, how telling it is, and what the word marks or may begin."""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

TOKEN = re.compile(r"[a-z']+|£|%|\d[\d,.]*")
STEM = 6  # letters: "publish", "published" and "publication" count as one word
RARE = 3  # pairs in which a word that was never counted is taken to stand
LIGHT = 1.2  # words of less weight stand in every third pair and cover nothing
REMEMBERED = 100_000  # words kept in mind, some 20 MB

FIGURE, DATE, NOT, PAST, AHEAD = 1, 2, 4, 8, 16  # what a word marks its sentence with
MARKS = 5  # bits
_MARKED = (
    (
        FIGURE,
        r"\d.*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty|thirty|forty|fifty"
        r"|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?",
    ),
    (
        DATE,
        r"january|february|march|april|may|june|july|august|september|october|november|december"
        r"|spring|summer|autumn|winter|20\d\d",
    ),
    (NOT, r"not|no|none|never|neither|nor|without|cannot|\w+n't"),
    (PAST, r"was|were|has|have|had|been|\w{3,}ed"),
    (AHEAD, r"will|shall|would|\w+'ll|plans?|intends?|expects?|due"),
)
_MARKERS = tuple((mark, re.compile(pattern)) for mark, pattern in _MARKED)


class Word(NamedTuple):
    """`weight` is 0 for a light word; `marks` holds what it marks and, above `MARKS` bits, which cues it springs."""

    stem: str
    weight: float
    marks: int


class Lexicon:
    """Words and all that is known of them, worked out once a word.

    How telling a stem is: the logarithm of `pairs` counted over pairs that have it. `springs` tells which cues a word
    may begin, as bits.
    """

    def __init__(self, pairs: int, counts: Mapping[str, int], springs: Callable[[str], int]) -> None:
        self._rare = math.log(pairs / (1 + RARE)) if pairs else 0.0
        self._of = {stem: math.log(pairs / (1 + count)) for stem, count in counts.items()}
        self._springs = springs
        self._known: dict[str, Word] = {}

    def words(self, tokens: Iterable[str]) -> list[Word]:
        """Each token's word."""
        known = self._known
        return [known.get(token) or self._learn(token) for token in tokens]

    def content(self, low: str) -> dict[str, float]:
        """The stems of lower-case text that carry content, with their weights."""
        return {word.stem: word.weight for word in self.words(TOKEN.findall(low)) if word.weight}

    def _learn(self, token: str) -> Word:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        weight = self._of.get(stem := stemmed(token), self._rare)
        marks = sum(mark for mark, pattern in _MARKERS if pattern.fullmatch(token)) | self._springs(token) << MARKS
        return self._known.setdefault(token, Word(stem, weight if weight > LIGHT else 0.0, marks))


def stemmed(token: str) -> str:
    """A token's stem: a word's first letters, a whole figure."""
    return token.rstrip(".,") if token[0].isdigit() else token.split("'", maxsplit=1)[0][:STEM]


class Wanted:
    """Content that is sought: the stems with their weights, and the weight of all."""

    def __init__(self, content: Mapping[str, float]) -> None:
        self.content = content
        self._items = tuple(content.items())
        self._total = sum(content.values()) or 1.0

    def covered(self, have: Mapping[str, float]) -> float:
        """The share, 0 to 1, of the weight that stands in `have`."""
        return sum([weight for stem, weight in self._items if stem in have]) / self._total
