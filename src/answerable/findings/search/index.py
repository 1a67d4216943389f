"""The index on disk: kept in step with the record, begun anew when it is missing, damaged or of another version."""

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any, Literal, Self

from msgspec import Struct
from tantivy import Index, IndexWriter, Order, Query, Searcher

from answerable.errors import DamagedFinding
from answerable.findings.base import Changes, Progress
from answerable.findings.kept import alone
from answerable.findings.search.compile import Compiler, Names, beginning
from answerable.findings.search.labels import Label, Labels
from answerable.findings.search.language import Clause
from answerable.findings.search.nearest import Candidate, Draft, Read, candidates
from answerable.findings.search.schema import FACETS, WORDS, analyzer, document_of, schema
from answerable.findings.search.snippets import Snippet, Snippets
from answerable.findings.search.state import State, index_files, read_state, stamp, write_state
from answerable.record.changes import Change

VERSION = 2  # of what is indexed and how; another one means that the index is made anew
_HEAP = 128 << 20  # bytes that a writer gathers before it writes
_THREADS = 2
_COUNTING = 4  # searches whose facets are counted at once; the threads start when they are needed
_STEP = 1_000  # questions put in between two words on progress, and labelled together
_FACET_SIZE = 10
_EVERYBODY = 50_000  # more people than any record has
_PEOPLE = ("asker", "answerer")
_NOBODY: Mapping[str, str] = {}

Sort = Literal["relevance", "newest", "oldest"]


class Count(Struct, frozen=True):
    """A value of a facet, and how many of the questions found have it."""

    value: str
    count: int


class Matches(Struct, frozen=True):
    """What a search found: how many, the ids of those asked for in their order, and the facets of all."""

    total: int
    ids: tuple[str, ...]
    facets: dict[str, tuple[Count, ...]]


