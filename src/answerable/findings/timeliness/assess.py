"""Where questions stand under a rule on a day: the one place where that is worked out, for one or for a million."""

from datetime import date
from enum import StrEnum

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from answerable.findings.timeliness.calendar import Calendar
from answerable.findings.timeliness.dates import Columns, Mask, of_kinds
from answerable.findings.timeliness.days import NO_DAY, NOT_KNOWN, DayLine, Ordinals
from answerable.findings.timeliness.rules import Rule, Unit


class State(StrEnum):
    """Where a question stands under a rule.

    HOLDING: no answer in time, but a holding answer was; answered since or not. OPEN: not due yet; on the day it is due
    it is still open. DIED, WITHDRAWN and UNLISTED have no answer.
    """

    ON_TIME = "on time"
    LATE = "late"
    HOLDING = "holding answer in time"
    OPEN = "open"
    OVERDUE = "overdue"
    DIED = "died when the session ended"
    WITHDRAWN = "withdrawn"
    UNLISTED = "no longer listed"
    NOT_YET = "not tabled yet"
    NO_DATES = "no dates"
    CONTRADICTED = "dates contradict each other"
    UNKNOWN = "calendar not known"
    OUTSIDE = "not under this rule"


STATES = tuple(State)
_CODE = {state: code for code, state in enumerate(STATES)}


class Assessed(Struct, frozen=True, eq=False):
    """For each question: its state (place in STATES), the day due, the day of the answer if it came by then.

    `stopped` is where the clock stopped: at the answer, the withdrawal, the end of the session, or on the day asked
    about. `reached`: the due day went by, before the session ended. `held`: a holding answer came by the due day.
    """

    state: NDArray[np.int8]
    due: Ordinals
    answered: Ordinals
    stopped: Ordinals
    reached: Mask
    held: Mask

    def among(self, *states: State) -> Mask:
        """Which rows are in one of these states."""
        return of_states(self.state, *states)

    def take(self, chosen: Mask) -> "Assessed":
        """Only these rows."""
        return Assessed(**{name: getattr(self, name)[chosen] for name in self.__struct_fields__})


def of_states(codes: NDArray[np.int8], *states: State) -> Mask:
    """Which of the places in STATES stand for one of these states."""
    found: Mask = np.array([state in states for state in STATES])[codes]
    return found


def due_days(columns: Columns, rule: Rule, calendar: Calendar) -> Ordinals:
    """The day each is due: NO_DAY where no day was given to count from, NOT_KNOWN where the calendar does not reach."""
    if rule.unit == Unit.NAMED_DAY:
        return columns.named
    if rule.unit == Unit.CALENDAR:
        counted = columns.tabled + np.int32(rule.count)
    else:
        counted = line_of(calendar, rule.unit).after(columns.tabled, rule.count)
    return np.where(columns.tabled == NO_DAY, NO_DAY, counted).astype(np.int32)


def line_of(calendar: Calendar, unit: Unit) -> DayLine:
    """The days that a rule of this unit counts; not for calendar days, which need no calendar."""
    return {Unit.WORKING: calendar.working, Unit.SITTING: calendar.sitting}[unit]


def assess(columns: Columns, rule: Rule, calendar: Calendar, as_of: date) -> Assessed:
    """Where each stands on the day `as_of`, which is not over. What happened after that day is not looked at."""
    day = np.int32(as_of.toordinal())
    facts = _facts(columns, due_days(columns, rule, calendar), calendar.session_ends(columns.tabled), day)
    state = _states(columns, rule, facts, day)
    silent_until = np.where(state == _CODE[State.DIED], facts.ends, day)
    stopped = np.where(facts.withdrawn, columns.withdrawn_on, np.where(facts.silent, silent_until, facts.answered))
    reached = (facts.due > NO_DAY) & facts.past & ((facts.due <= facts.ends) | (facts.ends == NOT_KNOWN))
    return Assessed(state, facts.due, facts.answered, stopped.astype(np.int32), reached, facts.held)


class _Facts(Struct, frozen=True, eq=False):
    """What is so on the day asked about, before it gets a name."""

    due: Ordinals
    ends: Ordinals
    answered: Ordinals
    silent: Mask
    past: Mask
    held: Mask
    withdrawn: Mask


def _facts(columns: Columns, due: Ordinals, ends: Ordinals, day: np.int32) -> _Facts:
    answered = np.where(columns.answered <= day, columns.answered, NO_DAY).astype(np.int32)
    silent = answered == NO_DAY
    held = (columns.held != NO_DAY) & (columns.held <= np.minimum(due, day))
    withdrawn = silent & columns.withdrawn & (columns.withdrawn_on <= day)
    return _Facts(due, ends, answered, silent, due < day, held, withdrawn)


def _states(columns: Columns, rule: Rule, facts: _Facts, day: np.int32) -> NDArray[np.int8]:
    """The first that holds, from the top."""
    due, ends, silent = facts.due, facts.ends, facts.silent
    cases = (
        ((columns.tabled == NO_DAY) | columns.undated, State.NO_DATES),
        (~of_kinds(columns.kind, rule.kinds), State.OUTSIDE),
        (due == NO_DAY, State.NO_DATES),
        (_contradicted(columns, due), State.CONTRADICTED),
        (columns.tabled > day, State.NOT_YET),
        (facts.withdrawn, State.WITHDRAWN),
        (silent & columns.unlisted, State.UNLISTED),
        (silent & (ends != NOT_KNOWN) & (ends < day), State.DIED),
        ((due == NOT_KNOWN) | (silent & (ends == NOT_KNOWN)), State.UNKNOWN),
        (~silent & (facts.answered <= due), State.ON_TIME),
        (facts.held & facts.past, State.HOLDING),
        (~silent, State.LATE),
        (facts.past, State.OVERDUE),
    )
    chosen = np.select([case for case, _ in cases], [_CODE[state] for _, state in cases], _CODE[State.OPEN])
    return chosen.astype(np.int8)


def _contradicted(columns: Columns, due: Ordinals) -> Mask:
    """Answered, held or due before it was tabled: a date must be wrong, so none is relied on."""
    tabled = columns.tabled
    answered = (columns.answered != NO_DAY) & (columns.answered < tabled)
    held = (columns.held != NO_DAY) & (columns.held < tabled)
    early: Mask = answered | held | ((due > NO_DAY) & (due < tabled))
    return early
