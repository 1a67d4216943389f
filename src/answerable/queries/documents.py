"""What can be asked about the documents that questions and answers cite."""

from collections.abc import Sequence
from datetime import date as Day
from typing import Annotated, Literal

from msgspec import Meta, Struct

from answerable.findings.citations.finding import At, CitedThing, Document
from answerable.findings.citations.identity import RESTARTING
from answerable.queries.deadlines import about
from answerable.queries.names import directory
from answerable.queries.views import body_link, question_url
from answerable.workspace import Workspace

DocumentKind = Literal[
    "", "command_paper", "house_paper", "written_statement", "publication", "act", "instrument", "treaty", "web"
]


class Documents(Struct, frozen=True):
    """`kind`: only documents of this kind; `to`: as cited to and by this body, by id or name."""

    kind: DocumentKind = ""
    to: Annotated[str, Meta(max_length=200)] = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 50
    offset: Annotated[int, Meta(ge=0, le=10_000)] = 0


class OneDocument(Struct, frozen=True):
    """`id`: of a document, such as cp-1338; `limit` and `offset` page through its citations, newest first."""

    id: str
    limit: Annotated[int, Meta(ge=1, le=100)] = 20
    offset: Annotated[int, Meta(ge=0, le=1_000_000)] = 0


class DocumentLine(Struct, frozen=True):
    """A cited document in a list: `times` is how often it is cited."""

    id: str
    url: str
    kind: str
    title: str
    times: int


class Citing(Struct, frozen=True):
    """One citation, with the words around it: `words[span]` are the citation itself."""

    id: str
    url: str
    where: str
    said: Day | None
    body: str
    locator: str
    words: str
    span: tuple[int, int]


class CitingBody(Struct, frozen=True):
    """A body in whose questions and answers a document is cited, and how often."""

    name: str
    url: str
    times: int


class DocumentView(Struct, frozen=True):
    """A cited document: the titles it is cited by, the places cited, the bodies, and the citations themselves.

    `restarts`: numbers of its kind begin again each session, so that several papers may stand under this one.
    """

    document: DocumentLine
    titles: tuple[tuple[str, int], ...]
    restarts: bool
    places: tuple[At, ...]
    bodies: tuple[CitingBody, ...]
    citations: tuple[Citing, ...]


def documents(workspace: Workspace, asked: Documents) -> tuple[DocumentLine, ...]:
    """The documents that questions and answers cite, those cited most often first."""
    body = about(workspace, asked.to, "").scope.body
    found = workspace.citations.documents(asked.kind, body, asked.limit, asked.offset)
    return tuple(map(_line, found))


def document(workspace: Workspace, asked: OneDocument) -> DocumentView:
    """Who cites a document, in questions and in answers, by page or paragraph, newest first."""
    citations = workspace.citations
    found = citations.document(asked.id)
    names = directory(workspace.record).bodies.names
    return DocumentView(
        _line(found),
        tuple(citations.titles(found.key)),
        found.kind in RESTARTING,
        tuple(citations.places(found.key)),
        tuple(CitingBody(*body_link(id_, names), times) for id_, times in citations.bodies(found.key)),
        _citing(workspace, citations.citing(found.key, asked.limit, asked.offset)),
    )


class Unmatched(Struct, frozen=True):
    """`limit` and `offset` page through them, newest first."""

    limit: Annotated[int, Meta(ge=1, le=100)] = 20
    offset: Annotated[int, Meta(ge=0, le=10_000)] = 0


def unmatched_citations(workspace: Workspace, asked: Unmatched) -> tuple[Citing, ...]:
    """Citations of documents of which neither a number nor a title tells which they are, newest first."""
    return _citing(workspace, workspace.citations.citing("", asked.limit, asked.offset))


_AROUND = 160  # characters of the text on either side of a citation


def _citing(workspace: Workspace, cited: Sequence[CitedThing]) -> tuple[Citing, ...]:
    held = workspace.record.questions({one.question for one in cited})
    shown = []
    for one in cited:
        question = held.get(one.question)
        if question is not None:
            text = question.words if one.where == "question" else question.answer_words
            words, start = _around(text, one.span.start, one.span.end)
            end = start + one.span.end - one.span.start
            body = question.body.name if question.body else ""
            said = Day.fromisoformat(one.said) if one.said else None
            url = question_url(one.question)
            shown.append(Citing(one.question, url, one.where, said, body, one.locator, words, (start, end)))
    return tuple(shown)


def _around(text: str, start: int, end: int) -> tuple[str, int]:
    """The words around a span, cut between words, and where the span begins in them."""
    begin = text.rfind(" ", 0, max(start - _AROUND, 0)) + 1 if start > _AROUND else 0
    stop = text.find(" ", min(end + _AROUND, len(text)))
    head, tail = "… " if begin else "", " …" if stop >= 0 else ""
    return head + text[begin : stop if stop >= 0 else len(text)] + tail, start - begin + len(head)


def _line(document: Document) -> DocumentLine:
    """Under its title, or where it is cited by number alone under that."""
    title = document.title or document.key.upper().replace("-", " ")
    return DocumentLine(document.key, f"/document/{document.key}", document.kind, title, document.times)
