"""Acts and Bills, instruments and treaties, by their titles."""

import re
from collections.abc import Iterator

from answerable.findings.citations.citation import Citation, Kind
from answerable.findings.citations.cue import Cue
from answerable.findings.citations.dating import introduced
from answerable.findings.citations.titles import title_end, title_start
from answerable.model.printed_dates import printed_dates
from answerable.model.text import Span

_NUMERAL = r"(?:\d{1,4}[A-Z]{0,3}|[IVX]{1,5})(?:\(\w{1,4}\)){0,4}"
_LOCATOR = re.compile(
    r"\b(?P<locator>(?:[Ss]ections?|[Ss]chedules?|[Pp]arts?|[Cc]hapters?|[Aa]rticles?|[Cc]lauses?|[Rr]egulations?|"
    r"[Pp]aragraphs?|[Rr]ules?|[Ss]ubsections?|[Ss]s?\.)\s"
    rf"{_NUMERAL}(?:(?:\s?[-–]\s?|,\s|\sand\s|\sto\s|\sor\s){_NUMERAL}){{0,6}}"
    rf"(?:,?\s(?:of\s)?(?:[Ss]chedule|[Pp]art|[Cc]hapter|[Pp]aragraph|[Ss]ection)\s{_NUMERAL}){{0,2}})"
    r"(?:,?\s(?:of|to|in|under)(?:\s(?:the|that))?|\s(?=[A-Z]))?\s?$"
)
_YEARS = re.compile(
    r"(?:\s\([A-Z][\w &,–-]{2,50}\)){0,2},?\s{1,3}\(?(?P<year>1[2-9]\d\d|20\d\d)\b(?![/–-]\d)\)?"
    r"(?:(?:,\s|\sand\s)(?P<more>(?:19|20)\d\d)\b)?"
    r"(?P<number>\sNo\.?\s\d{1,4}|\s?\((?:SI|S\.I\.)\s\d{4}/\d{1,4}\))?"
)
_DRAFT = re.compile(r"\b[Dd]raft\s$")
_NUMBERED = re.compile(r"\(?(?P<number>\d{2,4}/\d{1,4}(?:/E[UC]C?)?)\b\)?")
_EU = re.compile(r"\s(?:\((?:EU|EC|EEC|Euratom)\)\s)?(?:No\.?\s)?(?P<number>\d{1,4}/\d{1,4}(?:/(?:E[UC]C?|CFSP|JHA))?)")
_SI = re.compile(r"(?:SI|S\.I\.)\s?(?P<number>\d{4}/\d{1,4})\b")
_YEAR_IN = re.compile(r"\b(?:19|20)\d\d\b")
_PLAIN = frozenset(
    [
        "Building",
        "Financial",
        "Free",
        "Trade",
        "Investor",
        "Service",
        "Prosecution",
        "Regional",
        "Level",
        "Data",
        "Internet",
    ]
)


def _located(text: str, start: int) -> tuple[int, str | None]:
    found = _LOCATOR.search(text, max(0, start - 90), start)
    return (found.start(), found["locator"].strip()) if found else (start, None)


_ACT_OF = re.compile(r"Act of [A-Z][a-z]{3,14}(?: \d \w+)? (?P<year>1[2-9]\d\d|20\d\d)\b")
_TO_COME = re.compile(r"\b(?:forthcoming|upcoming|future|relevant|next|introduce\s(?:a|an|the))\s$")


def acts(cue: Cue) -> Iterator[Citation]:
    """The cue is Act, Acts, Bill or bill: the statute it ends, with section and year."""
    text, start, end = cue.text, cue.start, cue.end
    begin = title_start(text, start, commas=True)
    if begin == start:
        if settled := _ACT_OF.match(text, start):
            yield Citation("act", Span(*settled.span()), "act-of", None, None, settled["year"])
        return
    to_come = text[start] in "Bb" and _TO_COME.search(text, max(0, begin - 20), begin)
    if to_come or not text[begin].isupper():
        return
    begin = _after_and(text, begin, start)
    first, locator = _located(text, _before_article(text, begin))
    yield from _dated(cue, "act", "act-title", Span(begin, end), first, locator)


def _after_and(text: str, begin: int, at: int) -> int:
    """Passes over another statute in the same run: "Hedges Act 1990 and the Ditches Act 1992"."""
    last = begin
    for other in _OTHER.finditer(text, begin, at):
        last = other.end()
    return last


_OTHER = re.compile(
    r"\b\d{3,6},?\son\s(?:[Tt]he\s)?(?=[A-Z])|"
    r"\b(?:Acts?|Bills?|Regulations?|Order)(?:\s\([^()]{2,40}\))?(?:,?\s\(?\d{4}\)?)?,?\s(?:(?:and|or|of|to|in)\s)?(?:(?:the|The)\s)?"
    r"(?:(?:[Ss]ection|[Pp]art|[Ss]chedule)\s\w{1,6}\sof\sthe\s)?(?=[A-Z])"
)


def _before_article(text: str, begin: int) -> int:
    if (draft := _DRAFT.search(text, max(0, begin - 6), begin)) is not None:
        begin = draft.start()
    for article in ("the ", "The "):
        if text.endswith(article, 0, begin):
            return begin - len(article)
    return begin


