"""Adding: what documents say is stored, and the findings follow."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from answerable.errors import InputError
from answerable.pipeline.reading import Said, reading
from answerable.pipeline.restore import Dump, is_dump, looked_through, restore
from answerable.record.adding import Tally
from answerable.sources.base import Source
from answerable.sources.documents import Document, open_documents
from answerable.sources.registry import source_of
from answerable.sources.tables import Tables, read_columns
from answerable.workspace import FINDINGS, Workspace

COMMIT_EVERY = 20_000  # observations; a larger addition that is killed goes on from about there

Progress = Callable[[str, int], None]  # (what is being done, how many more are done)


class Added(Struct, frozen=True):
    """What adding did, in counts of what the documents said; `new`, `changed` and `unchanged` are observations.

    `waiting`: words that are kept until their question or answer is in the record. `posts` are of ministers;
    `fresh_posts` of them were new or changed.
    """

    source: str
    documents: int
    questions: int
    answers: int
    new: int
    changed: int
    unchanged: int
    unread: int
    waiting: int = 0
    posts: int = 0
    fresh_posts: int = 0


def add_paths(
    workspace: Workspace,
    paths: Sequence[str],
    source: Tables | None = None,
    progress: Progress | None = None,
    findings: Sequence[str] = FINDINGS,
) -> Added:
    """Adds files (`-` is standard input), and dumps; brings findings into step. `source` says whose form files have.

    Every path is looked through to its end before anything of it is stored: one that breaks off changes nothing.
    """
    added, cutter = [], source or Tables()
    for path in paths:
        with _file(path) as file:
            if is_dump(file):
                added.append(_restored(workspace, looked_through(file, path), progress))
                continue
            for document in open_documents(file, path, cutter):
                if document.first_line == 1 and source is None:
                    source_of(document)
            added.append(store(workspace, open_documents(file, path, cutter), source, progress))
    workspace.refresh(progress, findings)
    return _together(added)


def tables_of(columns: Path) -> Tables:
    """The source of tables whose columns a TOML file names; InputError where the file is no such thing."""
    try:
        return Tables(read_columns(columns.read_bytes(), str(columns)))
    except OSError as error:
        raise InputError(str(columns), "a file that can be read", error.strerror or str(error)) from None


def store(
    workspace: Workspace,
    documents: Iterable[Document],
    source: Source | None = None,
    progress: Progress | None = None,
) -> Added:
    """Adds documents, committing now and then; what was committed stays when a later document fails."""
    tally = Tally()
    sources: set[str] = set()
    with reading(documents, source) as said:
        while batch := _store_some(workspace, said, sources, progress):
            tally += batch
    return Added(", ".join(sorted(sources)), **msgspec.structs.asdict(tally))


def _restored(workspace: Workspace, dumped: Dump, progress: Progress | None) -> Added:
    return Added("dump", **msgspec.structs.asdict(restore(workspace.record, dumped, progress)))


def _store_some(
    workspace: Workspace, todo: Iterator[Said], sources: set[str], progress: Progress | None
) -> Tally | None:
    """One transaction's worth; None when nothing is left."""
    first = next(todo, None)
    if first is None:
        return None
    tally = Tally()
    with workspace.record.adding() as adding:
        for said in _and_more(first, todo, tally):
            tally += adding.document(said.given, said.heard, said.unread, said.posts)
            sources.add(said.given.source)
            if progress:
                progress("adding", len(said.heard))
    return tally


def _and_more(first: Said, todo: Iterator[Said], tally: Tally) -> Iterator[Said]:
    yield first
    while tally.questions < COMMIT_EVERY and (another := next(todo, None)) is not None:
        yield another


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
