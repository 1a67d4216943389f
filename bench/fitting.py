"""Fits the small linear models of the verbs: named features, ridge-bound logistic regression, weights kept as JSON."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

Rows = Sequence[frozenset[str]]


def labelled(path: Path) -> list[dict[str, Any]]:
    """The labelled pairs of a file, one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def fit(rows: Rows, right: Sequence[bool], *, ridge: float, rarest: int = 3) -> dict[str, float]:
    """A weight for each feature that occurs at least `rarest` times, and for "bias"."""
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= rarest)
    place = {name: index for index, name in enumerate(names)}
    at = [(row, place[name]) for row, features in enumerate(rows) for name in features if name in place]
    seen = csr_matrix((np.ones(len(at)), tuple(zip(*at, strict=True))), shape=(len(rows), len(names)))
    wanted = np.asarray(right, dtype=float)

    def cost(weights: Any) -> tuple[float, Any]:
        total = seen @ weights[:-1] + weights[-1]
        loss = np.logaddexp(0, total).sum() - (wanted * total).sum() + ridge / 2 * (weights[:-1] ** 2).sum()
        off = expit(total) - wanted
        return loss, np.append(seen.T @ off + ridge * weights[:-1], off.sum())

    solved = minimize(cost, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    weights = {name: round(float(weight), 3) for name, weight in zip(names, solved, strict=False)}
    return {
        "bias": round(float(solved[-1]), 3),
        **{name: weight for name, weight in weights.items() if abs(weight) >= 0.02},
    }


def keep(path: Path, source: Path, weights: dict[str, float], figures: dict[str, float]) -> None:
    """Writes the weights with the hash of the data they were fitted to and the figures they reached."""
    kept = {
        "fitted_to": {"file": source.name, "sha256": hashlib.sha256(source.read_bytes()).hexdigest()},
        "figures": figures,
        "weights": weights,
    }
    path.write_text(json.dumps(kept, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
