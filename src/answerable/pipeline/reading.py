"""Documents → what they say, ready to be kept: in their order, and by other processes where there is much of it."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from signal import SIG_IGN, SIGINT, signal

import msgspec
from msgspec import Struct

from answerable.model.observation import Observation, Unread
from answerable.model.people import Post
from answerable.record.codec import Codec
from answerable.record.heard import Given, Heard, give, hear
from answerable.sources.base import Source
from answerable.sources.documents import Document
from answerable.sources.fields import excerpt
from answerable.sources.registry import source_of

_READERS = 2  # processes: reading takes twice as long as storing
_AHEAD = 4  # documents that may be read before one is stored
_SMALL = 1 << 20  # bytes: read sooner here than another process starts

Task = tuple[Document, Source]


class Said(Struct, frozen=True):
    """A document and all that it said, ready to be kept."""

    given: Given
    heard: list[Heard]
    unread: list[Unread]
    posts: list[Post]


@contextmanager
def reading(documents: Iterable[Document], chosen: Source | None = None) -> Iterator[Iterator[Said]]:
    """All that the documents say, in their order. UnknownFormat for one that neither `chosen` nor any source reads."""
    todo = _with_sources(documents, chosen)
    first = next(todo, None)
    if first is None:
        yield iter(())
    elif len(first[0].data) < _SMALL:
        yield _one_by_one(first, todo)
    else:
        with ProcessPoolExecutor(_READERS, get_context("spawn"), _leave_interrupts_alone) as readers:
            try:
                yield _ahead(readers, first, todo)
            finally:
                readers.shutdown(cancel_futures=True)


def _with_sources(documents: Iterable[Document], chosen: Source | None) -> Iterator[Task]:
    """The slices of a document are all of the source that knew the first."""
    source = chosen
    for document in documents:
        if source is None or (chosen is None and document.first_line == 1):
            source = source_of(document)
        yield document, source


def _one_by_one(first: Task, todo: Iterator[Task]) -> Iterator[Said]:
    yield _read(*first)
    for task in todo:
        yield _read(*task)


def _ahead(readers: ProcessPoolExecutor, first: Task, todo: Iterator[Task]) -> Iterator[Said]:
    waiting: deque[Future[bytes]] = deque()
    decode = msgspec.msgpack.Decoder(Said).decode
    task: Task | None = first
    while task or waiting:
        if task:
            waiting.append(readers.submit(_read_packed, *task))
            task = next(todo, None)
        if task is None or len(waiting) >= _AHEAD:
            yield decode(waiting.popleft().result())


def _leave_interrupts_alone() -> None:
    """Ctrl-C is for the process that stores; those that read end with it."""
    signal(SIGINT, SIG_IGN)


def _read_packed(document: Document, source: Source) -> bytes:
    return msgspec.msgpack.encode(_read(document, source))


def _read(document: Document, source: Source) -> Said:
    codec, left = Codec(), LeftOver()
    heard: list[Heard] = []
    unread: list[Unread] = []
    posts: list[Post] = []
    for one in source.parse(document.data, document.name, document.first_line):
        if isinstance(one, Unread):
            unread.append(one)
        elif isinstance(one, Post):
            posts.append(one)
        else:
            left.note(one)
            heard.append(hear(one, codec))
    return Said(give(document.data, source.name, document.name, codec), heard, unread + left.told(), posts)


class LeftOver:
    """The fields of a document that its source has no place for: kept with each observation, told of once each."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, str]] = {}
        self._counts: Counter[str] = Counter()

    def note(self, observed: Observation) -> None:
        """Notes what an observation has left over."""
        for name, value in (observed.leftover or {}).items():
            self._first.setdefault(name, (observed.place, excerpt(value)))
            self._counts[name] += 1

    def told(self) -> list[Unread]:
        """A word on each such field, with the place and the value where it came first."""
        return [
            Unread(
                place, f"a field that is not known here: {name} ({self._counts[name]:,} times); kept as it came", value
            )
            for name, (place, value) in self._first.items()
        ]
