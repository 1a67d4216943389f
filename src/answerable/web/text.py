"""Record text → safe HTML: escaped blocks, with links, marked spans and the notes that stand beside them.

Nothing published reaches a page as markup.
"""

from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import urlsplit

from markupsafe import Markup, escape
from msgspec import Struct

from answerable.model.text import Block, Link, Span, Text

_SAFE = ("http", "https", "mailto")


class Note(Struct, frozen=True):
    """A note in the margin: `id` is its anchor, `kind` its class; `detail` is plain words under the label."""

    id: str
    label: str
    kind: str
    href: str | None = None
    detail: str | None = None


class Mark(Struct, frozen=True):
    """A span of the plain words that the note with this id rests on; a note without a mark is on the whole text."""

    span: Span
    note: str


class Tied(Struct, frozen=True):
    """A note, and the words it rests on, if not on all."""

    note: Note
    marks: tuple[Mark, ...] = ()


class Term(Struct, frozen=True):
    """A span of the plain words that has a meaning to be shown: an acronym, and the words it stands for."""

    span: Span
    words: str


_Numbered = tuple[Mark, int]  # with the number of its note


class Beside(Struct, frozen=True):
    """A note at its block, with the number that it and its words bear on paper (none for a note on the whole)."""

    note: Note
    number: int | None


class Shown(Struct, frozen=True):
    """A block ready for a page, with the notes that stand beside it; of kind `nothing` where the text has no words."""

    kind: str
    html: Markup
    notes: tuple[Beside, ...] = ()


def shown(
    text: Text, notes: Sequence[Note] = (), marks: Sequence[Mark] = (), terms: Sequence[Term] = ()
) -> list[Shown]:
    """Every block of the text, its links, marks and terms in place.

    A note stands beside the block in which its first mark begins; notes without a mark come first, at the beginning.
    """
    if not text.blocks:
        return [Shown("nothing", Markup(), tuple(Beside(note, None) for note in notes))]
    begins = _begins(marks)
    numbers = {note: number for number, note in enumerate(begins, 1)}
    numbered = [(mark, numbers[mark.note]) for mark in marks]
    ordered = sorted(notes, key=lambda note: begins.get(note.id, -1))
    blocks = []
    for place, block in text.placed():
        here = [note for note in ordered if place.start <= begins.get(note.id, 0) <= place.end]
        beside = tuple(Beside(note, numbers.get(note.id)) for note in here)
        blocks.append(Shown(block.kind, _html(block, place, text.links, numbered, terms), beside))
    return blocks


def highlighted(words: str, spans: Sequence[Span]) -> Markup:
    """Words with <mark> around the spans, for search results."""
    pieces, at = [], 0
    for span in sorted(spans):
        if span.start >= at:
            pieces += [escape(words[at : span.start]), "<mark>", escape(span.of(words)), "</mark>"]
            at = span.end
    return Markup("".join([*pieces, escape(words[at:])]))


def _begins(marks: Sequence[Mark]) -> dict[str, int]:
    """Where the first mark of each note begins, in the order of the text."""
    begins: dict[str, int] = {}
    for mark in sorted(marks, key=lambda mark: mark.span):
        begins.setdefault(mark.note, mark.span.start)
    return begins


def _html(
    block: Block, place: Span, links: Sequence[Link], marks: Sequence[_Numbered], terms: Sequence[Term]
) -> Markup:
    if block.kind == "table":
        return _table(block)
    linked = [link for link in links if place.start <= link.start < link.end <= place.end]
    marked = [(mark, number) for mark, number in marks if mark.span.start < place.end and mark.span.end > place.start]
    known = [term for term in terms if place.start <= term.span.start < term.span.end <= place.end]
    return _inline(block.text, place.start, linked, marked, known)


def _inline(words: str, start: int, links: Sequence[Link], marks: Sequence[_Numbered], terms: Sequence[Term]) -> Markup:
    """Cuts the words wherever a link, mark or term begins or ends, and wraps each piece in what covers it."""
    edges = {0, len(words)}
    spans = [
        *(Span(link.start, link.end) for link in links),
        *(mark.span for mark, _ in marks),
        *(one.span for one in terms),
    ]
    for one in spans:
        edges |= {max(one.start - start, 0), min(one.end - start, len(words))}
    pieces = (_piece(words[a:b], Span(a + start, b + start), links, marks, terms) for a, b in pairwise(sorted(edges)))
    return Markup().join(pieces).replace("\n", Markup("<br>"))


def _piece(words: str, place: Span, links: Sequence[Link], marks: Sequence[_Numbered], terms: Sequence[Term]) -> Markup:
    """A published link stays one under a mark; other marked words lead to their note."""
    html = escape(words)
    term = next((term for term in terms if term.span.start <= place.start < term.span.end), None)
    if term:
        html = Markup('<abbr title="{}">{}</abbr>').format(term.words, html)
    link = next((link for link in links if link.start <= place.start < link.end), None)
    mark, number = next((one for one in marks if one[0].span.start <= place.start < one[0].span.end), (None, 0))
    if link and urlsplit(link.href).scheme in _SAFE:
        html = Markup('<a href="{}" rel="nofollow noopener external">{}</a>').format(link.href, html)
    elif mark:
        html = Markup('<a href="#{}">{}</a>').format(mark.note, html)
    if not mark:
        return html
    ends = Markup(' data-note="{}"').format(number) if place.end >= mark.span.end else ""
    return Markup('<span class="marked"{}>{}</span>').format(ends, html)


def _table(block: Block) -> Markup:
    rows = (
        Markup("<tr>{}</tr>").format(Markup().join(Markup("<td>{}</td>").format(cell) for cell in row))
        for row in block.rows()
    )
    return Markup("<table>{}</table>").format(Markup().join(rows))
