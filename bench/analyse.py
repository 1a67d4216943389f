"""How fast the four verbs are together: `answerable analyse` over published pairs, as people run it, on its two cores.

`python -m bench analyse [PAIRS]`; the records are sought under ANSWERABLE_SHARED.
"""

import resource
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

import msgspec

from answerable.findings.citations import citations
from answerable.findings.commitments import commitments
from answerable.pipeline.analysing import Pair
from answerable.sources.markup import text_of
from answerable.verbs import outcome, parts
from bench.machine import SHARED, described, run
from bench.published import published
from bench.verbs import seconds

MOST = 20_000
ALONE = 2_000  # pairs over which each verb is measured alone


def pairs() -> Iterator[Pair]:
    """Published pairs that have a question and an answer, in plain words."""
    for record, (asked, answered, said_on) in published(SHARED / "data"):
        if asked and answered:
            yield Pair(record, text_of(asked).plain, text_of(answered).plain, answered=said_on.isoformat())


def together(told: Sequence[Pair]) -> None:
    """Prints answers a second, which a busy machine lowers, and the processor time, which it lowers less."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pairs.jsonl"
        file.write_bytes(b"".join(msgspec.json.encode(pair) + b"\n" for pair in told))
        size = file.stat().st_size / len(told)
        before = processor_seconds()
        done = run(["analyse", file, "-o", Path(folder) / "out.jsonl"])
        worked = processor_seconds() - before
    print(f"{len(told) / done.seconds:,.0f} answers a second: {len(told):,} pairs of {size:,.0f} bytes")
    print(f"{worked / len(told) * 1e3:.2f} ms of processor time each, starting up included; on two idle cores")
    print(f"that is {2 * len(told) / worked:,.0f} a second; memory at most {done.peak:.0f} MB; {described()}")


def processor_seconds() -> float:
    """Of all programs that this one started and that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def alone(told: Sequence[Pair]) -> None:
    """Prints what each verb takes of one core."""
    day = date.fromisoformat
    verbs: dict[str, Callable[[Pair], object]] = {
        "parts": lambda pair: parts(pair.question),
        "parts and outcome": lambda pair: outcome(pair.question, pair.answer),
        "citations": lambda pair: [citations(text, day(pair.answered or "")) for text in (pair.question, pair.answer)],
        "commitments": lambda pair: commitments(pair.answer, day(pair.answered or "")),
    }
    for name, verb in verbs.items():
        print(f"{name:18} {each(verb, told) * 1e6:.0f} µs of processor time a pair")


def each(verb: Callable[[Pair], object], told: Sequence[Pair]) -> float:
    """Seconds of one verb on one pair, the best of a few rounds."""
    return seconds(lambda: [verb(pair) for pair in told]) / len(told)


def main(arguments: Sequence[str] = ()) -> None:
    """Prints the figures, or says what is absent."""
    if not (SHARED / "data").exists():
        sys.exit(f"bench.analyse: expected records in {SHARED / 'data'}; there are none (set ANSWERABLE_SHARED)")
    told = list(islice(pairs(), int(arguments[0]) if arguments else MOST))
    together(told)
    alone(told[:: max(1, len(told) // ALONE)])
