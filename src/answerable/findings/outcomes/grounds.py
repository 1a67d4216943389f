"""The reason given for withholding: from the words of the sentence that withholds, else of the whole answer.

The patterns of grounds.toml stand in order of weight and the first that is met names the ground, so that "not held …
and could only be had at disproportionate cost" is cost (guideline, ruling 6),
and "in confidence by investors" commercial.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

from answerable.findings.outcomes.reading import Reading
from answerable.model.outcome import Ground


@cache
def _grounds() -> tuple[tuple[Ground, re.Pattern[str]], ...]:
    table = tomllib.loads(files(__package__).joinpath("grounds.toml").read_text(encoding="utf-8"))
    return tuple((Ground(row["name"]), re.compile("|".join(row["patterns"]))) for row in table["ground"])


def ground(reading: Reading, deciding: int | None) -> Ground:
    """The ground named in the deciding sentence (cost also in the next); else in the whole answer; else `OTHER`."""
    if deciding is None:
        return _named(reading.low) or Ground.OTHER
    inside = _named(reading.sentences[deciding].low)
    following = reading.sentences[deciding + 1 : deciding + 2]
    if inside is Ground.NOT_HELD and any(_named(sentence.low) is Ground.COST for sentence in following):
        return Ground.COST
    return inside or _named(reading.low) or Ground.OTHER


def _named(low: str) -> Ground | None:
    return next((ground for ground, pattern in _grounds() if pattern.search(low)), None)
