"""Earlier questions and answers, by number, date or column; and columns of the Official Report."""

import re
from collections.abc import Iterator
from datetime import date

from answerable.findings.citations.citation import Citation, Kind
from answerable.findings.citations.cue import Cue, last_match
from answerable.model.printed_dates import MONTHS, PrintedDate, printed_dates
from answerable.model.text import Span

_NUMBER = r"(?:(?:HL|UIN)\s?)?\d{1,6}(?!\w|[\d.]*\d|[,.]\d{3}|%|/\d)"
_ASKED = re.compile(
    r"(?:[Qq]uest?i?s?t?ions?|[Qq]uesitons?|UINs?|PQs?|[Aa]nswers?|[Rr]eference|PARLIAMENTARY\sQUESTIONS?)"
    r"(?:\s\(?(?:UINs?|PQs?|[Nn]umbers?|[Nn]os?\.?|[Rr]eferences?)){0,2}(?:\s?[:.#])?\s?\(?"
    rf"(?P<number>{_NUMBER})(?!\s(?:{'|'.join(MONTHS)}|years|days|per))"
)
_NUMBER_END = re.compile(r"(?<=\d)(?!\d)")
_MORE = re.compile(
    r"(?:,\s?|;\s|\s)(?:(?:and|&|or)\s)?(?:(?:to|also)\s)?(?:[Qq]uestions?\s)?(?:(?:UIN|PQ)s?:?\s)?"
    rf"(?P<number>{_NUMBER})(?!\s(?:{'|'.join(MONTHS)}|years|days))"
)
_LORDS = re.compile(r"\(?(?P<number>HL\s?\d{1,6})\b(?!\s?(?:Deb|Paper))")
ANSWER = re.compile(
    r"\b(?:(?:the|my|his|her|their|our|previous|a|oral)\s){0,2}(?:(?:[Ww]ritten|[Pp]arliamentary|[Oo]ral)\s)?"
    r"(?:[Aa]nswers?|[Rr]esponses?|[Rr]epl(?:y|ies))\b"
)
_CLAUSE = re.compile(
    r"[;\n]|[?!]\s|(?<!hon)(?<!Hon)(?<=[a-z\d)])\.\s(?=[A-Z])|\(\w{1,4}\)\s(?=(?:the\s|his\s|her\s)?(?:[Aa]nswer|[Qq]uestion))"
)
_GIVEN = re.compile(
    r"[,)]{0,2}\s\(?(?:(?:which|that|was|as|and|by|the|I|to|him|her|them|hon\.?|Member|for|answered|tabled|given|gave|"
    r"dated|of|on|asked|provided|submitted|(?:[A-Z][a-z]{2,14}))\s){0,9}$"
)
_TODAY = re.compile(r"\btoday\b")
COLUMN = (
    r"(?:[Cc]olumns?|[Cc]ols?\.?|c\.?)\s?(?:(?:WA|WS|GC)\s?)?\d{1,4}(?:W[HSA]?|WH|MC|P)?"
    r"(?:\s?[-–]\s?\d{1,4}(?:W[HSA]?)?)?"
)
_REPORT = re.compile(
    r"(?:[Oo]fficial\s[Rr]eport|HC\sDeb|HL\sDeb|HL\sHansard|Hansard)\b"
    r"(?:,?\s(?:House\sof\s(?:Lords|Commons)|HC|HL|\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4}))?[,;:]?\s?"
    rf"(?:C\.(?P<pq>\d{{4,6}})\b|PQ\s(?P<pq2>\d{{2,6}})\b|\(?(?P<column>(?:[Vv]ol(?:ume)?\.?\s?\d{{1,4}}[.,]?\s)?(?:{COLUMN}|Col\.\s?\d{{1,4}}(?:-\d{{1,4}})?)))?"
)
_SPOKEN = re.compile(
    r"\b(?:the\s|his\s|her\s|my\s)?(?:(?P<oral>[Oo]ral\s(?:[Cc]ontributions?|[Ss]tatements?|[Aa]nswers?|[Ee]vidence)|speech|contribution)|(?P<answer>(?:[Ww]ritten\s)?[Aa]nswers?)|(?P<debate>debate|comments|statement))\b"
)
_WA = re.compile(r"\((?P<column>(?:[Cc]ol\.?\s)?WA\s?\d{1,4}(?:\s?[-–]\s?\d{1,4})?)\)")


_NUMBERED = re.compile(
    r"(?:[Qq]uestions?|UINs?|PQs?):?\s(?:UIN:?\s)?(?:HL)?\d{2,6}\b|\(HL\s?\d{1,5}\)|HL\sDeb[^()]{0,30}\)"
)


def clause_start(text: str, at: int, reach: int = 170) -> int:
    """Where the clause that `at` stands in begins, at most `reach` characters back, and not before another number."""
    begin = max(0, at - reach)
    for pattern in (_CLAUSE, _NUMBERED):
        for found in pattern.finditer(text, begin, at):
            begin = found.end()
    return begin


def _cited_on(
    text: str, begin: int, start: int, end: int, said_on: date | None
) -> tuple[PrintedDate | None, str | None]:
    before = [found for found in printed_dates(text, begin, end) if found.day]
    if before:
        settled = before[-1].settled(said_on)
        return before[-1], str(settled) if settled else None
    for found in printed_dates(text, end, min(len(text), end + 110)):
        if found.day and _GIVEN.fullmatch(text, end, found.span.start):
            settled = found.settled(said_on)
            return found, str(settled) if settled else None
        break
    if said_on and _TODAY.search(text, begin, start):
        return None, said_on.isoformat()
    return None, None


