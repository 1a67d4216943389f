"""Chance that is the same every time: a generator for each block of questions, and the draws that are made from it."""

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Dice:
    """Draws for one purpose; the same `of` gives the same draws on every machine."""

    __slots__ = ("random",)

    def __init__(self, *of: int | str) -> None:
        self.random = Random("/".join(map(str, of))).random

    def chance(self, share: float) -> bool:
        """True in this share of draws."""
        return self.random() < share

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.random() * (high - low + 1))

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[int(self.random() * len(options))]

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """`count` different options, in order of the draw."""
        left = list(options)
        return [left.pop(int(self.random() * len(left))) for _ in range(min(count, len(left)))]


class Weighted(Generic[T]):
    """Options that are drawn more and less often."""

    __slots__ = ("_options", "_sums", "_total")

    def __init__(self, options: Sequence[T], weights: Sequence[float]) -> None:
        self._options, self._sums = options, list(accumulate(weights))
        self._total = self._sums.pop()

    def draw(self, dice: Dice) -> T:
        """One option."""
        return self._options[bisect(self._sums, dice.random() * self._total)]
