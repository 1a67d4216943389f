"""The forms in which a dossier can be had."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from answerable.queries.dossier import DossierView
from answerable.web.dossier.layout import Block, laid_out
from answerable.web.dossier.paper import pdf
from answerable.web.dossier.plain import html, markdown
from answerable.web.dossier.word import word


class Form(StrEnum):
    """A form, by the end of its file's name."""

    HTML = "html"
    MD = "md"
    DOCX = "docx"
    PDF = "pdf"


MEDIA = {
    Form.HTML: "text/html; charset=utf-8",
    Form.MD: "text/markdown; charset=utf-8",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.PDF: "application/pdf",
}
_WRITERS: dict[Form, Callable[[Sequence[Block]], bytes]] = {
    Form.HTML: html,
    Form.MD: markdown,
    Form.DOCX: word,
    Form.PDF: pdf,
}


def written(view: DossierView, form: Form, site: str = "") -> bytes:
    """The dossier in that form; `site` is the address before those of pages here, without which they are not linked."""
    return _WRITERS[form](laid_out(view, site))
