"""Outcomes over a record: the finding, kept in step, and what bodies decline.

Which parts a question has is another finding's to say, so whoever opens this one hands in the judge.
"""

import json
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Self

import msgspec
from msgspec import Struct

from answerable.findings.derived import Derived, Form, Row, Rows
from answerable.findings.outcomes.tables import COLUMNS, SCHEMA
from answerable.model.outcome import Finding, Ground, Outcome, PartOutcome
from answerable.model.question import Question
from answerable.model.text import Span

FORM = Form("outcomes", "2", SCHEMA, COLUMNS)
Judge = Callable[[str, str], Finding]  # a question's and its answer's plain words → what the answer does
KEEPER = "keeper"  # who decided, where the record's keeper did

_PART = "label, kind, start, end, words, got, chance, shown_from, shown_to"
_JUDGED = "SELECT question, body, day, outcome, ground, chance, by, start, end, words, reasons FROM judged"


class Part(Struct, frozen=True):
    """A part of a question and what it got; `span` counts in the question, `evidence` in the answer."""

    label: str
    kind: str
    span: Span
    words: str
    got: Outcome
    chance: float
    evidence: Span | None


class Judged(Struct, frozen=True):
    """What an answer does; `span` and `words` are the deciding sentence, None and empty where there is none."""

    question: str
    body: str
    day: date | None
    outcome: Outcome
    ground: Ground | None
    chance: float
    by: str
    span: Span | None
    words: str
    reasons: tuple[str, ...]


class Declined(Struct, frozen=True):
    """How many answers of a year did not give all for this reason; `wholly` of them gave nothing.

    An answer given to several questions together is one.
    """

    year: int
    ground: Ground
    times: int
    wholly: int


class Outcomes(Derived):
    """Outcomes in `directory`, of the record with that identity."""

    @classmethod
    def open(cls, directory: Path, identity: str, judge: Judge, version: str) -> Self:
        """Opens it; when missing, damaged, of another record or another version it starts anew, empty.

        `judge` is a function of a module; `version` names the state of all that it rests on.
        """
        form = msgspec.structs.replace(FORM, version=f"{FORM.version} {version}")
        return cls(directory, identity, form, partial(rows_of, judge))

    def of(self, question_id: str) -> Judged | None:
        """What the answer to a question does; None where there is no whole answer to judge."""
        rows = self.kept.rows(f"{_JUDGED} WHERE question = ?", question_id)
        return _judged(rows[0]) if rows else None

    def parts(self, question_id: str) -> tuple[Part, ...]:
        """The parts of a question, in their order, with what each got."""
        query = f"SELECT {_PART} FROM part WHERE question = ? ORDER BY at"
        return tuple(_part(row) for row in self.kept.rows(query, question_id))

    def parts_of(self, ids: Sequence[str]) -> dict[str, list[Part]]:
        """The parts of those of the questions that are judged, in their order."""
        among = "question IN (SELECT value FROM json_each(?))"
        query = f"SELECT question, {_PART} FROM part WHERE {among} ORDER BY question, at"
        found: dict[str, list[Part]] = {}
        for question, *row in self.kept.rows(query, json.dumps(list(ids))):
            found.setdefault(question, []).append(_part(tuple(row)))
        return found

    def declined(self, body: str) -> list[Declined]:
        """What a body declined, in whole or in part, and on what ground: by year, newest first, most often first."""
        query = """
        SELECT SUBSTR(day, 1, 4) AS year, ground, COUNT(DISTINCT COALESCE(together, question)),
          COUNT(DISTINCT IIF(outcome = 'declined', COALESCE(together, question), NULL)) FROM judged
        WHERE body = ? AND ground <> '' AND day <> '' GROUP BY year, ground ORDER BY year DESC, 3 DESC, ground
        """
        return [Declined(int(year), Ground(ground), *rest) for year, ground, *rest in self.kept.rows(query, body)]

    def declining(self, body: str, year: int, ground: Ground, limit: int = 50, offset: int = 0) -> list[Judged]:
        """The answers behind one of those figures, newest first, with the sentence of each and the first question."""
        query = (
            f"{_JUDGED} WHERE body = ? AND day BETWEEN ? AND ? AND ground = ? AND ground <> '' "
            "AND NOT EXISTS (SELECT 1 FROM judged AS twin WHERE twin.together = judged.together "
            "AND twin.ground = judged.ground AND twin.ground <> '' AND twin.question < judged.question) "
            "ORDER BY day DESC, question LIMIT ? OFFSET ?"
        )
        rows = self.kept.rows(query, body, f"{year}", f"{year}-12-31", ground.value, limit, offset)
        return [_judged(row) for row in rows]

    def labels(self, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """For each question that is judged its outcome and its ground, which may be empty."""
        query = "SELECT question, outcome, ground FROM judged WHERE question IN (SELECT value FROM json_each(?))"
        return {
            question: (outcome, ground) for question, outcome, ground in self.kept.rows(query, json.dumps(list(ids)))
        }


def rows_of(judge: Judge, question: Question) -> Rows:
    """The rows of one question: none unless its words and its answer's are whole. The keeper's word wins."""
    answer = question.answer
    if answer is None or answer.holding or not question.words or not question.answer_words or question.clipped:
        return {}
    found = corrected(judge(question.words, question.answer_words), question)
    return {"judged": [_row(found, question)], "part": [_part_row(at, one) for at, one in enumerate(found.parts)]}


def corrected(found: Finding, question: Question) -> Finding:
    """What was found, or what the record's keeper said instead of it."""
    said = question.correction
    if said is None:
        return found
    same = found.outcome == said.outcome
    at = question.answer_words.find(said.evidence) if said.evidence else -1
    shown = Span(at, at + len(said.evidence)) if at >= 0 else found.evidence if same else None
    gots = tuple(one if same or said.outcome is Outcome.PARTLY else _as(one, said.outcome) for one in found.parts)
    return msgspec.structs.replace(
        found, outcome=said.outcome, ground=said.ground, evidence=shown, chance=1.0, by=KEEPER, parts=gots,
        reasons=(said.why,),
    )  # fmt: skip


def _as(part: PartOutcome, got: Outcome) -> PartOutcome:
    return msgspec.structs.replace(part, got=got, chance=1.0)


def _row(found: Finding, question: Question) -> Row:
    span = found.evidence or Span(0, 0)
    day = question.answered_on
    return (
        question.body.id if question.body else "", day.isoformat() if day else "", found.outcome.value,
        found.ground.value if found.ground else "", found.chance, found.by, span.start, span.end,
        span.of(question.answer_words), json.dumps(found.reasons), question.together,
    )  # fmt: skip


def _part_row(at: int, one: PartOutcome) -> Row:
    part, shown = one.part, one.evidence or Span(0, 0)
    return (
        at, part.label, part.kind.value, part.span.start, part.span.end, part.ask, one.got.value, one.chance,
        shown.start, shown.end,
    )  # fmt: skip


def _judged(row: tuple[Any, ...]) -> Judged:
    question, body, day, outcome, ground, chance, by, start, end, words, reasons = row
    return Judged(
        question,
        body,
        date.fromisoformat(day) if day else None,
        Outcome(outcome),
        Ground(ground) if ground else None,
        chance,
        by,
        Span(start, end) if end else None,
        words,
        tuple(json.loads(reasons)),
    )


def _part(row: tuple[Any, ...]) -> Part:
    label, kind, start, end, words, got, chance, shown_from, shown_to = row
    shown = Span(shown_from, shown_to) if shown_to else None
    return Part(label, kind, Span(start, end), words, Outcome(got), chance, shown)
