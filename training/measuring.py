"""Figures of cross-validated outcomes, by the labels' own measures, with the standard error of each."""

from collections.abc import Sequence

import numpy as np

from answerable.model.outcome import OUTCOMES, Finding
from training.labelled import Pair, overlap

BINS = 10
DRAWS = 200  # of as many pairs as the evaluation has, to see what chance alone does there
MEASURED = 314


def measures(scores: Sequence[np.ndarray], found: Sequence[list[Finding]], pairs: list[Pair]) -> dict[str, float]:
    """Figures over rounds of cross-validation; the standard errors are those of one round."""
    truth = np.array([pair.outcome for pair in pairs])
    guess = [np.array([OUTCOMES.index(one.outcome) for one in round_]) for round_ in found]
    accuracy = float(np.mean([(one == truth).mean() for one in guess]))
    evidence = [hit for round_ in found for hit in _evidence(round_, pairs)]
    got = [hit for round_ in found for hit in _parts(round_, pairs)]
    grounds = [hit for round_ in found for hit in _grounds(round_, pairs)]
    ruled = [one.outcome == pair.label["outcome"] for one, pair in zip(found[0], pairs, strict=True) if _by_rule(one)]
    told = {
        "accuracy": accuracy,
        "accuracy, standard error": float(np.sqrt(accuracy * (1 - accuracy) / len(pairs))),
        "macro_f1": float(np.mean([macro(one, truth) for one in guess])),
        "model alone, accuracy": float(np.mean([(one.argmax(axis=1) == truth).mean() for one in scores])),
        "model alone, macro_f1": float(np.mean([macro(one.argmax(axis=1), truth) for one in scores])),
        "evidence": float(np.mean(evidence)),
        "parts": float(np.mean(got)),
        "ground": float(np.mean(grounds)),
        "rules": float(np.mean(ruled)),
        "calibration_error": float(np.mean([gap(*said(one, truth)) for one in scores])),
    }
    return {name: round(value, 4) for name, value in (told | _by_chance(scores[0], truth)).items()}


def macro(guess: np.ndarray, truth: np.ndarray) -> float:
    """Mean F1 of the six outcomes."""
    hits = [((guess == k) & (truth == k)).sum() for k in range(len(OUTCOMES))]
    sizes = [(guess == k).sum() + (truth == k).sum() for k in range(len(OUTCOMES))]
    return float(np.mean([2 * hit / max(1, size) for hit, size in zip(hits, sizes, strict=True)]))


def said(scores: np.ndarray, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The chance said of each pair's outcome, and whether it is right."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances = powers / powers.sum(axis=1, keepdims=True)
    return chances.max(axis=1), chances.argmax(axis=1) == truth


def gap(chances: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error over ten equally filled bins."""
    bins = np.array_split(np.argsort(chances), BINS)
    return float(sum(len(b) * abs(chances[b].mean() - right[b].mean()) for b in bins) / len(chances))


def _by_chance(scores: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    """The calibration error on few pairs: of this model, and of one whose every chance were exactly true."""
    random = np.random.default_rng(0)
    chances, right = said(scores, truth)
    drawn = [random.choice(len(truth), MEASURED, replace=False) for _ in range(DRAWS)]
    return {
        f"calibration_error on {MEASURED}": float(np.mean([gap(chances[d], right[d]) for d in drawn])),
        f"calibration_error on {MEASURED}, were every chance true": float(
            np.mean([gap(chances[d], random.random(MEASURED) < chances[d]) for d in drawn])
        ),
    }


def _by_rule(found: Finding) -> bool:
    return found.by.startswith("rule")


def _evidence(found: list[Finding], pairs: list[Pair]) -> list[bool]:
    quoted = [(one, pair.label) for one, pair in zip(found, pairs, strict=True) if pair.label["evidence"]]
    return [
        bool(one.evidence) and overlap(label["evidence"], one.evidence.of(label["answer"])) for one, label in quoted
    ]


def _grounds(found: list[Finding], pairs: list[Pair]) -> list[bool]:
    told = [(one.ground, pair.label["ground"]) for one, pair in zip(found, pairs, strict=True)]
    return [mine == gold for mine, gold in told if mine and gold]


def _parts(found: list[Finding], pairs: list[Pair]) -> list[bool]:
    hits = []
    for one, pair in zip(found, pairs, strict=True):
        left = list(one.parts)
        for gold in pair.label["parts"]:
            mine = next((part for part in left if overlap(part.part.ask, gold["ask"])), None)
            if mine:
                left.remove(mine)
            hits.append(mine is not None and mine.got == gold["got"])
    return hits
