"""How long answers take: the closed cohort of a period under a named rule, each figure with the questions behind it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date as Day
from datetime import timedelta
from typing import Annotated, Literal
from urllib.parse import urlencode

from msgspec import Meta, Struct

from answerable.errors import NotFound
from answerable.findings.timeliness.cohort import FIGURES, LEFT_OUT, Cohort, Count
from answerable.findings.timeliness.rules import Kind, Rule, Unit
from answerable.findings.timeliness.scope import Period
from answerable.model.dates import BadDate, PartialDate, parse_partial
from answerable.queries.deadlines import About, about, day_asked, reading, rule_view
from answerable.queries.figures import Behind, CurveView, Figure, LeftOut, Timely
from answerable.queries.names import directory
from answerable.queries.views import line
from answerable.workspace import Workspace

BEHIND = "/timeliness/questions"  # the address of the questions behind a figure

By = Literal["due", "tabled"]
_YEAR = timedelta(days=364)  # before the last day of a year


class HowLong(Struct, frozen=True):
    """`body`, `member`: a name or id; `party` as printed. `first` to `last`: the period, `by` the day due or tabled.

    Unless given, the period is the year up to the last question tabled. `rule` instead of the default; `as_of`: what
    was known on that day.
    """

    body: str = ""
    member: str = ""
    party: str = ""
    first: str = ""
    last: str = ""
    by: By = "due"
    rule: str = ""
    as_of: str = ""


class BehindFigure(HowLong, frozen=True):
    """As for `timeliness`; `figure`: all, on time, not on time, held, unanswered, or why some were left out."""

    figure: str = "all"
    limit: Annotated[int, Meta(ge=1, le=100)] = 20
    offset: Annotated[int, Meta(ge=0, le=1_000_000)] = 0


class _Asked(Struct, frozen=True):
    """What was asked for, made sure of."""

    whom: About
    rules: tuple[Rule, ...]
    period: Period
    as_of: Day

    def url(self, figure: str, **other: str) -> str:
        """The address of the questions behind a figure of this cohort, or of a part of it."""
        body, member = (one.id if one else "" for one in (self.whom.body, self.whom.member))
        told = {"body": body, "member": member, "party": self.whom.party}
        told |= {"first": str(self.period.first), "last": str(self.period.last), "by": self.period.by}
        told |= {"rule": self.rules[0].id, "as_of": str(self.as_of), "figure": figure} | other
        return f"{BEHIND}?{urlencode({name: value for name, value in told.items() if value})}"


def timeliness(workspace: Workspace, asked: HowLong) -> Timely:
    """How long answers took: share on time under a named rule, and how long all waited, unanswered ones too."""
    sure = _sure(workspace, asked)
    rule, calendar = sure.rules[0], workspace.calendars.of(sure.rules[0].chamber)
    found = _cohort(workspace, sure, rule)
    known = directory(workspace.record).bodies.names
    return Timely(
        found.words,
        sure.whom.body,
        sure.whom.member,
        sure.whom.party,
        sure.period.first,
        sure.period.last,
        sure.period.by,
        sure.as_of,
        rule_view(workspace, rule),
        calendar.source,
        _figure(sure, found.total),
        tuple(LeftOut(one.why, one.questions, sure.url(one.why)) for one in found.left_out),
        _curve(found),
        tuple(_figure(sure, one, **_year(sure.period, one.name)) for one in found.by_year),
        tuple(_by_kind(workspace, sure, found)),
        tuple(_figure(sure, one, party=one.name) for one in _largest(found.by_party)),
        () if sure.whom.body else tuple(_body(sure, one, known) for one in _largest(found.by_body)),
        found.notes,
    )


def behind(workspace: Workspace, asked: BehindFigure) -> Behind:
    """The questions behind a figure of `timeliness`."""
    if asked.figure not in (*FIGURES, *LEFT_OUT):
        raise NotFound(f"no figure is called {asked.figure[:60]!r}; there are {', '.join((*FIGURES, *LEFT_OUT))}")
    sure = _sure(workspace, asked)
    rule, scope = sure.rules[0], sure.whom.scope
    ids = workspace.timeliness.behind(rule, sure.period, sure.as_of, scope, asked.figure)
    page = ids[asked.offset : asked.offset + asked.limit]
    held = workspace.record.questions(page)
    words = f"{scope.words.strip()}, {sure.period.words}, under the {rule.called}"
    return Behind(asked.figure, words.lstrip(", "), len(ids), tuple(line(held[id_]) for id_ in page if id_ in held))


def _sure(workspace: Workspace, asked: HowLong) -> _Asked:
    whom, as_of = about(workspace, asked.body, asked.member, asked.party), day_asked(asked.as_of, "as_of")
    extent = workspace.timeliness.extent(whom.scope)
    rules = _rules(workspace, asked.rule, extent.chambers)
    return _Asked(whom, rules, _period(asked, min(extent.last or as_of, as_of)), as_of)


def _rules(workspace: Workspace, rule: str, chambers: Sequence[str]) -> tuple[Rule, ...]:
    """The rule of the figures, then the others that hold in its chamber.

    Unless asked for it is the one for ordinary questions in the chamber with most of the questions.
    """
    rules = reading(workspace, rule)
    if rule.strip():
        first = rules[0]
    else:
        usual = [one for one in rules if Kind.NAMED_DAY not in one.kinds]
        first = next((one for chamber in chambers for one in usual if one.chamber == chamber), (usual or rules)[0])
    return (first, *(one for one in rules if one.chamber == first.chamber and one is not first))


def _period(asked: HowLong, end: Day) -> Period:
    last = _whole(asked.last, "last").last() if asked.last.strip() else end
    first = _whole(asked.first, "first").first() if asked.first.strip() else last - _YEAR
    if last < first:
        raise BadDate(f"expected a last day not before the first; got {first} to {last}")
    return Period(first, last, asked.by)


def _whole(printed: str, name: str) -> PartialDate:
    try:
        return parse_partial(printed)
    except BadDate as error:
        raise BadDate(f"{name}: {error}") from None


def _cohort(workspace: Workspace, sure: _Asked, rule: Rule) -> Cohort:
    """The curve counts in the rule's own days, in calendar days where the asker names the day."""
    unit = Unit.CALENDAR if rule.unit == Unit.NAMED_DAY else rule.unit
    return workspace.timeliness.cohort(rule, sure.period, sure.as_of, sure.whom.scope, unit)


