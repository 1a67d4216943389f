"""Fits the model that tells promises from other words on the future: `python -m bench.fit_commitments`."""

import os
from pathlib import Path
from typing import Any

from answerable.findings.commitments import extract, weigh
from bench.fit_citations import day
from bench.fitting import Examples, accuracy, fit, keep, labelled
from bench.published import KEPT, Judged, judged

SHARED = Path(os.environ.get("ANSWERABLE_SHARED", "../shared"))
TRAIN = SHARED / "labels" / "train.jsonl"
RIDGE = 7.0
RAREST = 2
FOLDS = 5
LESS = 0.6  # what a clause judged here counts against one of the labels


def clauses(pair: dict[str, Any]) -> Examples:
    """The features of every clause of the future in an answer, and whether the label has it."""
    answer, answered_on = pair["answer"], day(pair.get("answered"))
    places = [(at, at + len(c["quote"])) for c in pair["commitments"] if (at := answer.find(c["quote"])) >= 0]
    rows, right = [], []
    for promise, due in extract.clauses(answer, answered_on):
        rows.append(frozenset(weigh.features(answer, promise, due)))
        middle = promise.subject.end + 1
        right.append(any(start - 12 <= middle < end for start, end in places))
    return Examples(tuple(rows), tuple(right))


def further(found: list[Judged]) -> Examples:
    """The same of the clauses judged in published records."""
    rows, right = [], []
    for one in found:
        for promise, due in extract.clauses(one.text, one.said_on):
            if one.start <= promise.subject.end + 1 < one.end:
                rows.append(frozenset(weigh.features(one.text, promise, due)))
                right.append(one.right)
    return Examples(tuple(rows), tuple(right), LESS)


def fitted(pairs: list[Examples], more: Examples) -> dict[str, float]:
    """The weights for these pairs and the clauses judged besides."""
    return fit([*pairs, more], ridge=RIDGE, rarest=RAREST)


def main() -> None:
    """Fits to the training pairs and writes the weights into the package."""
    pairs = [clauses(pair) for pair in labelled(TRAIN)]
    more = further(judged(SHARED / "data", "promised"))
    figures = {
        "clauses": sum(len(examples.rows) for examples in pairs),
        "further_clauses": len(more.rows),
        "held_out_accuracy": round(accuracy(pairs, more, FOLDS, ridge=RIDGE, rarest=RAREST), 4),
    }
    weights = fitted(pairs, more)
    keep(Path(weigh.__file__).with_name("weights.json"), [TRAIN, KEPT], weights, figures)
    print(len(weights), figures, sum(sum(examples.right) for examples in pairs))


if __name__ == "__main__":
    main()
