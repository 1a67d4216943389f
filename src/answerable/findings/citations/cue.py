"""A word that may give a citation away, where it stands."""

from datetime import date

from msgspec import Struct


class Cue(Struct, frozen=True):
    """`text[start:end]` is the word; `said_on` is the day of the text, where it is known."""

    text: str
    start: int
    end: int
    said_on: date | None = None