def _figure(sure: _Asked, count: Count, name: str = "", **other: str) -> Figure:
    return Figure(
        name or count.name,
        other.get("rule", sure.rules[0].id),
        count.questions,
        count.on_time,
        count.held,
        count.unanswered,
        count.share,
        count.share_with_holding,
        count.small,
        {figure: sure.url(figure, **other) for figure in FIGURES},
    )


def _body(sure: _Asked, count: Count, known: Mapping[str, str]) -> Figure:
    return _figure(sure, count, known.get(count.name, count.name), body=count.name)


def _year(period: Period, year: str) -> dict[str, str]:
    """The part of the period that lies in the year."""
    first, last = max(str(period.first), f"{year}-01-01"), min(str(period.last), f"{year}-12-31")
    return {"first": first, "last": last}


def _by_kind(workspace: Workspace, sure: _Asked, found: Cohort) -> Iterator[Figure]:
    """The whole cohort, and beside it those of the other rules of the chamber, each under its own rule."""
    for rule in sure.rules:
        cohort = found if rule is sure.rules[0] else _cohort(workspace, sure, rule)
        yield _figure(sure, cohort.total, rule.asked, rule=rule.id)


def _largest(counts: Sequence[Count]) -> Sequence[Count]:
    return sorted(counts, key=lambda one: (-one.questions, one.name))


def _curve(found: Cohort) -> CurveView:
    curve, rule = found.curve, found.rule
    limit = rule.count if rule.unit == curve.unit else None
    return CurveView(
        curve.unit.value, curve.days, curve.waiting, curve.questions, curve.unanswered, limit, curve.median()
    )
