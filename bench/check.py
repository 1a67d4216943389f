"""How good and how fast checking a draft is: `python -m bench check [--demo N]`.

Good: real follow-ups among 18,421 questions, against BM25 alone; what the rules of order flag in published questions,
which a clerk let pass; whether a question that was moved afterwards is said to be another body's. Fast: drafts against
the made-up parliament, 100,000 questions unless N is given.
"""

import gzip
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import msgspec

from answerable.demo.official import official_pages
from answerable.demo.parliament import Parliament
from answerable.findings.citations import citations
from answerable.findings.order import flags
from answerable.findings.parts import parts
from answerable.findings.search.nearest import nearest
from answerable.model.opening import opening
from answerable.queries.addressed import addressed
from answerable.queries.check import Drafting, check
from answerable.workspace import Workspace
from bench.fit_nearest import choices, fit, held_out, hits, rank
from bench.machine import SHARED, described, run
from bench.retrieval import Tried, follow_ups, published, tried

_PUBLISHED = SHARED / "data/uk-api/fulltext.jsonl.gz"
_HISTORY = SHARED / "data/uk-api/history.jsonl.gz"
_EVERY = 5  # of the published questions that are flagged
_MOVED = 400  # questions that were moved, and as many that were not
_DRAFTS = 200


def main(words: Sequence[str] = ()) -> None:
    """Prints the figures."""
    print(described())
    if _PUBLISHED.exists():
        with published() as workspace:
            _nearness(tried(workspace))
            _bodies(workspace)
        _flagged()
    else:
        print("real records absent: only the time is measured")
    _speed(int(words[words.index("--demo") + 1]) if "--demo" in words else 100_000)


def _nearness(found: Sequence[Tried]) -> None:
    given = choices(found, sorted(found[0].found[0].features))
    index = [float(one.right) if one.right is not None else float("inf") for one in found]
    weights = fit(given)
    told = [_told(one) for one in found]
    for name, ranks in (
        ("the index's own order", index),
        ("as it is told, with the weights kept", told),
        ("weighed, held out", held_out(given)),
        ("weighed, fitted to all", [rank(one, weights) for one in given]),
    ):
        print(f"{name}: Hit@1 {hits(ranks, 1):.3f}, Hit@10 {hits(ranks, 10):.3f} of {len(ranks)}", flush=True)


def _told(one: Tried) -> float:
    officials = [near.question.official for near in nearest(one.found)]
    target = one.follow_up.target_id
    return float(officials.index(target)) if target in officials else float("inf")


def _flagged() -> None:
    """The share of published questions that get each flag; and how many get one when two of them are made one."""
    asked = list(islice(_questions(_PUBLISHED), 0, None, _EVERY))
    counts = Counter(flag.rule for words in asked for flag in _flags(words))
    print(f"flags in {len(asked):,} published questions: " + _shares(counts, len(asked)))
    joined = [f"{one.rstrip('.')}; and {other[opening(other).end :]}" for one, other in pairwise(asked[::10])]
    apart = sum(any(flag.rule == "subjects" for flag in _flags(words)) for words in joined)
    print(f"two published questions made one, flagged for their subjects: {apart / len(joined):.2f} of {len(joined)}")


def _flags(words: str) -> Any:
    return flags(words, parts(words), [one.span for one in citations(words)])


def _shares(counts: Counter[str], of: int) -> str:
    return ", ".join(f"{rule} {100 * count / of:.2f} %" for rule, count in counts.most_common())


def _questions(file: Path) -> Iterator[str]:
    with gzip.open(file) as lines:
        yield from (words for line in lines if (words := msgspec.json.decode(line)["questionText"]))


def _bodies(workspace: Workspace) -> None:
    """As first tabled: of questions moved afterwards, and of others, how many are said to be another body's."""
    seen: dict[bool, list[bool]] = {True: [], False: []}
    with gzip.open(_HISTORY) as lines:
        for row in map(msgspec.json.decode, lines):
            states = [one["value"] for one in row["versions"]]
            moved = states[0]["answeringBodyId"] != states[-1]["answeringBodyId"]
            if len(seen[moved]) < _MOVED:
                seen[moved].append(_another(workspace, states[0]["questionText"], row["id"]))
    for moved, said in seen.items():
        print(f"said to be another body's, {'moved' if moved else 'not moved'}: {sum(said)} of {len(said)}", flush=True)


def _another(workspace: Workspace, draft: str, official: int) -> bool:
    to = addressed(workspace, draft, [one for one in _near(workspace, draft) if one.official != official])
    return bool(to and to.other)


def _near(workspace: Workspace, draft: str) -> list[Any]:
    return [one.question for one in nearest(workspace.search.near(draft, workspace.record.questions))]


def _speed(count: int) -> None:
    with tempfile.TemporaryDirectory(prefix="answerable-bench-") as name:
        place = Path(name)
        with (place / "made-up.jsonl").open("wb") as out:
            for document in official_pages(Parliament(count)):
                out.write(document)
        run(["add", place / "made-up.jsonl", "--json"], {"ANSWERABLE_RECORD": str(place / "record")})
        workspace = Workspace.open(place / "record")
        timed(workspace)
        workspace.close()


def timed(workspace: Workspace) -> None:
    """How long drafts take: words of the record's own questions, and real ones, each against the whole record.

    In processor time too, which is what is left of the time when nobody else uses the machine.
    """
    own = [one.words for one in islice(workspace.record.everything(), 0, 50 * _DRAFTS, 50)]
    real = [one.query for one in follow_ups()[:_DRAFTS]] if _PUBLISHED.exists() else []
    for name, drafts in (("made-up drafts", own), ("real drafts", real)):
        for what, ask in (("nearest", _near), ("the whole check", _checked)):
            taken = [_milliseconds(ask, workspace, draft) for draft in drafts]
            for kind, times in zip(("by the clock", "of processor time"), zip(*taken, strict=True), strict=False):
                middle, late = statistics.median(times), sorted(times)[int(0.95 * len(times))]
                print(f"{name}, {what}: median {middle:.1f} ms, 95 % {late:.1f} ms, worst {max(times):.1f} ms {kind}")


def _checked(workspace: Workspace, draft: str) -> Any:
    return check(workspace, Drafting(draft))


def _milliseconds(ask: Any, workspace: Workspace, draft: str) -> tuple[float, float]:
    """By the clock, and of processor time."""
    begun, spent = time.perf_counter(), time.process_time()
    ask(workspace, draft)
    return 1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - spent)
