"""How well outcomes and parts are found, and how fast: on the labels kept for measuring, with plain baselines beside.

`python -m bench outcomes [LABELS.jsonl] [-o PREDICTED.jsonl]`; the labels are sought under ANSWERABLE_SHARED.
"""

import json
import math
import os
import re
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from answerable.findings.outcomes.model import lexicon, shipped
from answerable.model.outcome import OUTCOMES, Finding
from answerable.verbs import outcome, parts

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("ANSWERABLE_SHARED", ROOT.parent / "shared"))
BINS = 10

Label = dict[str, Any]


def labelled(question: str, answer: str, found: Finding) -> Label:
    """A finding in the labels' shape."""
    return {
        "outcome": str(found.outcome),
        "ground": str(found.ground) if found.ground else None,
        "evidence": found.evidence.of(answer) if found.evidence else "",
        "parts": [{"ask": part.part.span.of(question), "got": str(part.got)} for part in found.parts],
    }


def alike(a: str, b: str) -> bool:
    """The labels' own measure of two quotes being one."""
    x, y = set(re.findall(r"\w+", a.lower())), set(re.findall(r"\w+", b.lower()))
    if not x or not y:
        return False
    return a.strip().lower() in b.lower() or b.strip().lower() in a.lower() or len(x & y) / len(x | y) >= 0.5


def quality(truth: list[str], guess: list[str]) -> tuple[float, float]:
    """Accuracy and macro-F1 over the six outcomes."""
    pairs = list(zip(truth, guess, strict=True))
    per = []
    for name in OUTCOMES:
        hit = sum(t == g == name for t, g in pairs)
        total = sum(t == name for t, _ in pairs) + sum(g == name for _, g in pairs)
        per.append(2 * hit / total if total else 0.0)
    return sum(t == g for t, g in pairs) / len(pairs), statistics.mean(per)


def calibration_error(chances: list[float], right: list[bool]) -> float:
    """Expected calibration error: mean distance of said and seen, over ten equally filled bins."""
    ranked = sorted(zip(chances, right, strict=True))
    size = math.ceil(len(ranked) / BINS)
    bins = [ranked[at : at + size] for at in range(0, len(ranked), size)]
    gaps = (abs(statistics.mean(c for c, _ in bin_) - statistics.mean(r for _, r in bin_)) * len(bin_) for bin_ in bins)
    return sum(gaps) / len(ranked)


def by_length(learn: list[Label], measure: list[Label]) -> list[str]:
    """The baseline that knows only how long an answer is: the commonest outcome among the 40 nearest lengths."""
    lengths = [(math.log1p(len(pair["answer"])), pair["outcome"]) for pair in learn]

    def nearest(pair: Label) -> str:
        here = math.log1p(len(pair["answer"]))
        return statistics.mode(str(out) for _, out in sorted(lengths, key=lambda one: abs(one[0] - here))[:40])

    return [nearest(pair) for pair in measure]


def by_formula(findings: Iterable[Finding], otherwise: str) -> list[str]:
    """The baseline that knows only the stock formulas."""
    return [str(found.outcome) if found.by.startswith("rule") else otherwise for found in findings]


def evidence_share(gold: list[Label], told: list[Label]) -> float:
    """Share of the quoted sentences that ours overlaps."""
    quoted = [(pair["evidence"], mine["evidence"]) for pair, mine in zip(gold, told, strict=True) if pair["evidence"]]
    return statistics.mean(alike(quote, mine) for quote, mine in quoted)


def parts_share(gold: list[Label], told: list[Label]) -> float:
    """Share of the labelled parts that were found and got the same."""
    hits = total = 0
    for pair, mine in zip(gold, told, strict=True):
        left = list(mine["parts"])
        for part in pair["parts"]:
            total += 1
            own = next((one for one in left if alike(one["ask"], part["ask"])), None)
            if own:
                left.remove(own)
                hits += own["got"] == part["got"]
    return hits / total


def rate(work: Callable[[Label], object], pairs: list[Label]) -> float:
    """Microseconds a pair on one core, the best of three rounds."""

    def once() -> float:
        started = time.perf_counter()
        for pair in pairs:
            work(pair)
        return (time.perf_counter() - started) / len(pairs) * 1e6

    return min(once() for _ in range(3))


def read(path: Path) -> list[Label]:
    """Labelled pairs."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def report(gold: list[Label], learn: list[Label], found: list[Finding], told: list[Label]) -> None:
    """Figures to the terminal."""
    truth = [pair["outcome"] for pair in gold]
    common = statistics.mode(pair["outcome"] for pair in learn)
    guesses = {
        "majority": [common] * len(gold),
        "length only": by_length(learn, gold),
        "formulas only": by_formula(found, common),
        "rules and model": [mine["outcome"] for mine in told],
    }
    for name, guess in guesses.items():
        accuracy, macro = quality(truth, guess)
        print(f"{name:16} accuracy {accuracy:.3f}  macro-F1 {macro:.3f}")
    ruled = [mine.outcome == right for mine, right in zip(found, truth, strict=True) if mine.by.startswith("rule")]
    grounds = [(p["ground"], m["ground"]) for p, m in zip(gold, told, strict=True) if p["ground"] and m["ground"]]
    right = [mine.outcome == one for mine, one in zip(found, truth, strict=True)]
    print(f"rules            decide {len(ruled)} of {len(gold)}, right {statistics.mean(ruled):.3f}")
    print(f"ground           {statistics.mean(a == b for a, b in grounds):.3f} of {len(grounds)}")
    print(f"evidence         {evidence_share(gold, told):.3f}")
    print(f"parts            {parts_share(gold, told):.3f}")
    print(f"calibration      error {calibration_error([mine.chance for mine in found], right):.3f}")


def main(arguments: Sequence[str] = ()) -> None:
    """Measure and report."""
    target = arguments[arguments.index("-o") + 1] if "-o" in arguments else None
    names = [a for a in arguments if a != "-o" and a != target]
    gold = read(Path(names[0]) if names else SHARED / "labels" / "eval.jsonl")
    learn = read(SHARED / "labels" / "train.jsonl")
    found = [outcome(pair["question"], pair["answer"]) for pair in gold]
    told = [
        {"id": pair["id"], **labelled(pair["question"], pair["answer"], mine), "citations": [], "commitments": []}
        for pair, mine in zip(gold, found, strict=True)
    ]
    if target:
        Path(target).write_text("".join(json.dumps(mine) + "\n" for mine in told), encoding="utf-8")
    report(gold, learn, found, told)
    started = time.perf_counter()
    shipped.__wrapped__()
    lexicon.__wrapped__()
    print(f"loading          {(time.perf_counter() - started) * 1e3:.0f} ms")
    print(f"parts            {rate(lambda pair: parts(pair['question']), gold):.0f} µs a question")
    print(f"parts + outcome  {rate(lambda pair: outcome(pair['question'], pair['answer']), gold):.0f} µs a pair")
