"""Fits the models that tell citations from mentions, promises from other words: `python -m bench.fit_verbs [VERB…]`."""

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from answerable.findings.citations import extract as cited
from answerable.findings.citations import weigh as citing
from answerable.findings.commitments import extract as promised
from answerable.findings.commitments import weigh as promising
from bench.fitting import Examples, accuracy, fit, keep, labelled
from bench.published import KEPT, Judged, judged

SHARED = Path(os.environ.get("ANSWERABLE_SHARED", "../shared"))
TRAIN = SHARED / "labels" / "train.jsonl"
RAREST = 2
FOLDS = 5
READING = "reading "  # begins what stands for how much a reading of ours lets pass, beside the labels'
KINDS = ("publication", "letter", "oral_contribution", "hansard", "command_paper", "house_paper", "written_statement")

Place = tuple[int, int]
Row = tuple[Place, frozenset[str]]


class Model(Struct, frozen=True):
    """What is fitted for a verb.

    `counts`: what a phrase judged here counts against one of the labels; `own`: whether its readings have a weight of
    their own. `rows(text, said_on)` gives every phrase to be weighed with its features; `labels(pair, where)` the
    labelled places; `same(text, phrase, place)` whether the phrase is the one labelled there.
    """

    judged: str
    weights: Path
    ridge: float
    counts: float
    own: bool
    texts: tuple[tuple[str, str], ...]
    rows: Callable[[str, date | None], Iterator[Row]]
    labels: Callable[[dict[str, Any], str], list[Place]]
    same: Callable[[str, Place, Place], bool]

    def examples(self, pair: dict[str, Any]) -> Examples:
        """The features of every phrase of a labelled pair, and whether the label has it."""
        rows, right = [], []
        for where, said in self.texts:
            text, places = pair[where], self.labels(pair, where)
            for phrase, row in self.rows(text, day(pair.get(said))):
                rows.append(row)
                right.append(any(self.same(text, phrase, place) for place in places))
        return Examples(tuple(rows), tuple(right))

    def further(self, found: list[Judged]) -> Examples:
        """The same of the phrases judged in published records."""
        rows, right = [], []
        for one in found:
            reading = frozenset([f"{READING}{one.reading}"]) if self.own else frozenset()
            for phrase, row in self.rows(one.text, one.said_on):
                if phrase[0] < one.end and one.start < phrase[1]:
                    rows.append(row | reading)
                    right.append(one.right)
        return Examples(tuple(rows), tuple(right), self.counts)

    def fitted(self, pairs: list[Examples], more: Examples) -> dict[str, float]:
        """The weights for these pairs and the phrases judged besides, as the labels judge."""
        weights = fit([*pairs, more], ridge=self.ridge, rarest=RAREST)
        return {name: weight for name, weight in weights.items() if not name.startswith(READING)}


def day(printed: str | None) -> date | None:
    """A labelled pair's date, which is printed in two forms."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)|(\d\d)/(\d\d)/(\d\d)", printed or "")
    if not found:
        return None
    year, month, of_month, of_month2, month2, short = found.groups()
    return date(int(year), int(month), int(of_month)) if year else date(2000 + int(short), int(month2), int(of_month2))


def _documents(text: str, said_on: date | None) -> Iterator[Row]:
    certain, guesses = cited.candidates(text, said_on)
    seen: set[str] = set()
    for guess in sorted(cited.open_guesses(cited.apart(certain), guesses), key=lambda found: found.start):
        yield (guess.start, guess.end), frozenset(citing.features(text, guess, seen))
        citing.remember(text, guess, seen)


def _cited(pair: dict[str, Any], where: str) -> list[Place]:
    """Where the labelled quotes of the weighed kinds stand; one labelled twice stands at its first two places."""
    places, at = [], Counter[str]()
    for label in pair["citations"]:
        if label["where"] == where and label["kind"] in KINDS:
            start = pair[where].find(label["quote"], at[label["quote"]])
            if start >= 0:
                places.append((start, start + len(label["quote"])))
                at[label["quote"]] = start + 1
    return places


def alike(text: str, found: Place, place: Place) -> bool:
    """Whether a phrase would count as the labelled one: one within the other, or half of their words the same."""
    if found[0] >= place[1] or place[0] >= found[1]:
        return False
    within = (found[0] >= place[0] and found[1] <= place[1]) or (place[0] >= found[0] and place[1] <= found[1])
    one, other = (set(re.findall(r"\w+", text[start:end].lower())) for start, end in (found, place))
    return within or len(one & other) * 2 >= len(one | other)


def _clauses(answer: str, answered_on: date | None) -> Iterator[Row]:
    """Every clause of the future, placed at its verb: one clause is told from its neighbours by that."""
    for promise, due in promised.clauses(answer, answered_on):
        verb = promise.subject.end + 1
        yield (verb, verb + 1), frozenset(promising.features(answer, promise, due))


def _promised(pair: dict[str, Any], where: str) -> list[Place]:
    starts = [(pair[where].find(label["quote"]), len(label["quote"])) for label in pair["commitments"]]
    return [(start, start + length) for start, length in starts if start >= 0]


def _holds_verb(_: str, found: Place, place: Place) -> bool:
    return place[0] - 12 <= found[0] < place[1]


MODELS = {
    "citations": Model(
        "cited",
        Path(citing.__file__).with_name("weights.json"),
        4.0,
        0.6,
        True,
        (("question", "tabled"), ("answer", "answered")),
        _documents,
        _cited,
        alike,
    ),
    "commitments": Model(
        "promised",
        Path(promising.__file__).with_name("weights.json"),
        7.0,
        1.0,
        True,
        (("answer", "answered"),),
        _clauses,
        _promised,
        _holds_verb,
    ),
}


def main() -> None:
    """Fits to the training pairs and writes the weights into the package."""
    for verb in sys.argv[1:] or MODELS:
        if verb not in MODELS:
            sys.exit(f"bench.fit_verbs: expected {' or '.join(MODELS)}; got {verb}")
        model = MODELS[verb]
        pairs = [model.examples(pair) for pair in labelled(TRAIN)]
        more = model.further(judged(SHARED / "data", model.judged))
        held_out = accuracy(pairs, more, FOLDS, ridge=model.ridge, rarest=RAREST)
        figures = {
            "weighed": sum(len(examples.rows) for examples in pairs),
            "further": len(more.rows),
            "held_out_accuracy": round(held_out, 4),
        }
        weights = model.fitted(pairs, more)
        keep(model.weights, [TRAIN, KEPT], weights, figures)
        print(verb, len(weights), figures)


if __name__ == "__main__":
    main()
