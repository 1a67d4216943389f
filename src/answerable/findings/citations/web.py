"""Addresses on the web."""

import re
from collections.abc import Iterator

from answerable.findings.citations.citation import Citation
from answerable.findings.citations.cue import Cue
from answerable.model.text import Span

_HOST = r"(?:[A-Za-z0-9-]{1,40}\.){1,6}[A-Za-z]{2,12}"
_ADDRESS = re.compile(rf"(?:https?://?[^\s<>\"“”]{{3,1500}}|www\.{_HOST}(?:/[^\s<>\"“”]{{0,1500}})?)", re.I)
_BARE = re.compile(
    r"(?<![@\w])(?:(?=gov\.uk/)|(?:[A-Za-z0-9-]{1,40}\.){1,4})(?:gov|org|nhs|parliament|ac|co|police|com|net)(?:\.uk)?(?:/[^\s<>\"“”]{1,1500})?(?!\w)",
    re.I,
)
_TRAILING = ".,;:!?)]’”\"'"


def addresses(cue: Cue) -> Iterator[Citation]:
    """The cue is http or www: the address that it begins."""
    text, start = cue.text, cue.start
    found = _ADDRESS.match(text, start)
    if found:
        yield Citation("web", Span(start, _trimmed(text, start, found.end())), "address")


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _TRAILING:
        if text[end - 1] == ")" and text.count("(", start, end) >= text.count(")", start, end):
            break
        end -= 1
    return end


_SHOWN = " (www.gov.uk)"
_LINE = re.compile(r"\n|(?:here|at|below|GOV\.UK):\s|\b(?:here|at|via)\s(?=[A-Z])|[.;]\s(?=[A-Z])")


def link_titles(cue: Cue) -> Iterator[Citation]:
    """The cue is the GOV of "Ferry licences - GOV.UK": the title of a linked page, back to the start of its line."""
    text = cue.text
    if not text.startswith("GOV.UK", cue.start) or text[max(0, cue.start - 3) : cue.start] not in (" - ", " – "):
        return
    floor = max(0, cue.start - 160)
    begin = max((found.end() for found in _LINE.finditer(text, floor, cue.start)), default=_next_word(text, floor))
    end = cue.start + len("GOV.UK")
    end += len(_SHOWN) if text.startswith(_SHOWN, end) else 0
    yield Citation("web", Span(begin, end), "link-title")


def _next_word(text: str, at: int) -> int:
    return at if at == 0 or text[at - 1].isspace() else text.find(" ", at) + 1


def bare_addresses(cue: Cue) -> Iterator[Citation]:
    """The cue is the "gov" of "made-up.gov.uk/page": the address around it."""
    text, start, end = cue.text, cue.start, cue.end
    begin = start
    while begin > max(0, start - 80) and (text[begin - 1].isalnum() or text[begin - 1] in ".-_"):
        begin -= 1
    found = _BARE.match(text, begin)
    if found and found.end() >= end:
        yield Citation("web", Span(begin, _trimmed(text, begin, found.end())), "bare-address")
