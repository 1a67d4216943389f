"""`same(answers)`: which of some texts are the same text, nearly the same, or partly copied. Needs no record."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np
from msgspec import Struct

from answerable.findings.postings import segment_of
from answerable.findings.reuse.align import Alignment, Read, aligned, read
from answerable.findings.reuse.copies import CONTAINED, LEAST, candidates
from answerable.findings.reuse.fingerprints import fingerprints
from answerable.findings.reuse.normal import identity, likeness, normal
from answerable.findings.words import Numbers, Places, batches, read_words

Sameness = Literal["identical", "but for figures"]


class Group(Struct, frozen=True):
    """Texts that are one text: their places in the list, in order. `but for figures`: the numbers in them differ."""

    kind: Sameness
    members: tuple[int, ...]


class Copy(Struct, frozen=True):
    """Two texts, `first` < `second` by place in the list, of which one holds half or more of the other."""

    first: int
    second: int
    alignment: Alignment


class Same(Struct, frozen=True):
    """What is the same among some texts.

    Groups of identical texts, groups of texts identical but for figures, and partial copies between texts that are in
    no such group together. Of texts that are identical the first stands for all in `copies`.
    """

    identical: tuple[Group, ...]
    but_for_figures: tuple[Group, ...]
    copies: tuple[Copy, ...]


class Prints(Struct, frozen=True, eq=False):
    """The fingerprints of some texts as rows, how many each text has, and how many words that count."""

    number: Numbers
    text: Places
    sizes: Places
    words: Places


def same(answers: Sequence[str], most: int = 20) -> Same:
    """Groups and partial copies among the texts; of a text's partial copies at most `most`, the likeliest.

    >>> found = same(["The weir at Upper Fell was mended in May.", "the weir at Upper Fell was mended, in May", "No."])
    >>> found.identical
    (Group(kind='identical', members=(0, 1)),)
    """
    strict, loose, prints = read_prints(answers)
    identical = _groups(strict, "identical", prints.words)
    first = np.unique(strict[prints.words > 0], return_index=True)[1]
    heads = np.sort(np.flatnonzero(prints.words > 0)[first])
    loosely = tuple(
        Group("but for figures", tuple(int(heads[place]) for place in group.members))
        for group in _groups(loose[heads], "but for figures", prints.words[heads])
    )
    pairs = [pair for pair in candidate_pairs(heads, prints, most) if loose[pair[0]] != loose[pair[1]]]
    return Same(identical, loosely, tuple(_aligned(answers, pairs)))


def candidate_pairs(heads: Places, prints: Prints, most: int) -> Iterator[tuple[int, int]]:
    """Pairs of the `heads`, the first lower, that share fingerprints enough to be worth aligning."""
    rows = np.isin(prints.text, heads)
    segments = [segment_of(prints.number[rows], prints.text[rows].astype(np.uint32))]
    for one in heads[prints.words[heads] >= LEAST].tolist():
        mine = prints.number[np.searchsorted(prints.text, one) : np.searchsorted(prints.text, one, "right")]
        found = candidates(segments, mine, prints.sizes).number
        found = found[(found > one) & (prints.words[found] >= LEAST)][:most]
        yield from ((one, other) for other in np.sort(found).tolist())


def _aligned(answers: Sequence[str], pairs: Sequence[tuple[int, int]]) -> Iterator[Copy]:
    """The pairs of which one text holds half of the other, with how they align."""
    texts: dict[int, Read] = {}
    for pair in pairs:
        for place in pair:
            if place not in texts:
                texts[place] = read(answers[place])
        how = aligned(texts[pair[0]], texts[pair[1]])
        if how.containment >= CONTAINED:
            yield Copy(*pair, how)


def read_prints(answers: Sequence[str]) -> tuple[Numbers, Numbers, Prints]:
    """For each text its strict and its loose number; and the fingerprints of all."""
    parts = [_part(answers[part], part.start) for part in batches(answers)] or [_part([], 0)]
    strict, loose, number, text, words = (np.concatenate(column) for column in zip(*parts, strict=True))
    return strict, loose, Prints(number, text, np.bincount(text, minlength=len(answers)), words)


def _part(answers: Sequence[str], first: int) -> tuple[Numbers, Numbers, Numbers, Places, Places]:
    words = read_words(answers)
    kept = normal(words)
    number, text = fingerprints(kept)
    return identity(kept), likeness(words, kept), number, text + first, kept.end - kept.start


def _groups(numbers: Numbers, kind: Sameness, words: Places) -> tuple[Group, ...]:
    """Places that have the same number, where there are two or more, in order of the first."""
    members: dict[int, list[int]] = defaultdict(list)
    for place in np.flatnonzero(words > 0).tolist():
        members[int(numbers[place])].append(place)
    return tuple(Group(kind, tuple(places)) for places in members.values() if len(places) > 1)
