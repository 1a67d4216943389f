"""Bytes → memberships → posts."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from answerable.errors import UnreadableInput
from answerable.model.observation import Unread
from answerable.model.people import Post
from answerable.sources.fields import excerpt
from answerable.sources.jsontext import BOM

NAME = "posts"
_OFFICIAL = re.compile(r"uk\.parliament\.data/Member/(\d{1,9})/(\w{1,40})/.{1,100}")
_GOVERNMENT = "GovernmentPost"
_BEFORE = re.compile(r"^(?:The|Her Majesty's|His Majesty's)\s+", re.IGNORECASE)
_LONGEST = 300  # characters of a role


class _Facts(Struct, frozen=True):
    ministers: tuple[str, ...]
    houses: tuple[str, ...]


class _Organization(Struct):
    id: str
    name: str


class _Membership(Struct):
    id: str
    person_id: str
    organization_id: str = ""
    role: str = ""
    start_date: date | None = None
    end_date: date | None = None


class _List(Struct):
    memberships: list[Any]
    organizations: list[_Organization]


def recognises(head: bytes) -> bool:
    """JSON with memberships of people in organisations."""
    return head.removeprefix(BOM).lstrip().startswith(b"{") and all(
        mark in head for mark in (b'"memberships"', b'"person_id"')
    )


def parse(document: bytes, name: str, _first_line: int = 1) -> Iterator[Post | Unread]:
    """The posts of ministers in a list, in its order; memberships that cannot be read are unread."""
    try:
        told = msgspec.json.decode(document.removeprefix(BOM), type=_List)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableInput(name, "a list of posts, with memberships and organizations", str(error)) from None
    bodies = {one.id: one.name for one in told.organizations}
    for number, record in enumerate(told.memberships, 1):
        yield from _read(record, f"membership {number}", bodies)


def _read(record: Any, place: str, bodies: Mapping[str, str]) -> Iterator[Post | Unread]:
    try:
        one = msgspec.convert(record, _Membership)
    except msgspec.ValidationError as error:
        yield Unread(place, str(error), excerpt(record))
        return
    official = _OFFICIAL.fullmatch(one.id)
    if not _is_ministers(one, official[2] if official else ""):
        return
    if one.start_date is None:
        yield Unread(place, "start_date: expected the day on which the post began; got none", excerpt(record))
        return
    body = bodies.get(one.organization_id, one.organization_id)
    yield Post(
        id=one.id,
        person=one.person_id,
        member=f"uk-{int(official[1])}" if official else None,
        role=" ".join(one.role.split())[:_LONGEST],
        body="" if body in _facts().houses else body,
        since=one.start_date,
        until=one.end_date,
    )


def _is_ministers(one: _Membership, kind: str) -> bool:
    if kind:
        return kind == _GOVERNMENT and bool(one.role)
    return _BEFORE.sub("", one.role).startswith(_facts().ministers)


@cache
def _facts() -> _Facts:
    return msgspec.toml.decode(Path(__file__).with_name("posts.toml").read_bytes(), type=_Facts)
