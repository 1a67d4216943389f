"""Adding: documents are read in another process, stored here, and the findings follow."""

import shutil
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from signal import SIG_IGN, SIGINT, signal

import msgspec
from msgspec import Struct

from answerable.errors import InputError
from answerable.model.observation import Unread
from answerable.record.adding import Tally
from answerable.record.codec import Codec
from answerable.record.heard import Heard, hear
from answerable.sources.documents import Document, open_documents
from answerable.sources.registry import source_of
from answerable.workspace import Workspace

COMMIT_EVERY = 20_000  # observations; a larger addition that is killed goes on from about there
_READERS = 2  # processes: reading takes twice as long as storing
_AHEAD = 6  # documents that may be read before one is stored
_SMALL = 1 << 20  # bytes: read sooner here than another process starts

Progress = Callable[[str, int], None]  # (what is being done, how many more are done)


class Added(Struct, frozen=True):
    """What adding did, in counts of what the documents said; `new`, `changed` and `unchanged` are observations."""

    source: str
    documents: int
    questions: int
    answers: int
    new: int
    changed: int
    unchanged: int
    unread: int


class Said(Struct, frozen=True):
    """All that one document said, ready to be kept."""

    source: str
    heard: list[Heard]
    unread: list[Unread]


def add_paths(workspace: Workspace, paths: Sequence[str], progress: Progress | None = None) -> Added:
    """Adds files (`-` is standard input) and brings the findings into step.

    Every path is read to its end before anything of it is stored, so one that is damaged leaves the record untouched.
    """
    added = []
    for path in paths:
        with _file(path) as file:
            for document in open_documents(file, path):
                if document.first_line == 1:
                    source_of(document)
            added.append(store(workspace, open_documents(file, path), progress))
    workspace.refresh(progress)
    return _together(added)


def store(workspace: Workspace, documents: Iterable[Document], progress: Progress | None = None) -> Added:
    """Adds documents, committing now and then; what was committed stays when a later document fails."""
    tally = Tally()
    sources: set[str] = set()
    with _reading(documents) as read:
        todo = iter(read)
        while batch := _store_some(workspace, todo, sources, progress):
            tally += batch
    return Added(", ".join(sorted(sources)), **msgspec.structs.asdict(tally))


def _store_some(
    workspace: Workspace, todo: Iterator[tuple[Document, Said]], sources: set[str], progress: Progress | None
) -> Tally | None:
    """One transaction's worth; None when nothing is left."""
    first = next(todo, None)
    if first is None:
        return None
    tally = Tally()
    with workspace.record.adding() as adding:
        for document, said in _and_more(first, todo, tally):
            tally += adding.document(document.data, said.source, document.name, said.heard, said.unread)
            sources.add(said.source)
            if progress:
                progress("adding", len(said.heard))
    return tally


def _and_more(
    first: tuple[Document, Said], todo: Iterator[tuple[Document, Said]], tally: Tally
) -> Iterator[tuple[Document, Said]]:
    yield first
    while tally.questions < COMMIT_EVERY and (another := next(todo, None)) is not None:
        yield another


@contextmanager
def _reading(documents: Iterable[Document]) -> Iterator[Iterator[tuple[Document, Said]]]:
    """Documents with what they said, in their order; read by other processes when there is much of it."""
    todo = iter(documents)
    first = next(todo, None)
    if first is None:
        yield iter(())
    elif len(first.data) < _SMALL:
        yield _one_by_one(first, todo)
    else:
        with ProcessPoolExecutor(_READERS, get_context("spawn"), _leave_interrupts_alone) as reader:
            try:
                yield _ahead(reader, first, todo)
            finally:
                reader.shutdown(cancel_futures=True)


def _one_by_one(first: Document, todo: Iterator[Document]) -> Iterator[tuple[Document, Said]]:
    yield first, _read(first)
    for document in todo:
        yield document, _read(document)


def _ahead(reader: ProcessPoolExecutor, first: Document, todo: Iterator[Document]) -> Iterator[tuple[Document, Said]]:
    waiting: deque[tuple[Document, Future[bytes]]] = deque()
    decode = msgspec.msgpack.Decoder(Said).decode
    document: Document | None = first
    while document or waiting:
        if document:
            waiting.append((document, reader.submit(_read_packed, document)))
            document = next(todo, None)
        if waiting and (document is None or len(waiting) >= _AHEAD):
            done, said = waiting.popleft()
            yield done, decode(said.result())


def _leave_interrupts_alone() -> None:
    """Ctrl-C is for the process that stores; the one that reads ends with it."""
    signal(SIGINT, SIG_IGN)


def _read_packed(document: Document) -> bytes:
    return msgspec.msgpack.encode(_read(document))


def _read(document: Document) -> Said:
    source, codec = source_of(document), Codec()
    heard: list[Heard] = []
    unread: list[Unread] = []
    for one in source.parse(document.data, document.name, document.first_line):
        if isinstance(one, Unread):
            unread.append(one)
        else:
            heard.append(hear(one, codec))
    return Said(source.name, heard, unread)


@contextmanager
def _file(path: str) -> Iterator[Path]:
    """The path itself; what comes by standard input is kept in a file, for it is read twice."""
    if path != "-":
        yield Path(path)
        return
    with tempfile.NamedTemporaryFile(prefix="answerable-") as file:
        try:
            shutil.copyfileobj(sys.stdin.buffer, file)
            file.flush()
        except OSError as error:
            raise InputError("-", "room to keep standard input", error.strerror or str(error)) from None
        yield Path(file.name)


def _together(added: Sequence[Added]) -> Added:
    names = sorted({name for one in added for name in one.source.split(", ")})
    counts = (msgspec.structs.astuple(one)[1:] for one in added)
    return Added(", ".join(names), *(sum(column) for column in zip(*counts, strict=True)))
