"""An answer's sentences: what cues stand in and what evidence is cut from."""

import re

from answerable.model.text import Span

MOST = 120  # sentences read; only answers with long tables have more, and their rows all do the same
# A sentence ends at . ? ! before a space and a capital, figure or opening quote,
# and at a line end unless a table's cell follows.
_END = re.compile(r"[.?!][\"'”’)\]]{0,2}(?=\s+[\"'“‘(\[]?[A-Z0-9£])|\n(?!\s{0,9}\|)")
# Not after titles and short forms ("no." only before a figure, since "No." answers), nor after an initial.
_SHORT = re.compile(
    r"\b(?:hon|rt|mr|mrs|ms|dr|st|nos|col|vol|cf|e\.g|i\.e|paras?|approx|dept|govt|lt|gen|prof|vs?|[a-z])\.\Z", re.I
)
_NUMBER = re.compile(r"\S no\.\Z", re.I)


def sentences(text: str) -> list[Span]:
    """Where each sentence stands, blank ones left out; a table's row or a list's line is one."""
    found: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if text[match.start()] != "\n" and _abbreviated(text, start, match.end()):
            continue
        _add(found, text, start, match.end())
        start = match.end()
        if len(found) >= MOST:
            return found
    _add(found, text, start, len(text))
    return found


def _abbreviated(text: str, start: int, stop: int) -> bool:
    """Whether the stop belongs to a short form."""
    before = text[max(start, stop - 9) : stop]
    if _NUMBER.search(before):
        return text[stop : stop + 2].strip().isdigit()
    return bool(_SHORT.search(before))


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Span(start, end))
