"""Citations over a record: the finding, kept in step, and what can be asked of it."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Literal, Self, cast

from msgspec import Struct

from answerable.errors import NotFound
from answerable.findings.citations.citation import VERSION, Citation, Kind
from answerable.findings.citations.extract import citations
from answerable.findings.citations.identity import DOCUMENTS, Identity, identity, key_of
from answerable.findings.citations.places import Unit, place_of
from answerable.findings.citations.tables import COLUMNS, SCHEMA, SETTLE
from answerable.findings.derived import Derived, Form, Row, Rows
from answerable.model.question import Question
from answerable.model.text import Span, Text

Where = Literal["question", "answer"]
FORM = Form("citations", f"tables 2, reading {VERSION}", SCHEMA, COLUMNS)

_MOST_KEYS = 200  # documents that words of a title may mean
_MOST_WORDS = 8  # of a title, looked for
_LIKE, _MEANT = re.compile(r"[!%_]"), r"!\g<0>"  # what LIKE takes for a pattern, and how it is meant as it stands
_CITED = (
    "SELECT question, place, start, end, kind, number, locator, date, COALESCE(document, ''), title, said FROM citation"
)
# Of what one answer cites to several questions together the citation in the first of them.
_ONCE = (
    "NOT EXISTS (SELECT 1 FROM citation AS twin WHERE twin.together = citation.together "
    "AND twin.start = citation.start AND twin.document = citation.document AND twin.question < citation.question)"
)
_LISTED = """
SELECT document, sort, times, COALESCE(
  (SELECT title FROM titled WHERE titled.document = tally.document ORDER BY times DESC, title LIMIT 1), '')
