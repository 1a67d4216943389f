"""What Members were when, as the Members service told, and what that says of their questions."""

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import and_, bindparam, func, or_, select

from answerable.model.people import Tenure
from answerable.record import tables
from answerable.record.changes import Change
from answerable.record.codec import question_of
from answerable.record.record import Record

_OF_MEMBERS = (
    select(tables.tenure)
    .where(tables.tenure.c.member.in_(bindparam("members", expanding=True)))
    .order_by(tables.tenure.c.kind, tables.tenure.c.since.desc())
)


def tenures(record: Record, member_ids: Collection[str]) -> dict[str, list[Tenure]]:
    """What the Members service told of what these Members were when, the newest first."""
    found: dict[str, list[Tenure]] = {}
    with record.reading() as connection:
        for row in connection.execute(_OF_MEMBERS, {"members": list(member_ids)}):
            one = Tenure(row.kind, row.value, row.since, row.until, row.house or None)
            found.setdefault(row.member, []).append(one)
    return found


def newest_told(record: Record) -> int:
    """Grows whenever something else is told of what a Member was when; 0 where nothing ever was."""
    with record.reading() as connection:
        return connection.scalar(select(func.max(tables.tenure.c.told))) or 0


def parties_then(record: Record, ids: Sequence[str]) -> dict[str, str]:
    """The party that the asker was of on the day of tabling, by question, where the Members service told it."""
    question, held = tables.question.c, tables.tenure.c
    of_the_day = and_(
        held.member == question.asker,
        held.kind == "party",
        held.since <= question.tabled,
        or_(held.until.is_(None), held.until >= question.tabled),
    )
    rows = select(question.id, held.value).join_from(tables.question, tables.tenure, of_the_day)
    with record.reading() as connection:
        return {row.id: row.value for row in connection.execute(rows.where(question.id.in_(ids)).order_by(held.since))}


def restated(record: Record, after: int) -> Iterator[Change]:
    """The questions of Members of whom something else was told after that number, as they are now; streamed."""
    question, held = tables.question.c, tables.tenure.c
    told = select(held.member).where(held.told > after).distinct()
    rows = (
        select(question.changed, question.id, question.data).where(question.asker.in_(told)).order_by(question.changed)
    )
    with record.reading() as connection:
        for row in connection.execution_options(yield_per=1000).execute(rows):
            yield Change(row.changed, row.id, question_of(row.data))
