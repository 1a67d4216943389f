"""All that the record holds, as lines: for another record to be the same, and for programs that know nothing of ours.

Every table is here but for what follows from the others: what questions say now (the merge of what was observed of
them), what happened to them, how many there are and which are missing, the log of ids that ceased (a place in one
record's own changes), the record's own name and secret, and what readers follow, for their addresses are nobody else's
business.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Column, Connection, Table, func, select

from answerable.model.observation import Unread
from answerable.record import tables
from answerable.record.codec import Codec

DOCUMENTS, QUESTIONS = "documents.jsonl", "questions.jsonl"
_OTHERWISE = (
    *("document", "unread", "question", "also", "observation", "event", "event_count", "gone"),
    *("question_count", "missing_numbers"),
    *("reader", "follow", "mail", "alert"),
)
_OWN = ("identity", "link secret", "notified")  # what `about` tells of this one record alone
_UNTOLD = ("key", "at_odds")  # a row's number in one record, and what follows from the question beside it there
_AT_ONCE = 1_000  # questions
_encode = msgspec.json.Encoder().encode


class DocumentLine(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """A document as it came: `text` where the bytes are UTF-8, else `base64`; `digest` is their BLAKE2b of
    16 bytes in hexadecimal; `unread` is what of it could not be read."""

    digest: str
    source: str
    name: str
    added: str
    observations: int
    size: int
    unread: tuple[Unread, ...] = ()
    text: str | None = None
    base64: bytes | None = None


class SaidLine(Struct, frozen=True, forbid_unknown_fields=True):
    """An observation in the words it is kept in, with its document, its place there, and when it was said."""

    document: str
    said: str
    place: str
    observation: msgspec.Raw


class QuestionLine(Struct, frozen=True, forbid_unknown_fields=True):
    """A question's id, the ids that lead to it, and all that was observed of it, in the order in which it came."""

    id: str
    also: tuple[str, ...]
    said: tuple[SaidLine, ...]


def plain_tables() -> dict[str, Table]:
    """The tables that are dumped row by row, by the name of their file, what others rest on first."""
    return {f"{one.name}.jsonl": one for one in tables.metadata.sorted_tables if one.name not in _OTHERWISE}


@cache
def row_line(table: Table) -> type[Struct]:
    """What a row of the table is as a line; a document is named by its digest, what was not read by its place there."""
    fields = [_field(column) for column in table.columns if column.name not in _UNTOLD]
    return msgspec.defstruct(table.name, fields, frozen=True, kw_only=True, forbid_unknown_fields=True)


def lines(connection: Connection) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Each file of a dump by name, with its lines of JSON. Read each before the next."""
    yield DOCUMENTS, map(_encode, _documents(connection))
    yield QUESTIONS, map(_encode, _questions(connection))
    for name, table in plain_tables().items():
        yield name, map(_encode, _rows(connection, table))


def observations(connection: Connection) -> int:
    """How many observations there are."""
    return connection.scalar(select(func.count()).select_from(tables.observation)) or 0


def of_document(column: "Column[Any]") -> bool:
    """Whether the column holds the key of a document."""
    return _leads_to(column, tables.document)


def of_unread(column: "Column[Any]") -> bool:
    """Whether the column holds the key of something in the row's document that was not read."""
    return _leads_to(column, tables.unread)


def _leads_to(column: "Column[Any]", table: Table) -> bool:
    return any(one.column is table.c.key for one in column.foreign_keys)


def _field(column: "Column[Any]") -> tuple[Any, ...]:
    kind: Any = str if of_document(column) or of_unread(column) else column.type.python_type
    name = str(column.name)
    return (name, kind | None, None) if column.nullable else (name, kind)


def _documents(connection: Connection) -> Iterator[DocumentLine]:
    document, unread, codec = tables.document, tables.unread, Codec()
    streamed = connection.execution_options(yield_per=10)  # a document may be large
    told = streamed.execute(select(unread).order_by(unread.c.document, unread.c.key))
    missed = groupby(told, key=lambda row: row.document)
    waiting = next(missed, None)
    for row in streamed.execute(select(document).order_by(document.c.key)):
        of_it: tuple[Unread, ...] = ()
        if waiting and waiting[0] == row.key:
            of_it = tuple(Unread(one.place, one.reason, one.excerpt) for one in waiting[1])
            waiting = next(missed, None)
        yield DocumentLine(
            digest=row.digest.hex(),
            source=row.source,
            name=row.name,
            added=row.added,
            observations=row.observations,
            size=row.size,
            unread=of_it,
            **_content(codec.unpack(row.bytes)),
        )


def _content(data: bytes) -> Mapping[str, Any]:
    try:
        return {"text": data.decode()}
    except UnicodeDecodeError:
        return {"base64": data}


def _questions(connection: Connection) -> Iterator[QuestionLine]:
    """By id, some at a time: all of them in one join are sorted in memory with their words."""
    question, codec = tables.question.c, Codec()
    ids = select(question.key, question.id).order_by(question.id)
    for some in connection.execution_options(yield_per=_AT_ONCE).execute(ids).partitions():
        keys = [row.key for row in some]
        also, said = _also(connection, keys), _said(connection, keys, codec)
        for row in some:
            yield QuestionLine(row.id, tuple(also.get(row.key, ())), tuple(said[row.key]))


def _said(connection: Connection, keys: list[int], codec: Codec) -> dict[int, list[SaidLine]]:
    said, document = tables.observation.c, tables.document.c
    rows = (
        select(said.question, document.digest, said.said, said.place, said.data)
        .join_from(tables.observation, tables.document)
        .where(said.question.in_(keys))
        .order_by(said.key)
    )
    found: dict[int, list[SaidLine]] = {key: [] for key in keys}
    for key, digest, when, place, data in connection.execute(rows):
        found[key].append(SaidLine(digest.hex(), when, place, msgspec.Raw(codec.unpack(data))))
    return found


def _also(connection: Connection, keys: list[int]) -> dict[int, list[str]]:
    also = tables.also.c
    found: dict[int, list[str]] = {}
    for old, key in connection.execute(select(also.id, also.question).where(also.question.in_(keys)).order_by(also.id)):
        found.setdefault(key, []).append(old)
    return found


def _rows(connection: Connection, table: Table) -> Iterator[Struct]:
    shape = row_line(table)
    keys = [column for column in table.columns if of_document(column)]
    digests = _digests(connection) if keys else {}
    missed = [column for column in table.columns if of_unread(column)]
    places = _places(connection) if missed else {}
    rows = select(table).order_by(*table.primary_key.columns)
    for row in connection.execution_options(yield_per=_AT_ONCE).execute(rows):
        told = row._asdict()
        if table is tables.about and told["name"] in _OWN:
            continue
        told |= {column.name: digests[told[column.name]] for column in keys}
        told |= {column.name: places[told[column.name]] for column in missed}
        yield shape(**{name: value for name, value in told.items() if name not in _UNTOLD})


def _places(connection: Connection) -> dict[int, str]:
    unread, waits = tables.unread.c, tables.waiting_words.c
    rows = select(unread.key, unread.place).where(unread.key.in_(select(waits.unread)))
    return dict(connection.execute(rows).all())


def _digests(connection: Connection) -> dict[int, str]:
    document = tables.document.c
    return {key: digest.hex() for key, digest in connection.execute(select(document.key, document.digest))}
