"""Few numbers that stand for a text, such that texts with a run of words in common have one in common.

The runs of five words are winnowed (Schleimer, Wilkerson and Aiken, 2003): of every four neighbours the one with the
lowest number is kept. Any eight words in a row that two texts share leave at least one shared fingerprint.
"""

import numpy as np

from answerable.findings.reuse.normal import Normal
from answerable.findings.words import Flags, Numbers, Places, grams, mixed

GRAM = 5  # words
WINDOW = 4  # runs of words


def runs_of_words(kept: Normal) -> tuple[Numbers, Places]:
    """Each run of five words within a text: its number, and its text."""
    count = max(len(kept.number) - GRAM + 1, 0)
    text = kept.text[:count]
    whole = text == kept.text[GRAM - 1 :]
    return grams(kept.number, GRAM)[whole], text[whole]


def fingerprints(kept: Normal) -> tuple[Numbers, Places]:
    """The winnowed runs: number and text, each once in a text, in the order of the texts."""
    number, text = runs_of_words(kept)
    chosen = _lowest(number, text)
    return distinct(number[chosen], text[chosen])


def winnowed(runs: Numbers) -> Numbers:
    """The runs of one text that are kept; the same may be among them more than once."""
    return runs[_lowest(runs, np.zeros(len(runs), np.int64))]


def distinct(number: Numbers, text: Places) -> tuple[Numbers, Places]:
    """Each pair once, in the order of the texts; they must be in order already."""
    pair = mixed(number + mixed(text.astype(np.uint64)))
    order = np.argsort(pair)
    again = order[1:][pair[order][1:] == pair[order][:-1]]
    once = np.ones(len(number), np.bool_)
    once[again] = False
    return number[once], text[once]


def _lowest(number: Numbers, text: Places) -> Flags:
    """Which are the lowest of some window; in a text shorter than a window all are."""
    chosen = np.zeros(len(number), np.bool_)
    count = len(number) - WINDOW + 1
    if count > 0:
        neighbours = np.stack([number[shift : shift + count] for shift in range(WINDOW)])
        within = text[:count] == text[WINDOW - 1 :]
        chosen[(np.arange(count) + neighbours.argmin(axis=0))[within]] = True
    return chosen | _short(text)


def _short(text: Places) -> Flags:
    """Which are of a text with fewer runs than a window."""
    sizes = np.bincount(text) if len(text) else np.zeros(1, np.int64)
    few: Flags = sizes[text] < WINDOW
    return few
