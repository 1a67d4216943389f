"""Wordings that tell what a sentence does, from cues.toml: most are ruled out unread, by the words that spring them."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct


class Cue(Struct, frozen=True):
    """`sort` is what the wording does: withhold, point, defer, supply or talk."""

    name: str
    sort: str


class Way(Struct, frozen=True):
    """A way in which a cue is worded: the cue's place in `cues()` and a pattern.

    A sentence is read for it only where one of its words begins with one of `triggers` (is it, where the trigger ends
    in a space), and, where there are any, another with one of `also`.
    """

    cue: int
    triggers: tuple[str, ...]
    also: tuple[str, ...]
    pattern: re.Pattern[str]


@cache
def cues() -> tuple[Cue, ...]:
    """Every cue, in the file's order."""
    return tuple(Cue(name, sort) for name, sort in {row["name"]: row["sort"] for row in _rows()}.items())


@cache
def ways() -> tuple[Way, ...]:
    """The ways of every cue, in the file's order."""
    places = {cue.name: at for at, cue in enumerate(cues())}
    return tuple(
        Way(
            places[row["name"]],
            tuple(row["triggers"]),
            tuple(row.get("also", ())),
            re.compile("|".join(row["patterns"])),
        )
        for row in _rows()
    )


def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))[
        "cue"
    ]
    return rows


def lowered(text: str) -> str:
    """Lower case with straight apostrophes, the same length, so that spans hold."""
    low = text.lower()
    if len(low) != len(text):  # a few letters become two in lower case
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return low.replace("’", "'")


def springs(word: str) -> int:
    """Which ways a word may begin: a bit a way for `triggers`, and above those a bit a way for `also`."""
    sprung, whole, bits = _sprung(), f"{word} ", 0
    for end in range(1, min(len(whole), _longest()) + 1):
        bits |= sprung.get(whole[:end], 0)
    return bits


@cache
def _sprung() -> dict[str, int]:
    """What each trigger springs."""
    every = ways()
    found: dict[str, int] = {}
    for at, way in enumerate(every):
        for trigger in way.triggers:
            found[trigger] = found.get(trigger, 0) | 1 << at
        for trigger in way.also:
            found[trigger] = found.get(trigger, 0) | 1 << at + len(every)
    return found


@cache
def _longest() -> int:
    return max(map(len, _sprung()))


def met(low: str, sprung: int) -> tuple[int, ...]:
    """The places, in `cues()`, of those that a sentence has, in order; `sprung` is what its words together spring."""
    every = ways()
    may = sprung & (sprung >> len(every) | _alone())
    found = []
    while may:
        lowest = may & -may
        way = every[lowest.bit_length() - 1]
        if way.pattern.search(low):
            found.append(way.cue)
        may ^= lowest
    return tuple(dict.fromkeys(found))


@cache
def _alone() -> int:
    """The ways that need no second word."""
    return sum(1 << at for at, way in enumerate(ways()) if not way.also)
