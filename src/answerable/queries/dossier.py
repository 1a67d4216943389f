"""A topic as a dossier: its questions and answers in order, and what they share, cite, promise and leave unanswered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date as Day
from itertools import islice
from typing import Annotated

from msgspec import Meta, Struct

from answerable.errors import NotFound
from answerable.findings.outcomes.finding import Judged, Part
from answerable.model.licence import ATTRIBUTION, LICENCE, LICENCE_URL
from answerable.model.outcome import Outcome
from answerable.model.question import Question
from answerable.queries.annotations import AnnotationsView, CitationView, PromiseView, annotations
from answerable.queries.names import named
from answerable.queries.one import OneQuestion
from answerable.queries.passages import passages_of
from answerable.queries.search import Search, Sort, search
from answerable.queries.views import cite, person, question_url, title
from answerable.workspace import Workspace

MOST = 500  # questions in one dossier
_AT_ONCE = 100
_PASSAGES = 40
_METHOD = (
    "The questions are those that the query found in this record, oldest first unless another order was asked for."
    " Texts are as published; nothing in them is changed or left out.",
    "What an answer does (declined, deferred, not addressed …) is told by rules and by a model from the words alone;"
    " each stands beside the sentence it rests on. It says what the text does, never why.",
    "Words are said more than once when the same sentence or paragraph stands word for word in more than one of the"
    " answers here. Of these, the 40 that most answers have are told. Officially grouped questions got one answer.",
    "What became of a promise is told only from later answers in the record.",
)


class Topic(Struct, frozen=True):
    """`q`: a query in the search language; `limit`: how many questions at most, in the order of `sort`."""

    q: Annotated[str, Meta(max_length=1000)]
    sort: Sort = "oldest"
    limit: Annotated[int, Meta(ge=1, le=MOST)] = 100


class Exchange(Struct, frozen=True):
    """A question and its answer in a dossier. `number` is what other lines call it by; `ref` how to cite it.

    `does`: what the answer does, None where there is none; `unanswered`: parts asked and not answered.
    """

    number: int
    id: str
    url: str
    ref: str
    title: str
    asked_by: str | None
    body: str | None
    tabled: Day | None
    answered_by: str | None
    answered: Day | None
    status: str
    question: str
    answer: str
    does: Judged | None
    unanswered: tuple[Part, ...]


class SharedWords(Struct, frozen=True):
    """Words that several of the answers have: `whole` answers that are one, or a passage; `numbers` of exchanges."""

    words: str
    whole: bool
    numbers: tuple[int, ...]


class CitedIn(Struct, frozen=True):
    """Something cited, with the numbers of the exchanges that cite it."""

    name: str
    url: str
    numbers: tuple[int, ...]


class PromiseIn(Struct, frozen=True):
    """A promise, and the number of the exchange that made it."""

    number: int
    made: PromiseView


class DossierView(Struct, frozen=True):
    """A dossier; `total` is how many questions the query finds, of which `exchanges` are here."""

    query: str
    made: Day
    record: str
    total: int
    exchanges: tuple[Exchange, ...]
    shared: tuple[SharedWords, ...]
    cited: tuple[CitedIn, ...]
    promises: tuple[PromiseIn, ...]
    method: tuple[str, ...] = _METHOD
    licence: str = LICENCE
    licence_url: str = LICENCE_URL
    attribution: str = ATTRIBUTION


def dossier(workspace: Workspace, asked: Topic) -> DossierView:
    """A topic's questions and answers in order, with what they share, cite, promise and leave unanswered.

    NotFound when the query finds nothing; QueryError, with its place, when it cannot be understood.
    """
    total, ids = _found(workspace, asked)
    if not ids:
        raise NotFound(f"no question in this record fits {asked.q[:100]!r}, so there is nothing to make a dossier of")
    held = workspace.record.questions(ids)
    questions = list(named(workspace.record, (held[id_] for id_ in ids if id_ in held)))
    told = [annotations(workspace, OneQuestion(one.id)) for one in questions]
    numbers = {one.id: number for number, one in enumerate(questions, 1)}
    return DossierView(
        asked.q,
        Day.today(),
        workspace.record.directory.name,
        total,
        tuple(_exchange(numbers[one.id], one, said) for one, said in zip(questions, told, strict=True)),
        (*_same(workspace, questions, numbers), *islice(_passages(workspace, questions, numbers), _PASSAGES)),
        tuple(_cited(told)),
        tuple(PromiseIn(number, one) for number, said in enumerate(told, 1) for one in said.promises),
    )


def _found(workspace: Workspace, asked: Topic) -> tuple[int, list[str]]:
    total, ids = 0, list[str]()
    for offset in range(0, asked.limit, _AT_ONCE):
        page = search(workspace, Search(asked.q, asked.sort, min(_AT_ONCE, asked.limit - offset), offset))
        total, ids = page.total, [*ids, *(hit.id for hit in page.hits)]
        if len(page.hits) < _AT_ONCE:
            break
    return total, ids


def _exchange(number: int, question: Question, told: AnnotationsView) -> Exchange:
    by = person(question.answer.by) if question.answer else None
    return Exchange(
        number,
        question.id,
        question_url(question.id),
        cite(question),
        title(question),
        question.asker.known_as if question.asker else None,
        question.body.name if question.body else None,
        question.tabled,
        by.name if by else None,
        question.answered_on,
        question.status.value,
        question.words,
        question.answer_words,
        told.outcome,
        tuple(part for part in told.parts if len(told.parts) > 1 and part.got is not Outcome.ANSWERED),
    )


def _same(workspace: Workspace, questions: Sequence[Question], numbers: Mapping[str, int]) -> Iterator[SharedWords]:
    """Answers that are one answer."""
    texts = workspace.reuse.texts([one.id for one in questions])
    groups: dict[int, list[Question]] = {}
    for one in questions:
        if one.id in texts:
            groups.setdefault(texts[one.id], []).append(one)
    for group in groups.values():
        if len(group) > 1:
            yield SharedWords(group[0].answer_words, True, tuple(numbers[one.id] for one in group))


def _passages(workspace: Workspace, questions: Sequence[Question], numbers: Mapping[str, int]) -> Iterator[SharedWords]:
    """Passages that different answers have, those that most have first; none within another that as many have."""
    texts = workspace.reuse.texts([one.id for one in questions])
    first = {texts.get(one.id, one.id): one for one in reversed(questions)}
    using: dict[str, set[int]] = {}
    for one in first.values():
        for passage in passages_of(workspace, one):
            using.setdefault(passage.words, set()).add(numbers[one.id])
    ranked = sorted(using.items(), key=lambda one: (-len(one[1]), -len(one[0]), one[0]))
    told: list[tuple[str, set[int]]] = []
    for words, where in ranked:
        if len(where) > 1 and not any(words in other and where <= around for other, around in told):
            told.append((words, where))
            yield SharedWords(words, False, tuple(sorted(where)))


def _cited(told: Iterable[AnnotationsView]) -> Iterator[CitedIn]:
    """What is cited, in the order in which it is cited first."""
    found: dict[str, tuple[CitationView, list[int]]] = {}
    for number, said in enumerate(told, 1):
        for one in said.citations:
            if one.url:
                found.setdefault(one.url, (one, []))[1].append(number)
    for url, (one, numbers) in found.items():
        name = ", ".join(dict.fromkeys(word for word in (one.title or one.quote, one.number) if word))
        yield CitedIn(name, url, tuple(dict.fromkeys(numbers)))
