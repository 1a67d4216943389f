"""Telling those who follow: what happened goes into the outbox, what is due goes into mails, mails go to the server.

Each step is one transaction with the place that it reached, so a run that is killed goes on where it was.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time, timedelta
from email.message import EmailMessage

from msgspec import Struct
from msgspec.structs import replace

from answerable.errors import NoMail, NotFound
from answerable.pipeline.letters import Writer
from answerable.pipeline.lock import only_notify
from answerable.pipeline.smtp import Fate, Post
from answerable.record import outbox
from answerable.record.follows import Cadence, Follow, Followed, confirmed, followed_by, forget_unconfirmed, stop_all
from answerable.record.follows import follow as follow_named
from answerable.record.news import newest_observation
from answerable.record.outbox import Alert, Item, Mail, Place, Seen
from answerable.workspace import Workspace

_MORNING = time(6)  # UTC: when daily and weekly mails are due
_TRIES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 180, 360))  # until the next try; the last goes on
_GIVE_UP = timedelta(days=5)
_KEPT = timedelta(days=90)  # what was told, so that it is not told again


class Notified(Struct, frozen=True):
    """What a pass did: pieces of news kept for readers, mails sent or put off, addresses given up and erased.

    `in_doubt`: mails that broke off at their last line, and are not sent again. `waiting`: mails and pieces of news
    that are still to go out. `trouble`: why mail does not go out; empty when it does.
    """

    news: int
    mails: int
    sent: int
    later: int
    stopped: int
    in_doubt: int
    waiting: int
    trouble: str


# (record with findings, from, up to, what is followed) → what concerns each; queries know how to find it.
Gather = Callable[[Workspace, Place, Place, Iterable[Followed]], Iterable[tuple[Followed, Seen]]]


def notify(workspace: Workspace, gather: Gather, now: datetime | None = None) -> Notified:
    """One pass: looks for news, and sends all mails that are due. NotifyRunning when another pass is at work."""
    record, now = workspace.record, now or datetime.now(UTC)
    with only_notify(record.directory):
        forget_unconfirmed(record, now)
        outbox.doubt_interrupted(record)
        alerts, reached = _look(workspace, gather, now)
        news = outbox.put(record, alerts, reached) if alerts or reached != outbox.place(record) else 0
        mails = outbox.gather_mails(record, now)
        sending = _Sending(workspace, now)
        sending.run()
        outbox.forget_sent(record, now - _KEPT)
        record.settle()
    return _told(workspace, news, mails, sending)


def would_notify(workspace: Workspace, gather: Gather, now: datetime | None = None) -> Notified:
    """What a pass would find now; changes and sends nothing, so it cannot say what would become of mails."""
    record, now = workspace.record, now or datetime.now(UTC)
    alerts, _ = _look(workspace, gather, now)
    moment = now.isoformat(timespec="seconds")
    mails = len({one.reader for one in alerts if one.due <= moment} | outbox.readers_due(record, now))
    return _told(workspace, len(alerts), mails, _Sending(workspace, now))


def _told(workspace: Workspace, news: int, mails: int, sending: "_Sending") -> Notified:
    holds = outbox.waiting(workspace.record)
    fates = sending.fates
    return Notified(
        news, mails, fates.get("sent", 0), fates.get("later", 0), fates.get("refused", 0),
        holds.mails.get("in doubt", 0), holds.mails.get("waiting", 0) + holds.alerts, sending.trouble,
    )  # fmt: skip


def _look(workspace: Workspace, gather: Gather, now: datetime) -> tuple[list[Alert], Place]:
    """What is new for readers since the last pass, each thing once for each, and the place up to which it was found."""
    record = workspace.record
    follows = confirmed(record)
    reached = Place(newest_observation(record), now.date())
    since = outbox.place(record) or Place(min((one.place for one in follows), default=0), reached.day)
    if not follows or since == reached:
        return [], reached
    workspace.refresh()
    by_thing: dict[Followed, list[Follow]] = {}
    for one in follows:
        by_thing.setdefault(one.followed, []).append(one)
    found: dict[tuple[str, str], Alert] = {}
    for followed, seen in gather(workspace, since, reached, by_thing):
        for follow in by_thing[followed]:
            if _is_news(seen, follow):
                _add(found, follow, seen.item, now)
    return outbox.untold(record, list(found.values())), reached


def _is_news(seen: Seen, follow: Follow) -> bool:
    """Whether it came about after the follow began."""
    passed_since = seen.until and follow.since and follow.since <= seen.until
    return seen.place > follow.place or bool(passed_since)


def _add(found: dict[tuple[str, str], Alert], follow: Follow, item: Item, now: datetime) -> None:
    """One alert for a reader and a thing, however many follows match: told when the quickest of them wants it."""
    key, due = (follow.reader, item.key), _due(follow.cadence, now)
    known = found.get(key)
    if known is None:
        found[key] = Alert(follow.reader, (follow.name,), due, item)
    elif follow.name not in known.follows:
        found[key] = replace(known, follows=(*known.follows, follow.name), due=min(known.due, due))


def _due(cadence: Cadence, now: datetime) -> str:
    """At once; the next morning; the next Monday morning."""
    morning = datetime.combine(now.date(), _MORNING, UTC)
    if cadence == "daily":
        now = morning if now <= morning else morning + timedelta(days=1)
    elif cadence == "weekly":
        monday = morning - timedelta(days=morning.weekday())
        now = monday if now <= monday else monday + timedelta(days=7)
    return now.isoformat(timespec="seconds")


class _Sending:
    """Sends what is ready; one mail that cannot be sent holds up no other."""

    def __init__(self, workspace: Workspace, now: datetime) -> None:
        self._record, self._settings, self._now = workspace.record, workspace.settings, now
        self.fates: dict[Fate, int] = {}
        self.trouble = ""

    def run(self) -> None:
        """All that is ready; what comes in between waits for the next pass."""
        mails = outbox.ready(self._record, self._now)
        if not mails:
            return
        if not self._settings.mails:
            self.trouble = "settings.toml has not all that mail needs: site, and host and sender under [mail]"
            return
        writer = Writer(self._record, self._settings)
        try:
            with Post(self._settings.mail) as post:
                for mail in mails:
                    self._send(post, writer, mail)
        except NoMail as error:
            self.trouble = str(error)

    def _send(self, post: Post, writer: Writer, mail: Mail) -> None:
        try:
            message = self._message(writer, mail)
        except NotFound:
            return  # ended since it was found to be ready
        fate = post.send(mail.address, message, lambda: outbox.sending(self._record, mail.name))
        if fate == "later" and datetime.fromisoformat(mail.made) < self._now - _GIVE_UP:
            fate = "refused"
        self.fates[fate] = self.fates.get(fate, 0) + 1
        self._keep(mail, fate)

    def _message(self, writer: Writer, mail: Mail) -> EmailMessage:
        """NotFound where what it was to say is gone."""
        if mail.follow:
            return writer.to_confirm(mail, follow_named(self._record, mail.follow), self._now)
        alerts = outbox.told(self._record, mail.name)
        if not alerts:
            raise NotFound("nothing is left to tell")
        follows = {one.name: one for one in followed_by(self._record, mail.reader)}
        return writer.of_news(mail, alerts, follows, outbox.doubtful(self._record, mail.reader), self._now)

    def _keep(self, mail: Mail, fate: Fate) -> None:
        match fate:
            case "sent":
                outbox.sent(self._record, mail)
            case "in doubt":
                outbox.in_doubt(self._record, mail.name)
            case "later":
                outbox.later(self._record, mail, self._now + _TRIES[min(mail.tries, len(_TRIES) - 1)])
            case "refused":
                stop_all(self._record, mail.reader)
