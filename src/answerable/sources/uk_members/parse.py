"""Replies of the Members service → Members, and what they were when. Pure: bytes in, nouns out."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct

from answerable.errors import UnreadableInput
from answerable.model.people import House, Member, Tenure, member_of_number

NAME = "uk-members"
T = TypeVar("T")
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


class _Item(Struct):
    value: _Value


class _Page(Struct):
    items: list[_Item]
    totalResults: int


class _PartyThen(Struct):
    startDate: datetime
    endDate: datetime | None = None
    party: _Party | None = None


class _SeatThen(Struct):
    membershipStartDate: datetime | None = None
    membershipEndDate: datetime | None = None
    membershipFrom: str | None = None
    house: Literal[1, 2] | None = None


class _NameThen(Struct):
    startDate: datetime
    endDate: datetime | None = None
    nameDisplayAs: str | None = None


class _Then(Struct):
    id: int
    partyHistory: list[_PartyThen] | None = None
    houseMembershipHistory: list[_SeatThen] | None = None
    nameHistory: list[_NameThen] | None = None


class _History(Struct):
    value: _Then


def parse(reply: bytes, name: str) -> Profile:
    """The Member that one reply tells of; UnreadableInput when it is of another shape."""
    return _profile(_read(reply, name, "a Member of the Members service", _Item).value)


def parse_page(reply: bytes, name: str) -> tuple[list[Profile], int]:
    """The Members on one page of the list, and how many there are in all; UnreadableInput for another shape."""
    page = _read(reply, name, "a page of the Members service's list", _Page)
    return [_profile(item.value) for item in page.items], page.totalResults


def parse_histories(reply: bytes, name: str) -> dict[int, tuple[Tenure, ...]]:
    """What Members were called, which party they were of and where they sat, by number; UnreadableInput likewise."""
    told = _read(reply, name, "histories of the Members service", list[_History])
    return {one.value.id: tuple(dict.fromkeys(_tenures(one.value))) for one in told}


def _read(reply: bytes, name: str, expected: str, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(reply, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableInput(name, expected, str(error)) from None


def _profile(value: _Value) -> Profile:
    party = value.latestParty.name if value.latestParty else None
    seat = value.latestHouseMembership or _Seat()
    member = member_of_number(value.id, value.nameDisplayAs, party, seat.membershipFrom or None)
    return Profile(member, _HOUSES[seat.house] if seat.house else None)


def _tenures(then: _Then) -> Iterator[Tenure]:
    for party in then.partyHistory or ():
        if party.party and party.party.name:
            yield Tenure("party", party.party.name, party.startDate.date(), _day(party.endDate))
    for seat in then.houseMembershipHistory or ():
        if seat.membershipStartDate and seat.house:
            since, until = seat.membershipStartDate.date(), _day(seat.membershipEndDate)
            yield Tenure("seat", seat.membershipFrom or "", since, until, _HOUSES[seat.house])
    for one in then.nameHistory or ():
        if one.nameDisplayAs:
            yield Tenure("name", one.nameDisplayAs, one.startDate.date(), _day(one.endDate))


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
