"""Two texts laid beside each other: which words they share, as exact spans in both, and which are only in one."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from rapidfuzz.distance import LCSseq

from answerable.findings.reuse.fingerprints import GRAM
from answerable.findings.reuse.normal import normal
from answerable.findings.words import Numbers, Places, grams, read_words
from answerable.model.text import Span

_GAP = 200  # words: between two shared runs, the longest stretch in which single words are matched too


class Shared(Struct, frozen=True, order=True):
    """The same words in both texts."""

    here: Span
    there: Span


class Alignment(Struct, frozen=True):
    """`shared` in the order of the first text; `only_here` and `only_there` are the words left over in each.

    `containment` is the share of the shorter text's distinct runs of five words that the other has too, 0 to 1.
    """

    containment: float
    shared: tuple[Shared, ...]
    only_here: tuple[Span, ...]
    only_there: tuple[Span, ...]


class Read(Struct, frozen=True, eq=False):
    """One text made ready to be laid beside others: its words that count, and where they stand in it."""

    number: Numbers
    start: Places
    end: Places
    runs: Numbers  # the number of the five words that begin at each


def read(plain: str) -> Read:
    """A text made ready."""
    [text] = read_all([plain])
    return text


def read_all(texts: Sequence[str]) -> list[Read]:
    """Many texts made ready at once, which is faster."""
    words = read_words(texts)
    kept = normal(words)
    start, end = (places[kept.place] - words.offset[kept.text] for places in (words.start, words.end))
    parts = (slice(first, last) for first, last in zip(kept.start.tolist(), kept.end.tolist(), strict=True))
    return [Read(kept.number[part], start[part], end[part], grams(kept.number[part], GRAM)) for part in parts]


def align(here: str, there: str) -> Alignment:
    """What two texts share: runs of five words or more wherever they stand, and single words between those."""
    return aligned(read(here), read(there))


def aligned(here: Read, there: Read) -> Alignment:
    """As `align`, for texts that were read before."""
    runs = list(_with_gaps(here, there, list(_runs(here, there))))
    shared = tuple(Shared(_span(here, one[0], one[2]), _span(there, one[1], one[2])) for one in runs)
    taken_here, taken_there = _taken(0, runs), _taken(1, runs)
    return Alignment(contained(here.runs, there.runs), shared, _rest(here, taken_here), _rest(there, taken_there))


def contained(here: Numbers, there: Numbers) -> float:
    """The share of the distinct runs of the text that has fewer which the other has too; 0 when one has none."""
    one, other = set(here.tolist()), set(there.tolist())
    fewest = min(len(one), len(other))
    return len(one & other) / fewest if fewest else 0.0


Run = tuple[int, int, int]  # first word here, first word there, how many: places among the words that count


def _runs(here: Read, there: Read) -> Iterator[Run]:
    """Every word of a run of five that both have, in the order of the first text; where two runs overlap, once."""
    first = _first(there.runs)
    number, mine, other = here.runs.tolist(), here.number.tolist(), there.number.tolist()
    at = done = 0
    while at < len(number):
        place = first.get(number[at])
        if place is None:
            at += 1
            continue
        size, seen = _length(mine, other, at, place), max(done - at, 0)
        yield at + seen, place + seen, size - seen
        done = at + size
        at = done - GRAM + 1


def _first(runs: Numbers) -> dict[int, int]:
    """Where each run stands first."""
    places = runs.tolist()
    return dict(zip(reversed(places), range(len(places) - 1, -1, -1), strict=True))


def _length(mine: list[int], other: list[int], at: int, place: int) -> int:
    size, most = 0, min(len(mine) - at, len(other) - place)
    while size < most and mine[at + size] == other[place + size]:
        size += 1
    return size


def _with_gaps(here: Read, there: Read, runs: list[Run]) -> Iterator[Run]:
    """The runs, and between two that follow each other in both texts the single words they share."""
    at = place = 0
    ends = (len(here.number), len(there.number), 0)
    for run in [*runs, ends]:
        if at < run[0] and place < run[1] and max(run[0] - at, run[1] - place) <= _GAP:
            yield from _single(here, there, (at, run[0]), (place, run[1]))
        if run[2]:
            yield run
        at, place = run[0] + run[2], run[1] + run[2]


def _single(here: Read, there: Read, mine: tuple[int, int], other: tuple[int, int]) -> Iterator[Run]:
    one, two = here.number[slice(*mine)].tolist(), there.number[slice(*other)].tolist()
    for block in LCSseq.opcodes(one, two).as_matching_blocks():
        if block.size:
            yield mine[0] + block.a, other[0] + block.b, block.size


def _span(text: Read, first: int, size: int) -> Span:
    return Span(int(text.start[first]), int(text.end[first + size - 1]))


def _taken(side: int, runs: list[Run]) -> list[tuple[int, int]]:
    """The places that the runs take in one of the texts, in order and without overlap."""
    taken: list[tuple[int, int]] = []
    for first, last in sorted((run[side], run[side] + run[2]) for run in runs):
        if taken and first <= taken[-1][1]:
            taken[-1] = (taken[-1][0], max(last, taken[-1][1]))
        else:
            taken.append((first, last))
    return taken


def _rest(text: Read, taken: list[tuple[int, int]]) -> tuple[Span, ...]:
    edges = [0, *(edge for pair in taken for edge in pair), len(text.number)]
    left = zip(edges[0::2], edges[1::2], strict=True)
    return tuple(_span(text, first, last - first) for first, last in left if last > first)
