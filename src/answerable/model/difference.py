"""What changed from one text to another, by words."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from rapidfuzz.distance import Indel

_WORD = re.compile(r"\s+|[^\s]+")
_MOST = 400_000_000  # pairs of words that may be compared; beyond, all between the common ends counts as changed

Kind = Literal["same", "removed", "added"]


class Piece(Struct, frozen=True):
    """Words of both texts, of the earlier one only, or of the later one only."""

    kind: Kind
    words: str


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces in order: all but the added make `before`, all but the removed make `after`, to the letter."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    head = _common(old, new)
    tail = _common(old[: head - 1 if head else None : -1], new[: head - 1 if head else None : -1])
    old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
    pieces = [
        Piece("same", "".join(old[:head])),
        *_middle(old_middle, new_middle),
        Piece("same", "".join(old[len(old) - tail :])),
    ]
    return tuple(piece for piece in pieces if piece.words)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _middle(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    if len(old) * len(new) > _MOST:
        yield Piece("removed", "".join(old))
        yield Piece("added", "".join(new))
        return
    gone = came = ""
    for step in Indel.opcodes(old, new):
        words = "".join(old[step.src_start : step.src_end])
        if step.tag == "equal" and gone and came and words.isspace():
            gone, came = gone + words, came + words  # a space between changed words parts no change from the next
        elif step.tag == "equal":
            yield from (Piece("removed", gone), Piece("added", came), Piece("same", words))
            gone = came = ""
        else:
            gone, came = gone + words, came + "".join(new[step.dest_start : step.dest_end])
    yield from (Piece("removed", gone), Piece("added", came))
