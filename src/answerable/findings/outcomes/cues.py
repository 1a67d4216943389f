"""Wordings that tell what a sentence does, from cues.toml: literal triggers rule most of them out unread."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from msgspec import Struct

from answerable.model.text import Span


class Cue(Struct, frozen=True):
    """`sort` is what the wording does: withhold, point, defer, supply or talk."""

    name: str
    sort: str
    triggers: tuple[str, ...]
    pattern: re.Pattern[str]


class Hit(Struct, frozen=True):
    """A cue met in a sentence."""

    cue: Cue
    sentence: int


@cache
def cues() -> tuple[Cue, ...]:
    """Every cue, in the file's order."""
    table = tomllib.loads(files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))
    return tuple(
        Cue(cue["name"], cue["sort"], tuple(cue["triggers"]), re.compile("|".join(cue["patterns"])))
        for cue in table["cue"]
    )


def lowered(text: str) -> str:
    """Lower case with straight apostrophes, the same length, so that spans hold."""
    low = text.lower()
    if len(low) != len(text):  # a few letters become two in lower case
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return low.replace("’", "'")


def hits(low: str, places: list[Span]) -> Iterator[Hit]:
    """Each cue met, cue by cue; `low` is `lowered` and `places` are its sentences, of which there is one at least."""
    starts = [place.start for place in places]
    for cue in cues():
        if any(map(low.__contains__, cue.triggers)):
            for match in cue.pattern.finditer(low):
                yield Hit(cue, max(bisect_right(starts, match.start()) - 1, 0))
