"""Two texts as one: what both have, what only one has, word for word, in the order in which both can be read."""

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from rapidfuzz.distance import Indel

from answerable.model.text import Span

LONGEST = 20_000  # words of a text that are compared: seven times the longest answer published so far
_WORD = re.compile(r"\S+")


class Piece(Struct, frozen=True):
    """A stretch of words: of both texts, or of one only, the span in the other being None."""

    here: Span | None
    there: Span | None


def difference(here: str, there: str) -> tuple[Piece, ...]:
    """The fewest stretches to take out of one text and put in to get the other; signs and capitals count.

    >>> here, there = "We met in May.", "We all met in June."
    >>> [(one.here and one.here.of(here), one.there and one.there.of(there)) for one in difference(here, there)]
    [('We', 'We'), (None, 'all'), ('met in', 'met in'), ('May.', None), (None, 'June.')]
    """
    mine, other = _words(here), _words(there)
    steps = Indel.opcodes([one.of(here) for one in mine], [one.of(there) for one in other])
    pieces = [
        Piece(_joined(mine[step.src_start : step.src_end]), _joined(other[step.dest_start : step.dest_end]))
        for step in steps
    ]
    return tuple(_taken_out_first(pieces))


def _taken_out_first(pieces: list[Piece]) -> list[Piece]:
    """Where words were put in the place of others, those that went come first."""
    for at, (one, following) in enumerate(pairwise(pieces)):
        if one.here is None and following.there is None:
            pieces[at], pieces[at + 1] = following, one
    return pieces


def _words(text: str) -> list[Span]:
    found = (Span(*word.span()) for word in _WORD.finditer(text))
    return [word for word, _ in zip(found, range(LONGEST), strict=False)]


def _joined(words: Sequence[Span]) -> Span | None:
    return Span(words[0].start, words[-1].end) if words else None
