"""What readers suggest to the record's keeper: kept apart from what sources said, until the keeper says it too."""

from datetime import UTC, datetime

from msgspec import Struct
from sqlalchemy import ColumnElement, func, insert, select, update

from answerable.errors import InputError, NotFound
from answerable.model.outcome import Ground, Outcome
from answerable.record import tables
from answerable.record.record import Record

LONGEST_WHY = 1_000  # characters
LONGEST_NAME = 100
MOST = 20  # open suggestions on one question
MOST_OF_ALL = 10_000


class Suggestion(Struct, frozen=True):
    """What a reader suggests: `who` is what they called themselves, `made` and `accepted` are ISO 8601 in UTC."""

    number: int
    question: str
    outcome: Outcome
    ground: Ground | None
    why: str
    who: str
    made: str
    accepted: str


def suggest(
    record: Record, question_id: str, outcome: Outcome, why: str, ground: Ground | None = None, who: str = ""
) -> Suggestion:
    """Keeps a suggestion; NotFound for an unknown question, InputError for one that is too long or one too many."""
    question, why, who = record.question(question_id).id, why.strip(), " ".join(who.split())
    _measure("why", why, LONGEST_WHY)
    _measure("who", who, LONGEST_NAME, fewest=0)
    table, now = tables.suggestion, datetime.now(UTC).isoformat(timespec="seconds")
    row = {"question": question, "outcome": outcome.value, "ground": ground.value if ground else "", "why": why,
           "who": who, "made": now, "accepted": ""}  # fmt: skip
    with record.writing() as connection:
        for which, most in ((table.c.question == question, MOST), (table.c.question != "", MOST_OF_ALL)):
            opened = (
                connection.scalar(select(func.count()).select_from(table).where(table.c.accepted == "", which)) or 0
            )
            if opened >= most:
                raise InputError("suggestion", f"at most {most:,} that wait for the record's keeper", f"{opened:,}")
        number = connection.execute(insert(table).returning(table.c.number), row).scalar_one()
    return Suggestion(number, question, outcome, ground, why, who, now, "")


def suggestions(record: Record, *, every: bool = False, limit: int = 100) -> list[Suggestion]:
    """The suggestions that are open, or `every` one, newest first."""
    table = tables.suggestion.c
    return _found(record, table.number > 0 if every else table.accepted == "", limit)


def suggestion(record: Record, number: int) -> Suggestion:
    """The suggestion of that number; NotFound when there is none."""
    found = _found(record, tables.suggestion.c.number == number, 1)
    if not found:
        raise NotFound(f"no suggestion {number} in {record.directory}; `answerable corrections` lists them")
    return found[0]


def accept(record: Record, number: int) -> None:
    """Marks a suggestion as accepted."""
    table, now = tables.suggestion, datetime.now(UTC).isoformat(timespec="seconds")
    with record.writing() as connection:
        connection.execute(update(table).where(table.c.number == number).values(accepted=now))


def _found(record: Record, which: ColumnElement[bool], limit: int) -> list[Suggestion]:
    table = tables.suggestion
    with record.reading() as connection:
        rows = connection.execute(select(table).where(which).order_by(table.c.number.desc()).limit(limit)).all()
    return [
        Suggestion(r.number, r.question, Outcome(r.outcome), Ground(r.ground) if r.ground else None, r.why, r.who,
                   r.made, r.accepted)
        for r in rows
    ]  # fmt: skip


def _measure(name: str, words: str, most: int, fewest: int = 1) -> None:
    if not fewest <= len(words) <= most:
        raise InputError(name, f"{fewest} to {most:,} characters", f"{len(words):,}")
