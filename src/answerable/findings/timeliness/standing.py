"""`standing(question, rule, calendar, as_of)`: when it was due, how long it took, and what to call that."""

from collections.abc import Iterable
from datetime import date

import numpy as np
from msgspec import Struct

from answerable.findings.timeliness.assess import STATES, Assessed, State, assess
from answerable.findings.timeliness.calendar import Calendar
from answerable.findings.timeliness.dates import Dates, columns_of, dates_of, event_day
from answerable.findings.timeliness.days import NO_DAY, as_date, one
from answerable.findings.timeliness.rules import Rule, Unit
from answerable.model.dates import in_full
from answerable.model.history import Event, Happening
from answerable.model.question import Question


class Taken(Struct, frozen=True):
    """Days from the day after tabling to the day the clock stopped, that day counted. None: calendar not known."""

    calendar: int
    working: int | None
    sitting: int | None


class Move(Struct, frozen=True):
    """A transfer: seen on which day, from which body to which, and how many sitting days after tabling.

    A transfer should come within two sitting days (Erskine May 22.9); sources show it only when they are next read.
    """

    seen: date | None
    before: str
    after: str
    sitting_days: int | None


class Standing(Struct, frozen=True, kw_only=True):
    """Where a question stands under `rule` on the day `as_of`, which is not over.

    `on_time` and `on_time_with_holding` are the two ways to count a holding answer; None while it is open, when the
    question fell away before it was due, and when it cannot be said. `taken` is None without dates to count from.
    `notes` are in words, for what a reader should know beside it.
    """

    rule: str
    as_of: date
    state: State
    due: date | None
    answered: date | None
    held: date | None
    on_time: bool | None
    on_time_with_holding: bool | None
    taken: Taken | None
    moves: tuple[Move, ...] = ()
    notes: tuple[str, ...] = ()


def standing(
    question: Question | Dates, rule: Rule, calendar: Calendar, as_of: date, events: Iterable[Event] = ()
) -> Standing:
    """The question under the rule on that day; its history, if given, tells of transfers and withdrawal.

    A question that the rule does not speak of is `State.OUTSIDE`. Dates that are missing, that contradict each other or
    that the calendar does not reach have states of their own, and are never called late.
    """
    told = tuple(events)
    dates = dates_of(question, told) if isinstance(question, Question) else question
    found = assess(columns_of(dates), rule, calendar, as_of)
    state = _state(found, dates, rule)
    on_time = _on_time(found, state)
    return Standing(
        rule=rule.id,
        as_of=as_of,
        state=state,
        due=as_date(int(found.due[0])),
        answered=as_date(int(found.answered[0])),
        held=dates.held if dates.held and dates.held <= as_of else None,
        on_time=on_time,
        on_time_with_holding=None if on_time is None else on_time or bool(found.held[0]),
        taken=_taken(found, dates, calendar, state),
        moves=tuple(_moves(told, dates, calendar, as_of)),
        notes=tuple(_notes(found, dates, rule, calendar)),
    )


def _state(found: Assessed, dates: Dates, rule: Rule) -> State:
    state = STATES[found.state[0]]
    outside = dates.chamber != rule.chamber and state != State.NO_DATES
    return State.OUTSIDE if outside else state


def _on_time(found: Assessed, state: State) -> bool | None:
    if state in (State.ON_TIME, State.LATE):
        return state == State.ON_TIME
    missed = state in (State.HOLDING, State.OVERDUE) or (state == State.DIED and found.reached[0])
    return False if missed else None


_UNCOUNTED = (State.NO_DATES, State.CONTRADICTED, State.NOT_YET)


def _taken(found: Assessed, dates: Dates, calendar: Calendar, state: State) -> Taken | None:
    stopped = found.stopped
    if dates.tabled is None or state in _UNCOUNTED or stopped[0] == NO_DAY:
        return None
    start = one(dates.tabled)
    working, sitting = calendar.working.between(start, stopped)[0], calendar.sitting.between(start, stopped)[0]
    return Taken(int(stopped[0] - start[0]), _known(working), _known(sitting))


def _known(count: np.int32) -> int | None:
    return int(count) if count >= 0 else None


def _moves(events: Iterable[Event], dates: Dates, calendar: Calendar, as_of: date) -> Iterable[Move]:
    for event in events:
        seen = event_day(event)
        if event.kind == Happening.MOVED and (seen is None or seen <= as_of):
            count = calendar.sitting.between(one(dates.tabled), one(seen))[0] if seen and dates.tabled else -1
            yield Move(seen, event.before, event.after, _known(np.int32(count)))


def _notes(found: Assessed, dates: Dates, rule: Rule, calendar: Calendar) -> Iterable[str]:
    tabled, due = dates.tabled, as_date(int(found.due[0]))
    if tabled and not rule.in_force(tabled, tabled):
        yield f"the {rule.called} was not in force on {in_full(tabled)}"
    if tabled and found.due[0] < NO_DAY:
        yield f"calendar not known for {tabled.year}"
    if rule.unit != Unit.NAMED_DAY or not (tabled and due):
        return
    if calendar.sitting.has(due) is False:
        yield f"{in_full(due)}, the day named, was not a sitting day"
    if np.busday_count(tabled, due) < rule.notice:
        yield f"named with less than {rule.notice} days' notice, Saturdays and Sundays left out"
