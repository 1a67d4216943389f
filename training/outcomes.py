"""Train the outcome model: `python -m training.outcomes`, in a minute or two; needs scikit-learn and lightgbm.

Reads labels/train.jsonl and data/uk-api/fulltext.jsonl.gz (unlabelled, for the weight of words) under
ANSWERABLE_SHARED, and writes weights.npz with weights.json (the data's SHA-256, the settings and the cross-validated
figures) into the package.
The evaluation set is never read.
"""

import gzip
import hashlib
import json
import os
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold, StratifiedKFold

from answerable.findings.outcomes.features import (
    DOES,
    Features,
    answer_features,
    outcome_features,
    part_features,
    sentence_features,
)
from answerable.findings.outcomes.model import FILE, STAGES, Linear, Model, packed
from answerable.findings.outcomes.reading import Reading
from answerable.findings.outcomes.trees import LEAVES, Trees, packed_trees
from answerable.findings.outcomes.words import STEM, Weights, stems
from answerable.findings.parts import parts
from answerable.model.outcome import GOTS, OUTCOMES

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("ANSWERABLE_SHARED", ROOT.parent / "shared"))
LABELS = SHARED / "labels" / "train.jsonl"
UNLABELLED = SHARED / "data" / "uk-api" / "fulltext.jsonl.gz"
PACKAGE = ROOT / "src" / "answerable" / "findings" / "outcomes"
NAME = "linear and trees 1"
SEED = 0
STRENGTH = {
    "sentence": 0.5,
    "evidence": 0.05,
    "part": 0.1,
    "outcome": 0.1,
}  # inverse regularisation, chosen by cross-validation
GROWTH = {
    "n_estimators": 120,
    "learning_rate": 0.05,
    "min_child_samples": 15,
    "colsample_bytree": 0.3,
    "subsample": 0.8,
    "subsample_freq": 1,
    "reg_lambda": 3,
}
SEEN = dict.fromkeys(STAGES, 3)  # features in fewer rows are dropped
COUNTED = 8  # unlabelled pairs a word must stand in to be kept


class Pair:
    """A labelled pair, read, with targets for each model."""

    def __init__(self, label: dict[str, Any], words: Weights) -> None:
        self.label = label
        self.reading = Reading(label["question"], parts(label["question"]), label["answer"], words)
        self.outcome = OUTCOMES.index(label["outcome"])
        self.does = _does(self.reading, label)
        self.gots = _gots(label)


def overlap(a: str, b: str) -> bool:
    """Whether two quotes are one: the labels' own measure."""
    x, y = set(re.findall(r"\w+", a.lower())), set(re.findall(r"\w+", b.lower()))
    if not x or not y:
        return False
    return a.strip().lower() in b.lower() or b.strip().lower() in a.lower() or len(x & y) / len(x | y) >= 0.5


def _does(reading: Reading, label: dict[str, Any]) -> list[int | None]:
    """What each sentence does; None where the label does not tell (other sentences of what was answered)."""
    act = {"answered": 1, "partly": 3 if label["ground"] else 1, "pointed": 2, "declined": 3, "deferred": 4}
    told = label["outcome"] in ("pointed", "declined", "deferred", "unaddressed")
    return [
        act[label["outcome"]]
        if label["evidence"] and overlap(label["evidence"], span.of(reading.answer))
        else 0
        if told
        else None
        for span in reading.sentences
    ]


def _gots(label: dict[str, Any]) -> list[int | None]:
    """What each part got, for the parts that are found; None for one that the label does not have."""
    left = list(label["parts"])
    found: list[int | None] = []
    for part in parts(label["question"]):
        hit = next((gold for gold in left if overlap(part.ask, gold["ask"])), None)
        if hit:
            left.remove(hit)
        found.append(GOTS.index(hit["got"]) if hit else None)
    return found


def fitted(stage: str, rows: list[Features], targets: list[int], classes: int) -> Linear:
    """A linear model of the rows."""
    seen = Counter(name for row in rows for name in row)
    kept = [{name: value for name, value in row.items() if seen[name] >= SEEN[stage]} for row in rows]
    vectors = DictVectorizer(dtype=np.float32)
    x = vectors.fit_transform(kept)
    learner = LogisticRegression(C=STRENGTH[stage], max_iter=1000, tol=1e-3).fit(x, targets)
    weights = np.zeros((x.shape[1], classes), np.float32)
    bias = np.full(classes, -20, np.float32)
    two = len(learner.classes_) == 2  # then scikit-learn gives only the second class's weights
    weights[:, learner.classes_] = np.vstack([-learner.coef_ / 2, learner.coef_ / 2]).T if two else learner.coef_.T
    bias[learner.classes_] = np.hstack([-learner.intercept_ / 2, learner.intercept_ / 2]) if two else learner.intercept_
    return Linear(vectors.get_feature_names_out().tolist(), weights, bias)


