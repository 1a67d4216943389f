"""Searching: what the index finds, with the words that show why, names for ids, and counts to narrow by."""

from collections.abc import Mapping, Sequence
from datetime import date as Day
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import asdict

from answerable.errors import DamagedFinding, NotFound, QueryError, RecordBusy
from answerable.findings.search.compile import Names
from answerable.findings.search.index import Count, Matches, Sort
from answerable.findings.search.language import Clause, Labelled, Named, SameAs, parse
from answerable.findings.search.snippets import Snippet
from answerable.model.question import Question
from answerable.model.text import Span
from answerable.queries.names import Directory, directory, named
from answerable.queries.views import QuestionLine, line
from answerable.queries.waiting import overdue_ids
from answerable.record.lineage import Lineage
from answerable.record.people import Whose, ids_apart
from answerable.workspace import Workspace

__all__ = ["FacetCount", "Found", "Highlight", "Hit", "Search", "Sort", "search"]

_FIELDS = {
    "body": "to",
    "party": "party",
    "house": "house",
    "asker": "by",
    "answerer": "answered-by",
    "year": "tabled",
    "outcome": "outcome",
    "ground": "ground",
}
PersonField = Literal["by", "answered-by", "to"]
_STATUS = {
    "tabled": ("is:unanswered", "-is:holding"),
    "answered": ("is:answered", "-is:corrected"),
    "no longer listed": ("is:unlisted",),
}


class Search(Struct, frozen=True):
    """`q`: the query, as `hybrid threats to:defence is:unanswered tabled:2025`; `sort`: relevance, newest or oldest.

    `limit` and `offset` page through what was found.
    """

    q: Annotated[str, Meta(max_length=1000)] = ""
    sort: Sort = "relevance"
    limit: Annotated[int, Meta(ge=1, le=100)] = 20
    offset: Annotated[int, Meta(ge=0, le=10_000)] = 0


class Highlight(Struct, frozen=True):
    """A part of the `question` or `answer` with the places of what was looked for; spans count in `text`."""

    field: Literal["question", "answer"]
    text: str
    spans: tuple[Span, ...]


class Hit(QuestionLine, frozen=True):
    """A question that was found, with its answer in plain words and the places that show why.

    `same_as`: the id of the hit before it, among those told, that got the very same answer; None for the first.
    """

    answer: str
    highlights: tuple[Highlight, ...]
    same_as: str | None


class FacetCount(Struct, frozen=True):
    """How many of the questions found have this value; `query` finds only those.

    Where the query asks for the value already, it is `chosen`, and `query` is the one without it.
    """

    value: str
    label: str
    count: int
    query: str
    chosen: bool


class Found(Struct, frozen=True):
    """What a search found: how many in all, some of them in order, and counts of all by what they have in common.

    `total` counts questions. Every question found is told, also where an earlier hit got the same answer.
    """

    query: str
    total: int
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[FacetCount, ...]]


def search(workspace: Workspace, asked: Search) -> Found:
    """Questions and answers that have all that the query asks for, with counts of what they have in common.

    QueryError, with its place, for a query that cannot be understood.
    """
    clauses, names = parse(asked.q), directory(workspace.record)
    _ready(workspace, clauses)
    find = finder(workspace, asked.q, clauses)
    try:
        return _found(workspace, asked, clauses, names, find)
    except DamagedFinding:
        workspace.forget_findings()
        workspace.refresh()
        return _found(workspace, asked, clauses, names, find)


def finder(workspace: Workspace, query: str, clauses: Sequence[Clause], today: Day | None = None) -> Names:
    """What the index cannot know of a query's words. QueryError, with its place, for a `same-as:` that is not held.

    `today`: the day on which it is asked what is overdue.
    """
    same = _same(workspace, query, clauses)
    return _lookup(workspace, directory(workspace.record), same, today or Day.today())


def _ready(workspace: Workspace, clauses: Sequence[Clause]) -> None:
    """RecordBusy where outcomes or citations are looked for that the index does not hold yet."""
    wanted = [one for one in clauses if isinstance(one.sought, Labelled) or _cites(one)]
    if wanted and not workspace.search.labelled(workspace.labels):
        raise RecordBusy(
            "outcomes and citations are still being worked out for this record; try again when that is done"
        )


def _cites(clause: Clause) -> bool:
    return isinstance(clause.sought, Named) and clause.sought.field == "cites"


def _same(workspace: Workspace, query: str, clauses: Sequence[Clause]) -> dict[str, tuple[str, ...]]:
    """For each `same-as:` the questions that got that answer; QueryError, with its place, where none is held."""
    found = {}
    for clause in clauses:
        if isinstance(clause.sought, SameAs):
            try:
                id_ = workspace.record.question(clause.sought.question).id
            except NotFound as error:
                raise QueryError(query, clause.span.start, clause.span.end, str(error)) from None
            found[clause.sought.question] = workspace.reuse.members(id_) or (id_,)
    return found


