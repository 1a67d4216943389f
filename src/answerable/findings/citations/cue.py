"""A word that may give a citation away, where it stands."""

import re
from collections import deque
from datetime import date

from msgspec import Struct

from answerable.findings.openings import Openings


class Cue(Struct, frozen=True):
    """`text[start:end]` is the word; `said_on` is the day of the text, where it is known."""

    text: str
    start: int
    end: int
    said_on: date | None = None


def last_match(pattern: re.Pattern[str] | Openings, text: str, start: int, end: int) -> re.Match[str] | None:
    """The last place between `start` and `end` that the pattern fits."""
    return next(iter(deque(pattern.finditer(text, start, end), maxlen=1)), None)
