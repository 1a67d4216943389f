"""Which wordings got figures and which got stock words: what the parts of like questions got, by how they asked."""

import re
from collections.abc import Collection, Sequence
from itertools import groupby

from msgspec import Struct

from answerable.findings.outcomes.finding import Part
from answerable.model.outcome import Outcome
from answerable.model.part import Kind
from answerable.model.question import Question
from answerable.queries.views import question_url
from answerable.workspace import Workspace

LEAST = 5  # answers, below which no share is told
_EXAMPLES = 5
# Numbers that are no figures: days, years, the numbers of questions and papers.
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_NO_FIGURE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}\b|\b(?:19|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?\b"
    r"|\b(?:Questions?|UIN|CP|HC|Cm|HCWS|HLWS|HL|section|article|page|paragraph) ?\d{1,7}\b|https?://\S{1,300}",
    re.I,
)
_FIGURE = re.compile(r"(?<![\w-])\d")


class Got(Struct, frozen=True):
    """`parts` that got this; `share` of their wording's, None where too few tell; `questions`: some of theirs."""

    outcome: Outcome
    parts: int
    share: float | None
    questions: tuple[str, ...]


class Wording(Struct, frozen=True):
    """What the parts of like questions got that asked in one way; `asked`: the draft asks so too.

    `figures`: of their answers so many hold a number; `elsewhere`: so many were given word for word to other questions
    too. Both count `answers`.
    """

    kind: Kind
    asked: bool
    parts: int
    got: tuple[Got, ...]
    answers: int
    figures: int
    elsewhere: int


def wordings(workspace: Workspace, asked: Collection[Kind], like: Sequence[Question]) -> tuple[Wording, ...]:
    """By how they asked, those of the draft first and then the most usual."""
    held = {one.id: one for one in like}
    parts = workspace.outcomes.parts_of(list(held))
    given = workspace.reuse.given(list(parts))
    ordered = sorted(((part, held[id_]) for id_, found in parts.items() for part in found), key=lambda one: one[0].kind)
    made = [
        _wording(Kind(kind), kind in asked, list(these), given)
        for kind, these in groupby(ordered, key=lambda one: one[0].kind)
    ]
    return tuple(sorted(made, key=lambda one: (not one.asked, -one.parts, one.kind)))


def has_figure(answer: str) -> bool:
    """Whether a number stands in the answer that is no day, year, or number of a question or paper."""
    return bool(_FIGURE.search(_NO_FIGURE.sub(" ", answer)))


def _wording(kind: Kind, asked: bool, these: list[tuple[Part, Question]], given: dict[str, int]) -> Wording:
    answers = {question.id: question.answer_words for _, question in these}
    of = len(these) if len(answers) >= LEAST else None
    got = [_got(outcome, [question.id for part, question in these if part.got == outcome], of) for outcome in Outcome]
    return Wording(
        kind,
        asked,
        len(these),
        tuple(sorted((one for one in got if one.parts), key=lambda one: -one.parts)),
        len(answers),
        sum(map(has_figure, answers.values())),
        sum(given.get(id_, 1) > 1 for id_ in answers),
    )


def _got(outcome: Outcome, questions: Sequence[str], of: int | None) -> Got:
    share = len(questions) / of if of else None
    return Got(outcome, len(questions), share, tuple(map(question_url, dict.fromkeys(questions)))[:_EXAMPLES])
