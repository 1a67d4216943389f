"""Whether a draft asks of more than one subject: clauses whose words have nothing in common and do not refer back."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from answerable.model.part import Kind, Part
from answerable.model.text import Span

_WORD = re.compile(r"[^\W\d_]{4,40}")
_STEM = 5  # letters by which two words count as forms of one
_FEW = 4  # telling words of a clause, up to which nothing is said of its subject
# Words that look back at what was said, so that the clause is on the same subject.
_BACK = re.compile(
    r"\b(?:its?|they|them|their|this|these|those|such|same|that (?!the|an?|there|it|they|all|is|are|will)\w+)\b", re.I
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


class _Clause(Struct, frozen=True):
    """A clause that asks, with all items of its list."""

    words: str
    kind: Kind
    span: Span


def apart(parts: Sequence[Part]) -> tuple[Span, ...]:
    """The spans of the first two neighbouring clauses that share no subject; none where all may be of one."""
    clauses = [_clause(list(these)) for _, these in groupby(parts, key=lambda part: part.stem_span or part.span)]
    for one, other in pairwise(clauses):
        if other.kind not in _ALWAYS_FITS and _differ(one.words, other.words):
            return one.span, other.span
    return ()


def _clause(items: Sequence[Part]) -> _Clause:
    first, last = items[0], items[-1]
    words = " ".join([first.stem, *(item.ask for item in items)])
    return _Clause(words, first.kind, Span((first.stem_span or first.span).start, last.span.end))


def _differ(one: str, other: str) -> bool:
    first, second = _subject(one), _subject(other)
    return len(first) > _FEW and len(second) > _FEW and not first & second and not _BACK.search(other)


def _subject(words: str) -> set[str]:
    return {word[:_STEM].casefold() for word in _WORD.findall(words) if word.casefold() not in _STOCK}
