"""Fits the model that tells cited documents from those only mentioned: `python -m bench.fit_citations`."""

import os
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from answerable.findings.citations import extract, weigh
from bench.fitting import Rows, fit, keep, labelled

SHARED = Path(os.environ.get("ANSWERABLE_SHARED", "../shared"))
TRAIN = SHARED / "labels" / "train.jsonl"
RIDGE = 3.0
FOLDS = 5
WEIGHED = ("publication", "letter", "oral_contribution", "hansard", "command_paper", "house_paper", "written_statement")


def day(printed: str | None) -> date | None:
    """A labelled pair's date, which is printed in two forms."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)|(\d\d)/(\d\d)/(\d\d)", printed or "")
    if not found:
        return None
    year, month, of_month, of_month2, month2, short = found.groups()
    return date(int(year), int(month), int(of_month)) if year else date(2000 + int(short), int(month2), int(of_month2))


def phrases(pair: dict[str, Any]) -> tuple[Rows, list[bool]]:
    """The features of every phrase that has to be weighed in a pair, and whether the label has it."""
    rows, right = [], []
    for where, said in (("question", "tabled"), ("answer", "answered")):
        text, places = pair[where], _places(pair, where)
        certain, guesses = extract.candidates(text, day(pair.get(said)))
        seen: set[str] = set()
        for guess in sorted(extract.open_guesses(extract.apart(certain), guesses), key=lambda found: found.start):
            rows.append(frozenset(weigh.features(text, guess, seen)))
            right.append(any(guess.start < end and start < guess.end for start, end in places))
            weigh.remember(text, guess, seen)
    return rows, right


def _places(pair: dict[str, Any], where: str) -> list[tuple[int, int]]:
    """Where the labelled quotes of the weighed kinds stand; one labelled twice stands at its first two places."""
    places, at = [], Counter[str]()
    for cited in pair["citations"]:
        if cited["where"] == where and cited["kind"] in WEIGHED:
            start = pair[where].find(cited["quote"], at[cited["quote"]])
            if start >= 0:
                places.append((start, start + len(cited["quote"])))
                at[cited["quote"]] = start + 1
    return places


def main() -> None:
    """Fits to the training pairs and writes the weights into the package."""
    pairs = [phrases(pair) for pair in labelled(TRAIN)]
    held = [_held_out(pairs, fold) for fold in range(FOLDS)]
    figures = {"phrases": sum(len(rows) for rows, _ in pairs), "held_out_accuracy": round(sum(held) / FOLDS, 4)}
    weights = _fit(pairs)
    keep(Path(weigh.__file__).with_name("weights.json"), TRAIN, weights, figures)
    print(len(weights), figures)


def _fit(pairs: list[tuple[Rows, list[bool]]]) -> dict[str, float]:
    return fit(
        [row for rows, _ in pairs for row in rows], [r for _, right in pairs for r in right], ridge=RIDGE, rarest=2
    )


def _held_out(pairs: list[tuple[Rows, list[bool]]], fold: int) -> float:
    weights = _fit([pair for at, pair in enumerate(pairs) if at % FOLDS != fold])
    tried = [(row, r) for rows, right in pairs[fold::FOLDS] for row, r in zip(rows, right, strict=True)]
    agree = sum((weights["bias"] + sum(weights.get(name, 0.0) for name in row) > 0) == r for row, r in tried)
    return agree / len(tried)


if __name__ == "__main__":
    main()
