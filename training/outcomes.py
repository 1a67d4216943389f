"""Train the outcome model: `python -m training.outcomes`, in some minutes; needs scikit-learn and lightgbm.

Reads labels/train.jsonl, the pairs of read.csv and data/uk-api/fulltext.jsonl.gz (for the weight of words) under
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
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from scipy import sparse
from sklearn.model_selection import KFold, StratifiedKFold

from answerable.findings.outcomes import judged
from answerable.findings.outcomes.cues import lowered, springs
from answerable.findings.outcomes.features import Floats
from answerable.findings.outcomes.grounds import GROUNDS, Grounds, asked, said, shared, told
from answerable.findings.outcomes.linear import Grouped, GroupedWordings, Linear, Wordings
from answerable.findings.outcomes.model import FILE, Model, decides, packed, speaks_for, what_it_does, what_parts_get
from answerable.findings.outcomes.summary import DECLINES, DOES
from answerable.findings.outcomes.trees import Trees
from answerable.findings.outcomes.whole import Whole
from answerable.findings.outcomes.whole import said as said_in_all
from answerable.findings.outcomes.words import STEM, TOKEN, Lexicon, stemmed
from answerable.model.outcome import GOTS, OUTCOMES, Finding
from training.fitting import SEED, asked_groups, crossed, grouped, grown, indexed, weights, worded
from training.labelled import Pair
from training.measuring import measures
from training.read import READ, pairs_read

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("ANSWERABLE_SHARED", ROOT.parent / "shared"))
LABELS = SHARED / "labels" / "train.jsonl"
UNLABELLED = SHARED / "data" / "uk-api" / "fulltext.jsonl.gz"
PACKAGE = ROOT / "src" / "answerable" / "findings" / "outcomes"
NAME = "linear and trees 4"
STRENGTH = {
    "sentence": 0.15,
    "part": 0.05,
    "whole": 0.2,
    "outcome": 0.03,
    "ground": 3,
}  # inverse regularisation, cross-validated
GROWTH = {
    "learning_rate": 0.1,
    "min_child_samples": 15,
    "colsample_bytree": 0.3,
    "subsample": 0.8,
    "subsample_freq": 1,
    "reg_lambda": 3,
}
EVIDENCE = GROWTH | {"n_estimators": 60}
OUTCOME = GROWTH | {"n_estimators": 60}
SEEDS = 4  # of trees for the outcome, whose mean hangs less on chance
SEEN = 8  # wordings in fewer sentences, answers or questions are dropped
OF_GROUNDS = 3  # stems in fewer sentences that withhold, or questions that are refused
FREQUENT = 50  # answers with a wording that is weighed by what is asked
FOLDS = 5
ROUNDS = 1  # of cross-validation, each with other folds
COUNTED = 8  # unlabelled pairs a word must stand in to be kept


Which = Sequence[int]  # places of pairs


class Stages:
    """Fits each model on the pairs at some places, and what it makes of pairs that it has not seen."""

    def __init__(self, pairs: list[Pair]) -> None:
        self.pairs = pairs
        self.every = range(len(pairs))
        self.does = self.unseen(self.sentence, lambda model, pair, _: what_it_does(*model, pair.vectors))
        self.quoted = self.unseen(self.evidence, lambda model, pair, at: decides(model, pair.vectors, self.does[at]))
        told = list(zip(pairs, self.does, strict=True))
        self.answers = [pair.vectors.answer(does) for pair, does in told]
        self.rows = [pair.vectors.parts(does) for pair, does in told]
        self.gots = self.unseen(
            self.part, lambda model, pair, at: what_parts_get(*model, pair.vectors, self.answers[at], self.rows[at])
        )
        self.words = self.unseen(self.whole, lambda model, pair, _: speaks_for(model, pair.vectors))

    def unseen(self, fit_one: Callable[[Which], T], ask: Callable[[T, Pair, int], Floats]) -> list[Floats]:
        """What a model makes of each pair, fitted without it."""
        found: list[Floats] = [np.empty(0, np.float32)] * len(self.pairs)
        for learn, hold in KFold(FOLDS, shuffle=True, random_state=SEED).split(self.every):
            model = fit_one(learn)
            for at in hold:
                found[at] = ask(model, self.pairs[at], at)
        return found

    def sentence(self, which: Which) -> tuple[Grouped, Wordings]:
        """What a sentence does."""
        pairs = [self.pairs[at] for at in which]
        told = [(pair.vectors, at, does) for pair in pairs for at, does in enumerate(pair.does) if does is not None]
        sentences = [vectors.wordings[at] for vectors, at, _ in told]
        index = indexed(sentences, SEEN)
        rows = crossed(
            np.array([vectors.sentences[at] for vectors, at, _ in told]), [vectors.groups for vectors, _, _ in told]
        )
        x = sparse.hstack([rows, worded(sentences, index)]).tocsr()
        found, bias = weights(x, [does for _, _, does in told], len(DOES), STRENGTH["sentence"])
        return grouped(found[: rows.shape[1]], bias), Wordings(index, found[rows.shape[1] :])

    def evidence(self, which: Which) -> Trees:
        """Which sentence is quoted, where one is; of several that would do, annotators of the labels chose theirs."""
        quoted = [at for at in which if any(self.pairs[at].quoted) and not self.pairs[at].read]
        x = np.vstack([self.pairs[at].vectors.choosing(self.does[at]) for at in quoted])
        return grown(x, [int(one) for at in quoted for one in self.pairs[at].quoted], EVIDENCE)

    def part(self, which: Which) -> tuple[Grouped, Linear]:
        """What a part got."""
        told = [(at, n, got) for at in which for n, got in enumerate(self.pairs[at].gots) if got is not None]
        groups = [self.pairs[at].vectors.part_groups()[n] for at, n, _ in told]
        rows = crossed(np.array([self.rows[at][n] for at, n, _ in told]), groups)
        answers = sparse.csr_matrix(np.array([self.answers[at] for at, _, _ in told]))
        found, bias = weights(
            sparse.hstack([rows, answers]).tocsr(), [got for _, _, got in told], len(GOTS), STRENGTH["part"]
        )
        shared = Linear(found[rows.shape[1] :], np.zeros(len(GOTS), np.float32))
        return grouped(found[: rows.shape[1]], bias), shared

    def whole(self, which: Which) -> Whole:
        """What all words of a pair speak for."""
        readings = [self.pairs[at].reading for at in which]
        answers, questions = [said_in_all(one) for one in readings], [one.wordings for one in readings]
        words, others, frequent = indexed(answers, SEEN), indexed(questions, SEEN), indexed(answers, FREQUENT)
        groups = asked_groups([self.pairs[at].vectors.groups for at in which])
        often = worded(answers, frequent)
        by_group = [often.multiply(groups[:, [at]]) for at in range(groups.shape[1])]
        x = sparse.hstack([worded(answers, words), worded(questions, others), *by_group, groups]).tocsr()
        targets = [self.pairs[at].outcome for at in which]
        found, bias = weights(x, targets, len(OUTCOMES), STRENGTH["whole"])
        of_said, of_asked, of_often, of_groups = np.split(
            found, np.cumsum([1 + len(words), 1 + len(others), groups.shape[1] * (1 + len(frequent))])
        )
        of_often = of_often.reshape(groups.shape[1], 1 + len(frequent), len(OUTCOMES))
        always = np.vstack([bias, of_groups])
        return Whole(Wordings(words, of_said), Wordings(others, of_asked), GroupedWordings(frequent, of_often), always)

    def outcome(self) -> tuple[Linear, Trees]:
        """The outcome, from what all other models make of pairs they have not seen."""
        told = zip(self.pairs, self.does, self.quoted, self.answers, self.rows, self.gots, self.words, strict=True)
        x = np.array([pair.vectors.pair(*seen) for pair, *seen in told])
        targets = [pair.outcome for pair in self.pairs]
        linear = Linear(*weights(x, targets, len(OUTCOMES), STRENGTH["outcome"]))
        return linear, grown(x, targets, OUTCOME, SEEDS)

    def grounds(self) -> Grounds:
        """Why something is withheld, by the sentences that seem to withhold it in pairs the models have not seen."""
        which = [at for at in self.every if self.pairs[at].ground is not None]
        readings = [self.pairs[at].reading for at in which]
        shares = [shared(self.quoted[at] * self.does[at][:, DECLINES]) for at in which]
        sentences = [stems for reading in readings for stems in said(reading)]
        questions = [asked(reading) for reading in readings]
        words, others = indexed(sentences, OF_GROUNDS), indexed(questions, OF_GROUNDS)
        rows = sparse.csr_matrix(np.array([told(*one) for one in zip(readings, shares, strict=True)]))
        weighed = sparse.block_diag([one[None] for one in shares]) @ worded(sentences, words)
        x = sparse.hstack([rows, weighed, worded(questions, others)]).tocsr()
        targets = [ground for at in which if (ground := self.pairs[at].ground) is not None]
        found, bias = weights(x, targets, len(GROUNDS), STRENGTH["ground"])
        of_told, of_said, of_asked = np.split(found, [rows.shape[1], rows.shape[1] + weighed.shape[1]])
        return Grounds(Linear(of_told, bias), Wordings(words, of_said), Wordings(others, of_asked))


def fit(pairs: list[Pair]) -> Model:
    """All models, each trained on what those before make of pairs they have not seen."""
    stages = Stages(pairs)
    evidence = stages.evidence(stages.every)
    first = (*stages.sentence(stages.every), evidence, *stages.part(stages.every), stages.whole(stages.every))
    return Model(NAME, *first, *stages.outcome(), stages.grounds())


class Tried(Struct):
    """Cross-validated: each pair's outcome scores by the models alone, and its finding, rules and all."""

    scores: np.ndarray
    found: list[Finding]


