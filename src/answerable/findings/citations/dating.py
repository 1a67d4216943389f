"""Which printed date belongs to the thing cited."""

import re
from datetime import date

from answerable.model.dates import PartialDate
from answerable.model.printed_dates import PrintedDate, printed_dates

_YEAR = re.compile(r"(?=[12])(?<!\bto )(?<!\bby )(?<!\bfor )(?<!\buntil )(?<![\d/–-])(?:19|20)\d\d(?![\d/–-])")
_AFTER = re.compile(
    r"[’'”\")\]*]{0,2}(?:\s\([^()\n]{1,60}\))?[,:]?\s?[(]?"
    r"(?:(?:which|that|and|as)\s(?:was\s|were\s)?(?:\w{2,10}\s)?|was\s|were\s|compiled,?\s|it\s|last\s|we\s|first\s|most\srecently\s|"
    r"(?:was\s)?laid\sbefore\sParliament\s|made\s(?:to|in)\s(?:the\sHouse|Parliament)\s(?:of\sCommons\s)?){0,3}"
    r"(?:(?:published|updated|issued|dated|released|launched|launching|made|given|announced|signed|sent|laid|set\sout|agreed|entitled)\s?)?"
    r"(?:by\s(?:[\w’',-]{1,20}\s){1,14}?|(?:here\s|alongside\s|at\s)(?:[\w’']{1,14}\s){0,4}?)?"
    r"(?:(?:on|in|of|from|between)\s)?(?:the\s)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?$"
)
_NOT_OF_ISSUE = re.compile(
    r"\b(?:by|until|since|before|after|(?:close[sd]?|end(?:s|ed)?)(?:\s(?:on|in))?)\s(?:the\s)?$"
)
_ISSUED = re.compile(r"\b(?:published|updated|issued|released|launched|laid)\b")
_YEAR_AFTER = re.compile(
    r"[’'”\")]{0,2},?:?\s\(?(?:(?:was|were|last)\s)?(?:published\s|issued\s|updated\s|launched\s|released\s|refreshed\s|introduced\s)?(?:in\s)?((?:19|20)\d\d)\b(?![/–-]\d)"
)
_BEFORE = re.compile(
    r"(?:published|launched|issued|released|ran|announced|consulted|laid|wrote|updated|made|introduced)\b"
)
_RELATIVE = re.compile(r"\b(?:that|which|who|against|about)\b")
_AT_ONCE = re.compile(r"\s?,?\s?(?:the|a|an)?\s?")
_ISSUES = re.compile(
    r"\b(?:published|launched|issued|released|introduced|publication\sof|launch\sof)\s(?:(?:a|an|its|the|our|their|new|revised|updated)\s){0,2}(?:response\sto\s(?:the|its|our)\s)?$"
)
_ON_THEN = re.compile(r"[^.;,?\n]{0,80}?\s(?:on|in)\s(?:\w{3,6}day,?\s)?$")
_WAS_ISSUED = re.compile(
    r"[^.;,?\n]{0,60}?\s(?:was|were)\s(?:first\s|last\s|then\s)?(?:published|launched|issued|released|laid|refreshed|updated|introduced)"
    r"(?:\sin\sParliament|\sbefore\sParliament)?\s(?:on|in)\s(?:\w{3,6}day,?\s)?$"
)
_IN_YEAR = re.compile(r"\b[Ii]n\s(?P<year>(?:19|20)\d\d)\b(?![/–-]\d),?\s[^.;\n]{0,70}$")
_TODAY = re.compile(r",?\s(?:which\swas\s)?(?:published|launched|issued|released)\stoday\b")
_THIS_YEAR = re.compile(r",?\s(?:(?:which\s)?was\s)?(?:(?:published|launched|issued|released)\s)?earlier\sthis\syear\b")
_SENTENCE = re.compile(r"[.?!]\s(?=[A-Z‘“])|\n|;\s")


