"""Everything a person can ask, listed once: the API and the tools are made from this list."""

import inspect
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from answerable.queries.annotations import AnnotationsView, annotations
from answerable.queries.declined import DeclinedView, OfBody, declined
from answerable.queries.documents import (
    Citing,
    DocumentLine,
    Documents,
    DocumentView,
    OneDocument,
    Unmatched,
    document,
    documents,
    unmatched_citations,
)
from answerable.queries.people import Everybody, OneOf, bodies, body, member, members
from answerable.queries.promises import PromiseLine, Promises, promises
from answerable.queries.questions import Newest, OneQuestion, newest_questions, question
from answerable.queries.search import Found, Search, search
from answerable.queries.status import Nothing, Status, status
from answerable.queries.views import BodyView, MemberView, QuestionLine, QuestionView
from answerable.record.people import BodyCount, MemberCount
from answerable.workspace import Workspace


class Query(Struct, frozen=True):
    """One thing to ask: `asks` is the shape of its parameters, `answers` that of its result.

    `path` is its address under the API, with `{id}` where one is needed.
    """

    name: str
    path: str
    asks: type[Struct]
    answers: Any
    ask: Callable[[Workspace, Any], Any]

    @property
    def doc(self) -> str:
        """What it tells, in a sentence."""
        return (inspect.getdoc(self.ask) or "").partition("\n")[0]


CATALOGUE = (
    Query("search", "/search", Search, Found, search),
    Query("question", "/questions/{id}", OneQuestion, QuestionView, question),
    Query("newest", "/questions", Newest, tuple[QuestionLine, ...], newest_questions),
    Query("members", "/members", Everybody, list[MemberCount], members),
    Query("member", "/members/{id}", OneOf, MemberView, member),
    Query("bodies", "/bodies", Everybody, list[BodyCount], bodies),
    Query("body", "/bodies/{id}", OneOf, BodyView, body),
    Query("annotations", "/annotations/{id}", OneQuestion, AnnotationsView, annotations),
    Query("documents", "/documents", Documents, tuple[DocumentLine, ...], documents),
    Query("document", "/documents/{id}", OneDocument, DocumentView, document),
    Query("unmatched", "/unmatched-citations", Unmatched, tuple[Citing, ...], unmatched_citations),
    Query("promises", "/promises", Promises, tuple[PromiseLine, ...], promises),
    Query("declined", "/declined/{id}", OfBody, DeclinedView, declined),
    Query("status", "/status", Nothing, Status, status),
)
