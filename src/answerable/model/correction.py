"""What the record's keeper says of an answer, instead of what rule or model found."""

from msgspec import Struct

from answerable.model.outcome import Ground, Outcome


class Correction(Struct, frozen=True, gc=False, omit_defaults=True):
    """What an answer does, as its keeper read it: `when` is ISO 8601 in UTC, `evidence` words of the answer, if any."""

    outcome: Outcome
    when: str
    why: str
    by: str = ""
    ground: Ground | None = None
    evidence: str = ""
