"""Published markup → Text: blocks of plain words with links. Scripts and styles never become words."""

import re
from html import unescape

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from answerable.errors import AnswerableError
from answerable.model.text import SEPARATOR, Block, Link, Text, plain_text

DEEPEST = 256  # elements within elements; the parser's time grows with the square of this
_BLOCKS = {
    "p", "div", "ul", "ol", "li", "br", "hr", "blockquote", "section", "article", "header", "footer", "main", "aside",
    "nav", "pre", "dl", "dt", "dd", "figure", "figcaption", "address", "form", "fieldset", "legend", "details",
    "summary", "center", "menu", "caption", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
_UNSEEN = {"script", "style", "head", "template", "noscript", "iframe", "object", "svg", "math", "textarea", "select"}
_APART = {"nav", "header", "footer", "aside", "h1", "h2", "h3", "h4", "h5", "h6"}
_TAG = re.compile(r"<[a-zA-Z/!?]")
_ELEMENT = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_NEVER_DEEP = {
    "p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "tfoot", "colgroup", "html", "head", "body",
    "br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base", "embed", "source", "track", "param",
}  # fmt: skip


class TooDeep(AnswerableError):
    """Markup whose elements stand within each other deeper than any published text."""


class Placed(Struct, frozen=True):
    """A block of a page; `links` count from its beginning.

    `apart` names the heading, or the outermost header, footer, nav or aside, in which it stood.
    """

    block: Block
    links: tuple[Link, ...] = ()
    apart: str = ""


def text_of(published: str, *, clipped: bool = False) -> Text:
    """Text from what a source published: markup, or plain words with a block for each line. May raise TooDeep."""
    if _TAG.search(published):
        text = Text(*read_markup(published), clipped=clipped)
    else:
        text = plain_text(unescape(published), clipped=clipped)
    return text if text.plain == published else Text(text.blocks, text.links, published, clipped)


def read_markup(markup: str) -> tuple[tuple[Block, ...], tuple[Link, ...]]:
    """The blocks that a browser would show, and the links in them. May raise TooDeep."""
    reader = _read(markup)
    return tuple(reader.blocks), tuple(reader.links)


def read_page(markup: str) -> list[Placed]:
    """The blocks of a whole page, each with what it stood in. May raise TooDeep."""
    reader = _read(markup)
    placed = []
    at = 0
    for block, apart in zip(reader.blocks, reader.apart, strict=True):
        end = at + len(block.text)
        here = (Link(link.start - at, link.end - at, link.href) for link in reader.links if at <= link.start < end)
        placed.append(Placed(block, tuple(here), apart))
        at = end + len(SEPARATOR)
    return placed


def _read(markup: str) -> "_Reader":
    if markup.count("<") > DEEPEST and _depth(markup) > DEEPEST:
        raise TooDeep(f"expected markup nested at most {DEEPEST} deep; got deeper")
    reader = _Reader()
    body = LexborHTMLParser(markup).body
    if body is not None:
        _walk(body, reader)
    reader.end()
    return reader


def _depth(markup: str) -> int:
    """How deep elements nest, judged from the tags alone; at most one more than DEEPEST."""
    depth = 0
    for found in _ELEMENT.finditer(markup):
        if found.group(2).lower() not in _NEVER_DEEP:
            depth = max(depth - 1, 0) if found.group(1) else depth + 1
            if depth > DEEPEST:
                break
    return depth


def _walk(root: LexborNode, reader: "_Reader") -> None:
    """Depth first; a tag by itself on the stack is one to leave."""
    todo: list[LexborNode | str] = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, str):
            reader.leave(node)
        elif node.is_text_node:
            reader.words(node.text_content or "")
        elif node.tag == "table" and not _lays_out(node):
            _table(node, reader)
        elif node.tag and node.tag not in _UNSEEN and node.is_element_node:
            reader.enter(node.tag, (node.attributes.get("href") or "") if node.tag == "a" else "")
            todo.append(node.tag)
            todo.extend(reversed(list(node.iter(include_text=True))))


