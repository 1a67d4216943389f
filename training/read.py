"""Published pairs that were read under the labels' guideline, to have more to learn from than the labelled ones give.

`read.csv` holds no words of theirs: for each pair the record it stands in, a check sum of its plain text, the outcome,
the ground, where the deciding sentence stands in the plain text of the answer, and what each part got, in the order in
which we find the parts. None of them is among the labelled pairs or has half of an answer of theirs: read were records
of which only an id and texts are known, and some answers that were given more than once. How they were read, how well,
and what that means for measuring on pairs that nobody here has seen: docs/decisions/0141.
"""

import csv
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from answerable.findings.parts import parts
from answerable.sources.markup import text_of
from bench.published import published

READ = Path(__file__).with_name("read.csv")


class Row(Struct, frozen=True):
    """A row of the file; `first` and `last` are empty where nothing is addressed."""

    record: str
    words: str
    outcome: str
    ground: str
    first: str
    last: str
    parts: str


def pairs_read(data: Path) -> Iterator[dict[str, Any]]:
    """The pairs in the shape of labels, with their texts from the records under `data`.

    ValueError when a text is another than was read, or its parts are: the records or the reading of them have changed.
    """
    with READ.open(encoding="utf-8", newline="") as lines:
        rows = {one["record"]: Row(**one) for one in csv.DictReader(lines)}
    for record, (asked, answered, _) in published(data):
        if record in rows:
            yield _label(rows[record], text_of(asked).plain, text_of(answered).plain)


def check_sum(question: str, answer: str) -> int:
    """What tells a pair's words from others."""
    return zlib.crc32(f"{question}\n{answer}".encode())


def _label(row: Row, question: str, answer: str) -> dict[str, Any]:
    asks, gots = [one.ask for one in parts(question)], row.parts.split()
    if check_sum(question, answer) != int(row.words) or len(asks) != len(gots):
        raise ValueError(f"{READ.name}: expected the words and parts that were read in {row.record}; got others")
    return {
        "id": row.record,
        "question": question,
        "answer": answer,
        "outcome": row.outcome,
        "ground": row.ground or None,
        "evidence": answer[int(row.first) : int(row.last)] if row.first else "",
        "parts": [{"ask": ask, "got": got} for ask, got in zip(asks, gots, strict=True)],
    }
