"""What the models look at in a sentence, by name: a person can read each and see what it did.

Every sentence has the same features in the same order, so that a model needs no names to find its weights. What is
looked at is worked out for all sentences of an answer before the next thing is.
"""

import math
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache, reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray

from answerable.findings.outcomes.cues import cues
from answerable.findings.outcomes.reading import Reading
from answerable.findings.outcomes.words import AHEAD, DATE, FIGURE, NOT, PAST
from answerable.model.part import Kind

Features = dict[str, float]
Columns = dict[str, Sequence[float]]  # for each feature a number for each sentence
Floats = NDArray[np.float32]

SORTS = ("withhold", "point", "defer", "supply", "talk")
# Kinds of ask whose answers look alike.
GROUPS = {
    Kind.HOW_MANY: "figure",
    Kind.HOW_MUCH: "figure",
    Kind.ESTIMATE: "figure",
    Kind.WHEN: "when",
    Kind.WHO: "name",
    Kind.WHICH: "name",
    Kind.WHERE: "name",
    Kind.WHETHER: "whether",
    Kind.IF_WILL: "will",
    Kind.STATEMENT: "will",
    Kind.PUBLISH: "publish",
    Kind.STEPS: "steps",
    Kind.PLANS: "steps",
    Kind.PROGRESS: "steps",
    Kind.ASSESSMENT: "assessment",
    Kind.DISCUSSIONS: "discussions",
    Kind.INFORMATION: "information",
    Kind.WHY: "why",
    Kind.POLICY: "what",
    Kind.HOW: "what",
    Kind.WHAT: "what",
    Kind.OTHER: "what",
}
GROUP_NAMES = tuple(dict.fromkeys(GROUPS.values()))
_PLACES = {kind: GROUP_NAMES.index(group) for kind, group in GROUPS.items()}


def groups_asked(reading: Reading) -> tuple[int, ...]:
    """The groups of what is asked, as places in `GROUP_NAMES`, in order, each once."""
    return tuple(sorted({_PLACES[part.kind] for part in reading.parts}))


def group_of(kind: Kind) -> int:
    """A kind's group, as its place in `GROUP_NAMES`."""
    return _PLACES[kind]


def sentence_features(reading: Reading) -> Columns:
    """For every sentence: what it has, how it stands in the answer, and beside the other sentences."""
    near = most_of(reading.affinity, reading)
    return {**_telling(reading, near), **_standing(reading), **_beside(reading, near), **_neighbours(reading)}


def most_of(rows: Sequence[Sequence[float]], reading: Reading) -> list[float]:
    """The largest number for each sentence, of a row for each part."""
    return [max(column) for column in zip(*rows, strict=True)] or [0.0] * len(reading.sentences)


def _telling(reading: Reading, near: list[float]) -> Columns:
    """What may tell differently for each kind of ask."""
    marks = [sentence.marks for sentence in reading.sentences]
    heads = [[part.head.covered(sentence.content) for sentence in reading.sentences] for part in reading.parts]
    return {
        "Covers": near,
        "Covers head": most_of(heads, reading),
        "First": [at == 0 for at in range(len(marks))],
        "New figures": [new > 0 for new in reading.new_figures],
        "Date": [of & DATE > 0 for of in marks],
        "Names": [math.log1p(new) / 2 for new in reading.new_names],
        "Negated": [of & NOT > 0 for of in marks],
        "Past": [of & PAST > 0 for of in marks],
        "Ahead": [of & AHEAD > 0 for of in marks],
    }


