"""What the models look at in a sentence, by name: a person can read each and see what it did.

Every sentence has the same features in the same order, so that a model needs no names to find its weights.
"""

import math
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from answerable.findings.outcomes.cues import cues
from answerable.findings.outcomes.reading import Reading
from answerable.findings.outcomes.words import AHEAD, DATE, FIGURE, NOT, PAST, Word
from answerable.model.part import Kind

Features = dict[str, float]
Wording = str | tuple[str, str]
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


def sentence_features(reading: Reading) -> list[Features]:
    """For each sentence: what it has, how it stands in the answer, and beside the other sentences."""
    near = [max(column) for column in zip(*reading.affinity, strict=True)] or [0.0] * len(reading.sentences)
    beside = _beside(reading, near)
    return [{**_telling(reading, at, near[at]), **_standing(reading, at), **beside[at]} for at in range(len(near))]


def _telling(reading: Reading, at: int, near: float) -> Features:
    """What may tell differently for each kind of ask."""
    sentence = reading.sentences[at]
    marks = sentence.marks
    return {
        "Covers": near,
        "Covers head": max([part.head.covered(sentence.content) for part in reading.parts], default=0.0),
        "First": float(at == 0),
        "New figures": float(reading.new_figures[at] > 0),
        "Date": float(marks & DATE > 0),
        "Names": math.log1p(reading.new_names[at]) / 2,
        "Negated": float(marks & NOT > 0),
        "Past": float(marks & PAST > 0),
        "Ahead": float(marks & AHEAD > 0),
    }


def _standing(reading: Reading, at: int) -> Features:
    """How the sentence stands to the question and the answer."""
    count = len(reading.sentences)
    sentence = reading.sentences[at]
    asked = reading.asked.content
    mass = sum(sentence.content.values())
    new = sum([weight for stem, weight in sentence.content.items() if stem not in asked])
    return {
        "Covers question": reading.asked.covered(sentence.content),
        "New words": new / mass if mass else 0.0,
        "Mass": math.log1p(mass) / 5,
        "Length": math.log1p(len(sentence.words)) / 4,
        "Figures": float(sentence.marks & FIGURE > 0),
        "Last": float(at == count - 1),
        "Only": float(count == 1),
        "Place": at / count,
        "Sentences": math.log1p(count) / 3,
        "Row": float("|" in sentence.low),
        "Colon": float(sentence.low.endswith(":")),
    }


def _beside(reading: Reading, near: list[float]) -> list[Features]:
    """Each sentence beside the others: how much of the question it covers, anew, and what its neighbours do."""
    most = max(near, default=0.0) or 1.0
    first = reading.affinity[0] if reading.parts else near
    best = max(first, default=0.0) or 1.0
    ranks = {at: rank for rank, at in enumerate(sorted(range(len(near)), key=lambda at: -near[at]))}
    sorts = [sorts_of(sentence.cues) for sentence in reading.sentences]
    gains = _gains(reading)
    figure = next((at for at, new in enumerate(reading.new_figures) if new), -1)
    return [
        {
            "Beside the best": near[at] / most,
            "Covers first part": first[at] / best,
            "Best": float(ranks[at] == 0),
            "Rank": min(ranks[at], 5) / 5,
            "Covers anew": gains[at],
            "First figures": float(at == figure),
            "Covers before": near[at - 1] if at else 0.0,
            "Covers after": near[at + 1] if at + 1 < len(near) else 0.0,
            "No cue": float(not sorts[at]),
            **_neighbours(sorts, at),
        }
        for at in range(len(near))
    ]


def _gains(reading: Reading) -> list[float]:
    """How much of the question each sentence covers that none before it did."""
    left = dict(reading.asked.content)
    total = sum(left.values()) or 1.0
    found = []
    for sentence in reading.sentences:
        hits = [stem for stem in left if stem in sentence.content]
        found.append(sum([left.pop(stem) for stem in hits]) / total)
    return found


def _neighbours(sorts: list[int], at: int) -> Features:
    """What sorts of cues the sentence has, the one before, the one after and all others."""
    others = 0
    for other in (*sorts[:at], *sorts[at + 1 :]):
        others |= other
    before = sorts[at - 1] if at else 0
    after = sorts[at + 1] if at + 1 < len(sorts) else 0
    return _sorted(sorts[at], before, after, others)


@lru_cache(maxsize=50_000)
def _sorted(here: int, before: int, after: int, others: int) -> Features:
    """Sorts of cues by where they stand; some thousands of constellations occur, of a million."""
    found = {}
    for bit, sort in enumerate(SORTS):
        found[f"Sort {sort}"] = float(here >> bit & 1)
        found[f"Sort {sort} before"] = float(before >> bit & 1)
        found[f"Sort {sort} after"] = float(after >> bit & 1)
        found[f"Sort {sort} elsewhere"] = float(others >> bit & 1)
    return found


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


def wordings(words: Sequence[Word]) -> list[Wording]:
    """The different single words and pairs of words, figures as #, and how the sentence opens."""
    said = [word.said for word in words]
    return [*dict.fromkeys(said), *dict.fromkeys(pairwise(["^", *said]))]


def written(wording: Wording) -> str:
    """A wording in one line."""
    return wording if isinstance(wording, str) else " ".join(wording)


def read_back(line: str) -> Wording:
    """The wording that was written so."""
    first, space, second = line.partition(" ")
    return (first, second) if space else line
