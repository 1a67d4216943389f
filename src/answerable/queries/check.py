"""Checking a draft question before it is tabled: what was asked like it, what a clerk may look at, what wordings got.

A draft is private: nothing of it is kept or logged, and it stands in no address.
"""

from collections.abc import Sequence
from datetime import date as Day
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import asdict
from rapidfuzz import fuzz

from answerable.errors import InputError
from answerable.findings import order
from answerable.findings.citations import citations
from answerable.findings.order import Flag
from answerable.findings.parts import parts
from answerable.findings.search.nearest import nearest
from answerable.findings.timeliness.dates import chamber_of
from answerable.model.opening import opening
from answerable.model.part import Part
from answerable.model.question import Question
from answerable.model.text import plain_text
from answerable.queries.addressed import Addressed, addressed
from answerable.queries.deadlines import day_asked
from answerable.queries.names import named
from answerable.queries.search import Highlight, highlights
from answerable.queries.views import QuestionLine, line, question_url
from answerable.queries.wordings import Wording, wordings
from answerable.workspace import Workspace

LONGEST = 20_000  # letters of a draft: forty times what nearly all questions have
SAME = 85  # likeness from which on two askings count as nearly the same words
_BASE = 50  # of the nearest questions are counted by their wording
_LIKE = 0.3  # of what the draft's words tell a question must hold to count as like it
_COMMONS, _LORDS = "uk-commons", "uk-lords"


class Drafting(Struct, frozen=True):
    """`draft`: the question as it would be tabled; `limit`: how many of the nearest are told.

    `as_of`: the day in whose session it would be tabled, today unless given.
    """

    draft: Annotated[str, Meta(max_length=LONGEST)]
    limit: Annotated[int, Meta(ge=1, le=50)] = 10
    as_of: Annotated[str, Meta(max_length=10)] = ""


class NearQuestion(QuestionLine, frozen=True):
    """A question near a draft, with its answer in plain words and the places that share the draft's telling words.

    `session` of the House is the one in which it was tabled, empty when not known; `this_session`: it is the draft's.
    `likeness`, 0 to 100, is of the words asked. `outcome` and `ground` are empty where no whole answer was judged.
    """

    answer: str
    highlights: tuple[Highlight, ...]
    session: str
    this_session: bool
    likeness: int
    outcome: str
    ground: str


class Checked(Struct, frozen=True):
    """What there is to know of a draft; spans of `flags` and `parts` count in `draft`.

    `session`: the one it would be tabled in, empty when not known. `near`: the nearest first. `addressed`: the body it
    is put to, where the record tells. `wordings`: what questions like it got, by how they asked.
    """

    draft: str
    session: str
    parts: tuple[Part, ...]
    addressed: Addressed | None
    flags: tuple[Flag, ...]
    near: tuple[NearQuestion, ...]
    wordings: tuple[Wording, ...]


def check(workspace: Workspace, asked: Drafting) -> Checked:
    """Whether a draft question was asked and answered before, and what the rules of order would have a clerk look at.

    InputError when the draft is blank or too long.
    """
    draft, as_of = _draft(asked.draft), day_asked(asked.as_of, "as_of")
    ranked = nearest(workspace.search.near(draft, workspace.record.questions))
    found = [one.question for one in ranked]
    asks = parts(draft)
    near = _near(workspace, draft, found[: asked.limit], as_of)
    like = [one.question for one in ranked if one.features["words"] >= _LIKE]
    to = addressed(workspace, draft, found)
    return Checked(
        draft,
        _session(workspace, _chamber(draft), as_of),
        asks,
        to,
        (*order.flags(draft, asks, [one.span for one in citations(draft)]), *_of_record(to, near)),
        near,
        wordings(workspace, {part.kind for part in asks}, like[:_BASE]),
    )


def _draft(words: str) -> str:
    if len(words) > LONGEST:
        raise InputError("draft", f"at most {LONGEST:,} characters", f"{len(words):,}")
    if not words.strip():
        raise InputError("draft", "the words of a question", "nothing")
    return plain_text(words).plain


def _chamber(draft: str) -> str:
    return _LORDS if "Majesty" in opening(draft).of(draft) else _COMMONS


def _session(workspace: Workspace, chamber: str, day: Day | None) -> str:
    """The session of a day, where the calendar knows it."""
    known = workspace.calendars.of(chamber).session(day) if day else None
    return known.name if known else ""


def _near(workspace: Workspace, draft: str, found: Sequence[Question], as_of: Day) -> tuple[NearQuestion, ...]:
    questions = named(workspace.record, found)
    judged = workspace.outcomes.labels([one.id for one in questions])
    asked = workspace.search.marked(draft, [one.words for one in questions])
    told = workspace.search.marked(draft, [one.answer_words for one in questions])
    return tuple(
        NearQuestion(
            **asdict(line(one)),
            answer=one.answer_words,
            highlights=highlights(here, there),
            session=(session := _session(workspace, chamber_of(one), one.tabled)),
            this_session=bool(session) and session == _session(workspace, chamber_of(one), as_of),
            likeness=_alike(draft, one.words),
            outcome=judged.get(one.id, ("", ""))[0],
            ground=judged.get(one.id, ("", ""))[1],
        )
        for one, here, there in zip(questions, asked, told, strict=True)
    )


def _alike(draft: str, question: str) -> int:
    """0 to 100: how much of both askings is the same words, in any order."""
    asking, asked = (one[opening(one).end :].casefold() for one in (draft, question))
    return round(fuzz.token_sort_ratio(asking, asked))


def _of_record(to: Addressed | None, near: Sequence[NearQuestion]) -> list[Flag]:
    """The flags that rest on what was asked before."""
    flags = []
    if to and to.other:
        flags.append(order.of_record("responsibility", [question_url(id_) for id_ in to.questions], [to.span]))
    again = [one for one in near if one.this_session and one.answered and one.likeness >= SAME]
    if again:
        flags.append(order.of_record("answered", [one.url for one in again]))
    return flags
