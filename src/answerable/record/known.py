"""What the record knows already of the questions that a document speaks of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import Connection, select

from answerable.model.ids import PAGE
from answerable.model.observation import Observation
from answerable.model.question import Question
from answerable.record import tables
from answerable.record.codec import Codec, content_digest
from answerable.record.likeness import likeness, same_question

_CHUNK = 5_000  # values in one IN list
T = TypeVar("T")


class Kept(Struct, frozen=True):
    """An observation as it stands, or is about to stand, in the record."""

    source: str
    said: str
    digest: bytes
    data: bytes


class Known(Struct):
    """A question and all that was observed of it; `key` is 0 for one that is not in the record yet."""

    id: str
    key: int = 0
    kept: list[Kept] = []
    also: list[str] = []
    fresh: list[Kept] = []

    def hear(self, said: Kept) -> None:
        """Takes in an observation unless the source's last word up to that time was the same."""
        before = [one for one in self.kept if one.source == said.source and one.said <= said.said]
        latest = max((one.said for one in before), default="")
        if not any(one.digest == said.digest for one in before if one.said == latest):
            self.kept.append(said)
            self.fresh.append(said)


class Lookup:
    """Finds questions by id, by an id they had before, and by their words."""

    def __init__(self, connection: Connection, codec: Codec) -> None:
        self._connection = connection
        self._codec = codec

    def hear(self, observations: Sequence[Observation]) -> list[Known]:
        """The questions that the observations are of, each with the observations that are new to it."""
        by_id: dict[str, list[Observation]] = defaultdict(list)
        for said in observations:
            by_id[said.id or str(said.question_id)].append(said)
        keys = self._keys(by_id)
        known = self.load(dict(keys.values()))
        for id_, said_of_it in by_id.items():
            key, now = keys.get(id_, (0, id_))
            question = known[now] if key else known.setdefault(id_, Known(id_))
            if id_ not in (now, *question.also):
                question.also.append(id_)
            for said in said_of_it:
                question.hear(self._kept(said))
        return list(known.values())

    def load(self, keys: dict[int, str]) -> dict[str, Known]:
        """Questions of the record by id, with their observations in the order they came and their old ids."""
        known = {key: Known(id_, key) for key, id_ in keys.items()}
        table, also = tables.observation.c, tables.also.c
        for chunk in _chunks(list(known)):
            rows = select(table.question, table.source, table.said, table.digest, table.data)
            for key, *kept in self._connection.execute(rows.where(table.question.in_(chunk)).order_by(table.key)):
                known[key].kept.append(Kept(*kept))
            for old, key in self._connection.execute(select(also.id, also.question).where(also.question.in_(chunk))):
                known[key].also.append(old)
        return {one.id: one for one in known.values()}

    def pages_of(self, numbered: dict[int, Question]) -> Iterator[tuple[int, int, str]]:
        """(key, the page's key, its id) for each numbered question that is exactly one question of a page."""
        if not numbered or not self._any_pages():
            return
        wanted = {key: _likeness(question) for key, question in numbered.items()}
        rows = self._alike(wanted.values(), tables.question.c.id.startswith(f"{PAGE}/"))
        taken: set[int] = set()
        for key, like in wanted.items():
            said = Observation(source="", text=numbered[key].text, asker=numbered[key].asker)
            same = [row for row in rows[like] if row[0] not in taken and same_question(row[2], said)]
            if len(same) == 1:
                taken.add(same[0][0])
                yield key, same[0][0], same[0][1]

    def _keys(self, by_id: dict[str, list[Observation]]) -> dict[str, tuple[int, str]]:
        """For each id that the record can place: the question's key and the id it has now."""
        keys: dict[str, tuple[int, str]] = {}
        question, also = tables.question.c, tables.also.c
        moved = select(also.id, question.key, question.id).join_from(tables.also, tables.question)
        for chunk in _chunks(list(by_id)):
            for key, id_ in self._connection.execute(select(question.key, question.id).where(question.id.in_(chunk))):
                keys[id_] = (key, id_)
            for old, key, id_ in self._connection.execute(moved.where(also.id.in_(chunk))):
                keys[old] = (key, id_)
        pages = {id_: said[0] for id_, said in by_id.items() if id_ not in keys and id_.startswith(PAGE)}
        keys.update(self._numbered(pages))
        return keys

    def _numbered(self, pages: dict[str, Observation]) -> dict[str, tuple[int, str]]:
        """For each question of a page that is exactly one numbered question: that one's key and id."""
        if not pages:
            return {}
        wanted = {id_: likeness(said.body.id if said.body else "", said.plain) for id_, said in pages.items()}
        rows = self._alike(wanted.values(), ~tables.question.c.id.startswith(f"{PAGE}/"))
        found = {}
        for id_, like in wanted.items():
            same = [row for row in rows[like] if same_question(row[2], pages[id_])]
            if len(same) == 1:
                found[id_] = (same[0][0], same[0][1])
        return found

    def _any_pages(self) -> bool:
        column = tables.question.c.id
        first = select(column).where(column >= f"{PAGE}/", column < f"{PAGE}0").limit(1)
        return self._connection.scalar(first) is not None

    def _alike(self, wanted: Iterable[int], which: Any) -> dict[int, list[tuple[int, str, Question]]]:
        table = tables.question.c
        rows: dict[int, list[tuple[int, str, Question]]] = defaultdict(list)
        for chunk in _chunks(list(set(wanted))):
            query = select(table.likeness, table.key, table.id, table.data).where(table.likeness.in_(chunk), which)
            for like, key, id_, data in self._connection.execute(query):
                rows[like].append((key, id_, self._codec.question(data)))
        return rows

    def _kept(self, said: Observation) -> Kept:
        return Kept(said.source, said.said_at, content_digest(said), self._codec.pack(said))


def _likeness(question: Question) -> int:
    return likeness(question.body.id if question.body else "", question.words)


def _chunks(values: list[T]) -> Iterable[list[T]]:
    return (values[at : at + _CHUNK] for at in range(0, len(values), _CHUNK))