def _standing(reading: Reading) -> Columns:
    """How the sentences stand to the question and the answer."""
    sentences = reading.sentences
    count = len(sentences)
    masses = [sentence.mass for sentence in sentences]
    new = [_new(sentence.content, reading.content) for sentence in sentences]
    return {
        "Covers question": [reading.asked.covered(sentence.content) for sentence in sentences],
        "New words": [part / mass if mass else 0.0 for part, mass in zip(new, masses, strict=True)],
        "Mass": [math.log1p(mass) / 5 for mass in masses],
        "Length": [math.log1p(len(sentence.words)) / 4 for sentence in sentences],
        "Figures": [sentence.marks & FIGURE > 0 for sentence in sentences],
        "Last": [at == count - 1 for at in range(count)],
        "Only": [count == 1] * count,
        "Place": [at / count for at in range(count)],
        "Sentences": [math.log1p(count) / 3] * count,
        "Row": ["|" in sentence.low for sentence in sentences],
        "Colon": [sentence.low.endswith(":") for sentence in sentences],
    }


def _new(content: Mapping[str, float], asked: Mapping[str, float]) -> float:
    """The weight of what the question does not have."""
    return sum([weight for stem, weight in content.items() if stem not in asked])


def _beside(reading: Reading, near: list[float]) -> Columns:
    """Each sentence beside the others: how much of the question it covers, anew, and what its neighbours cover."""
    most = max(near) or 1.0
    first = reading.affinity[0] if reading.parts else near
    best = max(first) or 1.0
    order = sorted(range(len(near)), key=near.__getitem__, reverse=True)
    ranks = sorted(range(len(near)), key=order.__getitem__)
    figure = next((at for at, new in enumerate(reading.new_figures) if new), -1)
    return {
        "Beside the best": [share / most for share in near],
        "Covers first part": [share / best for share in first],
        "Best": [rank == 0 for rank in ranks],
        "Rank": [min(rank, 5) / 5 for rank in ranks],
        "Covers anew": _gains(reading),
        "First figures": [at == figure for at in range(len(near))],
        "Covers before": [0.0, *near[:-1]],
        "Covers after": [*near[1:], 0.0],
        "No cue": [not sentence.cues for sentence in reading.sentences],
    }


def _gains(reading: Reading) -> list[float]:
    """How much of the question each sentence covers that none before it did."""
    left = dict(reading.content)
    total = sum(left.values()) or 1.0
    found = []
    for sentence in reading.sentences:
        hits = [stem for stem in left if stem in sentence.content]
        found.append(sum([left.pop(stem) for stem in hits]) / total)
    return found


def _neighbours(reading: Reading) -> Columns:
    """What sorts of cues the sentence has, the one before, the one after and all others."""
    sorts = [sorts_of(sentence.cues) for sentence in reading.sentences]
    others = [reduce(or_, sorts[:at] + sorts[at + 1 :], 0) for at in range(len(sorts))]
    told = map(_sorted, sorts, [0, *sorts[:-1]], [*sorts[1:], 0], others)
    return dict(zip(_sorted_names(), zip(*told, strict=True), strict=True))


@lru_cache(maxsize=50_000)
def _sorted(here: int, before: int, after: int, others: int) -> tuple[bool, ...]:
    """Sorts of cues by where they stand; some thousands of constellations occur, of a million."""
    return tuple(where >> bit & 1 > 0 for bit in range(len(SORTS)) for where in (here, before, after, others))


@cache
def _sorted_names() -> tuple[str, ...]:
    """The names for `_sorted`."""
    return tuple(f"Sort {sort}{where}" for sort in SORTS for where in ("", " before", " after", " elsewhere"))


@cache
def sorts_of(met: tuple[int, ...]) -> int:
    """The sorts of cues, as bits in the order of `SORTS`."""
    every = cues()
    bits = 0
    for at in met:
        bits |= 1 << SORTS.index(every[at].sort)
    return bits


def cue_rows(reading: Reading) -> Floats:
    """Sentences × cues: 1 where the sentence has the cue."""
    rows = np.zeros((len(reading.sentences), len(cues())), np.float32)
    for row, sentence in zip(rows, reading.sentences, strict=True):
        for at in sentence.cues:
            row[at] = 1.0
    return rows
