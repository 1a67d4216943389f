"""What an answer does with what was asked: from its words, never why."""

from enum import StrEnum

from msgspec import Struct

from answerable.model.part import Part
from answerable.model.text import Span


class Outcome(StrEnum):
    """What the whole answer does."""

    ANSWERED = "answered"  # supplies what every part asked for; a negative is an answer
    PARTLY = "partly"  # supplies it for some part, year or place and not for the rest
    POINTED = "pointed"  # the substance is only elsewhere
    DECLINED = "declined"  # says expressly that it is not or cannot be given
    DEFERRED = "deferred"  # says that it will come later
    UNADDRESSED = "unaddressed"  # words on the subject that supply nothing of what was asked, and no reason


class Ground(StrEnum):
    """The reason given for not giving something."""

    COST = "cost"
    NOT_HELD = "not_held"
    COMMERCIAL = "commercial"
    SECURITY = "security"
    CONFIDENTIAL = "confidential"
    LEGAL = "legal"
    OTHER_BODY = "other_body"
    POLICY = "policy"
    TIMING = "timing"
    OTHER = "other"


OUTCOMES = tuple(Outcome)
GOTS = tuple(outcome for outcome in Outcome if outcome is not Outcome.PARTLY)  # what a part can get


class PartOutcome(Struct, frozen=True, omit_defaults=True):
    """What one part got, how likely, and the words of the answer that show it, where some do."""

    part: Part
    got: Outcome
    chance: float
    evidence: Span | None = None


class Finding(Struct, frozen=True, omit_defaults=True):
    """What the answer does: `evidence` is the deciding sentence in it, None only where nothing is addressed.

    `chance` is the calibrated probability that `outcome` is right; `by` names the rule or model, with its version.
    """

    outcome: Outcome
    chance: float
    by: str
    ground: Ground | None = None
    evidence: Span | None = None
    parts: tuple[PartOutcome, ...] = ()
    reasons: tuple[str, ...] = ()  # what spoke most for it, strongest first