def grown(rows: list[Features], targets: list[int]) -> Trees:
    """Boosted trees of the rows."""
    seen = Counter(name for row in rows for name in row)
    vectors = DictVectorizer(dtype=np.float32)
    x = vectors.fit_transform([{n: value for n, value in row.items() if seen[n] >= SEEN["outcome"]} for row in rows])
    learner = lightgbm.LGBMClassifier(**GROWTH, num_leaves=LEAVES, random_state=SEED, n_jobs=1, verbose=-1)
    dump = learner.fit(x, targets).booster_.dump_model()["tree_info"]
    trees = [_cut(tree["tree_structure"]) for tree in dump]
    features, limits, masks, leaves = (np.array([tree[k] for tree in trees]) for k in range(4))
    used, features = np.unique(features, return_inverse=True)
    names = vectors.get_feature_names_out()[used].tolist()
    shape = (len(trees), LEAVES - 1)
    return Trees(
        names,
        features.reshape(shape).astype(np.int16),
        limits.astype(np.float32),
        masks.astype(np.uint8),
        leaves.astype(np.float32),
        len(OUTCOMES),
    )


def _cut(root: dict[str, Any]) -> tuple[list[int], list[float], list[int], list[float]]:
    """A tree's splits as (feature, limit, mask) and its leaves, left to right; filled up to the same number."""
    splits: list[tuple[int, float, int]] = []
    leaves: list[float] = []

    def walk(node: dict[str, Any]) -> None:
        if "split_feature" not in node:
            leaves.append(node["leaf_value"])
            return
        first = len(leaves)
        walk(node["left_child"])
        ruled_out = sum(1 << leaf for leaf in range(first, len(leaves)))
        splits.append((node["split_feature"], node["threshold"], 255 & ~ruled_out))
        walk(node["right_child"])

    walk(root)
    splits += [(0, 0.0, 255)] * (LEAVES - 1 - len(splits))
    leaves += [0.0] * (LEAVES - len(leaves))
    return [s[0] for s in splits], [s[1] for s in splits], [s[2] for s in splits], leaves


def fit_sentence(pairs: list[Pair]) -> Linear:
    """What a sentence does."""
    rows, targets = [], []
    for pair in pairs:
        for features, does in zip(sentence_features(pair.reading), pair.does, strict=True):
            if does is not None:
                rows.append(features)
                targets.append(does)
    return fitted("sentence", rows, targets, len(DOES))


def fit_evidence(pairs: list[Pair]) -> Linear:
    """Which sentence the annotators quoted."""
    rows, targets = [], []
    for pair in pairs:
        if quote := pair.label["evidence"]:
            rows += sentence_features(pair.reading)
            targets += [int(overlap(quote, span.of(pair.reading.answer))) for span in pair.reading.sentences]
    return fitted("evidence", rows, targets, 2)


def across(pairs: list[Pair], folds: int = 5) -> list[tuple[np.ndarray, np.ndarray]]:
    """Folds, the same each time."""
    return list(KFold(folds, shuffle=True, random_state=SEED).split(pairs))


def unseen_does(pairs: list[Pair]) -> list[list[list[float]]]:
    """What each pair's sentences do, by models that did not see the pair."""
    found: list[list[list[float]]] = [[] for _ in pairs]
    for learn, hold in across(pairs):
        model = fit_sentence([pairs[i] for i in learn])
        for i in hold:
            found[i] = [model.chances(row) for row in sentence_features(pairs[i].reading)]
    return found


def part_rows(pair: Pair, does: list[list[float]]) -> list[Features]:
    """Each part's features with the answer's."""
    answer = answer_features(pair.reading, does)
    return [{**answer, **part_features(pair.reading, at, does)} for at in range(len(pair.reading.parts))]


def fit_part(pairs: list[Pair], rows: list[list[Features]]) -> Linear:
    """What a part got."""
    told = [(row, got) for pair, own in zip(pairs, rows, strict=True) for row, got in zip(own, pair.gots, strict=True)]
    known = [(row, got) for row, got in told if got is not None]
    return fitted("part", [row for row, _ in known], [got for _, got in known], len(GOTS))


