"""Keeping up with the UK Parliament's Written Questions service: what is new or changed is read whole, once.

The list shows the beginning of every record; a digest of what it showed tells which whole texts to ask for. The
digest goes into the record together with the whole text, so that a sync killed at any point asks for nothing twice.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from msgspec import Struct

from answerable.errors import ServiceError
from answerable.model.history import Happening
from answerable.pipeline.keeping import Keeping
from answerable.pipeline.lock import only_sync
from answerable.pipeline.window import Asked, Window, came_to, ended, next_moment, window
from answerable.record.codec import Codec
from answerable.record.happened import Mark, added_since, changed_since, mark
from answerable.record.heard import give
from answerable.record.listing import Listing
from answerable.sources.uk_parliament import name as SOURCE
from answerable.sources.uk_parliament.fetch import (
    Failed,
    Listed,
    Missing,
    Whole,
    WrittenQuestions,
    facts,
)
from answerable.sources.uk_parliament.fetch import Listing as Shown
from answerable.workspace import Workspace

_DAY = timedelta(days=1)
_BATCH, _SECONDS = 500, 2.0  # what one transaction holds at most: records, and how long they may take to come
_DOWN = 10  # failures in a row that mean that the service is down
_STEP = "reading questions"

# What is counted of questions that were held before.
_NEWS = {
    Happening.ANSWERED: "answered",
    Happening.CORRECTED: "corrected",
    Happening.MOVED: "moved",
    Happening.WITHDRAWN: "withdrawn",
    Happening.UNLISTED: "gone",
}

_Came = Whole | Missing | Failed


class Progress(Protocol):
    """How far a step is; `total` says how much there will be of it."""

    def __call__(self, step: str, count: int) -> None: ...

    def total(self, step: str, total: int) -> None: ...


class Synced(Struct, frozen=True):
    """What a sync did. `listed` and `read` count records, the latter those asked for whole; `failed` were not had.

    The others count questions: `changed` those with any other news. `unsteady` counts lists that changed while they
    were read; they are read again by the next sync.
    """

    first: date
    last: date
    listed: int
    read: int
    failed: int
    unsteady: int
    requests: int
    repeated: int
    new: int
    answered: int
    corrected: int
    moved: int
    withdrawn: int
    gone: int
    changed: int


def sync(workspace: Workspace, source: WrittenQuestions, asked: Asked, progress: Progress | None = None) -> Synced:
    """Brings the record into step with the service, and the findings with the record.

    SyncRunning when another sync is at work; ServiceError when the service fails, what was read until then being kept.
    """
    record = workspace.record
    with only_sync(record.directory):
        then = mark(record)
        with record.adding() as adding:
            since = next_moment(adding.listing)
            days = window(asked, adding.listing, datetime.now(UTC).date())
        run = _Run(workspace, source, asked, days, progress)
        run.read()
        workspace.refresh(progress)
        news = _news(workspace, then, since)
    service = source.service
    told = (run.listed, run.asked_for, run.failed, run.unsteady, service.sent, service.repeated)
    return Synced(days.first, days.last, *told, **news)


class _Run:
    """One sync at work."""

    def __init__(
        self, workspace: Workspace, source: WrittenQuestions, asked: Asked, days: Window, progress: Progress | None
    ) -> None:
        self._record, self._source, self._asked, self._days = workspace.record, source, asked, days
        self._progress = progress
        self._codec = Codec()
        self._met: set[int] = set()  # open records from before the window that a list showed in this run
        self._expected = 0
        self._failing = 0
        self.listed = self.asked_for = self.failed = self.unsteady = 0

    def read(self) -> None:
        """The window by days of tabling; then what happened within it to older questions; then what is open."""
        days, before = self._days, self._days.begin - _DAY
        for shown, first, last in self._slices("tabledWhen", days.begin, days.last, {"includeWithdrawn": "true"}):
            self._take(shown)
            self._close_slice(shown, first, last)
        older = {"tabledWhenTo": before.isoformat(), "includeWithdrawn": "true"}
        for kind in ("answeredWhen", "correctedWhen", "dateForAnswerWhen"):
            for shown, _, _ in self._slices(kind, days.first, days.last, older):
                self._take_older(shown)
        self._still_open(before)
        if not self.unsteady:
            with self._record.adding() as adding:
                ended(self._asked, adding.listing, days)

    def _slices(self, kind: str, first: date, end: date, rest: dict[str, str]) -> Iterator[tuple[Shown, date, date]]:
        """The list in spans of days, from the first to the end, each as long as can be held at once."""
        house = {"house": self._asked.house} if self._asked.house else {}
        step, expected = end - first, False
        while first <= end:
            last = min(first + step, end)
            query = rest | house | {f"{kind}From": first.isoformat(), f"{kind}To": last.isoformat()}
            most = facts().slice if first < last else None
            shown = self._source.list(query, most)
            if not expected:
                self._expect(shown.total)
                expected = True
            if most is not None and shown.total > most:
                step = (last - first) // 2
                continue
            yield shown, first, last
            first, step = last + _DAY, 2 * step + _DAY

    def _close_slice(self, shown: Shown, first: date, last: date) -> None:
        """What the list lacks is asked for by itself; then the slice is done."""
        self.failed += len(shown.unread)
        if shown.steady:
            self._ask({n: id_ for n, id_ in self._held(first, last).items() if n not in shown.records}, {})
        with self._record.adding() as adding:
            for came, unread in shown.unread:
                adding.page(give(came, SOURCE, "list", Codec()), [unread])
            if shown.steady:
                adding.listing.totals(self._totals(adding.listing, shown, first, last), next_moment(adding.listing))
            if not self.unsteady:
                came_to(self._asked, adding.listing, self._days, last + _DAY)

    def _held(self, first: date, last: date) -> dict[int, str]:
        with self._record.reading() as connection:
            listing = Listing(connection)
            parts = [listing.tabled_within(chamber, first, last) for chamber in self._asked.chambers]
        return {official: id_ for part in parts for official, id_ in part.items()}

    def _totals(self, listing: Listing, shown: Shown, first: date, last: date) -> Counter[str]:
        """How many the list has of each day; none of a day that had some before."""
        totals = Counter(listed.id.rpartition("/")[0] for listed in shown.records.values())
        for chamber in self._asked.chambers:
            totals.update(dict.fromkeys(listing.days_within(chamber, first, last), 0))
        return totals

    def _take_older(self, shown: Shown) -> None:
        self._take(shown)
        self._met |= shown.records.keys() & self._open().keys()

    def _still_open(self, before: date) -> None:
        """Older questions without an answer: those that no list shows are asked for by themselves."""
        waiting = self._open()
        if not waiting:
            return
        earliest = min(date.fromisoformat(id_.split("/")[1]) for id_ in waiting.values())
        for shown, _, _ in self._slices("tabledWhen", earliest, before, {"answered": "Unanswered"}):
            self._take_older(shown)
        self._ask({n: id_ for n, id_ in self._open().items() if n not in self._met}, {})

    def _open(self) -> dict[int, str]:
        with self._record.reading() as connection:
            parts = [Listing(connection).open_before(one, self._days.begin) for one in self._asked.chambers]
        return {official: id_ for part in parts for official, id_ in part.items()}

    def _expect(self, count: int) -> None:
        self._expected += count
        if self._progress:
            self._progress.total(_STEP, self._expected)

    def _told(self, count: int) -> None:
        if self._progress:
            self._progress(_STEP, count)

    def _take(self, shown: Shown) -> None:
        """Asks for the whole of all that the list shows otherwise than before."""
        with self._record.reading() as connection:
            seen = Listing(connection).seen(shown.records)
        wanted = {n: one.id for n, one in shown.records.items() if n not in seen or seen[n].digest != one.digest}
        self.listed += len(shown.records)
        self.unsteady += not shown.steady
        self._told(len(shown.records) - len(wanted))
        renamed = {n: seen[n].id for n, id_ in wanted.items() if n in seen and seen[n].id != id_}
        self._ask(wanted, shown.records, renamed)

    def _ask(self, wanted: dict[int, str], listed: dict[int, Listed], renamed: dict[int, str] | None = None) -> None:
        self.asked_for += len(wanted)
        for batch in _batches(self._source.wholes(list(wanted.items()))):
            with self._record.adding() as adding:
                keeping = Keeping(adding, self._codec, self._source.service.base_url)
                for one in batch:
                    shown = listed.get(one.official)
                    keeping.take(one, shown.digest if shown else None, (renamed or {}).get(one.official))
                keeping.close()
            self.failed += keeping.failed
            self._told(sum(one.official in listed for one in batch))
            self._check_service(batch)

    def _check_service(self, batch: list[_Came]) -> None:
        """One record that cannot be had is noted; many in a row mean that the service is down."""
        for one in batch:
            if not isinstance(one, Failed) or one.came:
                self._failing = 0
                continue
            self._failing += 1
            if self._failing >= _DOWN:
                raise ServiceError(f"{_DOWN} records in a row could not be had; the last: {one.reason}")


def _news(workspace: Workspace, then: Mark, since: str) -> dict[str, int]:
    """How many questions are new, answered and so on, from the differences that the record itself tells."""
    counts = Counter({"new": added_since(workspace.record, then)})
    for _, events in changed_since(workspace.record, then):
        kinds = {event.kind for event in events if event.said >= since}
        counts.update({_NEWS[kind] for kind in kinds if kind in _NEWS} or ["changed"])
    return {name: counts[name] for name in ("new", *_NEWS.values(), "changed")}


def _batches(came: Iterable[_Came]) -> Iterator[list[_Came]]:
    batch: list[_Came] = []
    since = time.monotonic()
    for one in came:
        batch.append(one)
        if len(batch) >= _BATCH or time.monotonic() - since > _SECONDS:
            yield batch
            batch, since = [], time.monotonic()
    if batch:
        yield batch