def _lookup(workspace: Workspace, names: Directory, same: Mapping[str, tuple[str, ...]], today: Day) -> Names:
    """What the index cannot know: what has the words in its name, what is overdue today, which answers are the same."""

    def find(field: str, words: str) -> Sequence[str]:
        match field:
            case "same-as":
                return same[words]
            case "is":
                return overdue_ids(workspace, today)
            case "cites":
                return workspace.citations.keys(words)
            case "questions by" | "questions answered-by":
                return _apart(workspace, names, words, asking=field.endswith(" by"))
            case "to":
                return names.to(words, workspace.lineage)
        return names.members.find(words)

    return find


def _apart(workspace: Workspace, names: Directory, words: str, *, asking: bool) -> list[str]:
    """Questions of those meant, under a printed name that means others too."""
    ways = [way for id_ in names.members.meant(words) for way in names.members.whose(id_).apart]
    return ids_apart(workspace.record, Whose((), tuple(ways)), asking=asking)


def _found(workspace: Workspace, asked: Search, clauses: Sequence[Clause], names: Directory, find: Names) -> Found:
    matches = _matches(workspace, asked, clauses, names, find)
    held = workspace.record.questions(matches.ids)
    # One may have ceased since it was indexed.
    questions = named(workspace.record, (held[id_] for id_ in matches.ids if id_ in held))
    told = _facets(asked.q, clauses, matches, _Tell(names, workspace.lineage))
    return Found(asked.q, matches.total, _hits(workspace, clauses, questions), told)


def _matches(workspace: Workspace, asked: Search, clauses: Sequence[Clause], names: Directory, find: Names) -> Matches:
    same_person = names.members.readings.whole
    return workspace.search.search(clauses, find, asked.sort, asked.limit, asked.offset, same_person=same_person)


def _hits(workspace: Workspace, clauses: Sequence[Clause], questions: Sequence[Question]) -> tuple[Hit, ...]:
    asked = workspace.search.snippets(clauses, [one.words for one in questions])
    replied = workspace.search.snippets(clauses, [one.answer_words for one in questions])
    before = _heads(workspace, questions)
    return tuple(_hit(*told) for told in zip(questions, asked, replied, before, strict=True))


def _heads(workspace: Workspace, questions: Sequence[Question]) -> list[str | None]:
    """For each question the first of those before it that got the same answer."""
    texts = workspace.reuse.texts([one.id for one in questions])
    first: dict[int, str] = {}
    heads = [first.setdefault(texts[one.id], one.id) if one.id in texts else one.id for one in questions]
    return [head if head != one.id else None for head, one in zip(heads, questions, strict=True)]


def _hit(question: Question, asked: Snippet | None, replied: Snippet | None, same_as: str | None) -> Hit:
    shown = line(question)
    return Hit(**asdict(shown), answer=question.answer_words, highlights=highlights(asked, replied), same_as=same_as)


def highlights(asked: Snippet | None, replied: Snippet | None) -> tuple[Highlight, ...]:
    """The parts of a question and its answer that have marked words."""
    return (
        *((Highlight("question", asked.text, asked.spans),) if asked else ()),
        *((Highlight("answer", replied.text, replied.spans),) if replied else ()),
    )


def facets(
    workspace: Workspace, field: Literal["by", "answered-by", "to"], id_: str
) -> dict[str, tuple[FacetCount, ...]]:
    """What the questions of one person or body have in common, as far as they are indexed."""
    query, names = _clause(field, id_), directory(workspace.record)
    clauses = [Clause(Named(field, id_), exclude=False, span=Span(0, len(query)))]
    matches = _matches(workspace, Search(sort="newest", limit=1), clauses, names, finder(workspace, query, clauses))
    return _facets(query, clauses, matches, _Tell(names, workspace.lineage))


def _facets(
    asked: str, clauses: Sequence[Clause], matches: Matches, tell: "_Tell"
) -> dict[str, tuple[FacetCount, ...]]:
    pieces = [clause.span.of(asked) for clause in clauses]
    return {name: tuple(_count(name, one, pieces, tell) for one in counts) for name, counts in matches.facets.items()}


def _count(facet: str, one: Count, pieces: Sequence[str], tell: "_Tell") -> FacetCount:
    label, narrow = tell.value(facet, one.value)
    chosen = set(narrow) <= set(pieces)
    changed = [piece for piece in pieces if piece not in narrow] if chosen else [*pieces, *narrow]
    return FacetCount(one.value, label, one.count, " ".join(changed), chosen)


class _Tell(Struct, frozen=True):
    """Knows names, and what a person would write for them."""

    names: Directory
    lineage: Lineage

    def value(self, facet: str, value: str) -> tuple[str, tuple[str, ...]]:
        """What a value is called, and the pieces of a query that a person could have written to find only it."""
        if facet == "status":
            return value, _STATUS.get(value, (f"is:{value}",))
        field = _FIELDS[facet]
        if facet in ("party", "house", "year", "outcome", "ground"):
            return value.replace("_", " "), (_clause(field, value),)
        known = self.names.bodies if facet == "body" else self.names.members
        label = known.names.get(value, value)
        meant = self.names.to(label, self.lineage) if facet == "body" else self.names.members.meant(label)
        return label, (_clause(field, label if list(meant) == [value] else value),)


def _clause(field: str, value: str) -> str:
    return f'{field}:"{value}"' if " " in value else f"{field}:{value}"
