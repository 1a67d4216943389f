"""`references(text, said_on)`: where a text points to the answers of other questions. Pure; nothing is looked up.

Forms: "pursuant to the Answer of 4 September 2025 to Questions 71234 and 71235 on Weirs", "I refer the hon. Member to
the answer I gave on 4 September to Question UIN 71234", "the answer to PQ 71234", "the answer given on 4 September
2025", and addresses of questions' pages. Each question pointed to is a Reference of its own.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from answerable.findings.chains.days import Printed, printed_days
from answerable.model.people import House
from answerable.model.text import Link, Span

Kind = Literal["printed", "link"]

_NUMBER = r"(?:HL ?\d{1,6}|\d{2,7})\b(?![-/.]\d)"
_LISTED = re.compile(
    r"\b(?:(?:[Pp]arliamentary |[Ww]ritten )?(?:[Qq]uestions?|PQs?)(?: [Nn]umbers?| [Nn]os?\.?)?,?"
    r"(?: ?\(?UINs?)?|UINs?)[ :]{0,2}"
    rf"(?P<numbers>{_NUMBER}(?:(?:, ?and |, ?| and | & )(?:Questions? |PQs? ?|UINs? ){{0,2}}{_NUMBER}){{0,20}})"
)
_ONE = re.compile(_NUMBER)
_LORDS_ALONE = re.compile(r"\b(?P<numbers>HL ?\d{1,7})\b(?! ?Paper)")
# Between the day and the number that belongs to it, whichever comes first.
_DAY_FIRST = re.compile(
    r"[ ,]{0,2}(?:given |provided )?(?:to|in (?:reply|response) to|for|\()[ (]?(?:[a-z]+ ){0,4}", re.IGNORECASE
)
_NEXT_TO = re.compile(r"[ ,]{1,2}")
_NUMBER_FIRST = re.compile(
    r"[ ,)]{0,3}\(?(?:(?:which|that) (?:was|I) )?(?P<act>tabled|asked|answered|given|published|dated|received)? ?"
    r"(?:on|of|from|dated)? ?(?:the )?"
)
_HEADING = re.compile(
    r",? ?(?:entitled|on) (?P<heading>[A-Z0-9][^\n]{2,150}?)(?=,? (?:what|whether|if|how|when|who|which|why|where|"
    r"for what|to what|and (?:with reference|pursuant|to|the)|with reference|pursuant)\b|[.;\n]|$)"
)
_BY_DAY = re.compile(
    r"\b(?:[Aa]nswers?|[Rr]eply|[Rr]eplies|[Rr]esponses?) (?:(?!to |Question)[A-Za-z.]+ ){0,6}?"
    r"(?:of|on|dated) (?:the )?$"
)
_POINTS = re.compile(r"\b(?:pursuant|refer|referred|reference|further)\b", re.IGNORECASE)
_REACH = 150  # characters before a day within which a text says that it points
_ADDRESS = re.compile(
    r"(?:questions-statements\.parliament\.uk/written-questions/detail/|"
    r"parliament\.uk/[a-z/-]{0,90}written-questions?/(?:Commons|Lords)/)"
    r"(?P<tabled>\d{4}-\d{2}-\d{2})/(?P<number>(?:HL)?\d{1,7})\b",
    re.IGNORECASE,
)


class Reference(Struct, frozen=True, omit_defaults=True):
    """One question pointed to: `span` are the words (of a link: the linked words or the address).

    `uin` is empty when only a day is given. `answered` and `tabled` are the days printed, `heading` the heading.
    """

    span: Span
    house: House = "Commons"
    uin: str = ""
    answered: date | None = None
    tabled: date | None = None
    heading: str = ""
    kind: Kind = "printed"


def references(text: str, said_on: date | None = None, links: Sequence[Link] = ()) -> tuple[Reference, ...]:
    """What the text points to, in its order; `said_on` is the day it was said, for days printed without a year.

    >>> text = "I refer the hon. Lady to the answer I gave on 4 September to Question 71234."
    >>> [found] = references(text, date(2025, 10, 2))
    >>> found.uin, found.answered, found.span.of(text)
    ('71234', datetime.date(2025, 9, 4), '4 September to Question 71234')
    """
    days = printed_days(text, said_on)
    numbered = [one for listed in _listed(text) for one in _of_list(text, listed, days)]
    taken = [one.span for one in numbered]
    by_day = [one for one in _by_day(text, days) if not _inside(taken, one.span.end)]
    linked = list(_linked(text, links))
    return tuple(sorted(_one_each([*numbered, *by_day], linked), key=lambda one: one.span))


def _listed(text: str) -> list[re.Match[str]]:
    found = list(_LISTED.finditer(text))
    taken = [Span(*one.span()) for one in found]
    alone = (one for one in _LORDS_ALONE.finditer(text) if not _inside(taken, one.end()))
    return sorted([*found, *alone], key=lambda one: one.start())


def _inside(spans: Sequence[Span], place: int) -> bool:
    """Whether a place is within, or at the end of, one of the spans, which are in order."""
    before = bisect_right(spans, place, key=lambda span: span.start)
    return before > 0 and place <= spans[before - 1].end


def _of_list(text: str, listed: re.Match[str], days: Sequence[Printed]) -> Iterator[Reference]:
    start, end = listed.span()
    act, day = _day_of(text, start, end, days)
    if day:
        start, end = min(start, day.start), max(end, day.end)
    heading = _HEADING.match(text, end)
    for number in _ONE.findall(listed["numbers"]):
        uin = number.replace(" ", "")
        yield Reference(
            Span(start, end),
            "Lords" if uin.startswith("HL") else "Commons",
            uin,
            day.on if day and act != "tabled" else None,
            day.on if day and act == "tabled" else None,
            heading["heading"] if heading else "",
        )


def _day_of(text: str, start: int, end: int, days: Sequence[Printed]) -> tuple[str, Printed | None]:
    """The day that belongs to numbers at `start` to `end`, and what is said to have been done on it."""
    last, next_ = bisect_right(days, start, key=lambda day: day.end), bisect_left(days, end, key=lambda day: day.start)
    before = days[last - 1] if last else None
    after = days[next_] if next_ < len(days) else None
    if before and _DAY_FIRST.fullmatch(text, before.end, start):
        return "", before
    between = _NUMBER_FIRST.fullmatch(text, end, after.start) if after else None
    if after and between:
        act: str = between["act"] or ""
        return ("tabled" if act in ("tabled", "asked") else ""), after
    return "", before if before and _NEXT_TO.fullmatch(text, before.end, start) else None


def _by_day(text: str, days: Sequence[Printed]) -> Iterator[Reference]:
    """Answers of which only the day is given."""
    for day in days:
        before = text[max(0, day.start - _REACH) : day.start]
        said = _BY_DAY.search(before)
        if said and day.on and _POINTS.search(before[: said.start()]):
            yield Reference(Span(day.start - len(before) + said.start(), day.end), answered=day.on)


def _linked(text: str, links: Sequence[Link]) -> Iterator[Reference]:
    printed = (Link(found.start(), found.end(), found[0]) for found in _ADDRESS.finditer(text))
    for link in [*links, *printed]:
        found = _ADDRESS.search(link.href[:500])
        tabled = _iso(found["tabled"]) if found else None
        if found and tabled:
            uin = found["number"].upper()
            house: House = "Lords" if uin.startswith("HL") else "Commons"
            yield Reference(Span(link.start, link.end), house, uin, tabled=tabled, kind="link")


def _iso(printed: str) -> date | None:
    try:
        return date.fromisoformat(printed)
    except ValueError:
        return None


def _one_each(printed: Iterable[Reference], linked: Iterable[Reference]) -> Iterator[Reference]:
    """Each question pointed to once; an address tells when the question that is also printed was tabled."""
    addresses = {(one.house, one.uin): one for one in reversed(list(linked))}
    told: set[tuple[object, ...]] = set()
    for one in printed:
        key = (one.house, one.uin, one.answered)
        address = addresses.pop((one.house, one.uin), None) if one.uin else None
        if key not in told:
            told.add(key)
            yield replace(one, tabled=address.tabled) if address else one
    yield from addresses.values()
