"""Names for the Members that questions know only by number, from the Members service."""

from collections.abc import Iterable, Iterator
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
from answerable.sources.uk_members.fetch import Came, facts, profiles
from answerable.sources.uk_members.parse import NAME
from answerable.workspace import Workspace

_BATCH = 200  # Members in one transaction
_DOWN = 10  # failures in a row that mean that the service is down
_STEP = "reading Members"
_PLACE = "sync uk-members"


class SyncedMembers(Struct, frozen=True):
    """What was read: `known` Members are in the record, `read` of them were asked for, `named` told their names.

    `reasons` says for some of those that could not be had why not.
    """

    known: int
    read: int
    named: int
    failed: int
    reasons: tuple[str, ...]
    requests: int
    repeated: int


def sync_members(workspace: Workspace, service: Service, progress: Progress | None = None) -> SyncedMembers:
    """Asks for every Member that has no name yet from the service; for all of them again after some weeks.

    SyncRunning when another sync is at work; ServiceError when the service fails, what came being kept.
    """
    record = workspace.record
    with only_sync(record.directory):
        known = numbered(record)
        with record.adding() as adding:
            moment = next_moment(adding.listing)
            again = _due(adding.listing.place(_PLACE), moment)
        wanted = [one.number for one in known if again or not one.asked]
        if progress:
            progress.total(_STEP, len(wanted))
        failed = list(_read(workspace, service, wanted, progress))
        if again:
            with record.adding() as adding:
                adding.listing.mark(_PLACE, moment)
    reasons = tuple(dict.fromkeys(one.reason for one in failed))[:5]
    named = len(wanted) - len(failed)
    return SyncedMembers(len(known), len(wanted), named, len(failed), reasons, service.sent, service.repeated)


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
        if len(failed) == len(batch) >= _DOWN and not any(one.reply for one in failed):
            raise ServiceError(f"none of {len(batch)} Members could be had; the last: {failed[-1].reason}")
        yield from failed


def _keep(adding: Adding, one: Came) -> None:
    """The reply as it came, and what it says."""
    if one.reply:
        unread = [] if one.profile else [Unread(f"Member {one.number}", one.reason, excerpt(one.reply.decode()))]
        adding.page(give(one.reply, NAME, f"{facts().members}/{one.number}", Codec()), unread)
    if one.profile:
        adding.profile(one.profile.member, one.profile.house)


def _batches(came: Iterable[Came]) -> Iterator[list[Came]]:
    todo = iter(came)
    while batch := list(islice(todo, _BATCH)):
        yield batch
