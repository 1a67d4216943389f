"""parlparse's ids: `uk.org.publicwhip/wrans/2009-10-26f.294961.q0` — kind, day, edition, item, and which part of it."""

import re
from datetime import date

from msgspec import Struct

from answerable.model.people import House
from answerable.sources.uins import house_of

_GID = re.compile(r"uk\.org\.publicwhip/([a-z]{2,12})/(\d{4}-\d{2}-\d{2})([a-z]{0,2})\.([A-Za-z0-9.-]{1,40})")


class Gid(Struct, frozen=True):
    """An id taken apart; `item` is the question's number on Commons and Holyrood pages, a column on the Lords'."""

    kind: str
    day: date
    letter: str
    item: str
    part: str

    @property
    def edition(self) -> str:
        """Day and letter: what orders the editions of a day."""
        return self.day.isoformat() + self.letter

    def house(self, uin: str) -> House | None:
        """Where the question with this number was put."""
        return "Scotland" if self.kind == "spwa" else house_of(uin)


def gid_of(printed: str) -> Gid | None:
    """The id, or None for anything else."""
    found = _GID.fullmatch(printed)
    if not found:
        return None
    kind, day, letter, rest = found.groups()
    item, _, part = rest.rpartition(".")
    try:
        return Gid(kind, date.fromisoformat(day), letter, item, part)
    except ValueError:
        return None
