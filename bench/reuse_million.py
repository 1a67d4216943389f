"""Reuse at a million answers: rebuild, a day's answers joined, and how fast it can be asked.

`python -m bench reuse-million [COUNT]` mixes real answers into as many as wanted: stock sentences
stay as they are, of the rest the rarer words change from one copy of the corpus to the next, a quarter are word for
word another's and a tenth are made of two. 2,000 of them are then compared with all others, run by run, to see
whether fingerprints miss partial copies at this size.
"""

import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import msgspec
import numpy as np

from answerable.findings.postings import find, segment_of
from answerable.findings.reuse.copies import CONTAINED, LEAST, candidates
from answerable.findings.reuse.finding import Reuse
from answerable.findings.reuse.fingerprints import distinct, fingerprints, runs_of_words
from answerable.findings.reuse.normal import normal
from answerable.findings.words import Numbers, Places, batches, read_words
from answerable.model.people import body_of_name, member_of_number
from answerable.model.question import Answer, Question
from answerable.model.text import plain_text
from answerable.record.changes import Change
from bench.machine import SHARED
from bench.reuse import texts_of

_COMMON = 400  # words that every copy of the corpus keeps
FIRST_DAY = date(2014, 1, 6)
BODIES = [body_of_name(f"Department {number}") for number in range(30)]


class Mill:
    """Makes many answers of some real ones."""

    def __init__(self, answers: list[str]) -> None:
        self._answers = [answer for answer in answers if answer]
        sentences = Counter(sentence for answer in self._answers for sentence in set(answer.split(". ")))
        self._stock = {sentence for sentence, uses in sentences.items() if uses > 2}
        words = Counter(word for answer in self._answers for word in answer.split())
        self._common = {word for word, _ in words.most_common(_COMMON)}

    def answers(self, count: int) -> Iterator[str]:
        """So many, the same at each call."""
        chance, made = random.Random(1), [""]
        for number in range(count):
            kind, copy = chance.random(), number // len(self._answers)
            answer = self._changed(self._answers[number % len(self._answers)], copy)
            if kind < 0.24:
                answer = chance.choice(made)
            elif kind < 0.34:
                answer = f"{answer}\n{chance.choice(made)}"
            elif len(made) < 50_000:
                made.append(answer)
            else:
                made[chance.randrange(len(made))] = answer
            yield answer

    def _changed(self, answer: str, copy: int) -> str:
        return ". ".join(s if s in self._stock else self._sentence(s, copy) for s in answer.split(". "))

    def _sentence(self, sentence: str, copy: int) -> str:
        return " ".join(word if word in self._common else f"{word}{copy}" for word in sentence.split(" "))


class Milled:
    """A record's change feed over a file of answers, one JSON string a line; `stop` is how many of them are told."""

    identity = "milled"

    def __init__(self, file: Path, stop: int) -> None:
        self._file, self.stop = file, stop

    def cursor(self) -> int:
        """The newest change."""
        return self.stop

    def changed(self, after: int = 0) -> Iterator[Change]:
        """The answers after that many."""
        for number, answer in enumerate(self.texts(after), after + 1):
            yield Change(number, f"q{number}", _question(number, answer))

    def texts(self, after: int = 0) -> Iterator[str]:
        """All that are told, after so many."""
        with self._file.open("rb") as lines:
            yield from (msgspec.json.decode(line, type=str) for line in islice(lines, after, self.stop))

    def plain(self, ids: Iterable[str]) -> dict[str, str]:
        """The words of some, by question id."""
        wanted = {int(id_[1:]): id_ for id_ in ids}
        return {wanted[number]: text for number, text in enumerate(self.texts(), 1) if number in wanted}


