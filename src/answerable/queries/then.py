"""Members as they were on a question's days: party and seat of the day, as printed, or as last told."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from answerable.model.people import Member, Tenure, held_on
from answerable.model.question import Question
from answerable.queries.printed import readings
from answerable.queries.views import Person, Persons, person
from answerable.record.people import latest
from answerable.record.record import Record
from answerable.record.tenures import tenures


def persons_of(record: Record, question: Question) -> Persons:
    """Who asked and answered a question, with party and seat of the day where anything tells them."""
    answer = question.answer
    seen = [(question.asker, question.tabled)]
    seen += [(answer.by, answer.on), (answer.corrected_by, answer.corrected_on)] if answer else [(None, None)] * 2
    whole = readings(record).whole
    ids = {member.id: whole.get(member.id, member.id) for member, _ in seen if member}
    held, known = tenures(record, ids.values()), latest(record, ids.values())
    return Persons(*(_then(member, day, ids, held, known) for member, day in seen))


def _then(
    member: Member | None,
    day: date | None,
    ids: Mapping[str, str],
    held: Mapping[str, Sequence[Tenure]],
    known: Mapping[str, Member],
) -> Person | None:
    if member is None:
        return None
    told = held.get(ids[member.id], ())
    party, seat = (held_on(told, kind, day) if day else None for kind in ("party", "seat"))
    if party or seat:
        then = replace(member, party=party.value if party else None, constituency=seat.value if seat else None)
        return replace(person(then), as_of="then")
    if member.party or member.constituency:
        return replace(person(member), as_of="printed")
    last = known.get(ids[member.id], member)
    now = replace(member, party=last.party, constituency=last.constituency)
    return replace(person(now), as_of="now" if last.party or last.constituency else None)
