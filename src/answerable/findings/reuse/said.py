"""How much of what a body said in a month were new words, and how much had been said before.

A sentence is new in the answer in which it stood first, whoever gave that; in every later answer it was said before, as
it was where an answer says it twice. Grouped answers are one answer. Of answers on the same day the order is fixed but
means nothing. Answers without a day are left out.
"""

import json
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from sqlite3 import Connection

import numpy as np
from numpy.typing import NDArray

from answerable.findings.postings import Counts, Numbered, Segment, find
from answerable.findings.reuse.passages import PARAGRAPH, SIZE
from answerable.findings.reuse.tables import FORGET_USES, USES

Keys = NDArray[np.uint64]
Month = tuple[str, str]  # body, month

_GIVEN = "SELECT body, month, SUM(words) FROM given WHERE text IN (SELECT text FROM touched) GROUP BY body, month"
_FIRST = "SELECT text, body, SUBSTR(use, 1, 7) FROM first WHERE text IN (SELECT value FROM json_each(?)) ORDER BY use"
_ADD = """
INSERT INTO said VALUES (?, ?, ?, ?)
ON CONFLICT DO UPDATE SET words = words + excluded.words, fresh = fresh + excluded.fresh
"""
_ALL = 0.1  # share of the texts from which on all sentences are looked at, rather than those of the texts touched


def count_again(connection: Connection, segments: Sequence[Segment]) -> None:
    """Brings `said` up to date: what the touched texts came to before is taken off, what they come to now put on."""
    keys, numbers = _sentences(connection, segments)
    words, fresh = Counter[Month](), Counter[Month]()
    words.subtract(_given(connection))
    fresh.subtract(_fresh(connection, keys, numbers))
    for statement in chain(FORGET_USES, USES):
        connection.execute(statement)
    words.update(_given(connection))
    fresh.update(_fresh(connection, keys, numbers))
    connection.executemany(_ADD, ((*month, words[month], fresh[month]) for month in {*words, *fresh}))
    connection.execute("DELETE FROM said WHERE words = 0")


def _given(connection: Connection) -> dict[Month, int]:
    return {(body, month): words for body, month, words in connection.execute(_GIVEN)}


def _sentences(connection: Connection, segments: Sequence[Segment]) -> tuple[Keys, Numbered]:
    """Every sentence of the texts touched, with every text that has it."""
    touched = [text for (text,) in connection.execute("SELECT text FROM touched")]
    of_touched = [_keys_of(segment, touched) for segment in segments]
    mine = np.unique(np.concatenate(of_touched)) if of_touched else np.zeros(0, np.uint64)
    if len(mine) < _ALL * sum(map(len, segments)):
        which, numbers = find(segments, mine)
        return mine[which], numbers
    keys = np.concatenate([segment.keys for segment in segments] or [mine])
    sentence = (keys & PARAGRAPH) == 0
    return keys[sentence], np.concatenate([s.numbers for s in segments] or [np.zeros(0, np.uint32)])[sentence]


def _keys_of(segment: Segment, texts: Sequence[int]) -> Keys:
    keys: Keys = segment.keys[np.isin(segment.numbers, np.array(texts, np.uint32), kind="table")]
    sentences: Keys = keys[(keys & PARAGRAPH) == 0]
    return sentences


def _fresh(connection: Connection, keys: Keys, numbers: Numbered) -> Counter[Month]:
    """For each month the words of the sentences that stood first in an answer of that month."""
    uses = connection.execute(_FIRST, (json.dumps(np.unique(numbers).tolist()),)).fetchall()
    texts = np.array([use[0] for use in uses], np.int64)
    rank = np.full(int(max(numbers.max(initial=0), texts.max(initial=0))) + 1, len(uses))
    rank[texts] = np.arange(len(uses))
    fresh = Counter[Month]()
    owned = _owned(keys, rank[numbers], len(uses))
    for place in np.flatnonzero(owned).tolist():
        fresh[uses[place][1:]] += int(owned[place])
    return fresh


def _owned(keys: Keys, rank: Counts, never: int) -> Counts:
    """For each rank the words of the sentences of which it is the lowest; those with only `never` are nobody's."""
    order = np.argsort(keys)
    keys, rank = keys[order], rank[order]
    begins = np.flatnonzero(np.concatenate((np.ones(1, np.bool_), keys[1:] != keys[:-1])))[: len(keys)]
    owner = np.minimum.reduceat(rank, begins) if len(begins) else rank
    words = (keys[begins] & SIZE).astype(np.float64)
    return np.bincount(owner, words, minlength=never + 1)[:never].astype(np.int64)
