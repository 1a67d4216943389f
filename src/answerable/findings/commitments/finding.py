"""Promises over a record: the finding, kept in step, with what became of each as far as the record tells."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal, Self

from msgspec import Struct

from answerable.findings.commitments.about import about, tellings
from answerable.findings.commitments.commitment import VERSION, Act, Commitment, Hedge
from answerable.findings.commitments.extract import commitments
from answerable.findings.commitments.settling import settle
from answerable.findings.commitments.tables import COLUMNS, SCHEMA
from answerable.findings.derived import Derived, Form, Rows
from answerable.model.question import Question
from answerable.model.text import Span

State = Literal["met", "repeated", "postponed", "overdue and unmentioned", "unknown"]
Due = Literal["all", "between", "overdue", "without a day"]
FORM = Form("commitments", f"tables 2, reading {VERSION}", SCHEMA, COLUMNS)

_ROW = (
    "SELECT question, start, end, body, made, actor, act, hedge, due, earliest, latest, words, "
    "state, by, by_start, by_end, by_said, "
    "(SELECT COUNT(*) FROM promise AS twin WHERE twin.together = promise.together AND twin.start = promise.start) "
    "FROM promise"
)
# Of a promise made to several questions together the one to the first of them.
_ONCE = (
    "NOT EXISTS (SELECT 1 FROM promise AS twin WHERE twin.together = promise.together AND twin.start = promise.start "
    "AND twin.question < promise.question)"
)


class Evidence(Struct, frozen=True):
    """The words of a later answer that tell what became of a promise; `span` counts in that answer."""

    question: str
    span: Span
    said: date | None


class Promise(Struct, frozen=True):
    """A promise in its answer; `span` counts in the answer, `words` are the words there; it was given to `questions`.

    `state` is what later answers of the same body tell, as of the day that was asked about: `overdue and unmentioned`
    where its last day has passed and none speaks of it, `unknown` where there is no day or it is still to come.
    """

    question: str
    span: Span
    body: str
    made: date | None
    actor: str
    act: Act
    hedge: Hedge
    due: str
    earliest: date | None
    latest: date | None
    words: str
    state: State
    evidence: Evidence | None
    questions: int


class Wanted(Struct, frozen=True):
    """Which promises: of a body, an act, a hedge; due as said, where `first` and `last` bound the last day promised."""

    body: str = ""
    act: str = ""
    hedge: str = ""
    due: Due = "all"
    first: date | None = None
    last: date | None = None
    state: str = ""


class Commitments(Derived):
    """Promises in `directory`, of the record with that identity."""

    @classmethod
    def open(cls, directory: Path, identity: str) -> Self:
        """Opens it; when missing, damaged, of another record or another version it starts anew, empty."""
        return cls(directory, identity, FORM, rows_of, settle)

    def of(self, question_id: str, as_of: date) -> tuple[Promise, ...]:
        """What the answer to a question promises, in the order of its words."""
        rows = self.kept.rows(f"{_ROW} WHERE question = ? ORDER BY start", question_id)
        return tuple(_promise(row, as_of) for row in rows)

    def count(self, wanted: Wanted, as_of: date) -> int:
        """How many promises there are of that kind."""
        clauses, values = _which(wanted, as_of)
        (found,) = self.kept.rows(f"SELECT COUNT(*) FROM promise WHERE {' AND '.join(clauses)}", *values)
        return int(found[0])

    def promises(self, wanted: Wanted, as_of: date, limit: int = 50, offset: int = 0) -> list[Promise]:
        """Promises by their last day: what is overdue backwards, the rest forwards; without a day newest first.

        What one answer promises to several questions together is one promise.
        """
        clauses, values = _which(wanted, as_of)
        order = {"overdue": "latest DESC, made DESC", "without a day": "made DESC"}.get(wanted.due, "latest, made")
        query = f"{_ROW} WHERE {' AND '.join(clauses)} ORDER BY {order}, question, start LIMIT ? OFFSET ?"
        return [_promise(row, as_of) for row in self.kept.rows(query, *values, limit, offset)]


def rows_of(question: Question) -> Rows:
    """The rows of what the answer to one question promises, and of what it says was done."""
    answer, body = question.answer, question.body.id if question.body else ""
    if answer is None or answer.holding or answer.text is None:
        return {}
    plain, on = answer.text.plain, _iso(answer.on)
    end = len(plain.rstrip(". …")) if answer.text.clipped else len(plain) + 1
    found = (one for one in commitments(plain, answer.on) if one.span.end < end)
    told = (one for one in tellings(plain, answer.on) if one.span.end < end)
    return {
        "promise": [(*_row(plain, one, body, on), question.together) for one in found],
        "telling": [
            (one.span.start, one.span.end, body, on, one.told, one.about, _iso(one.on), question.together)
            for one in told
        ],
    }


def _row(answer: str, one: Commitment, body: str, on: str) -> tuple[str | int | None, ...]:
    return (
        one.span.start, one.span.end, body, on, one.actor or "", one.act, one.hedge, one.due or "",
        _iso(one.earliest), _iso(one.latest), one.quote(answer), about(answer, one), "", None, None, None, None,
    )  # fmt: skip


def _which(wanted: Wanted, as_of: date) -> tuple[list[str], list[str]]:
    told = list(_conditions(wanted, as_of))
    return [_ONCE, *(clause for clause, _ in told)], [value for _, values in told for value in values]


def _conditions(wanted: Wanted, as_of: date) -> Iterator[tuple[str, tuple[str, ...]]]:
    for column in ("body", "act", "hedge"):
        if value := getattr(wanted, column):
            yield f"{column} = ?", (value,)
    if wanted.due == "without a day":
        yield "latest = ''", ()
    elif wanted.due == "overdue":
        yield "state = '' AND latest > '' AND latest < ?", (as_of.isoformat(),)
    elif wanted.due == "between":
        yield "latest BETWEEN ? AND ?", (_iso(wanted.first) or "0", _iso(wanted.last) or "9")
    if wanted.state:
        yield from _in_state(wanted.state, as_of)


def _in_state(state: str, as_of: date) -> Iterator[tuple[str, tuple[str, ...]]]:
    day = as_of.isoformat()
    match state:
        case "unknown":
            yield "state = '' AND (latest = '' OR latest >= ?)", (day,)
        case "overdue and unmentioned":
            yield "state = '' AND latest > '' AND latest < ?", (day,)
        case _:
            yield "state = ?", (state,)


def _promise(row: tuple[Any, ...], as_of: date) -> Promise:
    question, start, end, body, made, actor, act, hedge, due, earliest, latest, words, state, *by, given = row
    last = _day(latest)
    told: State = state or ("overdue and unmentioned" if last and last < as_of else "unknown")
    evidence = Evidence(by[0], Span(by[1], by[2]), _day(by[3])) if by[0] else None
    return Promise(
        question,
        Span(start, end),
        body,
        _day(made),
        actor,
        act,
        hedge,
        due,
        _day(earliest),
        last,
        words,
        told,
        evidence,
        given or 1,
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
