"""How much of what a body said in a month were new words, and how much had been said before.

A sentence is new in the answer in which it stood first, whoever gave that; in every later answer it was said before.
Grouped answers are one answer. Of answers on the same day the order is fixed but means nothing. A sentence that an
answer says twice counts once. Answers without a day are left out.
"""

from collections.abc import Iterator, Sequence
from sqlite3 import Connection

import numpy as np
from numpy.typing import NDArray

from answerable.findings.postings import Counts, Segment
from answerable.findings.reuse.passages import PARAGRAPH, SIZE
from answerable.findings.reuse.tables import ANSWERS

_NEVER = np.iinfo(np.int64).max


def said(connection: Connection, segments: Sequence[Segment]) -> Iterator[tuple[str, str, int, int]]:
    """(body, month, words, words that had been said before), in order of body and month."""
    answers = connection.execute(ANSWERS).fetchall()
    if not answers or not segments:
        return
    texts = np.array([answer[0] for answer in answers], np.int64)
    words, new = _by_answer(texts, segments)
    names = sorted({answer[1:] for answer in answers})
    place = {name: at for at, name in enumerate(names)}
    of = np.array([place[answer[1:]] for answer in answers], np.int64)
    for (body, month), all_words, first_words in zip(names, _sum(of, words), _sum(of, new), strict=True):
        yield body, month, all_words, all_words - first_words


def _by_answer(texts: Counts, segments: Sequence[Segment]) -> tuple[Counts, Counts]:
    """For each answer, in order of time: how many words it has, and how many that no answer before it had."""
    keys = np.concatenate([segment.keys for segment in segments])
    numbers = np.concatenate([segment.numbers for segment in segments])
    sentence = (keys & PARAGRAPH) == 0
    keys, numbers = keys[sentence], numbers[sentence]
    first = np.full(int(max(numbers.max(initial=0), texts.max())) + 1, _NEVER)
    first[texts[::-1]] = np.arange(len(texts))[::-1]
    words = np.bincount(numbers, (keys & SIZE).astype(np.float64), minlength=len(first)).astype(np.int64)
    key, owner = _earliest(keys, first[numbers])
    new = np.bincount(owner, (key & SIZE).astype(np.float64), minlength=len(texts)).astype(np.int64)
    return words[texts], new


def _earliest(keys: NDArray[np.uint64], when: Counts) -> tuple[NDArray[np.uint64], Counts]:
    """Each key that was ever said, with the earliest time."""
    order = np.argsort(keys)
    keys, when = keys[order], when[order]
    begins = np.flatnonzero(np.concatenate((np.ones(1, np.bool_), keys[1:] != keys[:-1])))[: len(keys)]
    key, earliest = keys[begins], np.minimum.reduceat(when, begins) if len(begins) else when
    ever = earliest < _NEVER
    return key[ever], earliest[ever]


def _sum(of: Counts, amounts: Counts) -> list[int]:
    summed: list[int] = np.bincount(of, amounts.astype(np.float64)).astype(np.int64).tolist()
    return summed
