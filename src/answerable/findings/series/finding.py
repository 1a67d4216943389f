"""Series over a record: the finding, kept in step and asked."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from sqlite3 import Connection
from typing import Self

import numpy as np
from msgspec import Struct

from answerable.errors import RecordError
from answerable.findings.base import Changes, Progress
from answerable.findings.kept import Kept
from answerable.findings.postings import Keys, Numbered, Rows, Shelf, find
from answerable.findings.series.keys import Key, keys_of, keys_of_all
from answerable.findings.series.mentions import Mention, mention
from answerable.findings.series.sentence import read_sentence, read_sentences, wordings
from answerable.findings.series.series import FEWEST, MOST, series_of
from answerable.findings.series.tables import SCHEMA
from answerable.findings.series.template import Template
from answerable.findings.words import read_words, sums
from answerable.model.question import Question
from answerable.model.text import Span
from answerable.record.changes import Change

VERSION = "3"
Plain = Callable[[Sequence[str]], Mapping[str, str]]  # question ids → plain words, of those held

_CHUNK = 5_000  # changes taken in at a time
_TRIED = 3  # keys whose questions are looked at
_AMONG = "IN (SELECT value FROM json_each(?))"
_GONE = f"DELETE FROM question WHERE id {_AMONG} RETURNING number"
_ROWS = f"SELECT id, asker, body, tabled, words, answer FROM question WHERE number {_AMONG} ORDER BY tabled, id"


class Asked(Struct, frozen=True):
    """One question of a series; `values` are where the slots stand in its text, `tabled` is ISO 8601 or empty."""

    id: str
    asker: str
    body: str
    tabled: str
    values: tuple[Span, ...]


class SharedAnswer(Struct, frozen=True):
    """Questions of a series that got one answer, and for each whether that answer mentions what it asked about."""

    ids: tuple[str, ...]
    mentions: tuple[tuple[Mention, ...], ...]  # for each question, one for each slot


class Found(Struct, frozen=True):
    """The series that a question belongs to, oldest question first; `size` is how many it has, those not told too."""

    size: int
    fixed: tuple[str, ...]
    asked: tuple[Asked, ...]
    shared: tuple[SharedAnswer, ...]


class _Row(Struct, frozen=True):
    id: str
    asker: str
    body: str
    tabled: str
    words: int
    answer: int


class Series:
    """Series in `directory`, of the record with that identity."""

    name = "series"

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self._seen = -1
        self._shelf: Shelf
        self._gone: Numbered  # numbers that the shelf still has, of questions as they were before a change

    @classmethod
    def open(cls, directory: Path, identity: str) -> Self:
        """Opens it; when missing, damaged, of another record or another version it starts anew, empty."""
        found = cls(Kept(directory, identity, VERSION, SCHEMA))
        try:
            found._look()
        except RecordError:
            found._start_anew(identity)
        return found

    def close(self) -> None:
        """Lets go of files."""
        self.kept.close()

    def refresh(self, record: Changes, progress: Progress | None = None) -> int:
        """Takes in what changed since last time, all of it or nothing; returns how many questions that was."""
        if record.identity != self.kept.identity:
            self._start_anew(record.identity)
        self._look()
        self._shelf.sweep()
        try:
            return self._take_in(record, progress)
        finally:
            self._seen = -1

    def series(self, question_id: str, questions: Plain, answers: Plain, most: int = MOST) -> Found | None:
        """The series of a question; None when it has none. `questions` and `answers` give the texts, as the record has.

        Of the ways to see it as one of several, that with most questions counts, up to 200. Of these the `most` asked
        around the time of the question are told, with the next ones that differ where these do not show what changes.
        """
        self._look()
        words = questions([question_id]).get(question_id, "")
        for key, numbers in self._groups(question_id, keys_of(read_sentence(words))):
            rows = [_Row(*row) for row in self.kept.rows(_ROWS, json.dumps(numbers))]
            told = _around(rows, question_id, most)
            found = _series(key, told, len(rows), questions, answers) if told else None
            if found:
                return found
        return None

    def _groups(self, question_id: str, keys: Sequence[Key]) -> list[tuple[Key, list[int]]]:
        """The keys by which most questions are one of several with it, and the numbers of these questions."""
        which, texts = find(self._shelf.segments, np.array([key.number for key in keys], np.uint64))
        own = sum(number for (number,) in self.kept.rows("SELECT number FROM question WHERE id = ?", question_id))
        here = np.isin(texts, self._gone, invert=True) if len(self._gone) else np.ones(len(texts), np.bool_)
        groups = [(key, texts[here & (which == place)]) for place, key in enumerate(keys)]
        groups = [(key, group) for key, group in groups if len(group) >= FEWEST and own in group]
        groups.sort(
            key=lambda one: (len(one[1]) > MOST, -min(len(one[1]), MOST), len(one[1]), -one[0].fixed, one[0].head)
        )
        return [(key, group.tolist()) for key, group in groups[:_TRIED]]

    def _look(self) -> None:
        if self.kept.cursor != self._seen:
            about = self.kept.about()
            self._shelf = Shelf(self.kept.directory, "keys", about.get("keys", "").split())
            self._gone = np.frombuffer(about.get("gone", b""), "<u4").astype(np.uint32)
            self._seen = about.get("cursor", 0)

    def _take_in(self, record: Changes, progress: Progress | None) -> int:
        cursor, taken = self.kept.cursor, 0
        changes = record.changed(cursor)
        rows, gone = Rows(self._shelf), [self._gone]
        with self.kept.writing() as connection:
            while chunk := list(islice(changes, _CHUNK)):
                gone.append(_forgotten(connection, chunk))
                rows.add(*_taken(connection, chunk))
                cursor, taken = chunk[-1].cursor, taken + len(chunk)
                if progress:
                    progress(len(chunk))
            rows.store()
            left = np.concatenate(gone).astype("<u4").tobytes()
            self.kept.remember(cursor=cursor, keys=" ".join(self._shelf.names), gone=left)
        return taken

    def _start_anew(self, identity: str) -> None:
        self.kept.start_anew(identity)
        self._seen = -1
        self._look()


def _forgotten(connection: Connection, changes: Sequence[Change]) -> Numbered:
    """Takes out the questions that changed, as they were; their numbers."""
    ids = json.dumps([change.id for change in changes])
    return np.array([number for (number,) in connection.execute(_GONE, (ids,))], np.uint32)


def _taken(connection: Connection, changes: Sequence[Change]) -> tuple[Keys, Numbered]:
    """Puts the questions in as they are now; tells the keys of each, and the number it got."""
    asked = [one for change in changes if (one := change.question) and one.text and not one.text.clipped]
    said = _numbers([one.answer_words if _answered(one) else "" for one in asked])
    sentences = read_sentences([one.words for one in asked])
    keys = keys_of_all(sentences)
    told = zip(asked, wordings(sentences), said, strict=True)
    numbers = [_inserted(connection, one, words, answer) for one, words, answer in told]
    flat = np.array([key.number for own in keys for key in own], np.uint64)
    return flat, np.repeat(np.array(numbers, np.uint32), [len(own) for own in keys])


def _inserted(connection: Connection, one: Question, words: int, answer: int) -> int:
    """Puts a question in; the number it got."""
    tabled = one.tabled.isoformat() if one.tabled else ""
    row = (one.id, one.asker.id if one.asker else "", one.body.id if one.body else "", tabled, words, answer)
    query = "INSERT INTO question(id, asker, body, tabled, words, answer) VALUES (?, ?, ?, ?, ?, ?)"
    return connection.execute(query, row).lastrowid or 0


def _answered(question: Question) -> bool:
    """Whether it has an answer whose words are all known."""
    answer = question.answer
    return bool(answer and answer.text and not answer.holding and not answer.text.clipped)


def _numbers(texts: Sequence[str]) -> list[int]:
    """A number for the words of each text; 0 when it has none."""
    words = read_words(texts)
    edges = np.searchsorted(words.text, np.arange(len(texts) + 1))
    numbers = sums(words.number, edges[:-1], edges[1:]).view(np.int64)
    filled: list[int] = np.where(edges[1:] > edges[:-1], numbers, 0).tolist()
    return filled


def _around(rows: list[_Row], question_id: str, most: int) -> list[_Row]:
    """Those asked around the time of the question, among them enough that differ; none where nothing differs enough.

    Numbers of words tell that without their being read.
    """
    at = next(place for place, row in enumerate(rows) if row.id == question_id)
    near = sorted(range(len(rows)), key=lambda place: abs(place - at))
    differing: dict[int, int] = {}
    for place in near:
        differing.setdefault(rows[place].words, place)
    if len(differing) < FEWEST:
        return []
    told = dict.fromkeys([*islice(differing.values(), FEWEST), *near])
    return [rows[place] for place in sorted(islice(told, most))]


def _series(key: Key, rows: Sequence[_Row], size: int, questions: Plain, answers: Plain) -> Found | None:
    """The series that these of its questions show, if they do."""
    held = questions([row.id for row in rows])
    rows = [row for row in rows if row.id in held]
    made = series_of(read_sentences([held[row.id] for row in rows]), key) if rows else None
    return _found(size, rows, made, held, answers) if made else None


def _found(size: int, rows: Sequence[_Row], made: Template, held: Mapping[str, str], answers: Plain) -> Found:
    asked = tuple(
        Asked(row.id, row.asker, row.body, row.tabled, values) for row, values in zip(rows, made.values, strict=True)
    )
    groups: dict[int, list[Asked]] = defaultdict(list)
    for row, one in zip(rows, asked, strict=True):
        groups[row.answer].append(one)
    shared = [group for answer, group in groups.items() if answer and len(group) > 1]
    said = answers([group[0].id for group in shared])
    told = tuple(_shared(group, held, said[group[0].id]) for group in shared if group[0].id in said)
    return Found(size, made.fixed, asked, told)


def _shared(group: Sequence[Asked], held: Mapping[str, str], answer: str) -> SharedAnswer:
    mentions = (tuple(mention(span.of(held[one.id]), answer) for span in one.values) for one in group)
    return SharedAnswer(tuple(one.id for one in group), tuple(mentions))
