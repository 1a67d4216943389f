"""Published markup → Text: blocks of plain words with links. Scripts and styles never become words."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from answerable.model.text import SEPARATOR, Block, BlockKind, Link, Text, plain_text

_BLOCKS = {
    "p", "div", "ul", "ol", "br", "hr", "blockquote", "section", "article", "header", "footer", "main", "aside", "nav",
    "pre", "dl", "dt", "dd", "figure", "figcaption", "address", "form", "fieldset",
    "h1", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
_UNSEEN = {"script", "style", "head", "template", "noscript", "iframe", "object", "svg", "math", "textarea", "select"}


def text_of(published: str, *, clipped: bool = False) -> Text:
    """Text from what a source published: markup, or plain words with a block for each line."""
    if "<" not in published and "&" not in published:
        text = plain_text(published, clipped=clipped)
        return text if text.plain == published else Text(text.blocks, markup=published, clipped=clipped)
    blocks, links = read_markup(published)
    text = Text(blocks, links, clipped=clipped)
    return text if text.plain == published else Text(blocks, links, published, clipped)


def read_markup(markup: str) -> tuple[tuple[Block, ...], tuple[Link, ...]]:
    """The blocks that a browser would show, and the links in them."""
    reader = _Reader()
    body = LexborHTMLParser(markup).body
    if body is not None:
        _walk(body, reader)
    reader.end()
    return tuple(reader.blocks), tuple(reader.links)


def _walk(body: LexborNode, reader: "_Reader") -> None:
    """Depth first, with a stack of our own: hostile markup nests deeper than calls may."""
    todo: list[LexborNode | str] = [body]
    while todo:
        node = todo.pop()
        if isinstance(node, str):
            reader.leave(node)
        elif node.is_text_node:
            reader.words(node.text_content or "")
        elif node.tag == "table":
            reader.table(_rows(node))
        elif node.tag and node.tag not in _UNSEEN and node.is_element_node:
            reader.enter(node.tag, (node.attributes.get("href") or "") if node.tag == "a" else "")
            todo.append(node.tag)
            todo.extend(reversed(list(node.iter(include_text=True))))


def _rows(table: LexborNode) -> list[list[str]]:
    rows = ([_flat(cell.text()) for cell in row.css("td, th")] for row in table.css("tr"))
    return [row for row in rows if any(row)]


def _flat(words: str) -> str:
    return " ".join(words.split())


class _Reader:
    """Gathers words into blocks as tags begin and end."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self._at = 0  # where in the plain words the next block begins
        self._kind: BlockKind = "paragraph"
        self._words = ""
        self._open: tuple[int, str] | None = None
        self._linked: list[tuple[int, int, str]] = []

    def enter(self, tag: str, href: str) -> None:
        if tag in _BLOCKS or tag == "li":
            self.end()
            self._kind = "item" if tag == "li" else "paragraph"
        elif href:
            self._open = (len(self._words), href)

    def leave(self, tag: str) -> None:
        if tag == "a" and self._open:
            start, href = self._open
            self._linked.append((start, len(self._words), href))
            self._open = None
        elif tag in _BLOCKS or tag == "li":
            self.end()

    def words(self, words: str) -> None:
        """Adds words, with white space as a browser would show it."""
        flat = _flat(words)
        before = words[:1].isspace() and self._words and not self._words.endswith(" ")
        after = words[-1:].isspace() and flat
        self._words += (" " if before else "") + flat + (" " if after else "")

    def table(self, rows: list[list[str]]) -> None:
        self.end()
        if rows:
            self._add(Block("\n".join("\t".join(row) for row in rows), "table"))

    def end(self) -> None:
        """Ends the block that was being gathered, if it has words."""
        self.leave("a")
        words = self._words.rstrip()
        if words:
            spans = ((self._at + start, self._at + min(end, len(words)), href) for start, end, href in self._linked)
            self.links += (Link(*span) for span in spans if span[0] < span[1])
            self._add(Block(words, self._kind))
            self._kind = "paragraph"
        self._words, self._linked = "", []

    def _add(self, block: Block) -> None:
        self.blocks.append(block)
        self._at += len(block.text) + len(SEPARATOR)
