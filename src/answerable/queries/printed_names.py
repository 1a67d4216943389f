"""What can be asked about names as printed: whom each is taken to mean, how it was told, and which stay open."""

from collections import Counter
from datetime import date as Day
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Meta, Struct

from answerable.model.names import Resolution
from answerable.queries.printed import names_known, resolved
from answerable.queries.views import Person, person
from answerable.record.people import people_moment, unnumbered
from answerable.record.printed import Way, counts, ways
from answerable.record.record import Record
from answerable.workspace import Workspace

Certainty = Literal["certain", "uncertain", "none"]
Which = Literal["uncertain", "none", "certain", "all"]


class PrintedNames(Struct, frozen=True):
    """`which`: names that mean one Member for certain, that may mean some, that are nobody's, or all of them.

    `limit` and `offset` page through them, those with the most questions first.
    """

    which: Which = "uncertain"
    limit: Annotated[int, Meta(ge=1, le=1000)] = 100
    offset: Annotated[int, Meta(ge=0, le=1_000_000)] = 0


class PrintedName(Struct, frozen=True):
    """A name as printed, with the seat and the House printed with it; `asked` and `answered` count questions.

    `how`: the name is a Member's exactly, once normalised, without initials, by its seat, or only like one's.
    `query` finds what was asked under the name, and what everybody else asked whose name is written alike.
    """

    name: str
    seat: str | None
    house: str | None
    id: str
    first: Day | None
    last: Day | None
    asked: int
    answered: int
    certainty: Certainty
    how: str | None
    member: Person | None
    candidates: tuple[Person, ...]
    query: str


class NamesTold(Struct, frozen=True):
    """How many printed names there are, by how they were told; and those asked for."""

    total: int
    how: dict[str, int]
    certain: int
    uncertain: int
    none: int
    names: tuple[PrintedName, ...]


def printed_names(workspace: Workspace, asked: PrintedNames) -> NamesTold:
    """Names as printed by sources that give no official number: whom they mean, and which of them are uncertain."""
    record = workspace.record
    told = _told(record, record.cursor(), people_moment(record))
    wanted = [one for one in told if asked.which in ("all", one[1].certainty)]
    page = wanted[asked.offset : asked.offset + asked.limit]
    said = counts(record, {way.member for way, _ in page})
    certainty = Counter(found.certainty for _, found in told)
    how = Counter(found.how or "none" for _, found in told)
    return NamesTold(
        len(told),
        dict(how.most_common()),
        certainty["certain"],
        certainty["uncertain"],
        certainty["none"],
        tuple(_line(way, found, said.get(way.words, (0, 0))) for way, found in page),
    )


@lru_cache(maxsize=2)
def _told(record: Record, _cursor: int, _moment: str) -> tuple[tuple[Way, Resolution], ...]:
    """Every name under which something is still asked or answered, the most used first."""
    held, names = unnumbered(record), names_known(record)
    found = [(way, resolved(names, way, listing=True)) for way in ways(record) if way.member in held]
    return tuple(sorted(found, key=lambda one: -held[one[0].member]))


def _line(way: Way, found: Resolution, said: tuple[int, int]) -> PrintedName:
    asked, answered = said
    return PrintedName(
        name=way.name,
        seat=way.seat or None,
        house=way.house,
        id=way.member,
        first=way.first,
        last=way.last,
        asked=asked,
        answered=answered,
        certainty=found.certainty,
        how=found.how,
        member=person(found.member),
        candidates=tuple(filter(None, map(person, found.candidates))),
        query=f"{'by' if asked else 'answered-by'}:{way.member}",
    )
