"""Fits the model that tells promises from other words on the future: `python -m bench.fit_commitments`."""

import os
from pathlib import Path
from typing import Any

from answerable.findings.commitments import extract, weigh
from bench.fit_citations import day
from bench.fitting import Rows, fit, keep, labelled

TRAIN = Path(os.environ.get("ANSWERABLE_SHARED", "../shared")) / "labels" / "train.jsonl"
RIDGE = 4.0
FOLDS = 5


def clauses(pair: dict[str, Any]) -> tuple[Rows, list[bool]]:
    """The features of every clause of the future in an answer, and whether the label has it."""
    answer, answered_on = pair["answer"], day(pair.get("answered"))
    places = [(at, at + len(c["quote"])) for c in pair["commitments"] if (at := answer.find(c["quote"])) >= 0]
    rows, right = [], []
    for promise, due in extract.clauses(answer, answered_on):
        rows.append(frozenset(weigh.features(answer, promise, due)))
        middle = promise.subject.end + 1
        right.append(any(start - 12 <= middle < end for start, end in places))
    return rows, right


def fitted(pairs: list[tuple[Rows, list[bool]]]) -> dict[str, float]:
    """The weights for these pairs."""
    rows = [row for rows, _ in pairs for row in rows]
    return fit(rows, [r for _, right in pairs for r in right], ridge=RIDGE, rarest=2)


def main() -> None:
    """Fits to the training pairs and writes the weights into the package."""
    pairs = [clauses(pair) for pair in labelled(TRAIN)]
    figures = {
        "clauses": sum(len(rows) for rows, _ in pairs),
        "held_out_accuracy": round(sum(_held_out(pairs, fold) for fold in range(FOLDS)) / FOLDS, 4),
    }
    weights = fitted(pairs)
    keep(Path(weigh.__file__).with_name("weights.json"), TRAIN, weights, figures)
    print(len(weights), figures, sum(r for _, right in pairs for r in right))


def _held_out(pairs: list[tuple[Rows, list[bool]]], fold: int) -> float:
    weights = fitted([pair for at, pair in enumerate(pairs) if at % FOLDS != fold])
    tried = [(row, r) for rows, right in pairs[fold::FOLDS] for row, r in zip(rows, right, strict=True)]
    agree = sum((weights["bias"] + sum(weights.get(name, 0.0) for name in row) > 0) == r for row, r in tried)
    return agree / len(tried)


if __name__ == "__main__":
    main()
