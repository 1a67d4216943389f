"""Plain text → its words as numbers, many texts at a time: what findings that compare texts stand on.

A word is a run of letters, digits and the marks that join them in any script; case does not count. Each becomes a
64-bit number, the same in every run, so that sameness of words is sameness of numbers.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from answerable.model.text import SEPARATOR

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

_PLANE = 0x10000  # characters beyond it count as the letter that stands last in it
_BASE = 0x9E3779B97F4A7C15 | 1
_MIX = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
_STEP = 0xD6E8FEB86659FD93


class Words(Struct, frozen=True, eq=False):
    """The words of some texts, in order. `start` and `end` are characters of the texts joined by one line end.

    `text` says which text each word is of, `offset` where each text begins, `codes` the characters themselves.
    """

    number: Numbers
    start: Places
    end: Places
    text: Places
    offset: Places
    codes: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.number)


def read_words(texts: Sequence[str]) -> Words:
    """The words of all the texts together."""
    joined = SEPARATOR.join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths = np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts))
    offset = np.cumsum(lengths) - lengths
    start, end = _runs(is_word(codes))
    text = np.searchsorted(offset, start, side="right") - 1
    return Words(_numbers(lower(codes), start, end), start, end, text, offset, codes)


def batches(texts: Sequence[str], characters: int = 2_000_000) -> Iterator[slice]:
    """Slices of the texts that hold about so many characters each: what numpy takes in at a time."""
    begin = size = 0
    for at, text in enumerate(texts):
        size += len(text)
        if size >= characters:
            yield slice(begin, at + 1)
            begin, size = at + 1, 0
    if begin < len(texts):
        yield slice(begin, len(texts))


@lru_cache(maxsize=1_000)
def numbered(word: str) -> int:
    """The number of one word; 0 when it has no letter or digit."""
    words = read_words([word])
    return int(words.number[0]) if len(words) else 0


def among(number: Numbers, words: tuple[str, ...]) -> Flags:
    """Which of the numbers are those of one of these words, a list that is always the same."""
    listed = _listed(words)
    flags: Flags = listed[np.minimum(np.searchsorted(listed, number), len(listed) - 1)] == number
    return flags


def grams(number: Numbers, size: int) -> Numbers:
    """The number of each run of `size` words, by the place of its first; empty when there are fewer words."""
    count = max(len(number) - size + 1, 0)
    total = np.zeros(count, np.uint64)
    for place in range(size):
        total = total * np.uint64(_STEP) + number[place : place + count]
    return mixed(total)


def sums(number: Numbers, start: Places, end: Places) -> Numbers:
    """The number of each run `number[start:end]`, whatever its length; order counts."""
    powers, inverses = _powers(len(number))
    total = np.concatenate((np.zeros(1, np.uint64), np.cumsum(number * powers)))
    return mixed(
        (total[end] - total[start]) * inverses[np.minimum(start, max(len(number) - 1, 0))] + _length(start, end)
    )


def tally(flags: Flags) -> Places:
    """How many are flagged before each place, and in all."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(flags, dtype=np.int64)))


def mixed(number: Numbers) -> Numbers:
    """Spreads numbers over all 64 bits."""
    first, second = (np.uint64(factor) for factor in _MIX)
    number = (number ^ (number >> np.uint64(30))) * first
    number = (number ^ (number >> np.uint64(27))) * second
    return number ^ (number >> np.uint64(31))


def is_word(codes: NDArray[np.uint32]) -> Flags:
    """Which characters are of words."""
    flags: Flags = _tables()[0][np.minimum(codes, _PLANE - 1)]
    return flags


def is_small(codes: NDArray[np.uint32]) -> Flags:
    """Which characters are lower-case letters."""
    flags: Flags = _tables()[2][np.minimum(codes, _PLANE - 1)]
    return flags


def lower(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The characters in lower case."""
    small: NDArray[np.uint32] = _tables()[1][np.minimum(codes, _PLANE - 1)]
    return np.where(codes < _PLANE, small, codes).astype(np.uint32, copy=False)


def _length(start: Places, end: Places) -> Numbers:
    return (end - start).astype(np.uint64)


def _runs(inside: Flags) -> tuple[Places, Places]:
    edges = np.flatnonzero(
        np.diff(np.concatenate((np.zeros(1, np.int8), inside.astype(np.int8), np.zeros(1, np.int8))))
    )
    return edges[0::2], edges[1::2]


def _numbers(codes: NDArray[np.uint32], start: Places, end: Places) -> Numbers:
    if not len(start):
        return np.zeros(0, np.uint64)
    return sums(codes.astype(np.uint64), start, end)


@cache
def _listed(words: tuple[str, ...]) -> Numbers:
    return np.sort(np.array([numbered(word) for word in words], np.uint64))


@cache
def _tables() -> tuple[Flags, NDArray[np.uint32], Flags]:
    """For every character of the first plane: is it of a word, its lower case if that is one character, is it small."""
    every = [chr(code) for code in range(_PLANE - 1)]
    words = [unicodedata.category(one)[0] in "LNM" for one in every]
    small = [ord(one.lower()) if len(one.lower()) == 1 else ord(one) for one in every]
    flags = np.array([*(one.islower() for one in every), False])
    return np.array([*words, True]), np.array([*small, _PLANE - 1], np.uint32), flags


def _powers(count: int) -> tuple[Numbers, Numbers]:
    """Powers of an odd base, and what undoes each, at least `count` of them."""
    powers, undo = _powers_to(1 << max(count, 1).bit_length())
    return powers[:count], undo[: max(count, 1)]


@cache
def _powers_to(size: int) -> tuple[Numbers, Numbers]:
    undo = pow(_BASE, -1, 1 << 64)
    return _raised(_BASE, size), _raised(undo, size)


def _raised(base: int, size: int) -> Numbers:
    return np.cumprod(np.full(size, base, np.uint64), dtype=np.uint64)
