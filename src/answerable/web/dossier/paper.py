"""A dossier as PDF, set by Typst."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import typst

from answerable.web.dossier.layout import Block

_TEMPLATE = Path(__file__).parent / "dossier.typ"


def pdf(blocks: Sequence[Block]) -> bytes:
    """A tagged PDF with headings and links."""
    with TemporaryDirectory(prefix="answerable-") as place:
        shutil.copy(_TEMPLATE, place)
        (Path(place) / "blocks.json").write_bytes(msgspec.json.encode(blocks))
        return typst.compile(Path(place) / _TEMPLATE.name, root=Path(place), format="pdf")
