"""The reason given for withholding: linear in the words of the sentences that withhold, and of the question.

A sentence speaks by how surely it is the one that withholds. What it says counts by its stems, its cues and by the
patterns of grounds.toml that it meets; the whole answer's patterns count half, so that "not held. It could only be had
at disproportionate cost" may be cost (guideline, ruling 6).
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

import numpy as np
from msgspec import Struct

from answerable.findings.outcomes.cues import cues
from answerable.findings.outcomes.features import Floats, cue_rows
from answerable.findings.outcomes.linear import Linear, Wordings
from answerable.findings.outcomes.reading import Reading
from answerable.model.outcome import Ground

GROUNDS = tuple(Ground)
_LEAST = 0.01  # a sentence that withholds with less of a chance is not read
_BEHIND = np.float32(0.5)  # how much a pattern counts wherever in the answer it is met


class Pattern(Struct, frozen=True):
    """Wordings of one ground, in lower case."""

    ground: Ground
    pattern: re.Pattern[str]


@cache
def patterns() -> tuple[Pattern, ...]:
    """Those of grounds.toml, in its order."""
    table = tomllib.loads(files(__package__).joinpath("grounds.toml").read_text(encoding="utf-8"))
    return tuple(Pattern(Ground(row["name"]), re.compile("|".join(row["patterns"]))) for row in table["ground"])


class Grounds(Struct, frozen=True):
    """Linear in `told`, and in the stems of sentences and of the question."""

    told: Linear
    said: Wordings
    asked: Wordings

    def ground(self, reading: Reading, withholds: Floats) -> Ground:
        """The likeliest; `withholds` tells for each sentence how surely it withholds."""
        shares = shared(withholds)
        scores = self.told.scores(told(reading, shares)) + self.asked.scores([asked(reading)])[0]
        scores += shares @ self.said.scores(said(reading))
        return GROUNDS[int(scores.argmax())]


def shared(withholds: Floats) -> Floats:
    """Each sentence's share of what is withheld; they add up to one."""
    shares = withholds / withholds.sum()
    shares = np.where(shares < min(_LEAST, shares.max()), np.float32(0), shares)
    found: Floats = shares / shares.sum()
    return found


def told(reading: Reading, shares: Floats) -> Floats:
    """The patterns and the cues that the sentences have, by their shares, and the patterns that the answer has."""
    every = patterns()
    rows = np.zeros((len(shares), len(every)), np.float32)
    for at in np.flatnonzero(shares):
        rows[at] = [one.pattern.search(reading.sentences[at].low) is not None for one in every]
    whole = np.array([one.pattern.search(reading.low) is not None for one in every], np.float32)
    return np.concatenate([shares @ rows, shares @ cue_rows(reading), whole * _BEHIND])


def told_names() -> tuple[str, ...]:
    """The names for `told`."""
    met = [f"{one.ground} {at}" for at, one in enumerate(patterns())]
    return (*met, *(cue.name for cue in cues()), *(f"answer: {name}" for name in met))


def said(reading: Reading) -> list[list[str]]:
    """The different stems of each sentence."""
    return [list(dict.fromkeys([word.stem for word in sentence.words])) for sentence in reading.sentences]


def asked(reading: Reading) -> list[str]:
    """The stems of the question that carry content."""
    return list(reading.content)
