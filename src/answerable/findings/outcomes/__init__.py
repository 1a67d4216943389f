"""What an answer does with what was asked: rules for stock formulas, a small trained model for the rest."""

from answerable.findings.outcomes.grounds import ground
from answerable.findings.outcomes.model import Chances, Model, shipped
from answerable.findings.outcomes.reading import Reading
from answerable.findings.outcomes.rules import Decided, decide
from answerable.model.outcome import GOTS, OUTCOMES, Finding, Ground, Outcome, PartOutcome
from answerable.model.part import Part
from answerable.model.text import Span

VERSION = 1
_ACT = {  # which act of a sentence shows an outcome: an index into `DOES`
    Outcome.ANSWERED: 1,
    Outcome.PARTLY: 1,
    Outcome.POINTED: 2,
    Outcome.DECLINED: 3,
    Outcome.DEFERRED: 4,
}
_REASON = 0.5  # a sentence that declines this surely gives a partly answered question its ground


def outcome(question: str, parts: tuple[Part, ...], answer: str, model: Model | None = None) -> Finding:
    """What `answer` does with `question`, whose `parts` are given; spans of evidence count in `answer`.

    A blank answer is unaddressed. `model` replaces the one in the package.
    """
    using = model or shipped()
    reading = Reading(question, parts, answer, using.words)
    if not reading.sentences:
        return _blank(parts)
    decided = decide(reading)
    return _by_rule(reading, parts, decided) if decided else _by_model(reading, parts, using)


def _blank(parts: tuple[Part, ...]) -> Finding:
    gots = tuple(PartOutcome(part, Outcome.UNADDRESSED, 1.0) for part in parts)
    return Finding(Outcome.UNADDRESSED, 1.0, f"rule: blank answer v{VERSION}", parts=gots)


def _by_rule(reading: Reading, parts: tuple[Part, ...], decided: Decided) -> Finding:
    rule = decided.rule
    span = reading.sentences[decided.sentence]
    why = ground(reading, decided.sentence) if rule.ground else None
    gots = tuple(PartOutcome(part, rule.outcome, rule.right, span) for part in parts)
    return Finding(rule.outcome, rule.right, f"rule: {rule.name} v{VERSION}", why, span, gots)


def _by_model(reading: Reading, parts: tuple[Part, ...], model: Model) -> Finding:
    chances = model.chances(reading)
    best = max(range(len(OUTCOMES)), key=chances.outcome.__getitem__)
    found = OUTCOMES[best]
    why = _ground(reading, found, chances)
    deciding = _deciding(found, why, chances)
    reasons = model.stages["outcome"].reasons(best, *chances.features)
    gots = tuple(_part(reading, at, part, found, chances) for at, part in enumerate(parts))
    span = reading.sentences[deciding] if deciding is not None else None
    return Finding(found, chances.outcome[best], f"model: {model.name}", why, span, gots, reasons)


def _ground(reading: Reading, found: Outcome, chances: Chances) -> Ground | None:
    """A ground where something was declined, else none."""
    declines = [row[_ACT[Outcome.DECLINED]] for row in chances.does]
    surest = max(range(len(declines)), key=declines.__getitem__)
    if found is Outcome.DECLINED or (found is Outcome.PARTLY and declines[surest] > _REASON):
        return ground(reading, surest)
    return None


def _deciding(found: Outcome, why: Ground | None, chances: Chances) -> int | None:
    """The sentence that decides: likely to be what annotators quote, and doing what the outcome says."""
    if found is Outcome.UNADDRESSED:
        return None
    act = _ACT[Outcome.DECLINED if why else found]
    return max(range(len(chances.does)), key=lambda at: chances.quoted[at] * chances.does[at][act])


def _part(reading: Reading, at: int, part: Part, whole: Outcome, chances: Chances) -> PartOutcome:
    """A part gets what the whole answer does; where that differs by part, what the part's own model says."""
    own = chances.gots[at]
    best = max(range(len(GOTS)), key=own.__getitem__)
    got = GOTS[best] if whole is Outcome.PARTLY else whole
    act = _ACT.get(got)
    near = reading.affinity[at]
    span = None
    if act is not None:
        span = reading.sentences[max(range(len(near)), key=lambda s: (near[s] + 0.1) * chances.does[s][act])]
    return PartOutcome(part, got, own[GOTS.index(got)], span)


__all__ = ["VERSION", "Finding", "Span", "outcome"]
