"""Fits the small linear models of the verbs: named features, ridge-bound logistic regression, weights kept as JSON."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit


def labelled(path: Path) -> list[dict[str, Any]]:
    """The labelled pairs of a file, one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


class Examples(Struct, frozen=True):
    """Rows of features, whether each is what is looked for, and how much it counts."""

    rows: tuple[frozenset[str], ...] = ()
    right: tuple[bool, ...] = ()
    counts: float = 1.0


def fit(given: Sequence[Examples], *, ridge: float, rarest: int = 3) -> dict[str, float]:
    """A weight for each feature that occurs at least `rarest` times, and for "bias"."""
    rows = [row for examples in given for row in examples.rows]
    right = [was for examples in given for was in examples.right]
    weight = np.array([examples.counts for examples in given for _ in examples.rows])
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= rarest)
    place = {name: index for index, name in enumerate(names)}
    at = [(row, place[name]) for row, features in enumerate(rows) for name in features if name in place]
    seen = csr_matrix((np.ones(len(at)), tuple(zip(*at, strict=True))), shape=(len(rows), len(names)))
    wanted = np.asarray(right, dtype=float)

    def cost(weights: Any) -> tuple[float, Any]:
        total = seen @ weights[:-1] + weights[-1]
        loss = (weight * (np.logaddexp(0, total) - wanted * total)).sum() + ridge / 2 * (weights[:-1] ** 2).sum()
        off = weight * (expit(total) - wanted)
        return loss, np.append(seen.T @ off + ridge * weights[:-1], off.sum())

    solved = minimize(cost, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    weights = {name: round(float(weight), 3) for name, weight in zip(names, solved, strict=False)}
    return {
        "bias": round(float(solved[-1]), 3),
        **{name: weight for name, weight in weights.items() if abs(weight) >= 0.02},
    }


def chance_of(weights: dict[str, float], row: frozenset[str]) -> float:
    """How likely the row is what is looked for, 0 to 1."""
    return float(expit(weights["bias"] + sum(weights.get(name, 0.0) for name in row)))


def accuracy(pairs: Sequence[Examples], further: Examples, folds: int, **how: float) -> float:
    """The share of rows told rightly (over one half) by weights fitted to the other folds and to `further`."""
    right = []
    for fold in range(folds):
        others = [examples for at, examples in enumerate(pairs) if at % folds != fold]
        weights = fit([*others, further], **how)  # type: ignore[arg-type]
        right += [
            (chance_of(weights, row) > 0.5) == was
            for examples in pairs[fold::folds]
            for row, was in zip(examples.rows, examples.right, strict=True)
        ]
    return sum(right) / len(right)


def keep(path: Path, sources: Sequence[Path], weights: dict[str, float], figures: dict[str, float]) -> None:
    """Writes the weights with the hashes of the data they were fitted to and the figures they reached."""
    kept = {
        "fitted_to": [{"file": file.name, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()} for file in sources],
        "figures": figures,
        "weights": weights,
    }
    path.write_text(json.dumps(kept, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
