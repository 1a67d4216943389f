"""Whether a draft asks of more than one subject: clauses whose words have nothing in common and do not refer back."""

import re
from collections.abc import Sequence
from itertools import pairwise

from answerable.model.part import Kind, Part
from answerable.model.text import Span

_WORD = re.compile(r"[^\W\d_]{4,40}")
_STEM = 5  # letters by which two words count as forms of one
# Words that look back at what was said, so that the clause is on the same subject.
_BACK = re.compile(
    r"\b(?:it|its|they|them|their|this|these|those|that|such|same|there|so|each|the (?:\w+ ){0,3}?"
    r"(?:review|scheme|programme|policy|project|report|strategy|fund|consultation|decision|changes?|proposals?|plans?))\b",
    re.I,
)
# Words of asking and of offices, which any two clauses may share or lack.
_STOCK_WORDS = """
what when whether which where have been being will with from that this they them than into other more most also make
made take taking taken steps assessment estimate recent plans plan secretary state minister department government
office majesty number many much does would could should about between under each last year years statement policy
impact potential merits implications adequacy effectiveness
"""
_STOCK = frozenset(_STOCK_WORDS.split())
_ALWAYS_FITS = (Kind.STATEMENT, Kind.PUBLISH, Kind.OTHER)


def apart(parts: Sequence[Part]) -> tuple[Span, ...]:
    """The spans of the first two neighbouring parts that share no subject; none where all may be of one."""
    free = [part for part in parts if not part.label]
    for one, other in pairwise(free):
        if other.kind not in _ALWAYS_FITS and _differ(one.ask, other.ask):
            return one.span, other.span
    return ()


def _differ(one: str, other: str) -> bool:
    first, second = _subject(one), _subject(other)
    return len(first) > 1 and len(second) > 1 and not first & second and not _BACK.search(other)


def _subject(words: str) -> set[str]:
    return {word[:_STEM].casefold() for word in _WORD.findall(words) if word.casefold() not in _STOCK}
