"""What is still waiting for an answer: for whom, how long, due when, and under which rule."""

from collections.abc import Iterator
from datetime import date as Day
from datetime import timedelta
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import asdict

from answerable.findings.timeliness import waiting as finding
from answerable.findings.timeliness.rules import Rule
from answerable.model.question import Question
from answerable.queries.deadlines import About, RuleView, Who, about, day_asked, reading, rule_view
from answerable.queries.views import QuestionLine, line
from answerable.workspace import Workspace

_AT_ONCE = 500  # questions read from the record at a time


class Waiting(Struct, frozen=True):
    """`body`, `member`: a name or id; `overdue`: only what is past its day; `rule`: instead of the default.

    `as_of`: a day, today unless given; `limit` and `offset` page through, longest waiting first.
    """

    body: str = ""
    member: str = ""
    overdue: bool = False
    rule: str = ""
    as_of: str = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 20
    offset: Annotated[int, Meta(ge=0, le=1_000_000)] = 0


class WaitingLine(QuestionLine, frozen=True):
    """A question that waits. `days` since it was tabled, `over` of them since it was due; `due` None: cannot be said.

    `changed`: the day it became overdue, if it has, else the day it was tabled.

    `rule` is the deadline rule it was held to, and `why` what that rule says.
    """

    state: str
    days: int
    due: Day | None
    over: int
    held: Day | None
    changed: Day
    rule: str
    why: str


class Awaited(Struct, frozen=True):
    """What waits on the day `as_of`, as known to this record: how many in all, how many of them past their day.

    Left out and counted: `without_rule`, of which no rule speaks; `not_known`, tabled when no session is known.
    """

    as_of: Day
    body: Who | None
    member: Who | None
    rules: tuple[RuleView, ...]
    total: int
    overdue: int
    lines: tuple[WaitingLine, ...]
    without_rule: int
    not_known: int


def waiting(workspace: Workspace, asked: Waiting) -> Awaited:
    """The questions without an answer, longest waiting first: due when, and under which rule."""
    whom, rules, as_of = _asked(workspace, asked)
    found = workspace.timeliness.waiting(
        rules, as_of, whom.scope, overdue=asked.overdue, limit=asked.limit, offset=asked.offset
    )
    return Awaited(
        as_of,
        whom.body,
        whom.member,
        tuple(rule_view(workspace, rule) for rule in rules),
        found.total,
        found.overdue,
        _lines(workspace, found.page, rules, as_of),
        found.without_rule,
        found.not_known,
    )


def every_waiting(workspace: Workspace, asked: Waiting) -> Iterator[WaitingLine]:
    """All of them, whatever `limit` and `offset`; read from the record a few hundred at a time."""
    whom, rules, as_of = _asked(workspace, asked)
    page = workspace.timeliness.waiting(rules, as_of, whom.scope, overdue=asked.overdue).page
    chunks = (page[at : at + _AT_ONCE] for at in range(0, len(page), _AT_ONCE))
    return (one for chunk in chunks for one in _lines(workspace, chunk, rules, as_of))


def lately_waiting(workspace: Workspace, asked: Waiting) -> tuple[WaitingLine, ...]:
    """`limit` of them, those first that became overdue or were tabled last: news for a feed."""
    whom, rules, as_of = _asked(workspace, asked)
    page = workspace.timeliness.waiting(rules, as_of, whom.scope, overdue=asked.overdue).page
    newest = sorted(page, key=lambda one: _changed(one, as_of), reverse=True)[: asked.limit]
    return _lines(workspace, tuple(newest), rules, as_of)


def overdue_ids(workspace: Workspace, as_of: Day) -> tuple[str, ...]:
    """What is past its day on that day, under the rules that hold unless another is asked for."""
    return workspace.timeliness.overdue(reading(workspace), as_of)


def _asked(workspace: Workspace, asked: Waiting) -> tuple[About, tuple[Rule, ...], Day]:
    whom = about(workspace, asked.body, asked.member)
    return whom, reading(workspace, asked.rule), day_asked(asked.as_of, "as_of")


def _lines(
    workspace: Workspace, page: tuple[finding.Waits, ...], rules: tuple[Rule, ...], as_of: Day
) -> tuple[WaitingLine, ...]:
    held = workspace.record.questions(one.id for one in page)
    words = {rule.id: rule.words for rule in rules}
    return tuple(_line(held[one.id], one, words[one.rule], as_of) for one in page if one.id in held)


def _changed(waits: finding.Waits, as_of: Day) -> Day:
    return waits.due + timedelta(days=1) if waits.due and waits.due < as_of else waits.tabled


def _line(question: Question, waits: finding.Waits, why: str, as_of: Day) -> WaitingLine:
    told = {name: getattr(waits, name) for name in ("days", "due", "held", "rule")}
    told |= {"over": max((as_of - waits.due).days, 0) if waits.due else 0, "changed": _changed(waits, as_of)}
    return WaitingLine(**asdict(line(question)), **told, state=waits.state.value, why=why)
