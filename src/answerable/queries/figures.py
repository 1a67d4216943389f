"""The shapes in which figures of timeliness are told, and the sentences that say what they show."""

from datetime import date as Day

from msgspec import Struct

from answerable.queries.deadlines import RuleView, Who
from answerable.queries.views import QuestionLine


class Figure(Struct, frozen=True):
    """So many questions of a cohort under `rule`; shares from 0 to 1, None of no questions.

    `held`: not answered in time, but given a holding answer in time; `share_with_holding` counts these as on time.
    `small`: so few that the share says little. `urls` lead to the questions behind each count.
    """

    name: str
    rule: str
    questions: int
    on_time: int
    held: int
    unanswered: int
    share: float | None
    share_with_holding: float | None
    small: bool
    urls: dict[str, str]


class LeftOut(Struct, frozen=True):
    """How many of the period are not in the cohort, why, and where to see them."""

    why: str
    questions: int
    url: str


class CurveView(Struct, frozen=True):
    """The share still waiting (0 to 1) after so many days, counted in `unit`: `days[i]` goes with `waiting[i]`.

    A question without an answer waits until it was last seen waiting. `limit`: the days the rule gives, if it counts
    in this unit; `median`: after how many days half or fewer still waited, None when more than half still wait.
    """

    unit: str
    days: tuple[int, ...]
    waiting: tuple[float, ...]
    questions: int
    unanswered: int
    limit: int | None
    median: int | None

    def after(self, day: int) -> float:
        """The share that still waited when so many days had gone by."""
        return next((share for at, share in zip(self.days[::-1], self.waiting[::-1], strict=True) if at <= day), 1.0)

    @property
    def said(self) -> str:
        """What the curve shows, in a sentence or two."""
        if not self.questions:
            return "There is no question to draw a curve of."
        half = "More than half still wait" if self.median is None else f"Half took at most {self.median:,} {self.unit}"
        past = f"; {_per_cent(self.after(self.limit or 0))} still waited after the {self.limit} of the rule"
        late = past if self.limit else ""
        waiting = f" The {self.unanswered:,} without an answer are not left out: they wait to the end."
        open_ = waiting if self.unanswered else ""
        return f"{half}{late}.{open_}"


class Timely(Struct, frozen=True):
    """A cohort's figures. `words` say which questions, rule and calendar: no figure means anything without them."""

    words: str
    body: Who | None
    member: Who | None
    party: str
    first: Day
    last: Day
    by: str
    as_of: Day
    rule: RuleView
    calendar: str
    total: Figure
    left_out: tuple[LeftOut, ...]
    curve: CurveView
    by_year: tuple[Figure, ...]
    by_kind: tuple[Figure, ...]
    by_party: tuple[Figure, ...]
    by_body: tuple[Figure, ...]
    notes: tuple[str, ...]

    @property
    def said(self) -> str:
        """The share on time in a sentence, with its base and its rule."""
        all_, under = self.total, f"under the {self.rule.name}"
        if all_.share is None or all_.share_with_holding is None:
            return f"No question was due, {under}."
        held = f"; {_per_cent(all_.share_with_holding)} if a holding answer in time counts" if all_.held else ""
        few = " These are few: one question moves the share by more than three points." if all_.small else ""
        told = f"{all_.on_time:,} of {all_.questions:,} were answered on time, {_per_cent(all_.share)}{held}"
        return f"{told}, {under}. {all_.unanswered:,} had no answer.{few}"


class Behind(Struct, frozen=True):
    """The questions behind a figure, by day tabled: how many in all, and a page of them."""

    figure: str
    words: str
    total: int
    lines: tuple[QuestionLine, ...]


def _per_cent(share: float) -> str:
    return f"{share:.1%}"
