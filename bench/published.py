"""Phrases of published records that were read and judged to get more to fit to than the labelled pairs give.

`phrases.jsonl` holds no words of theirs: for each phrase the record it stands in, its place in the plain text of the
question or answer, whether it is a citation (`cited`) or a promise (`promised`), and a check sum of its words. It was
judged under the labels' guideline, from phrases of which the models were unsure, out of records that the labelled
pairs do not hold; phrases that could be judged either way were left out. `reading` says by whom, where it was not the
first reading: readers differ in how much they let pass.
"""

import csv
import gzip
import json
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from answerable.sources.markup import text_of

KEPT = Path(__file__).with_name("phrases.jsonl")
ABOUT = date(2024, 6, 1)  # the middle of the records that come without a day


class Judged(Struct, frozen=True):
    """A phrase, `text[start:end]`, whether it was judged to be what was asked (`right`), and in which reading."""

    text: str
    said_on: date
    start: int
    end: int
    right: bool
    reading: int


def judged(data: Path, what: str) -> list[Judged]:
    """The phrases judged as to `what`, "cited" or "promised", with their texts from the records under `data`.

    ValueError when a phrase is not where it was: the records or the reading of markup have changed.
    """
    kept = [line for line in map(json.loads, KEPT.read_text(encoding="utf-8").splitlines()) if what in line]
    wanted = {line["record"] for line in kept}
    texts = {record: fields for record, fields in published(data) if record in wanted}
    return [_found(line, texts[line["record"]], what) for line in kept]


def _found(line: dict[str, Any], fields: tuple[str, str, date], what: str) -> Judged:
    text = text_of(fields[1] if line["where"] == "answer" else fields[0]).plain
    phrase = text[line["start"] : line["end"]]
    if zlib.crc32(phrase.encode()) != line["words"]:
        raise ValueError(f"{KEPT.name}: expected the judged words at {line['start']} of {line['record']}; got others")
    return Judged(text, fields[2], line["start"], line["end"], line[what], line.get("reading", 1))


def published(data: Path) -> Iterator[tuple[str, tuple[str, str, date]]]:
    """Each published pair under `data` by the name of its record: markup of question and answer, and the day."""
    whole = "uk-api/fulltext.jsonl.gz"
    with gzip.open(data / whole, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield f"{whole}#{record['id']}", (record["questionText"] or "", record["answerText"] or "", ABOUT)
    for file in sorted((data / "moj-csv").glob("*.csv.gz")):
        with gzip.open(file, "rt", encoding="utf-8", errors="replace", newline="") as rows:
            for row, got in enumerate(csv.DictReader(rows)):
                answered = got["Answer_Date"][:10]
                said_on = date.fromisoformat(answered) if answered[:2] == "20" else ABOUT
                yield f"moj-csv/{file.name}#{row}", (got["Question_Text"], got["Answer_Text"], said_on)
