"""Stock formulas that decide by themselves: few, and only where the labels show them right 19 times in 20."""

from msgspec import Struct

from answerable.findings.outcomes.reading import Reading
from answerable.model.outcome import Outcome
from answerable.model.part import Kind

_FIGURES = frozenset({Kind.HOW_MANY, Kind.HOW_MUCH, Kind.ESTIMATE, Kind.WHICH, Kind.WHO, Kind.WHEN, Kind.PUBLISH})
_WITHHOLDING = frozenset({"not disclose", "inappropriate", "not possible to give", "not comment", "not held"})
_ELSEWHERE = frozenset({"address", "found at", "published", "refer"})


class Rule(Struct, frozen=True):
    """Decides `outcome` where an answer has `cue` under the conditions that are set.

    The answer has at most `most` sentences, or `several` where more than one thing is asked, since other sentences may
    supply that.
    """

    name: str
    outcome: Outcome
    cue: str
    most: int
    right: float  # on the training labels, (right + 1) / (decided + 2)
    several: int = 1
    first: bool = False  # the cue stands in the first sentence
    single: bool = False  # the question asks one thing
    kinds: frozenset[Kind] = frozenset()  # every part asks one of these
    beside: frozenset[str] = frozenset()  # one of these stands in the same sentence
    without: frozenset[str] = frozenset()  # none of these stands anywhere
    bare: bool = False  # no figures that the question does not have


RULES = (
    Rule("refers to an earlier answer", Outcome.POINTED, "refer", 1, 0.98, first=True),
    Rule(
        "is found elsewhere", Outcome.POINTED, "found at", 1, 0.8, without=frozenset({"figure", "not held"}), bare=True
    ),
    Rule("disproportionate cost", Outcome.DECLINED, "disproportionate", 3, 0.93, bare=True),
    Rule(
        "is not held",
        Outcome.DECLINED,
        "not held",
        2,
        0.94,
        kinds=_FIGURES,
        without=_ELSEWHERE,
        bare=True,
    ),
    Rule("does not comment", Outcome.DECLINED, "not comment", 2, 0.8, without=_ELSEWHERE),
    Rule("commercial confidence", Outcome.DECLINED, "commercial", 3, 0.8, beside=_WITHHOLDING),
    Rule("will write", Outcome.DEFERRED, "will write", 3, 0.92, several=3),
    Rule("says yes", Outcome.ANSWERED, "yes", 4, 0.83, first=True, single=True),
    Rule("says no", Outcome.ANSWERED, "plain no", 4, 0.67, first=True, single=True),
)


class Decided(Struct, frozen=True):
    """A rule that applies, and the sentence that its cue stands in."""

    rule: Rule
    sentence: int


def decide(reading: Reading) -> Decided | None:
    """The first rule that applies."""
    have = set().union(*reading.cues)
    found = (Decided(rule, at) for rule in RULES if rule.cue in have and (at := _where(rule, reading)) is not None)
    return next(found, None)


def _where(rule: Rule, reading: Reading) -> int | None:
    """The sentence with the rule's cue, where all its conditions hold."""
    count = len(reading.sentences)
    several = len(reading.parts) > 1
    if not 0 < count <= (rule.several if several else rule.most) or (rule.single and several):
        return None
    if rule.kinds and not all(part.kind in rule.kinds for part in reading.parts):
        return None
    if rule.bare and any(reading.new_figures):
        return None
    if rule.without & set().union(*reading.cues):
        return None
    places = range(1) if rule.first else range(count)
    return next((at for at in places if _stands(rule, reading.cues[at])), None)


def _stands(rule: Rule, cues: set[str]) -> bool:
    return rule.cue in cues and (not rule.beside or bool(rule.beside & cues))
