"""Fits one model each: linear ones by scikit-learn, trees by lightgbm."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import lightgbm
import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from answerable.findings.outcomes.features import GROUP_NAMES, Floats
from answerable.findings.outcomes.linear import Grouped, Wordings
from answerable.findings.outcomes.trees import LEAVES, Trees
from answerable.findings.outcomes.words import Wording, written

SEED = 0


def crossed(rows: Floats, groups: Sequence[tuple[int, ...]]) -> sparse.csr_matrix:
    """Rows once for all and once for each group, zero where it is not asked; each time with a column of ones."""
    full = np.hstack([rows, np.ones((len(rows), 1), np.float32)])
    asked = asked_groups(groups)
    return sparse.csr_matrix(np.hstack([full, *(full * column[:, None] for column in asked.T)]))


def asked_groups(groups: Sequence[tuple[int, ...]]) -> Floats:
    """A row for each, 1 where the group is asked."""
    asked = np.zeros((len(groups), len(GROUP_NAMES)), np.float32)
    for at, of in enumerate(groups):
        asked[at, of] = 1.0
    return asked


def worded(sentences: Sequence[Sequence[Wording]], index: Mapping[Wording, int]) -> sparse.csr_matrix:
    """A row for each sentence's wordings, weighed as `Wordings` does."""
    rows, columns, values = [], [], []
    for at, wordings in enumerate(sentences):
        known = [index[wording] for wording in wordings if wording in index]
        rows += [at] * len(known)
        columns += known
        values += [Wordings.WEIGHT / math.sqrt(len(wordings)) for _ in known]
    return sparse.csr_matrix((values, (rows, columns)), (len(sentences), 1 + len(index)), np.float32)


def indexed(sentences: Sequence[Sequence[Wording]], seen: int) -> dict[Wording, int]:
    """A place, from 1, for each wording that stands in so many sentences."""
    counts = Counter(wording for wordings in sentences for wording in wordings)
    often = [wording for wording, count in counts.items() if count >= seen]
    return {wording: at for at, wording in enumerate(sorted(often, key=written), 1)}


def weights(x: Any, targets: Sequence[int], classes: int, strength: float) -> tuple[Floats, Floats]:
    """A linear model's weights (columns × classes) and bias."""
    learner = LogisticRegression(C=strength, max_iter=1000, tol=1e-3).fit(x, targets)
    found = np.zeros((x.shape[1], classes), np.float32)
    bias = np.full(classes, -20, np.float32)
    found[:, learner.classes_], bias[learner.classes_] = learner.coef_.T, learner.intercept_
    return found, bias


def grouped(found: Floats, bias: Floats) -> Grouped:
    """Weights of `crossed` rows as a model by group."""
    blocks = found.reshape(1 + len(GROUP_NAMES), -1, found.shape[1])
    inner = blocks[:, -1].copy()
    inner[0] += bias
    return Grouped(blocks[:, :-1].copy(), inner)


def grown(x: Floats, targets: Sequence[int], growth: dict[str, Any], seeds: int = 1) -> Trees:
    """Boosted trees, of several seeds side by side; of two classes they speak for the second."""
    several = len(set(targets)) > 2
    cuts: list[tuple[list[int], list[float], list[int], list[float]]] = []
    for seed in range(SEED, SEED + seeds):
        learner = lightgbm.LGBMClassifier(**growth, num_leaves=LEAVES, random_state=seed, n_jobs=1, verbose=-1)
        cuts += [_cut(tree["tree_structure"]) for tree in learner.fit(x, targets).booster_.dump_model()["tree_info"]]
    features, limits, masks, leaves = (np.array([cut[k] for cut in cuts]) for k in range(4))
    return Trees(
        features.T.astype(np.int16),
        limits.T.astype(np.float32),
        masks.T.astype(np.uint8),
        (leaves / seeds).astype(np.float32),
        len(set(targets)) if several else 1,
    )


def _cut(root: dict[str, Any]) -> tuple[list[int], list[float], list[int], list[float]]:
    """A tree's splits as (feature, limit, mask) and its leaves, left to right; filled up to the same number."""
    splits: list[tuple[int, float, int]] = []
    leaves: list[float] = []

    def walk(node: dict[str, Any]) -> None:
        if "split_feature" not in node:
            leaves.append(node["leaf_value"])
            return
        first = len(leaves)
        walk(node["left_child"])
        ruled_out = sum(1 << leaf for leaf in range(first, len(leaves)))
        splits.append((node["split_feature"], node["threshold"], 255 & ~ruled_out))
        walk(node["right_child"])

    walk(root)
    splits += [(0, 0.0, 255)] * (LEAVES - 1 - len(splits))
    leaves += [0.0] * (LEAVES - len(leaves))
    return [s[0] for s in splits], [s[1] for s in splits], [s[2] for s in splits], leaves