def _question(number: int, answer: str) -> Question:
    return Question(
        id=f"q{number}",
        body=BODIES[number % 30],
        asker=member_of_number(number % 600),
        answer=Answer(
            text=plain_text(answer), on=FIRST_DAY + timedelta(number // 260), by=member_of_number(number % 90)
        ),
    )


def timed(name: str, what: Callable[[], object]) -> None:
    """Does it once and says how long it took."""
    begin = time.perf_counter()
    what()
    took = time.perf_counter() - begin
    print(f"{name}: {took:.3f} s, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB")


def sample_recall(texts: list[str], sample: list[int]) -> None:
    """Compares the sampled texts with all, by all their runs of words and by fingerprints, and prints the recall."""
    runs, prints = _runs(texts, runs_of_words), _runs(texts, fingerprints)
    sizes, few = (np.bincount(column[1], minlength=len(texts)) for column in (runs, prints))
    exact, winnowed = (segment_of(column[0], column[1].astype(np.uint32)) for column in (runs, prints))
    true = found = 0
    for one in sample:
        if sizes[one] < LEAST - 4:
            continue
        shared = np.bincount(find([exact], _of(one, runs))[1], minlength=len(texts))
        smaller = np.minimum(sizes, sizes[one])
        copies = np.flatnonzero((shared >= CONTAINED * smaller) & (sizes >= LEAST - 4))
        true += len(copies)
        found += len(np.intersect1d(copies, candidates([winnowed], _of(one, prints), few).number))
    print(
        f"{len(sample):,} sampled against all: {true:,} pairs by brute force, {found / max(true, 1):.4f} of them found"
    )


def _runs(texts: list[str], of: Callable[..., tuple[Numbers, Places]]) -> tuple[Numbers, Places]:
    parts = []
    for part in batches(texts):
        number, text = distinct(*of(normal(read_words(texts[part]))))
        parts.append((number, text + part.start))
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])


def _of(one: int, rows: tuple[Numbers, Places]) -> Numbers:
    return rows[0][np.searchsorted(rows[1], one) : np.searchsorted(rows[1], one, "right")]


def main(words: Sequence[str] = ()) -> None:
    """Prints each measure, for a million answers or as many as named."""
    count = int(words[0]) if words else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "answers.jsonl"
        mill = Mill(texts_of(SHARED / "data/uk-api/fulltext.jsonl.gz", "answerText"))
        with file.open("wb") as lines:
            lines.writelines(msgspec.json.encode(answer) + b"\n" for answer in mill.answers(count + 400))
        feed = Milled(file, count)
        timed("reading the feed alone", lambda: sum(1 for _ in feed.changed()))
        reuse = Reuse.open(Path(name) / "reuse", feed.identity)
        timed(f"rebuild of {count:,}", lambda: reuse.refresh(feed))
        feed.stop += 400
        timed("a day's 400 joined", lambda: reuse.refresh(feed))
        ask(reuse, feed)
        reuse.close()
        texts = list(dict.fromkeys(feed.texts()))
        sample_recall(texts, random.Random(2).sample(range(len(texts)), 2_000))


def ask(reuse: Reuse, feed: Milled) -> None:
    """Times each question that can be asked, over a sample of answers; the texts are at hand, as in a record."""
    ids = [f"q{number}" for number in random.Random(3).sample(range(1, feed.stop), 200)]
    ids += [one.id for one in reuse.largest(limit=20)]
    words = feed.plain(ids)
    wanted: set[str] = set()
    for id_ in ids:
        reuse.copies(id_, lambda asked, own=id_: wanted.update(asked) or {own: words[own]})  # type: ignore[func-returns-value, misc]
    words |= feed.plain(wanted)
    asked: dict[str, Callable[[str], object]] = {
        "cluster": reuse.cluster,
        "partial copies, aligned": lambda id_: reuse.copies(id_, lambda wanted: {one: words[one] for one in wanted}),
        "stock passages": lambda id_: reuse.stock(words[id_]),
        "largest, by a body and year": lambda _: reuse.largest("department-7", 2020),
        "largest of all": lambda _: reuse.largest(),
        "new and repeated words of a body": lambda _: reuse.said("department-7"),
    }
    for name, what in asked.items():
        spread(name, what, ids)


def spread(name: str, what: Callable[[str], object], ids: Sequence[str]) -> None:
    """Asks it of each and says how long that took."""
    times = sorted(1000 * _seconds(what, id_) for id_ in ids)
    usual, most, worst = (times[int(share * (len(times) - 1))] for share in (0.5, 0.95, 1))
    print(f"{name}: median {usual:.1f} ms, 95 % within {most:.1f} ms, worst {worst:.1f} ms")


def _seconds(what: Callable[[str], object], id_: str) -> float:
    begin = time.perf_counter()
    what(id_)
    return time.perf_counter() - begin
