"""A pair as arrays: what each model is handed, for training and for use alike."""

from functools import cache
from itertools import chain

import numpy as np

from answerable.findings.outcomes.cues import cues, springs
from answerable.findings.outcomes.features import (
    GROUP_NAMES,
    Floats,
    cue_rows,
    group_of,
    groups_asked,
    sentence_features,
)
from answerable.findings.outcomes.reading import Reading
from answerable.findings.outcomes.summary import (
    DOES,
    answer_features,
    best_sentence,
    cue_features,
    cue_names,
    doing_features,
    doing_names,
    got_features,
    got_names,
    part_doing,
    part_doing_names,
    part_features,
)
from answerable.findings.outcomes.words import Lexicon
from answerable.model.outcome import OUTCOMES
from answerable.model.part import Kind, Part
from answerable.model.text import Span


class Vectors:
    """Arrays of one pair that has at least one sentence; what follows from other models' chances comes by methods."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.groups = groups_asked(reading)
        self._cues = cue_rows(reading)
        told = np.array(list(chain.from_iterable(sentence_features(reading).values())), np.float32)
        self.sentences: Floats = np.concatenate([told.reshape(-1, len(self._cues)).T, self._cues], axis=1)
        self.wordings = [sentence.wordings for sentence in reading.sentences]
        self._answer = np.array(list(answer_features(reading).values()), np.float32)
        self._parts = [list(features.values()) for features in part_features(reading)]

    def choosing(self, does: Floats) -> Floats:
        """Sentences × features, from which the deciding one is chosen."""
        asked = np.zeros((len(self.sentences), len(GROUP_NAMES)), np.float32)
        asked[:, self.groups] = 1.0
        return np.concatenate([self.sentences, does, asked], axis=1)

    def answer(self, does: Floats) -> Floats:
        """The answer's features."""
        return np.concatenate([self._answer, cue_features(self._cues), doing_features(does)])

    def parts(self, does: Floats) -> Floats:
        """Parts × features."""
        if not self._parts:
            return np.zeros((0, len(part_names())), np.float32)
        best = [best_sentence(self.reading, at) for at in range(len(self._parts))]
        doing = part_doing(np.array(self.reading.affinity, np.float32), best, does)
        return np.concatenate([np.array(self._parts, np.float32), self._cues[best], doing], axis=1)

    def part_groups(self) -> list[tuple[int, ...]]:
        """The group of what each part asks, as the models take groups."""
        return [(group_of(part.kind),) for part in self.reading.parts]

    def pair(self, does: Floats, quoted: Floats, answer: Floats, parts: Floats, gots: Floats, words: Floats) -> Floats:
        """The pair's features: the answer's, its likely deciding sentence's, its first part's, what parts got.

        And `words`, the scores of outcomes by the words of the whole.
        """
        first = parts[0] if len(parts) else np.zeros(len(part_names()), np.float32)
        got = got_features(gots) if len(gots) else np.zeros(len(got_names()), np.float32)
        told = [answer, quoted @ self.sentences, quoted @ does, first, got, quoted.max(keepdims=True), words]
        return np.concatenate(told, dtype=np.float32)


@cache
def _sample() -> Reading:
    """Any pair: features are the same for all."""
    lexicon = Lexicon(0, {}, springs)
    return Reading("a", (Part("a", Span(0, 1), Kind.OTHER),), "a", lexicon)


@cache
def sentence_names() -> tuple[str, ...]:
    """The names for `Vectors.sentences`."""
    return (*sentence_features(_sample()), *(cue.name for cue in cues()))


@cache
def choosing_names() -> tuple[str, ...]:
    """The names for `Vectors.choosing`."""
    return (*sentence_names(), *DOES, *(f"asks {group}" for group in GROUP_NAMES))


@cache
def answer_names() -> tuple[str, ...]:
    """The names for `Vectors.answer`."""
    return (*answer_features(_sample()), *cue_names(), *doing_names())


@cache
def part_names() -> tuple[str, ...]:
    """The names for `Vectors.parts`."""
    return (*part_features(_sample())[0], *(f"best: {cue.name}" for cue in cues()), *part_doing_names())


@cache
def pair_names() -> tuple[str, ...]:
    """The names for `Vectors.pair`."""
    deciding = (f"deciding: {name}" for name in (*sentence_names(), *DOES))
    words = (f"words of the whole: {outcome}" for outcome in OUTCOMES)
    first = (f"part 1: {name}" for name in part_names())
    return (*answer_names(), *deciding, *first, *got_names(), "surely decides", *words)
