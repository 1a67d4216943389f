"""A dossier as Markdown and as one HTML file."""

import re
from collections.abc import Sequence

from markupsafe import Markup

from answerable.web.dossier.layout import Block, Piece

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d{1,9}[.)])", re.MULTILINE)
_MARKDOWN = {"title": "# ", "heading": "## ", "subheading": "### ", "quote": "> ", "item": "- "}
_TAGS = {
    "title": "<h1>{}</h1>",
    "heading": "<h2>{}</h2>",
    "subheading": '<h3 id="e{anchor}">{}</h3>',
    "quote": "<blockquote>{}</blockquote>",
    "item": "<li>{}</li>",
    "small": "<p><small>{}</small></p>",
    "para": "<p>{}</p>",
}
_PAGE = Markup(
    '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{}</title>\n<style>\n'
    ":root {{ color-scheme: light dark; }}\n"
    "body {{ max-width: 65ch; margin: 2rem auto; padding: 0 1rem; font: 1.0625rem/1.55 Georgia, serif; }}\n"
    "h1, h2, h3 {{ line-height: 1.2; }} h2 {{ margin-top: 2.5rem; }} h3 {{ margin-top: 2rem; }}\n"
    "blockquote {{ margin: .5rem 0; padding-left: 1rem; border-left: 2px solid; white-space: pre-line; }}\n"
    "small {{ font: .875rem/1.5 system-ui, sans-serif; }}\n"
    "@media print {{ body {{ max-width: none; }} h2, h3 {{ break-after: avoid; }} }}\n"
    "</style>\n</head>\n<body>\n{}\n</body>\n</html>\n"
)


def markdown(blocks: Sequence[Block]) -> bytes:
    """CommonMark; what was published cannot become markup."""
    return ("\n\n".join(map(_markdown, blocks)) + "\n").encode()


def html(blocks: Sequence[Block]) -> bytes:
    """One file that needs no other."""
    lines, listed = [], False
    for block in blocks:
        if (block.kind == "item") != listed:
            listed = not listed
            lines.append(Markup("<ul>") if listed else Markup("</ul>"))
        lines.append(Markup(_TAGS[block.kind]).format(Markup().join(map(_html, block.pieces)), anchor=block.anchor))
    if listed:
        lines.append(Markup("</ul>"))
    return _PAGE.format("".join(piece.words for piece in blocks[0].pieces), Markup("\n").join(lines)).encode()


def _markdown(block: Block) -> str:
    words = "".join(map(_piece, block.pieces))
    start = _MARKDOWN.get(block.kind, "")
    if block.kind == "quote":
        return "\n".join(f"> {line}".rstrip() for line in words.split("\n"))
    anchor = f'<a id="e{block.anchor}"></a>\n\n' if block.anchor else ""
    return anchor + start + " ".join(words.split("\n"))


def _piece(piece: Piece) -> str:
    words = _AT_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", piece.words))
    words = f"**{words}**" if piece.strong else words
    return f"[{words}](<{_target(piece.href)}>)" if piece.href else words


def _html(piece: Piece) -> Markup:
    words = Markup("<strong>{}</strong>" if piece.strong else "{}").format(piece.words)
    return Markup('<a href="{}">{}</a>').format(_target(piece.href), words) if piece.href else words


def _target(href: str) -> str:
    return f"#e{href[1:]}" if href.startswith("#") else href.replace(">", "%3E").replace("<", "%3C")
