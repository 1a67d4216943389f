"""What an answer does with what was asked: rules for stock formulas, a small trained model for the rest."""

import numpy as np

from answerable.findings.outcomes.model import Chances, Model, lexicon, shipped
from answerable.findings.outcomes.reading import Reading
from answerable.findings.outcomes.rules import Decided, decide
from answerable.findings.outcomes.summary import DECLINES, DOES
from answerable.model.outcome import GOTS, OUTCOMES, Finding, Ground, Outcome, PartOutcome
from answerable.model.part import Part
from answerable.model.text import Span

VERSION = 5
_ACT = {  # which act of a sentence shows an outcome
    Outcome.ANSWERED: DOES.index("supplies"),
    Outcome.PARTLY: DOES.index("supplies"),
    Outcome.POINTED: DOES.index("points"),
    Outcome.DECLINED: DECLINES,
    Outcome.DEFERRED: DOES.index("defers"),
}
_FAR = np.float32(0.1)  # how near a sentence is to every part, even if it covers nothing of it
_SURE = 0.5  # the chance from which on nothing is taken to be addressed, by any sentence
_REASON = 0.5  # a sentence that declines this surely gives a partly answered question its ground


def outcome(question: str, parts: tuple[Part, ...], answer: str, model: Model | None = None) -> Finding:
    """What `answer` does with `question`, whose `parts` are given; spans of evidence count in `answer`.

    A blank answer is unaddressed. `model` replaces the one in the package.
    """
    return judged(Reading(question, parts, answer, lexicon()), parts, model or shipped())


def judged(reading: Reading, parts: tuple[Part, ...], model: Model) -> Finding:
    """What the answer does, of a pair that is read."""
    if not reading.sentences:
        return _blank(parts)
    decided = decide(reading)
    return _by_rule(reading, parts, decided, model) if decided else _by_model(reading, parts, model)


def _blank(parts: tuple[Part, ...]) -> Finding:
    gots = tuple(PartOutcome(part, Outcome.UNADDRESSED, 1.0) for part in parts)
    return Finding(Outcome.UNADDRESSED, 1.0, f"rule: blank answer v{VERSION}", parts=gots)


def _by_rule(reading: Reading, parts: tuple[Part, ...], decided: Decided, model: Model) -> Finding:
    rule = decided.rule
    span = reading.spans[decided.sentence]
    here = np.zeros(len(reading.sentences), np.float32)
    here[decided.sentence] = 1.0
    why = model.grounds.ground(reading, here) if rule.outcome is Outcome.DECLINED else None
    gots = tuple(PartOutcome(part, rule.outcome, rule.right, span) for part in parts)
    return Finding(rule.outcome, rule.right, f"rule: {rule.name} v{VERSION}", why, span, gots)


def _by_model(reading: Reading, parts: tuple[Part, ...], model: Model) -> Finding:
    chances = model.chances(reading)
    best = int(chances.outcome.argmax())
    found = OUTCOMES[best]
    why = _ground(reading, found, chances, model)
    deciding = _deciding(found, why, chances)
    gots = tuple(_part(reading, at, part, found, chances) for at, part in enumerate(parts))
    span = reading.spans[deciding] if deciding is not None else None
    reasons = model.reasons(best, chances)
    return Finding(found, float(chances.outcome[best]), f"model: {model.name}", why, span, gots, reasons)


def _ground(reading: Reading, found: Outcome, chances: Chances, model: Model) -> Ground | None:
    """A ground where something was declined, else none."""
    declines = chances.does[:, DECLINES]
    if found is Outcome.DECLINED or (found is Outcome.PARTLY and declines.max() > _REASON):
        return model.grounds.ground(reading, chances.quoted * declines)
    return None


def _deciding(found: Outcome, why: Ground | None, chances: Chances) -> int | None:
    """The sentence that decides: likely to be what annotators quote, and doing what the outcome says.

    Where nothing is addressed, yet less surely than not, it is the sentence that would decide the next likely outcome.
    """
    if found is Outcome.UNADDRESSED:
        if chances.outcome.max() >= _SURE:
            return None
        found = max(_ACT, key=lambda outcome: chances.outcome[OUTCOMES.index(outcome)])
    act = _ACT[Outcome.DECLINED if why else found]
    return int((chances.quoted * np.sqrt(chances.does[:, act])).argmax())


def _part(reading: Reading, at: int, part: Part, whole: Outcome, chances: Chances) -> PartOutcome:
    """A part gets what the whole answer does; where that differs by part, what the part's own model says."""
    own = chances.gots[at].tolist()
    got = GOTS[own.index(max(own))] if whole is Outcome.PARTLY else whole
    act = _ACT.get(got)
    span = None
    if act is not None:
        shows = (np.array(reading.affinity[at], np.float32) + _FAR) * chances.does[:, act]
        span = reading.spans[int(shows.argmax())]
    return PartOutcome(part, got, own[GOTS.index(got)], span)


__all__ = ["VERSION", "Finding", "Span", "outcome"]
