"""How well partial copies are found among real answers: brute force against fingerprints, and MinHash beside them.

`python -m bench reuse` needs `datasketch` for the comparison (a development dependency).
"""

import gzip
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np
from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped]
from numpy.typing import NDArray
from scipy.sparse import csr_array

from answerable.findings.reuse.align import align
from answerable.findings.reuse.copies import CONTAINED, LEAST
from answerable.findings.reuse.fingerprints import distinct, runs_of_words
from answerable.findings.reuse.normal import normal
from answerable.findings.reuse.same import candidate_pairs, read_prints
from answerable.findings.words import read_words
from answerable.sources.markup import text_of
from bench.machine import SHARED

Pairs = set[tuple[int, int]]
Measure = Callable[[list[str]], Pairs]
_BLOCK = 500  # texts compared with all others at once


class _Row(msgspec.Struct):
    questionText: str | None = None
    answerText: str | None = None


def texts_of(file: Path, which: Literal["questionText", "answerText"]) -> list[str]:
    """The whole questions or answers in the file, in plain words."""
    with gzip.open(file) as lines:
        rows = (msgspec.json.decode(line, type=_Row) for line in lines)
        return [text_of(getattr(row, which) or "").plain for row in rows]


def distinct_answers(answers: list[str]) -> list[str]:
    """One of each that has 25 words or more."""
    strict, _, prints = read_prints(answers)
    first = np.sort(np.unique(strict, return_index=True)[1])
    return [answers[place] for place in first if prints.words[place] >= LEAST]


def runs_by_text(answers: list[str]) -> csr_array:
    """Texts by distinct runs of five words."""
    number, text = distinct(*runs_of_words(normal(read_words(answers))))
    columns = np.unique(number, return_inverse=True)[1]
    return csr_array((np.ones(len(text), np.int32), (text, columns)), shape=(len(answers), columns.max() + 1))


def brute_force(answers: list[str]) -> Pairs:
    """Every pair with containment of at least a half, by comparing all with all."""
    runs = runs_by_text(answers)
    return {
        pair for at in range(0, len(answers), _BLOCK) for pair in against_all(runs, at, min(at + _BLOCK, len(answers)))
    }


def against_all(runs: csr_array, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The pairs of texts begin…end with any other of at least half containment."""
    sizes: NDArray[np.int64] = np.diff(runs.indptr)
    shared = (runs[begin:end] @ runs.T).tocoo()
    one, other = shared.row + begin, shared.col
    enough = (shared.data >= CONTAINED * np.minimum(sizes[one], sizes[other])) & (one != other)
    for first, second in zip(one[enough].tolist(), other[enough].tolist(), strict=True):
        yield min(first, second), max(first, second)


def by_fingerprints(answers: list[str]) -> Pairs:
    """Our own: winnowed fingerprints, then alignment of each candidate."""
    prints = read_prints(answers)[2]
    pairs = candidate_pairs(np.arange(len(answers)), prints, len(answers))
    return {pair for pair in pairs if align(answers[pair[0]], answers[pair[1]]).containment >= CONTAINED}


def by_minhash(answers: list[str]) -> Pairs:
    """MinHash with locality-sensitive hashing at a Jaccard likeness of a half, 128 permutations, as commonly set up."""
    index = MinHashLSH(threshold=0.5, num_perm=128)
    found: Pairs = set()
    for place, answer in enumerate(answers):
        runs = runs_of_words(normal(read_words([answer])))[0]
        sketch = MinHash(num_perm=128, hashfunc=int)
        sketch.update_batch([int(run) & 0xFFFFFFFF for run in np.unique(runs)])
        found.update((other, place) for other in index.query(sketch))
        index.insert(place, sketch)
    return found


def measured(name: str, measure: Measure, answers: list[str], truth: Pairs | None = None) -> Pairs:
    """Runs one way of finding pairs and says how long it took and how much of the truth it found."""
    begin = time.perf_counter()
    found = measure(answers)
    took = time.perf_counter() - begin
    recall = (
        f", recall {len(found & truth) / len(truth):.4f}, precision {len(found & truth) / len(found):.4f}"
        if truth
        else ""
    )
    print(f"{name}: {len(found):,} pairs in {took:.1f} s{recall}")
    return found


def main(_: Sequence[str] = ()) -> None:
    """Prints the three measures."""
    answers = distinct_answers(texts_of(SHARED / "data/uk-api/fulltext.jsonl.gz", "answerText"))
    print(f"{len(answers):,} distinct answers of {LEAST} words or more")
    truth = measured("brute force, all pairs", brute_force, answers)
    measured("fingerprints and alignment", by_fingerprints, answers, truth)
    measured("datasketch MinHash LSH", by_minhash, answers, truth)
