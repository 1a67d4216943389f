"""What the Members service tells, Member by Member."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from answerable.errors import NotThere, ServiceError, UnreadableInput
from answerable.model.people import Tenure
from answerable.sources.http import Service, ServiceFacts, facts_beside
from answerable.sources.uk_members.parse import Profile, parse, parse_histories, parse_page


class Facts(ServiceFacts, frozen=True, kw_only=True):
    """What `source.toml` says besides; `look_back` is in days."""

    members: str
    histories: str
    list: str
    at_a_time: int
    look_back: int


@cache
def facts() -> Facts:
    """The source's facts."""
    return facts_beside(__file__, Facts)


class Came(Struct, frozen=True):
    """A Member that was asked for: the reply and what it says, or why there is none; `mute`: nothing was said."""

    number: int
    reply: bytes = b""
    profile: Profile | None = None
    reason: str = ""
    mute: bool = False


def profiles(service: Service, numbers: Sequence[int]) -> Iterator[Came]:
    """The Member of each official number, in that order."""
    replies = service.each(f"{facts().members}/{number}" for number in numbers)
    for number, reply in zip(numbers, replies, strict=True):
        yield _came(number, reply)


class CamePage(Struct, frozen=True):
    """A page of the list as it came, and the Members on it."""

    name: str
    reply: bytes
    profiles: Sequence[Profile]


class CameHistories(Struct, frozen=True):
    """What Members were when, by number, as it came; or why there is nothing."""

    name: str
    reply: bytes = b""
    tenures: Mapping[int, tuple[Tenure, ...]] = {}
    reason: str = ""


def everybody(service: Service) -> Iterator[CamePage]:
    """All Members that the service lists, page by page. ServiceError or UnreadableInput where one cannot be had."""
    total = skip = 0
    while skip == 0 or skip < total:
        name = f"{facts().list}?skip={skip}&take={facts().at_a_time}"
        reply = service.get(name)
        profiles, total = parse_page(reply, name)
        yield CamePage(name, reply, profiles)
        skip += len(profiles) or total - skip


def histories(service: Service, numbers: Sequence[int]) -> Iterator[CameHistories]:
    """What these Members were when, some at a time; ends with the first that cannot be had."""
    size = facts().at_a_time
    for at in range(0, len(numbers), size):
        asked = "&".join(f"ids={number}" for number in numbers[at : at + size])
        came = _histories(service, f"{facts().histories}?{asked}")
        yield came
        if came.reason:
            return


def _histories(service: Service, name: str) -> CameHistories:
    reply = b""
    try:
        reply = service.get(name)
        return CameHistories(name, reply, parse_histories(reply, name))
    except (ServiceError, UnreadableInput) as error:
        return CameHistories(name, reply, reason=str(error))


def _came(number: int, reply: bytes | ServiceError) -> Came:
    if isinstance(reply, ServiceError):
        return Came(number, reason=str(reply), mute=not isinstance(reply, NotThere))
    try:
        profile = parse(reply, f"{facts().members}/{number}")
    except UnreadableInput as error:
        return Came(number, reply, reason=str(error))
    if profile.member.id != f"uk-{number}":
        return Came(number, reply, reason=f"expected Member {number}; got {profile.member.id.removeprefix('uk-')}")
    return Came(number, reply, profile)