def _opening(text: str, begin: int, start: int) -> int:
    """Where the citation itself begins: at its last "the Answer", else at its date, else at the word "Question"."""
    last = last_match(ANSWER, text, begin, start)
    if last:
        return last.start()
    return next((found.span.start for found in printed_dates(text, begin, start) if found.day), start)


def questions(cue: Cue) -> Iterator[Citation]:
    """The cue is Question, UIN, PQ, answer: the numbers that follow, each a citation, with their date."""
    text, start, said_on = cue.text, cue.start, cue.said_on
    found = _ASKED.match(text, start)
    if not found:
        return
    if text[start] in "aArR" and len(found["number"].removeprefix("HL")) < 3:
        return
    begin = clause_start(text, start)
    numbers = [found.span("number"), *_more(text, found.end())]
    printed, day = _cited_on(text, begin, start, numbers[-1][1], said_on)
    opening = _opening(text, begin, start)
    if printed and printed.span.start > start:
        numbers[-1] = (numbers[-1][0], printed.span.end)
    if text[start].islower() and len(found["number"]) < 3 and not day:
        return
    for index, (first, last) in enumerate(numbers):
        number = _NUMBER_END.split(text[first:last], maxsplit=1)[0].removeprefix("UIN").strip()
        yield Citation("earlier_answer", Span(first if index else opening, last), "question-number", number, None, day)


def _more(text: str, at: int) -> Iterator[tuple[int, int]]:
    for _ in range(40):
        found = _MORE.match(text, at)
        if not found:
            return
        yield found.span("number")
        at = found.end()


def lords_questions(cue: Cue) -> Iterator[Citation]:
    """ "(HL1234)", "HL1234, HL1235 and HL1236"."""
    text, start, said_on = cue.text, cue.start, cue.said_on
    found = _LORDS.match(text, start)
    if not found:
        return
    begin = clause_start(text, start)
    others = [span.end() for span in _LORDS.finditer(text, begin, start)]
    _, day = _cited_on(text, begin, start, found.end(), said_on)
    opening = _opening(text, max([begin, *others]), start)
    stop = found.end("number")
    if text.startswith("(", start - 1) and text.startswith(")", stop):
        stop += 1
    yield Citation("earlier_answer", Span(opening, stop), "lords-number", found["number"], None, day)


def reports(cue: Cue) -> Iterator[Citation]:
    """The cue opens "Official Report, column 506W": an answer, a speech or a debate by what stands before."""
    text, start, said_on = cue.text, cue.start, cue.said_on
    found = _REPORT.match(text, start)
    if not found:
        return
    begin = clause_start(text, start, 220)
    what = last_match(_SPOKEN, text, begin, start)
    day, settled = _cited_on(text, begin, start, found.end(), said_on)
    number, column = found["pq"] or found["pq2"], found["column"]
    if number or column or (day and what):
        opening = what.start() if what else (day.span.start if day and day.span.start < start else start)
        kind = _reported(what.group() if what else "", number, column or "", found.group())
        yield Citation(kind, Span(opening, found.end()), "official-report", number, column, settled)


def _reported(what: str, number: str | None, column: str, printed: str) -> Kind:
    """The kind of thing at a column: an answer if written or numbered, else a speech by its name, else a debate."""
    if number:
        return "earlier_answer"
    what = what.lower()
    if "answer" in what:
        written = "oral" not in what and not ("hl" in printed.lower() and "W" not in column.upper())
        return "earlier_answer" if written else "hansard"
    return "oral_contribution" if "oral" in what or "speech" in what or "contribution" in what else "hansard"


def lords_column(cue: Cue) -> Iterator[Citation]:
    """ "(WA 71–2)" after an answer."""
    text, start, said_on = cue.text, cue.start, cue.said_on
    found = _WA.match(text, start - 1) if start and text[start - 1] == "(" else None
    if found:
        begin = clause_start(text, start)
        _, day = _cited_on(text, begin, start, found.end(), said_on)
        opening = _opening(text, begin, start)
        yield Citation("earlier_answer", Span(opening, found.end()), "lords-column", None, found["column"], day)


_ON_A_DAY = re.compile(
    r"[Aa]nswers?\s(?:(?:that\s)?(?:I|given|gave|he|she|was|which|provided|to\s(?:him|her)|(?:[a-z]{2,9}\.?\s){0,4}Friend)\s){0,4}"
    r"(?:of|on|dated)\s(?:the\s)?(?=\d{1,2}(?:st|nd|rd|th)?\s[A-Z])"
)


def dated_answers(cue: Cue) -> Iterator[Citation]:
    """The cue is Answer: "my Answer of 2 February", without a number."""
    found = _ON_A_DAY.match(cue.text, cue.start)
    day = next(printed_dates(cue.text, found.end(), found.end() + 30), None) if found else None
    if day and day.day:
        settled = day.settled(cue.said_on)
        opening = next((m.start() for m in ANSWER.finditer(cue.text, max(0, cue.start - 12), cue.end)), cue.start)
        yield Citation(
            "earlier_answer", Span(opening, day.span.end), "answer-dated", date=str(settled) if settled else None
        )
