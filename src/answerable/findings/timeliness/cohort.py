"""How long answers take: the closed cohort of a period – every question due in it, answered or not – under one rule."""

from collections.abc import Iterator
from datetime import date

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from answerable.findings.timeliness.assess import STATES, Assessed, State, assess, line_of
from answerable.findings.timeliness.calendar import Calendar
from answerable.findings.timeliness.dates import Mask
from answerable.findings.timeliness.days import NO_DAY, NOT_KNOWN, Ordinals
from answerable.findings.timeliness.rules import Rule, Unit
from answerable.findings.timeliness.scope import NOT_SAID, Period, Rows, Scope, covered
from answerable.findings.timeliness.store import Stored
from answerable.model.dates import in_full

SMALL = 30  # below it one question moves a share by more than three points in a hundred
_LONGEST = 200  # days before a period in which what is due in it was tabled; the longest closure was some 60 days
_COUNTED = (State.ON_TIME, State.LATE, State.HOLDING, State.OVERDUE, State.DIED)
_EARLY = "not due yet"
_ENDED = "the session ended before it was due"
FIGURES = ("all", "on time", "not on time", "held", "unanswered")
LEFT_OUT = (_EARLY, _ENDED, *(state.value for state in STATES if state not in (*_COUNTED, State.OPEN)))


class Count(Struct, frozen=True):
    """So many questions of a cohort. `held`: not answered in time, but given a holding answer in time."""

    name: str
    questions: int
    on_time: int
    held: int
    unanswered: int

    @property
    def share(self) -> float | None:
        """The share on time, a holding answer not counted as one; None of no questions."""
        return self.on_time / self.questions if self.questions else None

    @property
    def share_with_holding(self) -> float | None:
        """The share on time when a holding answer in time counts."""
        return (self.on_time + self.held) / self.questions if self.questions else None

    @property
    def small(self) -> bool:
        """Whether there are so few that the share says little."""
        return self.questions < SMALL


class Curve(Struct, frozen=True):
    """The share still waiting after so many days (Kaplan–Meier): those without an answer wait until they were last seen
    waiting, or until the calendar ends, and are not left out. `days[i]` goes with `waiting[i]`; before the first, all
    wait.
    """

    unit: Unit
    days: tuple[int, ...]
    waiting: tuple[float, ...]
    questions: int
    unanswered: int

    def median(self) -> int | None:
        """Days after which half or less still waited; None when more than half still wait."""
        return next((day for day, share in zip(self.days, self.waiting, strict=True) if share <= 0.5), None)


class LeftOut(Struct, frozen=True):
    """How many questions of the period are not in the cohort, and why."""

    why: str
    questions: int


class Cohort(Struct, frozen=True, kw_only=True):
    """A cohort's figures. `words` say which questions, rule and calendar; no figure should be shown without them."""

    rule: Rule
    period: Period
    as_of: date
    words: str
    total: Count
    left_out: tuple[LeftOut, ...]
    curve: Curve
    by_year: tuple[Count, ...]
    by_party: tuple[Count, ...]
    by_body: tuple[Count, ...]
    notes: tuple[str, ...]


class Members(Struct, frozen=True, eq=False):
    """The questions of the period under the rule, as assessed, and which of them are in the cohort."""

    rows: Rows
    at: Assessed
    inside: Mask


def members(stored: Stored, rule: Rule, calendar: Calendar, period: Period, as_of: date, scope: Scope) -> Members:
    """The questions of the period: by the day due where it is known, else by the day tabled.

    In the cohort are those whose day went by before `as_of` and before their session ended. Whether one is in does not
    hang on whether it was answered, except that those withdrawn or no longer listed without an answer are left out.
    """
    rows = scope.among(stored, _near(stored, rule, period))
    rows = rows[covered(stored, rule, rows)]
    columns = stored.columns.take(rows)
    at = assess(columns, rule, calendar, as_of)
    dated = np.where(at.due > NO_DAY, at.due, columns.tabled) if period.by == "due" else columns.tabled
    chosen = _within(dated, period)
    at = at.take(chosen)
    return Members(rows[chosen], at, at.among(*_COUNTED) & at.reached)


def cohort(
    stored: Stored,
    rule: Rule,
    calendar: Calendar,
    period: Period,
    as_of: date,
    scope: Scope,
    unit: Unit = Unit.CALENDAR,
) -> Cohort:
    """The period's figures as known on `as_of`; the curve counts in `unit`, those it cannot count left out of it."""
    found = members(stored, rule, calendar, period, as_of, scope)
    at = found.at.take(found.inside)
    rows = found.rows[found.inside]
    tabled = stored.columns.tabled[rows]
    years = _years(at.due if period.by == "due" else tabled)
    return Cohort(
        rule=rule,
        period=period,
        as_of=as_of,
        words=_words(rule, calendar, period, as_of, scope),
        total=_total(at),
        left_out=tuple(LeftOut(why, int(which.sum())) for why, which in _left_out(found, as_of) if which.any()),
        curve=_curve(at, tabled, calendar, unit),
        by_year=_counts(at, years),
        by_party=_counts(at, stored.column("party")[rows], stored.names["party"]),
        by_body=_counts(at, stored.column("body")[rows], stored.names["body"]),
        notes=tuple(_notes(rule, calendar, period)),
    )


