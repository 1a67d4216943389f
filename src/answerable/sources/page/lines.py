"""Bytes → the lines of a page, whether it came as text or as HTML."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from answerable.errors import UnreadableInput
from answerable.model.text import Block, Link
from answerable.sources.markup import Placed, TooDeep, read_page
from answerable.sources.page.labels import head, is_label, is_labelled

LARGEST_HTML = 32 << 20  # bytes; a parsed page takes many times its size in memory
_CHARSET = re.compile(rb"charset\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_-]{1,20})", re.IGNORECASE)
_ENCODINGS = {b"iso-8859-1": "windows-1252", b"windows-1252": "windows-1252", b"latin1": "windows-1252"}
_HTML = re.compile(r"\s{0,1000}<|.{0,65536}?<(?:p|div|br|html|body|li|td)\b", re.IGNORECASE | re.DOTALL)


class Line(Struct, frozen=True):
    """A line of text or a block of HTML; `links` count from its beginning, `apart` is as in markup.Placed."""

    place: str
    block: Block
    links: tuple[Link, ...] = ()
    apart: str = ""

    @property
    def words(self) -> str:
        return self.block.text

    def after(self, start: int) -> "Line":
        """The rest of the line from a character on."""
        links = tuple(
            Link(link.start - start, link.end - start, link.href) for link in self.links if link.start >= start
        )
        return Line(self.place, Block(self.words[start:], self.block.kind), links, self.apart)


def lines_of(document: bytes, name: str, first_line: int) -> list[Line]:
    """The lines that have words; a label that stands alone is joined to what it labels."""
    words = _decode(document, name)
    if not _HTML.match(words):
        flat = ((number, " ".join(line.split())) for number, line in enumerate(words.splitlines(), first_line))
        return list(_joined(Line(f"line {number}", Block(line)) for number, line in flat if line))
    if len(words) > LARGEST_HTML:
        raise UnreadableInput(name, f"an HTML page of at most {LARGEST_HTML >> 20} MB", "a larger one")
    try:
        placed = read_page(words)
    except TooDeep as error:
        expected, _, came = str(error).removeprefix("expected ").partition("; got ")
        raise UnreadableInput(name, expected, came) from None
    return list(_joined(_html_lines(placed)))


def _html_lines(placed: Iterable[Placed]) -> Iterator[Line]:
    for number, one in enumerate(placed, 1):
        whole = Line(f"block {number}", one.block, one.links, one.apart)
        if one.block.kind == "table" and any(is_labelled(" ".join(row)) for row in one.block.rows()):
            yield from _rows(whole)
        else:
            yield whole


def _rows(table: Line) -> Iterator[Line]:
    """The rows of a table that lays out a question, as lines: label and words in one, but for mere headings."""
    at = 0
    for row in table.words.split("\n"):
        end = at + len(row)
        links = tuple(Link(one.start - at, one.end - at, one.href) for one in table.links if at <= one.start < end)
        line = Line(table.place, Block(row.replace("\t", " ")), links, table.apart)
        cell = row.split("\t")[0]
        if head(cell):
            yield Line(table.place, Block(cell), (), table.apart)
            line = line.after(len(cell))
        rest = line.after(len(line.words) - len(line.words.lstrip()))
        if rest.words:
            yield rest
        at = end + 1


def _joined(lines: Iterable[Line]) -> Iterator[Line]:
    """Puts a label that stands alone before the next line, unless that has a label itself."""
    label: Line | None = None
    for line in lines:
        if label is not None and not is_labelled(line.words):
            start = len(label.words) + 1
            links = tuple(Link(one.start + start, one.end + start, one.href) for one in line.links)
            line = Line(label.place, Block(f"{label.words} {line.words}"), links, label.apart)
        elif label is not None:
            yield label
        label = line if is_label(line.words) else None
        if label is None:
            yield line
    if label is not None:
        yield label


def _decode(document: bytes, name: str) -> str:
    """Text from bytes: by their byte order mark, the HTML's own word, or UTF-8."""
    if document.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        told = None if document.startswith(b"\xef\xbb\xbf") else _CHARSET.search(document[:4096])
        encoding = _ENCODINGS.get(told.group(1).lower(), "utf-8-sig") if told else "utf-8-sig"
    try:
        return document.decode(encoding)
    except UnicodeDecodeError as error:
        line = document.count(b"\n", 0, error.start) + 1
        came = f"the byte 0x{document[error.start]:02x}"
        raise UnreadableInput(name, f"text in {encoding.removesuffix('-sig').upper()}", came, f"line {line}") from None
