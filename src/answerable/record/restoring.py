"""The lines of a dump go back into a record: into an empty one as they were, into another only what it lacks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Table, and_, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from answerable.errors import AnswerableError
from answerable.model.ids import parse_id
from answerable.model.observation import Observation
from answerable.record import tables
from answerable.record.adding import Adding, Tally
from answerable.record.calendar import TOLD
from answerable.record.codec import digest_of
from answerable.record.dump import DocumentLine, QuestionLine, SaidLine, of_document, of_unread
from answerable.record.heard import Card, Heard, Kept, alone, answers
from answerable.record.known import Known, Lookup
from answerable.record.listing import MOMENT
from answerable.record.waiting import hindrance

_MOMENTS = (MOMENT, TOLD)  # places that must never go back


class BadLine(ValueError):
    """A line of a dump that cannot be what it says it is."""


class Recalled(Heard, frozen=True, gc=False, kw_only=True):
    """An observation from a dump, and the digest of the document that it came in."""

    document: str


class Restoring(Adding):
    """One transaction that takes in a dump; documents must come before what rests on them.

    Within a dump every question is one already; sameness of words is looked for only in what was here before.
    """

    def __init__(self, connection: Connection, now: str) -> None:
        super().__init__(connection, now)
        self._lookup = Lookup(connection, self._key)

    def documents(self, lines: Sequence[DocumentLine]) -> Tally:
        """Keeps those of the documents that are not here yet. BadLine where bytes are not those of the digest."""
        held = self._keys(line.digest for line in lines)
        for line in lines:
            data = _data(line)
            if line.digest not in held:
                self._keep_again(line, data)
        return Tally(documents=len(lines), unread=sum(len(line.unread) for line in lines))

    def questions(self, lines: Sequence[QuestionLine]) -> Tally:
        """Adds what is not known yet. BadLine for an id that is none, or a document that did not come."""
        told = {_id(line.id): [self._recall(line.id, one) for one in line.said] for line in lines}
        known = self._lookup.find(told)
        news = {known[line.id].id: known[line.id] for line in lines if _takes_in(known[line.id], line, told[line.id])}
        tally = _tally([one for its in told.values() for one in its], news.values())
        keys = self._keys(one.document for line in lines for one in line.said)
        self._store(list(news.values()), lambda one: _key(keys, cast(Recalled, one).document))
        return tally

    def rows(self, table: Table, lines: Iterable[Struct]) -> Tally:
        """Adds the rows of which there is none here yet; where there is one, what is newer stays or takes its place.

        What turns out to wait, or to have joined its question here, was counted as not read with its document, and is
        not any more.
        """
        waiting = joined = 0
        named = [column.name for column in table.columns if of_document(column)]
        missed = [column.name for column in table.columns if of_unread(column)]
        for line in lines:
            row = msgspec.structs.asdict(line)
            row |= {name: self._document(row[name]) for name in named}
            if missed and self._joined(row):
                joined += 1
                continue
            row |= {name: self._unread(row["document"], row[name]) for name in missed}
            _RULES.get(table.name, _if_missing)(self._connection, table, row)
            waiting += bool(missed) and self._waits(row)
        return Tally(waiting=waiting, unread=-waiting - joined, unchanged=joined)

    def _remember_names(self, cards: Iterable[Card]) -> None:
        """A dump tells of Members and bodies by itself."""

    def _recall(self, id_: str, line: SaidLine) -> Heard:
        data = bytes(line.observation)
        try:
            observed = msgspec.json.decode(data, type=Observation)
        except (msgspec.DecodeError, RecursionError) as error:
            raise BadLine(f"expected an observation of {id_}; got one that breaks: {error}") from None
        observed = msgspec.structs.replace(observed, said=line.said, place=line.place)
        kept = Kept(observed.source, observed.said_at, digest_of(data), line.said, line.place, self._codec.pack(data))
        return Recalled(id_, kept, *alone(id_, observed), observed.answer is not None, document=line.document)

    def _keep_again(self, line: DocumentLine, data: bytes) -> None:
        table = tables.document
        row = {"digest": digest_of(data), "source": line.source, "name": line.name, "added": line.added,
               "observations": line.observations, "size": len(data), "bytes": self._codec.pack(data)}  # fmt: skip
        key = self._connection.execute(insert(table).returning(table.c.key), row).scalar_one()
        self._many(insert(tables.unread), [{"document": key, **msgspec.structs.asdict(one)} for one in line.unread])

    def _keys(self, digests: Iterable[str]) -> dict[str, int]:
        """The keys of those of the documents that are here."""
        document, wanted = tables.document.c, {_bytes(one) for one in digests}
        rows = select(document.digest, document.key).where(document.digest.in_(wanted))
        return {digest.hex(): key for digest, key in self._connection.execute(rows)}

    def _unread(self, document: int, place: str) -> int:
        """The key of what was not read at that place of the document."""
        unread = tables.unread.c
        told = select(unread.key).where(unread.document == document, unread.place == place).limit(1)
        key: int | None = self._connection.scalar(told)
        if key is None:
            raise BadLine(f"expected something that its document tells as not read; got {place[:40]!r}")
        return key

    def _joined(self, words: Mapping[str, Any]) -> bool:
        """Whether words are among what was observed of their question here."""
        question, said = tables.question.c, tables.observation.c
        joined = select(said.key).join_from(tables.question, tables.observation)
        its = joined.where(question.official == words["official"], said.digest == words["digest"]).limit(1)
        return self._connection.scalar(its) is not None

    def _waits(self, words: Mapping[str, Any]) -> bool:
        """Whether words only wait; when they are at odds with their question as it is here, that is told of them."""
        held = self._lookup.numbered([words["official"]])
        if not held:
            return True
        kept = Kept(**{name: words[name] for name in Kept.__struct_fields__})
        found = hindrance(held[words["official"]][1], kept.observation(self._codec))
        self._waiting.still({words["unread"]: found} if found else {})
        return not (found and found.at_odds)

    def _document(self, digest: str) -> int:
        return _key(self._keys([digest]), digest)


def _data(line: DocumentLine) -> bytes:
    data = line.text.encode() if line.text is not None else line.base64 or b""
    if digest_of(data) != _bytes(line.digest) or len(data) != line.size:
        raise BadLine(f"expected the document {line.digest}, {line.size:,} bytes; got others")
    return data


def _bytes(digest: str) -> bytes:
    try:
        return bytes.fromhex(digest)
    except ValueError:
        raise BadLine(f"expected a digest in hexadecimal; got {digest[:40]!r}") from None


def _id(printed: str) -> str:
    try:
        return str(parse_id(printed))
    except AnswerableError as error:
        raise BadLine(str(error)) from None


def _key(keys: Mapping[str, int], digest: str) -> int:
    if digest not in keys:
        raise BadLine(f"expected one of the dump's documents; got {digest[:40]!r}")
    return keys[digest]


def _takes_in(known: Known, line: QuestionLine, told: Sequence[Heard]) -> bool:
    if not told:
        raise BadLine(f"expected something that was observed of {line.id}; got nothing")
    return known.recall(told, (line.id, *map(_id, line.also)))


def _tally(told: Sequence[Heard], news: Iterable[Known]) -> Tally:
    fresh = [(len(one.fresh), not one.key) for one in news]
    new, changed = (sum(count for count, first in fresh if first is wanted) for wanted in (True, False))
    return Tally(
        questions=len(told), answers=answers(told), new=new, changed=changed, unchanged=len(told) - new - changed
    )


_Row = dict[str, Any]
_Newer = Callable[[Any, Any], ColumnElement[bool]]  # whether the new row (first) takes the place of the old


def _if_missing(connection: Connection, table: Table, row: _Row) -> None:
    connection.execute(upsert(table).on_conflict_do_nothing(), row)


def _if_said_nowhere(connection: Connection, table: Table, row: _Row) -> None:
    """For rows that one record numbers as they come: known by all that they say."""
    said = and_(*(table.c[name].is_(value) if value is None else table.c[name] == value for name, value in row.items()))
    if connection.execute(select(table.c.key).where(said)).first() is None:
        connection.execute(insert(table), row)


def _if(newer: _Newer) -> Callable[[Connection, Table, _Row], None]:
    """Takes the place of the row that is here where it is newer."""

    def rule(connection: Connection, table: Table, row: _Row) -> None:
        statement = upsert(table)
        keys = [column.name for column in table.primary_key.columns]
        rest = {name: statement.excluded[name] for name in row if name not in keys}
        where = newer(statement.excluded, table.c)
        connection.execute(statement.on_conflict_do_update(keys, set_=rest, where=where), row)

    return rule


def _told_later(new: Any, old: Any) -> ColumnElement[bool]:
    document = tables.document.c
    added, before = (
        select(document.added).where(document.key == one).scalar_subquery() for one in (new.document, old.document)
    )
    return added > before


def _suggested(connection: Connection, table: Table, row: _Row) -> None:
    """Numbers are one record's own: a suggestion is known by what it says."""
    said = [table.c[name] == row[name] for name in row if name not in ("number", "accepted")]
    known = connection.execute(select(table.c.number, table.c.accepted).where(and_(*said))).first()
    if known is None:
        taken = connection.scalar(select(table.c.number).where(table.c.number == row["number"]))
        row = row if taken is None else {name: value for name, value in row.items() if name != "number"}
        connection.execute(insert(table), row)
    elif row["accepted"] and not known.accepted:
        connection.execute(table.update().where(table.c.number == known.number).values(accepted=row["accepted"]))


_RULES = {
    "about": _if(lambda new, old: and_(old.name.in_(_MOMENTS), new.value > old.value)),
    "body": _if(lambda new, old: and_(old.number.is_(None), new.number.is_not(None))),
    "calendar_day": _if(_told_later),
    "member": _if(lambda new, old: new.seen > old.seen),
    "suggestion": _suggested,
    "tenure": _if_said_nowhere,
    "waiting_words": _if_said_nowhere,
    "tally": _if(lambda new, old: new.read > old.read),
}
