"""All sources, and which of them a document is of."""

from answerable.errors import UnknownFormat
from answerable.sources import jsonlines, page, uk_parliament
from answerable.sources.base import Source
from answerable.sources.documents import HEAD, Document
from answerable.sources.jsontext import BOM

# In the order in which they are tried: the most particular first.
SOURCES: tuple[Source, ...] = (jsonlines, uk_parliament, page)
_EXPECTED = "a page of questions (Asked by …), the official service's JSON, or our own export"


def source_of(document: Document) -> Source:
    """The source that recognises the document by its content; UnknownFormat when none does.

    Of a document in slices ask about the first only: a later one may begin with a line that cannot be read.
    """
    head = document.data[:HEAD]
    for source in SOURCES:
        if source.recognises(head):
            return source
    raise UnknownFormat(document.name, _EXPECTED, _looks_like(head))


def _looks_like(head: bytes) -> str:
    start = head.removeprefix(BOM).lstrip()[:200].lower()
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16 text of another kind"
    if b"\0" in head:
        return "binary data"
    if start.startswith((b"<!doctype html", b"<html")):
        return "HTML that is not such a page"
    if start.startswith(b"<"):
        return "XML or HTML of another kind"
    if start.startswith((b"{", b"[")):
        return "JSON of another shape"
    return "text of another kind"
