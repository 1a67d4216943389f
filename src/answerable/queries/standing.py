"""Where one question stands: when it was due, how long it took, and under which rule."""

from collections.abc import Sequence
from datetime import date as Day

from msgspec import Struct

from answerable.findings.timeliness.assess import State
from answerable.findings.timeliness.dates import chamber_of, kind_of
from answerable.findings.timeliness.standing import Move, Taken
from answerable.findings.timeliness.standing import standing as stands
from answerable.model.history import Event
from answerable.model.question import Question
from answerable.queries.deadlines import RuleView, reading, rule_view
from answerable.workspace import Workspace

__all__ = ["Move", "StandingView", "Taken", "standing_of"]


class StandingView(Struct, frozen=True):
    """A question's standing on the day `as_of` under `rule`, None where none known here speaks of it.

    `state` in words; `taken` days to the answer, or so far, in calendar, working and sitting days, each None where it
    cannot be said. The two `on_time` are the two ways to count a holding answer.
    """

    as_of: Day
    state: str
    rule: RuleView | None
    due: Day | None = None
    taken: Taken | None = None
    on_time: bool | None = None
    on_time_with_holding: bool | None = None
    moves: tuple[Move, ...] = ()
    notes: tuple[str, ...] = ()


def standing_of(workspace: Workspace, question: Question, history: Sequence[Event]) -> StandingView:
    """The question under the rule that speaks of it, today. Never "late" without dates."""
    as_of = Day.today()
    chamber, kind = chamber_of(question), kind_of(question)
    rule = next((one for one in reading(workspace) if one.covers(chamber, kind)), None)
    if rule is None:
        return StandingView(as_of, (State.OUTSIDE if question.tabled else State.NO_DATES).value, None)
    found = stands(question, rule, workspace.calendars.of(rule.chamber), as_of, history)
    return StandingView(
        as_of,
        found.state.value,
        rule_view(workspace, rule),
        found.due,
        found.taken,
        found.on_time,
        found.on_time_with_holding,
        found.moves,
        found.notes,
    )
