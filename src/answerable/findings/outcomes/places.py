"""Where many things stand, found all at once and without following pointers all over a processor's memory."""

from collections.abc import Collection, Hashable, Mapping
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

K = TypeVar("K", bound=Hashable)
_SHELVES = 1 << 13  # a power of two, so that a hash's last bits name a shelf


class Places(Generic[K]):
    """The place of each thing. Their hashes of 64 bits stand on shelves, a few side by side, by their last bits.

    A thing is taken for another where their hashes are the same: of some ten thousand things one in 10¹⁴ sought.
    """

    def __init__(self, index: Mapping[K, int]) -> None:
        hashes = _hashes(index)
        order = np.argsort(hashes & (_SHELVES - 1))
        hashes = hashes[order]
        shelves = hashes & (_SHELVES - 1)
        along = np.arange(len(shelves)) - shelves.searchsorted(shelves)
        # What is empty holds a hash that would stand on another shelf.
        self._hashes = np.repeat(~np.arange(_SHELVES)[:, None], 1 + int(along.max(initial=0)), axis=1)
        self._hashes[shelves, along] = hashes
        self._places = np.zeros(self._hashes.shape, np.int32)
        self._places[shelves, along] = np.array(list(index.values()), np.int32)[order]

    def of(self, sought: Collection[K]) -> NDArray[np.int32]:
        """The places of those that have one, in the order in which they are sought."""
        hashes = _hashes(sought)
        shelves = hashes & (_SHELVES - 1)
        met, along = np.nonzero(self._hashes.take(shelves, axis=0) == hashes[:, None])
        found: NDArray[np.int32] = self._places[shelves[met], along]
        return found


def _hashes(things: Collection[Hashable]) -> NDArray[np.int64]:
    return np.fromiter(map(hash, things), np.int64, len(things))
