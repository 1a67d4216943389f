"""How good and how fast `citations` and `commitments` are: `python -m bench verbs`.

Good: on the evaluation labels, by the labels’ own scorer, run as a program. Fast: on the training texts, one core.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from answerable.findings.citations import citations
from answerable.findings.commitments import commitments
from bench.fit_verbs import day
from bench.fitting import labelled

SHARED = Path(os.environ.get("ANSWERABLE_SHARED", "../shared"))
ROUNDS = 3


def predicted(pair: dict[str, Any]) -> dict[str, Any]:
    """What the verbs find in a pair, in the labels' shape."""
    cited = [
        {"where": where, "quote": c.quote(pair[where])}
        | {field: getattr(c, field) for field in ("kind", "number", "locator", "date")}
        for where, said in (("question", "tabled"), ("answer", "answered"))
        for c in citations(pair[where], day(pair.get(said) or pair.get("answered")))
    ]
    promised = [
        {
            "quote": c.quote(pair["answer"]),
            "actor": c.actor,
            "due": c.due,
            "earliest": c.earliest and c.earliest.isoformat(),
            "latest": c.latest and c.latest.isoformat(),
        }
        for c in commitments(pair["answer"], day(pair.get("answered")))
    ]
    return {"id": pair["id"], "citations": cited, "commitments": promised}


def figures(gold: Path) -> dict[str, dict[str, float]]:
    """The scorer's figures for both verbs."""
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "predicted.jsonl"
        # The scorer expects whole predictions; what the other verbs find is left out, so only two of its figures count.
        lines = [json.dumps({"outcome": None, "ground": None, **predicted(pair)}) for pair in labelled(gold)]
        said.write_text("\n".join(lines), encoding="utf-8")
        scorer = [sys.executable, str(SHARED / "tools" / "score.py"), str(gold), str(said), "--json"]
        scored = json.loads(subprocess.run(scorer, check=True, capture_output=True, text=True).stdout)
    return {verb: scored[verb] for verb in ("citations", "commitments")}


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of the fastest of a few rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def main(_: Sequence[str] = ()) -> None:
    """Prints the figures, or says what is absent."""
    labels = SHARED / "labels"
    if not labels.exists():
        sys.exit(f"bench.verbs: expected labels in {labels}; there are none (set ANSWERABLE_SHARED)")
    for verb, scored in figures(labels / "eval.jsonl").items():
        print(verb, "  ".join(f"{name} {value:.3f}" for name, value in scored.items()))
    pairs = labelled(labels / "train.jsonl")
    texts = [pair[where] for pair in pairs for where in ("question", "answer")]
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"citations {size / seconds(lambda: [citations(text) for text in texts]):.1f} MB/s on one core")
    answers = [(pair["answer"], day(pair.get("answered"))) for pair in pairs]
    each = seconds(lambda: [commitments(answer, said) for answer, said in answers]) / len(answers)
    print(f"commitments {each * 1e6:.0f} µs an answer on one core")
