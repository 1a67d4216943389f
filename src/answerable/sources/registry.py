"""All sources, and which of them a document is of."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from answerable.errors import UnknownFormat
from answerable.model.observation import Observation, Unread
from answerable.model.people import Post
from answerable.sources import jsonlines, linked_data, page, posts, tables, theyworkforyou, uk_parliament
from answerable.sources.base import Source
from answerable.sources.documents import HEAD, Document
from answerable.sources.jsontext import BOM


class Way(Struct, frozen=True):
    """A source as one value that another process can be sent."""

    name: str
    recognises: Callable[[bytes], bool]
    parse: Callable[[bytes, str, int], Iterator[Observation | Unread | Post]]


# In the order in which they are tried: the most particular first.
SOURCES: tuple[Source, ...] = tuple(
    Way(source.name, source.recognises, source.parse)
    for source in (jsonlines, linked_data, posts, uk_parliament, theyworkforyou, tables, page)
)
_EXPECTED = (
    "a page of questions (Asked by …), the official service's JSON, TheyWorkForYou's XML, a table with a column for "
    "the question, a list of ministers' posts, or our own export"
)


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
