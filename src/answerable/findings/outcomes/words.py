"""Words as the outcome model sees them: stems, their weight, and how much of one text's weight another covers."""

import math
import re
from collections.abc import Iterable, Mapping, Set

_WORD = re.compile(r"[a-z]+|\d+")
STEM = 6  # letters: "publish", "published" and "publication" count as one word
RARE = 3  # pairs in which a word that was never counted is taken to stand
LIGHT = 1.2  # words of less weight stand in every third pair and cover nothing


def stems(low: str) -> list[str]:
    """The words and figures of lower-case text, cut to their stems."""
    return [word[:STEM] for word in _WORD.findall(low)]


class Weights:
    """How telling each stem is: the logarithm of pairs counted over pairs that have it."""

    def __init__(self, pairs: int, counts: Mapping[str, int]) -> None:
        self._rare = math.log(pairs / (1 + RARE)) if pairs else 0.0
        self._of = {stem: math.log(pairs / (1 + count)) for stem, count in counts.items()}

    def content(self, words: Iterable[str]) -> dict[str, float]:
        """The stems that carry content, with their weights."""
        found: dict[str, float] = {}
        for word in words:
            weight = self._of.get(word, self._rare)
            if weight > LIGHT:
                found[word] = weight
        return found


def covered(wanted: Mapping[str, float], have: Set[str]) -> float:
    """The share, 0 to 1, of the weight of `wanted` that stands in `have`."""
    total = sum(wanted.values())
    if not total:
        return 0.0
    return sum(weight for word, weight in wanted.items() if word in have) / total
