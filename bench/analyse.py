"""How fast the four verbs are together: `answerable analyse` over published pairs, as people run it, on its two cores.

`python -m bench analyse [PAIRS]`; the records are sought under ANSWERABLE_SHARED.
"""

import resource
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from answerable.pipeline.analysing import Pair
from answerable.sources.markup import text_of
from bench.machine import SHARED, described, run
from bench.published import published

MOST = 20_000


def pairs() -> Iterator[Pair]:
    """Published pairs that have a question and an answer, in plain words."""
    for record, (asked, answered, said_on) in published(SHARED / "data"):
        if asked and answered:
            yield Pair(record, text_of(asked).plain, text_of(answered).plain, answered=said_on.isoformat())


def main(arguments: Sequence[str] = ()) -> None:
    """Prints answers a second and the largest memory; or says what is absent. Busy machines show in the first line."""
    if not (SHARED / "data").exists():
        sys.exit(f"bench.analyse: expected records in {SHARED / 'data'}; there are none (set ANSWERABLE_SHARED)")
    most = int(arguments[0]) if arguments else MOST
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pairs.jsonl"
        lines = [msgspec.json.encode(pair) + b"\n" for pair in islice(pairs(), most)]
        file.write_bytes(b"".join(lines))
        size = file.stat().st_size / len(lines)
        before = processor_seconds()
        done = run(["analyse", file, "-o", Path(folder) / "out.jsonl"])
        worked = processor_seconds() - before
    print(f"{len(lines) / done.seconds:,.0f} answers a second: {len(lines):,} pairs of {size:,.0f} bytes")
    print(f"{worked / len(lines) * 1e3:.2f} ms of processor time each, starting up included; on two idle cores")
    print(f"that is {2 * len(lines) / worked:,.0f} a second; memory at most {done.peak:.0f} MB; {described()}")


def processor_seconds() -> float:
    """Of all programs that this one started and that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
