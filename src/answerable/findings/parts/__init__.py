"""The separate things that a question asks."""

import re

from answerable.findings.parts.clauses import clauses
from answerable.findings.parts.kinds import kind_of
from answerable.findings.parts.labels import Label, labels
from answerable.model.part import Kind, Part
from answerable.model.text import Span

VERSION = 2
LONGEST = 20_000  # characters read; the longest printed question has some 2,000
_TRAILING = re.compile(r"(?:[\s,;:?.]|\b(?:and|or|but|the|(?:if|where) (?:so|not|yes))\b)+\Z", re.I)
# "how many and what proportion of barges": two things asked of one, outside lists, where each item asks both.
_TWIN = re.compile(r"(?:how (?:many|much|often)|when|where|why|who) and (?=(?:how|what|when|where|why|which)\b)", re.I)
_TRAIL = 40  # characters within which trailing joiners are sought


def parts(question: str) -> tuple[Part, ...]:
    """The separate things asked, in printed order; one for a question that asks one thing, none for blank text.

    A lettered or numbered item is a part (in crossed lists each letter and each numeral), and so is every ask joined by
    "; and …", "and what …" or "and if …". Spans count in `question`.
    """
    read = question[:LONGEST]
    marks = labels(read)
    found: list[Part] = []
    for clause in _unbroken(clauses(read), marks):
        inside = [mark for mark in marks if clause.start <= mark.span.start < clause.end]
        found += _listed(read, clause, inside) if inside else _plain(read, clause)
    return tuple(found)


def _unbroken(asking: list[Span], marks: list[Label]) -> list[Span]:
    """Clauses that begin right after a label begin at the label instead: "(b) how many …"."""
    ends = {mark.span.end + 1: mark.span.start for mark in marks}
    starts = [ends.get(clause.start, clause.start) for clause in asking]
    stops = [*starts[1:], *[clause.end for clause in asking[-1:]]]
    return [Span(a, b) for a, b in zip(starts, stops, strict=True)]


def _plain(text: str, clause: Span) -> list[Part]:
    starts = [clause.start]
    while twin := _TWIN.match(text, starts[-1], clause.end):
        starts.append(twin.end())
    spans = (_trimmed(text, Span(a, b)) for a, b in zip(starts, [*starts[1:], clause.end], strict=True))
    return [Part(span.of(text), span, kind_of(span.of(text))) for span in spans if span.start < span.end]


def _listed(text: str, clause: Span, marks: list[Label]) -> list[Part]:
    ends = [*[mark.span.start for mark in marks[1:]], clause.end]
    items = (_item(text, clause, mark, end) for mark, end in zip(marks, ends, strict=True))
    return [item for item in items if item]


def _item(text: str, clause: Span, mark: Label, end: int) -> Part | None:
    """One labelled item; None when nothing but the next label follows its own."""
    words = _trimmed(text, Span(mark.span.end, end))
    if words.start >= words.end:
        return None
    span = Span(mark.span.start, words.end)
    stem = _trimmed(text, Span(min(clause.start, mark.head), mark.head))
    own = kind_of(words.of(text))
    kind = own if own is not Kind.OTHER or not stem.of(text) else kind_of(stem.of(text))
    return Part(span.of(text), span, kind, mark.name, stem.of(text), stem)


def _trimmed(text: str, span: Span) -> Span:
    """Without white space around and the joiners after."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    last = text[max(start, end - _TRAIL) : end]
    joiners = _TRAILING.search(last)
    return Span(start, end - (len(joiners[0]) if joiners else 0))
