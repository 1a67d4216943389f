"""What the outcome models look at, by name: a person can read each and see what it did in `explain`."""

import math
import re
from collections.abc import Iterator
from itertools import pairwise

from answerable.findings.outcomes.reading import PartRead, Reading
from answerable.findings.outcomes.words import covered
from answerable.model.part import Kind

Features = dict[str, float]

DOES = ("nothing", "supplies", "points", "declines", "defers")  # what a sentence may do
ASKING = 8  # words of a part that show how it asks
_SORTS = ("withhold", "point", "defer", "supply", "talk")
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
_DATE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|spring|summer|autumn|winter|20\d\d)\b"
)
_NOT = re.compile(r"\b(?:not|no|none|never|neither|nor|without|n't|cannot)\b")
_PAST = re.compile(r"\b(?:was|were|has|have|had|been)\b|\b\w{3,}ed\b")
_AHEAD = re.compile(r"\b(?:will|shall|would|plans? to|intends? to|expects? to|due to)\b")
_EARLIER = re.compile(r"\b(?:pursuant to|further to) (?:the|his|her|my|their)\b|\banswers? (?:of|to)\b")
_SOURCE = re.compile(r"\bwith (?:reference|regard) to\b|\bin (?:the )?light of\b|\bfollowing\b")
_SPLIT = re.compile(
    r"\b(?:in|for|by) each\b|\bbroken down\b|\bby (?:constituency|region|year|month|type)\b"
    r"|\blast \w+ (?:years|months)\b"
    r"|\bsince (?:\d|january|february|march|april|may|june|july|august|september|october|november|december)"
    r"|\b(?:19|20)\d\d\b"
)
_TOKEN = re.compile(r"[a-z']+|£|%|\d[\d,.]*")


def sentence_features(reading: Reading) -> list[Features]:
    """For each sentence: cues, alone and by the kind asked; what it covers; figures, names, date, place; wordings.

    Wordings are in lower case; every other name has a capital or a colon.
    """
    groups = sorted({GROUPS[part.kind] for part in reading.parts})
    return [_sentence(reading, at, groups) for at in range(len(reading.sentences))]


def _sentence(reading: Reading, at: int, groups: list[str]) -> Features:
    low = reading.sentences[at].of(reading.low)
    found = dict.fromkeys(wordings(low), 1.0)
    weight = 3 / math.sqrt(len(found)) if found else 0.0
    found = dict.fromkeys(found, weight)
    near = max((row[at] for row in reading.affinity), default=0.0)
    telling = _telling(reading, at, low, near)
    found.update(telling)
    found.update(_standing(reading, at))
    for group in groups:
        found[f"{group}:"] = 1.0
        for name, value in telling.items():
            if value:
                found[f"{group}:{name}"] = value
    for name in reading.names[at]:
        found[f"{name}:"] = 1.0
        found[f"{name}:Covers"] = near
        for group in groups:
            found[f"{group}:{name}"] = 1.0
    return found


def _telling(reading: Reading, at: int, low: str, near: float) -> Features:
    """What may tell differently for each kind of ask."""
    return {
        "Covers": near,
        "Head": max((covered(part.head, reading.sets[at]) for part in reading.parts), default=0.0),
        "First": float(at == 0),
        "Figures": float(reading.new_figures[at] > 0),
        "Date": float(bool(_DATE.search(low))),
        "Names": math.log1p(reading.new_names[at]) / 2,
        "Negated": float(bool(_NOT.search(low))),
        "Past": float(bool(_PAST.search(low))),
        "Ahead": float(bool(_AHEAD.search(low))),
    }


def _standing(reading: Reading, at: int) -> Features:
    """How the sentence stands to the question and the answer."""
    count = len(reading.sentences)
    content = reading.contents[at]
    mass = sum(content.values())
    new = sum(weight for word, weight in content.items() if word not in reading.asked)
    return {
        "Covers question": covered(reading.asked, reading.sets[at]),
        "New words": new / mass if mass else 0.0,
        "Mass": math.log1p(mass) / 5,
        "Last": float(at == count - 1),
        "Only": float(count == 1),
        "Place": at / count,
        "Sentences": math.log1p(count) / 3,
        "Row": float("|" in reading.sentences[at].of(reading.low)),
    }


def wordings(low: str) -> Iterator[str]:
    """Single words and pairs of words, figures as #."""
    words = ["#" if token[0].isdigit() else token for token in _TOKEN.findall(low)]
    yield from words
    yield from map(" ".join, pairwise(words))


