"""Which act a verb promises."""

import re
from functools import lru_cache

from answerable.findings.commitments.commitment import Act

_STEMS: tuple[tuple[Act, str], ...] = (
    ("publish", r"publish|republish|releas|issu|made public|available"),
    ("consult", r"consult|seek views|engag"),
    ("legislate", r"legislat|lay|laid|bring forward|amend|repeal|commenc|enact"),
    ("meet", r"meet|host|visit|attend|discuss"),
    ("write", r"writ"),
    ("fund", r"fund|invest|allocat|pay|paid|provid\w* £|underwrit|donat"),
    ("decide", r"decid|determin|conclud|agree|consider|confirm"),
    ("respond", r"respon|repl|answer"),
    ("announce", r"announc|set out|outlin|say more|share|communicat"),
    ("review", r"review|assess|evaluat|examin|monitor|analys"),
    ("launch", r"launch|open|start|begin|establish|creat|commission|introduc|set up"),
    ("update", r"updat|revis|refresh"),
    ("deliver", r"deliver|complet|implement|roll|build|increas|recruit|extend|achiev|produc|develop|ban|reform|run"),
)
_PATTERNS = tuple((act, re.compile(rf"\b(?:{stems})", re.I)) for act, stems in _STEMS)
_LIBRARY = re.compile(r"\b(?:plac|deposit)\w*\b.{0,80}\bLibrar(?:y|ies)\b", re.I | re.S)


def act_of(verb: str, clause: str) -> Act:
    """The act of a promise, by its verb, or by its clause where the verb says little ("bring", "set", "be")."""
    if _LIBRARY.search(clause):
        return "place in the Library"
    act = act_of_verb(verb)
    return act if act != "other" else _first(clause)


@lru_cache(maxsize=4096)
def act_of_verb(verb: str) -> Act:
    """The act that the verb alone names."""
    return _first(verb)


def _first(words: str) -> Act:
    return next((act for act, pattern in _PATTERNS if pattern.search(words)), "other")
