"""What can be asked about series: questions that are one sentence with something changed."""

from collections.abc import Mapping
from datetime import date as Day

from msgspec import Struct

from answerable.findings.series.finding import Asked, Found, SharedAnswer
from answerable.findings.series.series import MOST
from answerable.model.text import Span
from answerable.queries.names import Named, directory
from answerable.queries.one import OneQuestion
from answerable.queries.texts import Texts
from answerable.queries.views import question_url
from answerable.workspace import Workspace


class Value(Struct, frozen=True):
    """What a question puts into a slot, at `span` of its words, and what the answer it shares with others has of it.

    `mentioned`: the answer's words that mention it. `never_mentioned`: none do. Neither where no answer is shared, or
    where the value has no words that matter.
    """

    words: str
    span: Span
    mentioned: str | None = None
    never_mentioned: bool = False


class OneOfSeries(Struct, frozen=True):
    """A question of a series. `answer` numbers the answers that several of its questions got, from 1; 0: none."""

    id: str
    url: str
    asked_by: str | None
    tabled: Day | None
    values: tuple[Value, ...]
    answer: int


class SeriesView(Struct, frozen=True):
    """Questions of one sentence, oldest first; `template` has … where they differ, `answers` says how many got each.

    `size` questions are of the series. Of a long one the 200 asked around the time of this one are told; on the
    question's own page, 12.
    """

    size: int
    template: str
    questions: tuple[OneOfSeries, ...]
    answers: tuple[int, ...]


def series(workspace: Workspace, asked: OneQuestion) -> SeriesView | None:
    """The series that a question belongs to, and what the answer that several got never mentions."""
    question = workspace.record.question(asked.id)
    return series_of(workspace, question.id, Texts(workspace.record, question))


def series_of(workspace: Workspace, question_id: str, texts: Texts, most: int = MOST) -> SeriesView | None:
    """As `series`, of a question that is held; `most`: how many of its questions are told."""
    found = workspace.series.series(question_id, texts.questions, texts.answers, most)
    return _shown(found, texts, directory(workspace.record).members) if found else None


def _shown(found: Found, texts: Texts, members: Named) -> SeriesView:
    told = {id_: value for number, one in enumerate(found.shared, 1) for id_, value in _told(number, one, texts)}
    words = texts.questions([one.id for one in found.asked])
    return SeriesView(
        found.size,
        " … ".join(found.fixed).strip(),
        tuple(_one(one, words[one.id], told.get(one.id), members.names) for one in found.asked),
        tuple(len(one.ids) for one in found.shared),
    )


_Told = tuple[int, tuple[tuple[str | None, bool], ...]]  # the answer's number; for each slot what it mentions, or not


def _told(number: int, shared: SharedAnswer, texts: Texts) -> list[tuple[str, _Told]]:
    answer = texts.answers(shared.ids[:1])[shared.ids[0]]
    return [
        (id_, (number, tuple((one.span.of(answer) if one.span else None, one.left_out) for one in mentions)))
        for id_, mentions in zip(shared.ids, shared.mentions, strict=True)
    ]


def _one(one: Asked, words: str, told: _Told | None, names: Mapping[str, str]) -> OneOfSeries:
    number, mentions = told or (0, ((None, False),) * len(one.values))
    values = tuple(Value(span.of(words), span, *mention) for span, mention in zip(one.values, mentions, strict=True))
    tabled = Day.fromisoformat(one.tabled) if one.tabled else None
    asker = names.get(one.asker, one.asker) or None
    return OneOfSeries(one.id, question_url(one.id), asker, tabled, values, number)
