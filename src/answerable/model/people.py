"""Who asks and who answers: Members, the posts they hold, and the bodies that answer."""

import re
import unicodedata
from datetime import date
from typing import Literal

from msgspec import Struct

House = Literal["Commons", "Lords", "Scotland"]


def slug(name: str) -> str:
    """A name as part of an address: `Ministry of Housing, Communities` → `ministry-of-housing-communities`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:100].strip("-")


class Member(Struct, frozen=True, gc=False, omit_defaults=True):
    """Someone who asks or answers, as at the time. `id` is `uk-4597` by official number, else made from the name."""

    id: str
    name: str | None = None
    party: str | None = None
    constituency: str | None = None

    @property
    def known_as(self) -> str:
        """The name, or what can be said without one."""
        return self.name or f"Member {self.id.rpartition('-')[2]}"

    @property
    def numbered(self) -> bool:
        """Whether the id rests on an official number, not on the printed name."""
        return self.id.startswith("uk-")


class Body(Struct, frozen=True, gc=False, omit_defaults=True):
    """An answering body. `id` is made from its name, so that all sources meet in it; `number` is the official one."""

    id: str
    name: str
    number: int | None = None


class Post(Struct, frozen=True):
    """A ministerial office held from a day to a day (None: still, or not known), as a list of offices tells.

    `id` and `person` are the list's own; `member` is the Member's id where the list tells the official number.
    """

    id: str
    person: str
    member: str | None
    role: str
    body: str
    since: date
    until: date | None = None


class Tenure(Struct, frozen=True):
    """What a Member was called, which party they were of or what seat they held, from a day to a day (None: still)."""

    kind: Literal["name", "party", "seat"]
    value: str
    since: date
    until: date | None = None
    house: House | None = None  # of a seat


def member_of_number(
    number: int, name: str | None = None, party: str | None = None, constituency: str | None = None
) -> Member:
    """A Member with an official number (the Members service's id)."""
    return Member(f"uk-{number}", name, party, constituency)


def member_of_name(name: str, party: str | None = None, constituency: str | None = None) -> Member:
    """A Member known only by the printed name."""
    return Member(slug(name) or "unnamed", name, party, constituency)


def body_of_name(name: str, number: int | None = None) -> Body:
    """An answering body by its name as printed, with or without a leading "the"."""
    bare = re.sub(r"^the\s+", "", " ".join(name.split()), flags=re.IGNORECASE)
    return Body(slug(bare) or "unnamed", bare, number)
