"""Fits the model that tells cited documents from those only mentioned: `python -m bench.fit_citations`."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from answerable.findings.citations import extract, weigh
from answerable.findings.citations.publications import Candidate
from bench.fitting import Examples, accuracy, fit, keep, labelled
from bench.published import KEPT, Judged, judged

SHARED = Path(os.environ.get("ANSWERABLE_SHARED", "../shared"))
TRAIN = SHARED / "labels" / "train.jsonl"
RIDGE = 4.0
RAREST = 2
FOLDS = 5
LESS = 0.6  # what a phrase judged here counts against one of the labels
WEIGHED = ("publication", "letter", "oral_contribution", "hansard", "command_paper", "house_paper", "written_statement")


def day(printed: str | None) -> date | None:
    """A labelled pair's date, which is printed in two forms."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)|(\d\d)/(\d\d)/(\d\d)", printed or "")
    if not found:
        return None
    year, month, of_month, of_month2, month2, short = found.groups()
    return date(int(year), int(month), int(of_month)) if year else date(2000 + int(short), int(month2), int(of_month2))


def phrases(pair: dict[str, Any]) -> Examples:
    """The features of every phrase that has to be weighed in a pair, and whether the label has it."""
    rows, right = [], []
    for where, said in (("question", "tabled"), ("answer", "answered")):
        places = _places(pair, where)
        for guess, row in _featured(pair[where], day(pair.get(said))):
            rows.append(row)
            right.append(any(_alike(pair[where], (guess.start, guess.end), place) for place in places))
    return Examples(tuple(rows), tuple(right))


def further(found: list[Judged]) -> Examples:
    """The same of the phrases judged in published records."""
    rows, right = [], []
    for one in found:
        for guess, row in _featured(one.text, one.said_on):
            if guess.start < one.end and one.start < guess.end:
                rows.append(row)
                right.append(one.right)
    return Examples(tuple(rows), tuple(right), LESS)


def _featured(text: str, said_on: date | None) -> Iterator[tuple[Candidate, frozenset[str]]]:
    certain, guesses = extract.candidates(text, said_on)
    seen: set[str] = set()
    for guess in sorted(extract.open_guesses(extract.apart(certain), guesses), key=lambda found: found.start):
        yield guess, frozenset(weigh.features(text, guess, seen))
        weigh.remember(text, guess, seen)


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


def _alike(text: str, found: tuple[int, int], place: tuple[int, int]) -> bool:
    """Whether a phrase would count as the labelled one: one within the other, or half of their words the same."""
    if found[0] >= place[1] or place[0] >= found[1]:
        return False
    within = (found[0] >= place[0] and found[1] <= place[1]) or (place[0] >= found[0] and place[1] <= found[1])
    one, other = (set(re.findall(r"\w+", text[start:end].lower())) for start, end in (found, place))
    return within or len(one & other) * 2 >= len(one | other)


def fitted(pairs: list[Examples], more: Examples) -> dict[str, float]:
    """The weights for these pairs and the phrases judged besides."""
    return fit([*pairs, more], ridge=RIDGE, rarest=RAREST)


def main() -> None:
    """Fits to the training pairs and writes the weights into the package."""
    pairs = [phrases(pair) for pair in labelled(TRAIN)]
    more = further(judged(SHARED / "data", "cited"))
    figures = {
        "phrases": sum(len(examples.rows) for examples in pairs),
        "further_phrases": len(more.rows),
        "held_out_accuracy": round(accuracy(pairs, more, FOLDS, ridge=RIDGE, rarest=RAREST), 4),
    }
    weights = fitted(pairs, more)
    keep(Path(weigh.__file__).with_name("weights.json"), [TRAIN, KEPT], weights, figures)
    print(len(weights), figures)


if __name__ == "__main__":
    main()
