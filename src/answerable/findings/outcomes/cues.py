"""Wordings that tell what a sentence does, from cues.toml: literal triggers rule most of them out unread."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from msgspec import Struct

REMEMBERED = 100_000  # words whose cues are kept in mind, some 10 MB
_NO_DIGITS = str.maketrans("", "", "0123456789")  # figures would fill the memory, and no trigger has one


class Cue(Struct, frozen=True):
    """`sort` is what the wording does: withhold, point, defer, supply or talk."""

    name: str
    sort: str
    triggers: tuple[str, ...]
    pattern: re.Pattern[str]


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


def met(sentence: str) -> list[Cue]:
    """The cues in one sentence, which is `lowered`."""
    return [cue for cue in _triggers().sprung(sentence) if cue.pattern.search(sentence)]


class Triggers:
    """Which cues a text may have: a word springs those whose trigger, or its longest word, stands within it.

    Words are remembered, so that a text costs a look-up a word and not a search a trigger.
    """

    def __init__(self, every: tuple[Cue, ...]) -> None:
        self._every = every
        self._within = [[max(trigger.split(), key=len) for trigger in cue.triggers] for cue in every]
        self._known: dict[str, int] = {}

    def sprung(self, low: str) -> Iterator[Cue]:
        """The cues, in order, that the text may have; `low` is lower case."""
        mask = 0
        for word in low.translate(_NO_DIGITS).split():
            known = self._known.get(word)
            mask |= self._learn(word) if known is None else known
        return (cue for at, cue in enumerate(self._every) if mask >> at & 1)

    def _learn(self, word: str) -> int:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        sprung = (1 << at for at, triggers in enumerate(self._within) if any(part in word for part in triggers))
        return self._known.setdefault(word, sum(sprung))


@cache
def _triggers() -> Triggers:
    return Triggers(cues())
