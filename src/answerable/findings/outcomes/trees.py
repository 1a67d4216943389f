"""Boosted trees of at most eight leaves, all asked at once: every split is one bit-mask over its tree's leaves.

A split that is not met rules out the leaves on its left; of the leaves that are left, the first is the tree's answer
(Lucchese et al., "QuickScorer", 2015). So a thousand small trees cost a handful of numpy operations.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answerable.findings.outcomes.features import Features

LEAVES = 8
_FIRST = np.array([(byte & -byte).bit_length() - 1 for byte in range(1 << LEAVES)])  # the lowest bit set in a byte


class Trees:
    """Trees × 7 splits (feature, limit, mask) and trees × 8 leaves; tree number t speaks for class t % classes."""

    def __init__(
        self,
        names: Sequence[str],
        features: NDArray[np.int16],
        limits: NDArray[np.float32],
        masks: NDArray[np.uint8],
        leaves: NDArray[np.float32],
        classes: int,
    ) -> None:
        self.index = {name: at for at, name in enumerate(names)}
        self.features, self.limits, self.masks, self.leaves, self.classes = features, limits, masks, leaves, classes
        self._rows = np.arange(len(leaves))

    def scores(self, *features: Features) -> NDArray[np.float32]:
        """Before the softmax, one a class; a feature that is not given counts as 0."""
        values = np.zeros(len(self.index), np.float32)
        for each in features:
            for name, value in each.items():
                at = self.index.get(name)
                if at is not None:
                    values[at] = value
        left = np.where(values[self.features] <= self.limits, np.uint8(255), self.masks)
        reached = _FIRST[np.bitwise_and.reduce(left, axis=1)]
        total: NDArray[np.float32] = self.leaves[self._rows, reached].reshape(-1, self.classes).sum(axis=0)
        return total


def packed_trees(trees: Trees) -> dict[str, Any]:
    """Trees as arrays for `numpy.savez`."""
    names = sorted(trees.index, key=trees.index.__getitem__)
    return {
        "trees.names": np.frombuffer("\n".join(names).encode(), np.uint8),
        "trees.features": trees.features,
        "trees.limits": trees.limits,
        "trees.masks": trees.masks,
        "trees.leaves": trees.leaves,
        "trees.classes": np.int64(trees.classes),
    }


def unpacked_trees(arrays: Mapping[str, Any]) -> Trees:
    """The trees again."""
    names = bytes(arrays["trees.names"]).decode().split("\n")
    features, limits, masks, leaves = (arrays[f"trees.{of}"] for of in ("features", "limits", "masks", "leaves"))
    return Trees(names, features, limits, masks, leaves, int(arrays["trees.classes"]))
