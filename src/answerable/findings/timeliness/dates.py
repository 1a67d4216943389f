"""What timeliness needs of a question – its days, its kind and whose it is – for one, or for a million in columns."""

from collections.abc import Iterable
from datetime import date

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from answerable.findings.timeliness.days import Ordinals, one
from answerable.findings.timeliness.rules import KINDS, Kind
from answerable.model.history import Event, Happening
from answerable.model.ids import PAGE
from answerable.model.question import Question, Status

Mask = NDArray[np.bool_]


class Dates(Struct, frozen=True, kw_only=True):
    """The days of one question; None: nobody said. `undated`: it has an answer, and nobody said of what day."""

    chamber: str
    kind: Kind
    tabled: date | None
    named: date | None
    held: date | None
    answered: date | None
    undated: bool = False
    withdrawn: bool = False
    withdrawn_on: date | None = None
    unlisted: bool = False


class Columns(Struct, frozen=True, eq=False, kw_only=True):
    """The days of many questions: ordinals with NO_DAY where nobody said, kinds by their place in KINDS."""

    kind: NDArray[np.int32]
    tabled: Ordinals
    named: Ordinals
    held: Ordinals
    answered: Ordinals
    withdrawn_on: Ordinals
    undated: Mask
    withdrawn: Mask
    unlisted: Mask

    def take(self, rows: NDArray[np.intp]) -> "Columns":
        """Only these rows."""
        return Columns(**{name: getattr(self, name)[rows] for name in self.__struct_fields__})


def dates_of(question: Question, events: Iterable[Event] = ()) -> Dates:
    """The question's days. Its history, if given, tells by when it had been withdrawn."""
    answer = question.answer
    holding = answer is not None and answer.holding
    return Dates(
        chamber=chamber_of(question),
        kind=kind_of(question),
        tabled=question.tabled,
        named=question.for_answer if question.named_day else None,
        held=question.holding_on or (answer.on if answer and holding else None),
        answered=question.answered_on,
        undated=answer is not None and not holding and answer.on is None,
        withdrawn=question.status == Status.WITHDRAWN,
        withdrawn_on=_withdrawn_on(events),
        unlisted=question.status == Status.UNLISTED,
    )


def chamber_of(question: Question) -> str:
    """The chamber as it stands in the question's id, or in its house; "" when neither tells."""
    chamber = question.id.partition("/")[0]
    if chamber != PAGE:
        return chamber
    return f"uk-{question.house.lower()}" if question.house else ""


def kind_of(question: Question) -> Kind:
    """Named day or ordinary, if a source says which. No source of ours yet tells of priority questions."""
    if question.named_day is None:
        return Kind.UNSAID
    return Kind.NAMED_DAY if question.named_day else Kind.ORDINARY


def of_kinds(numbers: NDArray[np.int32], kinds: tuple[Kind, ...]) -> Mask:
    """Which of the places in KINDS stand for one of these kinds."""
    chosen = np.array([kind in kinds for kind in KINDS])
    found: Mask = chosen[numbers]
    return found


def columns_of(dates: Dates) -> Columns:
    """One question's days as columns of one row."""
    return Columns(
        kind=np.array([KINDS.index(dates.kind)], np.int32),
        tabled=one(dates.tabled),
        named=one(dates.named),
        held=one(dates.held),
        answered=one(dates.answered),
        withdrawn_on=one(dates.withdrawn_on),
        undated=np.array([dates.undated]),
        withdrawn=np.array([dates.withdrawn]),
        unlisted=np.array([dates.unlisted]),
    )


def _withdrawn_on(events: Iterable[Event]) -> date | None:
    """The day the withdrawal bears, or on which it was first seen."""
    withdrawals = [event for event in events if event.kind == Happening.WITHDRAWN]
    return event_day(withdrawals[-1]) if withdrawals else None


def event_day(event: Event) -> date | None:
    """The day an event bears, else the day it was said."""
    return event.on or (date.fromisoformat(event.said[:10]) if event.said else None)