def date_of(text: str, start: int, end: int, said_on: date | None) -> PartialDate | None:
    """The date of what `text[start:end]` cites: printed within it, after it, or before "published" in its sentence."""
    following = next(printed_dates(text, end, min(len(text), end + 160)), None)
    after = following if following and _AFTER.fullmatch(text, end, following.span.start) else None
    if after and after.day and _ISSUED.search(text, end, after.span.start):
        return after.settled(said_on)
    printed = list(printed_dates(text, start, end))
    inside = [
        found
        for found in printed
        if (found.year or found.day) and not _NOT_OF_ISSUE.search(text, start, found.span.start)
    ]
    if inside or after:
        return (inside[-1] if inside else following).settled(said_on)  # type: ignore[union-attr]
    year = _YEAR_AFTER.match(text, end)
    if year:
        return PartialDate(int(year[1]))
    opening = opening_date(text, start)
    if opening:
        return opening.settled(said_on)
    issued = _issued_date(text, start, end, following, said_on)
    if issued:
        return issued
    years = [] if printed else [int(year) for year in _YEAR.findall(text, start, end)]
    known = [year for year in years if said_on is None or year <= said_on.year]
    return PartialDate(known[-1]) if known else None


_INTRODUCED = re.compile(
    r"(?:\s\([^()\n]{1,20}\))?,?\s(?:(?:which|were|was|since|its)\s){0,3}(?:introduced|published|publication|laid)\b[^.;,\n]{0,50}?\s(?:on|in)\s"
)


def introduced(text: str, start: int, end: int, said_on: date | None) -> PartialDate | None:
    """The day on which a bill or instrument without a year in its title, `text[start:end]`, was introduced or laid."""
    if _ISSUES.search(text, max(0, start - 40), start):
        following = next(printed_dates(text, end, min(len(text), end + 60)), None)
        if following and _ON_THEN.fullmatch(text, end, following.span.start):
            return following.settled(said_on)
    lead = _INTRODUCED.match(text, end, min(len(text), end + 110))
    if lead:
        following = next(printed_dates(text, lead.end(), min(len(text), lead.end() + 20)), None)
        if following and following.span.start == lead.end():
            return following.settled(said_on)
        if (year := _YEAR.match(text, lead.end())) is not None:
            return PartialDate(int(year.group()))
    return None


def _issued_date(
    text: str, start: int, end: int, following: PrintedDate | None, said_on: date | None
) -> PartialDate | None:
    """The day of issue told by the sentence: "published its plan for lamps on 3 May", "In 2030 we issued …"."""
    issued = _ISSUES.search(text, max(0, start - 50), start)
    if following and following.span.start - end < 110:
        pattern = _ON_THEN if issued else _WAS_ISSUED
        if pattern.fullmatch(text, end, following.span.start):
            return following.settled(said_on)
    if issued and (year := _IN_YEAR.search(text, sentence_start(text, start), issued.start())) is not None:
        return PartialDate(int(year["year"]))
    if said_on and _TODAY.match(text, end):
        return PartialDate(said_on.year, said_on.month, said_on.day)
    if said_on and _THIS_YEAR.match(text, end):
        return PartialDate(said_on.year)
    return None


def opening_date(text: str, start: int) -> PrintedDate | None:
    """The date in "In June 2031 we published …" when what was published begins at `start`."""
    begin = sentence_start(text, start)
    for found in printed_dates(text, begin, start):
        if re.search(
            r"(?:^|\s)(?:On|In|on|in)(?:\sthe)?\s$", text[max(begin, found.span.start - 8) : found.span.start]
        ) and (_issues(text, found.span.end, start) or _AT_ONCE.fullmatch(text, found.span.end, start)):
            return found
    return None


def _issues(text: str, start: int, end: int) -> bool:
    """Whether the words between a date and a title say that the title was issued, and not something about it."""
    return bool(_BEFORE.search(text, start, end)) and not _RELATIVE.search(text, start, end)


def sentence_start(text: str, at: int, reach: int = 160) -> int:
    """Where the sentence that `at` stands in begins, at most `reach` characters back."""
    begin = max(0, at - reach)
    for found in _SENTENCE.finditer(text, begin, at):
        begin = found.end()
    return begin
