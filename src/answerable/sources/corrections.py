"""Answers published with the marks of a correction: `<ins class="ministerial">` what came, `<del …>` what went.

The services leave both standing in the markup, so that a reader who shows it as it is prints the old words and the new
side by side. Marks without a class occur too (also empty ones); they are read alike.
"""

from selectolax.lexbor import LexborHTMLParser

from answerable.model.text import Text
from answerable.sources.markup import text_of


def corrected(published: str) -> tuple[Text, Text | None]:
    """The answer as it stands now, and as it was before the correction (None when no words are marked).

    The first keeps the published markup with all its marks; the second the markup without what came later.
    """
    if "<ins" not in published.lower() and "<del" not in published.lower():
        return text_of(published), None
    now, before = text_of(_taken("del", "ins", published)), text_of(_taken("ins", "del", published))
    text = Text(now.blocks, now.links, published)
    return text, before if before.plain != now.plain else None


def _taken(gone: str, kept: str, published: str) -> str:
    """The markup without the elements that are gone, and without the tags of those that are kept."""
    tree = LexborHTMLParser(published)
    for node in tree.css(f"{gone}:not({gone} {gone})"):  # outermost only: what stands inside goes with them
        node.decompose()
    tree.unwrap_tags([kept])
    return (tree.body.inner_html if tree.body else None) or ""
