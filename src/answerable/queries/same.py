"""What can be asked about answers that are the same answer: one cluster, and the largest of all."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date as Day
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import asdict

from answerable.errors import NotFound
from answerable.findings.reuse.answers import Cluster, Use
from answerable.model.difference import Piece, difference
from answerable.model.question import Question
from answerable.queries.names import Named, directory
from answerable.queries.texts import Texts
from answerable.queries.views import BodyRef, QuestionLine, line
from answerable.workspace import Workspace

_VERSIONS = 20  # other wordings that are shown
_CHANGES = 12  # of one wording
_GROUPS = 20
_ASKERS = 20
_OTHERS = 6
_END = Piece("same", "")


class OneAnswer(Struct, frozen=True):
    """`id`: a question whose answer it is; `limit` and `offset` page through the questions that got it."""

    id: str
    limit: Annotated[int, Meta(ge=1, le=100)] = 20
    offset: Annotated[int, Meta(ge=0)] = 0


class Largest(Struct, frozen=True):
    """`to`: the body that answered, by id or name, all when empty; `year` of the answers, all when 0.

    `undeclared`: only answers given more than once without being officially grouped, most often given first; else
    officially grouped ones too, those that most questions got first.
    """

    to: Annotated[str, Meta(max_length=200)] = ""
    year: Annotated[int, Meta(ge=0, le=9999)] = 0
    undeclared: bool = False
    limit: Annotated[int, Meta(ge=1, le=100)] = 20


class Share(Struct, frozen=True):
    """A body or Member, and how many of the answers it gave, or of the questions they asked."""

    id: str
    name: str
    url: str
    count: int


class Month(Struct, frozen=True):
    """How often a body gave the answer in a month (`2025-09`); a grouped answer counts once."""

    month: str
    body: str
    answers: int


class Change(Struct, frozen=True):
    """Words of the answer shown, and those that stand in their place in another wording; either may be empty."""

    instead_of: str
    words: str


class Wording(Struct, frozen=True):
    """An answer of the cluster that is printed a little differently; `figures`: it is the same but for figures only."""

    id: str
    url: str
    figures: bool
    changes: tuple[Change, ...]


class SameAnswer(Struct, frozen=True):
    """All questions that got one answer. A grouped answer is one answer, however many `questions` it was given to.

    `members` are some of the questions, oldest answer first; `declared` the officially grouped ones among all, at most
    20 groups of `groups`; `askers` those who asked most of the questions, of `asked_by` in all.
    """

    id: str
    url: str
    words: str
    questions: int
    answers: int
    undeclared: bool
    first_use: Day | None
    last_use: Day | None
    members: tuple[QuestionLine, ...]
    declared: tuple[tuple[str, ...], ...]
    groups: int
    bodies: tuple[Share, ...]
    askers: tuple[Share, ...]
    asked_by: int
    months: tuple[Month, ...]
    wordings: tuple[Wording, ...]
    alike: int


class Elsewhere(Struct, frozen=True):
    """Where else one answer was given: `others` are some of the other questions, oldest answer first."""

    url: str
    questions: int
    answers: int
    first_use: Day | None
    last_use: Day | None
    others: tuple[QuestionLine, ...]


class RepeatedAnswer(QuestionLine, frozen=True):
    """The first question that got an answer; how many answers it was, to how many questions, and its words."""

    answers: int
    questions: int
    answer: str


class Repetition(Struct, frozen=True):
    """The answers most often given again; `years` are those that can be asked for, newest first."""

    body: BodyRef | None
    year: int
    years: tuple[int, ...]
    answers: tuple[RepeatedAnswer, ...]


def same(workspace: Workspace, asked: OneAnswer) -> SameAnswer | None:
    """Every question that got the answer of this one; nothing when it has no answer that can be compared."""
    question = workspace.record.question(asked.id)
    cluster = workspace.reuse.cluster(question.id)
    return _shown(workspace, question, cluster, asked) if cluster else None


def largest(workspace: Workspace, asked: Largest) -> Repetition:
    """The answers given most often, in all or by a body and in a year."""
    body = _body(workspace, asked.to)
    body_id = body.id if body else ""
    found = workspace.reuse.largest(body_id, asked.year, asked.limit, asked.undeclared)
    held = Texts(workspace.record).held([one.id for one in found])
    answers = tuple(
        RepeatedAnswer(**asdict(line(held[one.id])), answers=one.answers, questions=one.questions, answer=words)
        for one in found
        if one.id in held and (words := held[one.id].answer_words)
    )
    return Repetition(body, asked.year, workspace.reuse.years(body_id), answers)


def _body(workspace: Workspace, words: str) -> BodyRef | None:
    """The body of that id, or with those words in its name alone; NotFound when there is not exactly one."""
    if not words:
        return None
    bodies = directory(workspace.record).bodies
    found = bodies.find(words)
    if len(found) != 1:
        told = " or ".join(bodies.names[id_] for id_ in found[:5])
        raise NotFound(f"expected a body's id or name; {words[:80]!r} {f'may be {told}' if told else 'is none'}")
    return BodyRef(found[0], bodies.names[found[0]], f"/body/{found[0]}")


def elsewhere(workspace: Workspace, question: Question, texts: Texts) -> Elsewhere | None:
    """Where else the answer to a question was given; None where nowhere."""
    found = workspace.reuse.elsewhere(question.id, _OTHERS)
    if found is None:
        return None
    return Elsewhere(
        f"/same/{question.id}",
        found.questions,
        found.answers,
        _day(found.first_use),
        _day(found.last_use),
        tuple(line(one) for one in texts.held(found.others).values()),
    )


def _shown(workspace: Workspace, question: Question, cluster: Cluster, asked: OneAnswer) -> SameAnswer:
    uses = cluster.uses[asked.offset : asked.offset + asked.limit]
    alike = cluster.alike[:_VERSIONS]
    held = Texts(workspace.record).held([*(use.id for use in uses), *alike])
    names, declared = directory(workspace.record), cluster.declared()
    return SameAnswer(
        id=question.id,
        url=f"/same/{question.id}",
        words=question.answer_words,
        questions=len(cluster.uses),
        answers=cluster.answers,
        undeclared=cluster.undeclared,
        first_use=_day(cluster.first_use),
        last_use=_day(cluster.last_use),
        members=tuple(line(held[use.id]) for use in uses if use.id in held),
        declared=declared[:_GROUPS],
        groups=len(declared),
        bodies=_shares(cluster.bodies, names.bodies, "body"),
        askers=_shares(cluster.askers, names.members, "member")[:_ASKERS],
        asked_by=len(cluster.askers),
        months=_months(cluster.uses, names.bodies),
        wordings=_wordings(question, held, [use.id for use in uses], alike),
        alike=len(cluster.alike),
    )


def _shares(counts: Mapping[str, int], names: Named, kind: str) -> tuple[Share, ...]:
    return tuple(Share(id_, names.names.get(id_, id_), f"/{kind}/{id_}", count) for id_, count in counts.items())


def _months(uses: Sequence[Use], bodies: Named) -> tuple[Month, ...]:
    given = {(use.day[:7], use.body, use.group) for use in uses if use.day}
    counted = Counter((month, body) for month, body, _ in given)
    return tuple(Month(month, bodies.names.get(body, body), counted[month, body]) for month, body in sorted(counted))


def _wordings(
    question: Question, held: Mapping[str, Question], same: Sequence[str], alike: Sequence[str]
) -> tuple[Wording, ...]:
    """Each other wording once, as it is printed first."""
    words = question.answer_words
    seen, found = {words}, []
    for ids, figures in ((same, False), (alike, True)):
        for other in (held[id_] for id_ in ids if id_ in held):
            if other.answer_words not in seen:
                seen.add(other.answer_words)
                found.append(Wording(other.id, f"/q/{other.id}", figures, _changes(words, other.answer_words)))
    return tuple(one for one in found if one.changes)[:_VERSIONS]


def _changes(here: str, there: str) -> tuple[Change, ...]:
    """What is printed differently, the words that took another's place beside it."""
    changes: list[Change] = []
    gone = ""
    for piece in (*difference(here, there), _END):
        if piece.kind == "removed":
            gone = piece.words.strip()
            continue
        came = piece.words.strip() if piece.kind == "added" else ""
        if gone or came:
            changes.append(Change(gone, came))
        gone = ""
    return tuple(changes[:_CHANGES])


def _day(iso: str) -> Day | None:
    return Day.fromisoformat(iso) if iso else None
