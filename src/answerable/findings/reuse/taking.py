"""The write side of reuse: takes in questions that changed, and brings the tallies up to date."""

import json
from collections.abc import Iterable, Sequence
from sqlite3 import Connection

import numpy as np
from msgspec import Struct

from answerable.findings.postings import Numbered, Rows, Shelf
from answerable.findings.reuse.entry import Entry, entry_of
from answerable.findings.reuse.fingerprints import distinct, fingerprints
from answerable.findings.reuse.normal import identity, likeness, normal
from answerable.findings.reuse.passages import passages
from answerable.findings.reuse.said import count_again
from answerable.findings.reuse.tables import FORGET_TALLIES, TALLIES
from answerable.findings.words import Numbers, Places, batches, read_words
from answerable.record.changes import Change

_MEMBER = 'INSERT INTO member(id, text, "group", body, asker, answerer, day) VALUES (?, ?, ?, ?, ?, ?, ?)'
_AMONG = "IN (SELECT value FROM json_each(?))"


class _Text(Struct, frozen=True, eq=False):
    """What was read of one chunk's answers, by their places: numbers as SQLite keeps them."""

    strict: list[int]
    loose: list[int]
    prints: tuple[Numbers, Places]
    passages: tuple[Numbers, Places]
    words: Places


class Taking:
    """Takes in changes within one transaction of `connection`.

    `sizes[n]` is how many fingerprints text n has; 0 for a text that is gone.
    """

    def __init__(self, connection: Connection, prints: Shelf, passages: Shelf, sizes: Numbered) -> None:
        self._db, self._stock = connection, passages
        self._prints, self._passages = Rows(prints), Rows(passages)
        self.sizes = sizes

    def take(self, changes: Sequence[Change]) -> None:
        """Takes in some changes, each of another question."""
        self._forget([change.id for change in changes])
        entries = [entry for change in changes if (entry := entry_of(change.question))]
        for part in batches([entry.plain for entry in entries]):
            self._add(entries[part])

    def finish(self) -> None:
        """Stores what was gathered and counts again what the changes touched."""
        self._prints.store()
        self._passages.store()
        self._drop_the_unused()
        self._db.execute(FORGET_TALLIES)
        for tally in TALLIES:
            self._db.execute(tally)
        count_again(self._db, self._stock.segments)
        self._db.execute("DELETE FROM touched")

    def _forget(self, ids: list[str]) -> None:
        listed = json.dumps(ids)
        self._db.execute(f"INSERT OR IGNORE INTO touched SELECT text FROM member WHERE id {_AMONG}", (listed,))
        self._db.execute(f"DELETE FROM member WHERE id {_AMONG}", (listed,))

    def _add(self, entries: Sequence[Entry]) -> None:
        read = _read([entry.plain for entry in entries])
        worded = [place for place, words in enumerate(read.words.tolist()) if words]
        before = self._newest()
        rows = ((read.strict[place], read.loose[place], int(read.words[place])) for place in worded)
        self._db.executemany("INSERT OR IGNORE INTO text(strict, loose, words) VALUES (?, ?, ?)", rows)
        number = self._numbers([read.strict[place] for place in worded])
        texts = np.zeros(len(entries), np.int64)
        texts[worded] = [number[read.strict[place]] for place in worded]
        self._index(read, _first_of_each(np.where(texts > before, texts, 0)), self._newest())
        members = ((number[read.strict[place]], entries[place]) for place in worded)
        self._db.executemany(_MEMBER, (_row(text, entry) for text, entry in members))
        self._db.executemany(
            "INSERT OR IGNORE INTO touched VALUES (?)", [(text,) for text in set(texts.tolist()) - {0}]
        )

    def _index(self, read: _Text, texts: Places, newest: int) -> None:
        """Indexes each new text once; `texts` has 0 for one that is not new."""
        sizes = np.zeros(max(newest + 1, len(self.sizes)), np.uint32)
        sizes[: len(self.sizes)] = self.sizes
        for rows, (keys, places) in ((self._prints, read.prints), (self._passages, read.passages)):
            new = texts[places] > 0
            rows.add(keys[new], texts[places][new].astype(np.uint32))
        prints = texts[read.prints[1]]
        sizes += np.bincount(prints[prints > 0], minlength=len(sizes)).astype(np.uint32)
        self.sizes = sizes

    def _newest(self) -> int:
        return int(
            self._db.execute("SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = 'text'").fetchone()[0]
        )

    def _numbers(self, strict: Iterable[int]) -> dict[int, int]:
        query = f"SELECT strict, number FROM text WHERE strict {_AMONG}"
        return dict(self._db.execute(query, (json.dumps(list(set(strict))),)))

    def _drop_the_unused(self) -> None:
        """Forgets texts that no question has any more; rows on the shelves that speak of them lead nowhere."""
        query = "SELECT text FROM touched WHERE NOT EXISTS (SELECT 1 FROM member WHERE member.text = touched.text)"
        unused = [text for (text,) in self._db.execute(query)]
        self._db.execute(f"DELETE FROM text WHERE number {_AMONG}", (json.dumps(unused),))
        self.sizes[unused] = 0


def _read(answers: Sequence[str]) -> _Text:
    words = read_words(answers)
    kept = normal(words)
    found = passages(words, kept)
    strict, loose = (_signed(numbers) for numbers in (identity(kept), likeness(words, kept)))
    return _Text(strict, loose, fingerprints(kept), distinct(found.key, found.text), kept.end - kept.start)


def _first_of_each(texts: Places) -> Places:
    """The same, with 0 for a text that stands before already."""
    first = np.unique(texts, return_index=True)[1]
    once = np.zeros_like(texts)
    once[first] = texts[first]
    return once


def _signed(numbers: Numbers) -> list[int]:
    signed: list[int] = numbers.view(np.int64).tolist()
    return signed


def _row(text: int, entry: Entry) -> tuple[str | int, ...]:
    return entry.id, text, entry.group, entry.body, entry.asker, entry.answerer, entry.day
