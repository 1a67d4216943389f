"""Changed words for a terminal: + and − before them, colour only besides."""

from collections.abc import Sequence

from rich.text import Text

from answerable.cli.printing import clean
from answerable.model.difference import Piece

_AROUND = 60  # letters shown of what stayed the same, on either side of a change


def changed_words(pieces: Sequence[Piece], indent: str, *, whole: bool = False) -> Text:
    """`…we inspected [−40] [+41] weirs…`: every change, with a few of the words around it or the `whole` text."""
    shown = Text(indent)
    for at, piece in enumerate(pieces):
        if piece.kind == "same":
            short = _short(piece.words, first=at == 0, last=at == len(pieces) - 1)
            shown.append_text(clean(piece.words) if whole else _flat(short))
        else:
            sign, style = ("−", "red") if piece.kind == "removed" else ("+", "green")
            text = _flat(f"[{sign}{piece.words.strip()}]")
            text.stylize(style)
            shown.append_text(text)
            shown.append(" ")
    return shown


def _flat(words: str) -> Text:
    return clean(words.replace("\n", " "))


def _short(words: str, *, first: bool, last: bool) -> str:
    if len(words) <= 2 * _AROUND:
        return words
    before = "" if first else words[:_AROUND].rsplit(" ", 1)[0] + " "
    after = "" if last else " " + words[-_AROUND:].split(" ", 1)[-1]
    return f"{before}…{after}"
