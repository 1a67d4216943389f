"""The reason given for withholding: from the wording of the sentence that withholds, else of its neighbours."""

from answerable.findings.outcomes.cues import CUES
from answerable.findings.outcomes.reading import Reading
from answerable.model.outcome import Ground

_GROUND = {cue.name: Ground(cue.ground) for cue in CUES if cue.ground}
# Where several stand together the first of these is the ground: "not held … disproportionate cost" is cost.
_FIRST = (
    Ground.COST,
    Ground.COMMERCIAL,
    Ground.SECURITY,
    Ground.LEGAL,
    Ground.CONFIDENTIAL,
    Ground.NOT_HELD,
    Ground.TIMING,
    Ground.OTHER_BODY,
    Ground.POLICY,
    Ground.OTHER,
)


def ground(reading: Reading, deciding: int | None) -> Ground:
    """The ground named in the deciding sentence; else anywhere in the answer; `OTHER` when no known wording is there."""
    inside = _named(reading.cues[deciding]) if deciding is not None else set()
    around = inside or _named(set().union(*reading.cues))
    if deciding is not None and Ground.COST in _named(set().union(*reading.cues)) and Ground.NOT_HELD in inside:
        return Ground.COST  # said in the next sentence: "This could only be had at disproportionate cost"
    return next((ground for ground in _FIRST if ground in around), Ground.OTHER)


def _named(cues: set[str]) -> set[Ground]:
    return {_GROUND[name] for name in cues if name in _GROUND}
