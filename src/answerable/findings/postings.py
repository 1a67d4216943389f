"""Which texts hold a key: sorted columns of (key, number) that grow by whole segments and are looked up by bisection.

A segment is never changed. New rows make a new one; small ones are melted together, so that there are few.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from answerable.errors import RecordError

Keys = NDArray[np.uint64]
Numbered = NDArray[np.uint32]
Counts = NDArray[np.int64]

LIMIT = 1 << 25  # rows of a segment: what is sorted in memory at once
GATHERED = 1 << 23  # rows held in memory before they become a segment


class Segment(Struct, frozen=True, eq=False):
    """Rows sorted by key."""

    keys: Keys
    numbers: Numbered

    def __len__(self) -> int:
        return len(self.keys)

    def bounds(self, keys: Keys) -> tuple[Counts, Counts]:
        """For each key the rows that hold it: from, to."""
        return np.searchsorted(self.keys, keys, "left"), np.searchsorted(self.keys, keys, "right")


def segment_of(keys: Keys, numbers: Numbered) -> Segment:
    """Rows in any order as a segment."""
    order = np.argsort(keys)
    return Segment(keys[order], numbers[order])


def count(segments: Sequence[Segment], keys: Keys) -> Counts:
    """How many rows hold each key."""
    total = np.zeros(len(keys), np.int64)
    for segment in segments:
        first, last = segment.bounds(keys)
        total += last - first
    return total


def find(segments: Sequence[Segment], keys: Keys) -> tuple[Counts, Numbered]:
    """All rows that hold one of the keys: the place of the key in `keys`, and the number."""
    which, numbers = [np.zeros(0, np.int64)], [np.zeros(0, np.uint32)]
    for segment in segments:
        first, last = segment.bounds(keys)
        rows = spread(first, last)
        which.append(np.repeat(np.arange(len(keys)), last - first))
        numbers.append(np.asarray(segment.numbers[rows]))
    return np.concatenate(which), np.concatenate(numbers)


def spread(first: Counts, last: Counts) -> Counts:
    """The places `first[0] … last[0]-1, first[1] … last[1]-1, …`."""
    sizes = last - first
    ends = np.cumsum(sizes)
    places: Counts = np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - ends + sizes, sizes)
    return places


def melted(segments: Sequence[Segment]) -> Segment:
    """Segments as one."""
    return segment_of(np.concatenate([one.keys for one in segments]), np.concatenate([one.numbers for one in segments]))


class Shelf:
    """Segments in files `STEM-N.keys.npy` and `STEM-N.numbers.npy`. Whoever owns the shelf remembers their names."""

    def __init__(self, directory: Path, stem: str, names: Sequence[str] = ()) -> None:
        self._directory, self._stem = directory, stem
        self.names = list(names)
        self.segments = [self._load(name) for name in names]

    def add(self, keys: Keys, numbers: Numbered) -> None:
        """Puts rows on the shelf; segments of like size are melted together while they stay within the limit."""
        if not len(keys):
            return
        new = segment_of(keys, numbers)
        while self.segments and len(self.segments[-1]) <= 2 * len(new) and len(self.segments[-1]) + len(new) <= LIMIT:
            new = melted((self.segments.pop(), new))
            self.names.pop()
        self._store(new)

    def sweep(self) -> None:
        """Removes files that are no longer, or were never, spoken of."""
        for file in self._directory.glob(f"{self._stem}-*.npy"):
            if file.name.split(".")[0] not in self.names:
                file.unlink()

    def _store(self, segment: Segment) -> None:
        name = f"{self._stem}-{self._free()}"
        for kind, column in (("keys", segment.keys), ("numbers", segment.numbers)):
            np.save(self._file(name, kind), column)
        self.names.append(name)
        self.segments.append(self._load(name))

    def _free(self) -> int:
        taken = (
            int(file.name.split(".")[0].rpartition("-")[2]) for file in self._directory.glob(f"{self._stem}-*.npy")
        )
        return max(taken, default=0) + 1

    def _load(self, name: str) -> Segment:
        try:
            keys, numbers = (open_memmap(self._file(name, kind), mode="r") for kind in ("keys", "numbers"))
        except (OSError, ValueError) as error:
            raise RecordError(f"{self._directory}: {name} is damaged ({error})") from None
        if len(keys) != len(numbers):
            raise RecordError(f"{self._directory}: {name} is damaged ({len(keys)} keys, {len(numbers)} numbers)")
        return Segment(keys, numbers)

    def _file(self, name: str, kind: str) -> Path:
        return self._directory / f"{name}.{kind}.npy"


class Rows:
    """Rows for a shelf, gathered until they are worth a segment."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._keys: list[Keys] = []
        self._numbers: list[Numbered] = []

    def add(self, keys: Keys, numbers: Numbered) -> None:
        """Adds rows."""
        self._keys.append(keys)
        self._numbers.append(numbers)
        if sum(map(len, self._keys)) >= GATHERED:
            self.store()

    def store(self) -> None:
        """Puts what was gathered on the shelf."""
        if self._keys:
            self._shelf.add(np.concatenate(self._keys), np.concatenate(self._numbers))
        self._keys, self._numbers = [], []