def _dated(cue: Cue, kind: Kind, rule: str, title: Span, first: int, locator: str | None) -> Iterator[Citation]:
    text = cue.text
    begin = first if locator else title.start
    found = _YEARS.match(text, title.end)
    if not found:
        year = _YEAR_IN.search(text, title.start, title.end)
        day = year.group() if year else introduced(text, title.start, title.end, cue.said_on)
        yield Citation(kind, Span(begin, title.end), rule, None, locator, str(day) if day else None)
        return
    number = None
    end = found.end() if found["number"] else found.end("year")
    if found["number"]:
        number = (found["year"] + found["number"]) if "No" in found["number"] else found["number"].strip(" ()")
    yield Citation(kind, Span(begin, end), rule, number, locator, found["year"])
    if found["more"]:
        yield Citation(kind, Span(*found.span("more")), rule, None, locator, found["more"])


_DIRECTIONS = " and General Directions"
_BODY = re.compile(r"\s(?:Authority|Authorities|Committee|Executive|Council|Agency|Directorate|Unit|Team|Body)\b")
_ACRONYM = re.compile(r"\([A-Za-z]{2,10}\)\s$")


def instruments(cue: Cue) -> Iterator[Citation]:
    """The cue is Regulations, Regulation, Order, Rules, Directive or Decision: an instrument with a title."""
    text, start, end = cue.text, cue.start, cue.end
    word = text[start:end]
    if word in ("Regulation", "Directive", "Decision") and (numbered := _EU.match(text, end)):
        number = numbered["number"]
        locator = _located(text, start)[1]
        day = next(printed_dates(text, numbered.end(), numbered.end() + 80), None)
        said = str(day.settled(None)) if day and day.year else _eu_year(number)
        yield Citation("instrument", Span(start, numbered.end()), "eu-instrument", number, locator, said)
        return
    begin = title_start(text, start, commas=True)
    begin = _after_and(text, begin, start)
    if not _is_title(text, begin, start, end):
        return
    end += len(_DIRECTIONS) if text.startswith(_DIRECTIONS, end) else 0
    first, locator = _located(text, _before_article(text, begin))
    for citation in _dated(cue, "instrument", "instrument-title", Span(begin, end), first, locator):
        yield _with_number(text, citation)


def _is_title(text: str, begin: int, start: int, end: int) -> bool:
    title, word = text[begin:start].strip(), text[start:end]
    named = sum(part[:1].isalpha() for part in title.split())
    if text.startswith(" in Council", end) and word == "Order":
        return named >= 2
    if not named or title in _PLAIN or _BODY.match(text, end):
        return False
    if _YEARS.match(text, end) or (word == "Rules" and (title == "Immigration" or title.endswith(" Procedure"))):
        return True
    if word == "Directive":
        return title.startswith("EU") or bool(_NUMBERED.match(text, end + 1))
    if word == "regulations":
        return named > 2 and bool(_ACRONYM.search(text, begin, start))
    return named >= 2 and word in ("Regulations", "Regulation")


def _with_number(text: str, citation: Citation) -> Citation:
    at = citation.span.end
    found = _NUMBERED.match(text, at + 1)
    if not found or citation.number:
        return citation
    number = found["number"]
    return Citation(
        citation.kind,
        Span(citation.span.start, found.end()),
        citation.rule,
        number,
        citation.locator,
        citation.date or _eu_year(number),
    )


def _eu_year(number: str) -> str | None:
    for part in number.split("/"):
        if len(part) == 4 and part[:2] in ("19", "20"):
            return part
    return None


def numbered_instrument(cue: Cue) -> Iterator[Citation]:
    """ "SI 2024/123" standing alone."""
    text, start = cue.text, cue.start
    found = _SI.match(text, start)
    if found:
        yield Citation("instrument", Span(*found.span()), "si-number", found["number"], None, found["number"][:4])


_ON_SUBJECT = re.compile(r"\s(?:(?:on|for|of|against|establishing|relating|concerning|to)\s){1,3}(?:the\s)?(?=[A-Z])")
_AGREED = frozenset(
    [
        "Paris", "Withdrawal", "Good Friday", "Belfast", "Schengen", "Abraham", "Brexit Withdrawal", "Stormont House",
        "EU Withdrawal", "Trade and Cooperation", "EU-UK Trade and Cooperation", "UK-EU Trade and Cooperation",
        "North Atlantic", "BBNJ", "Dayton", "Chagos",
    ]
)  # fmt: skip


def _is_treaty(title: str, word: str, inside: bool, about: bool) -> bool:
    if word == "Covenant":
        return title.endswith("International")
    if word == "Agreement" and title.endswith(" Trade") and title.count(" ") >= 2:
        return True
    if word == "Agreement":
        return title in _AGREED or (about and title.endswith(("International", "Multilateral")))
    if word == "convention":
        return title[:1].isupper() and inside and len(title.split()) == 1 and title.isupper()
    if word == "Protocol":
        return (
            title != "Optional"
            and len(title) > 2
            and not title.endswith(("Internet", "Service", "Pre-Action", "over Internet"))
        )
    return True


def treaties(cue: Cue) -> Iterator[Citation]:
    """The cue is Convention, Treaty, Covenant, Protocol or Agreement: a treaty with a title."""
    text, start, end = cue.text, cue.start, cue.end
    begin = title_start(text, start)
    about = _ON_SUBJECT.match(text, end)
    stop = title_end(text, about.end() - 1) if about else end
    title = text[begin:start].strip()
    if not _is_treaty(title, text[start:end], begin > 0, stop > end):
        return
    first, locator = _located(text, _before_article(text, begin))
    year = _YEAR_IN.search(text, begin, stop)
    if title == "" and locator is None and stop == end:
        return
    yield Citation(
        "treaty", Span(first if locator else begin, stop), "treaty-title", None, locator, year.group() if year else None
    )
