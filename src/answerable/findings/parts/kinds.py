"""What kind of thing a clause asks for: read from the words it opens with, by the patterns of kinds.toml."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from answerable.model.part import Kind

_OPENS = 160  # characters: the kind shows in the first words


def kind_of(words: str) -> Kind:
    """The kind of a clause that begins with its asking words; `OTHER` when it begins with none."""
    opening = words[:_OPENS]
    return next((kind for kind, pattern in _kinds() if pattern.match(opening)), Kind.OTHER)


@cache
def _kinds() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    table = tomllib.loads(files(__package__).joinpath("kinds.toml").read_text(encoding="utf-8"))
    adjectives = table["adjectives"]
    return tuple(
        (Kind(kind["name"]), re.compile("|".join(kind["patterns"]).replace("<adjectives>", adjectives), re.I))
        for kind in table["kind"]
    )