class SearchIndex:
    """Searches; `refresh` takes in what changed in the record. One process writes at a time, any number read."""

    name = "search"

    def __init__(self, place: Path, identity: str) -> None:
        self._place, self._identity = place, identity
        self._schema, self._analyzer = schema(), analyzer()
        self._stamp, self._index = 0, self._prepared(Index(self._schema))
        self._beside = ThreadPoolExecutor(_COUNTING, thread_name_prefix="facets")

    @classmethod
    def open(cls, place: Path, identity: str) -> Self:
        """The index in the directory `place` for the record of that identity; `refresh` makes one if there is none."""
        return cls(place, identity)

    def close(self) -> None:
        """Lets go of the files."""
        self._beside.shutdown()
        self._stamp, self._index = 0, self._prepared(Index(self._schema))

    def refresh(self, record: Changes, progress: Progress | None = None, labels: Labels | None = None) -> int:
        """Takes in all that changed since last time, beginning anew where the index is missing or unfit.

        With `labels`, whatever has none of their version yet, or is labelled otherwise since, is put in anew too;
        without, what is taken in has none.
        Waits while another process does so. Returns how many questions were put in.
        """
        with alone(self._place):
            index, state = self._fit()
            after = state.cursor if labels is None else state.labelled if state.labels == labels.version else 0
            again = labels is not None and labels.told > state.told
            if record.cursor() <= after and not again:
                return 0
            changes = record.changed(after)
            if labels and again and after:
                changes = chain(changes, labels.restated(state.told))
            with _writing(index, self._place) as writer:
                if not after:  # all comes again: to take each out by itself would hold a million deletions in memory
                    writer.delete_all_documents()
                anew = not after or index.searcher().num_docs == 0
                count, cursor = self._take_in(writer, changes, labels, progress, anew=anew)
            self._remember(state, max(cursor, state.cursor), labels)
        return count

    @property
    def cursor(self) -> int:
        """The newest change that was taken in; 0 where there is no index of this record and form."""
        state = self._state()
        return state.cursor if state else 0

    def labelled(self, labels: Labels) -> bool:
        """Whether all that was taken in has these labels."""
        state = self._state()
        if state is None or state.told < labels.told:
            return False
        return state.labels == labels.version and state.labelled >= state.cursor

    def search(
        self, clauses: Sequence[Clause], names: Names, sort: Sort = "relevance", limit: int = 20, offset: int = 0,
        *, counted: bool = True, same_person: Mapping[str, str] = _NOBODY,
    ) -> Matches:  # fmt: skip
        """Those for which all clauses hold, with facets where `counted`. DamagedFinding when it is unreadable.

        `same_person`: ids of people that count in facets as another id.
        """
        ordered = sort if clauses or sort != "relevance" else "newest"
        with self._reading() as searcher:
            query = Compiler(self._schema, self._analyzer, names, searcher).query(clauses)
            # Another core counts while this one ranks.
            facets = self._beside.submit(_facets, searcher, query, same_person) if counted else None
            found = searcher.search(query, max(limit, 1), True, _BY.get(ordered), offset, _ORDER[ordered])
            ids = tuple(str(searcher.doc(address)["id"][0]) for _, address in found.hits[:limit])
            total: int = found.count  # type: ignore[attr-defined]  # its stub leaves it out
            return Matches(total, ids, facets.result() if facets else {})

    def headed(self, words: str, limit: int = 30) -> tuple[str, ...]:
        """The newest questions whose heading has all of the words, of which the last may be a beginning."""
        with self._reading() as searcher:
            query = beginning(self._schema, self._analyzer, "heading", words)
            found = searcher.search(query, limit, False, "tabled")
            return tuple(str(searcher.doc(address)["id"][0]) for _, address in found.hits)

    def snippets(self, clauses: Sequence[Clause], texts: Sequence[str]) -> list[Snippet | None]:
        """For each text the part of it that shows best what was looked for; None where nothing of it is there."""
        with self._reading() as searcher:
            query = Compiler(self._schema, self._analyzer, _nobody, searcher).shown(clauses)
            found = Snippets(searcher, query, self._schema)
            return [found.of(text) for text in texts]

    def near(self, draft: str, read: Read) -> list[Candidate]:
        """The questions that share the draft's rarest words, weighed; `read` brings those questions."""
        with self._reading() as searcher:
            return candidates(Draft(draft, self._analyzer, searcher), searcher, self._schema, self._analyzer, read)

    def marked(self, draft: str, texts: Sequence[str]) -> list[Snippet | None]:
        """For each text the part of it that has most of the draft's telling words; None where it has none."""
        with self._reading() as searcher:
            query = Draft(draft, self._analyzer, searcher).shown(self._schema)
            found = Snippets(searcher, query, self._schema)
            return [found.of(text) for text in texts]

    @property
    def _directory(self) -> Path:
        return self._place / "index"

    def _state(self) -> State | None:
        """What is known of the index, if it is of this record and form."""
        state = read_state(self._place)
        return state if state and (state.version, state.identity) == (VERSION, self._identity) else None

    def _remember(self, before: State, cursor: int, labels: Labels | None) -> None:
        labelled = (labels.version, cursor, labels.told) if labels else (before.labels, before.labelled, before.told)
        write_state(self._place, State(VERSION, self._identity, cursor, index_files(self._directory), *labelled))

    def _fit(self) -> tuple[Index, State]:
        """The index to write to and what is known of it; begun anew unless it is whole, of this record and form."""
        state = self._state()
        if state and self._whole(state):
            try:
                return self._opened(), state
            except (ValueError, OSError):
                pass  # damaged in a way that sizes do not show
        shutil.rmtree(self._place, ignore_errors=True)
        self._directory.mkdir(parents=True)
        return self._prepared(Index(self._schema, str(self._directory))), State(VERSION, self._identity, 0, {})

    def _whole(self, state: State) -> bool:
        there = index_files(self._directory)
        return all(there.get(name) == size for name, size in state.files.items())

    def _opened(self) -> Index:
        return self._prepared(Index.open(str(self._directory)))

    def _prepared(self, index: Index) -> Index:
        index.register_tokenizer(WORDS, self._analyzer)
        return index

    @contextmanager
    def _reading(self) -> Iterator[Searcher]:
        """The index as last written, by whichever process; while one makes it anew, as it was before."""
        try:
            written = stamp(self._place)
            if written and written != self._stamp:
                self._index, self._stamp = self._opened(), written
            yield self._index.searcher()
        except (ValueError, OSError) as error:
            raise DamagedFinding(f"{self._place}: the search index cannot be read ({error})") from None

    def _take_in(
        self,
        writer: IndexWriter,
        changes: Iterator[Change],
        labels: Labels | None,
        progress: Progress | None,
        *,
        anew: bool,
    ) -> tuple[int, int]:
        """How many questions changed, and the newest change among them; `anew`: nothing of them is there yet."""
        count = cursor = 0
        while some := list(islice(changes, _STEP)):
            known = labels.of([change.id for change in some]) if labels else {}
            for change in some:
                if not anew:
                    writer.delete_documents_by_term("id", change.id)
                if change.question:
                    label = known.get(change.id, _UNLABELLED)
                    writer.add_document(document_of(change.question, label, self._schema))
            count, cursor = count + len(some), max(cursor, some[-1].cursor)
            if progress:
                progress(len(some))
        return count, cursor


_UNLABELLED = Label()
_BY: dict[str, str] = {"newest": "tabled", "oldest": "tabled"}
_ORDER = {"relevance": Order.Desc, "newest": Order.Desc, "oldest": Order.Asc}


def _nobody(_field: str, _words: str) -> Sequence[str]:
    return ()


@contextmanager
def _writing(index: Index, place: Path) -> Iterator[IndexWriter]:
    """A writer that commits when the block ends well; what it wrote does not show when it ends otherwise."""
    try:
        writer = index.writer(_HEAP, _THREADS)
        yield writer
        writer.commit()
        writer.wait_merging_threads()
    except (ValueError, OSError) as error:
        raise DamagedFinding(f"{place}: the search index cannot be written ({error}); the record is whole") from None


def _facets(searcher: Searcher, query: Query, same_person: Mapping[str, str]) -> dict[str, tuple[Count, ...]]:
    sizes = {name: _EVERYBODY if same_person and name in _PEOPLE else _FACET_SIZE for name in FACETS}
    counted: dict[str, Any] = searcher.aggregate(
        query, {name: {"terms": {"field": name, "size": size}} for name, size in sizes.items()}
    )
    return {name: _counts(counted[name]["buckets"], same_person if name in _PEOPLE else {}) for name in FACETS}


def _counts(buckets: Sequence[Mapping[str, Any]], same: Mapping[str, str]) -> tuple[Count, ...]:
    """The largest counts, those of one person put together."""
    counts: Counter[str] = Counter()
    for one in buckets:
        key = str(one["key"])
        counts[same.get(key, key)] += int(one["doc_count"])
    return tuple(Count(value, count) for value, count in counts.most_common(_FACET_SIZE))