def answer_features(reading: Reading, does: list[list[float]]) -> Features:
    """Of the whole answer: length, figures, tables, cues anywhere, first and last, and what its sentences do."""
    count = len(reading.sentences)
    found: Features = {
        "length": math.log1p(len(reading.answer)) / 5,
        "sentences": math.log1p(count) / 3,
        "one sentence": float(count == 1),
        "parts": math.log1p(len(reading.parts)),
        "several parts": float(len(reading.parts) > 1),
        "rows": math.log1p(sum("|" in span.of(reading.low) for span in reading.sentences)) / 3,
        "new figures": math.log1p(sum(reading.new_figures)) / 3,
        "covered": covered(reading.asked, reading.said),
        "date": float(bool(_DATE.search(reading.low))),
        "new names": math.log1p(sum(reading.new_names)) / 3,
        "negated first": float(bool(reading.sentences and _NOT.search(reading.sentences[0].of(reading.low)))),
        "after an earlier answer": float(bool(_EARLIER.search(reading.question))),
        "after a source": float(bool(_SOURCE.search(reading.question))),
        "asks a breakdown": float(bool(_SPLIT.search(reading.question))),
        "question length": math.log1p(len(reading.question)) / 5,
    }
    _cue_features(found, reading)
    _doing(found, "answer", does)
    return found


def _cue_features(found: Features, reading: Reading) -> None:
    count = len(reading.sentences)
    for at, names in enumerate(reading.names):
        for name in names:
            found[name] = 1.0
            if at == 0:
                found[f"first:{name}"] = 1.0
            if at == count - 1:
                found[f"last:{name}"] = 1.0
    for sort in _SORTS:
        found[f"share:{sort}"] = sum(sort in sorts for sorts in reading.sorts) / max(count, 1)
    found["share:none"] = sum(not names for names in reading.names) / max(count, 1)


def _doing(found: Features, who: str, does: list[list[float]]) -> None:
    """How surely some sentence does each thing, the first does it, and how much they do it on the whole."""
    for k, act in enumerate(DOES):
        column = [row[k] for row in does] or [0.0]
        found[f"{who} {act}: most"] = max(column)
        found[f"{who} {act}: first"] = column[0]
        found[f"{who} {act}: mean"] = sum(column) / len(column)
        found[f"{who} {act}: any"] = 1 - math.prod(1 - p for p in column)


def part_features(reading: Reading, at: int, does: list[list[float]]) -> Features:
    """Of one part: what it asks, how much of it is covered, by a sentence that does what, beside the other parts."""
    part = reading.parts[at]
    group = GROUPS[part.kind]
    shares = [covered(other.own, reading.said) for other in reading.parts]
    near = reading.affinity[at]
    best = max(range(len(near)), key=near.__getitem__, default=None)
    found: Features = {
        f"asks {part.kind}": 1.0,
        f"first asks {GROUPS[reading.parts[0].kind]}": 1.0,
        "later part": float(at > 0),
        "last part": float(at == len(reading.parts) - 1),
        "labelled": float(part.labelled),
        "own covered": shares[at],
        "own over mean": shares[at] - sum(shares) / len(shares),
        "own below best": shares[at] - max(shares),
        "part covered": covered(part.whole, reading.said),
        "head covered": covered(part.head, reading.said),
        "tail covered": covered(part.tail, reading.said),
        f"{group}:figures": float(any(reading.new_figures)),
    }
    found.update(dict.fromkeys((f"asks “{words}”" for words in wordings(" ".join(part.low.split()[:ASKING]))), 0.5))
    if best is not None:
        _best_sentence(found, reading, part, does, best, near)
    return found


def _best_sentence(
    found: Features, reading: Reading, part: PartRead, does: list[list[float]], best: int, near: list[float]
) -> None:
    """The sentence that covers most of the part, and all sentences by how much of it they cover."""
    group = GROUPS[part.kind]
    found["best covers"] = near[best]
    found["best is first"] = float(best == 0)
    found["best place"] = best / len(near)
    found["best has figures"] = float(reading.new_figures[best] > 0)
    for name in reading.names[best]:
        found[f"best:{name}"] = 1.0
    total = sum(near) or 1.0
    for k, act in enumerate(DOES):
        found[f"best {act}"] = does[best][k]
        found[f"near {act}"] = sum(w * row[k] for w, row in zip(near, does, strict=True)) / total
        found[f"{group} {act}"] = max(w * row[k] for w, row in zip(near, does, strict=True))


def outcome_features(first: Features, gots: list[list[float]]) -> Features:
    """Of the pair, besides the answer: the first part, and what the parts got: mean, most, least, first, spread."""
    found = {f"part 1 {name}": value for name, value in first.items()}
    for k in range(len(gots[0]) if gots else 0):
        column = [row[k] for row in gots]
        found[f"got {k}: mean"] = sum(column) / len(column)
        found[f"got {k}: most"] = max(column)
        found[f"got {k}: least"] = min(column)
        found[f"got {k}: first"] = column[0]
        found[f"got {k}: spread"] = max(column) - min(column)
    return found
