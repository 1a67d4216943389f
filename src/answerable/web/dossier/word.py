"""A dossier as a Word document."""

import io
import re
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from answerable.web.dossier.layout import Block, Piece

_STYLES = {"title": "Title", "heading": "Heading 1", "subheading": "Heading 2", "quote": "Quote", "item": "List Bullet"}
_SMALL = Pt(9)
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what a document cannot say


def word(blocks: Sequence[Block]) -> bytes:
    """A .docx file with real headings, lists and links."""
    document = docx.Document()
    for block in blocks:
        _add(document, block)
    document.core_properties.title = _sayable("".join(piece.words for piece in blocks[0].pieces))[:255]
    document.core_properties.author = "answerable"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add(document: Document, block: Block) -> None:
    paragraph = document.add_paragraph(style=_STYLES.get(block.kind, "Normal"))
    if block.anchor:
        _mark(paragraph, block.anchor)
    for piece in block.pieces:
        run = paragraph.add_run(_sayable(piece.words))
        run.bold = piece.strong or None
        if block.kind == "small":
            run.font.size = _SMALL
        if piece.href:
            _link(paragraph, piece, run._r)


def _mark(paragraph: Paragraph, anchor: int) -> None:
    """A place that links within the document lead to."""
    for kind in ("start", "end"):
        mark = OxmlElement(f"w:bookmark{kind.capitalize()}")
        mark.set(qn("w:id"), str(anchor))
        if kind == "start":
            mark.set(qn("w:name"), f"e{anchor}")
        paragraph._p.append(mark)


def _link(paragraph: Paragraph, piece: Piece, run: object) -> None:
    link = OxmlElement("w:hyperlink")
    if piece.href.startswith("#"):
        link.set(qn("w:anchor"), f"e{piece.href[1:]}")
    else:
        kind = RELATIONSHIP_TYPE.HYPERLINK
        link.set(qn("r:id"), paragraph.part.relate_to(piece.href, kind, is_external=True))
    link.append(run)
    paragraph._p.append(link)


def _sayable(words: str) -> str:
    return _NO_XML.sub("", words)