def figure(found: Members, name: str, as_of: date) -> Rows:
    """The questions behind a figure, one of FIGURES or LEFT_OUT; none of any other name."""
    on_time, held, unanswered = _marks(found.at)
    counted = dict(zip(FIGURES, (found.inside, on_time, ~on_time, held, unanswered), strict=True))
    if name in counted:
        return found.rows[found.inside & counted[name]]
    left_out = dict(_left_out(found, as_of))
    return found.rows[left_out[name]] if name in left_out else found.rows[:0]


def missed(found: Members) -> tuple[Rows, Ordinals]:
    """Those of the cohort that were not answered by their day, and these days."""
    which = found.inside & ~found.at.among(State.ON_TIME)
    return found.rows[which], found.at.due[which]


def _near(stored: Stored, rule: Rule, period: Period) -> Rows:
    """Which questions can be of the period, found cheaply."""
    first, last = period.first.toordinal(), period.last.toordinal()
    if period.by == "due" and rule.unit == Unit.NAMED_DAY:
        named = stored.columns.named
        among = _within(named, period)
        tabled = stored.tabled_within(first, last)
        among[tabled] |= named[tabled] == NO_DAY
        return np.flatnonzero(among)
    before = _LONGEST + 2 * rule.count if period.by == "due" else 0
    near = stored.tabled_within(first - before, last)
    return np.arange(near.start, near.stop)


def _within(days: Ordinals, period: Period) -> Mask:
    return (days >= period.first.toordinal()) & (days <= period.last.toordinal())


def _years(days: Ordinals) -> Ordinals:
    since_1970 = (days - date(1970, 1, 1).toordinal()).astype("datetime64[D]").astype("datetime64[Y]")
    return (since_1970.astype(np.int32) + 1970).astype(np.int32)


def _marks(at: Assessed) -> tuple[Mask, Mask, Mask]:
    """On time, held in time without that, unanswered."""
    on_time = at.among(State.ON_TIME)
    return on_time, at.held & ~on_time, at.answered == NO_DAY


def _total(at: Assessed) -> Count:
    return Count("all", len(at.state), *(int(mark.sum()) for mark in _marks(at)))


def _counts(at: Assessed, groups: Ordinals, names: tuple[str, ...] = ()) -> tuple[Count, ...]:
    """A count for each group, in the order of their numbers, called by that number or its name, if any."""
    sizes = np.bincount(groups)
    marked = [np.bincount(groups[mark], minlength=len(sizes)) for mark in _marks(at)]
    return tuple(
        Count((names[group] or NOT_SAID) if names else str(group), *(int(each[group]) for each in (sizes, *marked)))
        for group in np.flatnonzero(sizes)
    )


def _curve(at: Assessed, tabled: Ordinals, calendar: Calendar, unit: Unit) -> Curve:
    # Half of the time that the program needs to start, and most commands draw no curve.
    from scipy.stats import CensoredData, ecdf  # noqa: PLC0415

    counted, seen = _counted(at, tabled, calendar, unit)
    known = counted != NOT_KNOWN
    days, silent = counted[known], (at.answered == NO_DAY)[known]
    if not len(days):
        return Curve(unit, (), (), 0, 0)
    still = ecdf(CensoredData.right_censored(days, silent | ~seen[known])).sf
    steps: NDArray[np.float64] = still.probabilities
    return Curve(unit, tuple(still.quantiles.astype(int).tolist()), tuple(steps.tolist()), len(days), int(silent.sum()))


def _counted(at: Assessed, tabled: Ordinals, calendar: Calendar, unit: Unit) -> tuple[Ordinals, Mask]:
    """Days to where the clock stopped, and whether the calendar reaches so far; else days to where it ends."""
    if unit == Unit.CALENDAR:
        return at.stopped - tabled, np.ones(len(tabled), np.bool_)
    line = line_of(calendar, unit)
    return line.between(tabled, np.minimum(at.stopped, line.last)), at.stopped <= line.last


def _left_out(found: Members, as_of: date) -> Iterator[tuple[str, Mask]]:
    """Why what is of the period is not in the cohort, and which that is."""
    out, at = ~found.inside, found.at
    ours = at.among(*_COUNTED, State.OPEN)
    early = out & ours & (at.due >= as_of.toordinal()) & ~at.among(State.DIED)
    yield _EARLY, early
    yield _ENDED, out & ours & ~early
    for code in np.unique(at.state[out & ~ours]):
        yield STATES[code].value, out & (at.state == code)


def _words(rule: Rule, calendar: Calendar, period: Period, as_of: date, scope: Scope) -> str:
    return (
        f"Every {rule.asked} question of the {calendar.name}{scope.words} that was {period.words} "
        f"and whose day went by before {in_full(as_of)} and before its session ended, answered or not, "
        f"as known on {in_full(as_of)}; "
        f"under the {rule.called}: {rule.words} ({rule.source}); calendar: {calendar.source}"
    )


def _notes(rule: Rule, calendar: Calendar, period: Period) -> Iterator[str]:
    if not rule.in_force(period.first, period.last):
        yield f"the {rule.called} was not in force for the whole period"
    ends = np.array([day.toordinal() for day in (period.first, period.last)], np.int32)
    if rule.unit in (Unit.WORKING, Unit.SITTING) and NOT_KNOWN in line_of(calendar, rule.unit).after(ends, rule.count):
        yield f"calendar not known for the whole of {period.first.year} to {period.last.year}"
