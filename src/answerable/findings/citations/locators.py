"""The page, paragraph or table of a document that is pointed at."""

import re

from answerable.findings.citations.cue import last_match
from answerable.findings.citations.dating import sentence_start
from answerable.findings.openings import Openings

_LOCATOR_WORD = (
    r"(?:pages?|p\.|pp\.|[Pp]aragraphs?|[Pp]aras?\.?|[Ss]ections?|[Cc]hapters?|[Aa]nnex(?:es)?|[Rr]ecommendations?|[Tt]ables?|"
    r"[Ff]igures?|[Aa]ppendix|[Vv]olume|[Aa]ctions?|[Pp]oint|[Cc]lause|[Pp]art|[Bb]ox|[Mm]easure|[Ff]ootnote|[Tt]ab|[Aa]rticle)"
)
_PLACE = (
    r"(?:[A-Z]{0,3}\d[\w.]{0,8}(?:\(\w{1,3}\)){0,3}|[A-Z]{1,2}\b|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|[IVX]{1,5})\b)"
)
LOCATOR = Openings(
    re.compile(
        rf"\b(?P<locator>{_LOCATOR_WORD}\s?{_PLACE}(?:(?:\s?[-–]\s?|,\s|\sand\s|\sto\s){_PLACE}){{0,4}}"
        rf"(?:,?\s(?:of\s)?{_LOCATOR_WORD}\s{_PLACE})?)"
    ),
    "page p. pp. para Para section Section chapter Chapter annex Annex recommendation Recommendation table Table "
    "figure Figure appendix Appendix volume Volume action Action point Point clause Clause part Part box Box "
    "measure Measure footnote Footnote tab Tab article Article",
)
_OF = re.compile(
    r"(?:\s\([^()\n]{1,40}\))?,?\s(?:of|in|from|to|within|contained within|on)\s(?:[\w’'.,()-]{1,24}\s){0,12}$"
)
_AFTER = re.compile(r",?\s?\(?(?=[a-zA-Z])")


def locator(text: str, start: int, end: int) -> tuple[int, int, str | None]:
    """The page, paragraph or table that goes with `text[start:end]`, and the span widened over one just before it."""
    inside = LOCATOR.search(text, start, end)
    if inside:
        return start, end, inside["locator"]
    begin = max(sentence_start(text, start, 110), start - 110)
    found = last_match(LOCATOR, text, begin, start)
    if found and (near := _OF.fullmatch(text, found.end(), start)):
        wide = found.start() if start - near.start() < 24 else start
        return wide, end, found["locator"]
    after = _AFTER.match(text, end)
    if after and (found := LOCATOR.pattern.match(text, after.end())):
        return start, end, found["locator"]
    return start, end, None
