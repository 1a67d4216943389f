"""Words as the outcome model sees them: their stem, how telling it is, and what the word marks or may begin."""

import math
import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import chain, compress, pairwise
from sys import intern
from typing import TypeVar

from msgspec import Struct

T = TypeVar("T")
Wording = str | tuple[str, str]  # a word, or one after another
TOKEN = re.compile(r"[a-z']+|£|%|\d[\d,.]*")  # never over a space, so that a text may be cut there first
STEM = 6  # letters: "publish", "published" and "publication" count as one word
RARE = 3  # pairs in which a word that was never counted is taken to stand
LIGHT = 1.2  # words of less weight stand in every third pair and cover nothing
REMEMBERED = 100_000  # words kept in mind, and pieces of text without a space in them; some 40 MB
LONG = 40  # characters from which on a piece is not kept in mind

FIGURE, DATE, NOT, PAST, AHEAD = 1, 2, 4, 8, 16  # what a word marks its sentence with
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
_DIGITS = frozenset("0123456789")
_MARKERS = tuple((mark, re.compile(pattern)) for mark, pattern in _MARKED)


class Word(Struct, frozen=True, gc=False):
    """A token as wordings have it (figures as #), and its stem; `weight` is 0 for a light word.

    `marks` holds what it marks its sentence with, `springs` which cues it may begin; both as bits.
    """

    said: str
    stem: str
    weight: float
    marks: int
    springs: int


class Lexicon:
    """Words and all that is known of them, worked out once for whatever stands between two spaces.

    How telling a stem is: the logarithm of `pairs` counted over pairs that have it. `springs` tells which cues a word
    may begin, as bits.
    """

    def __init__(self, pairs: int, counts: Mapping[str, int], springs: Callable[[str], int]) -> None:
        self._rare = math.log(pairs / (1 + RARE)) if pairs else 0.0
        self._of = {stem: math.log(pairs / (1 + count)) for stem, count in counts.items()}
        self._springs = springs
        self._words = _Remembered(self._learnt)
        self._pieces = _Remembered(self._read)

    def words(self, low: str) -> list[Word]:
        """The words of lower-case text, in their order."""
        return list(chain.from_iterable(map(self._pieces.__getitem__, low.split())))

    def content(self, low: str) -> dict[str, float]:
        """The stems of lower-case text that carry content, with their weights."""
        return content(self.words(low))

    def _read(self, piece: str) -> tuple[Word, ...]:
        """The words of what stands between two spaces: "lock," has one, "(a)/(b)" two."""
        return tuple([self._words[token] for token in TOKEN.findall(piece)])

    def _learnt(self, token: str) -> Word:
        weight = self._of.get(stem := stemmed(token), self._rare)
        marks = sum(mark for mark, pattern in _MARKERS if pattern.fullmatch(token))
        said = "#" if token[0] in _DIGITS else intern(token)
        return Word(said, stem, weight if weight > LIGHT else 0.0, marks, self._springs(token))


class _Remembered(dict[str, T]):
    """What was worked out for short texts; forgotten all at once when it is too much."""

    def __init__(self, work_out: Callable[[str], T]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, text: str) -> T:
        found = self._work_out(text)
        if len(text) <= LONG:
            if len(self) >= REMEMBERED:
                self.clear()
            self[text] = found
        return found


def content(words: Iterable[Word]) -> dict[str, float]:
    """The stems that carry content, with their weights."""
    return {word.stem: word.weight for word in words if word.weight}


def wordings(words: Sequence[Word]) -> list[Wording]:
    """The different single words and pairs of words, figures as #, and how the sentence opens."""
    said = [word.said for word in words]
    return [*dict.fromkeys(said), *dict.fromkeys(pairwise(["^", *said]))]


def written(wording: Wording) -> str:
    """A wording in one line."""
    return wording if isinstance(wording, str) else " ".join(wording)


def read_back(line: str) -> Wording:
    """The wording that was written so."""
    first, space, second = line.partition(" ")
    return (intern(first), intern(second)) if space else intern(line)


def stemmed(token: str) -> str:
    """A token's stem: a word's first letters, a whole figure."""
    return token.rstrip(".,") if token[0].isdigit() else token.split("'", maxsplit=1)[0][:STEM]


def wanted(content: Mapping[str, float]) -> "Wanted":
    """All of some content."""
    return Wanted(tuple(content), tuple(content.values()))


class Wanted:
    """Content that is sought: the stems, their weights, and the weight of all."""

    __slots__ = ("_total", "_weights", "stems")

    def __init__(self, stems: Sequence[str], weights: Sequence[float]) -> None:
        self.stems, self._weights = stems, weights
        self._total = sum(weights) or 1.0

    def cut(self, start: int | None, end: int | None) -> "Wanted":
        """Only the content from one place to another."""
        return Wanted(self.stems[start:end], self._weights[start:end])

    def covered(self, have: Container[str]) -> float:
        """The share, 0 to 1, of its weight that stands in `have`."""
        return sum(compress(self._weights, map(have.__contains__, self.stems))) / self._total
