"""What happened to a question, told from the differences between what was observed of it."""

from datetime import date
from enum import StrEnum

from msgspec import Struct


class Happening(StrEnum):
    """The kinds of change that a question's history tells."""

    TABLED = "tabled"
    MOVED = "moved to another body"
    DUE_CHANGED = "due date changed"
    REWORDED = "question reworded"
    HOLDING = "holding answer"
    ANSWERED = "answered"
    REVISED = "answer changed"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    UNLISTED = "no longer listed"
    RESTORED = "listed again"
    CORRECTED_BY_KEEPER = "outcome corrected by the record's keeper"


class Event(Struct, frozen=True, omit_defaults=True):
    """One change: on which day where the record bears one, when and by which source it was said, and from what to what.

    `said` is ISO 8601, empty when the source does not tell; `before` and `after` are plain words, days in ISO 8601.
    Of a question that is no longer listed, `before` is the last day on which it was.
    """

    kind: Happening
    on: date | None = None
    said: str = ""
    source: str = ""
    before: str = ""
    after: str = ""
