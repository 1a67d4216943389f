"""Which texts may be partial copies of which: those that share fingerprints. Whoever reports a pair aligns it first.

Containment, not likeness, is what is asked for: a stock block inside a longer answer is half of nothing by Jaccard's
measure and the whole of the block by this one.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from answerable.findings.postings import Counts, Segment, count, find
from answerable.findings.words import Numbers, Places

CONTAINED = 0.5  # of the shorter text's runs of five words: what makes a partial copy
LEAST = 25  # words: below this, half a text is a phrase that anyone may use
BUDGET = 4_000_000  # rows looked at for one text; its rarest fingerprints come first
_FEW = 200_000  # rows that are sorted sooner than a place for each text is counted up
_LIKELY = 0.2  # of the fingerprints of the text that has fewer: below it no pair is looked at


class Candidates(Struct, frozen=True, eq=False):
    """Texts that share fingerprints with a text, most first; `shared` of them."""

    number: Places
    shared: Counts


def candidates(segments: Sequence[Segment], prints: Numbers, sizes: NDArray[np.integer[Any]]) -> Candidates:
    """Texts that may contain half of the text with these fingerprints, or be contained in it by half.

    `sizes[n]` is how many fingerprints text n has.
    """
    _, numbers = find(segments, affordable(segments, prints))
    held, shared = _counted(numbers)
    likely = shared >= _LIKELY * np.minimum(sizes[held], len(prints))
    held, shared = held[likely], shared[likely]
    order = np.lexsort((held, -shared))
    return Candidates(held[order], shared[order])


def _counted(numbers: NDArray[np.uint32]) -> tuple[Places, Counts]:
    """Each number once, and how often it is there."""
    if len(numbers) < _FEW:
        few, shared = np.unique(numbers, return_counts=True)
        return few.astype(np.int64), shared.astype(np.int64)
    counts = np.bincount(numbers)
    held = np.flatnonzero(counts)
    return held, counts[held]


def affordable(segments: Sequence[Segment], prints: Numbers) -> Numbers:
    """The rarest of the fingerprints whose rows together stay within the budget."""
    rows = count(segments, prints)
    order = np.argsort(rows, kind="stable")
    return prints[order[np.cumsum(rows[order]) <= BUDGET]]
