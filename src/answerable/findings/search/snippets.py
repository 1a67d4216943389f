"""The part of a text that shows best why it was found, with the words that were looked for marked."""

from collections.abc import Sequence

from msgspec import Struct
from tantivy import Document, Query, Schema, Searcher, SnippetGenerator

from answerable.model.text import Span

_LENGTH = 240  # letters
_BEFORE = 60  # letters shown before the first word that is marked
_LARGEST = 200_000  # letters of a text that are looked at


class Snippet(Struct, frozen=True):
    """Some of a text's words, with … where they do not begin or end it; `spans` count in `text`."""

    text: str
    spans: tuple[Span, ...]


class Snippets:
    """Finds the snippets of texts for one query."""

    def __init__(self, searcher: Searcher, query: Query, schema: Schema) -> None:
        self._generator = SnippetGenerator.create(searcher, query, schema, "text")
        self._generator.set_max_num_chars(4 * _LARGEST)

    def of(self, text: str) -> Snippet | None:
        """None where nothing of the query is in the text."""
        if not text:
            return None
        spans = self._marked(text[:_LARGEST])
        return _cut(text, spans) if spans else None

    def _marked(self, text: str) -> list[Span]:
        found = self._generator.snippet_from_doc(Document(text=text))
        before = text.index(found.fragment()) if found.highlighted() else 0
        places = [(one.start, one.end) for one in found.highlighted()]
        if not text.isascii():
            letters = found.fragment().encode()  # places are of bytes
            places = [(len(letters[:start].decode()), len(letters[:end].decode())) for start, end in places]
        return [Span(before + start, before + end) for start, end in places]


def _cut(text: str, spans: Sequence[Span]) -> Snippet:
    """The window of the text that holds the most marked words, from the beginning of a word to the end of one."""
    first = max(spans, key=lambda span: sum(span.start <= one.start < span.start + _LENGTH - _BEFORE for one in spans))
    start = _word_start(text, max(first.start - _BEFORE, 0))
    end = _word_end(text, min(start + _LENGTH, len(text)))
    head, tail = "… " if start else "", " …" if end < len(text) else ""
    shift = len(head) - start
    inside = (span for span in spans if start <= span.start and span.end <= end)
    return Snippet(head + text[start:end] + tail, tuple(Span(one.start + shift, one.end + shift) for one in inside))


def _word_start(text: str, at: int) -> int:
    space = text.find(" ", at, at + _BEFORE // 2)
    return space + 1 if at and space >= 0 else at


def _word_end(text: str, at: int) -> int:
    space = text.rfind(" ", at - _BEFORE // 2, at)
    return space if at < len(text) and space >= 0 else at
