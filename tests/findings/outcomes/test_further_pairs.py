"""The further pairs that the model learns from: their words are where they were read, and none is measured on."""

import csv
import json
import re
from collections import Counter, defaultdict

from tests.shared import real
from training.read import READ, pairs_read


def runs(words):
    told = re.sub(r"\W+", " ", words.lower()).split()
    return {tuple(told[at : at + 5]) for at in range(max(1, len(told) - 4))}


def test_every_row_is_whole():
    with READ.open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len({row["record"] for row in rows}) == len(rows) > 7_000
    for row in rows:
        assert (row["first"] == "") == (row["outcome"] == "unaddressed"), row
        assert not row["ground"] or row["outcome"] in ("declined", "partly"), row
        assert set(row["parts"].split()) <= {"answered", "pointed", "declined", "deferred", "unaddressed"}, row


def test_the_words_are_found_and_are_none_that_are_measured_on():
    pairs = list(pairs_read(real("data")))
    assert len(pairs) > 7_000
    assert all(pair["evidence"] in pair["answer"] for pair in pairs)
    having = defaultdict(set)
    for number, line in enumerate(real("labels/eval.jsonl").read_text().splitlines()):
        for run in runs(json.loads(line)["answer"]):
            having[run].add(number)
    for pair in pairs:
        own = runs(pair["answer"])
        shared = Counter(number for run in own for number in having.get(run, ()))
        assert max(shared.values(), default=0) * 2 < len(own), pair["id"]
