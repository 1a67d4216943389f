"""The trained part: what each sentence does, which decides, what each part got, and the outcome, in a row."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from msgspec import Struct

from answerable.findings.outcomes.cues import springs
from answerable.findings.outcomes.features import Floats
from answerable.findings.outcomes.grounds import Grounds
from answerable.findings.outcomes.linear import Grouped, GroupedWordings, Linear, Wordings, softmax
from answerable.findings.outcomes.reading import Reading
from answerable.findings.outcomes.trees import Trees, packed_trees, unpacked_trees
from answerable.findings.outcomes.vectors import Vectors, pair_names
from answerable.findings.outcomes.whole import Whole
from answerable.findings.outcomes.words import Lexicon, Wording, read_back, written

FILE = "weights.npz"


class Chances(Struct, frozen=True):
    """What the models make of one pair; rows in the order of sentences and parts, columns in their classes' order."""

    does: Floats  # sentences × DOES
    quoted: Floats  # how likely each sentence is the deciding one, if one is
    gots: Floats  # parts × GOTS
    outcome: Floats
    pair: Floats  # what `outcome` follows from


class Model(Struct, frozen=True):
    """Models in a row, each seeing what those before made of the pair.

    What a sentence does is linear in its features, by what is asked, and in its words. Trees choose the deciding
    sentence. What a part got is linear in its features, by what it asks, and in the answer's. `whole` weighs all the
    words of the pair at once. The outcome is the mean of a linear model, which gives the reasons, and of trees, which
    see what hangs together. Where something is withheld, `grounds` say why. `heat` over 1 evens the chances out, under
    1 sharpens them.
    """

    name: str
    sentence: Grouped
    wordings: Wordings
    evidence: Trees
    part: Grouped
    part_answer: Linear
    whole: Whole
    outcome: Linear
    trees: Trees
    grounds: Grounds
    heat: float = 1.0

    def chances(self, reading: Reading) -> Chances:
        """The models, one after the other; of an answer with at least one sentence."""
        vectors = Vectors(reading)
        does = what_it_does(self.sentence, self.wordings, vectors)
        quoted = decides(self.evidence, vectors, does)
        answer, parts = vectors.answer(does), vectors.parts(does)
        gots = what_parts_get(self.part, self.part_answer, vectors, answer, parts)
        pair = vectors.pair(does, quoted, answer, parts, gots, speaks_for(self.whole, vectors))
        return Chances(does, quoted, gots, self._outcome(pair), pair)

    def reasons(self, winner: int, chances: Chances) -> tuple[str, ...]:
        """The features that spoke most for an outcome."""
        return self.outcome.reasons(winner, chances.pair, pair_names())

    def _outcome(self, pair: Floats) -> Floats:
        mean = (softmax(self.outcome.scores(pair)) + softmax(self.trees.scores(pair[None])[0])) / 2
        sharpened: Floats = (mean ** (1 / self.heat)).astype(np.float32)
        sharpened /= sharpened.sum()
        return sharpened


def what_it_does(sentence: Grouped, wordings: Wordings, vectors: Vectors) -> Floats:
    """Sentences × acts."""
    told = sentence.asked(vectors.groups).scores(vectors.sentences)
    return softmax(told + wordings.scores(vectors.wordings))


def decides(evidence: Trees, vectors: Vectors, does: Floats) -> Floats:
    """How likely each sentence is the deciding one."""
    return softmax(evidence.scores(vectors.choosing(does))[:, 0])


def what_parts_get(part: Grouped, shared: Linear, vectors: Vectors, answer: Floats, parts: Floats) -> Floats:
    """Parts × what they may get."""
    base = shared.scores(answer)
    own = [part.asked(of).scores(row) for of, row in zip(vectors.part_groups(), parts, strict=True)]
    return softmax(np.array(own, np.float32).reshape(len(parts), len(base)) + base)


def speaks_for(whole: Whole, vectors: Vectors) -> Floats:
    """The logarithms of the outcomes' chances by the words of the whole."""
    chances: Floats = np.log(softmax(whole.scores(vectors.reading, vectors.groups)))
    return chances


def packed(model: Model) -> dict[str, Any]:
    """A model as arrays for `numpy.savez`."""
    arrays: dict[str, Any] = {"name": np.frombuffer(model.name.encode(), np.uint8), "heat": np.float32(model.heat)}
    linear: dict[str, Linear | Grouped] = {
        "sentence": model.sentence,
        "part": model.part,
        "part_answer": model.part_answer,
        "outcome": model.outcome,
        "grounds.told": model.grounds.told,
    }
    for name, stage in linear.items():
        arrays |= {f"{name}.weights": stage.weights.astype(np.float16), f"{name}.bias": stage.bias.astype(np.float32)}
    worded: dict[str, Wordings | GroupedWordings] = {
        "wordings": model.wordings,
        "grounds.said": model.grounds.said,
        "grounds.asked": model.grounds.asked,
        "whole.said": model.whole.said,
        "whole.asked": model.whole.asked,
        "whole.frequent": model.whole.frequent,
    }
    for name, wordings in worded.items():
        words = map(written, sorted(wordings.index, key=wordings.index.__getitem__))
        arrays |= {f"{name}.names": np.frombuffer("\n".join(words).encode(), np.uint8)}
        arrays |= {f"{name}.weights": wordings.weights.astype(np.float16)}
    arrays["whole.groups"] = model.whole.groups
    return arrays | packed_trees(model.evidence, "evidence") | packed_trees(model.trees, "trees")


def unpacked(arrays: Mapping[str, Any]) -> Model:
    """The model again."""

    def told(name: str) -> tuple[Floats, Floats]:
        return arrays[f"{name}.weights"].astype(np.float32), arrays[f"{name}.bias"]

    def worded(name: str) -> tuple[dict[Wording, int], Floats]:
        words = bytes(arrays[f"{name}.names"]).decode().split("\n")
        index = {read_back(word): at for at, word in enumerate(words, 1)}
        return index, arrays[f"{name}.weights"].astype(np.float32)

    whole = Whole(
        Wordings(*worded("whole.said")),
        Wordings(*worded("whole.asked")),
        GroupedWordings(*worded("whole.frequent")),
        arrays["whole.groups"],
    )
    said, asked = Wordings(*worded("grounds.said")), Wordings(*worded("grounds.asked"))

    return Model(
        bytes(arrays["name"]).decode(),
        Grouped(*told("sentence")),
        Wordings(*worded("wordings")),
        unpacked_trees(arrays, "evidence"),
        Grouped(*told("part")),
        Linear(*told("part_answer")),
        whole,
        Linear(*told("outcome")),
        unpacked_trees(arrays, "trees"),
        Grounds(Linear(*told("grounds.told")), said, asked),
        float(arrays["heat"]),
    )


@cache
def shipped() -> Model:
    """The model in the package; under 100 ms, once."""
    with files(__package__).joinpath(FILE).open("rb") as file, np.load(file) as arrays:
        return unpacked(arrays)


@cache
def lexicon() -> Lexicon:
    """The words of the package's model; shared, since it remembers what it has worked out."""
    with files(__package__).joinpath(FILE).open("rb") as file, np.load(file) as arrays:
        words = bytes(arrays["words"]).decode().split("\n")
        counts = dict(zip(words, arrays["counts"].tolist(), strict=True))
        return Lexicon(int(arrays["pairs"]), counts, springs)
