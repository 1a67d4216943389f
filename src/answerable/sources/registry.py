"""All sources, and which of them a document is of."""

from answerable.errors import UnknownFormat
from answerable.sources import jsonlines, page, uk_parliament
from answerable.sources.base import Source
from answerable.sources.documents import HEAD, Document

# In the order in which they are tried: the most particular first.
SOURCES: tuple[Source, ...] = (jsonlines, uk_parliament, page)
_EXPECTED = "a page of questions (Asked by …), the official service's JSON, or our own export"


def source_of(document: Document) -> Source:
    """The source that recognises the document by its content; UnknownFormat when none does."""
    head = document.data[:HEAD]
    for source in SOURCES:
        if source.recognises(head):
            return source
    raise UnknownFormat(document.name, _EXPECTED, _looks_like(head))


def _looks_like(head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if b"\0" in head:
        return "binary data"
    if start.startswith((b"<!doctype html", b"<html")):
        return "HTML that is not such a page"
    if start.startswith(b"<"):
        return "XML or HTML of another kind"
    if start.startswith((b"{", b"[")):
        return "JSON of another shape"
    return "text of another kind"
