"""Everything a person can ask, listed once: the API and the tools are made from this list."""

import inspect
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from answerable.queries.annotations import AnnotationsView, annotations
from answerable.queries.chain import Chain, Following, chain
from answerable.queries.changes import Changes, Since, changes
from answerable.queries.check import Checked, Drafting, check
from answerable.queries.compare import Comparison, TwoAnswers, compare
from answerable.queries.deadlines import RuleView, rules
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
from answerable.queries.dossier import DossierView, Topic, dossier
from answerable.queries.figures import Behind, Timely
from answerable.queries.gaps import Gaps, GapsAsked, gaps
from answerable.queries.latest import Latest, LatestView, latest
from answerable.queries.lookup import Meant, Typed, lookup
from answerable.queries.one import OneQuestion
from answerable.queries.passages import PartialCopy, PartsOf, Passage, copies, passages
from answerable.queries.people import (
    BodyView,
    Everybody,
    MemberView,
    MonthsOf,
    OneOf,
    bodies,
    body,
    body_months,
    member,
    member_months,
    members,
)
from answerable.queries.printed_names import NamesTold, PrintedNames, printed_names
from answerable.queries.promises import PromiseLine, Promises, promises
from answerable.queries.questions import Newest, QuestionPage, newest_questions, question
from answerable.queries.same import Largest, OneAnswer, Repetition, SameAnswer, largest, same
from answerable.queries.search import Found, Search, search
from answerable.queries.series import SeriesView, series
from answerable.queries.status import Nothing, Status, UnreadAsked, UnreadView, status, unread
from answerable.queries.timeliness import BEHIND, BehindFigure, HowLong, behind, timeliness
from answerable.queries.views import QuestionLine
from answerable.queries.waiting import Awaited, Waiting, waiting
from answerable.queries.words import WordsOf, WordsSaid, words
from answerable.record.people import BodyCount, MemberCount, MonthCount
from answerable.workspace import Workspace

PREFIX = "/api/v1"  # of every address of the API


class Query(Struct, frozen=True):
    """One thing to ask: `asks` is the shape of its parameters, `answers` that of its result.

    `path` is its address under the API (`PREFIX`), with `{id}` where one is needed. `lists` names the list in the
    answer that can be paged through; an answer that is a list itself needs none. `by` names what tells the things in
    the list apart, and stays as it is while the record grows. What is asked of a `private` one is
    nobody else's business: it may stand in no address and no log.
    """

    name: str
    path: str
    asks: type[Struct]
    answers: Any
    ask: Callable[[Workspace, Any], Any]
    lists: str = ""
    by: tuple[str, ...] = ("id",)
    private: bool = False

    @property
    def doc(self) -> str:
        """What it tells, in a sentence."""
        return (inspect.getdoc(self.ask) or "").partition("\n")[0]


CATALOGUE = (
    Query("search", "/search", Search, Found, search, lists="hits"),
    Query("question", "/questions/{id}", OneQuestion, QuestionPage, question),
    Query("newest", "/questions", Newest, tuple[QuestionLine, ...], newest_questions),
    Query("latest", "/latest", Latest, LatestView, latest),
    Query("lookup", "/lookup", Typed, tuple[Meant, ...], lookup, by=("url",)),
    Query("members", "/members", Everybody, list[MemberCount], members),
    Query("member", "/members/{id}", OneOf, MemberView, member, lists="asked"),
    Query("member_months", "/member-months/{id}", MonthsOf, tuple[MonthCount, ...], member_months, by=("month",)),
    Query(
        "names",
        "/names",
        PrintedNames,
        NamesTold,
        printed_names,
        lists="names",
        by=("id", "name", "seat", "house", "first", "last"),
    ),
    Query("bodies", "/bodies", Everybody, list[BodyCount], bodies),
    Query("body", "/bodies/{id}", OneOf, BodyView, body, lists="questions"),
    Query("body_months", "/body-months/{id}", MonthsOf, tuple[MonthCount, ...], body_months, by=("month",)),
    Query("changes", "/changes", Since, Changes, changes, lists="changes", by=("id", "change")),
    Query("waiting", "/waiting", Waiting, Awaited, waiting, lists="lines"),
    Query("timeliness", "/timeliness", HowLong, Timely, timeliness),
    Query("behind", BEHIND, BehindFigure, Behind, behind, lists="lines"),
    Query("rules", "/rules", Nothing, tuple[RuleView, ...], rules),
    Query("same", "/same/{id}", OneAnswer, SameAnswer | None, same, lists="members"),
    Query("largest", "/same", Largest, Repetition, largest, lists="answers"),
    Query("passages", "/passages/{id}", OneQuestion, tuple[Passage, ...], passages, by=("span",)),
    Query("copies", "/copies/{id}", PartsOf, tuple[PartialCopy, ...], copies),
    Query("compare", "/compare/{id}", TwoAnswers, Comparison, compare),
    Query("series", "/series/{id}", OneQuestion, SeriesView | None, series),
    Query("chain", "/chains/{id}", Following, Chain, chain),
    Query("words", "/words/{id}", WordsOf, WordsSaid, words, lists="months", by=("month",)),
    Query("annotations", "/annotations/{id}", OneQuestion, AnnotationsView, annotations),
    Query("documents", "/documents", Documents, tuple[DocumentLine, ...], documents),
    Query(
        "document",
        "/documents/{id}",
        OneDocument,
        DocumentView,
        document,
        lists="citations",
        by=("id", "where", "words", "span"),
    ),
    Query(
        "unmatched",
        "/unmatched-citations",
        Unmatched,
        tuple[Citing, ...],
        unmatched_citations,
        by=("id", "where", "words", "span"),
    ),
    Query(
        "promises",
        "/promises",
        Promises,
        tuple[PromiseLine, ...],
        promises,
        by=("promise.question", "promise.span"),
    ),
    Query("check", "/check", Drafting, Checked, check, private=True),
    Query("dossier", "/dossier", Topic, DossierView, dossier),
    Query("declined", "/declined/{id}", OfBody, DeclinedView, declined, lists="answers", by=("url",)),
    Query("status", "/status", Nothing, Status, status),
    Query("unread", "/unread", UnreadAsked, UnreadView, unread, lists="places", by=("number",)),
    Query("gaps", "/gaps", GapsAsked, Gaps, gaps, lists="days", by=("house", "day")),
)
