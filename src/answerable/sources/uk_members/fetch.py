"""What the Members service tells, Member by Member."""

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from answerable.errors import ServiceError, UnreadableInput
from answerable.sources.http import Service, ServiceFacts, facts_beside
from answerable.sources.uk_members.parse import Profile, parse


class Facts(ServiceFacts, frozen=True, kw_only=True):
    """What `source.toml` says besides."""

    members: str


@cache
def facts() -> Facts:
    """The source's facts."""
    return facts_beside(__file__, Facts)


class Came(Struct, frozen=True):
    """A Member that was asked for: the reply and what it says, or why there is none."""

    number: int
    reply: bytes = b""
    profile: Profile | None = None
    reason: str = ""


def profiles(service: Service, numbers: Sequence[int]) -> Iterator[Came]:
    """The Member of each official number, in that order."""
    replies = service.each(f"{facts().members}/{number}" for number in numbers)
    for number, reply in zip(numbers, replies, strict=True):
        yield _came(number, reply)


def _came(number: int, reply: bytes | ServiceError) -> Came:
    if isinstance(reply, ServiceError):
        return Came(number, reason=str(reply))
    try:
        profile = parse(reply, f"{facts().members}/{number}")
    except UnreadableInput as error:
        return Came(number, reply, reason=str(error))
    if profile.member.id != f"uk-{number}":
        return Came(number, reply, reason=f"expected Member {number}; got {profile.member.id.removeprefix('uk-')}")
    return Came(number, reply, profile)