FROM tally
"""


class CitedThing(Struct, frozen=True):
    """A citation where it stands: `span` counts in the question's or the answer's plain words.

    `document` is the key of the document cited, empty where nothing tells; `said` is ISO 8601 or empty.
    """

    question: str
    where: Where
    span: Span
    kind: Kind
    number: str
    locator: str
    date: str
    document: str
    title: str
    said: str


class Document(Struct, frozen=True):
    """A document that is cited: `key` names it, `title` is the words most used for it, `times` how often."""

    key: str
    kind: Kind
    times: int
    title: str


class At(Struct, frozen=True):
    """How often a place of a document is cited: `locator` as printed, `first` to `last` where the unit is numbered."""

    where: Where
    unit: Unit
    first: int
    last: int
    locator: str
    times: int


class Citations(Derived):
    """Citations in `directory`, of the record with that identity."""

    @classmethod
    def open(cls, directory: Path, identity: str) -> Self:
        """Opens it; when missing, damaged, of another record or another version it starts anew, empty."""
        return cls(directory, identity, FORM, rows_of, _settle)

    def of(self, question_id: str) -> tuple[CitedThing, ...]:
        """What a question and its answer cite, in the order of their words."""
        rows = self.kept.rows(f"{_CITED} WHERE question = ? ORDER BY place DESC, start", question_id)
        return tuple(map(_cited, rows))

    def documents(self, kind: str = "", body: str = "", limit: int = 50, offset: int = 0) -> list[Document]:
        """Documents by how often they are cited, most first; of a kind and by a body where these are named."""
        which, values = ("AND sort = ?", (kind,)) if kind else ("", ())
        query = f"{_LISTED} WHERE body = ? {which} ORDER BY times DESC, document LIMIT ? OFFSET ?"
        return [_document(row) for row in self.kept.rows(query, body, *values, limit, offset)]

    def document(self, key: str) -> Document:
        """One document, under its key or that of a title that leads to it; NotFound when nothing cites it."""
        led = self.kept.rows("SELECT document FROM lead WHERE key = ?", key)
        rows = self.kept.rows(f"{_LISTED} WHERE document = ? AND body = ''", led[0][0] if led else key)
        if not rows:
            raise NotFound(f"no document {key[:100]!r} is cited in this record")
        return _document(rows[0])

    def citing(self, document: str, limit: int = 50, offset: int = 0) -> list[CitedThing]:
        """The citations of a document, newest first; of '' those of documents that nothing names."""
        query = (
            f"{_CITED} WHERE document = ? AND {_ONCE} ORDER BY said DESC, question, place DESC, start LIMIT ? OFFSET ?"
        )
        return [_cited(row) for row in self.kept.rows(query, document, limit, offset)]

    def places(self, document: str) -> list[At]:
        """The places of a document that are cited, in questions and in answers, by number and words."""
        query = f"""
        SELECT place, unit, first, last, locator, COUNT(*) FROM citation
        WHERE document = ? AND document <> '' AND {_ONCE}
        GROUP BY place, unit, first, last, locator ORDER BY unit = 'other', unit, first, last, locator, place DESC
        """
        return [At(*row) for row in self.kept.rows(query, document)]

    def titles(self, document: str, limit: int = 10) -> list[tuple[str, int]]:
        """The titles a document is cited by, with how often."""
        query = "SELECT title, times FROM titled WHERE document = ? ORDER BY times DESC, title LIMIT ?"
        return [(title, times) for title, times in self.kept.rows(query, document, limit)]

    def titled(self, words: str, limit: int = 10) -> list[Document]:
        """Documents of which a title has words that begin with each of these, those cited most first; no web pages."""
        wanted = [f"% {_LIKE.sub(_MEANT, word)}%" for word in words.split()[:_MOST_WORDS]]
        having = " AND ".join(["' ' || title LIKE ? ESCAPE '!'"] * len(wanted)) or "0"
        found = (
            f"SELECT document FROM titled WHERE {having} GROUP BY document ORDER BY SUM(times) DESC, document LIMIT ?"
        )
        query = f"{_LISTED} WHERE body = '' AND sort <> 'web' AND document IN ({found}) ORDER BY times DESC, document"
        return [_document(row) for row in self.kept.rows(query, *wanted, limit)]

    def bodies(self, document: str, limit: int = 20) -> list[tuple[str, int]]:
        """The ids of the bodies in whose questions a document is cited, with how often, most first."""
        query = "SELECT body, times FROM tally WHERE document = ? AND body <> '' ORDER BY times DESC, body LIMIT ?"
        return [(body, times) for body, times in self.kept.rows(query, document, limit)]

    def keys(self, words: str) -> list[str]:
        """All keys under which a document is cited that a number or words of a title mean; none when nothing fits."""
        key = key_of(words)
        if not key:
            return []
        led = "SELECT document FROM lead WHERE key = ?"
        exact = self.kept.rows(f"SELECT document FROM tally WHERE body = '' AND document = ? UNION {led}", key, key)
        having = "SELECT document FROM tally WHERE body = '' AND INSTR('-' || document || '-', ?)"
        named = "SELECT document FROM lead WHERE INSTR('-' || key || '-', ?)"
        within = f"-{key}-"
        found = exact or self.kept.rows(f"{having} UNION {named} LIMIT ?", within, within, _MOST_KEYS)
        return self._also([document for (document,) in found])

    def cites(self, ids: Sequence[str]) -> dict[str, list[str]]:
        """For each question the keys of the documents that it or its answer cites, as they are named there."""
        among = "question IN (SELECT value FROM json_each(?))"
        query = f"SELECT DISTINCT question, key FROM citation WHERE {among} AND key <> ''"
        found: dict[str, list[str]] = {}
        for question, key in self.kept.rows(query, json.dumps(list(ids))):
            found.setdefault(question, []).append(key)
        return found

    def _also(self, documents: Sequence[str]) -> list[str]:
        query = "SELECT key FROM lead WHERE document IN (SELECT value FROM json_each(?))"
        return [*documents, *(key for (key,) in self.kept.rows(query, json.dumps(list(documents))))]


def rows_of(question: Question) -> Rows:
    """The rows of what one question and its answer cite."""
    body = question.body.id if question.body else ""
    answer = question.answer.text if question.answer else None
    cited: list[Row] = []
    named: list[Row] = []
    for where, text, said in (("question", question.text, question.tabled), ("answer", answer, question.answered_on)):
        plain = text.plain if text else ""
        for citation in _whole(plain, text, said):
            found = identity(citation, plain)
            together = question.together if where == "answer" else None
            cited.append((*_row(cast(Where, where), citation, found, body, said), together))
            if found and found.title_key and found.title_key != found.key:
                named.append((found.title_key, found.key))
    return {"citation": cited, "naming": named}


def _whole(plain: str, text: Text | None, said: date | None) -> Iterator[Citation]:
    """The citations in a text but one that stands where a clipped text breaks off."""
    end = len(plain.rstrip(". …")) if text and text.clipped else len(plain) + 1
    return (one for one in citations(plain, said) if one.span.end < end)


def _row(where: Where, citation: Citation, found: Identity | None, body: str, said: date | None) -> Row:
    key = (found.key if found else "") if citation.kind in DOCUMENTS else None
    place = place_of(citation.locator or "")
    return (
        where, citation.span.start, citation.span.end, citation.kind,
        (found.number if found else "") or citation.number or "", citation.locator or "", citation.date or "",
        citation.rule, key, key, citation.kind, found.title if found else "", body, said.isoformat() if said else "",
        place.unit, place.first, place.last,
    )  # fmt: skip


def _settle(connection: Connection) -> None:
    for statement in SETTLE:
        connection.execute(statement)


def _cited(row: tuple[Any, ...]) -> CitedThing:
    question, where, start, end, *rest = row
    return CitedThing(question, where, Span(start, end), *rest)


def _document(row: tuple[Any, ...]) -> Document:
    return Document(*row)
