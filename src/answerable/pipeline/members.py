"""Who Members are and what they were when, from the Members service: those of the record, or all that it lists."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice

from msgspec import Struct

from answerable.errors import ServiceError
from answerable.model.observation import Unread
from answerable.pipeline.lock import only_sync
from answerable.pipeline.sync import Progress
from answerable.pipeline.window import next_moment
from answerable.record.adding import Adding
from answerable.record.codec import Codec
from answerable.record.heard import give
from answerable.record.people import numbered
from answerable.sources.fields import excerpt
from answerable.sources.http import Service
from answerable.sources.uk_members.fetch import Came, everybody, facts, histories, profiles
from answerable.sources.uk_members.parse import NAME
from answerable.workspace import Workspace

_BATCH = 200  # Members in one transaction
_DOWN = 10  # failures in a row that mean that the service is down
_STEP = "reading Members"
_PLACE = "sync uk-members"


class SyncedMembers(Struct, frozen=True):
    """What was read: `known` Members are in the record, `read` of them were asked for, `named` told their names.

    `histories`: of how many it was told what they were when. `reasons` says for some of what could not be had why not.
    """

    known: int
    read: int
    named: int
    histories: int
    failed: int
    reasons: tuple[str, ...]
    requests: int
    repeated: int


def sync_members(
    workspace: Workspace, service: Service, progress: Progress | None = None, *, everyone: bool = False
) -> SyncedMembers:
    """Asks for every Member that has no name yet from the service; for all of them again after some weeks.

    `everyone`: for all that the service lists, so that printed names can be told from each other.
    SyncRunning when another sync is at work; ServiceError when the service fails, what came being kept.
    """
    record = workspace.record
    with only_sync(record.directory):
        listed = _list(workspace, service, progress) if everyone else []
        known = numbered(record)
        with record.adding() as adding:
            moment = next_moment(adding.listing)
            again = _due(adding.listing.place(_PLACE), moment)
        unread = set(listed)
        wanted = [one.number for one in known if (again or not one.asked) and one.number not in unread]
        if progress:
            progress.total(_STEP, len(wanted))
        failed = list(_read(workspace, service, wanted, progress))
        told, reason = _histories(workspace, service, sorted({*listed, *wanted} - {one.number for one in failed}))
        if again:
            with record.adding() as adding:
                adding.listing.mark(_PLACE, moment)
    reasons = tuple(dict.fromkeys([*(one.reason for one in failed), *filter(None, [reason])]))[:5]
    read = len(wanted) + len(listed)
    named = read - len(failed)
    return SyncedMembers(len(known), read, named, told, len(failed), reasons, service.sent, service.repeated)


def _list(workspace: Workspace, service: Service, progress: Progress | None) -> list[int]:
    """Keeps all Members that the service lists; their numbers."""
    numbers: list[int] = []
    for page in everybody(service):
        with workspace.record.adding() as adding:
            adding.page(give(page.reply, NAME, page.name, Codec()))
            for one in page.profiles:
                adding.people.profile(one.member, one.house)
        numbers += [int(one.member.id.removeprefix("uk-")) for one in page.profiles]
        if progress:
            progress(_STEP, len(page.profiles))
    return numbers


def _histories(workspace: Workspace, service: Service, numbers: Sequence[int]) -> tuple[int, str]:
    """Keeps what Members were when; of how many it was told, and why not of more."""
    count = 0
    for came in histories(service, numbers):
        with workspace.record.adding() as adding:
            if came.reply:
                unread = [Unread(came.name, came.reason, excerpt(came.reply.decode()))] if came.reason else []
                adding.page(give(came.reply, NAME, came.name, Codec()), unread)
            for number, tenures in came.tenures.items():
                adding.people.tenures(f"uk-{number}", tenures)
        count += len(came.tenures)
        if came.reason:
            return count, came.reason
    return count, ""


def _due(last: str | None, moment: str) -> bool:
    """Whether all are to be read again: parties and seats change."""
    if last is None:
        return True
    return datetime.fromisoformat(moment) - datetime.fromisoformat(last) > timedelta(facts().look_back)


def _read(workspace: Workspace, service: Service, wanted: list[int], progress: Progress | None) -> Iterator[Came]:
    """Keeps what comes, and gives back what could not be had."""
    for batch in _batches(profiles(service, wanted)):
        with workspace.record.adding() as adding:
            for one in batch:
                _keep(adding, one)
        if progress:
            progress(_STEP, len(batch))
        failed = [one for one in batch if not one.profile]
        if len(failed) == len(batch) >= _DOWN and all(one.mute for one in failed):
            raise ServiceError(f"none of {len(batch)} Members could be had; the last: {failed[-1].reason}")
        yield from failed


def _keep(adding: Adding, one: Came) -> None:
    """The reply as it came, and what it says."""
    if one.reply:
        unread = [] if one.profile else [Unread(f"Member {one.number}", one.reason, excerpt(one.reply.decode()))]
        adding.page(give(one.reply, NAME, f"{facts().members}/{one.number}", Codec()), unread)
    if one.profile:
        adding.people.profile(one.profile.member, one.profile.house)


def _batches(came: Iterable[Came]) -> Iterator[list[Came]]:
    todo = iter(came)
    while batch := list(islice(todo, _BATCH)):
        yield batch
