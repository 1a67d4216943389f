"""Fits how nearness to a draft is weighed: `python -m bench.fit_nearest`.

A choice among each draft's candidates, the one it follows being right: ridge-bound conditional logistic regression.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp, softmax

from answerable.findings.search import nearest
from bench.retrieval import FOLLOW_UPS, Tried, published, tried

RIDGE = 5.0
FOLDS = 5
KEPT = Path(nearest.__file__).with_name("weights.json")
Numbers = NDArray[np.float64]


class Choice(Struct, frozen=True, eq=False):
    """A row of features for each candidate, the one that is right, and the id by which it is dealt to a fold."""

    rows: Numbers
    right: int | None
    target: int


def choices(found: Sequence[Tried], names: Sequence[str]) -> list[Choice]:
    """The drafts with their candidates' features in the order of `names`."""
    return [
        Choice(
            np.array([[one.features[name] for name in names] for one in draft.found]),
            draft.right,
            draft.follow_up.target_id,
        )
        for draft in found
    ]


def fit(given: Sequence[Choice]) -> Numbers:
    """A weight for each feature; features are put on one scale while fitting, so that the ridge binds all alike."""
    told = [one for one in given if one.right is not None]
    scale = np.concatenate([one.rows for one in told]).std(axis=0) + 1e-9

    def cost(weights: Any) -> tuple[float, Any]:
        loss, slope = RIDGE / 2 * float(weights @ weights), RIDGE * weights
        for one in told:
            rows = one.rows / scale
            scores = rows @ weights
            loss += float(logsumexp(scores) - scores[one.right])
            slope = slope + softmax(scores) @ rows - rows[one.right]
        return loss, slope

    solved = minimize(cost, np.zeros(len(scale)), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return np.asarray(solved / scale)


def rank(one: Choice, weights: Numbers) -> float:
    """How many candidates come before the right one; infinite where it is none of them."""
    if one.right is None:
        return float("inf")
    scores = one.rows @ weights
    return float((scores > scores[one.right]).sum())


def held_out(given: Sequence[Choice]) -> list[float]:
    """The ranks by weights fitted to the other folds; drafts that follow the same question are in the same fold."""
    folds = {target: at % FOLDS for at, target in enumerate(sorted({one.target for one in given}))}
    ranks = []
    for fold in range(FOLDS):
        weights = fit([one for one in given if folds[one.target] != fold])
        ranks += [rank(one, weights) for one in given if folds[one.target] == fold]
    return ranks


def hits(ranks: Sequence[float], within: int) -> float:
    """The share of the right ones that stand among the first so many."""
    return sum(rank < within for rank in ranks) / len(ranks)


def main() -> None:
    """Fits to all follow-ups and writes the weights, with the figures, into the package."""
    with published() as workspace:
        found = tried(workspace)
    names = sorted(found[0].found[0].features)
    given = choices(found, names)
    weights, apart = fit(given), held_out(given)
    fitted = [rank(one, weights) for one in given]
    figures = {
        f"{how}_hit_at_{within}": round(hits(ranks, within), 4)
        for how, ranks in (("held_out", apart), ("fitted", fitted))
        for within in (1, 10)
    }
    kept = {
        "fitted_to": {"file": FOLLOW_UPS.name, "sha256": hashlib.sha256(FOLLOW_UPS.read_bytes()).hexdigest()},
        "figures": {"drafts": len(given), "among_candidates": round(hits(fitted, nearest.CANDIDATES), 4), **figures},
        "weights": {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)},
    }
    KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(kept, indent=1))


if __name__ == "__main__":
    main()