def cross_validated(pairs: list[Pair], further: list[Pair], seed: int = SEED) -> Tried:
    """What models that did not see a pair make of it; the further ones they all see."""
    scores = np.zeros((len(pairs), len(OUTCOMES)))
    found: dict[int, Finding] = {}
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    for learn, hold in folds.split(pairs, [pair.outcome for pair in pairs]):
        model = fit([*(pairs[at] for at in learn), *further])
        for at in hold:
            pair = pairs[at]
            scores[at] = np.log(model.chances(pair.reading).outcome)
            found[at] = judged(pair.reading, pair.parts, model)
    return Tried(scores, [found[at] for at in range(len(pairs))])


def heat(scores: np.ndarray, truth: np.ndarray) -> float:
    """The temperature under which cross-validated chances are likeliest."""

    def loss(t: float) -> float:
        z = scores / t
        z = z - z.max(axis=1, keepdims=True)
        return float(-(z[np.arange(len(truth)), truth] - np.log(np.exp(z).sum(axis=1))).mean())

    return min((step / 50 for step in range(25, 150)), key=loss)


def counted() -> tuple[int, Counter[str]]:
    """How many unlabelled pairs there are, and in how many each stem stands."""
    counts: Counter[str] = Counter()
    pairs = 0
    with gzip.open(UNLABELLED, "rt", encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            text = re.sub(r"<[^<>]{0,2000}>", " ", f"{pair['questionText']} {pair['answerText']}")
            counts.update({stemmed(token) for token in TOKEN.findall(lowered(text))})
            pairs += 1
    return pairs, Counter({stem: count for stem, count in sorted(counts.items()) if count >= COUNTED})


def digest(path: Path) -> str:
    """A file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def note(model: Model, pairs: list[Pair], further: list[Pair], total: int, tries: list[Tried]) -> dict[str, Any]:
    """What stands beside the weights: the data, the settings and the figures."""
    truth = np.array([pair.outcome for pair in pairs])
    return {
        "model": NAME,
        "trained by": "python -m training.outcomes",
        "labels": {"file": LABELS.name, "pairs": len(pairs), "sha256": digest(LABELS)},
        "further": {"file": READ.name, "pairs": len(further), "sha256": digest(READ)},
        "word counts": {"file": UNLABELLED.name, "pairs": total, "sha256": digest(UNLABELLED)},
        "settings": {
            "strength": STRENGTH,
            "evidence": EVIDENCE,
            "outcome": OUTCOME,
            "seeds": SEEDS,
            "seen": SEEN,
            "of grounds": OF_GROUNDS,
            "frequent": FREQUENT,
            "counted": COUNTED,
            "stem": STEM,
            "seed": SEED,
            "folds": FOLDS,
        },
        "heat": model.heat,
        "cross-validated": measures([tried.scores / model.heat for tried in tries], [t.found for t in tries], pairs),
        "pairs of each outcome": {str(name): int((truth == at).sum()) for at, name in enumerate(OUTCOMES)},
    }


def main() -> None:
    """Train, cross-validate and write."""
    total, counts = counted()
    lexicon = Lexicon(total, counts, springs)
    pairs = [Pair(json.loads(line), lexicon) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    further = [Pair(label, lexicon, read=True) for label in pairs_read(SHARED / "data")]
    truth = np.array([pair.outcome for pair in pairs])
    tries = [cross_validated(pairs, further, seed) for seed in range(ROUNDS)]
    scores, truths = np.vstack([tried.scores for tried in tries]), np.tile(truth, ROUNDS)
    model = replace(fit([*pairs, *further]), heat=heat(scores, truths))
    words = {
        "pairs": np.int64(total),
        "words": np.frombuffer("\n".join(counts).encode(), np.uint8),
        "counts": np.array(list(counts.values()), np.int32),
    }
    np.savez_compressed(PACKAGE / FILE, **packed(model), **words)
    told = note(model, pairs, further, total, tries)
    (PACKAGE / "weights.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(told["cross-validated"], indent=1) + "\n")


if __name__ == "__main__":
    main()
