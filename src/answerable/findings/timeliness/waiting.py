"""What is still waiting for an answer on a day, longest first, each with its rule and the day due."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from answerable.findings.timeliness.assess import STATES, State, assess, of_states
from answerable.findings.timeliness.calendar import Calendar
from answerable.findings.timeliness.calendars import Calendars
from answerable.findings.timeliness.days import NO_DAY, NOT_KNOWN, Ordinals, as_date
from answerable.findings.timeliness.rules import Rule
from answerable.findings.timeliness.scope import Rows, Scope, covered
from answerable.findings.timeliness.store import Stored


class Waits(Struct, frozen=True):
    """A question without an answer. `days` since tabling; `due` None: calendar not known, or no day named."""

    id: str
    state: State
    rule: str
    tabled: date
    days: int
    due: date | None
    held: date | None


class Waiting(Struct, frozen=True):
    """What waits on `as_of`: how many in all, how many of them past their day, and a page of them.

    A question whose only answer by its day was a holding answer has no answer yet, and counts as overdue. Left out and
    counted: `without_rule`, that none of the rules speaks of; `not_known`, tabled when no session is known.
    """

    as_of: date
    rules: tuple[str, ...]
    total: int
    overdue: int
    page: tuple[Waits, ...]
    without_rule: int
    not_known: int


def waiting(
    stored: Stored,
    reading: Sequence[Rule],
    calendars: Calendars,
    as_of: date,
    scope: Scope,
    *,
    overdue: bool,
    part: slice,
) -> Waiting:
    """What waits of what is in scope, under the rules; `part` of it, or only of what is overdue, in full."""
    found, without_rule = _silent_under(stored, reading, calendars, as_of, scope)
    rows, states, dues = (np.concatenate([one[at] for one in found] or [_EMPTY]) for at in range(3))
    rules = np.repeat(np.arange(len(reading)), [len(one[0]) for one in found])
    past = of_states(states, *_PAST)
    order = np.lexsort((rows, stored.columns.tabled[rows]))
    shown = (order[past[order]] if overdue else order)[part]
    return Waiting(
        as_of=as_of,
        rules=tuple(rule.id for rule in reading),
        total=len(rows),
        overdue=int(past.sum()),
        page=tuple(_waits(stored, rows[at], reading[rules[at]].id, states[at], dues[at], as_of) for at in shown),
        without_rule=without_rule,
        not_known=sum(one[3] for one in found),
    )


def overdue_ids(stored: Stored, reading: Sequence[Rule], calendars: Calendars, as_of: date) -> tuple[str, ...]:
    """The ids of all that is past its day, by rule."""
    found, _ = _silent_under(stored, reading, calendars, as_of, Scope())
    return tuple(stored.id_of(row) for rows, states, *_ in found for row in rows[of_states(states, *_PAST)])


_PAST = (State.OVERDUE, State.HOLDING)
_EMPTY = np.array([], np.int8)
_Found = tuple[Rows, NDArray[np.int8], Ordinals, int]  # rows, states, days due, and how many of unknown session


def _silent_under(
    stored: Stored, reading: Sequence[Rule], calendars: Calendars, as_of: date, scope: Scope
) -> tuple[list[_Found], int]:
    """What is silent of what is in scope, by rule; and how much none of the rules speaks of."""
    by_rule, rest = _by_first_rule(stored, reading, scope.among(stored, _silent(stored, as_of)))
    return [_under(stored, rows, rule, calendars.of(rule.chamber), as_of) for rule, rows in by_rule], len(rest)


def _silent(stored: Stored, as_of: date) -> Rows:
    """Tabled by that day, not answered by then, not withdrawn, still listed."""
    day, columns = as_of.toordinal(), stored.columns
    rows = np.flatnonzero((columns.answered == NO_DAY) | (columns.answered > day))
    tabled = columns.tabled[rows]
    closed = columns.undated[rows] | columns.withdrawn[rows] | columns.unlisted[rows]
    silent: Rows = rows[(tabled != NO_DAY) & (tabled <= day) & ~closed]
    return silent


def _by_first_rule(stored: Stored, reading: Sequence[Rule], rows: Rows) -> tuple[list[tuple[Rule, Rows]], Rows]:
    """The rows of each rule, each under the first that speaks of it; and those that none speaks of."""
    by_rule = []
    for rule in reading:
        ours = covered(stored, rule, rows)
        by_rule.append((rule, rows[ours]))
        rows = rows[~ours]
    return by_rule, rows


def _under(stored: Stored, rows: Rows, rule: Rule, calendar: Calendar, as_of: date) -> _Found:
    """Those of the silent questions whose session is not over."""
    ends = calendar.session_ends(stored.columns.tabled[rows])
    rows = rows[ends >= as_of.toordinal()]
    at = assess(stored.columns.take(rows), rule, calendar, as_of)
    sound = ~at.among(State.CONTRADICTED)
    return rows[sound], at.state[sound], at.due[sound], int((ends == NOT_KNOWN).sum())


def _waits(stored: Stored, row: int, rule: str, state: int, due: int, as_of: date) -> Waits:
    tabled, held = (int(column[row]) for column in (stored.columns.tabled, stored.columns.held))
    return Waits(
        id=stored.id_of(row),
        state=STATES[state],
        rule=rule,
        tabled=date.fromordinal(tabled),
        days=as_of.toordinal() - tabled,
        due=as_date(int(due)),
        held=as_date(held) if held <= as_of.toordinal() else None,
    )
