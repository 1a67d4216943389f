"""What the record knows already of the questions that a document speaks of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import Connection, select

from answerable.model.ids import PAGE
from answerable.model.question import Question
from answerable.record import tables
from answerable.record.codec import Codec, question_of
from answerable.record.events import Filed, filed
from answerable.record.heard import Card, Heard, Kept, card_of
from answerable.record.history import history
from answerable.record.likeness import same_question
from answerable.record.merge import merge

_CHUNK = 5_000  # values in one IN list
_LARGEST = 2**63 - 1
T = TypeVar("T")


class Known(Struct, gc=False):
    """A question and all that was observed of it; `key` is 0 for one that is not in the record yet."""

    id: str
    key: int = 0
    kept: list[Kept] = []
    also: list[str] = []
    fresh: list[Heard] = []

    def hear(self, heard: Heard) -> None:
        """Takes in an observation unless the source's last word up to that time was the same."""
        said = heard.kept
        before = [one for one in self.kept if one.source == said.source and one.said_at <= said.said_at]
        latest = max((one.said_at for one in before), default="")
        if not any(one.digest == said.digest for one in before if one.said_at == latest):
            self.kept.append(said)
            self.fresh.append(heard)

    def recall(self, told: Sequence[Heard], also: Iterable[str]) -> bool:
        """Takes in all that another record holds of it, but what is kept here already; whether that was anything."""
        kept = {(one.source, one.said_at, one.digest) for one in self.kept}
        news = [one for one in told if (one.kept.source, one.kept.said_at, one.kept.digest) not in kept]
        led = [old for old in also if old not in (self.id, *self.also)]
        self.kept += [one.kept for one in news]
        self.fresh += news
        self.also += led
        return bool(news or led)

    def made(self, codec: Codec) -> tuple[Card, tuple[Filed, ...]]:
        """The question as all its observations make it, and what happened to it."""
        if len(self.kept) == 1 and self.fresh and self.fresh[0].id == self.id and not self.also:
            return self.fresh[0].alone, self.fresh[0].filed
        said = [kept.observation(codec) for kept in self.kept]
        return card_of(merge(self.id, said, self.also)), filed(history(self.id, said))


class Lookup:
    """Finds questions by id, by an id they had before, and by their words; by words up to the key `newest` only."""

    def __init__(self, connection: Connection, newest: int = _LARGEST) -> None:
        self._connection, self._newest = connection, newest

    def hear(self, heard: Sequence[Heard]) -> list[Known]:
        """The questions that the observations are of, each with the observations that are new to it."""
        by_id: dict[str, list[Heard]] = defaultdict(list)
        for one in heard:
            by_id[one.id].append(one)
        known = self.find(by_id)
        for id_, said_of_it in by_id.items():
            question = known[id_]
            if id_ not in (question.id, *question.also):
                question.also.append(id_)
            for one in said_of_it:
                question.hear(one)
        return list({one.id: one for one in known.values()}.values())

    def find(self, by_id: dict[str, list[Heard]]) -> dict[str, Known]:
        """The question that is meant under each of the ids, with all that is kept of it; a new one has no key."""
        keys = self._keys(by_id)
        held = self.load(dict(keys.values()))
        return {id_: held[keys[id_][1]] if id_ in keys else Known(id_) for id_ in by_id}

    def load(self, keys: dict[int, str]) -> dict[str, Known]:
        """Questions of the record by id, with their observations in the order they came and their old ids."""
        known = {key: Known(id_, key) for key, id_ in keys.items()}
        table, also = tables.observation.c, tables.also.c
        for chunk in _chunks(list(known)):
            rows = select(table.question, *(getattr(table, name) for name in Kept.__struct_fields__))
            for key, *kept in self._connection.execute(rows.where(table.question.in_(chunk)).order_by(table.key)):
                known[key].kept.append(Kept(*kept))
            for old, key in self._connection.execute(select(also.id, also.question).where(also.question.in_(chunk))):
                known[key].also.append(old)
        return {one.id: one for one in known.values()}

    def numbered(self, numbers: Iterable[int]) -> dict[int, tuple[int, Question]]:
        """The key and the question of each official number that the record has; of two with one number the later."""
        table = tables.question.c
        found: dict[int, tuple[int, Question]] = {}
        for chunk in _chunks(list(set(numbers))):
            rows = select(table.official, table.key, table.data).where(table.official.in_(chunk)).order_by(table.key)
            found |= {number: (key, question_of(data)) for number, key, data in self._connection.execute(rows)}
        return found

    def pages_of(self, numbered: dict[int, Card]) -> Iterator[tuple[int, int, str]]:
        """(key, the page's key, its id) for each numbered question that is exactly one question of a page."""
        if not numbered or not self._any_pages():
            return
        rows = self._alike((card.likeness for card in numbered.values()), tables.question.c.id.startswith(f"{PAGE}/"))
        taken: set[int] = set()
        for key, card in numbered.items():
            candidates = [row for row in rows[card.likeness] if row[0] not in taken]
            question = question_of(card.data) if candidates else None
            same = [row for row in candidates if question and same_question(row[2], question)]
            if len(same) == 1:
                taken.add(same[0][0])
                yield key, same[0][0], same[0][1]

    def _keys(self, by_id: dict[str, list[Heard]]) -> dict[str, tuple[int, str]]:
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

    def _numbered(self, pages: dict[str, Heard]) -> dict[str, tuple[int, str]]:
        """For each question of a page that is exactly one numbered question: that one's key and id."""
        if not pages:
            return {}
        likes = (heard.alone.likeness for heard in pages.values())
        rows = self._alike(likes, ~tables.question.c.id.startswith(f"{PAGE}/"))
        found = {}
        for id_, heard in pages.items():
            said = question_of(heard.alone.data)
            same = [row for row in rows[heard.alone.likeness] if same_question(row[2], said)]
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
            query = select(table.likeness, table.key, table.id, table.data).where(
                table.likeness.in_(chunk), table.key <= self._newest, which
            )
            for like, key, id_, data in self._connection.execute(query):
                rows[like].append((key, id_, question_of(data)))
        return rows


def _chunks(values: list[T]) -> Iterable[list[T]]:
    return (values[at : at + _CHUNK] for at in range(0, len(values), _CHUNK))
