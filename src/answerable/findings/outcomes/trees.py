"""Boosted trees of at most eight leaves, all asked at once: every split is one bit-mask over its tree's leaves.

A split that is not met rules out the leaves on its left; of the leaves that are left, the first is the tree's answer
(Lucchese et al., "QuickScorer", 2015). So hundreds of small trees cost a handful of numpy operations.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answerable.findings.outcomes.features import Floats

LEAVES = 8
_FIRST = np.array([max((byte & -byte).bit_length() - 1, 0) for byte in range(1 << LEAVES)], np.intp)  # the lowest bit


class Trees:
    """7 splits × trees (feature, limit, mask) and trees × 8 leaves; tree number t speaks for class t % classes."""

    def __init__(
        self,
        features: NDArray[np.int16],
        limits: Floats,
        masks: NDArray[np.uint8],
        leaves: Floats,
        classes: int,
    ) -> None:
        self.features, self.limits, self.masks, self.leaves, self.classes = features, limits, masks, leaves, classes
        self._at = features.astype(np.intp)
        self._flat = np.ascontiguousarray(leaves).reshape(-1)
        self._begin = np.arange(len(leaves)) * LEAVES

    def scores(self, values: Floats) -> Floats:
        """Before the softmax: a row of classes for each row of features."""
        met = (values.take(self._at, axis=1) <= self.limits).view(np.uint8)
        # A split that is met (1, which is 255 when negated) leaves every leaf. Choosing would have the processor guess.
        left = np.bitwise_and.reduce(np.negative(met) | self.masks, axis=1)
        reached = self._flat.take(_FIRST.take(left) + self._begin)
        total: Floats = np.add.reduce(reached.reshape(len(values), -1, self.classes), axis=1)
        return total


def packed_trees(trees: Trees, name: str) -> dict[str, Any]:
    """Trees as arrays for `numpy.savez`."""
    told = {"features": trees.features, "limits": trees.limits, "masks": trees.masks, "leaves": trees.leaves}
    return {f"{name}.{of}": array for of, array in told.items()} | {f"{name}.classes": np.int64(trees.classes)}


def unpacked_trees(arrays: Mapping[str, Any], name: str) -> Trees:
    """The trees again."""
    features, limits, masks, leaves = (arrays[f"{name}.{of}"] for of in ("features", "limits", "masks", "leaves"))
    return Trees(features, limits, masks, leaves, int(arrays[f"{name}.classes"]))
