"""Wordings that tell what a sentence does, from cues.toml: most are ruled out unread, by the words that spring them."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct


class Cue(Struct, frozen=True):
    """`sort` is what the wording does: withhold, point, defer, supply or talk.

    A sentence is read for it only where one of its words begins with one of `triggers` (is it, where the trigger ends
    in a space), and, where there are any, another with one of `also`.
    """

    name: str
    sort: str
    triggers: tuple[str, ...]
    also: tuple[str, ...]
    pattern: re.Pattern[str]


@cache
def cues() -> tuple[Cue, ...]:
    """Every cue, in the file's order."""
    table = tomllib.loads(files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))
    return tuple(
        Cue(
            cue["name"],
            cue["sort"],
            tuple(cue["triggers"]),
            tuple(cue.get("also", ())),
            re.compile("|".join(cue["patterns"])),
        )
        for cue in table["cue"]
    )


def lowered(text: str) -> str:
    """Lower case with straight apostrophes, the same length, so that spans hold."""
    low = text.lower()
    if len(low) != len(text):  # a few letters become two in lower case
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return low.replace("’", "'")


def springs(word: str) -> int:
    """Which cues a word may begin: a bit a cue for `triggers`, and above those a bit a cue for `also`."""
    every = cues()
    first = sum(1 << at for at, cue in enumerate(every) if _sprung(word, cue.triggers))
    other = sum(1 << at for at, cue in enumerate(every) if _sprung(word, cue.also))
    return first | other << len(every)


def _sprung(word: str, triggers: tuple[str, ...]) -> bool:
    return any(word == trigger[:-1] if trigger[-1] == " " else word.startswith(trigger) for trigger in triggers)


def met(low: str, sprung: int) -> tuple[int, ...]:
    """The places, in `cues()`, of those that a sentence has; `sprung` is what its words together spring."""
    every = cues()
    may = sprung & (sprung >> len(every) | _alone())
    found = []
    while may:
        lowest = may & -may
        at = lowest.bit_length() - 1
        if every[at].pattern.search(low):
            found.append(at)
        may ^= lowest
    return tuple(found)


@cache
def _alone() -> int:
    """The cues that need no second word."""
    return sum(1 << at for at, cue in enumerate(cues()) if not cue.also)
