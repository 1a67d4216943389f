"""Text as answerable sees it: blocks of plain words that findings point into with spans."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

BlockKind = Literal["paragraph", "item", "table"]
SEPARATOR = "\n"


class Span(Struct, frozen=True, gc=False, order=True):
    """Characters `start` to `end` (exclusive) of a Text's `plain`, or of any string it was made for."""

    start: int
    end: int

    def of(self, plain: str) -> str:
        """The very words."""
        return plain[self.start : self.end]


class Block(Struct, frozen=True, gc=False, omit_defaults=True):
    """One paragraph, list item or table; a table's rows stand on lines, its cells between tabs."""

    text: str
    kind: BlockKind = "paragraph"

    def rows(self) -> list[list[str]]:
        """A table's cells, row by row."""
        return [row.split("\t") for row in self.text.split("\n")]


class Link(Struct, frozen=True, gc=False):
    """Words that the source linked to an address: `plain[start:end]` → `href`."""

    start: int
    end: int
    href: str


class Text(Struct, frozen=True, gc=False, omit_defaults=True):
    """What was said: its blocks, its links, and the published markup where there was any.

    `clipped` is true when the source is known to give only the beginning.
    """

    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    markup: str | None = None
    clipped: bool = False

    @property
    def plain(self) -> str:
        """All words, blocks joined by one line end: what spans count in."""
        return SEPARATOR.join(block.text for block in self.blocks)

    @property
    def published(self) -> str:
        """What the source gave: its markup, or the plain words."""
        return self.plain if self.markup is None else self.markup

    def placed(self) -> Iterator[tuple[Span, Block]]:
        """Each block with its place in `plain`."""
        at = 0
        for block in self.blocks:
            yield Span(at, at + len(block.text)), block
            at += len(block.text) + len(SEPARATOR)


def plain_text(words: str, *, clipped: bool = False) -> Text:
    """Text from plain words: a block for each line that is not blank."""
    lines = (line.strip() for line in words.split("\n"))
    return Text(tuple(Block(line) for line in lines if line), clipped=clipped)
