"""Command papers, House papers and written statements, by their numbers."""

import re
from collections.abc import Iterator
from datetime import date

from answerable.findings.citations.answers import clause_start
from answerable.findings.citations.citation import Citation
from answerable.findings.citations.cue import Cue
from answerable.model.printed_dates import printed_dates
from answerable.model.text import Span

_COMMAND = re.compile(r"(?:CP|Cmnd|Cmd|Cm)\.?\s?\d{1,5}\b(?!\.\d|%|/)")
_HOUSE = re.compile(r"(?:HC|HL\sPaper)\s?\d{1,4}(?:[-–][IVX]{1,4})?\b(?!\.\d)")
_STATEMENT = re.compile(r"(?:HCWS|HLWS)\s?\d{1,5}\b")
_NAMED = re.compile(
    r"(?:[Ww]ritten\s(?:[Mm]inisterial\s)?[Ss]tatements?|WMS)\b(?:\s\(WMS\))?"
    r"(?P<until>[^.;\n]{0,140}?)(?:[,(]{1,2}\s?|\s\(?)(?P<number>(?:HCWS|HLWS)\s?\d{1,5})\b"
)
_NAMED_ON = re.compile(
    r"(?:[Ww]ritten\s(?:[Mm]inisterial\s)?[Ss]tatements?|WMS)\b(?:\s\(WMS\))?[^.;:\n]{0,90}?"
    r"\b(?:of|on|dated)\s(?:the\s)?(?=\d{1,2}(?:st|nd|rd|th)?\s[A-Z])"
)
_WHOSE = re.compile(r"(?:\b(?:the|my|his|her|their|our|a)\s)(?:[\w’']{1,20}\s){0,5}$")


def command_papers(cue: Cue) -> Iterator[Citation]:
    """CP, Cm, Cmd or Cmnd with a number."""
    text, start = cue.text, cue.start
    found = _COMMAND.match(text, start)
    if found:
        yield Citation("command_paper", Span(*found.span()), "command-paper-number", found.group())


def house_papers(cue: Cue) -> Iterator[Citation]:
    """HC 461, HL Paper 12."""
    text, start = cue.text, cue.start
    found = _HOUSE.match(text, start)
    if found:
        yield Citation("house_paper", Span(*found.span()), "house-paper-number", found.group())


def statements(cue: Cue) -> Iterator[Citation]:
    """The cue opens "Written Statement of 4 May" or "HCWS123"."""
    text, start, said_on = cue.text, cue.start, cue.said_on
    found = _STATEMENT.match(text, start)
    if found:
        day = _day(text, clause_start(text, start, 110), found.end() + 40, said_on, near=start)
        yield Citation("written_statement", Span(*found.span()), "statement-number", found.group(), None, day)
        return
    named = _NAMED.match(text, start)
    dated = _NAMED_ON.match(text, start)
    if not named and not dated:
        return
    whose = _WHOSE.search(text, max(0, start - 70), start)
    begin = whose.start() if whose else start
    stop = named.end() if named else _end_of_date(text, dated)
    if named and text.startswith(")", stop) and "(" in named.group():
        stop += 1
    day = _day(text, start, stop + (25 if named else 0), said_on, near=start)
    yield Citation(
        "written_statement", Span(begin, stop), "statement-of", named["number"] if named else None, None, day
    )


def _end_of_date(text: str, before: re.Match[str] | None) -> int:
    at = before.end() if before else 0
    return next((found.span.end for found in printed_dates(text, at, min(len(text), at + 40))), at)


def _day(text: str, begin: int, stop: int, said_on: date | None, near: int) -> str | None:
    days = [found for found in printed_dates(text, begin, min(stop, len(text))) if found.day]
    if not days:
        return None
    nearest = min(days, key=lambda found: abs(found.span.start - near))
    settled = nearest.settled(said_on)
    return str(settled) if settled else None
