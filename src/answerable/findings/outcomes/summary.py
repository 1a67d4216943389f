"""What the models look at in an answer, a part and a pair as a whole, by name, always in the same order."""

import math
import re

import numpy as np

from answerable.findings.outcomes.cues import cues
from answerable.findings.outcomes.features import SORTS, Features, Floats, sorts_of
from answerable.findings.outcomes.reading import Reading
from answerable.findings.outcomes.words import DATE, NOT
from answerable.model.outcome import GOTS
from answerable.model.part import Kind

_LEAST = np.float32(1e-6)  # so that a part that nothing covers divides nothing by something
DOES = ("nothing", "supplies", "points", "declines", "defers")  # what a sentence may do
DECLINES = DOES.index("declines")
_KINDS = {kind: {f"asks {other}": float(other is kind) for other in Kind} for kind in Kind}
_EARLIER = re.compile(r"\b(?:pursuant to|further to) (?:the|his|her|my|their)\b|\banswers? (?:of|to)\b")
_SOURCE = re.compile(r"\bwith (?:reference|regard) to\b|\bin (?:the )?light of\b|\bfollowing\b")
_SPLIT = re.compile(
    r"\b(?:in|for|by) each\b|\bbroken down\b|\bby (?:constituency|region|year|month|type)\b"
    r"|\blast \w+ (?:years|months)\b"
    r"|\bsince (?:\d|january|february|march|april|may|june|july|august|september|october|november|december)"
    r"|\b(?:19|20)\d\d\b"
)


def answer_features(reading: Reading) -> Features:
    """Of the whole answer: length, figures, tables, what sorts of cues; and what the question refers to."""
    sentences = reading.sentences
    count = len(sentences)
    marks = 0
    for sentence in sentences:
        marks |= sentence.marks
    sorts = [sorts_of(sentence.cues) for sentence in sentences]
    found = {
        "length": math.log1p(len(reading.answer)) / 5,
        "sentences": math.log1p(count) / 3,
        "one sentence": float(count == 1),
        "parts": math.log1p(len(reading.parts)),
        "several parts": float(len(reading.parts) > 1),
        "rows": math.log1p(sum(["|" in sentence.low for sentence in sentences])) / 3,
        "new figures": math.log1p(sum(reading.new_figures)) / 3,
        "covered": reading.asked.covered(reading.said),
        "date": float(marks & DATE > 0),
        "new names": math.log1p(sum(reading.new_names)) / 3,
        "negated first": float(count > 0 and sentences[0].marks & NOT > 0),
        "after an earlier answer": float(bool(_EARLIER.search(reading.question))),
        "after a source": float(bool(_SOURCE.search(reading.question))),
        "asks a breakdown": float(bool(_SPLIT.search(reading.question))),
        "question length": math.log1p(len(reading.question)) / 5,
        "share: none": sorts.count(0) / max(count, 1),
    }
    for bit, sort in enumerate(SORTS):
        found[f"share: {sort}"] = sum([bits >> bit & 1 for bits in sorts]) / max(count, 1)
    return found


def cue_features(rows: Floats) -> Floats:
    """Of sentences × cues: which stand anywhere, in the first and in the last sentence."""
    return np.concatenate([rows.max(axis=0), rows[0], rows[-1]])


def cue_names() -> tuple[str, ...]:
    """The names for `cue_features`."""
    return tuple(f"{where}{cue.name}" for where in ("", "first: ", "last: ") for cue in cues())


def doing_features(does: Floats) -> Floats:
    """Of sentences × acts: how surely some sentence does each, the first does, any does, and how much on the whole."""
    mean = does.sum(axis=0) / len(does)
    return np.concatenate([does.max(axis=0), does[0], mean, 1 - (1 - does).prod(axis=0)], dtype=np.float32)


def doing_names() -> tuple[str, ...]:
    """The names for `doing_features`."""
    return tuple(f"answer {act}: {how}" for how in ("most", "first", "mean", "any") for act in DOES)


def part_features(reading: Reading) -> list[Features]:
    """Of each part: what it asks, how much of it is covered, beside the other parts, and by which sentence best."""
    shares = [part.own.covered(reading.said) for part in reading.parts]
    figures = float(any(reading.new_figures))
    return [_part(reading, at, shares, figures) for at in range(len(shares))]


def _part(reading: Reading, at: int, shares: list[float], figures: float) -> Features:
    part = reading.parts[at]
    best = best_sentence(reading, at)
    near = reading.affinity[at]
    found = {
        "later part": float(at > 0),
        "last part": float(at == len(shares) - 1),
        "labelled": float(part.labelled),
        "own covered": shares[at],
        "own over mean": shares[at] - sum(shares) / len(shares),
        "own below best": shares[at] - max(shares),
        "part covered": part.whole.covered(reading.said),
        "head covered": part.head.covered(reading.said),
        "tail covered": part.tail.covered(reading.said),
        "figures": figures,
        "best covers": near[best],
        "best is first": float(best == 0),
        "best place": best / len(near),
        "best has figures": float(reading.new_figures[best] > 0),
    }
    return found | _KINDS[part.kind]


def best_sentence(reading: Reading, at: int) -> int:
    """The sentence that covers most of a part."""
    near = reading.affinity[at]
    return max(range(len(near)), key=near.__getitem__)


def part_doing(near: Floats, best: list[int], does: Floats) -> Floats:
    """What is done about each part: by its best sentence, by all by how much they cover, and most; `near` is parts ×
    sentences."""
    by_nearness = near[:, :, None] * does
    covering = np.maximum(near.sum(axis=1), _LEAST)[:, None]
    return np.concatenate([does[best], by_nearness.sum(axis=1) / covering, by_nearness.max(axis=1)], axis=1)


def part_doing_names() -> tuple[str, ...]:
    """The names for `part_doing`."""
    return tuple(f"{how} {act}" for how in ("best", "near", "most") for act in DOES)


def got_features(gots: Floats) -> Floats:
    """Of parts × what they may get: mean, most, least, first, spread."""
    most, least = gots.max(axis=0), gots.min(axis=0)
    return np.concatenate([gots.sum(axis=0) / len(gots), most, least, gots[0], most - least])


def got_names() -> tuple[str, ...]:
    """The names for `got_features`."""
    return tuple(f"got {got}: {how}" for how in ("mean", "most", "least", "first", "spread") for got in GOTS)
