"""A reply of the Members service → a Member. Pure: bytes in, a noun out."""

from typing import Literal

import msgspec
from msgspec import Struct

from answerable.errors import UnreadableInput
from answerable.model.people import House, Member, member_of_number

NAME = "uk-members"
_HOUSES: dict[int, House] = {1: "Commons", 2: "Lords"}


class Profile(Struct, frozen=True):
    """A Member as they are now, and the House that they sit or last sat in."""

    member: Member
    house: House | None


class _Party(Struct):
    name: str | None = None


class _Seat(Struct):
    membershipFrom: str | None = None
    house: Literal[1, 2] | None = None


class _Value(Struct):
    id: int
    nameDisplayAs: str
    latestParty: _Party | None = None
    latestHouseMembership: _Seat | None = None


class _Reply(Struct):
    value: _Value


_decode = msgspec.json.Decoder(_Reply).decode


def parse(reply: bytes, name: str) -> Profile:
    """The Member that one reply tells of; UnreadableInput when it is of another shape."""
    try:
        value = _decode(reply).value
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableInput(name, "a Member of the Members service", str(error)) from None
    party = value.latestParty.name if value.latestParty else None
    seat = value.latestHouseMembership or _Seat()
    member = member_of_number(value.id, value.nameDisplayAs, party, seat.membershipFrom or None)
    return Profile(member, _HOUSES[seat.house] if seat.house else None)
