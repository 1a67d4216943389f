"""Whom printed names mean: worked out from the Members that the record knows, anew whenever these are others."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from answerable.model.names import Names, Resolution
from answerable.record.people import people_moment
from answerable.record.printed import Way, known_members, ways
from answerable.record.record import Record

_ELSEWHERE = "Scotland"  # a parliament whose Members have no number in the Members service


class Readings(Struct, frozen=True):
    """Printed names that are certain. `whole`: the Member for each id that was made from a name that means one person.

    `apart`: for each Member the ways of printing that mean them, though others that came to the same id do not.
    """

    whole: dict[str, str]
    apart: dict[str, tuple[Way, ...]]

    def printed_as(self, member_id: str) -> tuple[str, ...]:
        """The ids made from names that always mean this Member."""
        return tuple(id_ for id_, member in self.whole.items() if member == member_id)

    def meant(self, ids: Sequence[str]) -> list[str]:
        """The ids, with each that was made from a printed name changed for its Member's; each once, in their order."""
        return list(dict.fromkeys(self.whole.get(id_, id_) for id_ in ids))


def readings(record: Record) -> Readings:
    """Whom the printed names of the record mean, where that is certain."""
    return _readings(record, record.cursor(), people_moment(record))


def names_known(record: Record) -> Names:
    """The names of the Members that the record knows by number."""
    return _names(record, record.cursor(), people_moment(record))


def resolved(names: Names, way: Way, *, listing: bool = False) -> Resolution:
    """Whom one way of printing means; `listing`: also who bears a like name, where it means nobody for certain."""
    if way.house == _ELSEWHERE:
        return Resolution(way.name)
    find = names.resolve if listing else names.named
    return find(way.name, way.seat or None, way.first, way.last)


@lru_cache(maxsize=4)
def _names(record: Record, _cursor: int, _moment: str) -> Names:
    return Names(known_members(record))


@lru_cache(maxsize=4)
def _readings(record: Record, cursor: int, moment: str) -> Readings:
    by_id: dict[str, list[Way]] = defaultdict(list)
    for way in ways(record):
        by_id[way.member].append(way)
    names = _names(record, cursor, moment) if by_id else Names(())
    whole: dict[str, str] = {}
    apart: dict[str, list[Way]] = defaultdict(list)
    for id_, printed in by_id.items():
        meant = [(way, resolved(names, way).member) for way in printed]
        members = {member.id: member for _, member in meant if member}
        if len(members) == 1 and all(member for _, member in meant):
            whole[id_] = next(iter(members))
        else:
            for way, member in meant:
                if member:
                    apart[member.id].append(way)
    return Readings(whole, {id_: tuple(found) for id_, found in apart.items()})
