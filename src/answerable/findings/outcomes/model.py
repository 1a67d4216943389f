"""The trained part: linear models of sentence, part and outcome in a row, and one for evidence."""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from answerable.findings.outcomes.features import (
    DOES,
    Features,
    answer_features,
    outcome_features,
    part_features,
    sentence_features,
)
from answerable.findings.outcomes.reading import Reading
from answerable.findings.outcomes.trees import Trees, unpacked_trees
from answerable.findings.outcomes.words import Weights

Floats = NDArray[np.float32]
FILE = "weights.npz"
STAGES = ("sentence", "evidence", "part", "outcome")


class Linear:
    """Softmax of a weighted sum of named features; `weights` is features × classes, `bias` classes."""

    def __init__(self, names: Sequence[str], weights: Floats, bias: Floats) -> None:
        self.index = {name: at for at, name in enumerate(names)}
        self.weights, self.bias = weights, bias
        self._usual = weights.mean(axis=1)

    def scores(self, *features: Features) -> Floats:
        """Before the softmax; what several sets of features say adds up."""
        rows, values = self._known(features)
        total: Floats = values @ self.weights[rows] + self.bias
        return total

    def chances(self, *features: Features) -> list[float]:
        """The probability of each class."""
        return softmax(self.scores(*features))

    def reasons(self, winner: int, *features: Features, most: int = 5) -> tuple[str, ...]:
        """The features that spoke most for a class, against the mean of all classes; strongest first."""
        rows, values = self._known(features)
        spoke = values * (self.weights[rows, winner] - self._usual[rows])
        names = [name for each in features for name in each if name in self.index]
        return tuple(names[at] for at in np.argsort(-spoke)[:most] if spoke[at] > 0)

    def _known(self, features: Sequence[Features]) -> tuple[list[int], Floats]:
        """The rows of the features that the model has, and their values."""
        index = self.index
        rows = [index[name] for each in features for name in each if name in index]
        values = [value for each in features for name, value in each.items() if name in index]
        return rows, np.asarray(values, np.float32)


def softmax(scores: NDArray[Any]) -> list[float]:
    """Scores as probabilities."""
    top = max(values := scores.tolist())
    powers = [math.exp(value - top) for value in values]
    total = sum(powers)
    return [power / total for power in powers]


def side_by_side(a: Linear, b: Linear) -> Linear:
    """Two models of one text as one, whose scores are those of `a` and then those of `b`: names are looked up once."""
    names = list(dict.fromkeys([*a.index, *b.index]))
    weights = np.zeros((len(names), len(a.bias) + len(b.bias)), np.float32)
    both = {name: at for at, name in enumerate(names)}
    weights[[both[name] for name in a.index], : len(a.bias)] = a.weights
    weights[[both[name] for name in b.index], len(a.bias) :] = b.weights
    return Linear(names, weights, np.concatenate([a.bias, b.bias]))


class Chances(Struct, frozen=True):
    """What the models make of one pair; each list in its classes' order."""

    does: list[list[float]]  # by sentence
    quoted: list[float]  # by sentence: how likely annotators would quote it
    gots: list[list[float]]  # by part
    outcome: list[float]
    features: tuple[Features, ...]  # what `outcome` follows from


class Model:
    """Linear models of sentence, part and outcome, each seeing what the one before made of the pair.

    The outcome is the mean of its linear model, which gives the reasons, and of boosted trees, which see what hangs
    together. `evidence` tells what annotators would quote. `heat` over 1 evens the chances out, under 1 sharpens them.
    """

    def __init__(
        self, words: Weights, stages: Mapping[str, Linear], trees: Trees, name: str, heat: float = 1.0
    ) -> None:
        self.words, self.name, self.stages, self.trees, self.heat = words, name, dict(stages), trees, heat
        self._read = side_by_side(stages["sentence"], stages["evidence"])

    def chances(self, reading: Reading) -> Chances:
        """The models, one after the other."""
        scores = [self._read.scores(row) for row in sentence_features(reading)]
        does = [softmax(row[: len(DOES)]) for row in scores]
        quoted = [softmax(row[len(DOES) :])[1] for row in scores]
        answer = answer_features(reading, does)
        per_part = [part_features(reading, at, does) for at in range(len(reading.parts))]
        gots = [self.stages["part"].chances(answer, own) for own in per_part]
        features = (answer, outcome_features(per_part[0] if per_part else {}, gots))
        return Chances(does, quoted, gots, self._outcome(features), features)

    def _outcome(self, features: tuple[Features, ...]) -> list[float]:
        linear = self.stages["outcome"].chances(*features)
        boosted = softmax(self.trees.scores(*features))
        means = [(a + b) / 2 for a, b in zip(linear, boosted, strict=True)]
        return softmax(np.log(np.asarray(means, np.float32)) / np.float32(self.heat))


def packed(linear: Linear, stage: str) -> dict[str, Any]:
    """A model as arrays for `numpy.savez`."""
    names = sorted(linear.index, key=linear.index.__getitem__)
    return {
        f"{stage}.names": np.frombuffer("\n".join(names).encode(), np.uint8),
        f"{stage}.weights": linear.weights.astype(np.float16),
        f"{stage}.bias": linear.bias.astype(np.float32),
    }


def unpacked(arrays: Mapping[str, Any], stage: str) -> Linear:
    """The model again."""
    names = bytes(arrays[f"{stage}.names"]).decode().split("\n")
    weights = arrays[f"{stage}.weights"].astype(np.float32)
    return Linear(names, weights, arrays[f"{stage}.bias"])


@cache
def shipped() -> Model:
    """The model in the package; under 100 ms, once."""
    with files(__package__).joinpath(FILE).open("rb") as file, np.load(file) as arrays:
        words = bytes(arrays["words"]).decode().split("\n")
        weights = Weights(int(arrays["pairs"]), dict(zip(words, arrays["counts"].tolist(), strict=True)))
        stages = {stage: unpacked(arrays, stage) for stage in STAGES}
        return Model(weights, stages, unpacked_trees(arrays), bytes(arrays["name"]).decode(), float(arrays["heat"]))
