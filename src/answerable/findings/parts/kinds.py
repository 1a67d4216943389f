"""What kind of thing a clause asks for: read from the words it opens with, by the patterns of kinds.toml."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from answerable.model.part import Kind

_OPENS = 160  # characters: the kind shows in the first words


def kind_of(words: str) -> Kind:
    """The kind of a clause that begins with its asking words; `OTHER` when it begins with none."""
    kinds, pattern = _kinds()
    opened = pattern.match(words, 0, _OPENS)
    return kinds[(opened.lastindex or 0) - 1] if opened else Kind.OTHER


@cache
def _kinds() -> tuple[tuple[Kind, ...], re.Pattern[str]]:
    """The kinds, and one pattern with a group for each."""
    table = tomllib.loads(files(__package__).joinpath("kinds.toml").read_text(encoding="utf-8"))
    every = (f"({'|'.join(kind['patterns'])})".replace("<adjectives>", table["adjectives"]) for kind in table["kind"])
    return tuple(Kind(kind["name"]) for kind in table["kind"]), re.compile("|".join(every), re.I)
