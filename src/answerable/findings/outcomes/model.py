"""The trained part: linear models in a row (sentence, part, outcome) and one that finds the evidence, read from one small file, run with numpy."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answerable.findings.outcomes.features import (
    Features,
    answer_features,
    outcome_features,
    part_features,
    sentence_features,
)
from answerable.findings.outcomes.reading import Reading
from answerable.findings.outcomes.words import Weights

Floats = NDArray[np.float32]
FILE = "weights.npz"
STAGES = ("sentence", "evidence", "part", "outcome")


class Linear:
    """Softmax of a weighted sum of named features; `weights` is features × classes, `bias` classes."""

    def __init__(self, names: Sequence[str], weights: Floats, bias: Floats, heat: float = 1.0) -> None:
        self.index = {name: at for at, name in enumerate(names)}
        self.weights, self.bias, self.heat = weights, bias, heat

    def scores(self, features: Features) -> Floats:
        """Before the softmax."""
        known = [(self.index[name], value) for name, value in features.items() if name in self.index]
        if not known:
            return self.bias
        rows, values = zip(*known, strict=True)
        total: Floats = np.asarray(values, np.float32) @ self.weights[list(rows)] + self.bias
        return total

    def chances(self, features: Features) -> list[float]:
        """The probability of each class."""
        scores = self.scores(features) / self.heat
        powers = np.exp(scores - scores.max())
        found: list[float] = (powers / powers.sum()).tolist()
        return found

    def reasons(self, features: Features, winner: int, most: int = 5) -> list[tuple[str, float]]:
        """The features that spoke most for a class, against the mean of all classes."""
        known = [(name, value, self.index[name]) for name, value in features.items() if name in self.index]
        spoke = [(name, float(value * (self.weights[at, winner] - self.weights[at].mean()))) for name, value, at in known]
        return sorted(spoke, key=lambda reason: -reason[1])[:most]


class Chances:
    """What the models make of one pair: `does` by sentence, `gots` by part, `outcome`; each in its classes' order."""

    def __init__(self, does: list[list[float]], gots: list[list[float]], outcome: list[float], features: Features) -> None:
        self.does, self.gots, self.outcome, self.features = does, gots, outcome, features


class Model:
    """Three linear models, each seeing what the one before made of the pair; `evidence` tells what would be quoted."""

    def __init__(self, words: Weights, stages: Mapping[str, Linear], name: str) -> None:
        self.words, self.name = words, name
        self.sentence, self.evidence, self.part, self.outcome = (stages[stage] for stage in STAGES)

    def chances(self, reading: Reading) -> Chances:
        """The models, one after the other."""
        does = [self.sentence.chances(row) for row in sentence_features(reading)]
        answer = answer_features(reading, does)
        per_part = [part_features(reading, at, does) for at in range(len(reading.parts))]
        gots = [self.part.chances({**answer, **own}) for own in per_part]
        features = outcome_features(answer, per_part[0] if per_part else {}, gots)
        return Chances(does, gots, self.outcome.chances(features), features)


def packed(linear: Linear, stage: str) -> dict[str, Any]:
    """A model as arrays for `numpy.savez`."""
    names = sorted(linear.index, key=linear.index.__getitem__)
    return {
        f"{stage}.names": np.frombuffer("\n".join(names).encode(), np.uint8),
        f"{stage}.weights": linear.weights.astype(np.float16),
        f"{stage}.bias": linear.bias.astype(np.float32),
        f"{stage}.heat": np.float32(linear.heat),
    }


def unpacked(arrays: Mapping[str, Any], stage: str) -> Linear:
    """The model again."""
    names = bytes(arrays[f"{stage}.names"]).decode().split("\n")
    weights = arrays[f"{stage}.weights"].astype(np.float32)
    return Linear(names, weights, arrays[f"{stage}.bias"], float(arrays[f"{stage}.heat"]))


@cache
def shipped() -> Model:
    """The model in the package; under 100 ms, once."""
    with files(__package__).joinpath(FILE).open("rb") as file, np.load(file) as arrays:
        words = bytes(arrays["words"]).decode().split("\n")
        weights = Weights(int(arrays["pairs"]), dict(zip(words, arrays["counts"].tolist(), strict=True)))
        stages = {stage: unpacked(arrays, stage) for stage in STAGES}
        return Model(weights, stages, bytes(arrays["name"]).decode())
