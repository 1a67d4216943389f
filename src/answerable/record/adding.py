"""Adding to the record: observations go in with the bytes they came from, and questions are merged anew."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict
from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from answerable.model.calendar_day import CalendarDay
from answerable.model.ids import PAGE
from answerable.model.observation import Unread
from answerable.model.people import Body, Member, Post
from answerable.model.question import Question
from answerable.record import tables
from answerable.record.codec import Codec
from answerable.record.counts import Counts
from answerable.record.events import Events, Filed
from answerable.record.heard import Card, Given, Heard, answers
from answerable.record.known import Known, Lookup
from answerable.record.listing import Listing
from answerable.record.numbers import keep_missing
from answerable.record.telling import People
from answerable.record.waiting import Hindrance, Waiting, Words, hindrance


class Tally(Struct):
    """What adding did, in counts of what the documents said; `new`, `changed` and `unchanged` are observations.

    `waiting`: words that are kept until their question or answer is in the record. `posts` are of ministers;
    `fresh_posts` of them were new or changed.
    """

    documents: int = 0
    questions: int = 0
    answers: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    unread: int = 0
    waiting: int = 0
    posts: int = 0
    fresh_posts: int = 0

    def __iadd__(self, other: "Tally") -> "Tally":
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self


class Adding:
    """One transaction of additions; made by `Record.adding()`. Nothing shows before it ends, all of it does after.

    Whoever makes one says `close` at the end of the transaction.
    """

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection = connection
        self._now = now
        self._codec = Codec()
        self._lookup = Lookup(connection)
        self._waiting = Waiting(connection)
        self._events = Events(connection)
        self._counts = Counts(connection)
        self.listing = Listing(connection)
        self.people = People(connection, now)
        self._key = self._highest(tables.question.c.key)
        self._changed = max(self._highest(tables.question.c.changed), self._highest(tables.gone.c.changed))

    def document(
        self, given: Given, heard: Sequence[Heard], unread: Sequence[Unread] = (), posts: Sequence[Post] = ()
    ) -> Tally:
        """Takes in all that one document said. Bytes that bring nothing new are not kept a second time."""
        questions = [one for one in self._lookup.hear([one for one in heard if one.number is None]) if one.fresh]
        words = self._waiting.fresh([one for one in heard if one.number is not None])
        fresh = sum(len(one.fresh) for one in questions)
        new = sum(len(one.fresh) for one in questions if not one.key)
        fresh_posts = self.people.fresh(posts)
        joined = odd = 0
        if fresh or words or unread or fresh_posts:
            document = self._keep(given, fresh + len(words), unread)
            stored = self._store(questions, lambda _: document)
            self._waiting.add(words, document)
            numbers = [one.number for one in words if one.number is not None]
            joined, odd = self._join_words([*stored, *numbers], document)
            self.people.posts(fresh_posts, document)
        return Tally(
            documents=1,
            questions=len(heard),
            answers=answers(heard),
            new=new,
            changed=fresh - new + joined,
            unchanged=len(heard) - fresh - len(words),
            unread=len(unread) + odd,
            waiting=len(words) - joined - odd,
            posts=len(posts),
            fresh_posts=len(fresh_posts),
        )

    def page(self, given: Given, unread: Sequence[Unread] = ()) -> int:
        """Keeps a document that tells of no question; returns its key."""
        return self._keep(given, 0, unread)

    def calendar(self, chamber: str, days: Iterable[CalendarDay], document: int) -> None:
        """What an official calendar tells of a chamber's days, in that document; it takes the place of what it told."""
        statement = upsert(tables.calendar_day)
        told = {name: getattr(statement.excluded, name) for name in ("sits", "recess", "document")}
        self._many(
            statement.on_conflict_do_update(["chamber", "day"], set_=told),
            [{"chamber": chamber, "document": document, **asdict(day)} for day in days],
        )

    def close(self) -> None:
        """Keeps how many questions there are now, and which numbers are missing."""
        keep_missing(self._connection, self._counts.write())

    def _highest(self, column: Any) -> int:
        return self._connection.scalar(select(func.max(column))) or 0

    def _next(self) -> int:
        self._changed += 1
        return self._changed

    def _keep(self, given: Given, fresh: int, unread: Sequence[Unread]) -> int:
        """The document's key; its bytes are stored if they are not there yet."""
        table = tables.document
        known = self._connection.scalar(select(table.c.key).where(table.c.digest == given.digest))
        if known is not None:
            return int(known)
        row = {
            "digest": given.digest,
            "source": given.source,
            "name": given.name,
            "added": self._now,
            "observations": fresh,
            "size": given.size,
            "bytes": given.data,
        }
        key: int = self._connection.execute(insert(table).returning(table.c.key), row).scalar_one()
        if unread:
            rows = [{"document": key, "place": u.place, "reason": u.reason, "excerpt": u.excerpt} for u in unread]
            self._connection.execute(insert(tables.unread), rows)
        return key

    def _store(self, questions: Sequence[Known], document_of: Callable[[Heard], int]) -> list[int]:
        """Appends what is fresh, each beside the key of its document, and merges its questions anew.

        Returns their official numbers.
        """
        new = [known for known in questions if not known.key]
        old = [known for known in questions if known.key]
        for known in new:
            self._key += 1
            known.key = self._key
        made = {known.key: known.made(self._codec) for known in questions}
        cards = {key: card for key, (card, _) in made.items()}
        rows = [self._row(known.key, cards[known.key]) for known in new]
        self._many(insert(tables.question), rows)
        self._counts.add(rows)
        self._events.begin({known.key: made[known.key][1] for known in new})
        for known in old:
            self._replace(known.key, *made[known.key])
        self._many(insert(tables.observation), [row for known in questions for row in _rows(known, document_of)])
        self._remember_names(cards.values())
        self._lead_here(cards)
        self._take_in_pages({key: card for key, card in cards.items() if not card.id.startswith(PAGE)})
        return [card.official for card in cards.values() if card.official is not None]

    def _join_words(self, numbers: Sequence[int], document: int) -> tuple[int, int]:
        """Whole words that wait for these questions join them if they fit.

        Returns how many of that document did, and how many of it are at odds with their question.
        """
        waiting = self._waiting.of(numbers)
        held = self._lookup.numbered(one.official for one in waiting)
        joining: list[Words] = []
        why: dict[int, Hindrance] = {}
        odd = 0
        for one in waiting:
            if one.official in held:
                found = hindrance(held[one.official][1], one.kept.observation(self._codec))
                joining += [] if found else [one]
                why |= {one.unread: found} if found else {}
                odd += bool(found and found.at_odds and one.document == document)
        self._waiting.still(why)
        self._waiting.joined(joining)
        self._complete(joining, held)
        return sum(one.document == document for one in joining), odd

    def _complete(self, joining: Sequence[Words], held: Mapping[int, tuple[int, Question]]) -> None:
        """Appends words to the observations of their questions, and merges these anew."""
        rows = [{"question": held[one.official][0], "document": one.document, **asdict(one.kept)} for one in joining]
        self._many(insert(tables.observation), rows)
        keys = {held[one.official][0]: held[one.official][1].id for one in joining}
        for known in self._lookup.load(keys).values():
            self._replace(known.key, *known.made(self._codec))

    def _many(self, statement: Any, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(statement, rows)

    def _replace(self, key: int, card: Card, events: Sequence[Filed]) -> None:
        table, row = tables.question, self._row(key, card)
        self._counts.take_off(key)
        self._connection.execute(update(table).where(table.c.key == key), row)
        self._counts.add([row])
        self._events.put(key, events)

    def _row(self, key: int, card: Card) -> dict[str, Any]:
        return {
            "key": key,
            "id": card.id,
            "changed": self._next(),
            "status": card.status.value,
            "tabled": card.tabled,
            "answered": card.answered,
            "asker": card.asker.id if card.asker else None,
            "answerer": card.answerer.id if card.answerer else None,
            "body": card.body.id if card.body else None,
            "likeness": card.likeness,
            "together": card.together,
            "official": card.official,
            "data": card.data,
        }

    def _lead_here(self, cards: dict[int, Card]) -> None:
        """Old ids lead to the question that holds their words now."""
        self._lead([{"id": old, "question": key} for key, card in cards.items() for old in card.also])

    def _lead(self, rows: list[dict[str, Any]]) -> None:
        statement = upsert(tables.also)
        self._many(statement.on_conflict_do_update(["id"], set_={"question": statement.excluded.question}), rows)

    def _take_in_pages(self, numbered: dict[int, Card]) -> None:
        """Where a numbered question is one that a page brought before without its number, the two become one."""
        for key, page_key, page_id in self._lookup.pages_of(numbered):
            for table in (tables.observation, tables.also):
                self._connection.execute(update(table).where(table.c.question == page_key).values(question=key))
            self._events.put(page_key, ())
            self._counts.take_off(page_key)
            self._connection.execute(delete(tables.question).where(tables.question.c.key == page_key))
            self._lead([{"id": page_id, "question": key}])
            self._connection.execute(insert(tables.gone), {"changed": self._next(), "id": page_id})
            (known,) = self._lookup.load({key: numbered[key].id}).values()
            self._replace(key, *known.made(self._codec))

    def _remember_names(self, cards: Collection[Card]) -> None:
        """The newest name, party and constituency of everybody, and the bodies' names."""
        members: dict[str, tuple[str, Member]] = {}
        bodies: dict[str, Body] = {}
        for card in cards:
            if card.body:
                bodies[card.body.id] = card.body
            for member, day in ((card.asker, card.tabled), (card.answerer, card.answered)):
                seen = day.isoformat() if day else ""
                if member and (member.id not in members or members[member.id][0] <= seen):
                    members[member.id] = (seen, member)
        self._upsert_members(members)
        self._upsert_bodies(bodies)
        self._remember_printed(cards)

    def _remember_printed(self, cards: Collection[Card]) -> None:
        """Each way in which somebody was printed, once."""
        days: dict[tuple[str, ...], list[date]] = {}
        for card in cards:
            for member, day in ((card.asker, card.tabled), (card.answerer, card.answered)):
                if member and member.name:
                    way = (member.id, member.name, member.constituency or "", card.house or "")
                    days.setdefault(way, []).extend([day] if day else [])
        statement = upsert(tables.as_printed)
        new, old = statement.excluded, tables.as_printed.c
        spans = {
            "first": func.coalesce(func.min(old.first, new.first), old.first, new.first),
            "last": func.coalesce(func.max(old.last, new.last), old.last, new.last),
        }
        names = ("member", "name", "seat", "house", "first", "last")
        rows = [
            dict(zip(names, (*way, min(on, default=None), max(on, default=None)), strict=True))
            for way, on in days.items()
        ]
        self._many(statement.on_conflict_do_update(list(names[:4]), set_=spans), rows)

    def _upsert_members(self, members: dict[str, tuple[str, Member]]) -> None:
        statement = upsert(tables.member)
        new, old = statement.excluded, tables.member.c
        names = ("name", "party", "constituency")
        newest: dict[str, Any] = {name: func.coalesce(getattr(new, name), getattr(old, name)) for name in names}
        newest["seen"] = new.seen
        self._many(
            statement.on_conflict_do_update(["id"], set_=newest, where=new.seen >= old.seen),
            [
                {"id": one.id, "seen": seen, "name": one.name, "party": one.party, "constituency": one.constituency}
                for seen, one in members.values()
            ],
        )

    def _upsert_bodies(self, bodies: dict[str, Body]) -> None:
        statement = upsert(tables.body)
        number = func.coalesce(statement.excluded.number, tables.body.c.number)
        self._many(
            statement.on_conflict_do_update(["id"], set_={"number": number}),
            [{"id": one.id, "name": one.name, "number": one.number} for one in bodies.values()],
        )


def _rows(known: Known, document_of: Callable[[Heard], int]) -> list[dict[str, Any]]:
    return [{"question": known.key, "document": document_of(one), **asdict(one.kept)} for one in known.fresh]
