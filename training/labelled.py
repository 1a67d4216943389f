"""Labelled pairs, read, with a target for each model."""

import re
from typing import Any

from answerable.findings.outcomes.grounds import GROUNDS
from answerable.findings.outcomes.reading import Reading
from answerable.findings.outcomes.vectors import Vectors
from answerable.findings.outcomes.words import Lexicon
from answerable.findings.parts import parts
from answerable.model.outcome import GOTS, OUTCOMES, Ground


class Pair:
    """A labelled pair: its arrays, outcome and ground, what each sentence does, if it was quoted, what parts got."""

    def __init__(self, label: dict[str, Any], lexicon: Lexicon, *, read: bool = False) -> None:
        self.label = label
        self.read = read  # by us, and not by the labels' annotators
        self.parts = parts(label["question"])
        self.reading = Reading(label["question"], self.parts, label["answer"], lexicon)
        self.vectors = Vectors(self.reading)
        self.outcome = OUTCOMES.index(label["outcome"])
        self.ground = GROUNDS.index(Ground(label["ground"])) if label["ground"] else None
        said = [span.of(label["answer"]) for span in self.reading.spans]
        self.quoted = [bool(label["evidence"]) and overlap(label["evidence"], words) for words in said]
        self.does = _does(self.quoted, label)
        self.gots = _gots([part.ask for part in self.parts], label)


def overlap(a: str, b: str) -> bool:
    """Whether two quotes are one: the labels' own measure."""
    x, y = set(re.findall(r"\w+", a.lower())), set(re.findall(r"\w+", b.lower()))
    if not x or not y:
        return False
    return a.strip().lower() in b.lower() or b.strip().lower() in a.lower() or len(x & y) / len(x | y) >= 0.5


def _does(quoted: list[bool], label: dict[str, Any]) -> list[int | None]:
    """What each sentence does; None where the label does not tell (other sentences of what was answered)."""
    act = {"answered": 1, "partly": 3 if label["ground"] else 1, "pointed": 2, "declined": 3, "deferred": 4}
    told = label["outcome"] in ("pointed", "declined", "deferred", "unaddressed")
    return [act[label["outcome"]] if here else 0 if told else None for here in quoted]


def _gots(asks: list[str], label: dict[str, Any]) -> list[int | None]:
    """What each part got, for the parts that are found; None for one that the label does not have."""
    left = list(label["parts"])
    found: list[int | None] = []
    for ask in asks:
        hit = next((gold for gold in left if overlap(ask, gold["ask"])), None)
        if hit:
            left.remove(hit)
        found.append(GOTS.index(hit["got"]) if hit else None)
    return found
