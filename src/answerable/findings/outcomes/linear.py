"""Linear models: a weighted sum of features for each class; with weights for each kind of ask, and for words."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from answerable.findings.outcomes.features import Floats
from answerable.findings.outcomes.places import Places
from answerable.findings.outcomes.words import Wording

_BEGIN = ("", "")  # stands before each sentence's wordings, and is none


class Linear:
    """`weights` is features × classes, `bias` classes."""

    def __init__(self, weights: Floats, bias: Floats) -> None:
        self.weights, self.bias = weights, bias
        self._speaks = (weights - weights.mean(axis=1, keepdims=True)).T.copy()  # for a class, against the mean of all

    def scores(self, values: Floats) -> Floats:
        """Before the softmax: a row of classes for each row of features."""
        total: Floats = values @ self.weights + self.bias
        return total

    def reasons(self, winner: int, values: Floats, names: Sequence[str], most: int = 5) -> tuple[str, ...]:
        """The features that spoke most for a class, against the mean of all classes; strongest first."""
        spoke = values * self._speaks[winner]
        spoke_for = np.flatnonzero(spoke > 0)
        return tuple(names[at] for at in spoke_for[np.argsort(-spoke[spoke_for], kind="stable")[:most]])


class Grouped:
    """A linear model that weighs differently for each group of what is asked.

    `weights` is 1 + groups × features × classes, `bias` 1 + groups × classes; the first of each counts always, the
    others where their group is asked.
    """

    def __init__(self, weights: Floats, bias: Floats) -> None:
        self.weights, self.bias = weights, bias
        self._of: dict[tuple[int, ...], Linear] = {}

    def asked(self, groups: tuple[int, ...]) -> Linear:
        """The model for these groups; worked out once for each set, of which questions have a few hundred."""
        known = self._of.get(groups)
        if known is None:
            counting = [0, *(1 + group for group in groups)]
            summed = Linear(self.weights[counting].sum(axis=0), self.bias[counting].sum(axis=0))
            known = self._of.setdefault(groups, summed)
        return known


class Wordings:
    """What single words and pairs of words speak for; `weights` is wordings × classes, its first row nothing."""

    WEIGHT = 3.0  # of all wordings of a sentence together, over the square root of how many differ

    def __init__(self, index: Mapping[Wording, int], weights: Floats) -> None:
        self.index, self.weights = index, weights
        self._places: Places[Wording] = Places({_BEGIN: 0, **index})

    def scores(self, sentences: Sequence[Sequence[Wording]]) -> Floats:
        """A row of classes for each sentence's different wordings."""
        known = self._places.of([wording for wordings in sentences for wording in (_BEGIN, *wordings)])
        sums = np.add.reduceat(self.weights.take(known, axis=0), np.flatnonzero(known == 0), axis=0)
        shares = [self.WEIGHT / math.sqrt(len(wordings) or 1) for wordings in sentences]
        total: Floats = sums * np.array(shares, np.float32)[:, None]
        return total


class GroupedWordings:
    """What wordings speak for by what is asked; `weights` is groups × wordings × classes, of each the first nothing."""

    def __init__(self, index: Mapping[Wording, int], weights: Floats) -> None:
        self.index, self.weights = index, weights
        self._places: Places[Wording] = Places(index)

    def scores(self, groups: tuple[int, ...], wordings: Sequence[Wording]) -> Floats:
        """The different wordings of a text, for all groups that are asked together."""
        known = self._places.of(wordings)
        total: Floats = self.weights[np.ix_(np.array(groups, np.intp), known)].sum(axis=(0, 1))
        total *= Wordings.WEIGHT / math.sqrt(len(wordings) or 1)
        return total


def softmax(scores: Floats) -> Floats:
    """Scores as probabilities, along the last axis."""
    powers: Floats = np.exp(scores - np.maximum.reduce(scores, axis=-1, keepdims=True))
    powers /= np.add.reduce(powers, axis=-1, keepdims=True)
    return powers
