"""Record text → safe HTML: escaped blocks, with links and marked spans. Nothing published reaches a page as markup."""

from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import urlsplit

from markupsafe import Markup, escape
from msgspec import Struct

from answerable.model.text import Block, Link, Span, Text

_SAFE = ("http", "https", "mailto")


class Mark(Struct, frozen=True):
    """A span of the plain words that a note in the margin rests on; `note` is the note's id on the page."""

    span: Span
    note: str


class Shown(Struct, frozen=True):
    """A block ready for a page, with the ids of the notes that stand beside it."""

    kind: str
    html: Markup
    notes: tuple[str, ...]


def shown(text: Text, marks: Sequence[Mark] = ()) -> list[Shown]:
    """Every block of the text, its links and marks in place."""
    return [_block(place, block, text.links, marks) for place, block in text.placed()]


def highlighted(words: str, spans: Sequence[Span]) -> Markup:
    """Words with <mark> around the spans, for search results."""
    html, at = Markup(), 0
    for span in sorted(spans):
        if span.start < at:
            continue
        html += escape(words[at : span.start]) + Markup("<mark>") + escape(span.of(words)) + Markup("</mark>")
        at = span.end
    return html + escape(words[at:])


def _block(place: Span, block: Block, links: Sequence[Link], marks: Sequence[Mark]) -> Shown:
    here = [mark for mark in marks if mark.span.start < place.end and mark.span.end > place.start]
    notes = tuple(dict.fromkeys(mark.note for mark in here if mark.span.start >= place.start))
    if block.kind == "table":
        return Shown("table", _table(block), notes)
    linked = [link for link in links if place.start <= link.start < link.end <= place.end]
    return Shown(block.kind, _inline(block.text, place.start, linked, here), notes)


def _inline(words: str, start: int, links: Sequence[Link], marks: Sequence[Mark]) -> Markup:
    """Cuts the words wherever a link or mark begins or ends, and wraps each piece in all that cover it."""
    edges = {0, len(words)}
    spans = [*(Span(link.start, link.end) for link in links), *(mark.span for mark in marks)]
    for one in spans:
        edges |= {max(one.start - start, 0), min(one.end - start, len(words))}
    cuts = sorted(edges)
    pieces = (_piece(words[a:b], a + start, links, marks) for a, b in pairwise(cuts))
    return Markup().join(pieces).replace("\n", Markup("<br>"))


def _piece(words: str, at: int, links: Sequence[Link], marks: Sequence[Mark]) -> Markup:
    html = escape(words)
    for mark in marks:
        if mark.span.start <= at < mark.span.end:
            return Markup('<a class="marked" href="#{}">{}</a>').format(mark.note, html)
    link = next((link for link in links if link.start <= at < link.end), None)
    if link and urlsplit(link.href).scheme in _SAFE:
        return Markup('<a href="{}" rel="nofollow noopener external">{}</a>').format(link.href, html)
    return html


def _table(block: Block) -> Markup:
    rows = (
        Markup("<tr>{}</tr>").format(Markup().join(Markup("<td>{}</td>").format(cell) for cell in row))
        for row in block.rows()
    )
    return Markup("<table>{}</table>").format(Markup().join(rows))