def fit(pairs: list[Pair], words: Weights) -> Model:
    """All three models, each trained on what the one before makes of pairs it has not seen."""
    does = unseen_does(pairs)
    rows = [part_rows(pair, seen) for pair, seen in zip(pairs, does, strict=True)]
    gots: list[list[list[float]]] = [[] for _ in pairs]
    for learn, hold in across(pairs):
        model = fit_part([pairs[i] for i in learn], [rows[i] for i in learn])
        for i in hold:
            gots[i] = [model.chances(row) for row in rows[i]]
    features = [
        answer_features(pair.reading, seen)
        | outcome_features(part_features(pair.reading, 0, seen) if pair.reading.parts else {}, got)
        for pair, seen, got in zip(pairs, does, gots, strict=True)
    ]
    targets = [pair.outcome for pair in pairs]
    stages = {
        "sentence": fit_sentence(pairs),
        "evidence": fit_evidence(pairs),
        "part": fit_part(pairs, rows),
        "outcome": fitted("outcome", features, targets, len(OUTCOMES)),
    }
    return Model(words, stages, grown(features, targets), NAME)


def cross_validated(pairs: list[Pair], words: Weights) -> np.ndarray:
    """Each pair's outcome scores by models that did not see it."""
    scores = np.zeros((len(pairs), len(OUTCOMES)))
    folds = StratifiedKFold(5, shuffle=True, random_state=SEED)
    for learn, hold in folds.split(pairs, [pair.outcome for pair in pairs]):
        model = fit([pairs[i] for i in learn], words)
        for i in hold:
            scores[i] = np.log(np.maximum(model.chances(pairs[i].reading).outcome, 1e-9))
    return scores


def heat(scores: np.ndarray, truth: np.ndarray) -> float:
    """The temperature under which cross-validated chances are likeliest."""

    def loss(t: float) -> float:
        z = scores / t
        z = z - z.max(axis=1, keepdims=True)
        return float(-(z[np.arange(len(truth)), truth] - np.log(np.exp(z).sum(axis=1))).mean())

    return min((step / 50 for step in range(25, 150)), key=loss)


def figures(scores: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    """Accuracy and macro-F1."""
    guess = scores.argmax(axis=1)
    per = []
    for k in range(len(OUTCOMES)):
        hit = ((guess == k) & (truth == k)).sum()
        per.append(2 * hit / max(1, (guess == k).sum() + (truth == k).sum()))
    return {"accuracy": round(float((guess == truth).mean()), 4), "macro_f1": round(float(np.mean(per)), 4)}


def gap(scores: np.ndarray, truth: np.ndarray) -> float:
    """Expected calibration error over ten equally filled bins."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances = powers / powers.sum(axis=1, keepdims=True)
    said, right = chances.max(axis=1), chances.argmax(axis=1) == truth
    bins = np.array_split(np.argsort(said), 10)
    return round(float(sum(len(b) * abs(said[b].mean() - right[b].mean()) for b in bins) / len(truth)), 4)


def counted() -> tuple[int, Counter[str]]:
    """How many unlabelled pairs there are, and in how many each stem stands."""
    counts: Counter[str] = Counter()
    pairs = 0
    with gzip.open(UNLABELLED, "rt", encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            text = re.sub(r"<[^<>]{0,2000}>", " ", f"{pair['questionText']} {pair['answerText']}")
            counts.update(set(stems(text.lower())))
            pairs += 1
    return pairs, Counter({stem: count for stem, count in sorted(counts.items()) if count >= COUNTED})


def digest(path: Path) -> str:
    """A file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Train, cross-validate and write."""
    total, counts = counted()
    words = Weights(total, counts)
    pairs = [Pair(json.loads(line), words) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    truth = np.array([pair.outcome for pair in pairs])
    scores = cross_validated(pairs, words)
    model = fit(pairs, words)
    model.heat = heat(scores, truth)
    arrays = {
        "name": np.frombuffer(NAME.encode(), np.uint8),
        "pairs": np.int64(total),
        "words": np.frombuffer("\n".join(counts).encode(), np.uint8),
        "counts": np.array(list(counts.values()), np.int32),
    }
    arrays |= packed_trees(model.trees) | {"heat": np.float32(model.heat)}
    for stage in STAGES:
        arrays |= packed(model.stages[stage], stage)
    np.savez_compressed(PACKAGE / FILE, **arrays)
    note = {
        "model": NAME,
        "trained by": "python -m training.outcomes",
        "labels": {"file": LABELS.name, "pairs": len(pairs), "sha256": digest(LABELS)},
        "word counts": {"file": UNLABELLED.name, "pairs": total, "sha256": digest(UNLABELLED)},
        "settings": {
            "strength": STRENGTH,
            "growth": GROWTH,
            "seen": SEEN,
            "counted": COUNTED,
            "stem": STEM,
            "seed": SEED,
            "folds": 5,
        },
        "features": {stage: len(model.stages[stage].index) for stage in STAGES},
        "heat": model.heat,
        "cross-validated, model alone": figures(scores, truth) | {"calibration_error": gap(scores / model.heat, truth)},
    }
    (PACKAGE / "weights.json").write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(note["cross-validated, model alone"]) + "\n")


if __name__ == "__main__":
    main()
