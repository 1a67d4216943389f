"""XML from outside, read strictly: what a document could use to hurt the reader is refused, and nothing is skipped.

Publishers declare names for single characters (`<!ENTITY pound "&#163;">`), so declarations cannot be refused outright
as defusedxml does; any other entity (long, nested, external, of parameters) is. Nothing is ever fetched.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder, tostring
from xml.parsers import expat

from msgspec import Struct

from answerable.errors import UnreadableInput

LOOSE = "#text"  # the tag under which words that stand directly in the root are handed on
DEEPEST = 60  # elements within each other; the real pages need eight
_PIECE = 1 << 20


class Placed(Struct, frozen=True):
    """A child of the root, and the line it begins on."""

    line: int
    element: Element


class _Refused(ValueError):
    """What a document may not hold: `expected`, and what came."""


def check(document: bytes, name: str) -> None:
    """UnreadableInput unless the document is whole, so that nothing is said from a damaged one."""
    for _ in children(document, name):
        pass


def children(document: bytes, name: str) -> Iterator[Placed]:
    """The root's children one by one, each dropped by us once handed on."""
    reader = _Reader()
    for start in range(0, len(document), _PIECE):
        reader.feed(document[start : start + _PIECE], name)
        yield from reader.taken()
    reader.feed(b"", name, last=True)
    yield from reader.taken()


def markup_of(element: Element) -> str:
    """The element as HTML, without what follows it."""
    tail, element.tail = element.tail, None
    try:
        return tostring(element, encoding="unicode", method="html")
    finally:
        element.tail = tail


def words_of(element: Element) -> str:
    """All words in the element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


class _Reader:
    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._parser.EntityDeclHandler = _declared
        self._parser.SkippedEntityHandler = _skipped
        self._done: list[Placed] = []
        self._depth = 0
        self._line = 1
        self._builder = TreeBuilder()

    def feed(self, piece: bytes, name: str, *, last: bool = False) -> None:
        try:
            self._parser.Parse(piece, last)
        except _Refused as refused:
            expected, came = refused.args
            raise UnreadableInput(name, expected, came, f"line {self._parser.CurrentLineNumber}") from None
        except expat.ExpatError as error:
            raise UnreadableInput(name, "whole XML", expat.ErrorString(error.code), f"line {error.lineno}") from None
        except (LookupError, ValueError) as error:
            raise UnreadableInput(name, "XML in an encoding such as UTF-8 or ISO-8859-1", str(error)) from None

    def taken(self) -> list[Placed]:
        done, self._done = self._done, []
        return done

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _Refused(f"elements at most {DEEPEST} deep", "deeper ones")
        if self._depth == 2:
            self._line = self._parser.CurrentLineNumber
            self._builder = TreeBuilder()
        if self._depth >= 2:
            self._builder.start(tag, attributes)

    def _end(self, tag: str) -> None:
        if self._depth >= 2:
            self._builder.end(tag)
        if self._depth == 2:
            self._done.append(Placed(self._line, self._builder.close()))
        self._depth -= 1

    def _data(self, words: str) -> None:
        if self._depth >= 2:
            self._builder.data(words)
        elif words.strip():
            loose = Element(LOOSE)
            loose.text = words
            self._done.append(Placed(self._parser.CurrentLineNumber, loose))


def _declared(name: str, parameter: bool, value: str | None, *_elsewhere: str | None) -> None:
    if parameter or value is None or len(value) != 1:
        raise _Refused("entities that name one character", f"a declaration of {name[:40]!r}")


def _skipped(name: str, _parameter: bool) -> None:
    raise _Refused("entities that are declared", f"&{name[:40]};")
