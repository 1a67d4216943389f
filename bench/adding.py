"""Whether adding slows with the size of the record: `python -m bench adding [SIZE…]`, 10,000 and 100,000 unless given.

The same whole-text records are added to records of each size; findings are left for later, as for a large load.
"""

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from answerable.demo.official import official_pages
from answerable.demo.parliament import Parliament
from bench.machine import described, run

_ADDED = 24_000  # questions: as many as the published file of whole texts has
_LATER = (date(2030, 1, 1), date(2031, 7, 1))  # when those are tabled that are added, so that none is there yet


def main(words: Sequence[str] = ()) -> None:
    """Prints the figures."""
    print(described())
    with tempfile.TemporaryDirectory(prefix="answerable-bench-") as place:
        file = Path(place) / "added.jsonl"
        file.write_bytes(b"".join(official_pages(Parliament(_ADDED, 2, *_LATER))))
        print(f"{_ADDED:,} questions, {file.stat().st_size / 1e6:,.0f} MB, added to a record of")
        for size in map(int, words or ("10000", "100000")):
            record = Path(place) / str(size)
            made = Path(place) / "made.jsonl"
            made.write_bytes(b"".join(official_pages(Parliament(size))))
            where = {"ANSWERABLE_RECORD": str(record)}
            run(("add", "--later", made), where)
            added = run(("add", "--later", file), where)
            rate = _ADDED / added.seconds
            print(f"{size:,}: {rate:,.0f} questions a second, at most {added.peak:,.0f} MB", flush=True)
