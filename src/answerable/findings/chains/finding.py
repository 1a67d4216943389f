"""Chains over a record: the finding, kept in step and asked."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from sqlite3 import Connection
from typing import Literal, Self

import msgspec
from msgspec import Struct

from answerable.findings.base import Changes, Progress
from answerable.findings.chains.following import Pointer, Step, follow
from answerable.findings.chains.references import Reference, references
from answerable.findings.chains.resolving import Candidate, Lookup, Saying, resolve
from answerable.findings.chains.tables import SCHEMA
from answerable.findings.kept import Kept
from answerable.model.people import House
from answerable.model.question import Question
from answerable.model.text import Text
from answerable.record.changes import Change

VERSION = "1"
Place = Literal["question", "answer"]

_CHUNK = 5_000  # changes taken in at a time
_MOST = 500  # references to one number that are looked at
_AMONG = "IN (SELECT value FROM json_each(?))"
_CANDIDATE = "SELECT id, house, uin, tabled, answered, heading FROM question"
_SAID = (
    "SELECT source, place, asker, body, CASE place WHEN 'answer' THEN question.answered ELSE tabled END, data "
    "FROM reference JOIN question ON id = source"
)


class FollowUp(Struct, frozen=True):
    """A question that points to another: in its own words, or in the answer it got; the pointer's span is there."""

    id: str
    place: Place
    pointer: Pointer


class Chains:
    """Chains in `directory`, of the record with that identity."""

    name = "chains"

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self._lookup = Lookup(self._numbered, self._answered)

    @classmethod
    def open(cls, directory: Path, identity: str) -> Self:
        """Opens it; when missing, damaged, of another record or another version it starts anew, empty."""
        return cls(Kept(directory, identity, VERSION, SCHEMA))

    def close(self) -> None:
        """Lets go of the file."""
        self.kept.close()

    def refresh(self, record: Changes, progress: Progress | None = None) -> int:
        """Takes in what changed since last time, all of it or nothing; returns how many questions that was."""
        if record.identity != self.kept.identity:
            self.kept.start_anew(record.identity)
        cursor, taken = self.kept.cursor, 0
        changes = record.changed(cursor)
        with self.kept.writing() as connection:
            while chunk := list(islice(changes, _CHUNK)):
                _take(connection, chunk)
                cursor, taken = chunk[-1].cursor, taken + len(chunk)
                if progress:
                    progress(len(chunk))
            self.kept.remember(cursor=cursor)
        return taken

    def pointers(self, question_id: str, place: Place) -> tuple[Pointer, ...]:
        """What a question, or its answer, points to, in the order of its words."""
        rows = self.kept.rows(f"{_SAID} WHERE source = ? AND place = ? ORDER BY at", question_id, place)
        return tuple(self._pointer(row) for row in rows)

    def chain(self, question_id: str) -> tuple[Step, ...]:
        """From a question's answer on to the answers finally reached, with every loop and dead end on the way."""
        return follow(question_id, self._onward)

    def follow_ups(self, question_id: str) -> tuple[FollowUp, ...]:
        """The questions that point to this one, in their words or in their answers, oldest first."""
        held = self.kept.rows("SELECT uin, house, answered FROM question WHERE id = ?", question_id)
        if not held:
            return ()
        uin, house, answered = held[0]
        which = "(reference.uin, reference.house) = (?, ?) OR (reference.uin = '' AND reference.answered = ?)"
        query = f"{_SAID} WHERE {which} ORDER BY 5, source, at LIMIT {_MOST}"
        rows = self.kept.rows(query, uin or None, house, answered or None)
        found = (FollowUp(row[0], row[1], self._pointer(row)) for row in rows)
        return tuple(one for one in found if one.pointer.resolution.target == question_id)

    def _onward(self, question_id: str) -> Sequence[Pointer] | None:
        held = self.kept.rows("SELECT answered FROM question WHERE id = ?", question_id)
        return self.pointers(question_id, "answer") if held and held[0][0] else None

    def _pointer(self, row: tuple[str, Place, str, str, str, bytes]) -> Pointer:
        source, _, asker, body, said, data = row
        reference = msgspec.json.decode(data, type=Reference)
        return Pointer(reference, resolve(reference, Saying(source, asker, body, _day(said)), self._lookup))

    def _numbered(self, house: House, uin: str) -> list[Candidate]:
        rows = self.kept.rows(
            f"{_CANDIDATE} WHERE uin = ? AND house = ? AND tabled <> '' ORDER BY tabled, id", uin, house
        )
        return [_candidate(*row) for row in rows]

    def _answered(self, body: str, asker: str, on: date) -> list[Candidate]:
        which = "answered = ? AND body = ? AND asker = ? AND tabled <> ''"
        rows = self.kept.rows(f"{_CANDIDATE} WHERE {which} ORDER BY id LIMIT 50", on.isoformat(), body, asker)
        return [_candidate(*row) for row in rows]


def _take(connection: Connection, changes: Sequence[Change]) -> None:
    ids = json.dumps([change.id for change in changes])
    connection.execute(f"DELETE FROM question WHERE id {_AMONG}", (ids,))
    connection.execute(f"DELETE FROM reference WHERE source {_AMONG}", (ids,))
    held = [change.question for change in changes if change.question]
    connection.executemany("INSERT INTO question VALUES (?, ?, ?, ?, ?, ?, ?, ?)", map(_question_row, held))
    rows = (row for question in held for row in _reference_rows(question))
    connection.executemany("INSERT INTO reference VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def _question_row(question: Question) -> tuple[str, ...]:
    return (
        question.id,
        question.house or "",
        question.uin or "",
        _iso(question.tabled),
        _iso(question.answered_on),
        question.heading or "",
        question.asker.id if question.asker else "",
        question.body.id if question.body else "",
    )


def _reference_rows(question: Question) -> Iterator[tuple[str, str, int, str, str, str, bytes]]:
    answer = question.answer.text if question.answer else None
    for place, text, said in (("question", question.text, question.tabled), ("answer", answer, question.answered_on)):
        for at, one in enumerate(_whole(text, said) if text else ()):
            yield question.id, place, at, one.house, one.uin, _iso(one.answered), msgspec.json.encode(one)


def _whole(text: Text, said: date | None) -> list[Reference]:
    """The references in a text but one that stands where a clipped text breaks off: its number may be half a number."""
    plain = text.plain
    found = references(plain, said, text.links)
    end = len(plain.rstrip(". …"))
    return [one for one in found if not (text.clipped and one.span.end >= end)]


def _candidate(id_: str, house: House, uin: str, tabled: str, answered: str, heading: str) -> Candidate:
    return Candidate(id_, house, uin, date.fromisoformat(tabled), _day(answered), heading)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