def _lays_out(table: LexborNode) -> bool:
    """Whether a table is there for the look of a page: it has a table within, or but one cell."""
    return any(inner.mem_id != table.mem_id for inner in table.css("table")) or len(table.css("td, th")) == 1


def _table(table: LexborNode, reader: "_Reader") -> None:
    for caption in table.css("caption"):
        _walk(caption, reader)
    reader.table([[_cell(cell) for cell in row.css("td, th")] for row in table.css("tr")])


def _cell(cell: LexborNode) -> Placed:
    """A cell's words on one line; a line end and a blank are equally long, so that its links stay right."""
    only = cell.child
    if only is None or (only.is_text_node and only.next is None):  # as nearly all cells are
        return Placed(Block(" ".join((cell.text() or "").split())))
    reader = _Reader()
    _walk(cell, reader)
    reader.end()
    return Placed(Block(" ".join(block.text for block in reader.blocks)), tuple(reader.links))


class _Reader:
    """Gathers words into blocks as tags begin and end."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.apart: list[str] = []  # for each block
        self._at = 0  # where in the plain words the next block begins
        self._item = False  # whether the next block is the first of a list item
        self._words = ""
        self._href, self._from = "", 0  # the link that is open, and where in the words it began
        self._linked: list[tuple[int, int, str]] = []
        self._within: list[str] = []
        self._seen = 0

    def enter(self, tag: str, href: str) -> None:
        if tag in _BLOCKS:
            self.end()
            self._item = self._item or tag == "li"
        elif href:
            self._href, self._from = href, len(self._words)
        if tag in _APART:
            self._seen += 1
            self._within.append(f"{tag} {self._seen}")

    def leave(self, tag: str) -> None:
        if tag == "a":
            self._close_link()
            self._href = ""
        elif tag in _BLOCKS:
            self.end()
            self._item = self._item and tag != "li"
        if tag in _APART:
            self._within.pop()

    def words(self, words: str) -> None:
        """Adds words, with white space as a browser would show it."""
        flat = " ".join(words.split())
        if words[:1].isspace() and self._words and not self._words.endswith(" "):
            self._words += " "
        if flat:
            self._words += flat + " " if words[-1].isspace() else flat

    def table(self, rows: list[list[Placed]]) -> None:
        """Adds a table as one block: rows on lines, cells between tabs."""
        self.end()
        lines = []
        at = self._at
        for row in rows:
            if not any(cell.block.text for cell in row):
                continue
            for cell in row:
                self.links += (Link(at + link.start, at + link.end, link.href) for link in cell.links)
                at += len(cell.block.text) + 1
            lines.append("\t".join(cell.block.text for cell in row))
        if lines:
            self._add(Block("\n".join(lines), "table"))

    def end(self) -> None:
        """Ends the block that was being gathered, if it has words; an open link goes on in the next."""
        if not self._words:
            return
        self._close_link()
        if self._linked:
            self.links += (link for link in (self._trimmed(*span) for span in self._linked) if link.start < link.end)
            self._linked = []
        self._add(Block(self._words.rstrip(), "item" if self._item else "paragraph"))
        self._item, self._words, self._from = False, "", 0

    def _close_link(self) -> None:
        if self._href:
            self._linked.append((self._from, len(self._words), self._href))

    def _trimmed(self, start: int, end: int, href: str) -> Link:
        """A link without the blanks at its ends, which are no words."""
        linked = self._words[start:end]
        begin = self._at + start + len(linked) - len(linked.lstrip())
        return Link(begin, begin + len(linked.strip()), href)

    def _add(self, block: Block) -> None:
        self.blocks.append(block)
        self.apart.append(self._within[0] if self._within else "")
        self._at += len(block.text) + len(SEPARATOR)
