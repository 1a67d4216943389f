"""Whether an answer mentions a thing: all the words that matter, in whatever form, close together."""

from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]
from msgspec import Struct

from answerable.findings.words import read_words
from answerable.model.text import Span

SLACK = 6  # words that may stand among those that are sought
# What is done to a thing is not the thing: an answer on "hybrid threats" need not say "tackle".
_DONE = (
    "tackle", "improve", "help", "support", "increase", "reduce", "promote", "strengthen", "encourage", "prevent",
    "address", "protect", "ensure", "enhance", "combat", "deliver", "develop", "provide", "achieve", "maintain",
    "secure", "build", "create", "counter", "boost", "expand",
)  # fmt: skip
_EMPTY = (
    "a", "an", "the", "and", "or", "of", "in", "on", "at", "to", "for", "from", "by", "with", "within", "as", "is",
    "are", "be", "been", "being", "was", "were", "it", "its", "his", "her", "their", "our", "this", "that", "these",
    "those", "any", "all", "each", "other", "such", "including", "not", "no", "into", "over", "under", "between",
    "through", "during", "about", "s", "which", "who", "what", "whether", "how", "will", "would", "can", "could",
    "may", "has", "have", "had", "do", "does", "did",
)  # fmt: skip


class Mention(Struct, frozen=True):
    """`span` is where the answer mentions the value, None where it never does; `sought` the words that were looked for.

    Nothing sought, nothing told: a value without words that matter is never said to be left out.
    """

    value: str
    sought: tuple[str, ...]
    span: Span | None = None

    @property
    def left_out(self) -> bool:
        """Whether the answer never mentions it."""
        return bool(self.sought) and self.span is None


def mention(value: str, answer: str) -> Mention:
    """Looks for a value in an answer.

    >>> answer = "We work with partners on maritime and space security."
    >>> mention("improve maritime security", answer).span.of(answer)
    'maritime and space security'
    >>> mention("tackle illicit finance", answer).left_out
    True
    """
    sought = _matter(value)
    wanted = {_stem(word) for word in sought}
    return Mention(value, sought, _closest(answer, wanted) if wanted else None)


def _matter(value: str) -> tuple[str, ...]:
    """The value's words that matter, without a verb before them."""
    words = [word for word in _words(value) if word not in _EMPTY]
    while len(words) > 1 and words[0] in _DONE:
        words.pop(0)
    return tuple(dict.fromkeys(words))


def _closest(answer: str, wanted: set[str]) -> Span | None:
    """The shortest stretch that holds all that is wanted, if it is short enough."""
    read = read_words([answer])
    hits = [
        (place, stem)
        for place, (start, end) in enumerate(zip(read.start.tolist(), read.end.tolist(), strict=True))
        if (stem := _stem(answer[start:end].lower())) in wanted
    ]
    best: tuple[int, int, int] | None = None
    latest: dict[str, int] = {}
    for place, stem in hits:
        latest[stem] = place
        first = min(latest.values())
        if len(latest) == len(wanted) and (best is None or place - first < best[0]):
            best = (place - first, first, place)
    if best is None or best[0] + 1 > len(wanted) + SLACK:
        return None
    return Span(int(read.start[best[1]]), int(read.end[best[2]]))


def _words(text: str) -> list[str]:
    read = read_words([text])
    return [text[start:end].lower() for start, end in zip(read.start.tolist(), read.end.tolist(), strict=True)]


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    # One of its own for each word, for it holds what it works on and pages are made side by side.
    stem: str = snowballstemmer.stemmer("english").stemWord(word)
    return stem
