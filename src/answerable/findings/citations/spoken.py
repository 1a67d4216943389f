"""Letters, speeches and debates, which have no number and seldom a title: found by their word and their date."""

import re
from collections.abc import Iterator

from answerable.findings.citations.cue import Cue
from answerable.findings.citations.publications import Candidate

_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?\s[A-Z][a-z]{2,8}(?:\s\d{4})?|[A-Z][a-z]{2,8}\s\d{4})"
_UNTIL_DAY = re.compile(
    rf"(?:hon\.|[^.;\n?]){{0,150}}?\b(?:of|on|dated|in)\s(?:the\s|\(\w{{1,3}}\)\s)?(?:\w{{6,9}}day\s)?{_DAY}"
)
_AND_DAY = re.compile(rf"(?:,|\sand)\s(?:\(\w{{1,3}}\)\s)?(?:of\s)?(?P<day>{_DAY})")
_FROM = re.compile(r"\s(?:to|from|by|of|in)\s(?:(?:hon\.|[^\s,.;\n]{1,24})\s){0,9}(?:hon\.|[^\s,.;\n]{1,24})")
_OWNER = re.compile(
    r"\b(?:the|my|his|her|their|our|a)\s(?:[\w’'-]{1,24}\s){0,7}$|(?<=\s)[A-Z][\w’']{1,20}\s(?:[A-Z][\w’']{1,20}['’]s?\s)?$"
)
_SPEECH = re.compile(
    r"(?:[Oo]ral\s(?:[Cc]ontribution|[Ss]tatement|[Ee]vidence|[Aa]nswer)|speech|statement|contribution|evidence|debate|debated|remarks|comments)"
)


def letters(cue: Cue) -> Iterator[Candidate]:
    """The cue is letter, correspondence or wrote."""
    text, start, end = cue.text, cue.start, cue.end
    word = text[start:end].lower()
    owner = _OWNER.search(text, max(0, start - 80), start)
    begin = owner.start() if owner else start
    found = _UNTIL_DAY.match(text, end, min(len(text), end + 190))
    if found:
        yield Candidate("letter", begin, found.end(), "letter-dated", word)
        yield from _further(text, found.end(), word)
        return
    tail = _FROM.match(text, end, min(len(text), end + 150))
    yield Candidate("letter", begin, tail.end() if tail else end, "letter", word)


def _further(text: str, at: int, word: str) -> Iterator[Candidate]:
    for _ in range(12):
        more = _AND_DAY.match(text, at, min(len(text), at + 40))
        if not more:
            return
        yield Candidate("letter", more.start("day"), more.end("day"), "letter-dated", word)
        at = more.end()


def speeches(cue: Cue) -> Iterator[Candidate]:
    """The cue is oral, speech, statement, contribution, evidence or debate."""
    text, start = cue.text, cue.start
    what = _SPEECH.match(text, start)
    if not what:
        return
    word = what.group().lower()
    owner = _OWNER.search(text, max(0, start - 80), start)
    begin = owner.start() if owner else start
    found = _UNTIL_DAY.match(text, what.end(), min(len(text), what.end() + 190))
    kind = "hansard" if word in ("debate", "debated", "comments") else "oral_contribution"
    yield Candidate(kind, begin, found.end() if found else what.end(), "speech-dated" if found else "speech", word)  # type: ignore[arg-type]
