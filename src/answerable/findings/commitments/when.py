"""A grammar of the time words of ministers: printed words → earliest and latest day.

Spring is March to May, summer June to August, autumn September to November, winter December to February; early, mid
and late in a year are its thirds. "By X" has only a latest day, "from X" only an earliest. Words without a day in them
("in due course", "when parliamentary time allows") have neither. Rules: labels guideline, section 6.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from answerable.findings.commitments.units import UNITS, days_of
from answerable.findings.openings import Openings
from answerable.model.text import Span

_LEAD = re.compile(
    r"\b(?P<lead>by|before|until|till|up\sto|to|no\slater\sthan|not\slater\sthan|prior\sto|ahead\sof|after|from|since|starting|beginning|"
    r"commencing|as\sof|in|on|at|during|over|within|for|between|throughout|around|of|and)?\s?"
    r"(?:(?:the\s)?(?:very\s)?(?P<edge>end|close|start|beginning|middle|course|rest|remainder)\sof\s)?"
    r"(?:the\s|that\s|our\s)?(?P<later>later(?:\sin|\son)?\s|early\s(?:in\s)?|late\sin\s|mid-)?(?:the\s|of\s)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?(?:current\s)?$",
    re.I,
)
_VAGUE = Openings(
    re.compile(
        r"\bin\sdue\scourse(?:\sand\sonce\s[^,.;\n]{5,90})?(?:\salongside\s[^,.;\n]{5,70})?|\b(?:very\s)?(?:shortly|soon(?:\safterwards)?)\b(?!\safter)(?!\sas)|"
        r"\bas\s(?:soon|quickly|early)\sas\s(?:is\s)?(?:reasonably\s)?(?:possible|practicable|practical|we\scan|parliamentary\stime\sallows|[^,.;\n]{3,60})|"
        r"\bin\sthe\s(?:very\s)?near\sfuture|\bat\sthe\s(?:earliest|first|next)\s(?:possible\s)?opportunity|"
        r"\bwhen\s(?:parliamentary\s)?time\s(?:allows|permits)|\b(?:in|over)\sthe\s(?:coming|next\sfew|next\scouple\sof|forthcoming|following|next)\s"
        r"(?:days|weeks|months|years|few\s\w{4,6})(?:\sand\s(?:months|years))?|\bat\sthe\s(?:appropriate|right|usual)\s\w{4,6}|"
        r"\bin\sthe\s(?:usual|normal)\sway(?:\sin\sdue\scourse)?|"
        r"\b(?:later\s)?(?:in|during|by\sthe\send\sof|before\sthe\send\sof|within)?\s?(?:this|the\scurrent|the\snext)\s(?:Parliament|(?:Parliamentary\s)?[Ss]ession)\b|"
        r"\b(?:on\sa|on\san)\s(?:annual|quarterly|monthly|regular|yearly|weekly|biannual|rolling)\sbasis|\bevery\s\w{1,8}\s(?:months|years)\b|"
        r"\b(?:at|during|in|as\spart\sof|through|ahead\sof|before|after|following|alongside|until|by)\s(?:the\s|each\s)?(?:next\s|upcoming\s|forthcoming\s|comprehensive\s|multi-year\s|Autumn\s|Spring\s|provisional\s)?"
        r"(?:Spending\sReview|Budget|Autumn\sStatement|Spring\sStatement|fiscal\sevent)(?!\s20\d\d)\b|"
        r"\b(?:once|when|whilst|following|after|alongside|ahead\sof|before|at\sthe\ssame\stime\sas|at\sthe\stime\sof|at\sthe\send\sof|in\sadvance\sof|pending|upon|(?<!be\s)subject\sto)\s(?!(?:which|he|she)\b)[^,.;\n]{4,110}",
        re.I,
    ),
    "in_ very_ shortly soon as_ at_ when_ over_ later_ during_ by_ before_ within_ on_a every_ through_ ahead_of "
    "after_ following_ alongside_ until_ once_ whilst_ pending_ upon_ subject_to this_ the_current the_next _this "
    "_the inth duringth withinth",
)
_FIRM_VAGUE = re.compile(
    r"due\scourse|shortly|soon|possible|practicable|near\sfuture|opportunity|coming|next\sfew", re.I
)

# Of a sentence without a figure or one of these no days are read: "within ten days" alone is none as yet.
_NAMES_TIME = re.compile(
    r"\d|spring|summer|autumn|winter|year|week|month|tomorrow|today|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Spring|Summer|Autumn|Winter|Year"
)


class Due(Struct, frozen=True):
    """Time words: where they stand, the days they allow, and whether they hang on an event or condition."""

    span: Span
    earliest: date | None = None
    latest: date | None = None
    anchored: bool = False

    @property
    def dated(self) -> bool:
        """Whether a day can be reckoned."""
        return self.earliest is not None or self.latest is not None


def when(text: str, start: int, end: int, answered_on: date | None) -> tuple[Due, ...]:
    """All time words between `start` and `end`, in order; days are reckoned from `answered_on`, None without it."""
    dated = _joined(list(_dated(text, start, end, answered_on)))
    if dated and not _NAMES_TIME.search(text, start, end):
        dated = []
    vague = [
        Due(Span(*found.span()), anchored=not _FIRM_VAGUE.search(found.group()))
        for found in _VAGUE.finditer(text, start, end)
        if not any(due.span.start < found.end() and found.start() < due.span.end for due in dated)
    ]
    return tuple(sorted([*dated, *vague], key=lambda due: due.span))


def _dated(text: str, start: int, end: int, today: date | None) -> Iterator[Due]:
    for found in UNITS.finditer(text, start, end):
        days = days_of(found, today)
        if days is None:
            continue
        lead = _LEAD.search(text, max(start, found.start() - 50), found.start())
        due = _placed(found, lead, days, today)
        if due and text[found.end() : found.end() + 16].startswith(" at the earliest"):
            due = Due(Span(due.span.start, found.end() + 16), due.earliest, None)
        if due:
            yield due


def _placed(
    found: re.Match[str], lead: re.Match[str] | None, days: tuple[date | None, date | None], today: date | None
) -> Due | None:
    word = (lead["lead"] or "").lower() if lead else ""
    edge = (lead["edge"] or "").lower() if lead else ""
    later = (lead["later"] or "").lower() if lead else ""
    first, last = days
    span = Span(lead.start() if lead and lead.group().strip() else found.start(), found.end())
    if later.startswith("later") and today and first and first < today:
        first = today
    if later.startswith("early") and found["new"] and first:
        last = date(first.year, 4, 30)
    if word in ("by", "until", "till", "up to", "no later than", "not later than", "to"):
        return Due(span, None, last or first)
    if word in ("before", "prior to", "ahead of"):
        return Due(span, None, last if edge in ("end", "close") else _day_before(first))
    if word in ("from", "since", "starting", "beginning", "commencing", "as of"):
        return Due(span, first, None)
    if word == "after":
        return Due(span, _day_after(last), None)
    bare = not word and not edge and not later
    if bare and (found["year"] or found["fy"]) and not found["year_part"]:
        return None  # "the 2019 plan": a year without "in" names something else
    if word == "of" or (word in ("for", "and", "at") and found["fy"]):
        return None
    return Due(span, first, last)


def _day_before(day: date | None) -> date | None:
    return day - timedelta(days=1) if day else None


def _day_after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day else None


def _joined(found: list[Due]) -> list[Due]:
    """ "from May 2030 to June 2031" is one interval."""
    kept: list[Due] = []
    for due in found:
        last = kept[-1] if kept else None
        if last and last.earliest and not due.earliest and due.span.start - last.span.end <= 1 and due.latest:
            kept[-1] = Due(Span(last.span.start, due.span.end), last.earliest, due.latest)
        elif not last or due.span.start >= last.span.end:
            kept.append(due)
    return kept
