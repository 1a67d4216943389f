"""Keys such that questions that begin and end alike share one.

A key stands for the first h and the last t words together. For a question of n words keys are made where h + t is one
of `LEVELS` from half of n up, in five divisions between the beginning and the end, if those words carry matter enough.
All questions with a key are the same but for one stretch, whatever else that stretch holds.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from msgspec import Struct

from answerable.findings.series.sentence import Sentence
from answerable.findings.words import sums

LEVELS = (
    5,
    6,
    7,
    8,
    10,
    12,
    14,
    17,
    20,
    24,
    29,
    35,
    42,
    50,
    60,
    72,
    86,
    103,
    124,
)  # words; each a fifth above the last
DIVISIONS = 4
MATTER = 3  # words that carry matter, at least, among those that stay


class Key(Struct, frozen=True):
    """`head` words at the beginning and `tail` at the end that stay."""

    number: int
    head: int
    tail: int

    @property
    def fixed(self) -> int:
        """How many words stay."""
        return self.head + self.tail


def keys_of(sentence: Sentence) -> tuple[Key, ...]:
    """A question's keys; none for one too short to carry matter."""
    return keys_of_all([sentence])[0]


def keys_of_all(sentences: Sequence[Sentence]) -> list[tuple[Key, ...]]:
    """The keys of each of many questions."""
    cuts = np.array([(place, *cut) for place, one in enumerate(sentences) for cut in _cuts(one)], np.int64).reshape(
        -1, 3
    )
    number = np.concatenate([one.number for one in sentences]) if sentences else np.zeros(0, np.uint64)
    ends = np.cumsum([len(one) for one in sentences], dtype=np.int64)
    begins = np.concatenate((np.zeros(1, np.int64), ends))[: len(ends)]
    of, head, tail = cuts.T
    parts = (sums(number, begins[of], begins[of] + head), sums(number, ends[of] - tail, ends[of]))
    pair = 2 * np.arange(len(of))
    numbers = sums(np.stack(parts, axis=1).ravel(), pair, pair + 2).tolist()
    keys = [Key(number, head, tail) for number, (_, head, tail) in zip(numbers, cuts.tolist(), strict=True)]
    edges = np.searchsorted(of, np.arange(len(sentences) + 1)).tolist()
    return [tuple(keys[first:last]) for first, last in pairwise(edges)]


def _cuts(sentence: Sentence) -> Iterator[tuple[int, int]]:
    size, matter = len(sentence), sentence.matter.tolist()
    for level in LEVELS:
        if size <= 2 * level and level < size:
            for head in _heads(level):
                tail = level - head
                if matter[head] + matter[size] - matter[size - tail] >= MATTER:
                    yield head, tail


@cache
def _heads(level: int) -> tuple[int, ...]:
    """How many of the words that stay stand at the beginning."""
    return tuple(sorted({level * part // DIVISIONS for part in range(DIVISIONS + 1)}))
